package transfer

import (
	"sync"
	"sync/atomic"
	"time"

	"twentythree-uploader/uploader"
)

// The rate is averaged over rateWindow, or, where confirmations come more slowly, over enoughConfirmations within longestWindow.
const (
	rateWindow          = 15 * time.Second
	enoughConfirmations = 4
	longestWindow       = 2 * time.Minute
	// stalledAfter is how many times the usual wait for a confirmation may pass before there is no rate any more.
	stalledAfter = 3
)

// Meter counts what moved of one file. Workers write it, the engine's ticker reads it.
type Meter struct {
	size    int64
	acked   atomic.Int64
	written atomic.Int64
	traffic atomic.Int64 // every byte handed over in this process, never going back: says whether anything moves at all

	mu      sync.Mutex
	samples []sample
}

type sample struct {
	at    time.Time
	acked int64
}

// NewMeter starts a meter for a file of size bytes of which acked are confirmed.
func NewMeter(size, acked int64) *Meter {
	m := &Meter{size: size}
	m.acked.Store(acked)
	m.written.Store(acked)
	return m
}

func (m *Meter) moved(bytes int64) {
	m.written.Add(bytes)
	m.traffic.Add(bytes)
}

// confirm counts an acknowledged chunk. Its bytes were counted as written when they were read.
func (m *Meter) confirm(bytes int64) { m.acked.Add(bytes) }

// Progress is the newest figure. now paces the rate, which is confirmed bytes over the last seconds; it is zero when nothing was
// confirmed for a while, so that no time left is shown while stalled.
func (m *Meter) Progress(now time.Time) uploader.Progress {
	acked := m.acked.Load()
	progress := uploader.Progress{Acked: acked, Written: max(acked, min(m.written.Load(), m.size)), Size: m.size, Processing: -1}
	m.mu.Lock()
	defer m.mu.Unlock()
	if last := len(m.samples) - 1; last < 0 || m.samples[last].acked != acked {
		m.samples = append(m.samples, sample{now, acked})
	}
	for len(m.samples) > 2 && now.Sub(m.samples[1].at) > rateWindow &&
		(len(m.samples) > enoughConfirmations+1 || now.Sub(m.samples[1].at) > longestWindow) {
		m.samples = m.samples[1:]
	}
	progress.Rate = rate(m.samples, now)
	if progress.Rate > 0 {
		progress.Left = time.Duration(float64(m.size-acked) / progress.Rate * float64(time.Second))
	}
	return progress
}

// rate is bytes a second over the samples, each of which is a time at which more was confirmed than before.
func rate(samples []sample, now time.Time) float64 {
	if len(samples) < 2 {
		return 0
	}
	oldest, newest := samples[0], samples[len(samples)-1]
	usual := newest.at.Sub(oldest.at) / time.Duration(len(samples)-1)
	silent := now.Sub(newest.at)
	if silent > max(rateWindow, stalledAfter*usual) {
		return 0
	}
	elapsed := newest.at.Sub(oldest.at)
	if silent > usual {
		elapsed = now.Sub(oldest.at)
	}
	if elapsed < 2*time.Second {
		return 0
	}
	return float64(newest.acked-oldest.acked) / elapsed.Seconds()
}

// Wrote counts bytes that went out in a request that is confirmed as a whole or not at all.
func (m *Meter) Wrote(bytes int64) { m.moved(bytes) }

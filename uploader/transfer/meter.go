package transfer

import (
	"sync"
	"sync/atomic"
	"time"

	"twentythree-uploader/uploader"
)

// rateWindow is over how long the confirmed rate is averaged.
const rateWindow = 15 * time.Second

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
	if len(m.samples) == 0 || now.Sub(m.samples[len(m.samples)-1].at) >= time.Second {
		m.samples = append(m.samples, sample{now, acked})
	}
	for len(m.samples) > 2 && now.Sub(m.samples[1].at) > rateWindow {
		m.samples = m.samples[1:]
	}
	oldest := m.samples[0]
	if elapsed := now.Sub(oldest.at); elapsed >= 2*time.Second && acked > oldest.acked {
		progress.Rate = float64(acked-oldest.acked) / elapsed.Seconds()
		progress.Left = time.Duration(float64(m.size-acked) / progress.Rate * float64(time.Second))
	}
	return progress
}

// Wrote counts bytes that went out in a request that is confirmed as a whole or not at all.
func (m *Meter) Wrote(bytes int64) { m.moved(bytes) }

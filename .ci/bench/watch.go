package main

import (
	"math"
	"sync"
	"time"
)

// watch reads the site's count of bytes over and over.
type watch struct {
	site  *site
	begun time.Time
	first int64

	mu      sync.Mutex
	samples []sample

	quit chan struct{}
	done sync.WaitGroup
}

type sample struct {
	at    time.Time
	bytes int64
}

func startWatch(s *site) *watch {
	w := &watch{site: s, begun: time.Now(), quit: make(chan struct{})}
	w.take()
	w.done.Go(func() {
		ticker := time.NewTicker(sampleEvery)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				w.take()
			case <-w.quit:
				return
			}
		}
	})
	return w
}

// take notes the count. A site that is gone has none; what it had before stays the last.
func (w *watch) take() {
	bytes, err := w.site.received()
	if err != nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.samples == nil {
		w.first = bytes
	}
	w.samples = append(w.samples, sample{time.Now(), bytes - w.first})
}

// now is how many bytes have come.
func (w *watch) now() int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.samples) == 0 {
		return 0
	}
	return w.samples[len(w.samples)-1].bytes
}

// stop ends the watching and says how many bytes came in all.
func (w *watch) stop() int64 {
	close(w.quit)
	w.done.Wait()
	w.take()
	return w.now()
}

// between is what came between two moments, and the time between the samples nearest to them.
func (w *watch) between(from, to time.Time) (bytes int64, took time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	first, last := nearest(w.samples, from), nearest(w.samples, to)
	return last.bytes - first.bytes, last.at.Sub(first.at)
}

func nearest(samples []sample, at time.Time) sample {
	var best sample
	distance := time.Duration(math.MaxInt64)
	for _, s := range samples {
		if d := s.at.Sub(at).Abs(); d < distance {
			best, distance = s, d
		}
	}
	return best
}

// every is the rate in each stretch of time since the beginning, in Mbit/s: how a client climbs.
func (w *watch) every(stretch time.Duration) []float64 {
	var rates []float64
	w.mu.Lock()
	last := w.samples[len(w.samples)-1].at
	w.mu.Unlock()
	for from := w.begun; from.Add(stretch).Before(last); from = from.Add(stretch) {
		bytes, took := w.between(from, from.Add(stretch))
		if took > 0 {
			rates = append(rates, math.Round(float64(bytes)*80/1e6/took.Seconds())/10)
		}
	}
	return rates
}

// tail keeps the end of what a client says.
type tail struct {
	mu   sync.Mutex
	text []byte
}

const tailLength = 600

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, p...)
	if over := len(t.text) - tailLength; over > 0 {
		t.text = append([]byte(nil), t.text[over:]...)
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.text)
}

package faults

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"
)

// ErrCut is what reading a body gives where a Close rule struck.
var ErrCut = errors.New("the connection is closed on purpose")

// Throttle lets bytes pass at a rate. It is safe for concurrent use, so that connections can share one.
type Throttle struct {
	mu   sync.Mutex
	free time.Time
}

// Wait blocks until n more bytes may pass at perSecond bytes a second, or the context ends.
func (t *Throttle) Wait(ctx context.Context, n int, perSecond int64) error {
	t.mu.Lock()
	now := time.Now()
	if t.free.Before(now) {
		t.free = now
	}
	t.free = t.free.Add(time.Duration(float64(n) / float64(perSecond) * float64(time.Second)))
	pause := t.free.Sub(now)
	t.mu.Unlock()
	return rest(ctx, pause)
}

func rest(ctx context.Context, pause time.Duration) error {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Body reads a request's body, counting it, as slowly as it is told. Its fields are set by the goroutine that reads.
type Body struct {
	// Source is the body; Context ends its pauses.
	Source  io.Reader
	Context context.Context
	// Throttle and PerSecond slow it down where Throttle is not nil.
	Throttle  *Throttle
	PerSecond int64
	// Received counts all bytes so far.
	Received int64

	stop    int64
	stopped func() error
}

// StopAt calls then before the byte after the next n bytes is read; its error is what reading gives.
func (b *Body) StopAt(n int64, then func() error) { b.stop, b.stopped = n, then }

// Cut makes the body end with ErrCut after n more bytes.
func (b *Body) Cut(n int64) { b.StopAt(n, func() error { return ErrCut }) }

// Stall makes the body pause once after n more bytes.
func (b *Body) Stall(n int64, pause time.Duration) {
	b.StopAt(n, func() error { return rest(b.Context, pause) })
}

// Read implements io.Reader.
func (b *Body) Read(p []byte) (int, error) {
	if b.stopped != nil {
		if b.stop <= 0 {
			then := b.stopped
			if err := then(); err != nil {
				return 0, err
			}
			b.stopped = nil
		} else if int64(len(p)) > b.stop {
			p = p[:b.stop]
		}
	}
	if b.Throttle != nil {
		// A tenth of a second's worth keeps the flow even, and the smallest piece keeps it moving.
		p = p[:min(int64(len(p)), max(256, b.PerSecond/10))]
	}
	n, err := b.Source.Read(p)
	b.Received += int64(n)
	b.stop -= int64(n)
	if b.Throttle != nil && n > 0 {
		if waiting := b.Throttle.Wait(b.Context, n, b.PerSecond); waiting != nil {
			return n, waiting
		}
	}
	return n, err
}

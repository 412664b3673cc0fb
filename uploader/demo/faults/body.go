package faults

import (
	"cmp"
	"context"
	"errors"
	"io"
	"slices"
	"sync"
	"time"
)

// ErrCut is what reading a body gives where a rule cuts it short.
var ErrCut = errors.New("the connection is closed on purpose")

// Throttle lets bytes pass at a rate. It is safe for concurrent use, so that connections can share one.
type Throttle struct {
	mu   sync.Mutex
	free time.Time
}

// Wait blocks until n more bytes may pass at perSecond bytes a second, the throttle is over, or the context ends.
func (t *Throttle) Wait(ctx context.Context, over <-chan struct{}, n int, perSecond int64) error {
	t.mu.Lock()
	now := time.Now()
	if t.free.Before(now) {
		t.free = now
	}
	t.free = t.free.Add(time.Duration(float64(n) / float64(perSecond) * float64(time.Second)))
	pause := t.free.Sub(now)
	t.mu.Unlock()
	return Rest(ctx, over, nil, pause)
}

// Rest waits for pause or until one of the channels, which may be nil, is closed. The error is the context's.
func Rest(ctx context.Context, over, ending <-chan struct{}, pause time.Duration) error {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-over:
		return nil
	case <-ending:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Body reads a request's body, counting it, as slowly as it is told. It is for one goroutine.
type Body struct {
	// Source is the body; Context ends its pauses.
	Source  io.Reader
	Context context.Context
	// Throttle and PerSecond slow it down where Throttle is not nil, until Over is closed.
	Throttle  *Throttle
	PerSecond int64
	Over      <-chan struct{}
	// Received counts all bytes so far.
	Received int64
}

// Read implements io.Reader.
func (b *Body) Read(p []byte) (int, error) {
	select {
	case <-b.Over:
		b.Throttle = nil
	default:
	}
	if b.Throttle != nil {
		// A tenth of a second's worth keeps the flow even, and the smallest piece keeps it moving.
		p = p[:min(int64(len(p)), max(256, b.PerSecond/10))]
	}
	n, err := b.Source.Read(p)
	b.Received += int64(n)
	if b.Throttle != nil && n > 0 {
		if waiting := b.Throttle.Wait(b.Context, b.Over, n, b.PerSecond); waiting != nil {
			return n, waiting
		}
	}
	return n, err
}

// Filter passes a file's bytes on, stopping where it is told. The zero value only passes on. It is for one goroutine.
type Filter struct {
	// To takes the bytes.
	To io.Writer

	stops []stop
	seen  int64
}

type stop struct {
	at   int64
	then func() error
}

// Cut gives ErrCut once more than n bytes come.
func (f *Filter) Cut(n int64) { f.Stall(n, func() error { return ErrCut }) }

// Stall calls pause once, when more than n bytes come. Its error ends the writing.
func (f *Filter) Stall(n int64, pause func() error) {
	f.stops = append(f.stops, stop{n, pause})
	slices.SortStableFunc(f.stops, func(a, b stop) int { return cmp.Compare(a.at, b.at) })
}

// Write implements io.Writer.
func (f *Filter) Write(p []byte) (int, error) {
	written := 0
	for len(f.stops) > 0 && f.seen+int64(len(p)) > f.stops[0].at {
		first := f.stops[0]
		f.stops = f.stops[1:]
		n, err := f.pass(p[:max(0, first.at-f.seen)])
		written += n
		if err != nil {
			return written, err
		}
		p = p[n:]
		if err := first.then(); err != nil {
			return written, err
		}
	}
	n, err := f.pass(p)
	return written + n, err
}

func (f *Filter) pass(p []byte) (int, error) {
	n, err := f.To.Write(p)
	f.seen += int64(n)
	return n, err
}

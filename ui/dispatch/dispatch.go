// Package dispatch brings what happens elsewhere onto the window's goroutine: updates from the engine and timers. It is the one
// place that names fyne.Do and, with native, the only one in ui that starts goroutines.
package dispatch

import (
	"context"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"twentythree-uploader/uploader"
)

// Source gives updates one after the other. Next waits for the next one and returns an error when ctx ends or there are no more;
// while nobody asks, what happens is merged into the one update that comes next.
type Source interface {
	Next(ctx context.Context) (uploader.Update, error)
}

// OnWindow runs f on the window's goroutine, later.
func OnWindow(f func()) { fyne.Do(f) }

// Dispatcher hands updates to the window, one closure at a time: as long as the window is busy with one, nothing piles up.
type Dispatcher struct {
	cancel context.CancelFunc
	done   chan struct{}
}

// Start asks source for updates and hands each to handle through do, which must run its argument on the window's goroutine.
func Start(source Source, do func(func()), handle func(uploader.Update)) *Dispatcher {
	ctx, cancel := context.WithCancel(context.Background())
	d := &Dispatcher{cancel: cancel, done: make(chan struct{})}
	go func() {
		defer close(d.done)
		for {
			update, err := source.Next(ctx)
			if err != nil || !deliver(ctx, do, func() { handle(update) }) {
				return
			}
		}
	}()
	return d
}

// deliver waits until the window has run f; it reports false when that is no longer wanted. A window that is closing may never
// run it.
func deliver(ctx context.Context, do func(func()), f func()) bool {
	ran := make(chan struct{})
	do(func() {
		defer close(ran)
		if ctx.Err() == nil {
			f()
		}
	})
	select {
	case <-ran:
		return ctx.Err() == nil
	case <-ctx.Done():
		return false
	}
}

// Close ends the dispatching and waits for it. After it, handle is not called any more. It may be called on the window's
// goroutine.
func (d *Dispatcher) Close() {
	d.cancel()
	<-d.done
}

// Follow calls f on the window's goroutine for every signal, until ctx ends or signals is closed. It returns a function that
// waits for its end.
func Follow(ctx context.Context, signals <-chan struct{}, do func(func()), f func()) (wait func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-ctx.Done():
				return
			case _, open := <-signals:
				if !open || !deliver(ctx, do, f) {
					return
				}
			}
		}
	}()
	return func() { <-done }
}

// Timers run functions on the window's goroutine after a while. The zero value is not usable: use NewTimers.
type Timers struct {
	do     func(func())
	closed atomic.Bool
}

// NewTimers makes timers that run through do.
func NewTimers(do func(func())) *Timers { return &Timers{do: do} }

// After runs f once d has passed, unless the returned function is called before; call that on the window's goroutine.
func (t *Timers) After(d time.Duration, f func()) (cancel func()) {
	cancelled := false
	timer := time.AfterFunc(d, func() {
		if t.closed.Load() {
			return
		}
		t.do(func() {
			if !cancelled && !t.closed.Load() {
				f()
			}
		})
	})
	return func() {
		cancelled = true
		timer.Stop()
	}
}

// Close lets no timer run any more.
func (t *Timers) Close() { t.closed.Store(true) }

package transfer

import (
	"context"
	"errors"
	"sync/atomic"
	"time"
)

const (
	// keptBack is how many bytes of the completing request wait for the other ones.
	keptBack = 16 << 10
	// confirmPatience is how long a request that has sent all but its end waits for what must be confirmed first. What takes longer is waited for
	// without a connection.
	confirmPatience = 5 * time.Second
)

// completion is what the request that completes the file waits for. It leaves beside the last of the others, but its end stays here until they are
// all confirmed: servers that join the parts when the set is complete do it twice when two chunks complete it.
type completion struct {
	// alone is closed once no other request of the file is under way.
	alone chan struct{}
	// withdraw gives the request up.
	withdraw context.CancelCauseFunc
	// finished is called once when the last byte was handed over, may be nil.
	finished func()
	// begun says that Ledger.Completing succeeded for it.
	begun atomic.Bool
	// waiting says that all but the end has left.
	waiting atomic.Bool
}

// errNotLast is why a completing request is given up: another one must be sent again first, or what must be confirmed before takes long.
var errNotLast = errors.New("it is not the last request yet")

// unconfirmedError ends a request whose end must not leave. It hides what it carries, so that nobody takes it for the site's answer to the chunk.
type unconfirmedError struct{ err error }

func (e *unconfirmedError) Error() string { return e.err.Error() }

func (c *completion) isAlone() bool {
	select {
	case <-c.alone:
		return true
	default:
		return false
	}
}

// patient says that nothing moves on a request because others, or the site that puts the file together, take their time.
func (a *attempt) patient() bool {
	return a.completion != nil && (a.whole.Load() || a.completion.waiting.Load())
}

// undone says that a request was announced as completing and cannot have completed anything.
func (a *attempt) undone() bool {
	return a.completion != nil && a.completion.begun.Load() && !a.whole.Load()
}

// loneliness lets the completing request end once no other is under way. When another one must be sent again first, it is given up.
func (r *run) loneliness() {
	switch {
	case r.last == nil:
	case len(r.queue) > 0:
		r.last.completion.withdraw(errNotLast)
	case r.underWay == 1:
		close(r.last.completion.alone)
		r.last = nil
	}
}

// mayComplete waits until the end of a completing request may leave, and proves that the file, whose chunk has that CRC-32C, is still the one it
// was: afterwards the site may have made a video of it.
func (r *run) mayComplete(ctx context.Context, a *attempt, sum uint32) error {
	a.completion.waiting.Store(true)
	select {
	case <-a.completion.alone:
	case <-ctx.Done():
	}
	a.completion.waiting.Store(false)
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := r.confirmed(ctx, a.completion); err != nil {
		return err
	}
	if err := r.job.Source.Check(); err != nil {
		return err
	}
	if known, acked := r.job.Acked[a.number]; acked && known != sum {
		return changedSource(r.job.FileName)
	}
	return nil
}

// confirmed brings what the request makes final to where it was typed to be, unless that was done before the request left.
func (r *run) confirmed(request context.Context, c *completion) error {
	ctx, cancel := context.WithTimeout(request, confirmPatience)
	defer cancel()
	for !c.begun.Load() || r.job.Ledger.Stale() {
		err := r.job.Ledger.Completing(ctx)
		switch {
		case err == nil:
			c.begun.Store(true)
		case request.Err() != nil:
			return request.Err()
		case errors.Is(ctx.Err(), context.DeadlineExceeded):
			c.withdraw(errNotLast)
			return errNotLast
		default:
			return &unconfirmedError{err}
		}
	}
	return nil
}

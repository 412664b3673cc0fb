package transfer

import (
	"context"
	"errors"
	"sync"
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
	// confirm brings what the request makes final to the site and notes that it may complete the file. It does not end with the request.
	confirm func() error
	// withdraw gives the request up.
	withdraw context.CancelCauseFunc
	// finished is called once when the last byte was handed over, may be nil.
	finished func()
	// waiting says that all but the end has left.
	waiting atomic.Bool

	mu sync.Mutex
	// announced says that Ledger.Completing succeeded for the request, ended that the request is over and must not be announced any more. Both are
	// guarded by mu.
	announced, ended bool
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

// undone says that a request was announced as completing and cannot have completed anything. It is asked once the request has ended.
func (a *attempt) undone() bool {
	return a.completion != nil && a.completion.isAnnounced() && !a.whole.Load()
}

func (c *completion) isAnnounced() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.announced
}

// announce notes that the request may complete the file, and reports false when it is over already.
func (c *completion) announce() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.announced = c.announced || !c.ended
	return !c.ended
}

func (c *completion) end() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended = true
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
func (r *run) mayComplete(request context.Context, a *attempt, sum uint32) error {
	c := a.completion
	c.waiting.Store(true)
	defer c.waiting.Store(false)
	select {
	case <-c.alone:
	case <-request.Done():
	}
	patience := time.NewTimer(confirmPatience)
	defer patience.Stop()
	for !c.isAnnounced() || r.job.Ledger.Stale() {
		if err := request.Err(); err != nil {
			return err
		}
		select {
		case err := <-r.announce(c):
			if err != nil {
				return &unconfirmedError{err}
			}
		case <-request.Done():
			return request.Err()
		case <-patience.C:
			c.withdraw(errNotLast)
			return errNotLast
		}
	}
	if err := r.job.Source.Check(); err != nil {
		return err
	}
	if known, acked := r.job.Acked[a.number]; acked && known != sum {
		return changedSource(r.job.FileName)
	}
	return nil
}

// announce confirms what the request makes final and notes that it may complete the file. It goes on when the request is given up: the site may have
// been told half of it. Its error then is nobody's, and the next request that completes the file waits for its end.
func (r *run) announce(c *completion) <-chan error {
	told := make(chan error, 1)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ended {
		told <- errNotLast
		return told
	}
	r.announcements.Go(func() {
		err := c.confirm()
		if err == nil && !c.announce() {
			err = r.job.Ledger.NotCompleted()
		}
		told <- err
	})
	return told
}

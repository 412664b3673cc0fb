package transfer

import (
	"context"
	"sync"
	"time"
)

// Guard gives up a request on which nothing moves. A connection that is silent while others move is TCP's business; when all are
// silent for stallAfter, the request is freed. One that could complete a file has patience of its own once its bytes are out.
type Guard struct {
	once  sync.Once
	ended chan struct{}
	done  chan struct{}
}

const guardInterval = 5 * time.Second

// StartGuard watches over one request of a file of size bytes and ends it by cancel with ErrStalled. patient says that the request
// itself waits, for the site to put the file together or for other requests.
func StartGuard(meter *Meter, size int64, patient func() bool, cancel context.CancelCauseFunc) *Guard {
	g := &Guard{ended: make(chan struct{}), done: make(chan struct{})}
	patience := completingPatience + completingPatiencePerGB*time.Duration(size/1_000_000_000)
	go func() {
		defer close(g.done)
		ticker := time.NewTicker(guardInterval)
		defer ticker.Stop()
		var still time.Duration
		last := meter.traffic.Load()
		for {
			select {
			case <-g.ended:
				return
			case <-ticker.C:
			}
			still += guardInterval
			if traffic := meter.traffic.Load(); traffic != last {
				last, still = traffic, 0
			}
			limit := stallAfter
			if patient() {
				limit = patience
			}
			if still >= limit {
				cancel(ErrStalled)
				return
			}
		}
	}()
	return g
}

// Stop ends the guard and waits for it.
func (g *Guard) Stop() {
	g.once.Do(func() { close(g.ended) })
	<-g.done
}

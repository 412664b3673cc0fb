package transfer

import (
	"context"
	"sync"
	"time"
)

// guard gives up a request on which nothing moves. A connection that is silent while others move is TCP's business; when all are
// silent for stallAfter, the chunk is freed. A completing request has patience of its own once its bytes are out.
type guard struct {
	once  sync.Once
	ended chan struct{}
	done  chan struct{}
}

const guardInterval = 5 * time.Second

func startGuard(job Job, a *attempt, completing bool, cancel context.CancelCauseFunc) *guard {
	g := &guard{ended: make(chan struct{}), done: make(chan struct{})}
	patience := completingPatience + completingPatiencePerGB*time.Duration(job.Plan.Size/1_000_000_000)
	go func() {
		defer close(g.done)
		ticker := time.NewTicker(guardInterval)
		defer ticker.Stop()
		var still time.Duration
		last := job.Meter.traffic.Load()
		for {
			select {
			case <-g.ended:
				return
			case <-ticker.C:
			}
			still += guardInterval
			if traffic := job.Meter.traffic.Load(); traffic != last {
				last, still = traffic, 0
			}
			limit := stallAfter
			if completing && a.whole.Load() {
				limit = patience
			}
			if still >= limit {
				cancel(errStalled)
				return
			}
		}
	}()
	return g
}

// stop ends the guard and waits for it.
func (g *guard) stop() {
	g.once.Do(func() { close(g.ended) })
	<-g.done
}

package transfer

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"

	"twentythree-uploader/uploader"
)

// Retry pacing, with full jitter.
const (
	backoffBase = 500 * time.Millisecond
	// backoffCap bounds the wait on a site that answers that it is busy.
	backoffCap = 60 * time.Second
	// connectionCap bounds the wait while the connection is down, so that work goes on within seconds of its return: finding out costs one
	// small packet. Once it has been down for longOutage the wait is bounded by longOutageCap.
	connectionCap = 2 * time.Second
	longOutage    = 15 * time.Minute
	longOutageCap = 4 * time.Second
	// knockInterval is the shortest time between two tries on a site that is down.
	knockInterval = time.Second
	// lookUpAgain is for how long a reason that was looked up is taken to hold.
	lookUpAgain = 15 * time.Second
	// busyLong is after how long a busy site is said to have been silent for long.
	busyLong = 30 * time.Minute
)

// Gate is the circuit breaker of one site: every request to the site passes it, so that a hundred queued files do not knock a
// hundred times on a closed door. It is safe for concurrent use.
type Gate struct {
	now     func() time.Time
	random  *rand.Rand
	changed func(uploader.Reason)

	mu       sync.Mutex
	shut     bool
	probing  bool
	told     bool
	failures int
	since    time.Time
	until    time.Time
	wait     time.Duration // between the last failure and until
	asked    bool          // the site itself asked for that wait
	reason   uploader.Reason
	given    time.Time // when the reason was looked up
	wake     chan struct{}
}

// NewGate makes an open gate. changed is told the reason when the gate stays shut, again whenever a busy site's next try moves, and the zero reason when
// it opens; a connection is tried so often that its next try is no news. changed must not call back. random decides the jitter and belongs to the gate alone.
func NewGate(now func() time.Time, random *rand.Rand, changed func(uploader.Reason)) *Gate {
	return &Gate{now: now, random: random, changed: changed, wake: make(chan struct{})}
}

// Ticket is leave to send one request. Its holder says once how the request ended.
type Ticket struct {
	gate  *Gate
	probe bool
}

// Pass waits until a request may leave: at once while the gate is open; while it is shut, for the next try, and then one caller at a
// time. The error is the context's.
func (g *Gate) Pass(ctx context.Context) (Ticket, error) {
	for {
		if err := ctx.Err(); err != nil {
			return Ticket{}, err
		}
		g.mu.Lock()
		if !g.shut {
			g.mu.Unlock()
			return Ticket{gate: g}, nil
		}
		if now := g.now(); g.until.Sub(now) > g.wait {
			// The clock went back: no wait becomes longer by that.
			g.until = now.Add(g.wait)
		}
		wait, wake, probing := g.until.Sub(g.now()), g.wake, g.probing
		if wait <= 0 && !probing {
			g.probing = true
			g.mu.Unlock()
			return Ticket{gate: g, probe: true}, nil
		}
		g.mu.Unlock()
		if err := sleepUntil(ctx, wait, probing, wake); err != nil {
			return Ticket{}, err
		}
	}
}

// sleepUntil waits for the time of the next try, or only for wake while another caller is trying.
func sleepUntil(ctx context.Context, wait time.Duration, probing bool, wake <-chan struct{}) error {
	var expired <-chan time.Time
	if !probing {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		expired = timer.C
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-expired:
	case <-wake:
	}
	return nil
}

// afterOutage says that the request is the first after the connection was down: nothing is known of the site yet.
func (t Ticket) afterOutage() bool {
	if !t.probe {
		return false
	}
	t.gate.mu.Lock()
	defer t.gate.mu.Unlock()
	return ofTheConnection(t.gate.reason.Code)
}

// ofTheConnection says that the site itself has not answered.
func ofTheConnection(code uploader.ReasonCode) bool {
	return code != uploader.ReasonBusy && code != uploader.ReasonBusyLong && code != uploader.ReasonUnknownAnswer
}

// Answered notes that the site answered: the gate is open, the next failure begins at the shortest wait again. An answer to what left before
// the site asked to wait changes nothing about that.
func (t Ticket) Answered() {
	g := t.gate
	g.mu.Lock()
	if !g.shut || g.asked && !t.probe {
		g.mu.Unlock()
		return
	}
	told := g.told
	g.shut, g.probing, g.told, g.failures, g.reason = false, false, false, 0, uploader.Reason{}
	g.rouse()
	g.mu.Unlock()
	if told {
		g.changed(uploader.Reason{})
	}
}

// Abandoned notes that the caller gave up before it learned anything.
func (t Ticket) Abandoned() {
	if !t.probe {
		return
	}
	t.gate.mu.Lock()
	t.gate.probing = false
	t.gate.rouse()
	t.gate.mu.Unlock()
}

// Failed shuts the gate for a while. retryAfter is what the site asked for, zero when it did not. A single short failure is not
// told to anybody: connections break and mend all day.
func (t Ticket) Failed(reason uploader.Reason, retryAfter time.Duration) {
	g := t.gate
	g.mu.Lock()
	if g.shut && !t.probe {
		// This request was under way when the gate shut: it tells nothing new.
		g.mu.Unlock()
		return
	}
	now := g.now()
	if !g.shut {
		g.shut, g.since = true, now
	}
	wait := max(g.backoff(reason.Code), retryAfter)
	g.failures++
	g.probing = false
	g.until, g.wait, g.asked = now.Add(wait), wait, retryAfter > 0
	news := !g.told || reason.Code != g.reason.Code || !ofTheConnection(reason.Code)
	if reason.Code != g.reason.Code || now.Sub(g.given) >= lookUpAgain {
		g.given = now
	}
	g.reason = reason
	if reason.Code == uploader.ReasonBusy && now.Sub(g.since) >= busyLong {
		g.reason.Code = uploader.ReasonBusyLong
	}
	if !ofTheConnection(reason.Code) {
		g.reason.NextTry = g.until
	}
	g.told = g.told || g.failures >= 2 || wait >= 2*time.Second
	told, reason := g.told && news, g.reason
	g.rouse()
	g.mu.Unlock()
	if told {
		g.changed(reason)
	}
}

func (g *Gate) backoff(code uploader.ReasonCode) time.Duration {
	ceiling := backoffCap
	if ofTheConnection(code) {
		ceiling = connectionCap
		if g.now().Sub(g.since) > longOutage {
			ceiling = longOutageCap
		}
	}
	wait := time.Duration(g.random.Int64N(int64(min(backoffBase<<min(g.failures, 20), ceiling))))
	if g.failures > 0 {
		return max(wait, knockInterval)
	}
	return wait
}

// Knock makes the next try happen now: a person pressed "Try now", or the network came back.
func (g *Gate) Knock() {
	g.mu.Lock()
	g.until, g.asked = g.now(), false
	g.rouse()
	g.mu.Unlock()
}

// stillDown is the reason of the failure before, while it is fresh: looking it up anew takes seconds in which the connection may be back.
func (t Ticket) stillDown() (reason uploader.Reason, fresh bool) {
	g := t.gate
	g.mu.Lock()
	defer g.mu.Unlock()
	fresh = t.probe && ofTheConnection(g.reason.Code) && g.now().Sub(g.given) < lookUpAgain
	return g.reason, fresh
}

// Hasten makes the next try happen now, unless the site itself asked for the wait: the network is back, or another one.
func (g *Gate) Hasten() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.shut && !g.asked {
		g.until = g.now()
		g.rouse()
	}
}

// Reason is why the gate stays shut, zero when it is open or has been shut too short a time to be told.
func (g *Gate) Reason() uploader.Reason {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.told {
		return uploader.Reason{}
	}
	return g.reason
}

func (g *Gate) rouse() {
	close(g.wake)
	g.wake = make(chan struct{})
}

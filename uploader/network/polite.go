package network

import (
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// What politeness aims at. A queue of politeTarget keeps the link busy, and a call beside it alive: at most 60 ms are promised.
const (
	politeTarget = 25 * time.Millisecond
	// politeStart and politeFloor are rates in bytes per second.
	politeStart = 128 << 10
	politeFloor = 32 << 10
	// politeStep is how often the rate is looked at, politeSettle how quickly a queue of the wrong length is to be put right.
	politeStep   = 100 * time.Millisecond
	politeSettle = 800 * time.Millisecond
	// politeClimb is a step of the rate until the link's own is found, politeYield what is then taken of it, so that the queue of
	// the climb drains, politeLead how far it may be ahead of the goodput later.
	politeClimb = 1.25
	politeYield = 0.85
	politeLead  = 1.08
	// Every politeEpoch the queue is let run dry for a moment: else its own length would in time be taken for the way's.
	politeEpoch  = 20 * time.Second
	politeBreath = 200 * time.Millisecond
	// epochsKept is how long the shortest round trip is believed.
	epochsKept = 4
	// politeGap is a pause after which what was measured before says nothing.
	politeGap = time.Second
)

// trip is what the system knows of a connection's way.
type trip struct {
	// now is the smoothed round trip, least the shortest one seen, zero where the system does not tell.
	now, least time.Duration
	// acked is how many bytes the other side has acknowledged since the connection was made.
	acked int64
}

// SetPolite spares the others on this computer's link from now on, or no longer: the rate follows the round trip, so that it
// stays well below 60 ms above its shortest. Where the system does not tell round trips, and where a proxy nearby answers for
// the site, it changes nothing.
func (l *Limiter) SetPolite(on bool) {
	l.gate.Lock()
	if on == (l.steer.Load() != nil) {
		l.gate.Unlock()
		return
	}
	if on {
		l.steer.Store(&polite{measure: measureTrip})
	} else {
		l.steer.Store(nil)
	}
	changed := l.settle(time.Now())
	l.gate.Unlock()
	changed()
}

// observe lets politeness look at the connections when it is time to. It is called after every write, which is when it matters.
func (l *Limiter) observe() {
	steer := l.steer.Load()
	if steer == nil || !steer.gate.TryLock() {
		return
	}
	defer steer.gate.Unlock()
	now := time.Now()
	if now.Before(steer.due) {
		return
	}
	l.gate.Lock()
	open := make([]*pacedConn, 0, len(l.connections))
	for connection := range l.connections {
		open = append(open, connection)
	}
	l.gate.Unlock()
	rate := steer.look(open, now)
	l.gate.Lock()
	steer.rate.Store(rate)
	changed := l.settle(now)
	l.gate.Unlock()
	changed()
}

// polite steers a rate by the round trips of connections.
type polite struct {
	// rate is in bytes per second, zero while round trips are unknown.
	rate    atomic.Int64
	measure func(net.Conn) (trip, bool)

	gate      sync.Mutex
	due, last time.Time            // guarded by gate; the next look and the one before
	acked     map[*pacedConn]int64 // guarded by gate; at the last look
	ways      map[string]*way      // guarded by gate; by the other side's address
	goodput   float64              // guarded by gate; acknowledged bytes per second, smoothed
	aim       float64              // guarded by gate; the rate outside of pauses for breath
	found     bool                 // guarded by gate; whether the queue was felt, so that the start is over
	breathe   time.Time            // guarded by gate; when the queue is next let run dry
	breathing bool                 // guarded by gate
}

// way is the shortest round trip to one address, kept per epoch, the newest first.
type way struct{ least [epochsKept]time.Duration }

func (w *way) note(trip time.Duration) {
	if trip > 0 && (w.least[0] == 0 || trip < w.least[0]) {
		w.least[0] = trip
	}
}

func (w *way) age() {
	copy(w.least[1:], w.least[:epochsKept-1])
	w.least[0] = 0
}

func (w *way) shortest() time.Duration {
	shortest := time.Duration(0)
	for _, least := range w.least {
		if least > 0 && (shortest == 0 || least < shortest) {
			shortest = least
		}
	}
	return shortest
}

// look measures and gives the rate to use until the next look.
func (p *polite) look(open []*pacedConn, now time.Time) int64 {
	delay, longest, acked, moved := p.survey(open)
	passed := now.Sub(p.last)
	fresh := p.last.IsZero() || passed > politeGap
	p.last = now
	p.due = now.Add(max(politeStep, min(longest, politeGap/2)))
	switch {
	case longest == 0:
		return 0
	case p.aim == 0:
		p.aim, p.breathe = politeStart, now.Add(politeEpoch)
	case fresh || !moved:
		p.goodput = 0
	case !p.breathing:
		p.measured(float64(acked)/passed.Seconds(), passed)
		p.steer(delay, longest)
	}
	return p.paused(now, longest)
}

// survey reads the round trips: how long the queue is, the longest way, and how many bytes were acknowledged since the last time.
func (p *polite) survey(open []*pacedConn) (delay, longest time.Duration, acked int64, moved bool) {
	if p.ways == nil {
		p.ways = make(map[string]*way)
	}
	nearest := make(map[string]time.Duration)
	marks := make(map[*pacedConn]int64, len(open))
	for _, connection := range open {
		found, ok := p.measure(connection.Conn)
		if !ok || found.now <= 0 {
			continue
		}
		host, _, err := net.SplitHostPort(connection.RemoteAddr().String())
		if err != nil {
			continue
		}
		if p.ways[host] == nil {
			p.ways[host] = &way{}
		}
		before, known := p.acked[connection]
		if !known {
			p.ways[host].note(found.least)
		}
		marks[connection] = found.acked
		longest = max(longest, found.now)
		if !known || found.acked == before {
			continue // its round trip is an old one
		}
		moved = true
		acked += found.acked - before
		p.ways[host].note(found.now)
		if least, seen := nearest[host]; !seen || found.now < least {
			nearest[host] = found.now
		}
	}
	p.acked = marks
	for host, trip := range nearest {
		delay = max(delay, trip-p.ways[host].shortest())
	}
	return delay, longest, acked, moved
}

// measured smooths the goodput over about 300 ms.
func (p *polite) measured(rate float64, passed time.Duration) {
	if p.goodput == 0 {
		p.goodput = rate
		return
	}
	share := min(1, passed.Seconds()/0.3)
	p.goodput += (rate - p.goodput) * share
}

// steer sets the aim by how long the queue is: proportionally, so that what is too much has drained after about politeSettle. It
// rises only while it is what holds the uploads back.
func (p *polite) steer(delay, longest time.Duration) {
	excess := (politeTarget - delay).Seconds() / (politeSettle + 2*longest).Seconds()
	used := p.goodput > 0.7*p.aim
	switch {
	case !p.found && delay > politeTarget/3:
		p.found = true
		p.aim = min(p.aim, p.goodput) * politeYield
	case delay > politeTarget:
		p.aim = min(p.aim, p.goodput) * max(0.3, 1+excess)
	case !used:
	case !p.found:
		p.aim *= politeClimb
	default:
		p.aim = min(p.aim*(1+excess), max(p.aim, p.goodput*politeLead))
	}
	p.aim = max(p.aim, politeFloor)
}

// paused gives the aim, or half of it in a pause for breath.
func (p *polite) paused(now time.Time, longest time.Duration) int64 {
	switch {
	case p.breathing && !now.Before(p.breathe):
		p.breathing = false
		p.breathe = now.Add(politeEpoch)
	case !p.breathing && !now.Before(p.breathe):
		p.breathing = true
		p.breathe = now.Add(max(politeBreath, 2*longest))
		for _, way := range p.ways {
			way.age()
		}
	}
	if p.breathing {
		return int64(p.aim / 2)
	}
	return int64(p.aim)
}

package transfer

import (
	"math"
	"sync"
	"time"
)

// MostAtOnce bounds how many requests with bytes are under way to one site at once.
const MostAtOnce = 32

const (
	// lowerFor is how long a number that a site refused is not tried again.
	lowerFor = 24 * time.Hour
	// vacancy is how long a place may stay empty between two chunks before it counts as not needed.
	vacancy = 300 * time.Millisecond
	// parkAfter is how long nothing may have moved on any connection before others are tried beside them: what an outage has silenced comes back by
	// itself, but only after waits that grew as long as the outage was.
	parkAfter = 3 * time.Second
	// perChunk is how long one chunk is to take on its connection.
	perChunk = 4 * time.Second
)

// Learned is what is worth knowing of a site at the next start.
type Learned struct {
	// Rate is what one connection carried, in bytes a second; zero while unknown.
	Rate float64 `json:"rate,omitempty"`
	// Ceiling is how many requests at once the site bears, until Until; zero when it never refused.
	Ceiling int       `json:"ceiling,omitempty"`
	Until   time.Time `json:"until,omitzero"`
}

// Pace decides how many requests with bytes are under way to one site, and shares them fairly among its uploads, however large each is. It
// begins with four and adapts to what arrives. It is safe for concurrent use.
type Pace struct {
	now  func() time.Time
	most int

	mu      sync.Mutex
	climb   climb
	ceiling int
	until   time.Time // of the ceiling
	lowered time.Time
	rate    float64
	lanes   []*Lane
	places  map[*place]struct{}
	parked  int
	waited  uint64    // how often an upload began to wait
	vacant  time.Time // since when a place stays empty, zero while none does
	quiet   bool
}

// NewPace begins with what is known of the site. most bounds how many requests may be under way at once; 0 is MostAtOnce.
func NewPace(now func() time.Time, most int, known Learned) *Pace {
	if most <= 0 {
		most = MostAtOnce
	}
	p := &Pace{now: now, most: most, places: make(map[*place]struct{})}
	at := now()
	if known.Rate > 0 && !math.IsInf(known.Rate, 0) {
		p.rate = known.Rate
	}
	if known.Ceiling > 0 && at.Before(known.Until) && known.Until.Sub(at) <= lowerFor {
		p.ceiling, p.until = known.Ceiling, known.Until
	}
	p.climb.level = min(startAtOnce, p.bound(at))
	return p
}

// bound is how many may be under way at most. The caller holds the lock, or nobody else knows the pace yet.
func (p *Pace) bound(now time.Time) int {
	if p.ceiling > 0 && now.Before(p.until) {
		return min(p.ceiling, p.most)
	}
	return p.most
}

// Learned is what is worth keeping.
func (p *Pace) Learned() Learned {
	p.mu.Lock()
	defer p.mu.Unlock()
	known := Learned{Rate: p.rate}
	if p.now().Before(p.until) {
		known.Ceiling, known.Until = p.ceiling, p.until
	}
	return known
}

// AtOnce is how many requests may be under way now.
func (p *Pace) AtOnce() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.climb.level
}

// ChunkSize is how large a chunk should be to take about four seconds on its connection, in bytes; 0 while no rate is known.
func (p *Pace) ChunkSize() int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.rate == 0 {
		return 0
	}
	return int64(min(max(p.rate*perChunk.Seconds(), MinChunkSize), MaxChunkSize)) >> 20 << 20
}

// NetworkChanged begins anew with what a clean link needs: what was found out holds for the network before.
func (p *Pace) NetworkChanged() {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	p.rate = 0
	p.climb = climb{}
	p.climb.lower(min(startAtOnce, p.bound(now)), now)
}

// join gives an upload its share.
func (p *Pace) join() *Lane {
	l := &Lane{pace: p, more: make(chan struct{}, 1)}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lanes = append(p.lanes, l)
	return l
}

// Lane is one upload's share of a pace.
type Lane struct {
	pace  *Pace
	used  int
	wants bool
	waits uint64 // its number in the order of waiting, while it wants
	more  chan struct{}
}

// place is leave to have one request under way.
type place struct {
	lane   *Lane
	begun  time.Time
	moved  time.Time
	parked bool
	// out says that all bytes were handed over: what is awaited then is the site, not the link.
	out bool
}

// take gives a place, nil while there is none: more is told when it is worth asking again.
func (l *Lane) take() *place {
	p := l.pace
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if !p.hasRoom(now) {
		l.wait()
		return nil
	}
	if first := l.before(); first != nil {
		l.wait()
		// It may have asked before there was a place.
		first.nudge()
		return nil
	}
	l.wants = false
	l.used++
	at := &place{lane: l, begun: now, moved: now}
	p.places[at] = struct{}{}
	p.noteVacancy(now)
	return at
}

// hasRoom says that one more request may be under way. One whose bytes are out leaves the link to the next while the site answers, or the link would
// idle for a round trip after every chunk; but few of them, since the site has them all before it. The caller holds the lock.
func (p *Pace) hasRoom(now time.Time) bool {
	atWork, answering := len(p.places)-p.parked, 0
	for at := range p.places {
		if at.out && !at.parked {
			answering++
		}
	}
	level := p.climb.level
	sending := atWork - min(answering, max(1, level/4))
	return sending < level && atWork < max(level, p.bound(now)) && len(p.places) < 2*level
}

// before says who of those that wait for a place comes first, nil when it is the lane itself: the one with fewer places does, and of two alike the
// one that waits longer.
func (l *Lane) before() *Lane {
	first := l
	for _, other := range l.pace.lanes {
		if other != l && other.wants && (other.used < first.used || other.used == first.used && (!first.wants || other.waits < first.waits)) {
			first = other
		}
	}
	if first == l {
		return nil
	}
	return first
}

// wait notes that the upload wants a place. The caller holds the lock.
func (l *Lane) wait() {
	if !l.wants {
		l.pace.waited++
		l.wants, l.waits = true, l.pace.waited
	}
}

// content says that the upload has no use for further places.
func (l *Lane) content() {
	l.pace.mu.Lock()
	defer l.pace.mu.Unlock()
	if l.wants {
		l.wants = false
		l.pace.rouse()
	}
}

// leave gives the share back. No place of it is in use any more.
func (l *Lane) leave() {
	p := l.pace
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, other := range p.lanes {
		if other == l {
			p.lanes = append(p.lanes[:i], p.lanes[i+1:]...)
			break
		}
	}
	p.rouse()
}

// release gives a place back. acked is how many bytes of it the site confirmed, 0 for none.
func (at *place) release(acked int64) {
	p := at.lane.pace
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.places, at)
	at.lane.used--
	if at.parked {
		p.parked--
	}
	now := p.now()
	if took := now.Sub(at.begun); acked > 0 && took > 0 {
		sample := float64(acked) / took.Seconds()
		if p.rate == 0 {
			p.rate = sample
		}
		p.rate += (sample - p.rate) / 8
	}
	p.noteVacancy(now)
	p.rouse()
}

// note takes in that bytes of the place's request were handed over; out says that they were the last.
func (at *place) note(bytes int64, out bool) {
	p := at.lane.pace
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	at.moved, at.out, p.quiet = now, out, false
	if at.parked {
		at.parked = false
		p.parked--
	}
	full := p.vacant.IsZero() || now.Sub(p.vacant) < vacancy
	if p.climb.moved(now, bytes, full, p.bound(now)) || out {
		p.rouse()
	}
}

// refused takes in that the site or its network did not want this many: half of them from now on, for a day. What left before the last time says
// nothing new, and a refusal of one alone says nothing about how many.
func (at *place) refused() {
	p := at.lane.pace
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if !at.begun.After(p.lowered) || len(p.places) < 2 {
		return
	}
	p.lowered = now
	p.ceiling, p.until = max(1, min(p.climb.level, len(p.places))/2), now.Add(lowerFor)
	p.climb.lower(min(p.climb.level, p.ceiling), now)
}

// look parks the places when nothing has moved for a while, so that other connections are tried beside them, and reports that it did.
func (l *Lane) look() {
	p := l.pace
	p.mu.Lock()
	defer p.mu.Unlock()
	now, sending := p.now(), false
	for at := range p.places {
		if now.Sub(at.moved) < parkAfter {
			return
		}
		sending = sending || !at.out
	}
	if !sending {
		return
	}
	for at := range p.places {
		if !at.parked {
			at.parked = true
			p.parked++
		}
	}
	p.quiet = true
	p.rouse()
}

// silent says that nothing has moved for a while: whether the site can be reached at all is found out with something small first.
func (l *Lane) silent() bool {
	l.pace.mu.Lock()
	defer l.pace.mu.Unlock()
	return l.pace.quiet
}

func (p *Pace) noteVacancy(now time.Time) {
	switch {
	case len(p.places) >= p.climb.level:
		p.vacant = time.Time{}
	case p.vacant.IsZero():
		p.vacant = now
	}
}

// rouse lets the uploads that wait for a place ask again.
func (p *Pace) rouse() {
	for _, l := range p.lanes {
		l.nudge()
	}
}

func (l *Lane) nudge() {
	select {
	case l.more <- struct{}{}:
	default:
	}
}

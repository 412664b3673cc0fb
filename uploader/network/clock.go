package network

import (
	"sync"
	"time"
)

// halfSecond is what a Date header lacks on average: it names whole seconds, cut off.
const halfSecond = 500 * time.Millisecond

// smallestOffset is what is still put down to the header's whole seconds and to the way there and back.
const smallestOffset = 2 * time.Second

// A date that contradicts what is known counts once another one, at least settleAfter later, agrees with it to agreeWithin: an answer
// that was kept somewhere on the way says its old date again and again, and so falls behind in the meantime.
const (
	settleAfter = 5 * time.Second
	agreeWithin = 3 * time.Second
)

// Clock learns how far a site's clock is ahead of this computer's, so that requests can be signed with the site's time. The zero
// value is ready and on time; it is safe for use from many goroutines.
type Clock struct {
	// Base is this computer's clock; nil takes time.Now. It is set before first use.
	Base func() time.Time

	gate     sync.Mutex
	offset   time.Duration // guarded by gate
	learned  bool          // guarded by gate: some date was believed
	doubt    time.Duration // guarded by gate: what another date says, until it is confirmed
	doubtAt  time.Time     // guarded by gate: when that came, zero without a doubt
	observed bool          // guarded by gate: doubt holds something
}

// Observe notes the Date header of an answer and this computer's time at the middle of the round trip. Only dates that came over
// verified TLS or from this computer may be given. The first one is believed; one that contradicts it must come again.
func (c *Clock) Observe(date, roundTripMid time.Time) {
	if date.IsZero() || roundTripMid.IsZero() {
		return
	}
	c.gate.Lock()
	defer c.gate.Unlock()
	offset := offsetOf(date, roundTripMid)
	switch {
	case !c.learned || (offset-c.offset).Abs() <= agreeWithin:
		c.believe(offset)
	case c.observed && (offset-c.doubt).Abs() <= agreeWithin:
		if roundTripMid.Sub(c.doubtAt).Abs() >= settleAfter {
			c.believe(offset)
		}
	default:
		c.doubt, c.doubtAt, c.observed = offset, roundTripMid, true
	}
}

// Learn is Observe, or Correct where the answer was a refusal.
func (c *Clock) Learn(date, roundTripMid time.Time, refused bool) {
	if refused {
		c.Correct(date, roundTripMid)
		return
	}
	c.Observe(date, roundTripMid)
}

// Correct notes the Date header of an answer that refused a signature for its time: what the site judges by is believed at once.
func (c *Clock) Correct(date, roundTripMid time.Time) {
	c.gate.Lock()
	defer c.gate.Unlock()
	c.believe(offsetOf(date, roundTripMid))
}

// believe takes an offset over. The caller holds the lock.
func (c *Clock) believe(offset time.Duration) {
	c.offset, c.learned, c.observed = offset, true, false
	if offset.Abs() < smallestOffset {
		c.offset = 0
	}
}

func offsetOf(date, roundTripMid time.Time) time.Duration {
	return date.Add(halfSecond).Sub(roundTripMid.Round(0))
}

// Now is the site's time as well as it is known.
func (c *Clock) Now() time.Time { return c.base().Round(0).Add(c.Offset()) }

// Offset is how far the site's clock is ahead of this computer's; zero while unknown or too small to matter.
func (c *Clock) Offset() time.Duration {
	c.gate.Lock()
	defer c.gate.Unlock()
	return c.offset
}

func (c *Clock) base() time.Time {
	if c.Base != nil {
		return c.Base()
	}
	return time.Now()
}

// Clocks keeps one clock for each site, so that what a first unsigned answer taught serves the first signature. The zero value is
// ready; it is safe for use from many goroutines.
type Clocks struct {
	// Base is this computer's clock; nil takes time.Now. It is set before first use.
	Base func() time.Time

	gate  sync.Mutex
	sites map[string]*Clock // guarded by gate
}

// Of gives the clock of the site on that host.
func (c *Clocks) Of(host string) *Clock {
	c.gate.Lock()
	defer c.gate.Unlock()
	clock := c.sites[host]
	if clock == nil {
		if c.sites == nil {
			c.sites = make(map[string]*Clock)
		}
		clock = &Clock{Base: c.Base}
		c.sites[host] = clock
	}
	return clock
}

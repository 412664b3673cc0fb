package network

import (
	"sync"
	"time"
)

// halfSecond is what a Date header lacks on average: it names whole seconds, cut off.
const halfSecond = 500 * time.Millisecond

// smallestOffset is what is still put down to the header's whole seconds and to the way there and back.
const smallestOffset = 2 * time.Second

// Clock learns how far a site's clock is ahead of this computer's, so that requests can be signed with the site's time. The zero
// value is ready and on time; it is safe for use from many goroutines.
type Clock struct {
	// Base is this computer's clock; nil takes time.Now. It is set before first use.
	Base func() time.Time

	gate   sync.Mutex
	offset time.Duration // guarded by gate
}

// Observe notes the Date header of an answer and this computer's time at the middle of the round trip. Only dates that came over
// verified TLS or from this computer may be given.
func (c *Clock) Observe(date, roundTripMid time.Time) {
	if date.IsZero() || roundTripMid.IsZero() {
		return
	}
	offset := date.Add(halfSecond).Sub(roundTripMid.Round(0))
	if offset.Abs() < smallestOffset {
		offset = 0
	}
	c.gate.Lock()
	defer c.gate.Unlock()
	c.offset = offset
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

package transfer

import "time"

// How the number of requests that are under way at once is found.
const (
	// startAtOnce is where it begins: enough for a clean link.
	startAtOnce = 4
	// settleTime is how long a new connection may take to reach its speed before anything is measured.
	settleTime = 300 * time.Millisecond
	// measureTime is over how long bytes are counted before two numbers are compared.
	measureTime = 1700 * time.Millisecond
	// worthwhile is by how much more must arrive for a step up to be kept.
	worthwhile = 1.10
	// silence is a pause of the whole link that makes a measurement worthless: an outage says nothing about how many connections are best.
	silence = 1500 * time.Millisecond
	// firstRest and longestRest are the waits after a step that did not pay, before the next one is tried.
	firstRest   = 2 * time.Second
	longestRest = 2 * time.Minute
	// outdated is below which share of what fewer carried a step is no verdict: the link itself has changed, as it does when the first
	// losses end a connection's fast beginning. Steps go on from there, but no more than doubtfulSteps in a row.
	outdated      = 0.9
	doubtfulSteps = 3
)

// climb finds how many requests at once carry the most: steps of one half more while a step brings at least a tenth, and back where it
// does not. It is pure: time and bytes are given to it.
type climb struct {
	level int
	// proven is the level to go back to while a step is tried, 0 while none is; goodput is what was carried before the step, in bytes a
	// second; doubtful counts the steps since proven that were no verdict.
	proven   int
	goodput  float64
	doubtful int

	began time.Time // of the measurement; it counts from its end of settling on
	count int64
	last  time.Time // when bytes moved last
	rest  time.Duration
	until time.Time // no step is tried before
}

// moved takes in that bytes went out. full says that as many requests were under way as the level allows; ceiling bounds it. It answers
// whether the level changed.
func (c *climb) moved(now time.Time, bytes int64, full bool, ceiling int) bool {
	paused := now.Sub(c.last) > silence || now.Before(c.last)
	c.last = now
	if paused || !full {
		c.measure(now)
		return false
	}
	if now.Before(c.began) {
		return false
	}
	c.count += bytes
	elapsed := now.Sub(c.began)
	if elapsed < measureTime {
		return false
	}
	goodput := float64(c.count) / elapsed.Seconds()
	level := c.level
	c.decide(now, goodput, ceiling)
	c.measure(now)
	if c.level == level {
		// The connections are the same ones: they need not settle.
		c.began = now
	}
	return c.level != level
}

func (c *climb) decide(now time.Time, goodput float64, ceiling int) {
	pays, changed := goodput >= worthwhile*c.goodput, goodput < outdated*c.goodput
	switch {
	case c.proven == 0:
	case pays:
		c.proven, c.doubtful, c.rest = 0, 0, 0
	case changed && c.doubtful < doubtfulSteps:
		c.doubtful++
	default:
		c.level, c.proven, c.doubtful = c.proven, 0, 0
		c.rest = min(max(2*c.rest, firstRest), longestRest)
		c.until = now.Add(c.rest)
		return
	}
	c.goodput = goodput
	if next := min((3*c.level+1)/2, ceiling); next > c.level && !now.Before(c.until) {
		if c.proven == 0 {
			c.proven = c.level
		}
		c.level = next
	}
}

// measure begins to count anew.
func (c *climb) measure(now time.Time) { c.began, c.count = now.Add(settleTime), 0 }

// lower goes down to a level, and gives up whatever step was being tried.
func (c *climb) lower(level int, now time.Time) {
	c.level, c.proven, c.doubtful = level, 0, 0
	c.measure(now)
}

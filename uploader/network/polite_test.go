package network

import (
	"net"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// lane is a link with a queue, in virtual time: what is written waits in it and is acknowledged a round trip later.
type lane struct {
	gate     sync.Mutex
	rate     float64       // bytes per second
	base     time.Duration // the round trip of an empty link
	queued   float64
	drained  time.Time
	worst    time.Duration
	sum      time.Duration
	samples  int
	arrivals []arrival
}

type arrival struct {
	at    time.Time
	from  *laneConn
	bytes int
	trip  time.Duration
}

func (l *lane) drain(now time.Time) {
	l.queued = max(0, l.queued-l.rate*now.Sub(l.drained).Seconds())
	l.drained = now
}

// deliver hands acknowledgements to their connections. The gate is held.
func (l *lane) deliver(now time.Time) {
	for len(l.arrivals) > 0 && !l.arrivals[0].at.After(now) {
		first := l.arrivals[0]
		l.arrivals = l.arrivals[1:]
		first.from.acked += int64(first.bytes)
		first.from.trip = first.trip
		if first.from.least == 0 || first.trip < first.from.least {
			first.from.least = first.trip
		}
	}
}

func (l *lane) watch() {
	l.gate.Lock()
	defer l.gate.Unlock()
	l.drain(time.Now())
	delay := time.Duration(l.queued / l.rate * float64(time.Second))
	l.worst = max(l.worst, delay)
	l.sum += delay
	l.samples++
}

func (l *lane) total(connections []*laneConn) (acked int64) {
	l.gate.Lock()
	defer l.gate.Unlock()
	l.deliver(time.Now())
	for _, connection := range connections {
		acked += connection.acked
	}
	return acked
}

type laneConn struct {
	sink
	lane        *lane
	acked       int64
	trip, least time.Duration
}

// Write fills the queue. A window of 400 ms at the link's rate holds up who writes more, as a system's would.
func (c *laneConn) Write(p []byte) (int, error) {
	for {
		c.lane.gate.Lock()
		now := time.Now()
		c.lane.drain(now)
		if c.lane.queued < 0.4*c.lane.rate {
			break
		}
		c.lane.gate.Unlock()
		time.Sleep(time.Millisecond)
	}
	defer c.lane.gate.Unlock()
	c.lane.queued += float64(len(p))
	trip := c.lane.base + time.Duration(c.lane.queued/c.lane.rate*float64(time.Second))
	c.lane.arrivals = append(c.lane.arrivals, arrival{time.Now().Add(trip), c, len(p), trip})
	if c.closed.Load() {
		return 0, net.ErrClosed
	}
	return len(p), nil
}

func (c *laneConn) measure() (trip, bool) {
	c.lane.gate.Lock()
	defer c.lane.gate.Unlock()
	c.lane.deliver(time.Now())
	return trip{now: c.trip, least: c.least, acked: c.acked}, c.trip > 0
}

// politeOver runs four uploads for two minutes over a link and gives the longest and the mean queue, the first two seconds left
// out, and the share of the link that was used.
func politeOver(t *testing.T, mbit float64, base time.Duration, during func(*Limiter, *lane)) (worst, mean time.Duration, share float64) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		var limiter Limiter
		limiter.SetPolite(true)
		limiter.steer.Load().measure = func(c net.Conn) (trip, bool) { return c.(*laneConn).measure() }
		link := &lane{rate: mbit * 1e6 / 8, base: base, drained: time.Now()}
		var done sync.WaitGroup
		var connections []*laneConn
		var open []net.Conn
		for range 4 {
			below := &laneConn{lane: link}
			connection := limiter.Wrap(below)
			connections, open = append(connections, below), append(open, connection)
			writeUntilClosed(&done, connection, 16<<10)
		}
		start := time.Now()
		for time.Since(start) < 5*time.Second {
			time.Sleep(time.Millisecond)
		}
		before := link.total(connections)
		for since := time.Now(); time.Since(since) < 2*time.Minute; time.Sleep(10 * time.Millisecond) {
			link.watch()
		}
		share = float64(link.total(connections)-before) / (120 * link.rate)
		worst, mean = link.worst, link.sum/time.Duration(link.samples)
		if during != nil {
			during(&limiter, link)
		}
		for _, connection := range open {
			_ = connection.Close()
		}
		done.Wait()
	})
	return worst, mean, share
}

func TestPoliteUploadsLeaveRoomAndUseTheLink(t *testing.T) {
	t.Parallel()
	for name, link := range map[string]struct {
		mbit float64
		base time.Duration
	}{
		"20 Mbit/s, 50 ms":  {20, 50 * time.Millisecond},
		"5 Mbit/s, 20 ms":   {5, 20 * time.Millisecond},
		"100 Mbit/s, 10 ms": {100, 10 * time.Millisecond},
		"10 Mbit/s, 150 ms": {10, 150 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			worst, mean, share := politeOver(t, link.mbit, link.base, nil)
			t.Logf("queue at most %v, on average %v, %.0f %% used", worst, mean, 100*share)
			if worst > 60*time.Millisecond || share < 0.8 {
				t.Errorf("the queue is up to %v long, %.0f %% of the link are used", worst, 100*share)
			}
		})
	}
}

func TestPolitenessFollowsTheLink(t *testing.T) {
	t.Parallel()
	politeOver(t, 20, 50*time.Millisecond, func(limiter *Limiter, link *lane) {
		link.gate.Lock()
		link.drain(time.Now())
		link.rate /= 4
		link.gate.Unlock()
		time.Sleep(5 * time.Second)
		link.gate.Lock()
		link.worst = 0
		rate := link.rate
		link.gate.Unlock()
		for range 500 {
			link.watch()
			time.Sleep(10 * time.Millisecond)
		}
		if link.worst > 60*time.Millisecond {
			t.Errorf("five seconds after the link became slow the queue is still %v long", link.worst)
		}
		limiter.SetRate(int64(rate / 10))
		if limiter.Pace() != int64(rate/10) {
			t.Errorf("the limit of %.0f does not hold beside politeness: %d", rate/10, limiter.Pace())
		}
		limiter.SetPolite(false)
		limiter.SetRate(0)
		if limiter.Pace() != 0 {
			t.Errorf("a rate of %d is left of politeness", limiter.Pace())
		}
	})
}

// TestPolitenessKnowsTheWayForHours lets the way become longer, as with another route: in the end that is what is idle.
func TestPolitenessLearnsALongerWay(t *testing.T) {
	t.Parallel()
	politeOver(t, 20, 20*time.Millisecond, func(limiter *Limiter, link *lane) {
		link.gate.Lock()
		link.base = 120 * time.Millisecond
		rate := link.rate
		link.gate.Unlock()
		time.Sleep(epochsKept*politeEpoch + 30*time.Second)
		if pace := float64(limiter.Pace()); pace < rate/2 {
			t.Errorf("%.0f of %.0f bytes a second on a way that became longer", pace, rate)
		}
	})
}

func TestPolitenessWithoutRoundTripsChangesNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var limiter Limiter
		limiter.SetPolite(true)
		limiter.SetPolite(true)
		connection, start := limiter.Wrap(&sink{}), time.Now()
		for range 100 {
			if _, err := connection.Write(make([]byte, 1<<20)); err != nil {
				t.Fatal(err)
			}
			time.Sleep(politeStep)
		}
		if took := time.Since(start); took != 100*politeStep || limiter.Pace() != 0 {
			t.Errorf("it took %v at a pace of %d", took, limiter.Pace())
		}
	})
}

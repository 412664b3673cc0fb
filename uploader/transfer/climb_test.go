package transfer

import (
	"math/rand/v2"
	"testing"
	"time"
)

// ride plays a link for a while: carries gives bytes a second for a number of requests at once. It answers the highest level and how long
// each level was held.
func ride(c *climb, lasting time.Duration, ceiling int, carries func(level int, since time.Duration) float64) map[int]time.Duration {
	const beat = 20 * time.Millisecond
	held := make(map[int]time.Duration)
	begun := time.Unix(1_800_000_000, 0)
	c.measure(begun)
	for since := time.Duration(0); since < lasting; since += beat {
		held[c.level] += beat
		if bytes := int64(carries(c.level, since) * beat.Seconds()); bytes > 0 {
			c.moved(begun.Add(since), bytes, true, ceiling)
		}
	}
	return held
}

func TestWhereLossHoldsEveryConnectionDownManyAreUsedSoon(t *testing.T) {
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 1))
		c := &climb{level: startAtOnce}
		ride(c, 25*time.Second, MostAtOnce, func(level int, _ time.Duration) float64 {
			return float64(level) * 360_000 * (0.85 + 0.3*random.Float64())
		})
		if c.level != MostAtOnce {
			t.Errorf("seed %d: %d at once after 25 seconds", seed, c.level)
		}
	}
}

func TestOnACleanLinkFewAreEnough(t *testing.T) {
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 2))
		c := &climb{level: startAtOnce}
		held := ride(c, 10*time.Minute, MostAtOnce, func(int, time.Duration) float64 { return 12e6 * (0.96 + 0.08*random.Float64()) })
		if held[startAtOnce] < 9*time.Minute {
			t.Errorf("seed %d: %v", seed, held)
		}
	}
}

func TestTheClimbEndsWhereTheLinkIsFull(t *testing.T) {
	c := &climb{level: startAtOnce}
	ride(c, time.Minute, MostAtOnce, func(level int, _ time.Duration) float64 { return min(float64(level), 12) * 1e6 })
	if c.level < 12 || c.level > 20 {
		t.Errorf("%d at once where 12 fill the link", c.level)
	}
}

func TestAnOutageSaysNothingAboutTheNumber(t *testing.T) {
	c := &climb{level: startAtOnce}
	held := ride(c, 2*time.Minute, MostAtOnce, func(level int, since time.Duration) float64 {
		if since%(10*time.Second) < 2*time.Second {
			return 0
		}
		return float64(level) * 300_000
	})
	if c.level != MostAtOnce || held[MostAtOnce] < time.Minute {
		t.Errorf("%d at once, %v", c.level, held)
	}
}

func TestTheCeilingHolds(t *testing.T) {
	c := &climb{level: startAtOnce}
	held := ride(c, time.Minute, 7, func(level int, _ time.Duration) float64 { return float64(level) * 1e6 })
	if c.level != 7 || len(held) > 3 {
		t.Errorf("%v", held)
	}
}

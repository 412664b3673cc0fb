package network

import (
	"testing"
	"time"
)

func TestAnAnswerKeptOnTheWayDoesNotSpoilTheClock(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	clock := Clock{Base: func() time.Time { return at }}
	const ahead = 9 * time.Minute
	clock.Observe(at.Add(ahead), at)
	good := clock.Offset()
	kept := at.Add(ahead - 20*time.Minute)
	for _, later := range []time.Duration{0, time.Second, 4 * time.Second, 30 * time.Second, 31 * time.Second, time.Hour} {
		clock.Observe(kept, at.Add(later))
		if clock.Offset() != good {
			t.Fatalf("after %v the kept answer is believed: %v", later, clock.Offset())
		}
	}
	clock.Observe(at.Add(time.Hour+ahead), at.Add(time.Hour))
	if (clock.Offset() - good).Abs() > time.Second {
		t.Errorf("a good answer moved the clock to %v", clock.Offset())
	}
}

func TestAClockThatIsSetInTheMiddleIsFollowed(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	var clock Clock
	clock.Observe(at, at)
	// This computer's clock now goes two hours ahead: the site seems two hours behind.
	set := at.Add(2 * time.Hour)
	clock.Observe(at, set)
	if clock.Offset() != 0 {
		t.Errorf("one date alone is believed: %v", clock.Offset())
	}
	clock.Observe(at.Add(6*time.Second), set.Add(6*time.Second))
	if got := clock.Offset(); (got + 2*time.Hour).Abs() > time.Second {
		t.Errorf("two dates that agree give %v", got)
	}
	clock.Learn(at.Add(time.Minute), at.Add(time.Minute), true)
	if clock.Offset() != 0 {
		t.Errorf("what the site judges by is not believed at once: %v", clock.Offset())
	}
}

func TestEverySiteHasItsOwnClock(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	clocks := Clocks{Base: func() time.Time { return at }}
	clocks.Of("acme").Observe(at.Add(time.Hour), at)
	if clocks.Of("acme").Offset() < time.Hour || clocks.Of("globex").Offset() != 0 || !clocks.Of("globex").Now().Equal(at) {
		t.Error("sites share a clock")
	}
}

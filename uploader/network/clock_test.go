package network

import (
	"testing"
	"time"
)

func TestTheClockFollowsTheSite(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	clock := Clock{Base: func() time.Time { return at }}
	if clock.Offset() != 0 || !clock.Now().Equal(at) {
		t.Errorf("a new clock is %v off", clock.Offset())
	}
	clock.Observe(at.Add(9*time.Minute), at)
	if got := clock.Now().Sub(at); got < 9*time.Minute || got > 9*time.Minute+time.Second {
		t.Errorf("nine minutes slow, corrected by %v", got)
	}
	clock.Observe(time.Time{}, at)
	if clock.Offset() == 0 {
		t.Error("no date forgot what was learned")
	}
	clock.Correct(at.Add(-time.Second), at)
	if clock.Offset() != 0 {
		t.Errorf("whole seconds count as an offset of %v", clock.Offset())
	}
	var zero Clock
	if time.Since(zero.Now()).Abs() > time.Minute {
		t.Error("the zero value does not tell the time")
	}
}

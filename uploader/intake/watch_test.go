package intake

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

func TestSettlingGoesByWhatIsSeen(t *testing.T) {
	t.Parallel()
	small, large := uploader.Source{Size: 1}, uploader.Source{Size: 2}
	steps := []struct {
		source uploader.Source
		after  time.Duration
		want   bool
	}{
		{small, 0, false},
		{small, 4 * time.Second, false},
		{large, 6 * time.Second, false},
		{large, 10 * time.Second, false},
		{large, 11 * time.Second, true},
		{large, time.Second, false}, // the clock was set back: it begins anew
		{large, 6 * time.Second, true},
	}
	var settling Settling
	for i, step := range steps {
		var settled bool
		settling, settled = settling.Look(step.source, longAgo.Add(step.after))
		if settled != step.want {
			t.Errorf("step %d: settled %v", i, settled)
		}
	}
}

// scriptedClock does something at each second that Watch waits.
type scriptedClock struct {
	now    time.Time
	second int
	act    func(second int)
}

func (c *scriptedClock) clock() Clock {
	return Clock{
		Now: func() time.Time { return c.now },
		After: func(wait time.Duration) <-chan time.Time {
			c.now = c.now.Add(wait)
			c.second++
			c.act(c.second)
			done := make(chan time.Time, 1)
			done <- c.now
			return done
		},
	}
}

func TestWatchWaitsUntilTheOtherProgramIsDone(t *testing.T) {
	t.Parallel()
	path := put(t, videoBytes, t.TempDir(), "film.mp4")
	script := &scriptedClock{now: longAgo, act: func(second int) {
		if second <= 7 {
			put(t, videoBytes+string(make([]byte, second)), path)
			age(t, path, longAgo.Add(time.Hour)) // the clock of the drive is ahead
		}
	}}
	source, err := Watch(t.Context(), path, script.clock())
	if err != nil || source.Size != int64(len(videoBytes)+7) {
		t.Errorf("%+v, %v", source, err)
	}
	if script.second != 12 {
		t.Errorf("settled after %d seconds, want 7 of growing and 5 of rest", script.second)
	}
}

func TestWatchEndsWhenTheFileGoesOrNobodyWaits(t *testing.T) {
	t.Parallel()
	path := put(t, videoBytes, t.TempDir(), "film.mp4")
	script := &scriptedClock{now: longAgo, act: func(second int) {
		if second == 2 {
			os.Remove(path)
		}
	}}
	if _, err := Watch(t.Context(), path, script.clock()); codeOf(err) != uploader.ReasonMissing {
		t.Errorf("gone: %v", err)
	}
	put(t, videoBytes, path)
	ctx, cancel := context.WithCancel(t.Context())
	never := Clock{Now: later, After: func(time.Duration) <-chan time.Time { cancel(); return nil }}
	if _, err := Watch(ctx, path, never); !errors.Is(err, context.Canceled) {
		t.Errorf("nobody waits: %v", err)
	}
}

func TestWatchSaysWhenTheResultIsNoVideo(t *testing.T) {
	t.Parallel()
	path := put(t, "PK\x03\x04 it was a spreadsheet", t.TempDir(), "film.mp4")
	script := &scriptedClock{now: longAgo, act: func(int) {}}
	if _, err := Watch(t.Context(), path, script.clock()); codeOf(err) != uploader.ReasonNotVideo {
		t.Errorf("%v", err)
	}
}

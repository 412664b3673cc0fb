package dispatch

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"twentythree-uploader/uploader"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// source gives an update for every value sent into it and counts how often it was asked.
type source struct {
	updates chan uploader.Update
	asked   atomic.Int32
}

func (s *source) Next(ctx context.Context) (uploader.Update, error) {
	s.asked.Add(1)
	select {
	case update := <-s.updates:
		return update, nil
	case <-ctx.Done():
		return uploader.Update{}, ctx.Err()
	}
}

func TestTheWindowIsAskedOneThingAtATime(t *testing.T) {
	t.Parallel()
	from := &source{updates: make(chan uploader.Update, 2)}
	closures := make(chan func(), 8)
	var seen []uploader.AccountID
	d := Start(from, func(f func()) { closures <- f }, func(u uploader.Update) { seen = append(seen, u.Current) })
	defer d.Close()
	from.updates <- uploader.Update{Current: "first"}
	from.updates <- uploader.Update{Current: "second"}
	busy := <-closures
	if asked := from.asked.Load(); asked != 1 || len(closures) != 0 {
		t.Fatalf("while the window is busy, the source was asked %d times and %d closures wait", asked, len(closures))
	}
	busy()
	(<-closures)()
	if len(seen) != 2 || seen[0] != "first" || seen[1] != "second" {
		t.Errorf("the window saw %v", seen)
	}
}

func TestClosingDoesNotWaitForAWindowThatIsGone(t *testing.T) {
	t.Parallel()
	from := &source{updates: make(chan uploader.Update, 1)}
	left := make(chan func(), 1)
	d := Start(from, func(f func()) { left <- f }, func(uploader.Update) { t.Error("an update reached a closed window") })
	from.updates <- uploader.Update{}
	never := <-left
	d.Close()
	never()
}

func TestATimerThatWasCancelledNeverRuns(t *testing.T) {
	t.Parallel()
	closures := make(chan func(), 2)
	timers := NewTimers(func(f func()) { closures <- f })
	cancel := timers.After(time.Nanosecond, func() { t.Error("a cancelled timer ran") })
	due := <-closures
	cancel()
	due()
	ran := false
	timers.After(time.Nanosecond, func() { ran = true })
	(<-closures)()
	if !ran {
		t.Error("a timer that was not cancelled did not run")
	}
	timers.After(time.Nanosecond, func() { t.Error("a timer ran after the window was closed") })
	late := <-closures
	timers.Close()
	late()
}

func TestSignalsAreFollowedUntilTheEnd(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	signals := make(chan struct{})
	raised := make(chan struct{}, 1)
	wait := Follow(ctx, signals, func(f func()) { f() }, func() { raised <- struct{}{} })
	signals <- struct{}{}
	<-raised
	stop()
	wait()
}

package update

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"twentythree-uploader/uploader"
)

// stand is a desk whose feed a test writes, in the virtual time of synctest.
type stand struct {
	*Desk
	mu      sync.Mutex // held by do and by what the desk calls
	asked   []time.Time
	feed    Document
	err     error
	busy    bool
	told    []uploader.Newer
	kept    Memory
	release chan struct{}
}

func newStand(t *testing.T, running string, kept Memory, on bool) *stand {
	t.Helper()
	version, err := ReadVersion(running)
	if err != nil {
		t.Fatal(err)
	}
	s := &stand{kept: kept}
	s.feed = document(func(d *Document) { d.Issued, d.Expires = time.Now(), time.Now().Add(90*24*time.Hour) })
	s.Desk = NewDesk(Options{
		Running: version, Memory: kept, Busy: func() (busy bool) { s.do(func() { busy = s.busy }); return busy }, Now: time.Now,
		Lot: func(int64) int64 { return 0 }, Save: func(m Memory) { s.do(func() { s.kept = m }) }, Tell: func(n uploader.Newer) { s.do(func() { s.told = append(s.told, n) }) },
		Logger: slog.New(slog.DiscardHandler),
		Ask: func(context.Context) (Document, error) {
			var release chan struct{}
			s.do(func() { s.asked, release = append(s.asked, time.Now()), s.release })
			if release != nil {
				<-release
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			return s.feed, s.err
		},
	}, on)
	ctx, end := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); s.Run(ctx) }()
	t.Cleanup(func() { end(); <-done })
	return s
}

func (s *stand) do(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}

// times is how often the feed was asked for.
func (s *stand) times() (count int) {
	s.do(func() { count = len(s.asked) })
	return count
}

// pass lets virtual time go by.
func pass(wait time.Duration) {
	<-time.After(wait)
	synctest.Wait()
}

func in(t *testing.T, check func(t *testing.T)) {
	t.Helper()
	t.Parallel()
	synctest.Test(t, check)
}

func TestANewerVersionIsToldOnceADayAtMost(t *testing.T) {
	in(t, func(t *testing.T) {
		s := newStand(t, "1.2.0", Memory{}, true)
		pass(afterStart - 1)
		if s.times() != 0 {
			t.Error("was asked right after the start")
		}
		pass(30 * 24 * time.Hour)
		if got := s.times(); got != 30 {
			t.Errorf("asked %d times in 30 days", got)
		}
		if known := s.Known(); known.Version != "1.3.0" || known.PutAway || known.Unanswered || known.Answered.IsZero() {
			t.Errorf("known: %+v", known)
		}
		s.Desk.PutAway("1.3.0")
		if !s.Known().PutAway || ReadMemory(s.kept.Text()).PutAway != "1.3.0" {
			t.Errorf("told again: %+v", s.Known())
		}
		s.do(func() { s.feed.Latest, s.feed.Sequence = "1.4.0", 8 })
		pass(25 * time.Hour)
		if known := s.Known(); known.Version != "1.4.0" || known.PutAway {
			t.Errorf("the next version: %+v", known)
		}
	})
}

func TestTheNextStartRemembersTheDay(t *testing.T) {
	in(t, func(t *testing.T) {
		kept := Memory{Asked: time.Now().Add(-20 * time.Hour), Wait: every, Known: document(nil)}
		s := newStand(t, "1.3", kept, true)
		pass(4*time.Hour - time.Minute)
		if s.times() != 0 {
			t.Error("asked too early")
		}
		pass(2 * time.Minute)
		if s.times() != 1 || s.Known().Version != "" {
			t.Errorf("asked %d times, known %+v", s.times(), s.Known())
		}
	})
}

func TestWhatIsNotNewerIsNotTold(t *testing.T) {
	in(t, func(t *testing.T) {
		s := newStand(t, "1.4.0", Memory{Known: document(nil)}, true)
		pass(time.Minute)
		if known := s.Known(); known.Version != "" || known.Answered.IsZero() {
			t.Errorf("known: %+v", known)
		}
	})
}

func TestAnOlderFeedChangesNothing(t *testing.T) {
	in(t, func(t *testing.T) {
		s := newStand(t, "1.2.0", Memory{Known: document(func(d *Document) { d.Sequence = 9 })}, true)
		s.do(func() { s.feed.Latest = "1.2.5" })
		pass(time.Minute)
		if known := s.Known(); known.Version != "1.3.0" || !known.Unanswered || !known.Answered.IsZero() {
			t.Errorf("known: %+v", known)
		}
		pass(22 * time.Hour)
		if s.times() != 1 {
			t.Errorf("asked %d times: somebody did answer", s.times())
		}
	})
}

func TestAWithdrawnVersionIsNotToldAnyMore(t *testing.T) {
	in(t, func(t *testing.T) {
		s := newStand(t, "1.2.0", Memory{Known: document(func(d *Document) { d.Sequence = 6 })}, true)
		s.do(func() { s.feed.Latest = "1.2.0" })
		pass(time.Minute)
		if known := s.Known(); known.Version != "" || known.Unanswered {
			t.Errorf("known: %+v", known)
		}
	})
}

func TestExpiryIsJudgedByClocksThatMayBeWrong(t *testing.T) {
	t.Parallel()
	expires := document(nil).Expires
	for _, one := range []struct {
		name string
		now  time.Time
		want error
	}{
		{"in time", issued.Add(time.Hour), nil},
		{"a clock that is years slow", issued.AddDate(-5, 0, 0), nil},
		{"a day too late", expires.Add(24 * time.Hour), nil},
		{"three days too late", expires.Add(72 * time.Hour), ErrExpired},
		{"a clock that is years fast", issued.AddDate(5, 0, 0), ErrExpired},
	} {
		var memory Memory
		if err := memory.believe(document(nil), one.now); !errors.Is(err, one.want) {
			t.Errorf("%s: %v", one.name, err)
		}
	}
}

func TestWithoutAnAnswerItIsAskedLessAndLess(t *testing.T) {
	in(t, func(t *testing.T) {
		s := newStand(t, "1.2.0", Memory{}, true)
		s.do(func() { s.err = ErrNoAnswer })
		pass(72 * time.Hour)
		// After 0, 1, 2, 4, 8 and 16 hours, then daily: at 0, 1, 3, 7, 15, 31, 55.
		if got := s.times(); got != 7 {
			t.Errorf("asked %d times", got)
		}
		if known := s.Known(); !known.Unanswered || known.Version != "" {
			t.Errorf("known: %+v", known)
		}
		s.do(func() { s.err = nil })
		pass(25 * time.Hour)
		if known := s.Known(); known.Unanswered || known.Version != "1.3.0" {
			t.Errorf("known: %+v", known)
		}
	})
}

func TestUploadsComeFirst(t *testing.T) {
	in(t, func(t *testing.T) {
		s := newStand(t, "1.2.0", Memory{Asked: time.Now().Add(-25 * time.Hour), Wait: every}, true)
		s.do(func() { s.busy = true })
		pass(48 * time.Hour)
		if s.times() != 0 {
			t.Error("was asked while uploads ran")
		}
		s.do(func() { s.busy = false })
		pass(uploadsFirst)
		if s.times() != 1 {
			t.Errorf("asked %d times", s.times())
		}
		s.do(func() { s.busy = true })
		pass(longestBusy + time.Hour)
		if s.times() != 2 {
			t.Errorf("asked %d times: uploads that never end would keep everything from being told", s.times())
		}
	})
}

func TestWhoHasSwitchedItOffIsAskedNothing(t *testing.T) {
	in(t, func(t *testing.T) {
		s := newStand(t, "1.2.0", Memory{}, false)
		s.LookNow()
		pass(100 * 24 * time.Hour)
		if s.times() != 0 || s.Known().On {
			t.Errorf("asked %d times", s.times())
		}
		s.Allow(true)
		pass(time.Minute)
		if s.times() != 1 {
			t.Errorf("asked %d times after it was switched on", s.times())
		}
		s.LookNow()
		s.Allow(false)
		pass(100 * 24 * time.Hour)
		if s.times() > 2 {
			t.Errorf("asked %d times after it was switched off again", s.times())
		}
	})
}

func TestLookingNowDoesNotWait(t *testing.T) {
	in(t, func(t *testing.T) {
		s := newStand(t, "1.2.0", Memory{Asked: time.Now(), Wait: every}, true)
		s.do(func() { s.busy, s.release = true, make(chan struct{}) })
		s.LookNow()
		synctest.Wait()
		if !s.Known().Looking || s.times() != 1 {
			t.Errorf("known: %+v", s.Known())
		}
		close(s.release)
		synctest.Wait()
		if known := s.Known(); known.Looking || known.Version != "1.3.0" {
			t.Errorf("known: %+v", known)
		}
		for i := 1; i < len(s.told); i++ {
			if s.told[i] == s.told[i-1] {
				t.Errorf("told twice: %+v", s.told[i])
			}
		}
	})
}

func TestAClockThatIsSetBackDoesNotSilenceIt(t *testing.T) {
	in(t, func(t *testing.T) {
		s := newStand(t, "1.2.0", Memory{Asked: time.Now().AddDate(3, 0, 0), Wait: every}, true)
		pass(time.Minute)
		if s.times() != 1 {
			t.Errorf("asked %d times", s.times())
		}
	})
}

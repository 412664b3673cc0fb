package app

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"twentythree-uploader/uploader"
)

func expectTold(t *testing.T, s *linkStand, when string, want ...string) {
	t.Helper()
	synctest.Wait()
	if got := s.told(); !slices.Equal(got, want) {
		t.Errorf("%s: told %q, want %q", when, got, want)
	}
}

func expectLooks(t *testing.T, s *linkStand, when string, least, most int) {
	t.Helper()
	synctest.Wait()
	if got := s.seen(); got < least || got > most {
		t.Errorf("%s: asked %d times, want %d to %d", when, got, least, most)
	}
}

func offline() error {
	return &uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonOffline}}
}

func TestALinkIsAskedAboutOnceAMinuteAndForTheLastTimeAfterItsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newLinkStand(t)
		s.has("a", "acme", 0, 3*time.Hour, 2)
		defer s.runs(s.desk())()
		expectLooks(t, s, "at the start", 1, 1)
		time.Sleep(time.Hour)
		expectLooks(t, s, "in an hour", 59, 61)
		s.arrives("a", "1")
		time.Sleep(time.Minute + time.Second)
		expectTold(t, s, "a reminder, and an arrival", "a unused", "a received 1 of 2, 1 new")
		time.Sleep(2*time.Hour + time.Minute)
		s.seen()
		s.arrives("a", "2")
		time.Sleep(6 * time.Minute)
		expectTold(t, s, "one that was on its way at the end", "a received 2 of 2, 1 new")
		s.seen()
		time.Sleep(48 * time.Hour)
		expectLooks(t, s, "after the end", 0, 0)
	})
}

func TestAnEndedLinkRestsAndIsAskedAboutWhenThePersonWants(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newLinkStand(t)
		s.has("a", "acme", 0, 15*time.Minute, 5)
		d := s.desk()
		defer s.runs(d)()
		time.Sleep(time.Hour)
		expectTold(t, s, "after its end", "a ended_unused")
		s.seen()
		d.hint("a")
		time.Sleep(time.Hour)
		expectLooks(t, s, "a hint of an ended link", 0, 0)
		s.arrives("a", "late")
		d.want("a")
		expectLooks(t, s, "the person's wish", 1, 1)
		expectTold(t, s, "a late arrival", "a received 1 of 5, 1 new")
	})
}

func TestASiteThatDoesNotAnswerIsLeftAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newLinkStand(t)
		s.has("a", "acme", 0, 24*time.Hour, 1)
		s.has("b", "acme", time.Minute, 24*time.Hour, 1)
		s.has("c", "globex", time.Hour, 24*time.Hour, 1)
		s.refuse(offline(), 0)
		d := s.desk()
		defer s.runs(d)()
		time.Sleep(4 * time.Hour)
		// Two sites, each after 1, 2, 4, 8 and then every 15 minutes.
		expectLooks(t, s, "four hours offline", 30, 44)
		if links := d.list(); links[0].State(s.now()) != uploader.LinkNotChecked || links[0].Trouble.Code != uploader.ReasonOffline {
			t.Errorf("%+v", links[0])
		}
		s.refuse(nil, 0)
		d.again()
		time.Sleep(3 * time.Second)
		expectLooks(t, s, "online again", 3, 3)
		if links := d.list(); links[0].State(s.now()) != uploader.LinkOpen || !links[0].Trouble.IsZero() {
			t.Errorf("%+v", links[0])
		}
		s.refuse(offline(), time.Hour)
		time.Sleep(62 * time.Second)
		s.seen()
		for range 10_000 {
			d.hint("a")
			d.hint("c")
		}
		time.Sleep(50 * time.Minute)
		expectLooks(t, s, "a site that wants an hour of rest", 0, 0)
		d.want("a")
		expectLooks(t, s, "the person's wish", 1, 1)
	})
}

func TestTenThousandHintsCostNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newLinkStand(t)
		s.has("a", "acme", 0, 24*time.Hour, 1)
		d := s.desk()
		defer s.runs(d)()
		time.Sleep(10 * time.Second)
		s.seen()
		for range 10_000 {
			d.hint("a")
			d.hint("nobody's")
		}
		expectLooks(t, s, "at once", 1, 1)
		// A flood that goes on: a thousand a second, for ten seconds.
		for range 100 {
			time.Sleep(100 * time.Millisecond)
			for range 100 {
				d.hint("a")
			}
		}
		expectLooks(t, s, "in ten seconds", 4, 6)
		if len(d.visits) != 1 {
			t.Errorf("%d links are remembered", len(d.visits))
		}
		expectTold(t, s, "afterwards")
	})
}

func TestAReminderComesOnceTwoHoursBeforeTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newLinkStand(t)
		s.has("unused", "acme", 0, 24*time.Hour, 1)
		s.has("used", "acme", 0, 24*time.Hour, 5)
		s.arrives("used", "1")
		end := s.runs(s.desk())
		time.Sleep(21*time.Hour + 58*time.Minute)
		expectTold(t, s, "before", "used received 1 of 5, 1 new")
		time.Sleep(4 * time.Minute)
		expectTold(t, s, "two hours before", "unused unused")
		end()
		s.store.start(0, false)
		defer s.runs(s.desk())()
		time.Sleep(24 * time.Hour)
		expectTold(t, s, "after a restart")
	})
}

func TestAReminderIsNotLostInSleep(t *testing.T) {
	for name, c := range map[string]struct {
		slept time.Duration
		want  string
	}{
		"until an hour before the end": {23 * time.Hour, "a unused"},
		"beyond the end":               {30 * time.Hour, "a ended_unused"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newLinkStand(t)
				s.has("a", "acme", 0, 24*time.Hour, 1)
				defer s.runs(s.desk())()
				time.Sleep(time.Minute)
				s.sleep(c.slept)
				time.Sleep(time.Minute + time.Second)
				expectTold(t, s, "awake", c.want)
				time.Sleep(72 * time.Hour)
				expectTold(t, s, "later")
			})
		})
	}
}

func TestNobodyIsRemindedOfWhatNobodyKnows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newLinkStand(t)
		s.has("a", "acme", 0, 24*time.Hour, 1)
		s.refuse(offline(), 0)
		defer s.runs(s.desk())()
		time.Sleep(48 * time.Hour)
		expectTold(t, s, "offline over its end")
		s.arrives("a", "1")
		s.refuse(nil, 0)
		time.Sleep(16 * time.Minute)
		expectTold(t, s, "online again", "a received 1 of 1, 1 new")
	})
}

func TestALinkOfASignedOutAccountIsKeptAndNotAskedAbout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newLinkStand(t)
		s.has("a", "acme", 0, 24*time.Hour, 1)
		s.has("b", "globex", 0, 24*time.Hour, 1)
		s.withheld["acme"] = uploader.Reason{Code: uploader.ReasonNotSignedIn}
		d := s.desk()
		end := s.runs(d)
		time.Sleep(time.Hour)
		end()
		if slices.Contains(s.looks, "a") || len(s.looks) < 59 {
			t.Errorf("asked %d times, about a: %v", len(s.looks), slices.Contains(s.looks, "a"))
		}
		a, _ := d.find("a")
		b, _ := d.find("b")
		if a.Link.State(s.now()) != uploader.LinkNotChecked || a.Link.Trouble.Code != uploader.ReasonNotSignedIn || b.Link.State(s.now()) != uploader.LinkOpen {
			t.Errorf("%+v, %+v", a.Link, b.Link)
		}
	})
}

func TestTwoHundredLinksAreAskedAboutInTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newLinkStand(t)
		for i := range 200 {
			s.has(uploader.LinkID(fmt.Sprintf("link%03d", i)), "acme", time.Duration(i)*time.Second, 24*time.Hour, 1)
		}
		d := s.desk()
		end := s.runs(d)
		time.Sleep(10 * time.Minute)
		end()
		count := map[uploader.LinkID]int{}
		for i, id := range s.looks {
			count[id]++
			if i > 0 && s.times[i].Sub(s.times[i-1]) < linkPace {
				t.Fatalf("asked again after %s", s.times[i].Sub(s.times[i-1]))
			}
		}
		for id, times := range count {
			if times < 9 || times > 11 {
				t.Errorf("%s was asked about %d times in ten minutes", id, times)
			}
		}
		if len(count) != 200 || len(s.updates) > 200 {
			t.Errorf("%d links, shown %d times", len(count), len(s.updates))
		}
		for _, one := range d.list() {
			if one.State(s.now()) != uploader.LinkOpen {
				t.Fatalf("%+v", one)
			}
		}
	})
}

func TestALinkThatIsForgottenWhileItIsAskedAboutStaysForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newLinkStand(t)
		s.has("a", "acme", 0, 24*time.Hour, 1)
		s.arrives("a", "1")
		d := s.desk()
		s.during = func() { d.forget(t.Context(), "a") }
		defer s.runs(d)()
		time.Sleep(time.Hour)
		expectLooks(t, s, "after it was forgotten", 1, 1)
		expectTold(t, s, "after it was forgotten")
		if len(s.store.records) != 0 || len(d.list()) != 0 || len(d.visits) != 0 {
			t.Errorf("it came back: %+v", s.store.records)
		}
	})
}

func TestASiteThatListsEverythingIsNotBelieved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newLinkStand(t)
		s.has("a", "acme", 0, 24*time.Hour, 2)
		s.arrives("a", "1", "2", "3", "4")
		d := s.desk()
		defer s.runs(d)()
		time.Sleep(time.Minute)
		expectTold(t, s, "a list of strangers' videos")
		if got := d.list()[0]; got.Received() != 0 || got.Trouble.Code != uploader.ReasonUnknownAnswer {
			t.Errorf("%+v", got)
		}
	})
}

func TestWhatCannotBeWrittenDownIsNotTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newLinkStand(t)
		s.has("a", "acme", 0, 24*time.Hour, 1)
		s.arrives("a", "1")
		s.store.refuse(&uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonDiskFull}})
		defer s.runs(s.desk())()
		time.Sleep(10 * time.Minute)
		expectTold(t, s, "on a full disk")
		s.store.refuse(nil)
		time.Sleep(time.Minute + time.Second)
		expectTold(t, s, "with room again", "a received 1 of 1, 1 new")
	})
}

func TestLinksThatEndedLongAgoLeaveTheList(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newLinkStand(t)
		s.has("old", "acme", 367*24*time.Hour, 24*time.Hour, 1)
		s.has("a", "acme", 360*24*time.Hour, 24*time.Hour, 1)
		d := s.desk()
		defer s.runs(d)()
		synctest.Wait()
		if links := d.list(); len(links) != 1 || links[0].ID != "a" || len(s.store.records) != 1 {
			t.Errorf("%+v", links)
		}
	})
}

package app

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/link"
)

// TestEachThingIsToldOnce lets guests send, computers sleep, sites be away, people press and the program end at any of its writes, in any order.
// No video is told of twice and none gets lost, whatever happens; one that the program's end kept from being told is in the list all the same.
func TestEachThingIsToldOnce(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var failed any
		synctest.Test(t, func(t *testing.T) {
			defer func() { failed = recover() }()
			tellOnce(t, r)
		})
		if failed != nil {
			panic(failed) // rapid's own way to fail, which must come out of the bubble
		}
	})
}

func tellOnce(t *testing.T, r *rapid.T) {
	s := newLinkStand(t)
	ids := []uploader.LinkID{"a", "b"}
	for i, id := range ids {
		s.has(id, "acme", 0, time.Duration(rapid.IntRange(1, 24).Draw(r, "hours"))*time.Hour, 4-i)
	}
	sent, received, reminded, ends := map[uploader.LinkID]int{}, map[uploader.LinkID]int{}, map[uploader.LinkID]int{}, 0
	note := func() {
		for _, line := range s.told() {
			id, rest, _ := strings.Cut(line, " ")
			if !strings.HasPrefix(rest, "received") {
				reminded[uploader.LinkID(id)]++
				continue
			}
			var all, most, fresh int
			if _, err := fmt.Sscanf(rest, "received %d of %d, %d new", &all, &most, &fresh); err != nil {
				r.Fatal(err)
			}
			received[uploader.LinkID(id)] += fresh
		}
	}
	for range rapid.IntRange(1, 6).Draw(r, "starts") {
		s.store.start(rapid.IntRange(0, 6).Draw(r, "ends at write"), rapid.Bool().Draw(r, "after it"))
		d := s.desk()
		end := s.runs(d)
		defer end()
		for range rapid.IntRange(1, 12).Draw(r, "steps") {
			id := rapid.SampledFrom(ids).Draw(r, "link")
			switch rapid.IntRange(0, 6).Draw(r, "what") {
			case 0, 1:
				if kept := s.store.kept(id); sent[id] < kept.Granted.Videos && s.now().Before(kept.Ends) {
					sent[id]++
					s.arrives(id, fmt.Sprint(sent[id]))
				}
			case 2:
				d.hint(id)
			case 3:
				d.want(id)
			case 4:
				s.refuse(offline(), 0)
			case 5:
				s.refuse(nil, 0)
				d.again()
			case 6:
				s.sleep(time.Duration(rapid.IntRange(1, 300).Draw(r, "minutes asleep")) * time.Minute)
			}
			time.Sleep(time.Duration(rapid.IntRange(0, 4000).Draw(r, "seconds")) * time.Second)
			synctest.Wait()
			if s.store.hasEnded() {
				ends++
				break
			}
		}
		end()
		note()
	}
	s.store.start(0, false)
	s.refuse(nil, 0)
	end := s.runs(s.desk())
	defer end()
	time.Sleep(30 * time.Hour)
	end()
	note()
	for _, id := range ids {
		kept := s.store.kept(id)
		if kept.Received() != sent[id] || received[id] > sent[id] || received[id] < sent[id]-4*ends {
			r.Fatalf("%s: %d sent, %d kept, %d told, the program ended %d times at a write", id, sent[id], kept.Received(), received[id], ends)
		}
		if ends == 0 && received[id] != sent[id] {
			r.Fatalf("%s: %d sent and %d told", id, sent[id], received[id])
		}
		if reminded[id] > 1 || sent[id] == 0 && ends == 0 && reminded[id] != 1 {
			r.Fatalf("%s: reminded of %d times, %d sent", id, reminded[id], sent[id])
		}
		for _, video := range kept.Arrived {
			if s.store.history[arrivalID(id, video.VideoID)] != 1 {
				r.Fatalf("%s: video %s is in the history %d times", id, video.VideoID, s.store.history[arrivalID(id, video.VideoID)])
			}
		}
	}
}

func draftOf(id uploader.LinkID) uploader.LinkDraft {
	return uploader.LinkDraft{ID: id, Account: "acme", Name: "For Ann", Title: "Interview", Videos: 3, Lasts: uploader.LongestLink}
}

// TestTheProgramEndsWhileALinkIsMade ends it at every write: either the link is there, or somebody is told that nobody knows, or nothing was asked.
func TestTheProgramEndsWhileALinkIsMade(t *testing.T) {
	for name, c := range map[string]struct {
		write int
		after bool
		asked bool
		links int
		later []string
	}{
		"before it was asked for":        {1, false, false, 0, nil},
		"when it was about to be":        {1, true, false, 0, []string{"a unclear link_unclear"}},
		"before the answer was kept":     {2, false, true, 0, []string{"a unclear link_unclear"}},
		"right after it was written":     {2, true, true, 1, nil},
		"before the first look was kept": {3, false, true, 1, nil},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newLinkStand(t)
				s.store.start(c.write, c.after)
				d := s.desk()
				asked := false
				theirs := d.site.make
				d.site.make = func(ctx context.Context, wish uploader.LinkWish, back link.Return) (madeLink, error) {
					asked = true
					return theirs(ctx, wish, back)
				}
				end := s.runs(d)
				wish, _ := draftOf("a").Wish()
				if d.claim("a") {
					d.make(t.Context(), wish, link.Return{})
				}
				time.Sleep(20 * time.Minute)
				end()
				s.told()
				s.store.start(0, false)
				end = s.runs(s.desk())
				expectTold(t, s, "at the next start", c.later...)
				end()
				end = s.runs(s.desk())
				expectTold(t, s, "at the one after that")
				end()
				records, err := s.store.Links(t.Context())
				if err != nil || asked != c.asked || len(records) != c.links || slices.ContainsFunc(records, func(record journal.LinkRecord) bool { return record.Intended() }) {
					t.Errorf("asked %v, kept %+v, %v", asked, records, err)
				}
			})
		})
	}
}

func TestALinkThatCannotBeKeptIsNotHandedOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newLinkStand(t)
		d := s.desk()
		defer s.runs(d)()
		wish, _ := draftOf("a").Wish()
		theirs := d.site.make
		d.site.make = func(ctx context.Context, wish uploader.LinkWish, back link.Return) (madeLink, error) {
			s.store.refuse(&uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonDiskFull}})
			return theirs(ctx, wish, back)
		}
		if !d.claim("a") || d.claim("a") {
			t.Fatal("claimed twice")
		}
		d.make(t.Context(), wish, link.Return{})
		expectTold(t, s, "on a full disk", "a being_made ", "a not_made disk_full")
		s.store.refuse(nil)
		d.site.make = theirs
		if !d.claim("a") {
			t.Fatal("it cannot be made again")
		}
		d.make(t.Context(), wish, link.Return{})
		expectTold(t, s, "with room again", "a being_made ", "a made ")
		if links := d.list(); len(links) != 1 || links[0].Granted.Videos != 3 {
			t.Errorf("%+v", links)
		}
	})
}

func TestAProgramThatIsClosedWhileTheSiteThinksSaysSoLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newLinkStand(t)
		d := s.desk()
		end := s.runs(d)
		ctx, cancel := context.WithCancel(t.Context())
		d.site.make = func(ctx context.Context, _ uploader.LinkWish, _ link.Return) (madeLink, error) {
			cancel()
			return madeLink{}, ctx.Err()
		}
		wish, _ := draftOf("a").Wish()
		d.claim("a")
		d.make(ctx, wish, link.Return{})
		end()
		expectTold(t, s, "while it closes", "a being_made ")
		defer s.runs(s.desk())()
		expectTold(t, s, "at the next start", "a unclear link_unclear")
	})
}

package model

import (
	"slices"
	"testing"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
)

func ids(names ...uploader.UploadID) []uploader.UploadID { return names }

func TestTheListFollowsItsUpdates(t *testing.T) {
	t.Parallel()
	q := NewQueue()
	q.Apply(uitest.Whole(uitest.AtWork()))
	if q.Len() != 6 || q.Index("ceo") != 2 || q.Current().SiteName != "Acme Video" {
		t.Fatalf("%d rows, ceo at %d, site %q", q.Len(), q.Index("ceo"), q.Current().SiteName)
	}
	changed := q.Apply(uploader.Update{Progress: map[uploader.UploadID]uploader.Progress{"welcome": {Acked: 7, Size: 10}, "unknown": {Acked: 1}}})
	if changed.Structure || len(changed.Rows) != 0 || !slices.Equal(changed.Moved, ids("welcome")) {
		t.Errorf("a tick of one upload changed %+v", changed)
	}
	order := ids("q3", "welcome", "ceo", "img", "tour", "day1")
	if changed := q.Apply(uploader.Update{Order: order}); !changed.Structure || !slices.Equal(q.Order(), order) {
		t.Errorf("after moving: %v", q.Order())
	}
	if q.Apply(uploader.Update{Gone: ids("ceo")}); q.Index("ceo") != -1 || q.Len() != 5 {
		t.Error("what is gone for good is still in the list")
	}
}

func TestWhatWasRemovedWaitsOutOfSight(t *testing.T) {
	t.Parallel()
	q := NewQueue()
	q.Apply(uitest.Whole(uitest.AtWork()))
	gone, _ := q.Upload("img")
	gone.State = uploader.Removed
	q.Apply(uploader.Update{Uploads: []uploader.Upload{gone}})
	if _, there := q.Upload("img"); there || q.Len() != 5 || q.Index("tour") != 3 {
		t.Errorf("after removing: %d rows, tour at %d", q.Len(), q.Index("tour"))
	}
	gone.State = uploader.Attention
	if changed := q.Apply(uploader.Update{Uploads: []uploader.Upload{gone}}); !changed.Structure || q.Index("img") != 3 {
		t.Error("undo does not bring it back to its place")
	}
}

func TestEveryRowThatWaitsKnowsHowManyWaitBeforeIt(t *testing.T) {
	t.Parallel()
	q := NewQueue()
	uploads := uitest.Many(4)
	for i := range uploads {
		uploads[i].State = uploader.Waiting
	}
	uploads[0].State = uploader.Uploading
	q.Apply(uitest.Whole(uploads))
	if a, b, c := q.Ahead(uploads[1].ID), q.Ahead(uploads[2].ID), q.Ahead(uploads[3].ID); a != 0 || b != 1 || c != 2 {
		t.Fatalf("ahead: %d %d %d", a, b, c)
	}
	uploads[1].State = uploader.Uploading
	changed := q.Apply(uploader.Update{Uploads: uploads[1:2]})
	if !slices.Contains(changed.Rows, uploads[2].ID) || q.Ahead(uploads[3].ID) != 1 {
		t.Error("when one starts, those behind it are not drawn anew")
	}
}

func TestTicksAndDetailsAreTwoThings(t *testing.T) {
	t.Parallel()
	order := ids("a", "b", "c", "d")
	s := NewSelection()
	s.Choose("b")
	if got := s.InOrder(order); len(got) != 0 {
		t.Errorf("opening the details of one ticks %v", got)
	}
	if got := s.Acting(order); !slices.Equal(got, ids("b")) {
		t.Errorf("a key acts on %v", got)
	}
	s.Extend("d", order)
	if got := s.InOrder(order); !slices.Equal(got, ids("b", "c", "d")) {
		t.Errorf("extended to %v", got)
	}
	s.Toggle("c")
	if got := s.InOrder(order); !slices.Equal(got, ids("b", "d")) {
		t.Errorf("after taking one tick away: %v", got)
	}
	s.All(order)
	if s.Count() != 4 {
		t.Error("select all leaves some out")
	}
	s.All(order)
	if s.Count() != 0 {
		t.Error("select all a second time leaves some in")
	}
	s.Choose("b")
	if lost := s.Keep(func(id uploader.UploadID) bool { return id != "b" }); !lost || s.Current() != "" {
		t.Error("the details stay with a row that is gone")
	}
}

func TestHowUploadsRunIsKeptUntilItChanges(t *testing.T) {
	t.Parallel()
	q := NewQueue()
	if q.Settings() != (uploader.Settings{Files: 1, HistoryDays: uploader.YearOfHistory}) || q.Awake() {
		t.Errorf("before anything was announced: %+v, awake %v", q.Settings(), q.Awake())
	}
	awake := true
	settings := uploader.Settings{Files: 2, Limit: 5, Polite: true, HistoryDays: 30}
	if changed := q.Apply(uploader.Update{Settings: &settings, Awake: &awake}); !changed.Settings || !changed.Awake || !changed.Footer() {
		t.Errorf("the announcement changed %+v", changed)
	}
	if changed := q.Apply(uploader.Update{Awake: &awake}); changed.Footer() || q.Settings() != settings || !q.Awake() {
		t.Errorf("the same again changed %+v; %+v, awake %v", changed, q.Settings(), q.Awake())
	}
}

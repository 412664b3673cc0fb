package model

import (
	"slices"
	"testing"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
)

func TestVideosMoveToEveryPlace(t *testing.T) {
	t.Parallel()
	// welcome uploads, q3 waits, ceo is paused, img needs attention, tour and day1 have arrived.
	for _, row := range []struct {
		name   string
		ids    []uploader.UploadID
		to     Place
		before uploader.UploadID
		stays  bool
	}{
		{name: "one up", ids: ids("ceo"), to: Earlier, before: "q3"},
		{name: "one down", ids: ids("q3"), to: Later, before: "img"},
		{name: "the first up", ids: ids("welcome"), to: Earlier, stays: true},
		{name: "the last of those to come down", ids: ids("img"), to: Later, stays: true},
		{name: "two apart up", ids: ids("q3", "img"), to: Earlier, before: "welcome"},
		{name: "two apart, the upper at the top", ids: ids("img", "welcome"), to: Earlier, before: "q3"},
		{name: "two together at the top", ids: ids("welcome", "q3"), to: Earlier, stays: true},
		{name: "two down", ids: ids("welcome", "q3"), to: Later, before: "img"},
		{name: "to the front", ids: ids("ceo", "img"), to: Foremost, before: "welcome"},
		{name: "to the end", ids: ids("welcome", "ceo"), to: Hindmost, before: "tour"},
		{name: "what has arrived", ids: ids("tour"), to: Foremost, stays: true},
	} {
		q := NewQueue()
		q.Apply(uitest.Whole(uitest.AtWork()))
		_, before, some := q.Move(row.ids, row.to)
		if some == row.stays || (some && before != row.before) {
			t.Errorf("%s: moves %v before %q, want before %q", row.name, some, before, row.before)
		}
	}
}

func TestWhatIsBeingPutTogetherKeepsItsPlace(t *testing.T) {
	t.Parallel()
	uploads := uitest.AtWork()
	uploads[0].State = uploader.Finishing
	q := NewQueue()
	q.Apply(uitest.Whole(uploads))
	if moving, before, _ := q.Move(ids("img", "ceo"), Foremost); before != "q3" || !slices.Equal(moving, ids("ceo", "img")) {
		t.Errorf("to the front goes %v before %q", moving, before)
	}
}

func TestUnderAFilterOneStepIsOneVisibleRow(t *testing.T) {
	t.Parallel()
	q := NewQueue()
	q.Apply(uitest.Whole(uitest.Many(6)))
	q.Show(FilterAll, "video_1")
	q.Apply(uploader.Update{Order: []uploader.UploadID{"video0001", "video0000", "video0002", "video0003", "video0004", "video0005"}})
	if _, _, some := q.Move(ids("video0000"), Later); some {
		t.Error("the only row that is shown has somewhere to go")
	}
	q.Show(FilterAll, "")
	if _, before, _ := q.Move(ids("video0001"), Later); before != "video0002" {
		t.Errorf("one row down is before %q", before)
	}
}

func TestShiftTakesBackWhatItReachedTooFar(t *testing.T) {
	t.Parallel()
	order := ids("a", "b", "c", "d", "e")
	s := NewSelection()
	s.Choose("b")
	s.Extend("e", order)
	s.Extend("c", order)
	if got := s.InOrder(order); !slices.Equal(got, ids("b", "c")) {
		t.Errorf("going back to c leaves %v ticked", got)
	}
	s.Extend("a", order)
	if got := s.InOrder(order); !slices.Equal(got, ids("a", "b")) {
		t.Errorf("going past the first leaves %v ticked", got)
	}
	s.Toggle("e")
	s.Extend("d", order)
	if got := s.InOrder(order); !slices.Equal(got, ids("a", "b", "d", "e")) {
		t.Errorf("a second stretch leaves %v ticked", got)
	}
}

func TestFindingKnowsNoCapitalsAndNoAccents(t *testing.T) {
	t.Parallel()
	uploads := uitest.Many(3)
	uploads[0].Metadata.Title = "Årsmøde på Ærø"
	uploads[1].Metadata.Title = "Straße"
	uploads[2].Source.Name = "CAFE\u0301.mp4"
	q := NewQueue()
	q.Apply(uitest.Whole(uploads))
	for find, want := range map[string]uploader.UploadID{
		"arsmode": "video0000", "ÅRSMØDE": "video0000", "a\u030arsm": "video0000", "aero": "video0000", "strasse": "video0001", "café": "video0002", "cafe.mp": "video0002",
	} {
		if q.Show(FilterAll, find); !slices.Equal(q.Order(), ids(want)) {
			t.Errorf("%q finds %v", find, q.Order())
		}
	}
}

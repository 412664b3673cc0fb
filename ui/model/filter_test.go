package model

import (
	"slices"
	"testing"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
)

func TestFiltersShowWhatTheySay(t *testing.T) {
	t.Parallel()
	q := NewQueue()
	q.Apply(uitest.Whole(uitest.AtWork()))
	for filter, want := range map[Filter][]uploader.UploadID{
		FilterAll: ids("welcome", "q3", "ceo", "img", "tour", "day1"), FilterToDo: ids("welcome", "q3", "ceo", "img"),
		FilterUploading: ids("welcome", "q3"), FilterNeedsYou: ids("img"), FilterDone: ids("tour", "day1"),
	} {
		if q.Show(filter, ""); !slices.Equal(q.Order(), want) {
			t.Errorf("%q shows %v, not %v", filter, q.Order(), want)
		}
		if got := q.Counts()[filter]; got != len(want) {
			t.Errorf("%q counts %d, shows %d", filter, got, len(want))
		}
		if q.Count() != 6 {
			t.Errorf("under %q the list has %d videos", filter, q.Count())
		}
	}
}

func TestSearchingLooksInTitlesAndFileNames(t *testing.T) {
	t.Parallel()
	q := NewQueue()
	q.Apply(uitest.Whole(uitest.AtWork()))
	for text, want := range map[string][]uploader.UploadID{" ceo UPDATE": ids("ceo"), "final_v3": ids("welcome"), "nothing": {}, "": ids("welcome", "q3", "ceo", "img", "tour", "day1")} {
		if q.Show(FilterAll, text); !slices.Equal(q.Order(), want) {
			t.Errorf("%q finds %v", text, q.Order())
		}
	}
}

func TestAVideoThatIsMendedLeavesTheFilter(t *testing.T) {
	t.Parallel()
	q := NewQueue()
	q.Apply(uitest.Whole(uitest.AtWork()))
	q.Show(FilterNeedsYou, "")
	mended, _ := q.Upload("img")
	mended.State, mended.Reason = uploader.Ready, uploader.Reason{}
	if changed := q.Apply(uploader.Update{Uploads: []uploader.Upload{mended}}); !changed.Structure || q.Len() != 0 {
		t.Errorf("it is still shown: %v", q.Order())
	}
	if upload, there := q.Upload("img"); !there || upload.State != uploader.Ready || q.Index("img") != -1 {
		t.Error("a video that the filter hides is lost")
	}
}

package model

import (
	"slices"
	"testing"
	"time"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
)

func TestWhatIsFinishedStandsBelowEverythingElse(t *testing.T) {
	t.Parallel()
	q := NewQueue()
	uploads := uitest.Many(5)
	for i := range uploads {
		uploads[i].State, uploads[i].Finished = uploader.Ready, time.Time{}
	}
	at := uitest.Now()
	uploads[0].State, uploads[0].Finished = uploader.DoneDraft, at
	uploads[2].State = uploader.DoneWarning
	q.Apply(uitest.Whole(uploads))
	id := func(i int) uploader.UploadID { return uploads[i].ID }
	if want := ids(id(1), id(2), id(3), id(4), id(0)); !slices.Equal(q.Order(), want) || q.FirstFinished() != 4 {
		t.Errorf("%v, finished from %d", q.Order(), q.FirstFinished())
	}
	uploads[3].State, uploads[3].Finished = uploader.DonePublic, at.Add(time.Minute)
	if changed := q.Apply(uploader.Update{Uploads: uploads[3:4]}); !changed.Structure {
		t.Error("nothing says that a row moved")
	}
	if want := ids(id(1), id(2), id(4), id(3), id(0)); !slices.Equal(q.Order(), want) || q.FirstFinished() != 3 {
		t.Errorf("%v, finished from %d", q.Order(), q.FirstFinished())
	}
	if moving, before, some := q.Move(ids(id(1)), Hindmost); !some || before != "" || !slices.Equal(moving, ids(id(1))) {
		t.Errorf("to the end: %v before %q, %v", moving, before, some)
	}
	uploads[3].Retired = true
	if q.Apply(uploader.Update{Uploads: uploads[3:4]}); q.Index(id(3)) != -1 || q.Len() != 4 {
		t.Error("the list shows what lives in the history")
	}
	if _, there := q.Upload(id(3)); !there {
		t.Error("its details cannot be shown")
	}
	q.Show(FilterDone, "")
	if q.FirstFinished() != 1 {
		t.Errorf("of what is shown, the rows from %d are finished", q.FirstFinished())
	}
}

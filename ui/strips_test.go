package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
)

func rejected(batch int, name string, added ...uploader.UploadID) uploader.Update {
	return uploader.Update{Intake: []uploader.IntakeResult{{Batch: batch, Added: added, Rejected: []uploader.Rejection{
		{Name: name, Reason: uploader.Reason{Code: uploader.ReasonNotVideo}},
	}}}}
}

func TestOnlyTheNewestAddingIsToldOf(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	w.Apply(rejected(1, "budget.xlsx"))
	w.Apply(rejected(2, "agenda.docx"))
	if text := allWords(w.content); strings.Contains(text, "budget.xlsx") || !strings.Contains(text, "agenda.docx") {
		t.Errorf("strips pile up: %s", text)
	}
	w.Apply(uploader.Update{Intake: []uploader.IntakeResult{{Batch: 3, Asking: &uploader.FolderQuestion{Folder: "Archive", Count: 240}}}})
	w.Apply(rejected(4, "notes.txt"))
	if text := allWords(w.content); !strings.Contains(text, "Archive") || strings.Contains(text, "agenda.docx") {
		t.Errorf("a question is not to be lost, what was said before is: %s", text)
	}
}

func TestWhatIsToldOfAddingGoesWithItsRows(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	w.Apply(rejected(1, "budget.xlsx", "q3"))
	w.Apply(uploader.Update{Gone: []uploader.UploadID{"welcome"}})
	if !strings.Contains(allWords(w.content), "could not be added") {
		t.Fatal("the strip went with another row")
	}
	w.Apply(uploader.Update{Gone: []uploader.UploadID{"q3"}})
	if strings.Contains(allWords(w.content), "could not be added") {
		t.Error("the strip stays after its row is gone")
	}
}

func TestWhatIsToldOfAddingGoesWhenTheListIsEmptied(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.Many(1)))
	w.Apply(rejected(1, "budget.xlsx"))
	w.Apply(uploader.Update{Gone: []uploader.UploadID{"video0000"}})
	if strings.Contains(allWords(w.content), "budget.xlsx") {
		t.Error("the strip stays above an empty list")
	}
}

func TestAStripOfAnEmptyListKeepsOffTheTopBar(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(nil))
	w.Apply(rejected(1, "budget.xlsx"))
	found := false
	eachVisible(w.list.Piece(), func(object fyne.CanvasObject) {
		if strip, is := object.(*widgets.Strip); is {
			found = true
			if gap := w.env.Kit.PositionOf(strip).Y - w.env.Kit.PositionOf(w.list.Piece()).Y; gap != 12 {
				t.Errorf("the strip stands %v below the top bar, want 12", gap)
			}
		}
	})
	if !found {
		t.Error("no strip is shown")
	}
}

func TestABarIsNotFullBeforeTheSiteConfirms(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	for _, state := range []uploader.State{uploader.Uploading, uploader.Finishing, uploader.Checking, uploader.Paused} {
		upload := uitest.Upload("all", "All sent", "all.mp4", 1000, state, func(u *uploader.Upload) { u.Progress.Acked, u.Progress.Written = 1000, 1000 })
		w.Apply(uitest.Whole([]uploader.Upload{upload}))
		content := w.list.List().Row(0).Content()
		if !content.HasBar || content.Shares.Acked > 0.98 || content.Shares.Written > 0.98 || content.Shares.Acked < 0.9 {
			t.Errorf("%s: the bar shows %+v", state, content.Shares)
		}
	}
}

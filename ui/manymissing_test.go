package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// lackingDepartments ticks four videos, of which three have no department, which must be filled in.
func lackingDepartments(w *Window) {
	update := uitest.WithPresets(uitest.Whole(uitest.Several()))
	update.Accounts[0].Fields = uitest.CompanyFields()
	for i := range update.Uploads {
		if i == 1 {
			update.Uploads[i].Metadata.Company = map[string]string{"department": "Sales"}
			continue
		}
		update.Uploads[i].State = uploader.Attention
		update.Uploads[i].Reason = uploader.Reason{Code: uploader.ReasonIncomplete, Field: uploader.CompanyField("department"), Problem: uploader.ProblemMissing}
	}
	w.Apply(update)
	w.list.SelectAll()
	w.chosen(true)
}

func manySays(t *testing.T, w *Window, sentence string, times int) {
	t.Helper()
	if said := allWords(w.many.Piece()); strings.Count(said, sentence) != times {
		t.Errorf("%q is said %d times, not %d, in %q", sentence, strings.Count(said, sentence), times, said)
	}
}

func TestAFieldThatIsMissingInSomeIsFilledInForAll(t *testing.T) {
	w, door := newTestWindow(t, nil)
	lackingDepartments(w)
	manySays(t, w, "Department is missing in 3 videos.", 2) // at the top, and at the field
	test.Tap(buttonOf(w.many.Piece(), "Fix"))
	field, is := w.window.Canvas().Focused().(*widgets.Select)
	if !is || !w.inView(w.many.Piece(), field) {
		t.Fatalf("the keyboard is on %T, or that is out of view", w.window.Canvas().Focused())
	}
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	w.window.Canvas().Focused().TypedRune('h')
	typed(w, fyne.KeyReturn)
	taken(w, door)
	for _, m := range metadata(w) {
		if m.Company["department"] != "HR" {
			t.Errorf("a video has the department %q", m.Company["department"])
		}
	}
	manySays(t, w, "is missing", 0)
	manySays(t, w, "Changes are saved for all of them as you make them.", 1)
	if buttonOf(w.many.Piece(), "Fix") != nil {
		t.Error("there is something to fix although nothing is missing")
	}
}

func TestWhatIsMissingLeadsToTheFirstVideoAndToAllOfThem(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	lackingDepartments(w)
	test.Tap(buttonOf(w.many.Piece(), "Select these 3"))
	manySays(t, w, "3 videos selected", 1)
	if ticked := w.selection.InOrder(w.queue.Whole()); slices.Contains(ticked, "week_1_it.mp4") || len(ticked) != 3 {
		t.Errorf("ticked are %v", ticked)
	}
	if _, is := w.window.Canvas().Focused().(*widgets.Select); !is {
		t.Errorf("the keyboard is on %T", w.window.Canvas().Focused())
	}
	if buttonOf(w.many.Piece(), "Select these 3") != nil {
		t.Error("those that are ticked can be ticked")
	}
	test.Tap(buttonOf(w.many.Piece(), "Show the first"))
	if w.details.Shown() != "week_1_welcome.mp4" || w.selection.Count() != 0 {
		t.Errorf("shown is %q", w.details.Shown())
	}
	if label(w.window.Canvas().Focused().(fyne.CanvasObject)) != "Department: " {
		t.Errorf("the keyboard is on %q", label(w.window.Canvas().Focused().(fyne.CanvasObject)))
	}
}

func TestATitleThatIsMissingIsSaidTooAndDraftsNeedNothingForPublishing(t *testing.T) {
	w, door := newTestWindow(t, nil)
	update := uitest.Whole(uitest.Several())
	update.Accounts[0].Fields = uitest.CompanyFields()
	update.Accounts[0].Fields[0].Required = uploader.RequiredBeforePublishing
	update.Uploads[0].Metadata.Title = ""
	update.Uploads[3].Metadata.Visibility = uploader.Draft
	w.Apply(update)
	w.list.SelectAll()
	w.chosen(true)
	manySays(t, w, "Title is missing in 1 video.", 2)
	manySays(t, w, "Department is missing", 0)
	test.Tap(radio(w.many.Piece(), w.env.T(words.DetailsPublishDone)))
	taken(w, door)
	manySays(t, w, "Department is missing in 4 videos.", 1)
}

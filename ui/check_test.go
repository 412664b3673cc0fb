package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// system is what the window of a test stands on.
func (w *Window) fake() *fakeSystem { return w.system.(*fakeSystem) }

// tapped presses the button with these words, in the sheet where one is open.
func tapped(t *testing.T, w *Window, key words.Key) {
	t.Helper()
	var over fyne.CanvasObject = w.content
	if sheet := w.window.Canvas().Overlays().Top(); sheet != nil {
		over = sheet
	}
	button := buttonOf(over, w.env.T(key))
	if button == nil {
		t.Fatalf("there is no %q", w.env.T(key))
	}
	button.Tapped(nil)
}

// shownTexts are the texts in the window and in the sheet over it.
func (w *Window) shownTexts() []string {
	return strings.Split(allWords(w.content)+sheetSays(w), "\n")
}

func TestTheCheckOpensAndEscGoesBack(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	w.help().CheckCurrent()
	if door.Last() != `check "acme" ""` || w.desk.page != checkPage || w.desk.list.Visible() {
		t.Fatalf("%q, checking %v, list %v", door.Last(), w.desk.page == checkPage, w.desk.list.Visible())
	}
	run := uitest.CheckedSoFar()
	w.Apply(uploader.Update{Checks: &run})
	w.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if door.Last() != "stop checking" || w.desk.page == checkPage || !w.desk.list.Visible() {
		t.Errorf("%q, checking %v, list %v", door.Last(), w.desk.page == checkPage, w.desk.list.Visible())
	}
}

func TestEveryLineOfARunIsShown(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(nil))
	w.checkCurrent()
	run := uitest.CheckedSoFar()
	w.Apply(uploader.Update{Checks: &run})
	tapped(t, w, words.CheckStop)
	if door.Last() != "stop checking" {
		t.Errorf("the button of a run says %q", door.Last())
	}
	run = uitest.CheckedReadOnly()
	w.Apply(uploader.Update{Checks: &run})
	shown := w.shownTexts()
	for _, line := range run.Lines {
		if text := w.env.Words.Check(line).Words; !slices.Contains(shown, text) {
			t.Errorf("%q is not shown", text)
		}
	}
	if !slices.Contains(shown, w.env.T(words.CheckSomeBad)) {
		t.Error("nothing says that uploads are held up")
	}
	tapped(t, w, words.ButtonCopyForAdministrator)
	if copied := w.fake().copied; len(copied) != 1 || !strings.Contains(copied[0], "videos.acme.com") {
		t.Errorf("copied %q", copied)
	}
	tapped(t, w, words.CheckAgain)
	if door.Last() != `check "acme" ""` {
		t.Errorf("again says %q", door.Last())
	}
}

func TestWhatIsCheckedElsewhereIsNotShownHere(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(nil))
	w.checkAddress("videos.other.com")
	run := uitest.Checked()
	w.Apply(uploader.Update{Checks: &run})
	if slices.Contains(w.shownTexts(), w.env.Words.Check(run.Lines[0]).Words) {
		t.Error("the lines of another site are shown")
	}
}

func TestAHeldUpUploadLeadsToTheCheck(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(heldUp(uploader.Reason{Code: uploader.ReasonNoNames, Site: "Acme Video"}))
	tapped(t, w, words.ButtonCheckConnection)
	if door.Last() != `check "acme" ""` || w.desk.page != checkPage {
		t.Errorf("%q", door.Last())
	}
}

func TestTheReportIsSeenBeforeItIsCopied(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	w.ShowReport()
	if door.Last() != "report en, names false" {
		t.Fatalf("%q", door.Last())
	}
	made := uitest.Report()
	w.Apply(uploader.Update{Report: &made})
	typed(w, fyne.KeySpace) // the tick has the keyboard
	if door.Last() != "report en, names true" {
		t.Errorf("the tick says %q", door.Last())
	}
	late := uploader.Report{Text: "late"}
	w.Apply(uploader.Update{Report: &late})
	made.Names, made.Text = true, "with names"
	w.Apply(uploader.Update{Report: &made})
	tapped(t, w, words.ButtonCopyReport)
	if copied := w.fake().copied; len(copied) != 1 || copied[0] != "with names" {
		t.Errorf("copied %q", copied)
	}
	tapped(t, w, words.ReportSave)
	if saved := w.fake().saved; len(saved) != 1 || saved[0] != "with names" {
		t.Errorf("saved %q", saved)
	}
	w.fake().unwritable = true
	tapped(t, w, words.ReportSave)
	if !slices.Contains(w.shownTexts(), w.env.T(words.ReportUnsaved)) {
		t.Error("a report that could not be saved is not told of")
	}
}

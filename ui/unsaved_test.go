package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
)

func full() uploader.Update {
	return uploader.Update{Banner: &uploader.Reason{Code: uploader.ReasonDiskFull}}
}

func mended() uploader.Update { return uploader.Update{Banner: &uploader.Reason{}} }

func TestClosingAndQuittingAskWhileChangesCannotBeSaved(t *testing.T) {
	for _, closing := range []uploader.Closing{"", uploader.ClosingHides, uploader.ClosingQuits} {
		for name, leave := range map[string]func(*Window){"closing": (*Window).AskToClose, "quitting": (*Window).AskToQuit, "quitting unseen": (*Window).quitUnseen} {
			w, _ := newTestWindow(t, nil)
			closed := false
			w.window.SetOnClosed(func() { closed = true })
			w.Apply(uitest.Whole(uitest.AllDone()))
			w.Apply(uploader.Update{Settings: &uploader.Settings{Closing: closing}})
			w.Apply(full())
			leave(w)
			if closed || !said(w, "What you typed last is not saved yet, because this computer has no space.") {
				t.Fatalf("%s, %q chosen: closed %v, or it is not asked", name, closing, closed)
			}
			typed(w, fyne.KeyEscape)
			if closed || w.window.Canvas().Overlays().Top() != nil {
				t.Errorf("%s, %q chosen: Esc does not stay", name, closing)
			}
			leave(w)
			inSettings[*widgets.Button](t, w, "Stay").Tapped(nil)
			if closed {
				t.Errorf("%s, %q chosen: staying closes", name, closing)
			}
			leave(w)
			if inSettings[*widgets.Button](t, w, "Quit anyway").Tapped(nil); !closed {
				t.Errorf("%s, %q chosen: there is no way out", name, closing)
			}
		}
	}
}

func TestADiskThatFillsBehindTheQuestionIsAskedAbout(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	closed := false
	w.window.SetOnClosed(func() { closed = true })
	w.Apply(uitest.Whole(uitest.AtWork()))
	w.AskToQuit()
	w.Apply(full())
	inSettings[*widgets.Button](t, w, "Quit and continue next time").Tapped(nil)
	if closed || !said(w, "What you typed last is not saved yet") {
		t.Fatal("what was typed is lost without a question")
	}
	typed(w, fyne.KeyEscape)
	w.Apply(mended())
	w.Apply(uitest.Whole(uitest.AllDone()))
	if w.AskToClose(); !closed {
		t.Error("it is asked though all is saved")
	}
}

func TestNothingIsCalledSavedWhileItCannotBe(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	open(w, "q3")
	w.details.FocusTitle()
	test.Type(w.window.Canvas().Focused(), "New ")
	clock(w).pass(500 * time.Millisecond)
	shown := func(part string) bool { return strings.Contains(strings.Join(w.shownTexts(), "\n"), part) }
	if !shown("Saved just now") || shown("Not saved yet") {
		t.Fatal("what is saved is not called so")
	}
	w.Apply(full())
	clock(w).pass(30 * time.Second)
	if shown("· Saved") || !shown("Not saved yet") {
		t.Errorf("a full disk is called saved: %q", w.shownTexts())
	}
	w.Apply(mended())
	if !shown("· Saved") || shown("Not saved yet") {
		t.Errorf("what was saved in the end is not called so: %q", w.shownTexts())
	}
}

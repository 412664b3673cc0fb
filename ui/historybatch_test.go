package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader/words"
)

func TestWhatCanBeDoneWithTickedEntriesStandsBelowTheRows(t *testing.T) {
	w, door := newTestWindow(t, nil)
	showPast(w, uitest.Past())
	publish, none := w.env.T(words.ButtonPublishCount, words.Count("count", 1)), w.env.T(words.ListSelectNone)
	w.history.List().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if buttonOf(w.history.Piece(), none) != nil {
		t.Error("one ticked entry has buttons for several")
	}
	w.history.List().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	w.history.List().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if w.pastTicks.Count() != 2 || !slices.Contains(w.shownTexts(), "2 videos selected") {
		t.Fatalf("%d ticked: %q", w.pastTicks.Count(), w.shownTexts())
	}
	draft := uitest.Past()[1].Upload.ID
	button := buttonOf(w.history.Piece(), publish)
	if button == nil || buttonOf(w.history.Piece(), w.env.T(words.ButtonDraftCount, words.Count("count", 1))) == nil {
		t.Fatalf("the buttons are missing: %q", w.shownTexts())
	}
	w.env.Kit.Focus(button)
	button.Tapped(nil)
	if door.Last() != "published ["+string(draft)+"] true" {
		t.Error(door.Last())
	}
	if w.pastTicks.Count() != 0 || buttonOf(w.history.Piece(), publish) != nil || slices.Contains(w.shownTexts(), "2 videos selected") {
		t.Errorf("afterwards %d are ticked, and the page says %q", w.pastTicks.Count(), w.shownTexts())
	}
	if w.window.Canvas().Focused() != fyne.Focusable(w.history.List()) {
		t.Errorf("the keyboard is at %T", w.window.Canvas().Focused())
	}
	w.history.SelectAll()
	if all := w.shownTexts(); !slices.Contains(all, "7 videos selected") || slices.ContainsFunc(all, func(said string) bool { return strings.Contains(said, "2 videos selected") }) {
		t.Errorf("%q", all)
	}
	buttonOf(w.history.Piece(), none).Tapped(nil)
	if w.pastTicks.Count() != 0 {
		t.Error("the ticks stay")
	}
}

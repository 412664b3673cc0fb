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
)

func TestAPresetFillsWhatIsEmptyAndIsTakenBackInOneStep(t *testing.T) {
	w, door := newTestWindow(t, nil)
	severalOpen(w)
	test.Tap(buttonOf(w.many.Piece(), "Choose…"))
	chooseLine(t, w, "HR onboarding")
	if len(door.Each) != 2 || len(door.Calls) != 1 {
		t.Fatalf("filling in asks for %q", door.Calls)
	}
	taken(w, door)
	if m := metadata(w); m[0].Description != "Welcome!" || m[2].Description == "" || !slices.Contains(m[2].Tags, "safety") {
		t.Errorf("filled in: %+v", m)
	}
	test.Tap(buttonOf(w.many.Piece(), "Undo"))
	taken(w, door)
	if !sameAsSeveral(w) {
		t.Errorf("taken back: %+v", metadata(w))
	}
	test.Tap(buttonOf(w.many.Piece(), "Choose…"))
	chooseLine(t, w, "Also replace what is there")
	chooseLine(t, w, "Weekly news")
	taken(w, door)
	for _, m := range metadata(w) {
		if m.Visibility != uploader.PublishWhenDone || m.Title != "News of 2026-11-21" || len(m.Categories) != 1 {
			t.Errorf("replaced: %+v", m)
		}
	}
}

func TestAPresetIsMadeOfWhatIsFilledIn(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.WithPresets(uitest.Whole(uitest.AtWork())))
	open(w, "welcome")
	test.Tap(buttonOf(w.details.Piece(), "Save as…"))
	name := w.window.Canvas().Focused().(*widgets.Field)
	top := w.window.Canvas().Overlays().Top()
	test.Tap(buttonOf(top, "Save preset"))
	if !strings.Contains(allWords(top), "Give the preset a name.") {
		t.Fatal("a preset without a name is saved")
	}
	test.Type(name, "  hr ONBOARDING ")
	if !strings.Contains(allWords(top), "There is a preset of this name.") {
		t.Error("nothing says that one is replaced")
	}
	name.SetText("First week")
	eachVisible(top, func(object fyne.CanvasObject) {
		if tick, is := object.(*widgets.Tick); is && strings.Contains(tick.AccessibilityLabel(), "Description") {
			test.Tap(tick)
		}
	})
	test.Tap(buttonOf(top, "Save preset"))
	if len(door.Presets) != 4 {
		t.Fatalf("%q", door.Calls)
	}
	saved := door.Presets[3]
	if saved.Name != "First week" || saved.Description != "" || len(saved.Tags) != 2 || len(saved.Categories) != 1 || saved.Title != "" {
		t.Errorf("saved %+v", saved)
	}
}

func TestThePageAboutNewVideosBeginsAtItsFirstField(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	newVideosScene(w, nil)
	field, is := w.window.Canvas().Focused().(*widgets.Field)
	if !is || !strings.HasPrefix(field.AccessibilityLabel(), "Category") {
		t.Fatalf("the keyboard is on %T", w.window.Canvas().Focused())
	}
	eachVisible(w.window.Canvas().Overlays().Top(), func(object fyne.CanvasObject) {
		if label(object) == "News" {
			t.Error("a list that nobody asked for covers the page")
		}
	})
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	offered := false
	eachVisible(w.window.Canvas().Overlays().Top(), func(object fyne.CanvasObject) { offered = offered || label(object) == "News" })
	if !offered {
		t.Error("the arrow offers no categories")
	}
}

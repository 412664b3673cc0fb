package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// inGerman chooses German in the settings and closes them.
func inGerman(t *testing.T, w *Window) {
	t.Helper()
	w.ShowSettings()
	w.choose(func(c *Choices) { c.Language = words.German })
	typed(w, fyne.KeyEscape)
	if w.window.Canvas().Overlays().Top() != nil {
		t.Fatal("the settings are still open")
	}
}

func TestAChangeOfLanguageKeepsTheKeyboardAndWhatIsHalfTyped(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	open(w, "q3")
	w.details.FocusTitle()
	test.Type(w.window.Canvas().Focused(), "New ")
	w.details.Fix(uploader.FieldTags)
	tag := w.window.Canvas().Focused().(*widgets.Field)
	test.Type(tag, "half a t")
	w.details.Fix(uploader.FieldPoster) // unfolds what is folded away
	w.env.Kit.Focus(tag)
	inGerman(t, w)
	now, is := w.window.Canvas().Focused().(*widgets.Field)
	if !is || now == tag || now != widgets.Find(w.details.Piece(), fieldCalled("Schlagwörter")) {
		t.Fatalf("the keyboard is at %T %+v", w.window.Canvas().Focused(), now)
	}
	if title := widgets.Find(w.details.Piece(), fieldCalled("Titel")).(*widgets.Field); title.Text != "Q3 resultsNew " {
		t.Errorf("the title is %q", title.Text)
	}
	tagged := false
	for _, edit := range door.Edits {
		tagged = tagged || edit.Tags != nil && slices.Equal(*edit.Tags, []string{"half a t"})
	}
	if !tagged {
		t.Errorf("the tag is lost: %+v", door.Edits)
	}
	if buttonOf(w.details.Piece(), w.env.T(words.ButtonChoosePicture)) == nil {
		t.Error("what was unfolded is folded away")
	}
}

func TestAChangeOfSizeKeepsTheKeyboardInTheSearch(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	w.list.Find()
	test.Type(w.window.Canvas().Focused(), "we")
	w.choose(func(c *Choices) { c.TextScale = look.Scaled(1) * 1.1 })
	field, is := w.window.Canvas().Focused().(*widgets.Field)
	if !is || field.Text != "we" {
		t.Fatalf("the keyboard is at %T", w.window.Canvas().Focused())
	}
}

// fieldCalled fits the field that is called so.
func fieldCalled(label string) func(fyne.Focusable) bool {
	return func(piece fyne.Focusable) bool {
		field, is := piece.(*widgets.Field)
		return is && strings.HasPrefix(field.AccessibilityLabel(), label+":")
	}
}

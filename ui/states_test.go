package ui

import (
	"testing"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// TestEveryStateIsReadWithoutColours looks at a row in each state, in each language: it has a shape and words of its own, and where two have the same
// shape, it is not the colour that tells them apart.
func TestEveryStateIsReadWithoutColours(t *testing.T) {
	// What is removed has no row. A guest's video is sent where another one is a draft, and both need nothing more of anybody.
	without := map[uploader.State]bool{uploader.Removed: true, uploader.DoneSent: true}
	for _, language := range words.Languages() {
		w, _ := newTestWindow(t, func(c *Config) { c.Choices.Language = language })
		said := map[string]uploader.State{}
		for _, state := range uploader.States() {
			if without[state] {
				continue
			}
			upload := uitest.AtWork()[0]
			upload.State = state
			w.Apply(uitest.Whole([]uploader.Upload{upload}))
			face := stateOf(t, w)
			if face.Words == "" || len(face.Shape.Drawing(face.Colour).Content()) == 0 {
				t.Errorf("%s: %s is shown by %q and the shape %q", language, state, face.Words, face.Shape)
			}
			if other, taken := said[face.Words]; taken {
				t.Errorf("%s: %s and %s both say %q", language, state, other, face.Words)
			}
			said[face.Words] = state
		}
	}
}

func stateOf(t *testing.T, w *Window) widgets.Face {
	t.Helper()
	row := w.list.List().Row(0)
	if row == nil {
		t.Fatal("the video has no row")
	}
	return row.Content().State
}

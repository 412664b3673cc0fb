package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/widgets"
)

// overSaid is the piece of the topmost sheet whose label for a screen reader begins like that, whether it is ticked or not.
func overSaid[Piece fyne.CanvasObject](t *testing.T, w *Window, name string) (found Piece) {
	t.Helper()
	there := false
	eachVisible(w.window.Canvas().Overlays().Top(), func(piece fyne.CanvasObject) {
		if wanted, is := piece.(Piece); is && !there && strings.HasPrefix(strings.TrimLeft(label(piece), "☑☐ "), name) {
			found, there = wanted, true
		}
	})
	if !there {
		t.Fatalf("nothing is called %q", name)
	}
	return found
}

// tapSaid ticks the box with those words, chooseSaid opens the field to choose in.
func tapSaid(t *testing.T, w *Window, name string) {
	t.Helper()
	overSaid[*widgets.Tick](t, w, name).Tapped(nil)
}

func chooseSaid(t *testing.T, w *Window, name string) {
	t.Helper()
	overSaid[*widgets.Select](t, w, name).Tapped(nil)
}

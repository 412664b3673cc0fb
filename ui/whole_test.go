package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader/words"
)

// TestEveryScene looks at every scene in every shape and language: no text is cut, everything that can be pressed is large enough
// and within the window, and nothing is said in the wrong language.
func TestEveryScene(t *testing.T) {
	languages := words.Languages()
	said := spoken{}
	for i, text := range textSizes {
		app := unpainted{test.NewTempApp(t)}
		for j, s := range scenes() {
			for k, language := range languages {
				if underRace && ((i+j)%len(textSizes) != 0 || j%len(languages) != k) {
					// What a scene looks like says nothing about races: each scene once is enough.
					continue
				}
				s.whole(t, app, language, text, (j+k)%2, said)
			}
		}
	}
	if !underRace {
		said.check(t)
	}
}

// textSizes are the windows of each text size, of which each is made into the other.
var textSizes = [][2]shape{{shapes[0], shapes[2]}, {shapes[1], shapes[3]}}

// whole looks at a scene in two windows, the one numbered first and then the other. What a window shows is set anew in the second size as when a
// person pulls at its corner; what lies over it is opened there, since a menu stays where it was opened.
func (s scene) whole(t *testing.T, app fyne.App, language words.Language, forms [2]shape, first int, said spoken) {
	t.Helper()
	var w *Window
	for _, form := range []shape{forms[first], forms[1-first]} {
		if underRace && w != nil {
			break
		}
		switch {
		case w == nil:
			w = s.window(t, app, form, look.Light, language)
		case w.window.Canvas().Overlays().Top() != nil:
			w.window.Close()
			w = s.window(t, app, form, look.Light, language)
		default:
			w.window.Resize(fyne.NewSize(form.width, form.height))
		}
		name := pictureName(s, form, look.Light, language)
		for _, layer := range w.layers() {
			eachVisible(layer, func(object fyne.CanvasObject) {
				checkWhole(t, name, object)
				checkTarget(t, name, object)
			})
			if form == shapes[0] {
				said.hear(s, language, layer)
			}
		}
	}
	w.window.Close()
}

// layers are what is drawn, from the bottom.
func (w *Window) layers() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{w.content}, w.window.Canvas().Overlays().List()...)
}

// eachVisible goes through what is drawn.
func eachVisible(piece fyne.CanvasObject, do func(fyne.CanvasObject)) {
	if !piece.Visible() {
		return
	}
	do(piece)
	for _, object := range inside(piece) {
		eachVisible(object, do)
	}
}

func inside(piece fyne.CanvasObject) []fyne.CanvasObject {
	switch piece := piece.(type) {
	case *fyne.Container:
		return piece.Objects
	case fyne.Widget:
		return test.WidgetRenderer(piece).Objects()
	}
	return nil
}

// checkWhole lets only names be cut: titles, files and accounts. What a person must read or press is whole.
func checkWhole(t *testing.T, name string, object fyne.CanvasObject) {
	t.Helper()
	switch piece := object.(type) {
	case *widgets.Row:
		if piece.Cut() {
			t.Errorf("%s: the row %q cuts its state, sentence or button", name, piece.Content().Spoken)
		}
	case *widgets.Button:
		if piece.Visible() && piece.Words() != "" && piece.Size().Width < piece.MinSize().Width-0.5 {
			t.Errorf("%s: the button %q is cut", name, piece.Words())
		}
	case *widgets.Paragraph:
		if piece.Visible() && piece.Size().Width > 0 && piece.Cut() && !strings.HasPrefix(piece.Words(), "Connected") && !strings.HasPrefix(piece.Words(), "Verbunden") && !strings.HasPrefix(piece.Words(), "Forbundet") {
			t.Errorf("%s: the sentence %q is cut", name, piece.Words())
		}
	}
}

// smallestTarget is the width and height that everything has at least that can be pressed.
const smallestTarget = 24

// checkTarget measures what can be pressed.
func checkTarget(t *testing.T, name string, object fyne.CanvasObject) {
	t.Helper()
	_, pressed := object.(fyne.Tappable)
	_, focused := object.(fyne.Focusable)
	if !pressed || !focused {
		return
	}
	if size := object.Size(); size.Width < smallestTarget || size.Height < smallestTarget {
		t.Errorf("%s: %T %q can be pressed and is only %.0f × %.0f", name, object, label(object), size.Width, size.Height)
	}
}

// label is what a screen reader says for a piece.
func label(object fyne.CanvasObject) string {
	if named, is := object.(fyne.Accessible); is {
		return named.AccessibilityLabel()
	}
	return ""
}

package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader/words"
)

func TestEveryLanguageAndSizeKeepsItsTextWhole(t *testing.T) {
	languages := words.Languages()
	for i, form := range shapes {
		app := test.NewTempApp(t)
		for j, s := range scenes() {
			for k, language := range languages {
				if underRace && ((i+j)%len(shapes) != 0 || j%len(languages) != k) {
					// Whether a text is whole says nothing about races: each scene once is enough.
					continue
				}
				name := fmt.Sprintf("%s%s-%s", s.name, form.name, language)
				w, _ := newWindowOn(app, func(c *Config) {
					c.Choices = Choices{Language: language, Look: look.Light, TextScale: form.text}
					c.Demo = strings.Contains(s.name, "demo")
				})
				w.window.Resize(fyne.NewSize(form.width, form.height))
				s.show(t, w)
				for _, layer := range append(w.window.Canvas().Overlays().List(), w.content) {
					eachVisible(layer, func(object fyne.CanvasObject) { checkWhole(t, name, object) })
				}
				w.window.Close()
			}
		}
	}
}

// eachVisible goes through what is drawn.
func eachVisible(piece fyne.CanvasObject, do func(fyne.CanvasObject)) {
	if !piece.Visible() {
		return
	}
	do(piece)
	var inside []fyne.CanvasObject
	switch piece := piece.(type) {
	case *fyne.Container:
		inside = piece.Objects
	case fyne.Widget:
		inside = test.WidgetRenderer(piece).Objects()
	}
	for _, object := range inside {
		eachVisible(object, do)
	}
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

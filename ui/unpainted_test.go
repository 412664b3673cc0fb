package ui

import "fyne.io/fyne/v2"

// unpainted is an app whose windows have their pieces laid out in full and next to nothing painted: drawings take half of the time
// of a test that only measures texts and places.
type unpainted struct{ fyne.App }

// NewWindow makes a window whose drawings are a few pixels wide. Texts and places are counted in units, which stay as they are.
func (u unpainted) NewWindow(title string) fyne.Window {
	w := u.App.NewWindow(title)
	w.Canvas().(interface{ SetScale(float32) }).SetScale(1.0 / 64)
	return w
}

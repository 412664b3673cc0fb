package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/widgets"
)

// nextArea takes the keyboard to the next part of the window, or with -1 to the one before: the page, its details, the footer, the top bar.
func (w *Window) nextArea(step int) {
	if !w.nothingOver() {
		return
	}
	var areas [][]fyne.Focusable
	at := 0
	for _, piece := range w.content.Objects {
		if !piece.Visible() {
			continue
		}
		order := widgets.Order(piece)
		if len(order) == 0 {
			continue
		}
		if slices.Contains(order, w.window.Canvas().Focused()) {
			at = len(areas)
		}
		areas = append(areas, order)
	}
	if len(areas) == 0 {
		return
	}
	next := areas[(at+step+len(areas))%len(areas)]
	if list := fyne.Focusable(w.list.List()); slices.Contains(next, list) {
		w.env.Kit.Focus(list)
		return
	}
	w.env.Kit.Focus(next[0])
}

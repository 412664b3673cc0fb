package ui

import (
	"reflect"
	"slices"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/widgets"
)

// kept is what a person was doing in the window when it is made anew, in another language or size: its pieces say other words then and stand in the same
// order.
type kept struct {
	pieces []fyne.Focusable
	// focused is which of them had the keyboard, -1 for none.
	focused int
}

// lasting are the pieces that take the keyboard, but for the chips: what was typed a moment ago may be one only after an answer.
func (w *Window) lasting() []fyne.Focusable {
	return slices.DeleteFunc(widgets.Order(w.content), func(piece fyne.Focusable) bool {
		_, chip := piece.(*widgets.Chip)
		return chip
	})
}

// keep notes it. focused is the piece that has the keyboard, or gets it back from a sheet.
func (w *Window) keep(focused fyne.Focusable) kept {
	pieces := w.lasting()
	return kept{pieces, slices.Index(pieces, focused)}
}

// resume brings back what was being typed, and the keyboard to its place; where the window holds other pieces than before it does nothing.
func (w *Window) resume(before kept) {
	pieces := w.lasting()
	same := func(a, b fyne.Focusable) bool { return reflect.TypeOf(a) == reflect.TypeOf(b) }
	if !slices.EqualFunc(pieces, before.pieces, same) {
		return
	}
	for i, piece := range before.pieces {
		if field, is := piece.(*widgets.Field); is {
			field.Resume(pieces[i].(*widgets.Field))
		}
	}
	if before.focused >= 0 {
		w.env.Kit.Focus(pieces[before.focused])
	}
}

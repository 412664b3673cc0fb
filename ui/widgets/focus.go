package widgets

import "fyne.io/fyne/v2"

// stands reports whether a piece is to be seen somewhere in the window: one that is in none of its layers has no place, and none that takes
// the keyboard stands in its very corner.
func (k Kit) stands(piece fyne.Focusable) bool {
	object, is := piece.(fyne.CanvasObject)
	for _, layer := range append([]fyne.CanvasObject{k.Canvas().Content()}, k.Canvas().Overlays().List()...) {
		if _, inside := within(layer, object); inside && is {
			return true
		}
	}
	return is && k.PositionOf(object) != fyne.Position{}
}

// giveBack gives the keyboard to the piece that had it before a sheet opened. Where that was made anew meanwhile, the piece that says the same
// has it now.
func (k Kit) giveBack(piece fyne.Focusable) {
	surface := k.Canvas()
	if piece == nil {
		return
	}
	if !k.stands(piece) {
		under := surface.Overlays().Top()
		if under == nil {
			under = surface.Content()
		}
		piece = Alike(under, piece)
	}
	if piece == nil {
		surface.Unfocus()
		return
	}
	k.Focus(piece)
}

// Alike is the piece in another one that says the same as one that stood there before; nil when there is none that can be pressed.
func Alike(among fyne.CanvasObject, before fyne.Focusable) fyne.Focusable {
	named, is := before.(fyne.Accessible)
	if !is {
		return nil
	}
	return Find(among, func(piece fyne.Focusable) bool {
		same, is := piece.(fyne.Accessible)
		return is && same.AccessibilityLabel() == named.AccessibilityLabel() && usable(piece)
	})
}

func usable(piece fyne.Focusable) bool {
	button, is := piece.(fyne.Disableable)
	return !is || !button.Disabled()
}

// Order are the pieces in another one that can take the keyboard, in the order in which it goes through them.
func Order(piece fyne.CanvasObject) (pieces []fyne.Focusable) {
	Find(piece, func(piece fyne.Focusable) bool {
		if usable(piece) {
			pieces = append(pieces, piece)
		}
		return false
	})
	return pieces
}

// within is where a piece stands in another one, as far as pieces tell what they hold. Unlike the window it knows that of pieces too that were made
// just now and never painted.
func within(outer, piece fyne.CanvasObject) (at fyne.Position, inside bool) {
	var held []fyne.CanvasObject
	switch holder := outer.(type) {
	case *fyne.Container:
		held = holder.Objects
	case wrapping:
		held = []fyne.CanvasObject{holder.inside()}
	}
	for _, inner := range held {
		if inner == piece {
			return inner.Position(), true
		}
		if at, inside := within(inner, piece); inside && inner.Visible() {
			return inner.Position().Add(at), true
		}
	}
	return fyne.Position{}, false
}

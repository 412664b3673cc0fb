package widgets

import (
	"time"

	"fyne.io/fyne/v2"
)

// Kit is what pieces need from the window they stand in. The window makes one before the first piece.
type Kit struct {
	// Canvas is where sheets and menus open.
	Canvas func() fyne.Canvas
	// PositionOf is where a piece stands in the window.
	PositionOf func(fyne.CanvasObject) fyne.Position
	// Last is what stands last in the window and is always seen. Nil leaves Focus without it.
	Last func() fyne.CanvasObject
	// Key takes the keys that a focused piece has no use for, such as Esc; Shortcut the same for keys with a modifier.
	Key      func(*fyne.KeyEvent)
	Shortcut func(fyne.Shortcut)
	// Focused is told that a piece has got the keyboard, so that it can be brought into view. Nil tells nobody.
	Focused func()
	// reveal scrolls so that a piece is in view, nil where nothing scrolls.
	reveal func(fyne.CanvasObject)
	// Still says that nothing is to move by itself.
	Still bool
	// Scroll takes the mouse wheel over a piece that has no use for it. Nil leaves it to the piece.
	Scroll func(*fyne.ScrollEvent)
	// Grown is told that a piece has become higher or lower, so that all around it is set anew. Nil tells nobody.
	Grown func()
	// After runs f on the window's goroutine once d has passed, unless the returned function is called before.
	After func(d time.Duration, f func()) (cancel func())
}

// Focus moves the keyboard to a piece. The toolkit forgets within a minute how to draw what is out of sight, and what it has not drawn since then
// gets no keyboard from it: looking for the piece makes all around it known again. Where it has forgotten as well that the piece is in this window it
// does not even look; looking for what stands last leads past everything that is seen.
func (k Kit) Focus(piece fyne.Focusable) {
	canvas := k.Canvas()
	if canvas == nil || piece == nil {
		return
	}
	if object, is := piece.(fyne.CanvasObject); is && k.PositionOf != nil {
		if k.PositionOf(object).IsZero() && k.Last != nil {
			k.PositionOf(k.Last())
		}
	}
	canvas.Focus(piece)
}

// Opened brings a piece into view that has just opened.
func (k Kit) Opened(piece fyne.CanvasObject) {
	if k.reveal != nil && piece.Visible() {
		k.reveal(piece)
	}
}

// drawn is a renderer put together from plain functions.
type drawn struct {
	objects func() []fyne.CanvasObject
	layout  func(fyne.Size)
	minSize func() fyne.Size
	refresh func()
}

func (d drawn) Objects() []fyne.CanvasObject { return d.objects() }
func (d drawn) Layout(size fyne.Size)        { d.layout(size) }
func (d drawn) MinSize() fyne.Size           { return d.minSize() }
func (d drawn) Refresh()                     { d.refresh() }
func (d drawn) Destroy()                     {}

func always(objects ...fyne.CanvasObject) func() []fyne.CanvasObject {
	return func() []fyne.CanvasObject { return objects }
}

func place(object fyne.CanvasObject, x, y, width, height float32) {
	object.Move(fyne.NewPos(x, y))
	object.Resize(fyne.NewSize(width, height))
}

func centred(object fyne.CanvasObject, x, y, width, height, objectWidth, objectHeight float32) {
	place(object, x+(width-objectWidth)/2, y+(height-objectHeight)/2, objectWidth, objectHeight)
}

func show(object fyne.CanvasObject, visible bool) {
	if visible == object.Visible() {
		return
	}
	if visible {
		object.Show()
	} else {
		object.Hide()
	}
}

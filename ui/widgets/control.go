package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"twentythree-uploader/ui/look"
)

// control is what everything has that can be pressed: focus, hover, disabled, and Space and Enter.
type control struct {
	widget.BaseWidget
	kit      Kit
	press    func()
	onFocus  func(bool)
	onHover  func(bool)
	focused  bool
	hovered  bool
	disabled bool
}

// FocusGained draws the ring.
func (c *control) FocusGained() { c.focus(true) }

// FocusLost takes the ring away.
func (c *control) FocusLost() { c.focus(false) }

func (c *control) focus(here bool) {
	c.focused = here
	c.Refresh()
	// What the pointer is on is in view, and must not move away under it.
	if here && !c.hovered && c.kit.Focused != nil {
		c.kit.Focused()
	}
	if c.onFocus != nil {
		c.onFocus(here)
	}
}

// TypedRune is not used: letters do nothing on a control.
func (c *control) TypedRune(rune) {}

// TypedKey presses with Space and Enter; the window has the rest.
func (c *control) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		c.activate()
	default:
		if c.kit.Key != nil {
			c.kit.Key(event)
		}
	}
}

// Tapped presses.
func (c *control) Tapped(*fyne.PointEvent) { c.activate() }

func (c *control) activate() {
	if !c.disabled && c.press != nil {
		c.press()
	}
}

// MouseIn lights the control up.
func (c *control) MouseIn(*desktop.MouseEvent) { c.hover(true) }

// MouseMoved is not used.
func (c *control) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the hover.
func (c *control) MouseOut() { c.hover(false) }

func (c *control) hover(here bool) {
	c.hovered = here
	c.Refresh()
	if c.onHover != nil {
		c.onHover(here)
	}
}

// Cursor is a hand where something can be pressed.
func (c *control) Cursor() desktop.Cursor {
	if c.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// Disabled reports whether pressing does nothing; the keyboard passes by.
func (c *control) Disabled() bool { return c.disabled }

// Enable lets it be pressed.
func (c *control) Enable() { c.setDisabled(false) }

// Disable greys it.
func (c *control) Disable() { c.setDisabled(true) }

func (c *control) setDisabled(disabled bool) {
	if c.disabled != disabled {
		c.disabled = disabled
		c.Refresh()
	}
}

// AccessibilityRole is a button.
func (c *control) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// ring draws the keyboard's focus around a piece, with a gap so that it shows on a piece of its own colour.
type ring struct{ *canvas.Rectangle }

func newRing() ring {
	r := ring{canvas.NewRectangle(color.Transparent)}
	r.Hide()
	return r
}

func (r ring) around(size fyne.Size, radius float32) {
	const gap = 3
	place(r.Rectangle, -gap, -gap, size.Width+2*gap, size.Height+2*gap)
	r.CornerRadius = radius + gap
}

func (r ring) refresh(focused bool) {
	r.StrokeColor = look.Colour(look.ColourFocus)
	r.StrokeWidth = look.FocusThickness
	show(r.Rectangle, focused)
	r.Rectangle.Refresh()
}

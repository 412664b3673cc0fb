package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"twentythree-uploader/ui/look"
)

// choice is one line of an open list of choices. It never takes the keyboard, which stays in the field the list belongs to.
type choice struct {
	widget.BaseWidget
	words   string
	marked  bool
	hovered bool
	press   func()
	box     *canvas.Rectangle
	text    *Text
}

func newChoice(words string, marked bool, press func()) *choice {
	c := &choice{words: words, marked: marked, press: press, box: canvas.NewRectangle(color.Transparent), text: NewEllipsis(words, StyleBody)}
	c.ExtendBaseWidget(c)
	return c
}

// Tapped chooses.
func (c *choice) Tapped(*fyne.PointEvent) { c.press() }

// MouseIn lights the line up.
func (c *choice) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.Refresh() }

// MouseMoved is not used.
func (c *choice) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends that.
func (c *choice) MouseOut() { c.hovered = false; c.Refresh() }

// AccessibilityLabel is the choice.
func (c *choice) AccessibilityLabel() string { return c.words }

// AccessibilityRole is a button.
func (c *choice) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer draws the line.
func (c *choice) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	paint := func() {
		c.box.CornerRadius = 6
		c.box.FillColor = color.Transparent
		if c.marked || c.hovered {
			c.box.FillColor = look.Colour(look.ColourSelected)
		}
	}
	paint()
	return drawn{
		objects: always(c.box, c.text),
		layout: func(size fyne.Size) {
			c.box.Resize(size)
			place(c.text, 10, 0, size.Width-20, size.Height)
		},
		minSize: func() fyne.Size { return fyne.NewSize(look.Scaled(60), c.text.MinSize().Height+10) },
		refresh: func() { paint(); canvas.Refresh(c) },
	}
}

package widgets

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"twentythree-uploader/ui/look"
)

// Code shows a QR code: black on white in every look, because the cameras of phones expect it so, and every module a whole number of the
// screen's points, so that its edges are sharp at every size.
type Code struct {
	widget.BaseWidget
	modules [][]bool
	label   string
	ground  *canvas.Rectangle
	drawn   *canvas.Raster
}

// codeSide is as large as the smallest window has room for: a code that is not seen whole cannot be read.
func codeSide() float32 {
	const usual, largest = 248, 290
	return min(look.Half(usual), largest)
}

// NewCode makes an empty code; label names it for somebody who does not see it.
func NewCode(label string) *Code {
	c := &Code{label: label, ground: canvas.NewRectangle(color.White)}
	c.drawn = canvas.NewRasterWithPixels(c.at)
	c.ExtendBaseWidget(c)
	return c
}

// Set shows a code by its rows of dark modules.
func (c *Code) Set(modules [][]bool) {
	c.modules = modules
	c.Refresh()
}

// at is the colour of a point of the screen, of a square of width by height points.
func (c *Code) at(x, y, width, height int) color.Color {
	count := len(c.modules)
	if count == 0 {
		return color.White
	}
	side := max(min(width, height)/count, 1)
	column, row := modules(x, width, side, count), modules(y, height, side, count)
	if row >= 0 && row < count && column >= 0 && column < len(c.modules[row]) && c.modules[row][column] {
		return color.Black
	}
	return color.White
}

// modules is which of count modules of a side stands at a point, with what is left over shared between both edges.
func modules(at, length, side, count int) int {
	return int(math.Floor(float64(at-(length-side*count)/2) / float64(side)))
}

// AccessibilityLabel names the code.
func (c *Code) AccessibilityLabel() string { return c.label }

// AccessibilityRole is text: there is nothing to press.
func (c *Code) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer draws the code on its white ground.
func (c *Code) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	paint := func() {
		c.ground.CornerRadius, c.ground.StrokeWidth, c.ground.StrokeColor = look.RadiusControl, 1, look.Colour(look.ColourLine)
	}
	paint()
	return drawn{
		objects: always(c.ground, c.drawn),
		layout: func(fyne.Size) {
			side := codeSide()
			place(c.ground, 0, 0, side, side)
			place(c.drawn, 4, 4, side-8, side-8)
		},
		minSize: func() fyne.Size { return fyne.NewSquareSize(codeSide()) },
		refresh: func() { paint(); c.drawn.Refresh(); canvas.Refresh(c) },
	}
}

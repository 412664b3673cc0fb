package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"twentythree-uploader/ui/look"
)

// Chip is a tag or a category; pressing it does what its icon says.
type Chip struct {
	control
	words string
	does  string
	icon  look.Icon
	box   *canvas.Rectangle
	text  *canvas.Text
	cross *canvas.Image
	ring  ring
}

// NewChip makes a chip; does is what a screen reader says pressing it does.
func NewChip(kit Kit, icon look.Icon, words, does string, press func()) *Chip {
	c := &Chip{words: words, does: does, icon: icon, box: canvas.NewRectangle(nil), text: canvas.NewText("", nil), cross: &canvas.Image{FillMode: canvas.ImageFillContain}, ring: newRing()}
	c.kit, c.press = kit, press
	c.ExtendBaseWidget(c)
	return c
}

// TypedKey presses also with Delete and Backspace.
func (c *Chip) TypedKey(event *fyne.KeyEvent) {
	if event.Name == fyne.KeyDelete || event.Name == fyne.KeyBackspace {
		c.activate()
		return
	}
	c.control.TypedKey(event)
}

// AccessibilityLabel says what pressing does.
func (c *Chip) AccessibilityLabel() string { return c.words + ", " + c.does }

func (c *Chip) style() Style { return Style{Size: look.TextButton, Colour: look.ColourText} }

const (
	chipPadding = 10
	chipGap     = 5
)

func (c *Chip) crossSize() float32 { return look.Scaled(11) }

// CreateRenderer draws the chip.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	paint := func() {
		c.style().apply(c.text)
		c.box.FillColor = look.Colour(look.ColourSelected)
		if c.hovered {
			c.box.FillColor = look.Colour(look.ColourHover)
		}
		c.cross.Resource = c.icon.Drawing(look.ColourSecondary)
		c.cross.Refresh()
		c.ring.refresh(c.focused)
	}
	paint()
	return drawn{
		objects: always(c.box, c.text, c.cross, c.ring.Rectangle),
		layout: func(size fyne.Size) {
			c.box.CornerRadius = size.Height / 2
			c.box.Resize(size)
			c.ring.around(size, size.Height/2)
			room := size.Width - 2*chipPadding - chipGap - c.crossSize()
			c.text.Text = c.style().fit(c.words, room)
			place(c.text, chipPadding, 0, room, size.Height)
			place(c.cross, size.Width-chipPadding-c.crossSize(), (size.Height-c.crossSize())/2, c.crossSize(), c.crossSize())
		},
		minSize: func() fyne.Size {
			return fyne.NewSize(c.style().width(c.words)+2*chipPadding+chipGap+c.crossSize(), c.style().lineHeight()+8)
		},
		refresh: func() { paint(); canvas.Refresh(c) },
	}
}

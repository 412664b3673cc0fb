package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"twentythree-uploader/ui/look"
)

// Fold is a line that opens and closes what stands below it.
type Fold struct {
	control
	words  string
	open   bool
	change func(open bool)
	line   *canvas.Rectangle
	text   *Text
	arrow  *canvas.Image
	ring   ring
}

// NewFold makes a closed fold; change is told when it opens or closes.
func NewFold(kit Kit, words string, change func(open bool)) *Fold {
	f := &Fold{words: words, change: change, line: canvas.NewRectangle(nil), text: NewText(words, StyleSecondary), arrow: &canvas.Image{FillMode: canvas.ImageFillContain}, ring: newRing()}
	f.kit, f.press = kit, func() { f.Set(!f.open) }
	f.ExtendBaseWidget(f)
	return f
}

// Set opens or closes it.
func (f *Fold) Set(open bool) {
	if f.open != open {
		f.open = open
		f.Refresh()
		f.change(open)
	}
}

// AccessibilityLabel is the line's words.
func (f *Fold) AccessibilityLabel() string { return f.words }

// CreateRenderer draws the line.
func (f *Fold) CreateRenderer() fyne.WidgetRenderer {
	f.ExtendBaseWidget(f)
	paint := func() {
		f.line.FillColor = look.Colour(look.ColourLine)
		icon := look.IconChevron
		if f.open {
			icon = look.IconChevronDown
		}
		f.arrow.Resource = icon.Drawing(look.ColourSecondary)
		f.arrow.Refresh()
		f.ring.refresh(f.focused)
	}
	paint()
	return drawn{
		objects: always(f.line, f.text, f.arrow, f.ring.Rectangle),
		layout: func(size fyne.Size) {
			side := look.Scaled(16)
			place(f.line, 0, 0, size.Width, 1)
			words := f.text.MinSize()
			place(f.text, 0, size.Height-words.Height-2, words.Width, words.Height)
			place(f.arrow, size.Width-side, size.Height-words.Height-2+(words.Height-side)/2, side, side)
			place(f.ring.Rectangle, -3, 6, size.Width+6, size.Height-5)
			f.ring.CornerRadius = 6
		},
		minSize: func() fyne.Size {
			return fyne.NewSize(f.text.MinSize().Width+look.Scaled(24), f.text.MinSize().Height+14)
		},
		refresh: func() { paint(); canvas.Refresh(f) },
	}
}

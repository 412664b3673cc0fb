package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"twentythree-uploader/ui/look"
)

// Face is how a state looks: its shape, its words and the role of its colour.
type Face struct {
	Shape  look.Icon
	Words  string
	Colour fyne.ThemeColorName
}

// Badge says a state by shape and words; colour only helps.
type Badge struct {
	widget.BaseWidget
	face  Face
	left  bool
	shape *canvas.Image
	words *canvas.Text
}

// NewBadge makes a badge without a state.
func NewBadge() *Badge {
	b := &Badge{shape: &canvas.Image{FillMode: canvas.ImageFillContain}, words: canvas.NewText("", nil)}
	b.ExtendBaseWidget(b)
	return b
}

// Set changes the state.
func (b *Badge) Set(face Face) {
	if b.face != face {
		b.face = face
		b.Refresh()
	}
}

// Left sets it at the left of its room instead of the right.
func (b *Badge) Left(left bool) {
	if b.left != left {
		b.left = left
		b.Refresh()
	}
}

func (b *Badge) style() Style {
	return Style{Size: look.TextSmall, Weight: look.SemiBold, Colour: b.face.Colour}
}

const badgeGap = 6

func (b *Badge) side() float32 { return look.Half(15) }

// WidthNeeded is the width in which nothing is cut.
func (b *Badge) WidthNeeded() float32 { return b.style().width(b.face.Words) + badgeGap + b.side() }

// Cut reports whether the words have too little room on screen.
func (b *Badge) Cut() bool { return b.words.Text != b.face.Words }

// AccessibilityLabel is the state's words.
func (b *Badge) AccessibilityLabel() string { return b.face.Words }

// AccessibilityRole is text.
func (b *Badge) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer draws shape and words.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	lay := func(size fyne.Size) {
		style, side := b.style(), b.side()
		b.words.Text = style.fit(b.face.Words, size.Width-side-badgeGap)
		width := style.width(b.words.Text)
		x := size.Width - width - badgeGap - side
		if b.left {
			x = 0
		}
		place(b.shape, x, (size.Height-side)/2, side, side)
		place(b.words, x+side+badgeGap, 0, width, size.Height)
	}
	paint := func() {
		b.style().apply(b.words)
		show(b.shape, b.face.Shape != "")
		if b.face.Shape != "" {
			b.shape.Resource = b.face.Shape.Drawing(b.face.Colour)
			b.shape.Refresh()
		}
	}
	paint()
	return drawn{
		objects: always(b.shape, b.words),
		layout:  lay,
		minSize: func() fyne.Size { return fyne.NewSize(look.Scaled(40), b.style().lineHeight()) },
		refresh: func() {
			paint()
			lay(b.Size())
			canvas.Refresh(b)
		},
	}
}

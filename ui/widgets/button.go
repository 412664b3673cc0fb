package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"twentythree-uploader/ui/look"
)

// ButtonKind is how much a button asks for attention.
type ButtonKind int

// The kinds: the one main button of a view, an ordinary one, and one that is only words.
const (
	Plain ButtonKind = iota
	Primary
	Quiet
)

// Button is a button with words, an icon, or both.
type Button struct {
	control
	words string
	label string
	icon  look.Icon
	after bool
	kind  ButtonKind
	tall  bool
	box   *canvas.Rectangle
	text  *canvas.Text
	image *canvas.Image
	ring  ring
}

// NewButton makes a button with words.
func NewButton(kit Kit, kind ButtonKind, words string, press func()) *Button {
	return newButton(kit, kind, "", words, words, press)
}

// NewIconButton makes a button with an icon before its words.
func NewIconButton(kit Kit, kind ButtonKind, icon look.Icon, words string, press func()) *Button {
	return newButton(kit, kind, icon, words, words, press)
}

// NewMenuButton makes a button with a small arrow after its words, for what opens a menu.
func NewMenuButton(kit Kit, kind ButtonKind, words string, press func()) *Button {
	b := newButton(kit, kind, look.IconChevronDown, words, words, press)
	b.after = true
	return b
}

// NewIcon makes a button that is only an icon; label is what a screen reader says.
func NewIcon(kit Kit, icon look.Icon, label string, press func()) *Button {
	return newButton(kit, Quiet, icon, "", label, press)
}

func newButton(kit Kit, kind ButtonKind, icon look.Icon, words, label string, press func()) *Button {
	b := &Button{
		words: words, label: label, icon: icon, kind: kind, tall: kind == Primary,
		box: canvas.NewRectangle(color.Transparent), text: canvas.NewText("", nil), image: &canvas.Image{FillMode: canvas.ImageFillContain}, ring: newRing(),
	}
	b.kit, b.press = kit, press
	b.ExtendBaseWidget(b)
	return b
}

// Tall makes an ordinary button as high as a main one, to stand beside it.
func (b *Button) Tall() *Button {
	b.tall = true
	return b
}

// Set changes the words.
func (b *Button) Set(words string) {
	if b.words != words {
		b.words, b.label = words, words
		b.Refresh()
	}
}

// SetIcon changes the icon and what a screen reader says for it.
func (b *Button) SetIcon(icon look.Icon, label string) {
	b.icon, b.label = icon, label
	b.Refresh()
}

// Say gives a screen reader other words than those that are shown.
func (b *Button) Say(label string) *Button {
	b.label = label
	return b
}

// Words is what the button says.
func (b *Button) Words() string { return b.words }

// AccessibilityLabel is what the button does.
func (b *Button) AccessibilityLabel() string { return b.label }

func (b *Button) style() Style {
	style := Style{Size: look.TextButton, Weight: look.SemiBold, Colour: look.ColourText}
	if b.tall {
		style.Size = look.TextBody
	}
	switch {
	case b.disabled:
		style.Colour = look.ColourIdle
	case b.kind == Primary:
		style.Colour = look.ColourOnMain
	case b.kind == Quiet && b.words == "":
		style.Colour = look.ColourSecondary
	case b.kind == Quiet:
		style.Colour = look.ColourMain
	}
	return style
}

func (b *Button) height() float32 { return buttonHeight(b.tall) }

func buttonHeight(tall bool) float32 {
	height := look.ControlHeight
	if tall {
		height = look.MainHeight
	}
	return height + (look.Scale()-1)*look.TextButton*1.4
}

func (b *Button) iconSize() float32 { return look.Scaled(16) }

func (b *Button) padding() float32 {
	switch {
	case b.words == "":
		return 0
	case b.tall:
		return 20
	}
	return 14
}

const buttonIconGap = 7

// QuietIndent is the left inset with which the words of a quiet button stand in line with the text above it.
const QuietIndent float32 = -14

// CreateRenderer draws the button.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	b.paint()
	return drawn{
		objects: always(b.box, b.text, b.image, b.ring.Rectangle),
		layout:  b.lay,
		minSize: func() fyne.Size {
			height := b.height()
			if b.words == "" {
				return fyne.NewSize(height, height)
			}
			width := b.style().width(b.words) + 2*b.padding()
			if b.icon != "" {
				width += b.iconSize() + buttonIconGap
			}
			return fyne.NewSize(width, height)
		},
		refresh: func() {
			b.paint()
			b.lay(b.Size())
			canvas.Refresh(b)
		},
	}
}

func (b *Button) lay(size fyne.Size) {
	b.box.Resize(size)
	b.ring.around(size, look.RadiusControl)
	icon := b.iconSize()
	if b.words == "" {
		centred(b.image, 0, 0, size.Width, size.Height, icon, icon)
		return
	}
	style := b.style()
	available := size.Width - 2*8
	if b.icon != "" {
		available -= icon + buttonIconGap
	}
	b.text.Text = style.fit(b.words, available)
	width := style.width(b.text.Text)
	whole := width
	if b.icon != "" {
		whole += icon + buttonIconGap
	}
	x := (size.Width - whole) / 2
	textX, iconX := x, x+width+buttonIconGap
	if b.icon != "" && !b.after {
		textX, iconX = x+icon+buttonIconGap, x
	}
	place(b.text, textX, 0, width, size.Height)
	place(b.image, iconX, (size.Height-icon)/2, icon, icon)
}

func (b *Button) paint() {
	style := b.style()
	style.apply(b.text)
	b.box.CornerRadius = look.RadiusControl
	b.box.StrokeWidth = 0
	lit := b.hovered && !b.disabled
	switch b.kind {
	case Primary:
		b.box.FillColor = look.Colour(look.ColourMain)
		switch {
		case b.disabled:
			b.box.FillColor = look.Colour(look.ColourTrack)
		case lit:
			b.box.FillColor = look.Colour(look.ColourMainHover)
		}
	case Plain:
		b.box.FillColor = look.Colour(look.ColourBackground)
		if lit {
			b.box.FillColor = look.Colour(look.ColourHover)
		}
		b.box.StrokeWidth, b.box.StrokeColor = 1, look.Colour(look.ColourLine)
	case Quiet:
		b.box.FillColor = color.Transparent
		if lit {
			b.box.FillColor = look.Colour(look.ColourHover)
		}
	}
	show(b.image, b.icon != "")
	if b.icon != "" {
		b.image.Resource = b.icon.Drawing(style.Colour)
		b.image.Refresh()
	}
	b.ring.refresh(b.focused)
}

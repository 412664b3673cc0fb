package widgets

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"twentythree-uploader/ui/look"
)

// AccountSwitch says to which account new videos go, and opens the menu of accounts.
type AccountSwitch struct {
	control
	lead   string
	name   string
	short  string
	box    *canvas.Rectangle
	dot    *canvas.Rectangle
	letter *canvas.Text
	words  *Text
	site   *Text
	arrow  *canvas.Image
	ring   ring
}

// NewAccountSwitch makes the switch; lead stands before the name.
func NewAccountSwitch(kit Kit, lead string, press func()) *AccountSwitch {
	a := &AccountSwitch{
		lead: lead, box: canvas.NewRectangle(nil), dot: canvas.NewRectangle(nil), letter: canvas.NewText("", nil),
		words: NewText(lead, StyleSecondary), site: NewEllipsis("", StyleStrong), arrow: &canvas.Image{FillMode: canvas.ImageFillContain}, ring: newRing(),
	}
	a.kit, a.press = kit, press
	a.ExtendBaseWidget(a)
	return a
}

// Set changes lead and name. short stands for a name that there is no room for: the part that tells it from others.
func (a *AccountSwitch) Set(lead, name, short string) {
	if a.lead == lead && a.name == name && a.short == short {
		return
	}
	a.lead, a.name, a.short = lead, name, short
	a.words.Set(lead)
	a.site.Set(name)
	a.Refresh()
}

// AccessibilityLabel says both.
func (a *AccountSwitch) AccessibilityLabel() string { return strings.TrimSpace(a.lead + " " + a.name) }

// Cut reports whether the name is not to be read whole.
func (a *AccountSwitch) Cut() bool { return a.site.Cut() }

const (
	accountPadding = 12
	accountGap     = 10
)

func (a *AccountSwitch) dotSide() float32 { return look.Half(22) }

func (a *AccountSwitch) letterStyle() Style {
	return Style{Size: 12, Weight: look.SemiBold, Colour: look.ColourOnMain, Align: fyne.TextAlignCenter}
}

func (a *AccountSwitch) nameWidth() float32 {
	return min(StyleStrong.width(a.name), look.Scaled(220))
}

// CreateRenderer draws the switch.
func (a *AccountSwitch) CreateRenderer() fyne.WidgetRenderer {
	a.ExtendBaseWidget(a)
	paint := func() {
		a.box.CornerRadius, a.box.StrokeWidth, a.box.StrokeColor = 10, 1, look.Colour(look.ColourLine)
		a.box.FillColor = look.Colour(look.ColourBackground)
		if a.hovered {
			a.box.FillColor = look.Colour(look.ColourHover)
		}
		a.dot.CornerRadius, a.dot.FillColor = 6, look.Colour(look.ColourMain)
		a.letterStyle().apply(a.letter)
		first, _ := utf8.DecodeRuneInString(strings.ToUpper(a.name))
		a.letter.Text = string(first)
		a.arrow.Resource = look.IconChevronDown.Drawing(look.ColourSecondary)
		a.arrow.Refresh()
		show(a.arrow, a.name != "")
		a.ring.refresh(a.focused)
	}
	paint()
	lay := func(size fyne.Size) {
		a.box.Resize(size)
		a.ring.around(size, 10)
		x := float32(accountPadding)
		words, arrow := a.words.MinSize(), look.Scaled(15)
		// The tile is there to be glanced at: it goes before a letter of the name does.
		side := a.dotSide()
		tile := a.name != "" && size.Width-2*accountPadding-arrow-6-side-accountGap >= StyleStrong.width(a.name)
		show(a.dot, tile)
		show(a.letter, tile)
		if tile {
			place(a.dot, x, (size.Height-side)/2, side, side)
			place(a.letter, x, (size.Height-side)/2, side, side)
			x += side + accountGap
		}
		room := size.Width - accountPadding - arrow - 6 - x
		// Where there is too little room for both, the name is what must be read.
		lead := a.name == "" || room >= words.Width+look.Scaled(4)+a.nameWidth()
		show(a.words, lead)
		if lead {
			place(a.words, x, (size.Height-words.Height)/2, words.Width, words.Height)
			x += words.Width + look.Scaled(4)
		}
		room = max(size.Width-accountPadding-arrow-6-x, 0)
		shown := a.name
		if StyleStrong.width(shown) > room && a.short != "" {
			shown = a.short
		}
		if a.site.Words() != shown {
			a.site.Set(shown)
		}
		place(a.site, x, (size.Height-words.Height)/2, room, words.Height)
		place(a.arrow, size.Width-accountPadding-arrow, (size.Height-arrow)/2, arrow, arrow)
	}
	return drawn{
		objects: always(a.box, a.dot, a.letter, a.words, a.site, a.arrow, a.ring.Rectangle),
		layout:  lay,
		minSize: func() fyne.Size {
			width := 2*accountPadding + a.words.MinSize().Width
			if a.name != "" {
				width += a.dotSide() + accountGap + look.Scaled(4) + a.nameWidth() + 6 + look.Scaled(15) + 2
			}
			return fyne.NewSize(width, StyleBody.lineHeight()+16)
		},
		refresh: func() {
			paint()
			lay(a.Size())
			canvas.Refresh(a)
		},
	}
}

package widgets

import (
	"math"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"twentythree-uploader/ui/look"
)

// Style is how a text is set. Size is at 100 % text.
type Style struct {
	Size   float32
	Weight look.Weight
	Colour fyne.ThemeColorName
	Align  fyne.TextAlign
}

// The styles of the window.
var (
	StyleBody      = Style{Size: look.TextBody, Colour: look.ColourText}
	StyleStrong    = Style{Size: look.TextBody, Weight: look.SemiBold, Colour: look.ColourText}
	StyleSecondary = Style{Size: look.TextBody, Colour: look.ColourSecondary}
	StyleSmall     = Style{Size: look.TextSmall, Colour: look.ColourSecondary}
	StyleLabel     = Style{Size: look.TextSmall, Weight: look.SemiBold, Colour: look.ColourText}
	StyleCareful   = Style{Size: look.TextSmall, Colour: look.ColourCareful}
	StyleHeading   = Style{Size: look.TextHeading, Weight: look.SemiBold, Colour: look.ColourText}
	StyleCardTitle = Style{Size: look.TextCardTitle, Weight: look.SemiBold, Colour: look.ColourText}
	StyleTitle     = Style{Size: look.TextTitle, Weight: look.Bold, Colour: look.ColourText}
)

// Centred is the same style, set in the middle.
func (s Style) Centred() Style {
	s.Align = fyne.TextAlignCenter
	return s
}

// In is the same style in another colour.
func (s Style) In(colour fyne.ThemeColorName) Style {
	s.Colour = colour
	return s
}

func (s Style) lineHeight() float32 {
	return float32(math.Round(float64(look.Scaled(s.Size) * 1.41)))
}

// size is whole, see look.TextBody.
func (s Style) size() float32 { return float32(math.Round(float64(look.Scaled(s.Size)))) }

func (s Style) apply(text *canvas.Text) {
	text.TextSize = s.size()
	text.TextStyle, text.FontSource = s.Weight.Face()
	text.Color = look.Colour(s.Colour)
	text.Alignment = s.Align
}

func (s Style) width(words string) float32 {
	text := canvas.Text{Text: words, TextSize: s.size()}
	text.TextStyle, text.FontSource = s.Weight.Face()
	return text.MinSize().Width
}

// fit cuts words with an ellipsis so that they are no wider than width.
func (s Style) fit(words string, width float32) string {
	if words == "" || s.width(words) <= width {
		return words
	}
	runes := []rune(words)
	cut := sort.Search(len(runes), func(n int) bool { return s.width(string(runes[:n+1])+"…") > width })
	return string(runes[:cut]) + "…"
}

// Text is one line. With Ellipsis it takes the width it is given and is cut there; without, it asks for the width it needs. One that
// is cuttable asks for that width too, and is cut where it gets less.
type Text struct {
	widget.BaseWidget
	words    string
	style    Style
	ellipsis bool
	cuttable bool
	drawn    *canvas.Text
}

// NewText makes a line that is never cut.
func NewText(words string, style Style) *Text { return newText(words, style, false) }

// NewEllipsis makes a line that is cut with an ellipsis where it has no room.
func NewEllipsis(words string, style Style) *Text { return newText(words, style, true) }

// NewCuttable makes a line that asks for the width it needs and is cut with an ellipsis where there is less.
func NewCuttable(words string, style Style) *Text {
	text := newText(words, style, false)
	text.cuttable = true
	return text
}

func newText(words string, style Style, ellipsis bool) *Text {
	t := &Text{words: words, style: style, ellipsis: ellipsis, drawn: canvas.NewText("", nil)}
	t.ExtendBaseWidget(t)
	return t
}

// Set changes the words; Restyle also the style.
func (t *Text) Set(words string) { t.Restyle(words, t.style) }

// Restyle changes words and style together.
func (t *Text) Restyle(words string, style Style) {
	if words == t.words && style == t.style {
		return
	}
	t.words, t.style = words, style
	t.Refresh()
}

// Words is the whole text, also where it is cut on screen.
func (t *Text) Words() string { return t.words }

// Cut reports whether the text has too little room on screen.
func (t *Text) Cut() bool { return t.drawn.Text != t.words }

// AccessibilityLabel is the whole text.
func (t *Text) AccessibilityLabel() string { return t.words }

// AccessibilityRole is text.
func (t *Text) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer draws the line.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	draw := func(size fyne.Size) {
		t.style.apply(t.drawn)
		words := t.words
		if t.ellipsis || t.cuttable {
			words = t.style.fit(words, size.Width)
		}
		t.drawn.Text = words
		t.drawn.Resize(size)
	}
	return drawn{
		objects: always(t.drawn),
		layout:  func(size fyne.Size) { draw(size) },
		minSize: func() fyne.Size {
			width := look.Scaled(16)
			if !t.ellipsis {
				width = t.style.width(t.words)
			}
			return fyne.NewSize(width, t.style.lineHeight())
		},
		refresh: func() { draw(t.Size()); t.drawn.Refresh() },
	}
}

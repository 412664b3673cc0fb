package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"twentythree-uploader/ui/look"
)

// Tick is a tick box with words; Radio is one of several choices. Both break their words into lines.
type Tick struct {
	control
	words  *Paragraph
	round  bool
	on     bool
	box    *canvas.Rectangle
	dot    *canvas.Rectangle
	mark   *canvas.Image
	ring   ring
	change func(bool)
	// group are the choices that this is one of, nil where it stands alone.
	group []*Tick
}

// NewTick makes a tick box.
func NewTick(kit Kit, words string, on bool, change func(bool)) *Tick {
	return newTick(kit, words, false, on, change)
}

// NewRadio makes one of several choices; choosing calls change with true.
func NewRadio(kit Kit, words string, on bool, change func(bool)) *Tick {
	return newTick(kit, words, true, on, change)
}

func newTick(kit Kit, words string, round, on bool, change func(bool)) *Tick {
	t := &Tick{
		words: NewParagraph(words, StyleBody), round: round, on: on, change: change,
		box: canvas.NewRectangle(color.Transparent), dot: canvas.NewRectangle(color.Transparent), mark: &canvas.Image{FillMode: canvas.ImageFillContain}, ring: newRing(),
	}
	t.kit, t.press = kit, t.toggle
	t.ExtendBaseWidget(t)
	return t
}

func (t *Tick) toggle() {
	if t.round && t.on {
		return
	}
	t.Set(!t.on)
	if t.change != nil {
		t.change(t.on)
	}
}

// Set changes the tick without telling anybody.
func (t *Tick) Set(on bool) {
	if t.on != on {
		t.on = on
		t.Refresh()
	}
}

// On reports whether it is ticked.
func (t *Tick) On() bool { return t.on }

// SetWords changes the words.
func (t *Tick) SetWords(words string) { t.words.Set(words) }

// AccessibilityLabel says the words and whether they are ticked.
func (t *Tick) AccessibilityLabel() string {
	if t.on {
		return ticked + t.words.words
	}
	return unticked + t.words.words
}

// What stands before the words of something that can be ticked: screen readers say what these signs are.
const (
	ticked   = "☑ "
	unticked = "☐ "
)

const tickGap = 10

func (t *Tick) side() float32 { return look.Half(18) }

// HeightFor is the height at a width.
func (t *Tick) HeightFor(width float32) float32 {
	return max(t.words.HeightFor(width-t.side()-tickGap)+6, 26, t.side())
}

// CreateRenderer draws box and words.
func (t *Tick) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	t.paint()
	return drawn{
		objects: always(t.box, t.dot, t.mark, t.words, t.ring.Rectangle),
		layout: func(size fyne.Size) {
			side := t.side()
			top := 3 + max((StyleBody.lineHeight()-side)/2, 0)
			place(t.box, 0, top, side, side)
			dot := look.Half(7)
			place(t.dot, (side-dot)/2, top+(side-dot)/2, dot, dot)
			place(t.mark, 2, top+2, side-4, side-4)
			if StyleBody.lineHeight() < side {
				top = 3
			}
			place(t.words, side+tickGap, 3, size.Width-side-tickGap, size.Height-6)
			t.ring.around(size, 6)
		},
		minSize: func() fyne.Size {
			width := t.side() + tickGap + min(t.words.WidthNeeded(), look.Scaled(120))
			return fyne.NewSize(width, t.HeightFor(max(width, t.Size().Width)))
		},
		refresh: func() {
			t.paint()
			canvas.Refresh(t)
		},
	}
}

func (t *Tick) paint() {
	paintBox(t.box, t.mark, t.round, t.on)
	t.dot.CornerRadius, t.dot.FillColor = look.Half(3.5), look.Colour(look.ColourBackground)
	show(t.dot, t.round && t.on)
	t.ring.refresh(t.focused)
}

func paintBox(box *canvas.Rectangle, mark *canvas.Image, round, on bool) {
	box.CornerRadius = 5
	if round {
		box.CornerRadius = look.Half(9)
	}
	box.FillColor, box.StrokeColor, box.StrokeWidth = look.Colour(look.ColourBackground), look.Colour(look.ColourControl), 1.5
	if on {
		box.FillColor, box.StrokeColor = look.Colour(look.ColourMain), look.Colour(look.ColourMain)
	}
	if on && !round {
		mark.Resource = look.IconCheck.Drawing(look.ColourOnMain)
		mark.Refresh()
	}
	show(mark, on && !round)
	box.Refresh()
}

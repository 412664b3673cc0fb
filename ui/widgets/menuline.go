package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"twentythree-uploader/ui/look"
)

// menuLine is one line of a menu, with a place for a check where any line of the menu has one. It never takes the keyboard, which the menu has.
type menuLine struct {
	widget.BaseWidget
	item   MenuItem
	checks bool
	choose func()
	over   func()
	marked bool
	box    *canvas.Rectangle
	check  *canvas.Image
	words  *Paragraph
}

func newMenuLine(item MenuItem, checks bool, choose, over func()) *menuLine {
	style := StyleBody
	if item.Do == nil {
		style = style.In(look.ColourIdle)
	}
	l := &menuLine{
		item: item, checks: checks, choose: choose, over: over, marked: item.Checked,
		box: canvas.NewRectangle(color.Transparent), check: &canvas.Image{FillMode: canvas.ImageFillContain}, words: NewParagraph(item.Words, style),
	}
	l.ExtendBaseWidget(l)
	return l
}

func (l *menuLine) say(words string) { l.words.Set(words) }

func (l *menuLine) setMarked(marked bool) {
	l.marked = marked
	l.Refresh()
}

// Tapped chooses.
func (l *menuLine) Tapped(*fyne.PointEvent) { l.choose() }

// MouseIn marks the line.
func (l *menuLine) MouseIn(*desktop.MouseEvent) {
	if l.item.Do != nil {
		l.over()
	}
}

// MouseMoved is not used.
func (l *menuLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut leaves the mark, which the arrows go on from.
func (l *menuLine) MouseOut() {}

// AccessibilityLabel is what the line says.
func (l *menuLine) AccessibilityLabel() string { return l.words.Words() }

// AccessibilityRole is a button.
func (l *menuLine) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

const (
	menuLineSide  = 10
	menuLineAbove = 7
	menuCheckGap  = 8
)

// before is the width before the words.
func (l *menuLine) before() float32 {
	if !l.checks {
		return menuLineSide
	}
	return menuLineSide + look.Scaled(14) + menuCheckGap
}

// HeightFor is the height at a width.
func (l *menuLine) HeightFor(width float32) float32 {
	return heightFor(l.words, width-l.before()-menuLineSide) + 2*menuLineAbove
}

// CreateRenderer draws the line.
func (l *menuLine) CreateRenderer() fyne.WidgetRenderer {
	l.ExtendBaseWidget(l)
	paint := func() {
		l.box.CornerRadius = look.RadiusControl
		l.box.FillColor, l.box.StrokeWidth = color.Transparent, 0
		if l.marked {
			l.box.FillColor = look.Colour(look.ColourSelected)
			l.box.StrokeWidth, l.box.StrokeColor = look.FocusThickness, look.Colour(look.ColourFocus)
		}
		show(l.check, l.item.Checked)
		l.check.Resource = look.IconCheck.Drawing(look.ColourMain)
		l.check.Refresh()
	}
	paint()
	return drawn{
		objects: always(l.box, l.check, l.words),
		layout: func(size fyne.Size) {
			l.box.Resize(size)
			side := look.Scaled(14)
			place(l.check, menuLineSide, menuLineAbove+(StyleBody.lineHeight()-side)/2, side, side)
			place(l.words, l.before(), menuLineAbove, size.Width-l.before()-menuLineSide, size.Height-2*menuLineAbove)
		},
		minSize: func() fyne.Size {
			return fyne.NewSize(StyleBody.width(l.words.Words())+1+l.before()+menuLineSide, StyleBody.lineHeight()+2*menuLineAbove)
		},
		refresh: func() { paint(); canvas.Refresh(l) },
	}
}

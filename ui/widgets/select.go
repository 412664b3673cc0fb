package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"twentythree-uploader/ui/look"
)

// Select is a field that is filled by choosing from a menu.
type Select struct {
	control
	label   string
	hint    string
	choices []string
	chosen  string
	change  func(string)
	careful bool
	frame   *canvas.Rectangle
	text    *Text
	arrow   *canvas.Image
}

// NewSelect makes a field to choose in; hint stands where nothing is chosen.
func NewSelect(kit Kit, label, hint string, choices []string, change func(string)) *Select {
	s := &Select{
		label: label, hint: hint, choices: choices, change: change,
		frame: canvas.NewRectangle(nil), text: NewEllipsis("", StyleBody), arrow: &canvas.Image{FillMode: canvas.ImageFillContain},
	}
	s.kit, s.press = kit, s.open
	s.ExtendBaseWidget(s)
	return s
}

// Fill sets what is chosen without telling anybody.
func (s *Select) Fill(chosen string) {
	if s.chosen != chosen {
		s.chosen = chosen
		s.Refresh()
	}
}

// Hint changes what stands where nothing is chosen.
func (s *Select) Hint(hint string) {
	if s.hint != hint {
		s.hint = hint
		s.Refresh()
	}
}

// Careful marks the field as one to look at.
func (s *Select) Careful(careful bool) {
	s.careful = careful
	s.Refresh()
}

// TypedKey opens also with the arrow down.
func (s *Select) TypedKey(event *fyne.KeyEvent) {
	if event.Name == fyne.KeyDown {
		s.open()
		return
	}
	s.control.TypedKey(event)
}

func (s *Select) open() {
	items := make([]MenuItem, 0, len(s.choices))
	for _, words := range s.choices {
		items = append(items, MenuItem{Words: words, Checked: words == s.chosen, Do: func() {
			s.Fill(words)
			s.change(words)
			s.kit.Focus(s)
		}})
	}
	s.kit.ShowMenuBelow(s, items)
}

// AccessibilityLabel says the label and what is chosen.
func (s *Select) AccessibilityLabel() string { return s.label + ": " + s.chosen }

// CreateRenderer draws the field.
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	paint := func() {
		s.frame.CornerRadius = look.RadiusControl
		s.frame.FillColor = look.Colour(look.ColourBackground)
		s.frame.StrokeWidth, s.frame.StrokeColor = 1, look.Colour(look.ColourControl)
		switch {
		case s.focused:
			s.frame.StrokeWidth, s.frame.StrokeColor = look.FocusThickness, look.Colour(look.ColourFocus)
		case s.careful:
			s.frame.StrokeWidth, s.frame.StrokeColor = 1.5, look.Colour(look.ColourCareful)
		}
		if s.chosen == "" {
			s.text.Restyle(s.hint, StyleBody.In(look.ColourIdle))
		} else {
			s.text.Restyle(s.chosen, StyleBody)
		}
		s.arrow.Resource = look.IconChevronDown.Drawing(look.ColourSecondary)
		s.arrow.Refresh()
	}
	paint()
	const inset = 11
	return drawn{
		objects: always(s.frame, s.text, s.arrow),
		layout: func(size fyne.Size) {
			side := look.Scaled(16)
			s.frame.Resize(size)
			place(s.text, inset, 0, size.Width-2*inset-side-4, size.Height)
			place(s.arrow, size.Width-inset-side, (size.Height-side)/2, side, side)
		},
		minSize: func() fyne.Size { return fyne.NewSize(look.Scaled(96), StyleBody.lineHeight()+16) },
		refresh: func() { paint(); canvas.Refresh(s) },
	}
}

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"twentythree-uploader/ui/look"
)

// Sheet is a question over the window. While it is open the keyboard stays inside; Esc takes the way that changes nothing.
type Sheet struct {
	widget.BaseWidget
	kit   Kit
	dim   *canvas.Rectangle
	card  *Surface
	width float32
	back  fyne.Focusable
	first fyne.Focusable
}

// SheetAction is one way out of a sheet, with a line that says what it means.
type SheetAction struct {
	Words string
	Note  string
	Kind  ButtonKind
	Do    func()
}

// ShowSheet asks something. The first action has the keyboard; cancel is what Esc does, before which the sheet closes.
func ShowSheet(kit Kit, title, words string, cancel func(), actions ...SheetAction) *Sheet {
	s := &Sheet{dim: canvas.NewRectangle(nil), width: 440}
	s.kit = kit
	s.kit.Key = func(event *fyne.KeyEvent) {
		if event.Name == fyne.KeyEscape {
			s.Close()
			if cancel != nil {
				cancel()
			}
		}
	}
	s.kit.Shortcut = func(fyne.Shortcut) {}
	column := NewColumn(12, Evenly(24), NewParagraph(title, StyleHeading))
	if words != "" {
		column.Add(NewParagraph(words, StyleBody))
	}
	ways := NewColumn(8, Insets{Top: 6})
	for _, action := range actions {
		button := NewButton(s.kit, action.Kind, action.Words, func() {
			s.Close()
			if action.Do != nil {
				action.Do()
			}
		}).Tall()
		if s.first == nil {
			s.first = button
		}
		ways.Add(button)
		if action.Note != "" {
			ways.Add(NewParagraph(action.Note, StyleSmall.Centred()))
		}
	}
	column.Add(ways)
	s.card = NewCard(column)
	s.ExtendBaseWidget(s)
	s.open()
	return s
}

func (s *Sheet) open() {
	surface := s.kit.Canvas()
	s.back = surface.Focused()
	surface.Overlays().Add(s)
	s.Resize(surface.Size())
	if s.first != nil {
		surface.Focus(s.first)
	}
}

// Close takes the sheet away and gives the keyboard back.
func (s *Sheet) Close() {
	surface := s.kit.Canvas()
	surface.Overlays().Remove(s)
	if s.back != nil {
		surface.Focus(s.back)
	}
}

// Tapped keeps presses beside the card from reaching the window.
func (s *Sheet) Tapped(*fyne.PointEvent) {}

// CreateRenderer draws the card in the middle of the dimmed window.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	paint := func() { s.dim.FillColor = look.Colour(look.ColourDim) }
	paint()
	return drawn{
		objects: always(s.dim, s.card),
		layout: func(size fyne.Size) {
			s.dim.Resize(size)
			width := min(look.Half(s.width), size.Width-48)
			height := min(heightFor(s.card, width), size.Height-24)
			centred(s.card, 0, 0, size.Width, size.Height, width, height)
		},
		minSize: func() fyne.Size { return fyne.NewSize(100, 100) },
		refresh: func() { paint(); canvas.Refresh(s) },
	}
}

package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"twentythree-uploader/ui/look"
)

// StripAction is a button of a strip.
type StripAction struct {
	Words string
	Main  bool
	Do    func()
}

// Strip is a line across the list that says what just happened, with what can be done about it: undo, show, close.
type Strip struct {
	widget.BaseWidget
	hovered bool
	focused bool
	watch   func(held bool)
	details []*Paragraph
	said    *fyne.Container
	body    fyne.CanvasObject
}

// StripContent is what a strip says.
type StripContent struct {
	Icon    look.Icon
	Colour  fyne.ThemeColorName
	Words   string
	Details []string
	Actions []StripAction
	// Close is the label of the closing cross, "" for none.
	Close string
}

// NewStrip makes a strip. closed is called by its cross; held is told when the pointer or the keyboard comes to it (true) and
// goes, so that what is about to disappear waits.
func NewStrip(kit Kit, content StripContent, closed func(), held func(bool)) *Strip {
	s := &Strip{watch: held}
	icon := newPicture(content.Icon, content.Colour, 18)
	words := NewParagraph(content.Words, StyleStrong)
	words.style.Size = look.TextButton
	var buttons []fyne.CanvasObject
	for _, action := range content.Actions {
		kind := Plain
		if action.Main {
			kind = Quiet
		}
		buttons = append(buttons, s.watched(NewButton(kit, kind, action.Words, action.Do)))
	}
	var cross fyne.CanvasObject
	if content.Close != "" {
		cross = s.watched(NewIcon(kit, look.IconClose, content.Close, closed))
	}
	column := NewColumn(6, Insets{7, 8, 7, 12}, newStripLine(icon, words, buttons, cross))
	if len(content.Details) > 0 {
		details := NewColumn(2, Insets{0, 8, 4, 28})
		for _, detail := range content.Details {
			paragraph := NewParagraph(detail, StyleSmall)
			s.details = append(s.details, paragraph)
			details.Add(paragraph)
		}
		column.Add(details)
	}
	s.said = column
	s.body = NewNotice(look.ColourBackground, look.ColourLine, column)
	s.ExtendBaseWidget(s)
	return s
}

// SetDetail changes the words of one detail, where there is one; they must take as many lines as before.
func (s *Strip) SetDetail(index int, words string) {
	if index < len(s.details) {
		s.details[index].Set(words)
	}
}

func (s *Strip) watched(button *Button) *Button {
	button.onFocus = func(here bool) { s.hold(s.hovered, here) }
	button.onHover = func(here bool) { s.hold(here, s.focused) }
	return button
}

// hold tells when the pointer or the keyboard comes, and when both are gone.
func (s *Strip) hold(hovered, focused bool) {
	before := s.hovered || s.focused
	s.hovered, s.focused = hovered, focused
	if now := hovered || focused; now != before && s.watch != nil {
		s.watch(now)
	}
}

// MouseIn holds the strip.
func (s *Strip) MouseIn(*desktop.MouseEvent) { s.hold(true, s.focused) }

// MouseMoved is not used.
func (s *Strip) MouseMoved(*desktop.MouseEvent) {}

// MouseOut lets it go.
func (s *Strip) MouseOut() { s.hold(false, s.focused) }

// AccessibilityLabel is what happened.
func (s *Strip) AccessibilityLabel() string { return strings.Join(wordsIn(s.said), " ") }

// AccessibilityRole is a container: it holds buttons.
func (s *Strip) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// HeightFor is the height at a width.
func (s *Strip) HeightFor(width float32) float32 { return heightFor(s.body, width) }

func (s *Strip) inside() fyne.CanvasObject { return s.body }

// CreateRenderer draws the strip.
func (s *Strip) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	return drawn{
		objects: always(s.body),
		layout:  func(size fyne.Size) { s.body.Resize(size) },
		minSize: func() fyne.Size { return s.body.MinSize() },
		refresh: func() { canvas.Refresh(s) },
	}
}

// Picture is an icon that stands still.
type Picture struct {
	widget.BaseWidget
	icon   look.Icon
	colour fyne.ThemeColorName
	side   float32
	image  *canvas.Image
}

// NewPicture shows an icon in the colour of a role, side wide and high at 100 % text.
func NewPicture(icon look.Icon, colour fyne.ThemeColorName, side float32) *Picture {
	return newPicture(icon, colour, side)
}

func newPicture(icon look.Icon, colour fyne.ThemeColorName, side float32) *Picture {
	p := &Picture{icon: icon, colour: colour, side: side, image: &canvas.Image{FillMode: canvas.ImageFillContain}}
	p.ExtendBaseWidget(p)
	return p
}

// Set changes the icon.
func (p *Picture) Set(icon look.Icon, colour fyne.ThemeColorName) {
	p.icon, p.colour = icon, colour
	p.Refresh()
}

// CreateRenderer draws the icon.
func (p *Picture) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	paint := func() {
		if p.icon != "" {
			p.image.Resource = p.icon.Drawing(p.colour)
			p.image.Refresh()
		}
	}
	paint()
	return drawn{
		objects: always(p.image),
		layout: func(size fyne.Size) {
			side := look.Half(p.side)
			centred(p.image, 0, 0, size.Width, size.Height, side, side)
		},
		minSize: func() fyne.Size { return fyne.NewSquareSize(look.Half(p.side)) },
		refresh: func() { paint(); canvas.Refresh(p) },
	}
}

package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"twentythree-uploader/ui/look"
)

// Sheet is a question or a form over the window. While it is open the keyboard stays inside; Esc takes the way that changes nothing.
type Sheet struct {
	widget.BaseWidget
	kit   Kit
	dim   *canvas.Rectangle
	card  *Surface
	pane  *Pane
	words *Paragraph // nil where nothing is said below the title
	width float32
	// note says what happened behind the sheet, nil for nothing.
	note  *Surface
	back  fyne.Focusable
	first fyne.Focusable
	// leave is the way that changes nothing.
	leave func()
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
	return ShowSheetAbove(kit, title, words, nil, cancel, actions...)
}

// ShowSheetAbove is ShowSheet with more pieces, such as tick boxes: below its actions where those have notes, else above them.
func ShowSheetAbove(kit Kit, title, words string, below func(Kit) []fyne.CanvasObject, cancel func(), actions ...SheetAction) *Sheet {
	s := newSheet(kit, cancel)
	column := NewColumn(12, Evenly(24), NewParagraph(title, StyleHeading))
	if words != "" {
		s.words = NewParagraph(words, StyleBody)
		column.Add(s.words)
	}
	ways := s.ways(actions)
	s.first = ways[0]
	noted := slices.ContainsFunc(actions, func(action SheetAction) bool { return action.Note != "" })
	if noted {
		// What a way means stands below it.
		all := NewColumn(8, Insets{Top: 6})
		for i, action := range actions {
			all.Add(ways[i])
			if action.Note != "" {
				all.Add(NewParagraph(action.Note, StyleSmall.Centred()))
			}
		}
		column.Add(all)
	}
	if below != nil {
		for _, piece := range below(s.kit) {
			column.Add(piece)
		}
	}
	if !noted {
		column.Add(NewColumn(0, Insets{Top: 6}, NewWays(ways...)))
	}
	s.card = NewCard(column)
	s.ExtendBaseWidget(s)
	s.open()
	return s
}

// Reword changes what stands below the title of a sheet that says something there.
func (s *Sheet) Reword(words string) {
	if s.words != nil && s.words.Words() != words {
		s.words.Set(words)
		s.Relayout()
	}
}

// ways are the buttons of the actions, which close the sheet first.
func (s *Sheet) ways(actions []SheetAction) (ways []*Button) {
	for _, action := range actions {
		ways = append(ways, NewButton(s.kit, action.Kind, action.Words, func() {
			s.Close()
			if action.Do != nil {
				action.Do()
			}
		}).Tall())
	}
	return ways
}

func newSheet(kit Kit, cancel func()) *Sheet {
	s := &Sheet{dim: canvas.NewRectangle(nil), width: formWidth, kit: kit}
	s.leave = func() {
		s.Close()
		if cancel != nil {
			cancel()
		}
	}
	s.kit.Key = func(event *fyne.KeyEvent) {
		switch {
		case event.Name == fyne.KeyEscape:
			s.leave()
		case s.pane != nil:
			s.pane.key(event.Name)
		}
	}
	s.kit.Shortcut = func(fyne.Shortcut) {}
	return s
}

// ShowForm opens a sheet with fields, which scroll where the window is too low for them. The first that takes the keyboard has it.
// The button closes the sheet unless done says that something is left to be mended; closed is called when the sheet is gone.
func ShowForm(kit Kit, title, button string, fields func(Kit) []fyne.CanvasObject, done func() bool, closed func()) *Sheet {
	return showForm(kit, formWidth, title, button, fields, done, closed)
}

// ShowPage is ShowForm with room for something to read.
func ShowPage(kit Kit, title, button string, fields func(Kit) []fyne.CanvasObject, closed func()) *Sheet {
	return showForm(kit, PageWidth, title, button, fields, func() bool { return true }, closed)
}

// PageWidth is how wide a sheet with something to read is, at 100 % text.
const PageWidth = 720

const formWidth = 440

// scrollBar is the width at the right that what is read leaves to the scroll bar.
const scrollBar = 8

func showForm(kit Kit, width float32, title, button string, fields func(Kit) []fyne.CanvasObject, done func() bool, closed func()) *Sheet {
	s := newSheet(kit, closed)
	s.width = width
	edges := Evenly(formEdge)
	if width == PageWidth {
		// What is read keeps off the scroll bar.
		edges.Right += scrollBar
	}
	column := NewColumn(18, edges)
	s.pane = NewPane(s.kit, column)
	column.Objects = fields(s.innerKit())
	leave := NewButton(s.kit, Primary, button, func() {
		if done() {
			s.Close()
			closed()
		}
	})
	s.card = NewCard(container.New(form{s.pane}, NewParagraph(title, StyleHeading), s.pane, NewWays(leave)))
	if s.first = firstFocusable(column); s.first == nil {
		// What is only to be read is left with the same key.
		s.first = leave
	}
	s.ExtendBaseWidget(s)
	s.open()
	return s
}

// innerKit is the kit of pieces in the sheet's pane.
func (s *Sheet) innerKit() Kit {
	kit := s.pane.Follow(s.kit)
	kit.Grown = s.Relayout
	return kit
}

// ShowOffer asks about something that takes several lines to say, which scroll where the window is too low for them. The first action has the
// keyboard; cancel is what Esc does, before which the sheet closes.
func ShowOffer(kit Kit, title string, lines []fyne.CanvasObject, cancel func(), actions ...SheetAction) *Sheet {
	s := newSheet(kit, cancel)
	s.width = 500
	column := NewColumn(12, Evenly(formEdge), lines...)
	s.pane = NewPane(s.kit, column)
	ways := s.ways(actions)
	s.first = ways[0]
	s.card = NewCard(container.New(form{s.pane}, NewParagraph(title, StyleHeading), s.pane, NewWays(ways...)))
	s.ExtendBaseWidget(s)
	s.open()
	return s
}

// firstFocusable passes over tabs, which lead away from what the form is for, and chips, which are taken away by a press: their field is what a
// form begins with. Of choices at the beginning it gives the chosen one, so that a press at once changes nothing.
func firstFocusable(piece fyne.CanvasObject) fyne.Focusable {
	begins := func(piece fyne.Focusable) bool {
		switch piece.(type) {
		case *Tab, *Chip:
			return false
		}
		return true
	}
	found := Find(piece, begins)
	if found == nil {
		return Find(piece, func(fyne.Focusable) bool { return true })
	}
	if notChosen(found) {
		chosen := Find(piece, func(piece fyne.Focusable) bool { return begins(piece) && !notChosen(piece) })
		if radio, is := chosen.(*Tick); is && radio.round {
			return radio
		}
	}
	return found
}

// notChosen reports whether a piece is one of several choices, and not the chosen one.
func notChosen(piece fyne.Focusable) bool {
	radio, is := piece.(*Tick)
	return is && radio.round && !radio.on
}

// Find gives the first piece to be seen in another that takes the keyboard and fits; nil when there is none.
func Find(piece fyne.CanvasObject, fits func(fyne.Focusable) bool) fyne.Focusable {
	if !piece.Visible() {
		return nil
	}
	if focusable, is := piece.(fyne.Focusable); is && fits(focusable) {
		return focusable
	}
	switch holder := piece.(type) {
	case *fyne.Container:
		for _, inner := range holder.Objects {
			if found := Find(inner, fits); found != nil {
				return found
			}
		}
	case wrapping:
		return Find(holder.inside(), fits)
	}
	return nil
}

// form sets a title above fields and a button below, and lets the fields scroll in what height is left.
type form struct{ fields *Pane }

const (
	formInset = 24
	formGap   = 12
	formEdge  = 6
)

func (f form) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	inner := size.Width - 2*formInset
	title, button := heightFor(objects[0], inner), heightFor(objects[2], inner)
	place(objects[0], formInset, formInset, inner, title)
	top := formInset + title + formGap
	// The fields have the insets for themselves, so that what outlines the focused one is not cut off.
	place(f.fields, formInset-formEdge, top, inner+2*formEdge, max(size.Height-top-formGap-button-formInset, 0))
	place(objects[2], formInset, size.Height-formInset-button, inner, button)
	f.fields.Relayout()
}

func (f form) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, 100) }

func (f form) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	inner := width - 2*formInset
	return 2*formInset + 2*formGap + heightFor(objects[0], inner) + heightFor(f.fields.content, inner+2*formEdge) + heightFor(objects[2], inner)
}

func (s *Sheet) inside() fyne.CanvasObject { return s.card }

// Relayout sets the card anew, after fields in it changed their size.
func (s *Sheet) Relayout() {
	if s.card == nil {
		return // its fields are only being made
	}
	s.lay(s.Size())
	relayout(s.card)
}

// Reveal brings a piece of a form into view.
func (s *Sheet) Reveal(piece fyne.CanvasObject) { s.pane.Reveal(piece) }

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
	s.kit.Canvas().Overlays().Remove(s)
	s.kit.giveBack(s.back)
}

// Showing reports whether the sheet is open.
func (s *Sheet) Showing() bool {
	return slices.Contains(s.kit.Canvas().Overlays().List(), fyne.CanvasObject(s))
}

// Leave is what Esc does: it takes the way that changes nothing.
func (s *Sheet) Leave() { s.leave() }

// Key does what a key means that none of the sheet's pieces has a use for.
func (s *Sheet) Key(event *fyne.KeyEvent) { s.kit.Key(event) }

// Tapped keeps presses beside the card from reaching the window.
func (s *Sheet) Tapped(*fyne.PointEvent) {}

// CreateRenderer draws the card in the middle of the dimmed window.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	paint := func() { s.dim.FillColor = look.Colour(look.ColourDim) }
	paint()
	return drawn{
		objects: s.drawn,
		layout:  s.lay,
		minSize: func() fyne.Size { return fyne.NewSize(100, 100) },
		refresh: func() { paint(); canvas.Refresh(s) },
	}
}

func (s *Sheet) lay(size fyne.Size) {
	s.dim.Resize(size)
	const aside, above = 48, 24
	whole := size
	size.Height -= s.noteHeight(size)
	width := min(look.Half(s.width), size.Width-aside)
	if s.pane == nil && heightFor(s.card, width) > size.Height-above {
		// Nothing in it scrolls: more on each line is what makes it lower.
		width = size.Width - aside
	}
	height := min(heightFor(s.card, width), size.Height-above)
	centred(s.card, 0, 0, size.Width, size.Height, width, height)
	s.layNote(whole)
}

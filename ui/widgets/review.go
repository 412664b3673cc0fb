package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// ShowReview opens a sheet with much to look through, which scrolls, above the buttons that decide. The buttons close it themselves;
// cancel is what Esc does, before which the sheet closes.
func ShowReview(kit Kit, title string, lines, buttons func(Kit) []fyne.CanvasObject, cancel func()) *Sheet {
	s := newSheet(kit, cancel)
	s.width = PageWidth
	column := NewColumn(12, Evenly(formEdge))
	s.pane = NewPane(s.kit, column)
	column.Objects = lines(s.pane.Follow(s.kit))
	foot := NewFlow(10, fyne.TextAlignTrailing, buttons(s.kit)...)
	s.card = NewCard(container.New(form{s.pane}, NewParagraph(title, StyleHeading), s.pane, foot))
	s.first = firstFocusable(foot)
	s.ExtendBaseWidget(s)
	s.open()
	return s
}

// ToTop scrolls to the beginning.
func (s *Sheet) ToTop() { s.pane.ToTop() }

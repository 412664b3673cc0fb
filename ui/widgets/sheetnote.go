package widgets

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
)

// Say tells in a line below the sheet what happened in the window behind it, until the sheet is closed or something else is told.
func (s *Sheet) Say(words string) {
	line := NewTopLine(10, 1, NewPicture(look.IconInfo, look.ColourMain, 16), NewParagraph(words, StyleBody))
	s.note = NewCard(NewColumn(0, Evenly(12), line))
	s.Refresh()
	s.Relayout()
}

// Back is what gets the keyboard when the sheet is closed, nil for nothing.
func (s *Sheet) Back() fyne.Focusable { return s.back }

const noteGap, noteWidth = 12, 560

func (s *Sheet) drawn() []fyne.CanvasObject {
	if s.note == nil {
		return []fyne.CanvasObject{s.dim, s.card}
	}
	return []fyne.CanvasObject{s.dim, s.card, s.note}
}

func (s *Sheet) noteSize(size fyne.Size) fyne.Size {
	const aside = 48
	width := min(look.Half(noteWidth), size.Width-aside)
	return fyne.NewSize(width, heightFor(s.note, width))
}

// noteHeight is the height that the note takes from the sheet.
func (s *Sheet) noteHeight(size fyne.Size) float32 {
	if s.note == nil {
		return 0
	}
	return s.noteSize(size).Height + noteGap
}

func (s *Sheet) layNote(size fyne.Size) {
	if s.note != nil {
		note := s.noteSize(size)
		place(s.note, (size.Width-note.Width)/2, size.Height-note.Height-noteGap, note.Width, note.Height)
	}
}

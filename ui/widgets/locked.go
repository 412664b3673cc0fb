package widgets

import (
	"twentythree-uploader/ui/look"
)

// Locked shows a value that nobody can change: a lock, the value to be read, and who set it.
type Locked struct {
	*Surface
	value *Paragraph
}

// NewLocked shows a value; setBy says who set it.
func NewLocked(value, setBy string) *Locked {
	l := &Locked{value: NewParagraph(value, StyleBody)}
	icon := NewPicture(look.IconLock, look.ColourSecondary, 16)
	lines := NewColumn(1, Insets{}, l.value, NewParagraph(setBy, StyleSmall))
	l.Surface = NewNotice(look.ColourSurface, look.ColourLine, NewColumn(0, Insets{Top: 7, Right: 11, Bottom: 7, Left: 11}, NewLine(10, 1, icon, lines)))
	return l
}

// Fill changes the value.
func (l *Locked) Fill(value string) { l.value.Set(value) }

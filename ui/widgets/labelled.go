package widgets

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
)

// Labelled is one field of a form: its label, a hint beside it in words ("required"), the field, help below it, and what is to be
// mended. The label is the first thing, so that a field is never known by its hint alone.
type Labelled struct {
	*fyne.Container
	label   *Text
	note    *Text
	mark    *Text
	help    *Paragraph
	problem *Paragraph
	careful func(bool)
}

// NewLabelled puts a label above a field. careful marks the field, nil where it cannot be.
func NewLabelled(label, note string, field fyne.CanvasObject, careful func(bool)) *Labelled {
	l := &Labelled{
		label: NewText(label, StyleLabel), note: NewText(note, Style{Size: look.TextSmall, Colour: look.ColourSecondary}),
		mark: NewText("", StyleSmall.In(look.ColourMain)),
		help: NewParagraph("", StyleSmall), problem: NewParagraph("", StyleCareful), careful: careful,
	}
	show(l.note, note != "")
	l.mark.Hide()
	l.help.Hide()
	l.problem.Hide()
	head := NewFlow(look.Scaled(4), fyne.TextAlignLeading, l.label, l.note, l.mark)
	l.Container = NewColumn(4, Insets{}, head, field, l.help, l.problem)
	return l
}

// Help says something about the field, and reports whether that changed; "" takes it away.
func (l *Labelled) Help(words string) (changed bool) {
	changed = l.help.Words() != words
	l.help.Set(words)
	show(l.help, words != "")
	return changed
}

// Mark says beside the label that something is still to happen with the field, and reports whether that changed; "" takes it away.
func (l *Labelled) Mark(words string) (changed bool) {
	if words != "" {
		words = "● " + words
	}
	if words == l.mark.Words() {
		return false
	}
	l.mark.Set(words)
	show(l.mark, words != "")
	return true
}

// Note changes the words beside the label.
func (l *Labelled) Note(words string) {
	l.note.Set(words)
	show(l.note, words != "")
}

// ProblemPiece is what Problem is drawn on, to be brought into view.
func (l *Labelled) ProblemPiece() fyne.CanvasObject { return l.problem }

// Problem says what to mend beside the field, and reports whether that changed; "" means nothing.
func (l *Labelled) Problem(words string) (changed bool) {
	if words == l.problem.Words() {
		return false
	}
	l.problem.Set(words)
	show(l.problem, words != "")
	if l.careful != nil {
		l.careful(words != "")
	}
	return true
}

package views

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// titles is the title of several videos: how many different ones there are, or a field where they share one or shall share one.
type titles struct {
	piece   *fyne.Container
	summary *widgets.Paragraph
	field   *widgets.Field
	edit    *widgets.Button
	editing bool
}

func (m *Many) newTitles() *titles {
	env := m.env
	t := &titles{summary: widgets.NewParagraph("", widgets.StyleBody)}
	t.field = widgets.NewField(env.Kit, env.T(words.DetailsTitle), "", func(text string) {
		m.typed(uploader.FieldTitle, text, uploader.Change{Title: &text}, m.batch.Title)
	}).OnFocus(m.left)
	t.edit = widgets.NewButton(env.Kit, widgets.Plain, env.T(words.ManyEdit), func() {
		t.editing = true
		m.fillTitles()
		m.pane.Relayout()
		env.Kit.Focus(t.field)
	})
	number := widgets.NewButton(env.Kit, widgets.Plain, env.T(words.ManyNumber), m.NumberTitles)
	t.piece = widgets.NewColumn(8, widgets.Insets{}, t.summary, t.field, widgets.NewFlow(8, fyne.TextAlignLeading, number, t.edit))
	return t
}

func (m *Many) fillTitles() {
	t, shared := m.title, m.batch.Title
	if m.busy(uploader.FieldTitle) {
		return
	}
	open := t.editing || !shared.Mixed()
	t.summary.Set(m.env.T(words.ManyTitles, count(shared.Different)))
	widgets.Visible(t.summary, !open)
	widgets.Visible(t.edit, !open)
	widgets.Visible(t.field, open)
	t.field.Fill(shared.Value)
	t.field.SetPlaceHolder(m.mixedHint(shared))
	m.labelled[uploader.FieldTitle].Help("")
}

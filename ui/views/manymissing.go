package views

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// missingActs stand below a field that is missing in some of the videos: they lead to the first of those, or to all of them.
type missingActs struct {
	piece      *fyne.Container
	show, tick *widgets.Button
	missing    model.Missing
}

func (m *Many) newMissingActs() *missingActs {
	a := &missingActs{}
	a.show = widgets.NewButton(m.env.Kit, widgets.Plain, "", func() { m.events.Show(a.missing.IDs[0], a.missing.Field) })
	a.tick = widgets.NewButton(m.env.Kit, widgets.Plain, "", func() {
		field := a.missing.Field
		m.events.Tick(a.missing.IDs)
		m.goTo(field)
	})
	a.piece = widgets.NewColumn(0, widgets.Insets{Top: 2}, widgets.NewFlow(8, fyne.TextAlignLeading, a.show, a.tick))
	a.piece.Hide()
	return a
}

// fillMissing says at each field in how many of the videos it is still missing, and once at the top, in the line that says otherwise that all is
// saved: one that came and went would move the form under the pointer.
func (m *Many) fillMissing() {
	env := m.env
	m.missing = m.batch.Missing(env.Now(), m.fields)
	lacking := make(map[uploader.Field]model.Missing, len(m.missing))
	for _, missing := range m.missing {
		lacking[missing.Field] = missing
	}
	for field, acts := range m.missingActs {
		missing, some := lacking[field]
		widgets.Visible(acts.piece, some)
		if !some {
			m.labelled[field].Problem("")
			continue
		}
		acts.missing = missing
		m.labelled[field].Problem(m.missingWords(missing))
		acts.show.Set(env.T(words.ManyMissingShow, count(len(missing.IDs))))
		acts.tick.Set(env.T(words.ManyMissingTick, count(len(missing.IDs))))
		widgets.Visible(acts.tick, len(missing.IDs) > 1 && len(missing.IDs) < len(m.batch.Uploads))
	}
	widgets.Visible(m.fix, len(m.missing) > 0)
	m.ShowSaved()
}

// ShowSaved says what is missing first, else whether changes are saved.
func (m *Many) ShowSaved() {
	switch {
	case m.saved == nil:
	case len(m.missing) > 0:
		m.saved.Restyle(m.missingWords(m.missing[0]), widgets.StyleCareful)
	case m.env.Queue.Unsaved():
		m.saved.Restyle(m.env.T(words.DetailsNotSaved), widgets.StyleCareful)
	default:
		m.saved.Restyle(m.env.T(words.ManySaved), widgets.StyleSmall)
	}
}

func (m *Many) missingWords(missing model.Missing) string {
	return m.env.T(words.ManyMissing, words.Text("field", m.env.Words.Field(missing.Field, m.fields...)), count(len(missing.IDs)))
}

// fixFirst goes to the first field that is missing somewhere.
func (m *Many) fixFirst() {
	if len(m.missing) > 0 {
		m.goTo(m.missing[0].Field)
	}
}

// goTo brings a field into view and gives it the keyboard.
func (m *Many) goTo(field uploader.Field) {
	var target fyne.Focusable = m.title.edit
	if m.title.field.Visible() {
		target = m.title.field
	}
	if key, company := field.CompanyKey(); company {
		target = m.company[key].focus
	}
	m.env.Kit.Focus(target)
	if labelled := m.labelled[field]; labelled != nil {
		m.pane.Reveal(labelled.Container)
	}
}

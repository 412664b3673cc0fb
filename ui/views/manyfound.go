package views

import (
	"slices"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// lookBeside asks once for each of the videos what lies beside its file.
func (m *Many) lookBeside() {
	var ids []uploader.UploadID
	for _, upload := range m.batch.Uploads {
		if id := upload.ID; !m.memory.asked[id] && !upload.Placeholder() && !upload.State.Arrived() {
			m.memory.asked[id] = true
			ids = append(ids, id)
		}
	}
	if len(ids) > 0 {
		m.door.LookBesideEach(ids)
	}
}

// ExtrasNews takes in which subtitles lie beside files.
func (m *Many) ExtrasNews(all []uploader.ExtrasNews) {
	told := false
	for _, news := range all {
		if news.Beside != nil {
			m.memory.beside[news.Upload], told = *news.Beside, true
		}
	}
	if told && m.built && len(m.batch.Uploads) > 0 {
		m.fillFound()
		m.pane.Relayout()
	}
}

// foundSubtitles are what lies beside the files of the videos and was neither taken nor declined, as edits that take it.
func (m *Many) foundSubtitles() (takes []uploader.Edit) {
	for _, upload := range m.batch.Uploads {
		if found := m.memory.open(upload); len(found) > 0 && !upload.State.Arrived() {
			takes = append(takes, uploader.Edit{ID: upload.ID, Change: uploader.Change{AddSubtitles: found}})
		}
	}
	return takes
}

// fillFound asks once for all of the videos whether what was found beside them is to go along.
func (m *Many) fillFound() {
	env, takes := m.env, m.foundSubtitles()
	m.found.Objects = nil
	widgets.Visible(m.found, len(takes) > 0)
	if len(takes) == 0 {
		return
	}
	said := env.T(words.ManyFound, count(len(takes)), words.Text("all", env.Words.Number(len(m.batch.Uploads))))
	use := widgets.NewButton(env.Kit, widgets.Plain, env.T(words.ButtonUseSubtitles), func() { m.useSubtitles(takes) })
	leave := widgets.NewButton(env.Kit, widgets.Quiet, env.T(words.ButtonNoThanks), func() {
		for _, take := range takes {
			for _, subtitle := range take.Change.AddSubtitles {
				m.memory.declined[subtitle.Source.Path] = true
			}
		}
		m.answered()
	})
	m.found.Add(newQuestion(said, use, leave))
}

// useSubtitles takes what was found along with each of the videos. It can be taken back.
func (m *Many) useSubtitles(takes []uploader.Edit) {
	m.Flush()
	queue, door := m.env.Queue, m.door
	step := &model.Step{
		Words: m.env.changed(uploader.FieldSubtitles, len(takes), m.fields),
		Undo: func() {
			var back []uploader.Edit
			for _, take := range takes {
				if upload, there := queue.Upload(take.ID); there {
					left := slices.DeleteFunc(slices.Clone(upload.Metadata.Subtitles), func(s uploader.Subtitle) bool {
						return slices.ContainsFunc(take.Change.AddSubtitles, func(t uploader.Subtitle) bool { return t.Source.Path == s.Source.Path })
					})
					back = append(back, uploader.Edit{ID: take.ID, Change: uploader.Change{Subtitles: &left}})
				}
			}
			door.EditEach(back)
		},
		Redo: func() { door.EditEach(takes) },
	}
	m.env.Undo.Did(step)
	door.EditEach(takes)
	m.answered()
	m.Undone()
}

// answered takes the question away and gives the keyboard to what comes next.
func (m *Many) answered() {
	m.found.Objects = nil
	m.found.Hide()
	m.pane.Relayout()
	m.goTo(uploader.FieldTitle)
}

// newQuestion is a question with its answers, in a box of its own.
func newQuestion(said string, answers ...fyne.CanvasObject) fyne.CanvasObject {
	lines := widgets.NewColumn(8, widgets.Insets{}, widgets.NewParagraph(said, widgets.StyleSmall.In(look.ColourText)), widgets.NewFlow(8, fyne.TextAlignLeading, answers...))
	icon := widgets.NewPicture(look.IconInfo, look.ColourMain, 16)
	return widgets.NewNotice(look.ColourSurface, look.ColourLine, widgets.NewColumn(0, widgets.Evenly(10), widgets.NewTopLine(10, 1, icon, lines)))
}

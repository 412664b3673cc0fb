package views

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// numbering is the sheet that counts the titles of several videos, in the order of the list.
type numbering struct {
	many    *Many
	env     *Env
	batch   model.Batch
	pattern *widgets.Field
	first   *widgets.Field
	about   *widgets.Labelled
	from    *widgets.Labelled
	preview *widgets.Paragraph
	task    *widgets.Task
}

// NumberTitles opens the sheet that counts the titles.
func (m *Many) NumberTitles() {
	m.Flush()
	n := &numbering{many: m, env: m.env, batch: m.batch}
	videos := count(len(n.batch.Uploads))
	n.task = widgets.ShowTask(n.env.Kit, n.env.T(words.NumberTitle, videos), n.env.T(words.NumberDo, videos), n.env.T(words.ButtonCancel), n.form, n.do)
	n.show()
	n.pattern.SelectAll()
}

func (n *numbering) form(kit widgets.Kit) []fyne.CanvasObject {
	env := n.env
	n.pattern = widgets.NewField(kit, env.T(words.NumberPattern), "", func(string) { n.show() })
	n.pattern.Fill(env.T(words.NumberWeek, words.Text("place", env.Words.Place(uploader.PlaceNumber))))
	n.first = widgets.NewField(kit, env.T(words.NumberFirst), "", func(string) { n.show() })
	n.first.Fill("1")
	done := func(string) { n.task.Do(n.do) }
	n.pattern.OnSubmitted, n.first.OnSubmitted = done, done
	places := env.placeButtons(kit, n.pattern, n.show, uploader.PlaceNumber, uploader.PlaceFileName, uploader.PlaceDate)
	n.about = widgets.NewLabelled(env.T(words.NumberPattern), "", widgets.NewColumn(8, widgets.Insets{}, n.pattern, places), n.pattern.Careful)
	const width = 90
	n.from = widgets.NewLabelled(env.T(words.NumberFirst), "", widgets.NewFlow(0, fyne.TextAlignLeading, widgets.NewWide(width, n.first)), n.first.Careful)
	n.preview = widgets.NewParagraph("", widgets.StyleBody)
	return []fyne.CanvasObject{
		n.about.Container, n.from.Container,
		widgets.NewColumn(4, widgets.Insets{}, widgets.NewParagraph(env.T(words.NumberPreview), widgets.StyleSmall), n.preview),
	}
}

// placeButtons write places into a field at the end of what is there.
func (e *Env) placeButtons(kit widgets.Kit, field *widgets.Field, changed func(), places ...uploader.TitlePlace) fyne.CanvasObject {
	line := widgets.NewFlow(6, fyne.TextAlignLeading, widgets.NewText(e.T(words.NumberInsert), widgets.StyleSmall))
	for _, place := range places {
		name := e.Words.Place(place)
		line.Add(widgets.NewButton(kit, widgets.Plain, name, func() {
			field.Insert(name)
			changed()
			kit.Focus(field)
		}))
	}
	return line
}

// titles are what the videos would be called; wrong says that something is to be mended first.
func (n *numbering) titles() (titles []string, pattern, from string) {
	typed := n.env.Words.PatternTyped(n.pattern.Text)
	if !strings.Contains(typed, uploader.PlaceNumber.In()) {
		pattern = n.env.T(words.NumberMissing, words.Text("place", n.env.Words.Place(uploader.PlaceNumber)))
	}
	first, err := strconv.Atoi(strings.TrimSpace(n.first.Text))
	if err != nil || first < 0 || first > 1e6 {
		from = n.env.T(words.NumberNoFirst, words.Text("value", n.first.Text))
	}
	return n.batch.Numbered(typed, first, n.env.Now().In(n.env.Zone)), pattern, from
}

// show brings the preview in line with what is typed: the first titles and the last.
func (n *numbering) show() {
	if n.task == nil {
		return
	}
	titles, pattern, from := n.titles()
	const shown = 3
	lines := titles
	if len(titles) > shown+1 {
		lines = append(append([]string{}, titles[:shown]...), n.env.T(words.NumberMore, count(len(titles)-shown)), titles[len(titles)-1])
	}
	if pattern+from != "" {
		lines = []string{"–"}
	}
	n.preview.Set(strings.Join(lines, "\n"))
	if pattern == "" {
		n.about.Problem("")
	}
	if from == "" {
		n.from.Problem("")
	}
	n.task.Relayout()
}

// do gives the titles and reports whether it could.
func (n *numbering) do() bool {
	titles, pattern, from := n.titles()
	n.about.Problem(pattern)
	n.from.Problem(from)
	switch {
	case pattern != "":
		n.env.Kit.Focus(n.pattern)
	case from != "":
		n.env.Kit.Focus(n.first)
	default:
		n.env.rewrite(n.many.door, n.batch.Uploads, func(videos int) string { return n.env.T(words.UndoNumbered, count(videos)) },
			func(i int, _ uploader.Upload) uploader.Change { return uploader.Change{Title: &titles[i]} })
		n.many.title.editing = false
		n.many.Undone()
		return true
	}
	n.task.Relayout()
	return false
}

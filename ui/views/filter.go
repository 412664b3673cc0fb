package views

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader/words"
)

// filterKeys name the filters.
var filterKeys = map[model.Filter]words.Key{
	model.FilterAll: words.FilterAll, model.FilterToDo: words.FilterToDo, model.FilterUploading: words.FilterUploading,
	model.FilterNeedsYou: words.FilterNeedsYou, model.FilterDone: words.FilterDone,
}

// wanted says which tools have something to do; index is their place in the line of tools.
func (q *Queue) wanted(index int) bool {
	const pause = 1
	return index != pause || q.pausing
}

// Find puts the keyboard into the search, which comes in a line of its own where the tools have no room for it.
func (q *Queue) Find() {
	if q.env.Queue.Count() == 0 {
		return
	}
	field := q.find
	if !q.findFits() {
		field = q.findBelow
		field.Show()
		widgets.Relayout(q.piece)
	}
	q.env.Kit.Focus(field)
	field.SelectAll()
}

func (q *Queue) newFind() *widgets.Field {
	label := q.env.T(words.ListFind)
	field := widgets.NewField(q.env.Kit, label, label, q.lookFor).OnKey(q.findKey)
	_, find := q.env.Queue.Filter()
	field.Fill(find)
	return field
}

func (q *Queue) findFits() bool {
	const find = 4
	return q.tools.Objects[find].Visible()
}

// lookFor shows the rows with a text in their title or file name.
func (q *Queue) lookFor(text string) {
	q.find.Fill(text)
	q.findBelow.Fill(text)
	filter, _ := q.env.Queue.Filter()
	q.show(filter, text)
}

// findKey leaves the search with Esc, which shows everything again, and with the arrow down.
func (q *Queue) findKey(event *fyne.KeyEvent) bool {
	_, find := q.env.Queue.Filter()
	switch {
	case event.Name == fyne.KeyEscape && (find != "" || q.findBelow.Visible()):
		q.showAll()
	case event.Name == fyne.KeyDown:
		q.env.Kit.Focus(q.list)
	default:
		return false
	}
	return true
}

func (q *Queue) show(filter model.Filter, find string) {
	q.env.Queue.Show(filter, find)
	q.Reload()
}

// showAll takes filter and search away.
func (q *Queue) showAll() {
	if q.findBelow.Visible() {
		q.env.Kit.Focus(q.list)
		q.findBelow.Hide()
	}
	q.find.Fill("")
	q.findBelow.Fill("")
	q.show(model.FilterAll, "")
	widgets.Relayout(q.piece)
}

func (q *Queue) showFilter() {
	filter, find := q.env.Queue.Filter()
	q.filter.Set(q.env.T(filterKeys[filter], count(q.env.Queue.Counts()[filter])))
	text := q.env.T(words.EmptyFilterOther)
	switch {
	case find != "":
		text = q.env.T(words.EmptyFind, words.Text("text", find))
	case filter == model.FilterNeedsYou:
		text = q.env.T(words.EmptyFilter)
	}
	q.noneWords.Set(text)
	widgets.Visible(q.inHistory, find != "")
	widgets.Relayout(q.nothing)
}

func (q *Queue) openFilter() {
	chosen, find := q.env.Queue.Filter()
	counts := q.env.Queue.Counts()
	var items []widgets.MenuItem
	for _, filter := range model.Filters() {
		items = append(items, widgets.MenuItem{
			Words: q.env.T(filterKeys[filter], count(counts[filter])), Checked: filter == chosen,
			Do: func() { q.show(filter, find) },
		})
	}
	items = append(items, widgets.MenuItem{Words: q.all.Words(), Gap: true, Do: q.SelectAll})
	if !q.findFits() {
		items = append(items, widgets.MenuItem{Words: q.env.T(words.ListFind), Do: q.Find})
	}
	q.env.Kit.ShowMenuBelow(q.filter, items)
}

func (q *Queue) newNothing() *fyne.Container {
	q.noneWords = widgets.NewParagraph("", widgets.StyleSecondary.Centred())
	all := widgets.NewButton(q.env.Kit, widgets.Plain, q.env.T(words.ButtonShowAll), q.showAll)
	q.inHistory = widgets.NewButton(q.env.Kit, widgets.Quiet, q.env.T(words.ButtonFindInHistory), func() {
		_, find := q.env.Queue.Filter()
		q.events.FindInHistory(find)
	})
	return widgets.NewColumn(12, widgets.Insets{Top: 48, Left: 16, Right: 16}, q.noneWords, widgets.NewFlow(8, fyne.TextAlignCenter, all, q.inHistory))
}

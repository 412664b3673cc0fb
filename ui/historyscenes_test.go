package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

func historyScenes() []scene {
	shows := func(do func(*Window)) func(*testing.T, *Window) {
		return func(_ *testing.T, w *Window) {
			showPast(w, uitest.Past())
			do(w)
		}
	}
	return []scene{
		{"history", shows(func(*Window) {})},
		{"history-empty", func(_ *testing.T, w *Window) { showPast(w, nil) }},
		{"history-nothing-found", func(_ *testing.T, w *Window) {
			showPast(w, uitest.Past())
			w.past.Look("xyz", "", 30, uitest.Now(), uitest.Copenhagen())
			page := uitest.PastPage(w.past.Query(), nil)
			page.Kept, page.Sites = 7, uitest.PastPage(w.past.Query(), uitest.Past()).Sites
			w.Apply(uploader.Update{HistoryPages: []uploader.HistoryPage{page}})
		}},
		{"history-clear", shows(func(w *Window) { pressButton(w, words.ButtonClear) })},
		{"history-publishing", shows(func(w *Window) { pressButton(w, words.ButtonPublish) })},
		{"history-publish-many", func(_ *testing.T, w *Window) {
			showPast(w, uitest.LongPast(12))
			w.history.SelectAll()
			publishTicked(w)
		}},
		{"history-menu", shows(func(w *Window) { openPastMenu(w, 0) })},
		{"history-details", shows(func(w *Window) { w.openPast(uitest.Past()[1]) })},
		{"history-ticked", shows(func(w *Window) { w.history.SelectAll() })},
		{"done-today", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(append(uitest.AllDone()[:4], uitest.AtWork()[1:4]...)))
		}},
	}
}

// showPast opens the history and answers it.
func showPast(w *Window, entries []uploader.HistoryEntry) {
	w.Apply(uitest.Whole(nil))
	w.ShowHistory()
	w.Apply(uploader.Update{HistoryPages: []uploader.HistoryPage{uitest.PastPage(w.past.Query(), entries)}})
}

func pressButton(w *Window, key words.Key) {
	if button := buttonOf(w.content, w.env.T(key)); button != nil {
		button.Tapped(nil)
	}
}

func openPastMenu(w *Window, index int) {
	w.history.List().SetCursor(index)
	w.env.Kit.Focus(w.history.List())
	typed(w, "Menu")
}

func publishTicked(w *Window) {
	openPastMenu(w, 0)
	typed(w, fyne.KeyDown)
	typed(w, fyne.KeyReturn)
}

func pastRow(t *testing.T, w *Window, index int) *widgets.Row {
	t.Helper()
	row := w.history.List().Row(index)
	if row == nil {
		t.Fatalf("row %d is not in view", index)
	}
	return row
}

func action(t *testing.T, row *widgets.Row, words string) widgets.Action {
	t.Helper()
	for _, action := range row.Content().Actions {
		if action.Words == words {
			return action
		}
	}
	t.Fatalf("%q offers %+v, not %q", row.Content().Title, row.Content().Actions, words)
	return widgets.Action{}
}

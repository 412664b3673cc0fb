package ui

import (
	"slices"

	"twentythree-uploader/uploader"
)

// openPast shows the details of a video of the history, which are changed there as in the list.
func (w *Window) openPast(entry uploader.HistoryEntry) {
	w.queue.Lend(entry.Upload)
	w.selection.Clear()
	w.selection.Choose(entry.Upload.ID)
	w.desk.open = true
	w.showPanel()
	w.content.Refresh()
	w.details.FocusTitle()
}

// findInHistory goes to the history and looks for a text there.
func (w *Window) findInHistory(text string) {
	w.show(historyPage)
	w.history.LookFor(text)
}

// closeForPast closes the details of the list's video: the history begins without any.
func (w *Window) closeForPast() {
	w.details.Show("")
	w.selection.Choose("")
	w.desk.open = false
}

// leavePast closes what was opened in the history.
func (w *Window) leavePast() {
	w.history.Leave()
	w.pastTicks.Choose("")
	w.closeForPast()
	w.list.Reload()
}

// applyHistory shows what an update says of the history. What it holds again after a change may have left the list meanwhile: its details stay.
func (w *Window) applyHistory(update uploader.Update) {
	for _, page := range update.HistoryPages {
		w.history.Take(page)
	}
	if update.HistoryChanged {
		w.history.Changed()
	}
	for _, look := range update.Looks {
		w.history.Looked(look)
	}
	if update.HistoryPicks != nil {
		w.history.Picked(*update.HistoryPicks)
	}
	if update.Spreadsheet != nil {
		w.history.Save(*update.Spreadsheet)
	}
}

// keepLent lets the details of a video of the history stay open although the list forgets it.
func (w *Window) keepLent(update uploader.Update) {
	shown := w.details.Shown()
	if w.desk.page != historyPage || !slices.Contains(update.Gone, shown) {
		return
	}
	if entry, held := w.past.Entry(shown); held {
		w.queue.Lend(entry.Upload)
	}
}

// find puts the keyboard into the search of the page.
func (w *Window) find() {
	if w.desk.page == linksPage {
		w.links.Find()
		return
	}
	if w.desk.page == historyPage {
		w.history.Find()
		return
	}
	w.list.Find()
}

func (w *Window) copyChosenLink() {
	if w.desk.page == historyPage {
		w.history.CopyChosenLink()
		return
	}
	w.list.CopyChosenLink()
}

func (w *Window) selectAll() {
	if w.desk.page == historyPage {
		w.history.SelectAll()
		return
	}
	w.list.SelectAll()
}

func (w *Window) takeBack() {
	if w.desk.page == linksPage {
		w.links.Undo()
		return
	}
	if w.desk.page == historyPage {
		w.history.Undo()
		return
	}
	w.Undo()
}

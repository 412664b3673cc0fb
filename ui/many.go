package ui

import (
	"slices"

	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/views"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
)

// newMany makes the panel of several videos.
func (w *Window) newMany() *views.Many {
	many := views.NewMany(w.env, w.config.Door, views.ManyEvents{
		Closed: w.CloseDetails, Undo: w.Undo, Upload: w.Upload, Presets: w.ShowNewVideos,
		Pause: func(ids []uploader.UploadID) { w.list.PauseThese(ids) }, Top: func(ids []uploader.UploadID) { w.list.ToTop(ids) },
		Show: w.fix, Tick: w.tickOnly,
		Remove:   func(ids []uploader.UploadID) { w.list.Remove(ids) },
		Pausable: func(ids []uploader.UploadID) bool { return w.list.Pausable(ids) }, Resumable: func(ids []uploader.UploadID) bool { return w.list.Resumable(ids) },
	})
	many.Piece().Hide()
	return many
}

// tickOnly ticks some videos in place of those that are.
func (w *Window) tickOnly(ids []uploader.UploadID) {
	w.flush()
	w.selection.Only(ids)
	w.list.Reload()
	w.selectionChanged()
}

// several reports whether two or more videos are ticked: the details are about all of them then.
func (w *Window) several() bool {
	const several = 2
	return w.selection.Count() >= several
}

// showPanel shows in the panel what is chosen: one video, several, or that there is none.
func (w *Window) showPanel() {
	several := w.several()
	w.wereSeveral = several
	widgets.Visible(w.many.Piece(), several)
	widgets.Visible(w.details.Piece(), !several)
	if several {
		w.details.Show("")
		w.many.Show(w.selection.InOrder(w.queue.Whole()))
		return
	}
	w.many.Flush()
	if current := w.selection.Current(); w.details.Shown() != current || current == "" {
		w.details.Show(current)
	}
}

// applyMany brings newer snapshots into the panel of several videos.
func (w *Window) applyMany(changed model.Changed) {
	if !w.desk.open {
		return
	}
	switch several := w.several(); {
	case several != w.many.Piece().Visible():
		// The rows that were ticked have left the list.
		w.wereSeveral = several
		w.showPanel()
	case several && (changed.Structure || changed.Catalogue || changed.Accounts || changed.VideoStarts || slices.ContainsFunc(changed.Rows, w.selection.Ticked)):
		w.many.Show(w.selection.InOrder(w.queue.Whole()))
	}
}

// narrow says that the panel has the whole window.
func (w *Window) narrow(narrow bool) {
	w.details.Narrow(narrow)
	w.many.Narrow(narrow)
}

// flush saves what was typed in either panel.
func (w *Window) flush() {
	w.details.Flush()
	w.many.Flush()
}

// Undo takes back what was done last to the list, unless a question or a menu is open.
func (w *Window) Undo() {
	if !w.nothingOver() {
		return
	}
	w.flush()
	if w.list.Undo() {
		w.many.Undone()
	}
}

// Redo does once more what was taken back last.
func (w *Window) Redo() {
	if !w.nothingOver() || w.desk.page != videosPage {
		return
	}
	w.flush()
	w.list.Redo()
	w.many.Undone()
}

// ShowNewVideos opens the settings where they say what new videos start with.
func (w *Window) ShowNewVideos() {
	w.flush()
	w.showSettings(views.PageNewVideos)
}

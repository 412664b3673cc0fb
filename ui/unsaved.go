package ui

import (
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader/words"
)

// askUnsaved asks before what could not be saved is lost, whatever was chosen for closing, and reports whether there is something to ask.
func (w *Window) askUnsaved() bool {
	if !w.queue.Unsaved() || w.closing {
		return w.queue.Unsaved()
	}
	w.closing = true
	stay := func() { w.closing = false }
	widgets.ShowSheet(w.env.Kit, w.env.T(words.QuitUnsavedTitle), w.env.T(words.QuitUnsaved), stay,
		widgets.SheetAction{Words: w.env.T(words.QuitUnsavedStay), Kind: widgets.Primary, Do: stay},
		widgets.SheetAction{Words: w.env.T(words.QuitUnsavedLeave), Kind: widgets.Plain, Do: w.close})
	return true
}

// quit ends the program after an earlier answer; the disk may have become full since the question.
func (w *Window) quit() {
	if !w.askUnsaved() {
		w.close()
	}
}

// quitUnseen ends the program from outside the window, which comes to the front where it has something to ask.
func (w *Window) quitUnseen() {
	if w.flush(); w.queue.Unsaved() {
		w.Raise()
	}
	w.quit()
}

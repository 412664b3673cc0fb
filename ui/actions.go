package ui

import (
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// ShowVideos goes to the list, wherever the window is.
func (w *Window) ShowVideos() {
	w.ShowCheck(false)
	if w.desk.page == historyPage || w.desk.page == linksPage || w.desk.page == signInPage && len(w.uploadAfterSignIn) == 0 {
		w.show(videosPage)
	}
}

// addVideos and addFolder open the system's file window, wherever the window is; what was chosen is then seen in the list.
func (w *Window) addVideos() { w.system.ChooseVideos(w.addSeen) }

func (w *Window) addFolder() { w.system.ChooseFolder(w.addSeen) }

func (w *Window) addSeen(paths []string) {
	w.ShowVideos()
	w.takeIn(paths)
}

// Paste adds copied files, or opens the address of an upload link.
func (w *Window) Paste(text string) {
	if uploader.IsLinkAddress(text) {
		w.addSeen([]string{text})
		return
	}
	w.system.PastedFiles(text, func(paths []string) {
		switch {
		case len(paths) > 0:
			w.addSeen(paths)
		case w.desk.page == videosPage:
			w.list.Say(w.env.T(words.IntakeNotPasted))
		}
	})
}

// Add adds files and folders that came from outside.
func (w *Window) Add(paths []string) { w.takeIn(paths) }

// cameForward is told when the person comes back from another program, where something may have been mended.
func (w *Window) cameForward() {
	w.front(true)
	w.config.Door.LookAgain()
}

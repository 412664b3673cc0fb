package ui

import "twentythree-uploader/ui/views"

// helpHere opens the help for where somebody is: beside a form the guide's part about it, on the way to a site the check of that way.
func (w *Window) helpHere() {
	switch {
	case w.desk.page == signInPage || w.desk.page == checkPage:
		w.checkCurrent()
	case w.desk.page == historyPage:
		w.showGuide(views.GuideStates)
	case w.desk.open:
		w.showGuide(views.GuideDescribe)
	case w.queue.Count() > 0:
		w.showGuide(views.GuideUpload)
	default:
		w.showGuide(views.GuideAdd)
	}
}

func (w *Window) showGuide(section views.GuideSection) {
	if w.nothingOver() {
		views.ShowGuide(w.env, section)
	}
}

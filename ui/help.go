package ui

import "twentythree-uploader/ui/views"

// helpHere opens the help for where somebody is: the guide's chapter about it, on the way to a site the check of that way.
func (w *Window) helpHere() {
	switch {
	case w.desk.page == signInPage || w.desk.page == checkPage:
		w.checkCurrent()
	case w.desk.page == linksPage:
		w.showGuide(views.GuideLinks)
	case w.desk.page == historyPage:
		w.showGuide(views.GuideHistory)
	case w.several():
		w.showGuide(views.GuideMany)
	case w.queue.Current().Guest():
		w.showGuide(views.GuideGuest)
	case w.desk.open:
		w.showGuide(views.GuideDescribe)
	case w.queue.Count() > 0:
		w.showGuide(views.GuideStates)
	default:
		w.showGuide(views.GuideFirst)
	}
}

func (w *Window) showGuide(chapter views.GuideChapter) {
	if w.nothingOver() {
		views.ShowGuide(w.env, chapter)
	}
}

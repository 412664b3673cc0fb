package ui

import (
	"twentythree-uploader/ui/views"
	"twentythree-uploader/uploader"
)

// help is what the views open where somebody needs help.
func (w *Window) help() views.HelpEvents {
	return views.HelpEvents{
		Check: w.checkAccount, CheckAddress: w.checkAddress, CheckCurrent: w.checkCurrent, Report: w.ShowReport, Proxy: w.askProxySignIn,
		Guide: func() { w.showGuide(views.GuideFirst) },
		Keyboard: func() {
			if w.nothingOver() {
				views.ShowKeyboard(w.env, w.keyList())
			}
		},
		About: func() { w.showSettings(views.PageAbout) },
	}
}

// nothingOver reports whether no question, menu or sheet is open.
func (w *Window) nothingOver() bool { return w.window.Canvas().Overlays().Top() == nil }

// checkCurrent checks the way to the site that videos go to now.
func (w *Window) checkCurrent() {
	if w.nothingOver() {
		w.checkAccount(w.queue.Current().ID)
	}
}

func (w *Window) checkAccount(id uploader.AccountID) {
	w.ShowCheck(true)
	w.check.Begin(id)
}

// checkAddress checks the way to a site that nobody is signed in to.
func (w *Window) checkAddress(address string) {
	w.ShowCheck(true)
	w.check.BeginAddress(address)
}

// ShowCheck opens "Check my connection" or goes back to where the person was.
func (w *Window) ShowCheck(open bool) {
	switch {
	case open && w.desk.page != checkPage:
		w.desk.back = w.desk.page
		w.show(checkPage)
	case open:
		w.check.Focus()
	case w.desk.page == checkPage:
		w.show(w.desk.back)
	}
}

// ShowReport opens the report, to be looked at before it is copied.
func (w *Window) ShowReport() {
	if w.nothingOver() {
		w.report = views.ShowReport(w.env, w.config.Door, func() { w.report = nil })
	}
}

func (w *Window) applyHelp(update uploader.Update) {
	if update.Checks != nil {
		w.check.Show()
	}
	if update.Report != nil && w.report != nil {
		w.report.Take(*update.Report)
	}
}

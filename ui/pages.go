package ui

import "twentythree-uploader/ui/views"

// show goes to a page and gives it the keyboard. What was typed on the page before is saved, a check is given up.
func (w *Window) show(next page) {
	w.flush()
	if w.desk.page == checkPage && next != checkPage {
		w.check.Leave()
	}
	if w.desk.page == historyPage && next != historyPage {
		w.leavePast()
	}
	if w.desk.page == linksPage && next != linksPage {
		w.links.Leave()
	}
	before := w.desk.page
	w.desk.page = next
	w.showTab()
	if next == historyPage && before != historyPage {
		w.closeForPast()
		w.history.Open()
	}
	if next == linksPage && before != linksPage {
		w.closeForPast()
		w.links.Open()
	}
	w.content.Refresh()
	switch next {
	case linksPage:
		w.links.Focus()
	case videosPage:
		w.env.Kit.Focus(w.list.List())
	case historyPage:
		w.history.Focus()
	case signInPage:
		w.signIn.Focus()
	case checkPage:
		w.check.Focus()
	}
}

// showTab marks the tab of the page, or of the one that the check covers.
func (w *Window) showTab() {
	shown := w.desk.page
	if shown == checkPage {
		shown = w.desk.back
	}
	tab := views.TabVideos
	switch shown {
	case linksPage:
		tab = views.TabLinks
	case historyPage:
		tab = views.TabHistory
	}
	w.top.Select(tab)
}

// leaveForVideos goes to the list, wherever the window is.
func (w *Window) leaveForVideos() { w.show(videosPage) }

// ShowHistory goes to what this computer has uploaded.
func (w *Window) ShowHistory() { w.show(historyPage) }

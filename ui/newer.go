package ui

// applyNewer shows what became known of newer versions of the program.
func (w *Window) applyNewer() {
	w.list.ShowBanner() // a list of a newer version wants it
	w.list.ShowNewer()
	if w.settings != nil {
		w.settings.ShowNewer()
	}
}

package ui

import (
	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
)

// Apply shows an update.
func (w *Window) Apply(update uploader.Update) {
	before := w.queue.Count() == 0
	changed := w.queue.Apply(update)
	w.keepLent(update)
	lost := false
	if changed.Structure {
		lost = w.selection.Keep(func(id uploader.UploadID) bool {
			_, there := w.queue.Upload(id)
			return there
		})
	}
	switch {
	case changed.Structure:
		w.list.Reload()
	case len(changed.Rows) > 0:
		w.list.Rows(changed.Rows)
	}
	w.list.Moved(changed.Moved)
	w.list.Gone(update.Gone)
	if lost {
		w.moveOn()
	}
	w.applyDetails(changed)
	if changed.Accounts {
		w.top.Show()
		w.list.ShowAccount()
		w.history.Accounts()
	}
	if changed.Banner {
		w.list.ShowBanner()
		w.details.ShowSaved()
		w.many.ShowSaved()
	}
	for _, result := range update.Intake {
		w.tookIn(result)
	}
	for _, news := range update.Extras {
		w.applyExtras(news)
	}
	w.many.ExtrasNews(update.Extras)
	if changed.Rules {
		w.build()
	}
	if changed.Newer {
		w.applyNewer()
	}
	w.applyHelp(update)
	w.applyHistory(update)
	w.applyLinks(update, changed)
	if update.Setup != nil {
		w.showSetup(*update.Setup)
	}
	if update.Sheet != nil {
		w.showSheet(*update.Sheet)
	}
	if update.SignIn != nil {
		w.applySignIn(*update.SignIn)
	}
	if len(changed.Rows) > 0 || changed.Structure {
		w.list.ShowTools()
		w.list.ShowDone()
	}
	w.applyAccounts(changed)
	if changed.Settings && w.settings != nil {
		w.settings.Show()
	}
	if update.Woke {
		w.footer.Woke(w.showFooter)
	}
	if changed.Footer() || update.Woke {
		w.showFooter()
	}
	if before != (w.queue.Count() == 0) {
		w.content.Refresh()
	}
	w.watchBackground(update)
}

// showFooter brings the footer up to date, and gives it the height that it needs for what it says now.
func (w *Window) showFooter() {
	w.footer.Show()
	piece := w.footer.Piece()
	if size := piece.Size(); widgets.HeightFor(piece, size.Width) != size.Height {
		w.content.Refresh()
	}
}

func (w *Window) applyDetails(changed model.Changed) {
	w.applyMany(changed)
	if changed.VideoStarts || changed.Catalogue {
		w.env.NewVideosChanged()
	}
	if w.several() {
		return
	}
	if changed.VideoStarts {
		w.details.PresetsChanged()
	}
	shown := w.details.Shown()
	if shown == "" {
		if current := w.selection.Current(); current != "" && w.desk.open {
			w.details.Show(current)
		}
		return
	}
	for _, id := range changed.Rows {
		if id == shown {
			w.details.Take()
			return
		}
	}
	for _, id := range changed.Moved {
		if id == shown {
			w.details.Moved()
		}
	}
	if changed.Catalogue || changed.Accounts {
		w.details.CatalogueChanged()
	}
}

// chooseAdded opens the details of the first video of a batch where nothing else is being filled in.
func (w *Window) chooseAdded(result uploader.IntakeResult) {
	if len(result.Added) == 0 || w.selection.Current() != "" || w.desk.page != videosPage || !w.desk.beside(w.content.Size().Width) {
		return
	}
	w.selection.Choose(result.Added[0])
	w.list.Rows(result.Added[:1])
	w.chosen(true)
	if w.window.Canvas().Focused() == nil {
		w.env.Kit.Focus(w.list.List())
	}
}

// moveOn goes to the row that took the place of one that was removed.
func (w *Window) moveOn() {
	if upload, there := w.queue.At(w.list.List().Cursor()); there && w.desk.open && w.desk.beside(w.content.Size().Width) {
		w.selection.Choose(upload.ID)
		w.list.Rows([]uploader.UploadID{upload.ID})
		w.showPanel()
		return
	}
	w.desk.open = w.desk.open && w.several()
	w.showPanel()
	w.content.Refresh()
}

func (w *Window) applySignIn(step uploader.SignIn) {
	wanted := w.signIn.Step(step)
	switch {
	case w.desk.page == signInPage:
		w.signIn.Focus()
	case step.Step == uploader.SignInDoubted:
		w.ShowSignIn(true)
	}
	if wanted {
		w.Raise()
	}
	if step.Step == uploader.SignInDone {
		w.tellToThrowAway(step.Account)
	}
	if step.Step == uploader.SignInDone && len(w.uploadAfterSignIn) > 0 && step.Account.Level.Allows(uploader.LevelWrite) {
		ids := w.uploadAfterSignIn
		w.uploadAfterSignIn = nil
		w.config.Door.Start(ids)
	}
}

package ui

import (
	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/views"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// ShowAccounts opens the settings on the page of the accounts.
func (w *Window) ShowAccounts() { w.showSettings(views.PageAccounts) }

// AddAccount offers the sites that a sign-in opens as well, where there are any, and else asks for the address of another one.
func (w *Window) AddAccount() {
	if len(w.queue.Workspaces().Found) == 0 {
		w.signInTo("")
		return
	}
	if w.window.Canvas().Overlays().Top() == nil {
		other := func() {
			w.ShowSignIn(false)
			w.signInTo("")
		}
		w.adding = views.ShowAddAccount(w.env, w.config.Door, other, func() { w.adding = nil })
	}
}

func (w *Window) applyAccounts(changed model.Changed) {
	if w.settings != nil && (changed.Accounts || changed.Workspaces || changed.Structure) {
		w.settings.ShowAccounts()
	}
	if w.adding != nil && changed.Workspaces {
		w.adding.Show()
	}
}

// askToSignOut asks only while videos wait for the account.
func (w *Window) askToSignOut(id uploader.AccountID) {
	waiting := w.queue.WaitingFor(id)
	if waiting == 0 {
		w.config.Door.SignOut(id)
		return
	}
	title := w.env.T(words.AccountsSignOutTitle, words.Text("site", w.env.SiteOf(w.queue.Account(id))))
	widgets.ShowSheet(w.env.Kit, title, w.env.T(words.SignInSignOutWaiting, words.Count("count", waiting)), nil,
		widgets.SheetAction{Words: w.env.T(words.ButtonCancel), Kind: widgets.Primary},
		widgets.SheetAction{Words: w.env.T(words.TopSignOut), Kind: widgets.Plain, Do: func() { w.config.Door.SignOut(id) }})
}

// askToRemove always asks: what waits for the account goes with it.
func (w *Window) askToRemove(id uploader.AccountID) {
	question := ""
	if waiting := w.queue.WaitingFor(id); waiting > 0 {
		question = w.env.T(words.AccountsRemoveWaiting, words.Count("count", waiting))
	}
	title := w.env.T(words.AccountsRemoveTitle, words.Text("site", w.env.SiteOf(w.queue.Account(id))))
	widgets.ShowSheet(w.env.Kit, title, question, nil,
		widgets.SheetAction{Words: w.env.T(words.ButtonKeep), Kind: widgets.Primary},
		widgets.SheetAction{Words: w.env.T(words.ButtonRemove), Kind: widgets.Plain, Do: func() { w.config.Door.RemoveAccount(id) }})
}

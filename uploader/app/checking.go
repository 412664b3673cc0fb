package app

import (
	"context"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/engine"
	"twentythree-uploader/uploader/twentythree"
)

// CheckAccount asks an account's site whether it still accepts the sign-in, and what it allows. How that went comes with the accounts.
func (a *App) CheckAccount(id uploader.AccountID) {
	a.options.Secrets.AskAgain()
	a.owned.Go(func() { a.checkAccount(a.ctx, id) })
}

func (a *App) checkAccount(ctx context.Context, id uploader.AccountID) {
	if known, found := a.accounts.find(id); !found || !known.SignedIn || known.Guest() {
		return
	}
	a.accounts.checked(id, func(known *uploader.Account) { known.Checking = true })
	var me twentythree.User
	err := a.accounts.ask(ctx, id, func(session *engine.Session) (err error) {
		me, err = session.Client.Me(ctx)
		return err
	})
	if ctx.Err() != nil {
		return
	}
	var reason uploader.Reason
	switch {
	case err != nil:
		reason = a.explain(err, id)
	case me.Level != "" && !me.Level.Allows(uploader.LevelRead):
		known, _ := a.accounts.find(id)
		reason = uploader.Reason{Code: uploader.ReasonWithdrawn, Site: known.SiteName, Have: me.Level}
	}
	known := a.accounts.checked(id, func(known *uploader.Account) {
		known.Checking, known.Trouble = false, reason
		if !reason.IsZero() {
			return
		}
		known.Checked = a.options.Now()
		if me.Level != "" {
			known.Level = me.Level
		}
		if person := me.Person(); person != "" {
			known.Person = person
		}
		if me.Zone != "" {
			known.Zone = me.Zone
		}
	})
	if reason.IsZero() && known.SignedIn {
		// What an earlier refusal holds up goes on.
		a.signedIn(known)
	}
}

// checked changes what is known of an account while its site is asked.
func (a *accounts) checked(id uploader.AccountID, change func(*uploader.Account)) (known uploader.Account) {
	a.mu.Lock()
	if at := a.at(id); at >= 0 {
		change(&a.known[at])
		known = a.known[at]
	}
	a.mu.Unlock()
	if err := a.keep(); err != nil {
		a.app.options.Logger.Warn("the accounts could not be saved", "error", err)
	}
	return known
}

// RemoveAccount takes an account off the list for good, with the videos that wait for it: those can be brought back for a moment.
func (a *App) RemoveAccount(id uploader.AccountID) {
	a.owned.Go(func() {
		known, found := a.accounts.find(id)
		if !found || known.Demo {
			return
		}
		var waiting []uploader.UploadID
		for _, upload := range a.engine.Uploads() {
			if upload.Account == id && !upload.State.Arrived() && upload.State != uploader.Removed {
				waiting = append(waiting, upload.ID)
			}
		}
		a.engine.Remove(waiting)
		a.accounts.remove(id)
	})
}

package app

import (
	"context"
	"fmt"
	"slices"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
)

// accept takes over an accepted sign-in: its secret goes to the password store, its account into the list.
func (a *accounts) accept(signedIn account.SignedIn, makeCurrent bool) (uploader.Account, uploader.Reason) {
	known, reason := a.app.demo.adopt(signedIn.Account), signedIn.Catch
	if !known.Demo {
		known.ID = a.identify(known)
	}
	secret := signedIn.Secret
	before, found := a.find(known.ID)
	if known.Fields = before.Fields; found {
		secret = secret.After(a.before(before))
	}
	known = a.app.withFields(known)
	kept, err := a.app.options.Secrets.Save(a.app.ctx, known.ID, secret)
	if known.Kept = kept; known.Demo {
		known.Kept, err = uploader.KeptByDemoSite, nil
	}
	if err != nil && reason.IsZero() {
		reason = reasonOf(err)
	}
	a.leftovers.remove(a.app, known.ID)
	a.noteLocked(known.ID, nil)
	if _, err := a.prepare(known, secret, true); err != nil {
		return known, reasonOf(err)
	}
	if err := a.change(known, makeCurrent); err != nil {
		return known, reasonOf(err)
	}
	a.app.signedIn(known)
	return known, reason
}

// before is the secret of an account that is signed in to anew, the zero one when it is gone or would have to be asked for.
func (a *accounts) before(known uploader.Account) account.Secret {
	secret, held := a.keeper.Secret(known.ID)
	if !held && known.SignedIn && !a.app.options.Secrets.IsLocked() {
		secret, _ = a.app.options.Secrets.Load(a.app.ctx, known.ID)
	}
	return secret
}

// movedPatience bounds asking an old address where its site has gone.
const movedPatience = 10 * time.Second

// identify gives the id of the account in the list that somebody has signed in to: the same person on the same site, or on a site whose old
// address itself says that it is here now. Uploads never go over to anybody else.
func (a *accounts) identify(entered uploader.Account) uploader.AccountID {
	a.mu.Lock()
	list := slices.Clone(a.known)
	a.mu.Unlock()
	for _, known := range list {
		if samePerson(known, entered) && known.Host == entered.Host {
			return known.ID
		}
	}
	for _, known := range list {
		if samePerson(known, entered) && known.Host != entered.Host && !known.Demo && a.hasMoved(known.BaseURL, entered.BaseURL) {
			return known.ID
		}
	}
	id := entered.ID
	for n := 2; slices.ContainsFunc(list, func(known uploader.Account) bool {
		return known.ID == id && !(known.Host == entered.Host && known.UserID == "")
	}); n++ {
		// Its site has moved, and another one is at its old address now.
		id = uploader.AccountID(fmt.Sprintf("%s~%d", entered.ID, n))
	}
	return id
}

func samePerson(a, b uploader.Account) bool { return a.UserID != "" && a.UserID == b.UserID }

func (a *accounts) hasMoved(from, to string) bool {
	ctx, cancel := context.WithTimeout(a.app.ctx, movedPatience)
	defer cancel()
	site, err := a.door().Probe(ctx, from)
	return err == nil && site.Base == to
}

// drop forgets an account's secrets. Its uploads stay in the list and wait.
func (a *accounts) drop(id uploader.AccountID) {
	a.mu.Lock()
	at := a.at(id)
	if at < 0 {
		a.mu.Unlock()
		return
	}
	a.known[at].SignedIn, a.known[at].Trouble = false, uploader.Reason{}
	known := a.known[at]
	delete(a.sessions, id)
	a.leave(id)
	a.mu.Unlock()
	// Nothing uses the account any more, whatever the password store says and however long it takes.
	a.keeper.Drop(id)
	a.noteLocked(id, nil)
	if err := a.keep(); err != nil {
		a.app.options.Logger.Warn("the accounts could not be saved", "error", err)
	}
	a.app.engine.SignedOut(id)
	a.forget(known)
}

// leave lets new videos go to another account that is signed in, to none where there is none. The caller holds the lock.
func (a *accounts) leave(id uploader.AccountID) {
	if a.current != id {
		return
	}
	a.current = ""
	if next := slices.IndexFunc(a.known, func(known uploader.Account) bool { return known.SignedIn }); next >= 0 {
		a.current = a.known[next].ID
	}
}

// forget deletes an account's secret from the password store, later if it cannot be reached now.
func (a *accounts) forget(known uploader.Account) {
	inStore := known.Kept == uploader.KeptInKeyring
	if inStore {
		a.leftovers.add(a.app, known.ID)
	}
	err := a.app.options.Secrets.Delete(a.app.ctx, known.ID)
	switch {
	case err != nil:
		a.app.options.Logger.Warn("a secret could not be deleted yet", "account", known.ID, "error", err)
	case !inStore || !a.app.options.Secrets.IsAbsent():
		a.leftovers.remove(a.app, known.ID)
	}
}

// remove takes an account off the list for good.
func (a *accounts) remove(id uploader.AccountID) {
	a.drop(id)
	a.mu.Lock()
	if at := a.at(id); at >= 0 {
		a.known = slices.Delete(a.known, at, at+1)
	}
	a.leave(id)
	a.mu.Unlock()
	if err := a.keep(); err != nil {
		a.app.options.Logger.Warn("the accounts could not be saved", "error", err)
	}
}

package app

import (
	"context"
	"errors"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/engine"
)

// LookForSite tries the address a person typed, and forgets the site that was found before. The steps come as updates; a search that
// another one has overtaken says nothing more.
func (a *App) LookForSite(address string) {
	a.StopSignIn()
	a.owned.Go(func() { _, _ = a.look(address) })
}

func (a *App) look(address string) (site account.Site, found bool) {
	look := a.accounts.beginLook()
	a.tell(uploader.SignIn{Step: uploader.SignInLooking, Host: address})
	site, err := a.probe(a.ctx, address)
	switch {
	case !a.accounts.endLook(look, site):
		return site, false
	case err != nil:
		a.tell(uploader.SignIn{Step: uploader.SignInStopped, Reason: reasonOf(err)})
		return site, false
	}
	step := uploader.SignIn{Step: uploader.SignInFound, SiteName: site.Name, Host: site.Host}
	a.recallApplication(site)
	if a.signing.applicationKey(site.Host).Complete() && a.Rules().Allows(uploader.WayBrowser) {
		step.Ways = append(step.Ways, uploader.WayBrowser)
	}
	a.tell(step)
	return site, true
}

// probe looks for a site, which must be one that the organisation allows.
func (a *App) probe(ctx context.Context, address string) (account.Site, error) {
	site, err := a.accounts.door().Probe(ctx, address)
	if err != nil {
		return account.Site{}, err
	}
	if reason := a.notAllowed(site.Base, site.Host); !reason.IsZero() {
		return account.Site{}, &uploader.ReasonError{Reason: reason}
	}
	return site, nil
}

// beginLook forgets the site of an earlier search, so that no keys go there any more, and numbers the new one.
func (a *accounts) beginLook() (look int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.found = account.Site{}
	a.looks++
	return a.looks
}

// endLook keeps what a search found, the zero site for nothing, and reports whether it is still the newest one.
func (a *accounts) endLook(look int, site account.Site) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if look != a.looks {
		return false
	}
	a.found = site
	return true
}

// SignInWithKeys tries pasted keys on the site that LookForSite found. The steps come as updates. Keys that allow far more than uploading
// are kept only when ConfirmSignIn says so.
func (a *App) SignInWithKeys(keys uploader.Keys) {
	a.accounts.mu.Lock()
	site := a.accounts.found
	a.accounts.mu.Unlock()
	running := a.begin(site)
	a.owned.Go(func() {
		if reason := a.wayNotAllowed(uploader.WayKeys); !reason.IsZero() {
			running.fail(&uploader.ReasonError{Reason: reason})
			running.stop()
			return
		}
		running.withKeys(keys)
	})
}

// withKeys tries keys on the site, and keeps them once nothing is doubted.
func (t *attempt) withKeys(keys uploader.Keys) {
	defer t.stop()
	t.tell(uploader.SignIn{Step: uploader.SignInChecking})
	signedIn, err := t.app.accounts.door().SignIn(t.ctx, t.site.Base, keys)
	if err != nil {
		t.fail(err)
		return
	}
	doubt := uploader.SignInDoubt("")
	if signedIn.Account.Level.Allows(uploader.LevelAdmin) {
		doubt = uploader.DoubtStrongKeys
	}
	t.settle(signedIn, doubt)
}

func (a *App) enter(ctx context.Context, site account.Site, keys uploader.Keys) (uploader.Account, uploader.Reason) {
	signedIn, err := a.accounts.door().SignIn(ctx, site.Base, keys)
	if err != nil {
		return uploader.Account{}, reasonOf(err)
	}
	return a.accounts.accept(signedIn, true)
}

// SignInNow signs in and waits for the answer, for scripts. The reason is zero when the account may upload.
func (a *App) SignInNow(ctx context.Context, address string, keys uploader.Keys) (uploader.Account, uploader.Reason) {
	if reason := a.wayNotAllowed(uploader.WayKeys); !reason.IsZero() {
		return uploader.Account{}, reason
	}
	site, err := a.probe(ctx, address)
	if err != nil {
		return uploader.Account{}, reasonOf(err)
	}
	known, reason := a.enter(ctx, site, keys)
	if reason.Code == uploader.ReasonKeyringNone || reason.Code == uploader.ReasonKeyringTooSmall {
		reason = uploader.Reason{}
	}
	return known, reason
}

// SignOut forgets an account's secrets. New videos go to another account that is signed in, if there is one.
func (a *App) SignOut(id uploader.AccountID) {
	if known, _ := a.accounts.find(id); known.Guest() {
		// There is no signing in again: without its token a link is nothing.
		a.RemoveAccount(id)
		return
	}
	a.owned.Go(func() {
		before := a.accounts.currentID()
		a.accounts.drop(id)
		if now := a.accounts.currentID(); now != "" && now != before {
			a.loadCatalogue(now)
		}
	})
}

// UseAccount makes an account the one that new videos go to.
func (a *App) UseAccount(id uploader.AccountID) {
	a.owned.Go(func() {
		known, found := a.accounts.find(id)
		if !found {
			return
		}
		if err := a.accounts.change(known, true); err != nil {
			a.options.Logger.Warn("the accounts could not be saved", "error", err)
		}
		a.loadCatalogue(id)
	})
}

// LoadCatalogue fetches the categories and tags of an account's site; they come as an update.
func (a *App) LoadCatalogue(id uploader.AccountID) { a.owned.Go(func() { a.loadCatalogue(id) }) }

func (a *App) loadCatalogue(id uploader.AccountID) {
	catalogue := uploader.Catalogue{Account: id}
	if known, _ := a.accounts.find(id); known.Guest() {
		return
	}
	err := a.accounts.ask(a.ctx, id, func(session *engine.Session) (err error) {
		if catalogue.Categories, err = session.Client.Categories(a.ctx); err != nil {
			return err
		}
		a.setups.offersSite(id, catalogue.Categories)
		// Tags only help with typing: without them the list of categories is still worth having.
		catalogue.Tags, _ = session.Client.Tags(a.ctx, "")
		// The same goes for the languages of subtitles, which older sites do not tell.
		catalogue.Languages, _ = session.Client.Languages(a.ctx)
		a.extras.offers(id, catalogue.Languages)
		return nil
	})
	if err != nil {
		catalogue.Reason = a.explain(err, id)
	}
	if a.ctx.Err() == nil {
		a.tellStarts(uploader.Update{Catalogues: []uploader.Catalogue{catalogue}})
	}
}

func (a *App) tell(step uploader.SignIn) {
	if a.ctx.Err() == nil {
		a.engine.Announce(uploader.Update{SignIn: &step})
	}
}

// reasonOf gives the reason that an error carries; what carries none is unknown.
func reasonOf(err error) uploader.Reason {
	if err == nil {
		return uploader.Reason{}
	}
	var known *uploader.ReasonError
	if errors.As(err, &known) {
		return known.Reason
	}
	return uploader.Reason{Code: uploader.ReasonUnknown, Technical: err.Error()}
}

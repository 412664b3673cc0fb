package app

import (
	"context"
	"slices"
	"sync"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
)

// workspaces are the sites that can be added with one press, because a login that is signed in opens them as well.
type workspaces struct {
	mu     sync.Mutex
	shown  uploader.Workspaces           // guarded by mu
	opened map[opening]account.Workspace // guarded by mu
}

// opening names one of them: the account it was found with, and its host.
type opening struct {
	login uploader.AccountID
	host  string
}

func openingOf(workspace uploader.Workspace) opening { return opening{workspace.Login, workspace.Host} }

// tell announces what change makes of them.
func (w *workspaces) tell(app *App, change func(*uploader.Workspaces)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.shown.Found = slices.Clone(w.shown.Found)
	change(&w.shown)
	shown := w.shown
	if app.ctx.Err() == nil {
		app.engine.Announce(uploader.Update{Workspaces: &shown})
	}
}

// LookForWorkspaces asks the sites of all logins which others they open. They come as an update.
func (a *App) LookForWorkspaces() { a.owned.Go(func() { a.lookForWorkspaces(a.ctx, false) }) }

// lookForWorkspaces leaves out, if ready, the accounts whose secrets the password store would have to be asked for.
func (a *App) lookForWorkspaces(ctx context.Context, ready bool) {
	a.accounts.workspaces.tell(a, func(w *uploader.Workspaces) { w.Asking = true })
	var found []uploader.Workspace
	var reason uploader.Reason
	opened := make(map[opening]account.Workspace)
	var asked []account.Secret
	for _, known := range a.accounts.update().Accounts {
		if _, held := a.accounts.keeper.Secret(known.ID); known.Demo || known.Guest() || !known.SignedIn || ready && !held {
			continue
		}
		if _, err := a.accounts.session(ctx, known.ID); err != nil {
			reason = a.explain(err, known.ID)
			continue
		}
		secret, _ := a.accounts.keeper.Secret(known.ID)
		if slices.ContainsFunc(asked, secret.SameSignIn) {
			continue
		}
		asked = append(asked, secret)
		list, err := a.accounts.door().Workspaces(ctx, known.BaseURL, secret)
		if err != nil {
			reason = a.explain(err, known.ID)
			continue
		}
		for _, workspace := range list {
			if a.accounts.has(workspace.Host, secret) || !a.notAllowed("https://"+workspace.Host, workspace.Host).IsZero() {
				continue
			}
			one := uploader.Workspace{Login: known.ID, Host: workspace.Host, Name: workspace.Name}
			opened[openingOf(one)] = workspace
			found = append(found, one)
		}
	}
	a.accounts.workspaces.tell(a, func(w *uploader.Workspaces) {
		a.accounts.workspaces.opened = opened
		*w = uploader.Workspaces{Found: found, Reason: reason}
	})
}

// has reports whether a login's workspace is an account already.
func (a *accounts) has(host string, login account.Secret) bool {
	for _, known := range a.update().Accounts {
		if known.Host != host || !known.SignedIn {
			continue
		}
		if secret, held := a.keeper.Secret(known.ID); held && secret.SameSignIn(login) {
			return true
		}
	}
	return false
}

// AddWorkspace makes a site that LookForWorkspaces found an account of its own. New videos go on to where they went.
func (a *App) AddWorkspace(workspace uploader.Workspace) {
	a.owned.Go(func() {
		known, reason := a.addWorkspace(a.ctx, workspace)
		if known.ID != "" {
			a.loadCatalogue(known.ID)
		} else if !reason.IsZero() {
			a.options.Logger.Info("a workspace was not added", "host", workspace.Host, "reason", reason.Code)
		}
	})
}

func (a *App) addWorkspace(ctx context.Context, workspace uploader.Workspace) (uploader.Account, uploader.Reason) {
	w := &a.accounts.workspaces
	adding := func(change func(*uploader.Workspace)) {
		w.tell(a, func(all *uploader.Workspaces) {
			for i := range all.Found {
				if openingOf(all.Found[i]) == openingOf(workspace) {
					change(&all.Found[i])
				}
			}
		})
	}
	w.mu.Lock()
	opened, known := w.opened[openingOf(workspace)]
	w.mu.Unlock()
	login, found := a.accounts.find(workspace.Login)
	secret, held := a.accounts.keeper.Secret(workspace.Login)
	if !known || !found || !held {
		return uploader.Account{}, uploader.Reason{Code: uploader.ReasonNotSignedIn, Site: workspace.Name}
	}
	adding(func(one *uploader.Workspace) { one.Adding, one.Reason = true, uploader.Reason{} })
	signedIn, err := a.accounts.door().Enter(ctx, login.BaseURL, secret, opened)
	if reason := a.notAllowed(signedIn.Account.BaseURL, workspace.Host); err == nil && !reason.IsZero() {
		err = &uploader.ReasonError{Reason: reason}
	}
	if err != nil {
		reason := reasonOf(err)
		adding(func(one *uploader.Workspace) { one.Adding, one.Reason = false, reason })
		return uploader.Account{}, reason
	}
	entered, reason := a.accounts.accept(signedIn, false)
	w.tell(a, func(all *uploader.Workspaces) {
		all.Found = slices.DeleteFunc(all.Found, func(one uploader.Workspace) bool {
			return openingOf(one) == openingOf(workspace)
		})
	})
	return entered, reason
}

package app

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/engine"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/network"
	"twentythree-uploader/uploader/twentythree"
)

// accounts knows who is signed in where and keeps a ready session for each.
type accounts struct {
	app         *App
	call, bytes *http.Transport

	mu       sync.Mutex
	known    []uploader.Account
	current  uploader.AccountID
	sessions map[uploader.AccountID]*ready
	found    account.Site // the site of a running sign-in
	looks    int          // how many sites were looked for
}

// ready is a session with what it was made of.
type ready struct {
	session *engine.Session
	secret  account.Secret
	clock   *network.Clock
}

func newAccounts(app *App, contents journal.Contents, proxy func(*http.Request) (*url.URL, error)) *accounts {
	options := network.Options{RootCAs: app.options.RootCAs, AnswerTimeout: time.Minute, Proxy: proxy}
	upload := network.Options{
		RootCAs: app.options.RootCAs, HTTP1Only: true, Proxy: proxy, Wrap: app.limiter.Wrap,
		Congestion: app.congestion,
	}
	return &accounts{
		app: app, call: network.NewTransport(options), bytes: network.NewTransport(upload),
		known: slices.Clone(contents.Accounts), current: contents.Current, sessions: make(map[uploader.AccountID]*ready),
	}
}

// dropIdle gives up connections that lie idle: after sleep or on another network they are dead without knowing it.
func (a *accounts) dropIdle() {
	a.call.CloseIdleConnections()
	a.bytes.CloseIdleConnections()
}

// offset is how far the clock of a site is ahead of this computer's, zero while unknown.
func (a *accounts) offset(host string) time.Duration {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, ready := range a.sessions {
		if ready.session.Account.Host == host {
			return ready.clock.Offset()
		}
	}
	return 0
}

// update is the list of accounts as subscribers get it.
func (a *accounts) update() uploader.Update {
	a.mu.Lock()
	defer a.mu.Unlock()
	return uploader.Update{Accounts: append([]uploader.Account{}, a.known...), Current: a.current}
}

func (a *accounts) currentID() uploader.AccountID {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.current
}

func (a *accounts) find(id uploader.AccountID) (uploader.Account, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	at := slices.IndexFunc(a.known, func(known uploader.Account) bool { return known.ID == id })
	if at < 0 {
		return uploader.Account{}, false
	}
	return a.known[at], true
}

// change keeps an account, makes it the current one if asked, writes the list down and tells everybody.
func (a *accounts) change(known uploader.Account, makeCurrent bool) error {
	a.mu.Lock()
	if at := slices.IndexFunc(a.known, func(k uploader.Account) bool { return k.ID == known.ID }); at >= 0 {
		a.known[at] = known
	} else {
		a.known = append(a.known, known)
	}
	if makeCurrent {
		a.current = known.ID
	}
	list, current := slices.Clone(a.known), a.current
	a.mu.Unlock()
	err := a.app.journal.SaveAccounts(context.Background(), list, current)
	a.app.engine.Announce(a.update())
	return err
}

// session gives an account's session: the one at hand, or a new one from the password store. A token that ends soon is renewed.
func (a *accounts) session(ctx context.Context, id uploader.AccountID) (*engine.Session, error) {
	known, found := a.find(id)
	if !found || !known.SignedIn {
		return nil, &uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonNotSignedIn, Site: known.SiteName}}
	}
	a.mu.Lock()
	have := a.sessions[id]
	a.mu.Unlock()
	var secret account.Secret
	if have != nil {
		secret = have.secret
	} else {
		var err error
		if secret, err = a.app.options.Secrets.Load(ctx, id); err != nil {
			return nil, err
		}
	}
	renewed, err := a.door().Renew(ctx, known.BaseURL, secret)
	if err != nil {
		return nil, err
	}
	if have != nil && renewed == secret {
		return have.session, nil
	}
	if renewed != secret {
		_, _ = a.app.options.Secrets.Save(ctx, id, renewed)
	}
	return a.prepare(known, renewed)
}

// prepare makes a session and keeps it.
func (a *accounts) prepare(known uploader.Account, secret account.Secret) (*engine.Session, error) {
	clock := &network.Clock{Base: a.app.options.Now}
	client, err := twentythree.New(twentythree.Config{
		Base: known.BaseURL, Credential: secret.Credential(), HTTP: &http.Client{Transport: a.call}, Upload: &http.Client{Transport: a.bytes},
		Now: clock.Now, Random: a.app.options.Random, AllowHTTP: a.app.options.AllowHTTP, SignedInBefore: true,
		OnDate: func(date time.Time) { clock.Observe(date, a.app.options.Now()) },
	})
	if err != nil {
		return nil, err
	}
	session := &engine.Session{
		Account: known, Client: client,
		Seal: func(text, associated []byte) ([]byte, error) {
			return account.Seal(secret, text, associated, a.app.options.Random)
		},
		Open: func(sealed, associated []byte) ([]byte, error) { return account.Open(secret, sealed, associated) },
	}
	a.mu.Lock()
	a.sessions[known.ID] = &ready{session: session, secret: secret, clock: clock}
	a.mu.Unlock()
	return session, nil
}

func (a *accounts) door() account.Door {
	return account.Door{
		HTTP: &http.Client{Transport: a.call, Timeout: time.Minute}, Now: a.app.options.Now, Random: a.app.options.Random,
		AllowHTTP: a.app.options.AllowHTTP, Classify: a.app.classify,
	}
}

// accept takes over an accepted sign-in: its secret goes to the password store, its account into the list.
func (a *accounts) accept(signedIn account.SignedIn) (uploader.Account, uploader.Reason) {
	known, reason := a.app.demo.adopt(signedIn.Account), signedIn.Catch
	if before, found := a.find(known.ID); found {
		known.Fields = before.Fields
	}
	kept, err := a.app.options.Secrets.Save(a.app.ctx, known.ID, signedIn.Secret)
	if known.Kept = kept; known.Demo {
		known.Kept, err = uploader.KeptByDemoSite, nil
	}
	if err != nil && reason.IsZero() {
		reason = reasonOf(err)
	}
	if _, err := a.prepare(known, signedIn.Secret); err != nil {
		return known, reasonOf(err)
	}
	if err := a.change(known, true); err != nil {
		return known, reasonOf(err)
	}
	a.app.engine.SignedIn(known)
	return known, reason
}

// drop forgets an account's secrets. Its uploads stay in the list and wait.
func (a *accounts) drop(id uploader.AccountID) {
	known, found := a.find(id)
	if !found {
		return
	}
	a.mu.Lock()
	delete(a.sessions, id)
	a.mu.Unlock()
	if err := a.app.options.Secrets.Delete(a.app.ctx, id); err != nil {
		a.app.options.Logger.Warn("a secret could not be deleted", "account", id, "error", err)
	}
	known.SignedIn = false
	if err := a.change(known, false); err != nil {
		a.app.options.Logger.Warn("the accounts could not be saved", "error", err)
	}
	a.app.engine.SignedOut(id)
}

package app

import (
	"context"
	"errors"
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
	clocks      network.Clocks
	keeper      *account.Keeper
	leftovers   leftovers
	workspaces  workspaces

	keeping  sync.Mutex // held while the list is written down
	mu       sync.Mutex
	known    []uploader.Account
	current  uploader.AccountID
	sessions map[uploader.AccountID]*engine.Session
	locked   map[uploader.AccountID]bool // those whose secrets the password store keeps to itself
	unlocked chan struct{}               // holds one: what locked says has changed
	found    account.Site                // the site of a running sign-in
	looks    int                         // how many sites were looked for
}

func newAccounts(app *App, contents journal.Contents, proxy func(*http.Request) (*url.URL, error)) *accounts {
	options := network.Options{RootCAs: app.options.RootCAs, AnswerTimeout: time.Minute, Proxy: proxy, Connections: &app.connections}
	upload := network.Options{
		RootCAs: app.options.RootCAs, HTTP1Only: true, Proxy: proxy, Wrap: app.limiter.Wrap,
		Congestion: app.congestion, Connections: &app.connections,
	}
	a := &accounts{
		app: app, call: network.NewTransport(options), bytes: network.NewTransport(upload), clocks: network.Clocks{Base: app.options.Now},
		known: slices.Clone(contents.Accounts), current: contents.Current, sessions: make(map[uploader.AccountID]*engine.Session),
		locked: make(map[uploader.AccountID]bool), unlocked: make(chan struct{}, 1), leftovers: leftovers{ids: readLeftovers(contents.Settings)},
	}
	a.keeper = account.NewKeeper(a.door(), app.options.Secrets.Refresh)
	return a
}

// dropIdle gives up connections that lie idle: after sleep or on another network they are dead without knowing it.
func (a *accounts) dropIdle() {
	a.call.CloseIdleConnections()
	a.bytes.CloseIdleConnections()
}

// offset is how far the clock of a site is ahead of this computer's, zero while unknown.
func (a *accounts) offset(host string) time.Duration { return a.clocks.Of(host).Offset() }

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
	at := a.at(id)
	if at < 0 {
		return uploader.Account{}, false
	}
	return a.known[at], true
}

// at is the account's place in the list, -1 when it has none. The caller holds the lock.
func (a *accounts) at(id uploader.AccountID) int {
	return slices.IndexFunc(a.known, func(known uploader.Account) bool { return known.ID == id })
}

// change keeps an account, makes it the current one if asked, writes the list down and tells everybody.
func (a *accounts) change(known uploader.Account, makeCurrent bool) error {
	a.mu.Lock()
	if at := a.at(known.ID); at >= 0 {
		a.known[at] = known
	} else {
		a.known = append(a.known, known)
	}
	if makeCurrent || a.current == "" {
		a.current = known.ID
	}
	a.mu.Unlock()
	return a.keep()
}

// keep writes the list of accounts down and tells everybody.
func (a *accounts) keep() error {
	// One after the other, so that an older list never replaces a newer one.
	a.keeping.Lock()
	defer a.keeping.Unlock()
	update := a.update()
	err := a.app.journal.SaveAccounts(context.Background(), update.Accounts, update.Current)
	a.app.tellStarts(update)
	return err
}

// session gives an account's session: the one at hand, or a new one from the password store.
func (a *accounts) session(ctx context.Context, id uploader.AccountID) (*engine.Session, error) {
	known, found := a.find(id)
	if !found || !known.SignedIn {
		return nil, &uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonNotSignedIn, Site: known.SiteName}}
	}
	if reason := a.app.notAllowed(known.BaseURL, known.SiteName); !reason.IsZero() && !known.Demo {
		return nil, &uploader.ReasonError{Reason: reason}
	}
	a.mu.Lock()
	have := a.sessions[id]
	a.mu.Unlock()
	if have != nil {
		return have, nil
	}
	if reason := a.withheld(id); !reason.IsZero() {
		// Told at once: the person is asked now and may take their time.
		a.noteLocked(id, &uploader.ReasonError{Reason: reason})
	}
	secret, err := a.app.options.Secrets.Load(ctx, id)
	a.noteLocked(id, err)
	if err != nil {
		return nil, err
	}
	return a.prepare(known, secret, false)
}

// prepare makes a session and keeps it. Unless somebody has signed in anew, one that was made meanwhile stays, and so does a sign-out.
func (a *accounts) prepare(known uploader.Account, secret account.Secret, anew bool) (*engine.Session, error) {
	clock := a.clocks.Of(known.Host)
	config := twentythree.Config{
		Base: known.BaseURL, Credential: secret.Credential(), HTTP: &http.Client{Transport: a.call}, Upload: &http.Client{Transport: a.bytes},
		Now: clock.Now, Random: a.app.options.Random, AllowHTTP: a.app.options.AllowHTTP, SignedInBefore: true,
		Current: func(ctx context.Context) (twentythree.Credential, error) {
			credential, err := a.keeper.Credential(ctx, known.ID)
			if reasonOf(err).Code == uploader.ReasonNotSignedIn {
				// Signed out while a video waits for its site's last word: hearing it out is better than not knowing.
				return secret.Credential(), nil
			}
			return credential, err
		},
		DraftsOnly: a.app.Rules().DraftsOnly(),
		OnDate:     func(date time.Time, refused bool) { clock.Learn(date, a.app.options.Now(), refused) },
	}
	if known.Guest() {
		// Nothing signs a guest's requests, and nothing is renewed.
		config.Current = nil
	}
	client, err := twentythree.New(config)
	if err != nil {
		return nil, err
	}
	session := &engine.Session{
		Account: known, Client: client, Given: given(known, secret),
		Seal: func(text, associated []byte) ([]byte, error) {
			return account.Seal(secret, text, associated, a.app.options.Random)
		},
		Open:  func(sealed, associated []byte) ([]byte, error) { return account.Open(secret, sealed, associated) },
		Renew: func(ctx context.Context, since time.Time) error { return a.keeper.Renew(ctx, known.ID, since) },
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if !anew {
		if have := a.sessions[known.ID]; have != nil {
			return have, nil
		}
		if at := a.at(known.ID); at < 0 || !a.known[at].SignedIn {
			return nil, &uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonNotSignedIn, Site: known.SiteName}}
		}
	}
	a.keeper.Hold(known, secret)
	a.sessions[known.ID] = session
	return session, nil
}

// ask makes a call to an account's site. A sign-in that is refused is renewed once, a clock that is wrong corrected once.
func (a *accounts) ask(ctx context.Context, id uploader.AccountID, call func(*engine.Session) error) error {
	session, err := a.session(ctx, id)
	if err != nil {
		return err
	}
	began := a.app.options.Now()
	err = call(session)
	var answered *twentythree.Error
	switch {
	case !errors.As(err, &answered):
		return err
	case answered.Kind == twentythree.KindSignIn && session.Renew(ctx, began) == nil, answered.Kind == twentythree.KindClock:
		return call(session)
	}
	return err
}

func (a *accounts) door() account.Door {
	return account.Door{
		HTTP: &http.Client{Transport: a.call, Timeout: time.Minute}, Now: a.app.options.Now, Random: a.app.options.Random,
		AllowHTTP: a.app.options.AllowHTTP, Classify: a.app.classify, Clocks: &a.clocks,
	}
}

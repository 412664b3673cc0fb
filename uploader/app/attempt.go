package app

import (
	"context"
	"sync"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
)

// signing holds the one sign-in that runs, and the keys by which sites know the program.
type signing struct {
	gate    sync.Mutex
	keys    map[string]account.ApplicationKey // by host in small letters, "" for every site; guarded by gate, never changed in place
	running *attempt                          // guarded by gate
}

// attempt is one sign-in, from its start until its keys are kept or it is given up.
type attempt struct {
	app  *App
	ctx  context.Context
	stop context.CancelFunc
	site account.Site
	// codes are what the person typed; agreed is closed when the person goes on in spite of a doubt.
	codes  chan string
	agreed chan struct{}
	agree  sync.Once
}

// begin starts a sign-in at a site and ends the one before.
func (a *App) begin(site account.Site) *attempt {
	ctx, stop := context.WithCancel(a.ctx)
	next := &attempt{app: a, ctx: ctx, stop: stop, site: site, codes: make(chan string, 1), agreed: make(chan struct{})}
	a.signing.replace(next)
	return next
}

// replace ends the running sign-in, if there is one, and puts another in its place, nil for none.
func (s *signing) replace(next *attempt) {
	s.gate.Lock()
	defer s.gate.Unlock()
	if s.running != nil {
		s.running.stop()
	}
	s.running = next
}

// current is the running sign-in, nil when there is none.
func (s *signing) current() *attempt {
	s.gate.Lock()
	defer s.gate.Unlock()
	return s.running
}

// tell shows a step, unless the sign-in was given up.
func (t *attempt) tell(step uploader.SignIn) {
	if step.SiteName == "" {
		step.SiteName, step.Host = t.site.Name, t.site.Host
	}
	t.app.signing.gate.Lock()
	defer t.app.signing.gate.Unlock()
	if t.ctx.Err() == nil {
		t.app.tell(step)
	}
}

// fail says why it ended, unless it was given up.
func (t *attempt) fail(err error) {
	t.tell(uploader.SignIn{Step: uploader.SignInStopped, Reason: named(reasonOf(err), t.site.Name, t.site.Host)})
}

// named gives a reason that knows no more than a site's address the name that people call the site by.
func named(reason uploader.Reason, name, host string) uploader.Reason {
	if name != "" && (reason.Site == "" || reason.Site == host) {
		reason.Site = name
	}
	return reason
}

// settle asks the person about a doubt, and then keeps the keys. It reports whether the account is signed in.
func (t *attempt) settle(signedIn account.SignedIn, doubt uploader.SignInDoubt) bool {
	if reason := t.app.notAllowed(signedIn.Account.BaseURL, signedIn.Account.SiteName); !reason.IsZero() {
		t.fail(&uploader.ReasonError{Reason: reason})
		return false
	}
	if doubt != "" {
		t.tell(uploader.SignIn{Step: uploader.SignInDoubted, Doubt: doubt, Account: signedIn.Account})
		select {
		case <-t.agreed:
		case <-t.ctx.Done():
			return false
		}
	}
	if !t.keep() {
		return false
	}
	known, reason := t.app.accounts.accept(signedIn, true)
	t.tell(uploader.SignIn{Step: uploader.SignInDone, SiteName: known.SiteName, Host: known.Host, Account: known, Reason: reason})
	t.app.owned.Go(func() {
		t.app.loadCatalogue(known.ID)
		t.app.lookForWorkspaces(t.app.ctx, true)
	})
	return true
}

// keep reports whether the keys are to be kept: from here on giving up comes too late.
func (t *attempt) keep() bool {
	t.app.signing.gate.Lock()
	defer t.app.signing.gate.Unlock()
	return t.ctx.Err() == nil
}

// ConfirmSignIn goes on with a sign-in that waits in the step SignInDoubted.
func (a *App) ConfirmSignIn() {
	if running := a.signing.current(); running != nil {
		running.agree.Do(func() { close(running.agreed) })
	}
}

// StopSignIn gives up the running sign-in. Nothing more is said of it.
func (a *App) StopSignIn() { a.signing.replace(nil) }

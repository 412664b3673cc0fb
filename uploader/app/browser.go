package app

import (
	"errors"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/words"
)

const (
	// wrongCodes is how many codes that do not fit are taken before a new page is needed.
	wrongCodes = 3
	// afterwards is how long the page in the browser can be loaded again after a sign-in.
	afterwards = 30 * time.Second
)

// SignInInBrowser begins to sign in on the site that LookForSite found, on a page in the browser that speaks that language. The steps come as
// updates: the page's address with SignInInBrowser is to be shown to the person.
func (a *App) SignInInBrowser(language words.Language) { a.signInOnAPage(language, false) }

// UseCode begins anew in a way in which the page shows a code, for browsers that cannot come back to the program by themselves.
func (a *App) UseCode(language words.Language) { a.signInOnAPage(language, true) }

// EnterCode takes what a person typed or pasted while SignInByCode is the step.
func (a *App) EnterCode(code string) {
	running := a.signing.current()
	if running == nil {
		return
	}
	select {
	case running.codes <- code:
	default:
		// One is being tried.
	}
}

func (a *App) signInOnAPage(language words.Language, byCode bool) {
	a.accounts.mu.Lock()
	site := a.accounts.found
	a.accounts.mu.Unlock()
	running := a.begin(site)
	speak := words.New(language, nil, a.options.Now)
	a.owned.Go(func() {
		defer running.stop()
		if running.onAPage(account.BrowserOptions{ByCode: byCode, Speak: speak}) {
			running.onAPage(account.BrowserOptions{ByCode: true, Speak: speak})
		}
	})
}

// onAPage signs in on a page in the browser. It reports whether that was disturbed, so that a code is the way to go.
func (t *attempt) onAPage(options account.BrowserOptions) (disturbed bool) {
	t.tell(uploader.SignIn{Step: uploader.SignInPreparing})
	if reason := t.app.wayNotAllowed(uploader.WayBrowser); !reason.IsZero() {
		t.fail(&uploader.ReasonError{Reason: reason})
		return false
	}
	key := t.app.signing.applicationKey(t.site.Host)
	if t.site.Base == "" || !key.Complete() {
		t.fail(&uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonBrowserRefused, Site: t.site.Name}})
		return false
	}
	page, err := t.app.accounts.door().OpenBrowser(t.ctx, t.site, key, options)
	if err != nil {
		t.fail(err)
		return false
	}
	defer page.Close()
	signedIn, err := t.awaitPerson(page)
	if err != nil {
		page.Answer(false)
		if errors.Is(err, account.ErrDisturbed) {
			return true
		}
		t.fail(err)
		t.linger(page)
		return false
	}
	doubt := uploader.SignInDoubt("")
	if signedIn.Elsewhere {
		doubt = uploader.DoubtElsewhere
		page.Answer(false)
	}
	page.Answer(t.settle(signedIn, doubt))
	t.linger(page)
	return false
}

// awaitPerson waits until the person has allowed it, and takes what the site gives for that. A wrong code may be typed again.
func (t *attempt) awaitPerson(page *account.Browser) (account.SignedIn, error) {
	step := uploader.SignIn{Step: uploader.SignInInBrowser, Address: page.Address}
	if page.ByCode {
		step.Step = uploader.SignInByCode
	}
	for tried := 1; ; tried++ {
		t.tell(step)
		verifier, err := page.Await(t.ctx, t.codes)
		var signedIn account.SignedIn
		if err == nil {
			t.tell(uploader.SignIn{Step: uploader.SignInFinishing})
			signedIn, err = page.Finish(t.ctx, verifier)
		}
		step.Reason = reasonOf(err)
		if err == nil || step.Reason.Code != uploader.ReasonCodeWrong || tried == wrongCodes {
			return signedIn, err
		}
	}
}

// linger leaves the page in the browser a while in which it can be loaded again.
func (t *attempt) linger(page *account.Browser) {
	if page.ByCode {
		return
	}
	select {
	case <-time.After(afterwards):
	case <-t.ctx.Done():
	}
}

package account

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"net/url"
	"strings"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/network"
	"twentythree-uploader/uploader/twentythree"
	"twentythree-uploader/uploader/words"
)

// BrowserLimit is how long a sign-in waits for the person in the browser.
const BrowserLimit = 10 * time.Minute

// ErrDisturbed says that something on this computer keeps calling in place of the browser, so that the way by code is the one to go.
var ErrDisturbed = errDisturbed

// BrowserOptions are how a sign-in in the browser goes.
type BrowserOptions struct {
	// ByCode lets the site show a code that the person carries over, where the browser cannot come back by itself.
	ByCode bool
	// Speak has the language of the pages; nil for English.
	Speak *words.Words
}

// Browser is a sign-in in the browser that the site has been told of. It is for one goroutine, but for Close, and must be closed.
type Browser struct {
	// Address is the page on which the person allows it.
	Address string
	// ByCode says that the page shows a code. It may be so although it was not asked for, where this computer or the site allows no other way.
	ByCode bool

	door  Door
	site  Site
	key   ApplicationKey
	token twentythree.RequestToken
	back  *callback // nil by code
}

// OpenBrowser asks the site for a page to sign in on, in the name of the application with that key. The error is a *uploader.ReasonError
// (browser_refused, clock, or what the network says), or the context's.
func (d Door) OpenBrowser(ctx context.Context, site Site, key ApplicationKey, options BrowserOptions) (*Browser, error) {
	b := &Browser{door: d, site: site, key: key, ByCode: options.ByCode}
	if !b.ByCode {
		b.back = d.callback(options.Speak)
		b.ByCode = b.back == nil
	}
	err := b.begin(ctx)
	if err != nil && b.back != nil && isAnswer(err, twentythree.KindInput) {
		// Some sites take web addresses of their own choosing only.
		err = errors.Join(b.Close(), nil)
		b.back, b.ByCode = nil, true
		if err == nil {
			err = b.begin(ctx)
		}
	}
	if err != nil {
		_ = b.Close()
		return nil, d.refusedInBrowser(ctx, err, site)
	}
	return b, nil
}

// callback listens for the browser; nil where this computer does not allow that.
func (d Door) callback(speak *words.Words) *callback {
	listen := d.listen
	if listen == nil {
		listen = listenLocally
	}
	listener, err := listen()
	if err != nil {
		return nil
	}
	if speak == nil {
		speak = words.New(words.English, nil, d.now)
	}
	random := d.Random
	if random == nil {
		random = rand.Reader
	}
	back, err := newCallback(listener, random, speak)
	if err != nil {
		return nil
	}
	return back
}

// begin asks for the request token. A clock that the site does not agree with is corrected once.
func (b *Browser) begin(ctx context.Context) error {
	err := b.ask(ctx)
	var answered *twentythree.Error
	if errors.As(err, &answered) && answered.Kind == twentythree.KindClock && answered.Offset != 0 {
		now, offset := b.door.now, answered.Offset
		b.door.Now = func() time.Time { return now().Add(offset) }
		err = b.ask(ctx)
	}
	return err
}

func (b *Browser) ask(ctx context.Context) error {
	client, err := b.door.client(b.legs(), b.key.signed("", ""))
	if err != nil {
		return err
	}
	back := twentythree.ByCode
	if b.back != nil {
		back = b.back.address()
	}
	if b.token, err = client.RequestToken(ctx, back); err != nil {
		return err
	}
	b.Address = client.AuthorizeAddress(b.token)
	if b.back != nil {
		b.back.expect(b.token.Token)
	}
	return nil
}

// legs is the root of the host that serves the sign-in.
func (b *Browser) legs() string {
	if b.key.EverySite {
		return cmp.Or(b.door.EverySite, twentythree.EverySite)
	}
	return b.site.Base
}

// Await waits for the person: for the browser to come back, or for a code. The error is a *uploader.ReasonError (denied, browser_late,
// code_wrong), ErrDisturbed, or the context's.
func (b *Browser) Await(ctx context.Context, codes <-chan string) (verifier string, err error) {
	var back <-chan verdict
	if b.back != nil {
		back, codes = b.back.verdict, nil
	}
	select {
	case got := <-back:
		if errors.Is(got.err, errDenied) {
			return "", b.reason(uploader.ReasonDenied, got.err)
		}
		return got.verifier, got.err
	case code := <-codes:
		if verifier = CodeFrom(code); verifier == "" {
			return "", b.reason(uploader.ReasonCodeWrong, nil)
		}
		return verifier, nil
	case <-time.After(BrowserLimit):
		return "", b.reason(uploader.ReasonBrowserLate, nil)
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// Finish exchanges what Await gave for the keys, and asks the workspace that they are for who is signed in. The error is a
// *uploader.ReasonError (code_wrong by code, browser_refused, read the others at SignIn), or the context's.
func (b *Browser) Finish(ctx context.Context, verifier string) (SignedIn, error) {
	client, err := b.door.client(b.legs(), b.key.signed(b.token.Token, b.token.Secret))
	if err != nil {
		return SignedIn{}, err
	}
	access, err := client.AccessToken(ctx, verifier)
	switch {
	case err != nil && b.ByCode && twentythree.ApplicationRefused(err):
		return SignedIn{}, b.reason(uploader.ReasonCodeWrong, err)
	case err != nil:
		return SignedIn{}, b.door.refusedInBrowser(ctx, err, b.site)
	}
	base, err := b.workspace(access.Domain)
	if err != nil {
		return SignedIn{}, err
	}
	secret := Secret{secretDocument{ConsumerKey: b.key.Key, ConsumerSecret: b.key.Secret, Token: access.Token, TokenSecret: access.TokenSecret}}
	signedIn, err := b.door.introduce(ctx, base, secret)
	if err != nil {
		return SignedIn{}, err
	}
	signedIn.Elsewhere = !b.door.same(ctx, b.site, signedIn)
	return signedIn, nil
}

// workspace is the root of the workspace that the keys are for: where no domain was answered, of the one that was asked. Keys that came
// over https are not sent anywhere in the open.
func (b *Browser) workspace(domain string) (string, error) {
	if domain == "" || strings.EqualFold(domain, b.site.Host) {
		return b.site.Base, nil
	}
	base, _, reason := network.SiteAddress(domain)
	if !reason.IsZero() || base == "" || (!strings.HasPrefix(base, "https://") && !strings.HasPrefix(b.legs(), "http://")) {
		return "", noSite(b.site.Name, errors.New("the workspace that was signed in to has no address that can be used"))
	}
	return base, nil
}

// same reports whether the workspace signed in to is the one that was looked for, be it by another of its addresses.
func (d Door) same(ctx context.Context, looked Site, signedIn SignedIn) bool {
	there := signedIn.Account
	if there.BaseURL == looked.Base || strings.EqualFold(there.Host, looked.Host) {
		return true
	}
	asked, err := d.client(looked.Base, nil)
	if err != nil {
		return false
	}
	stranger, err := asked.Site(ctx)
	if err != nil {
		return false
	}
	if domain, err := url.Parse("//" + stranger.Domain); err == nil && stranger.Domain != "" && strings.EqualFold(domain.Host, there.Host) {
		return true
	}
	client, err := d.client(there.BaseURL, signedIn.Secret.Credential())
	if err != nil {
		return false
	}
	found, err := client.Site(ctx)
	return err == nil && found.ID != "" && found.ID == stranger.ID
}

// Answer lets the page in the browser say whether the person is signed in. The first answer counts.
func (b *Browser) Answer(signedIn bool) {
	if b.back != nil {
		b.back.answer(signedIn)
	}
}

// Close stops listening for the browser.
func (b *Browser) Close() error {
	if b.back == nil {
		return nil
	}
	return b.back.close()
}

func (b *Browser) reason(code uploader.ReasonCode, err error) error {
	reason := uploader.Reason{Code: code, Site: b.site.Name}
	if err != nil {
		reason.Technical = err.Error()
	}
	return &uploader.ReasonError{Reason: reason, Err: err}
}

// refusedInBrowser is the reason of a leg that was refused: no keys of the person's are at fault.
func (d Door) refusedInBrowser(ctx context.Context, err error, site Site) error {
	if !twentythree.ApplicationRefused(err) {
		return d.refused(ctx, err, site.Name)
	}
	return &uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonBrowserRefused, Site: site.Name, Technical: err.Error()}, Err: err}
}

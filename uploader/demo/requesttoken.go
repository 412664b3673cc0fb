package demo

import (
	"net/url"
	"strings"
	"time"

	"twentythree-uploader/uploader/demo/oauth"
)

// requestToken is a sign-in on its way: asked for by the application, answered by somebody in their browser, exchanged once.
type requestToken struct {
	token, secret string
	// callback is where the browser is sent back to; "oob" shows a code instead.
	callback string
	ends     time.Time
	// verifier proves that whoever exchanges the token has seen the answer; empty until somebody allowed it.
	verifier string
	// at is the workspace that somebody let the application into.
	at *Site
	// wrong counts verifiers that did not fit: a code of few letters must not be found by trying.
	wrong int
}

const (
	outOfBand = "oob"
	// requestTokenLife is assumed: the documentation names no figure.
	requestTokenLife = 10 * time.Minute
	maxWrongCodes    = 3
	maxPending       = 1000
)

// begin keeps a new request token, and forgets those that ended.
func (i *signIns) begin(callback string, now time.Time, life time.Duration) requestToken {
	i.mu.Lock()
	defer i.mu.Unlock()
	for token, p := range i.pending {
		if !now.Before(p.ends) || len(i.pending) >= maxPending {
			delete(i.pending, token)
		}
	}
	made := &requestToken{token: "request-" + randomHex(10), secret: randomHex(25), callback: callback, ends: now.Add(life)}
	i.pending[made.token] = made
	return *made
}

// waiting answers a request token that has not ended.
func (i *signIns) waiting(token string, now time.Time) (requestToken, bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	p := i.pending[token]
	if p == nil || !now.Before(p.ends) {
		return requestToken{}, false
	}
	return *p, true
}

// allow gives a request token its verifier and a workspace, once.
func (i *signIns) allow(token, verifier string, at *Site) bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	p := i.pending[token]
	if p == nil || p.verifier != "" {
		return false
	}
	p.verifier, p.at = verifier, at
	return true
}

// drop ends a request token.
func (i *signIns) drop(token string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	delete(i.pending, token)
}

// exchange takes a request token away for its verifier and answers its workspace. The third wrong verifier takes it away too.
func (i *signIns) exchange(token, verifier string) (at *Site, fits bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	p := i.pending[token]
	if p == nil {
		return nil, false
	}
	fits = p.verifier != "" && same(p.verifier, verifier)
	if !fits {
		p.wrong++
	}
	if fits || p.wrong >= maxWrongCodes {
		delete(i.pending, token)
	}
	return p.at, fits
}

// legKeys answers the secrets that the first and the third leg are signed with: the application's alone, or with those of a request
// token. An access token is none of them.
func (s *Site) legKeys(consumer, token string) (oauth.Keys, bool) {
	application := s.Application()
	if !same(application.Key, consumer) {
		return oauth.Keys{}, false
	}
	if token == "" {
		return oauth.Keys{ConsumerSecret: application.Secret}, true
	}
	p, known := s.signIns.waiting(token, s.now())
	return oauth.Keys{ConsumerSecret: application.Secret, TokenSecret: p.secret}, known
}

// callbackAddress checks where an application wants the browser to be sent back to.
func callbackAddress(text string) bool {
	if text == outOfBand {
		return true
	}
	address, err := url.Parse(text)
	return err == nil && (address.Scheme == "http" || address.Scheme == "https") && address.Host != "" && address.Fragment == "" && address.User == nil
}

// returning is a callback with what it is told, after its own parameters.
func returning(callback string, told url.Values) string {
	separator := "?"
	if strings.Contains(callback, "?") {
		separator = "&"
	}
	return callback + separator + told.Encode()
}

package twentythree

import (
	"context"
	"fmt"
	"io"
	"slices"
	"sync"

	"twentythree-uploader/uploader/twentythree/internal/oauth"
)

// Credential is how requests are signed: a Bearer or an OAuth. A nil Credential is a stranger.
type Credential interface {
	fmt.Formatter
	// sign gives the Authorization header of one attempt.
	sign(attempt attempt) (string, error)
	// secrets are the texts that may appear nowhere.
	secrets() []string
	// speaksV1 reports whether v1 methods accept it. The service documents bearer tokens nowhere for v1.
	speaksV1() bool
}

// Bearer is an access key: a login token or a workspace token.
type Bearer struct{ Token string }

// OAuth holds the four keys of OAuth 1.0a, as the service's settings page shows them.
type OAuth struct{ ConsumerKey, ConsumerSecret, Token, TokenSecret string }

var (
	_ Credential = Bearer{}
	_ Credential = OAuth{}
)

// attempt is what a signature covers: method, address and the parameters outside a multipart body.
type attempt struct {
	method, address string
	parameters      form
	// protocol are further parameters of OAuth itself.
	protocol form
	unixTime int64
	nonce    string
}

func (b Bearer) sign(attempt) (string, error) { return "Bearer " + b.Token, nil }
func (b Bearer) secrets() []string            { return []string{b.Token} }
func (b Bearer) speaksV1() bool               { return false }

// Format hides the token from every verb.
func (Bearer) Format(f fmt.State, _ rune) { hide(f, "bearer") }

func (o OAuth) sign(a attempt) (string, error) {
	keys := oauth.Keys{ConsumerKey: o.ConsumerKey, ConsumerSecret: o.ConsumerSecret, Token: o.Token, TokenSecret: o.TokenSecret}
	request := oauth.Request{Method: a.method, Address: a.address}
	for _, pair := range a.parameters {
		request.Parameters = append(request.Parameters, oauth.Parameter(pair))
	}
	for _, pair := range a.protocol {
		request.Protocol = append(request.Protocol, oauth.Parameter(pair))
	}
	return keys.Authorization(request, a.nonce, a.unixTime)
}

func (o OAuth) secrets() []string {
	return []string{o.ConsumerKey, o.ConsumerSecret, o.Token, o.TokenSecret}
}
func (o OAuth) speaksV1() bool { return true }

// Format hides the keys from every verb.
func (OAuth) Format(f fmt.State, _ rune) { hide(f, "four keys") }

func hide(f fmt.State, what string) { _, _ = io.WriteString(f, what+" (hidden)") }

// usedSecrets are the texts of the credentials that a client has signed with lately: an error may quote one that was renewed meanwhile.
type usedSecrets struct {
	gate  sync.Mutex
	texts []string // guarded by gate, newest last
}

// mostUsed bounds them: requests are not under way for longer than a few renewals.
const mostUsed = 16

func (u *usedSecrets) add(texts []string) {
	u.gate.Lock()
	defer u.gate.Unlock()
	for _, text := range texts {
		if !slices.Contains(u.texts, text) {
			u.texts = append(u.texts, text)
		}
	}
	u.texts = u.texts[max(len(u.texts)-mostUsed, 0):]
}

func (u *usedSecrets) all() []string {
	u.gate.Lock()
	defer u.gate.Unlock()
	return slices.Clone(u.texts)
}

// credentialNow is what to sign the next request with.
func (c *Client) credentialNow(ctx context.Context) (Credential, error) {
	if c.current == nil || c.credential == nil {
		return c.credential, nil
	}
	credential, err := c.current(ctx)
	if err == nil {
		c.used.add(credential.secrets())
	}
	return credential, err
}

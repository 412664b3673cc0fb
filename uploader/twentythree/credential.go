package twentythree

import (
	"fmt"
	"io"

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

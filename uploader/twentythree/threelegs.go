package twentythree

import (
	"context"
	"fmt"
	"net/http"

	"twentythree-uploader/uploader/twentythree/internal/answer"
)

// EverySite is the root of the vendor's host that serves the sign-in in the browser for all workspaces. It outlives a workspace's change
// of address; a key that belongs to one workspace is known on that workspace's own host.
const EverySite = "https://api.visualplatform.net"

// ByCode in place of a callback address makes the site show a code that the person carries to the program.
const ByCode = "oob"

// Paths of the three legs, from the root of the host that serves them, and what they call their parameters.
const (
	pathRequestToken = "oauth/request_token"
	pathAuthorize    = "oauth/authorize"
	pathAccessToken  = "oauth/access_token"

	nameToken       = "oauth_token"
	nameTokenSecret = "oauth_token_secret"
	nameProblem     = "oauth_problem"
)

// RequestToken is what a sign-in in the browser is known by until it is done.
type RequestToken struct{ Token, Secret string }

// Format hides the token from every verb.
func (RequestToken) Format(f fmt.State, _ rune) { hide(f, "request token") }

// Access is what a person allowed in the browser.
type Access struct {
	// Token and TokenSecret sign every later call, beside the application's own pair.
	Token, TokenSecret string
	// Domain is the host of the workspace; every later call goes there. UserID and SiteID may be empty.
	Domain, UserID, SiteID string
}

// Format hides the token from every verb.
func (Access) Format(f fmt.State, _ rune) { hide(f, "access") }

// RequestToken begins a sign-in in the browser. The client's credential is the application's pair alone. callback is where the site
// sends the browser afterwards, or ByCode. An answer that is not a success is an *Error.
func (c *Client) RequestToken(ctx context.Context, callback string) (RequestToken, error) {
	said, err := c.leg(ctx, pathRequestToken, form{{"oauth_callback", callback}})
	return RequestToken{Token: said[nameToken], Secret: said[nameTokenSecret]}, err
}

// AuthorizeAddress is the page on which the person allows the program in.
func (c *Client) AuthorizeAddress(token RequestToken) string {
	return c.Base() + "/" + pathAuthorize + "?" + form{{nameToken, token.Token}}.encode()
}

// AccessToken ends a sign-in in the browser. The client's credential is the application's pair with the request token; verifier is what
// the site gave the browser, or the person. A verifier serves once.
func (c *Client) AccessToken(ctx context.Context, verifier string) (Access, error) {
	said, err := c.leg(ctx, pathAccessToken, form{{"oauth_verifier", verifier}})
	access := Access{
		Token: said[nameToken], TokenSecret: said[nameTokenSecret], Domain: said["domain"], UserID: said["user_id"], SiteID: said["site_id"],
	}
	return access, err
}

// leg makes one of the two calls between program and site. Their parameters travel in the header with the signature.
func (c *Client) leg(ctx context.Context, path string, protocol form) (map[string]string, error) {
	o := outgoing{call: path, outside: true, method: http.MethodGet, protocol: protocol, signed: true}
	for _, parameter := range protocol {
		if parameter.Value != ByCode {
			o.secrets = append(o.secrets, parameter.Value)
		}
	}
	got, signedAt, err := c.send(ctx, c.http, o, errorBound)
	if err != nil {
		return nil, err
	}
	said := readPairs(got.start())
	if got.status < 300 && !got.cut && said[nameToken] != "" && said[nameTokenSecret] != "" {
		return said, nil
	}
	return nil, c.complete(c.refusedLeg(got, said), o, got.header, signedAt)
}

// refusedLeg says what an answer without a token means.
func (c *Client) refusedLeg(got received, said map[string]string) *Error {
	if got.status >= 300 && got.status < 400 {
		if _, e := judgeReturn(got, c.base); e != nil {
			return e
		}
		return &Error{Status: got.status, Kind: KindUnknownAnswer}
	}
	a := answer.Read(got.start())
	e := describe(got, a)
	if problem := said[nameProblem]; e.Code == "" && isWord(problem) {
		e.Code = problem
	}
	e.Kind = callKind(e, a, false)
	if e.Kind == KindUnknownAnswer && (got.status == http.StatusForbidden || e.Code != "") && a.Form != answer.Page {
		e.Kind = KindSignIn
	}
	return e
}

// ApplicationRefused reports whether err is a refusal of the call itself, signature, key and code, rather than a site that cannot answer now.
func ApplicationRefused(err error) bool {
	refused, is := refusal(err)
	if !is {
		return false
	}
	switch refused.Kind {
	case KindSignIn, KindPermission, KindInput, KindFeature, KindToken, KindNotFound:
		return true
	}
	return false
}

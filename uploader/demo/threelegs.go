package demo

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"twentythree-uploader/uploader/demo/faults"
	"twentythree-uploader/uploader/demo/oauth"
)

// serveLegs answers the sign-in of OAuth 1.0a as api/oauth describes it: request_token and access_token for the application,
// authorize for the person at the browser.
func (c *call) serveLegs(request faults.Request) {
	c.arrive(request)
	if c.answeredInstead(faults.Arrived, request) {
		return
	}
	if err := c.readParameters(); err != nil || c.stream != nil {
		c.send(text(http.StatusBadRequest, "The request cannot be read"))
		return
	}
	c.line.Parameters = withoutSecrets(c.values)
	var out reply
	switch {
	case c.r.Method != http.MethodGet && c.r.Method != http.MethodPost:
		out = text(http.StatusMethodNotAllowed, "GET and POST only")
	case c.method == "oauth/request_token":
		out = c.giveRequestToken()
	case c.method == "oauth/authorize":
		out = c.authorize()
	case c.method == "oauth/access_token":
		out = c.giveAccessToken()
	default:
		out = text(http.StatusNotFound, "There is no such address")
	}
	c.conclude(out, request)
}

// problem refuses a leg. The documentation says nothing about refusals here; these are the names that OAuth's extension for problem
// reporting gives them.
func problem(status int, name string) reply { return text(status, "oauth_problem="+name) }

// signedLeg checks the signature of the first or the third leg. The problem's name is empty where it is good.
func (c *call) signedLeg() (token, wrong string) {
	c.line.Auth = "oauth"
	request := oauth.Request{
		Method: c.r.Method, Scheme: c.scheme(), Host: c.r.Host, Path: c.r.URL.EscapedPath(),
		Authorization: c.r.Header.Get("Authorization"), Parameters: c.signed,
	}
	_, token, err := c.site.legs.Verify(request, c.clock)
	for kind, name := range map[error]string{
		oauth.ErrMalformed: "parameter_rejected", oauth.ErrUnknownKey: "token_rejected", oauth.ErrTimestamp: "timestamp_refused",
		oauth.ErrNonce: "nonce_used", oauth.ErrSignature: "signature_invalid",
	} {
		if errors.Is(err, kind) {
			return "", name
		}
	}
	c.signed = oauth.Protocol(request)
	return token, ""
}

func (c *call) giveRequestToken() reply {
	token, wrong := c.signedLeg()
	if wrong != "" {
		return problem(http.StatusUnauthorized, wrong)
	}
	callback := c.signed.Get("oauth_callback")
	switch {
	case token != "":
		return problem(http.StatusBadRequest, "parameter_rejected&oauth_parameters_rejected=oauth_token")
	case callback == "":
		return problem(http.StatusBadRequest, "parameter_absent&oauth_parameters_absent=oauth_callback")
	case !callbackAddress(callback):
		return problem(http.StatusBadRequest, "parameter_rejected&oauth_parameters_rejected=oauth_callback")
	}
	life := requestTokenLife
	if c.behaviour.RequestTokenSeconds > 0 {
		life = time.Duration(c.behaviour.RequestTokenSeconds) * time.Second
	}
	made := c.site.signIns.begin(callback, c.now, life)
	return formEncoded("oauth_token", made.token, "oauth_token_secret", made.secret, "oauth_callback_confirmed", "true")
}

func (c *call) giveAccessToken() reply {
	token, wrong := c.signedLeg()
	if wrong == "" && token == "" {
		wrong = "parameter_absent&oauth_parameters_absent=oauth_token"
	}
	if wrong != "" {
		return problem(http.StatusUnauthorized, wrong)
	}
	at, fits := c.site.signIns.exchange(token, c.signed.Get("oauth_verifier"))
	if !fits {
		return problem(http.StatusUnauthorized, "verifier_invalid")
	}
	// Whoever asked is answered under the name that they used; another workspace has one of its own.
	domain, level := c.r.Host, c.signInLevel()
	for _, m := range c.memberships(true)[1:] {
		if m.site == at {
			_, domain, _ = strings.Cut(m.root, "://")
			level = min(level, cmp.Or(m.site.options.Permission, level))
		}
	}
	user, _ := at.place.userByEmail(at.place.Login)
	made, err := at.signIns.give(user.Email, level, c.now)
	if err != nil {
		c.site.log.Warn("keeping a sign-in", "error", err)
		return text(http.StatusInternalServerError, "The sign-in could not be kept")
	}
	return formEncoded(
		"oauth_token", made.Token, "oauth_token_secret", made.Secret, "domain", domain,
		"user_id", strconv.FormatInt(user.ID, 10), "site_id", strconv.FormatInt(at.place.ID, 10),
	)
}

// signInLevel is what a sign-in from the browser allows.
func (c *call) signInLevel() Level {
	level, err := ParseLevel(c.behaviour.SignInLevel)
	if err != nil {
		return Write
	}
	return level
}

// formEncoded answers names with values, as both legs do.
func formEncoded(words ...string) reply {
	var out strings.Builder
	for i := 0; i+1 < len(words); i += 2 {
		if i > 0 {
			out.WriteByte('&')
		}
		out.WriteString(url.QueryEscape(words[i]) + "=" + url.QueryEscape(words[i+1]))
	}
	return reply{plain: &plain{status: http.StatusOK, contentType: "application/x-www-form-urlencoded", text: out.String()}}
}

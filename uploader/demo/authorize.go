package demo

import (
	"bytes"
	"crypto/rand"
	"io"
	"net/http"
	"net/url"
	"strconv"

	"twentythree-uploader/uploader/demo/pages"
)

// formCookie ties the page with the two buttons to the browser that it was shown in.
const formCookie = "sign_in_form"

// authorize is the second leg: a page that says who asks for what, and what its two buttons do. The person counts as signed in to the
// site already.
func (c *call) authorize() reply {
	header := c.w.Header()
	header.Set("Content-Security-Policy", "default-src 'self'; style-src 'unsafe-inline'; script-src 'none'; frame-ancestors 'none'")
	header.Set("X-Frame-Options", "DENY")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Cache-Control", "no-store")
	asked, known := c.site.signIns.waiting(c.values.Get("oauth_token"), c.now)
	if !known || asked.verifier != "" {
		return c.notice(http.StatusBadRequest, "This request is over", "Go back to the program and begin the sign-in again.")
	}
	if c.r.Method == http.MethodPost {
		return c.decide(asked)
	}
	cookie, err := c.r.Cookie(formCookie)
	if err != nil {
		cookie = &http.Cookie{Name: formCookie, Value: randomHex(16), Path: "/oauth/authorize", HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: c.r.TLS != nil}
		http.SetCookie(c.w, cookie)
	}
	user, _ := c.site.place.userByEmail(c.site.place.Login)
	request := pages.Request{
		Application: c.site.Application().Name, Person: user.Display + " (" + user.Email + ")", May: mayDo(c.signInLevel()),
		Token: asked.token, Proof: c.formProof(cookie.Value, asked.token),
	}
	if all := c.memberships(true); len(all) > 1 {
		for _, m := range all {
			request.Workspaces = append(request.Workspaces, m.site.Name())
		}
	}
	return c.page(http.StatusOK, func(w io.Writer) error { return pages.Allow(w, c.site.page(), request) })
}

// formProof is what only the page for this browser and this request can send along.
func (c *call) formProof(cookie, token string) string {
	return c.site.issuer.derive("form/" + cookie + "/" + token)[:40]
}

// decide carries out one of the two buttons.
func (c *call) decide(asked requestToken) reply {
	cookie, err := c.r.Cookie(formCookie)
	origin := c.r.Header.Get("Origin")
	if err != nil || !same(c.formProof(cookie.Value, asked.token), c.values.Get("form_token")) ||
		(origin != "" && origin != "null" && origin != c.scheme()+"://"+c.r.Host) {
		return c.notice(http.StatusForbidden, "That did not come from this page", "Go back to the program and begin the sign-in again.")
	}
	if c.values.Get("answer") != "allow" {
		return c.refused(asked)
	}
	verifier := randomHex(10)
	if asked.callback == outOfBand {
		verifier = shortCode()
	}
	if !c.site.signIns.allow(asked.token, verifier, c.chosen()) {
		return c.notice(http.StatusBadRequest, "This request is over", "Go back to the program and begin the sign-in again.")
	}
	if asked.callback == outOfBand {
		return c.page(http.StatusOK, func(w io.Writer) error {
			return pages.Code(w, c.site.page(), c.site.Application().Name, verifier)
		})
	}
	return redirected(returning(asked.callback, url.Values{"oauth_token": {asked.token}, "oauth_verifier": {verifier}}))
}

// chosen is the workspace that somebody let the application into: this one where there is no choice.
func (c *call) chosen() *Site {
	all := c.memberships(true)
	number, err := strconv.Atoi(c.values.Get("workspace"))
	if err != nil || number < 0 || number >= len(all) {
		return c.site
	}
	return all[number].site
}

// refused ends the request. What the application is told then is not documented.
func (c *call) refused(asked requestToken) reply {
	c.site.signIns.drop(asked.token)
	if asked.callback == outOfBand || c.behaviour.Refusal == "page" {
		return c.notice(http.StatusOK, "Nothing was allowed", "You can close this page.")
	}
	return redirected(returning(asked.callback, url.Values{"oauth_token": {asked.token}, "oauth_problem": {"user_refused"}}))
}

func redirected(location string) reply {
	return reply{plain: &plain{status: http.StatusSeeOther, contentType: "text/plain; charset=utf-8", location: location}}
}

func (c *call) notice(status int, title, words string) reply {
	return c.page(status, func(w io.Writer) error { return pages.Notice(w, c.site.page(), title, words) })
}

func (c *call) page(status int, write func(io.Writer) error) reply {
	var page bytes.Buffer
	if err := write(&page); err != nil {
		c.site.log.Warn("writing a page", "error", err)
		return text(http.StatusInternalServerError, "The page could not be written")
	}
	return reply{plain: &plain{status: status, contentType: "text/html; charset=utf-8", text: page.String()}}
}

// mayDo says in words what a level allows.
func mayDo(level Level) []string {
	words := []string{"See all videos, also those that are not public", "Upload videos, change and delete them", "See the people of this workspace, with their e-mail addresses"}
	switch {
	case level >= Admin:
		return words
	case level >= Write:
		return words[:2]
	}
	return words[:1]
}

// shortCode is a code that a person copies by hand: four letters and figures, as a sample of the documentation has it, without those that
// look like others.
func shortCode() string {
	const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
	code := make([]byte, 4)
	_, _ = rand.Read(code)
	for i := range code {
		code[i] = letters[int(code[i])%len(letters)]
	}
	return string(code)
}

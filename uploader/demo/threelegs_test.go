package demo

import (
	"context"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/dghubble/oauth1"

	"twentythree-uploader/uploader/demo/faults"
)

// application is the program that asks to be let in, as an independent library does.
func (w *world) application(callback string) *oauth1.Config {
	known := w.Application()
	return &oauth1.Config{
		ConsumerKey: known.Key, ConsumerSecret: known.Secret, CallbackURL: callback, HTTPClient: w.client,
		Endpoint: oauth1.Endpoint{
			RequestTokenURL: w.server.URL + "/oauth/request_token", AuthorizeURL: w.server.URL + "/oauth/authorize",
			AccessTokenURL: w.server.URL + "/oauth/access_token",
		},
	}
}

// visitor is somebody at a browser of their own.
func (w *world) visitor() *http.Client {
	w.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		w.Fatal(err)
	}
	return &http.Client{Transport: w.client.Transport, Jar: jar, CheckRedirect: w.client.CheckRedirect}
}

var hidden = regexp.MustCompile(`<input type="hidden" name="([a-z_]+)" value="([^"]*)">`)

// form is what the page with the two buttons sends back.
func (s said) form() url.Values {
	values := url.Values{}
	for _, field := range hidden.FindAllStringSubmatch(s.body, -1) {
		values.Set(field[1], field[2])
	}
	return values
}

// press opens the page for a request token and presses one of its buttons.
func (w *world) press(visitor *http.Client, token, button string) said {
	w.Helper()
	page := w.do(visitor, w.request("GET", "/oauth/authorize?oauth_token="+url.QueryEscape(token), "", nil, ""))
	if page.status != 200 || !strings.Contains(page.body, "Allow TwentyThree Uploader to use Acme Video?") {
		w.Fatalf("the page: %d %s", page.status, page.body)
	}
	values := page.form()
	values.Set("answer", button)
	return w.answer(visitor, values)
}

func (w *world) answer(visitor *http.Client, values url.Values) said {
	w.Helper()
	return w.do(visitor, w.request("POST", "/oauth/authorize", "", strings.NewReader(values.Encode()), "application/x-www-form-urlencoded"))
}

func (s said) told(t *testing.T) url.Values {
	t.Helper()
	address, err := url.Parse(s.header.Get("Location"))
	if err != nil || s.status != http.StatusSeeOther {
		t.Fatalf("no way back: %d %v %s", s.status, s.header, s.body)
	}
	return address.Query()
}

// signInAs goes all the way and answers a client that is signed in.
func (w *world) signInAs() (*http.Client, *oauth1.Token) {
	w.Helper()
	config := w.application("http://127.0.0.1:7/back?page=1")
	token, secret, err := config.RequestToken()
	if err != nil {
		w.Fatal(err)
	}
	told := w.press(w.visitor(), token, "allow").told(w.T)
	w.want("the program's own parameter", told.Get("page"), "1")
	w.want("the token", told.Get("oauth_token"), token)
	access, accessSecret, err := config.AccessToken(token, secret, told.Get("oauth_verifier"))
	if err != nil {
		w.Fatal(err)
	}
	if _, _, err := config.AccessToken(token, secret, told.Get("oauth_verifier")); err == nil {
		w.Error("a request token was exchanged twice")
	}
	given := oauth1.NewToken(access, accessSecret)
	return config.Client(context.WithValue(context.Background(), oauth1.HTTPClient, w.client), given), given
}

func TestThreeLegs(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	client, _ := w.signInAs()
	who := w.do(client, w.request("GET", "/api/2/user/get", "", nil, ""))
	w.want("who", who.data(t)["username"], "you")
	w.want("level", who.permission(t), "write")
	w.behave(func(b *Behaviour) { b.SignInLevel = "read" })
	reader, _ := w.signInAs()
	w.want("a reader", w.do(reader, w.request("GET", "/api/2/user/get", "", nil, "")).permission(t), "read")
	w.want("the first", w.do(client, w.request("GET", "/api/2/user/get", "", nil, "")).permission(t), "write")
	if list := w.SignIns(); len(list) != 2 || list[0].Level != "write" || list[1].Level != "read" || list[0].Login != "you@acme.com" {
		t.Errorf("%+v", list)
	}
	for _, line := range w.logged() {
		if strings.Contains(line.Path, "oauth") && len(line.Parameters) > 2 {
			t.Errorf("the log says too much: %+v", line)
		}
	}
}

func TestASignInLastsUntilItIsWithdrawn(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	client, given := w.signInAs()
	ask := func() said { return w.do(client, w.request("GET", "/api/2/user/get", "", nil, "")) }
	w.want("before", ask().status, 200)
	again, err := Open(Options{Dir: w.options.Dir, Now: w.clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	if _, known := again.byKeys(w.Application().Key, given.Token); !known {
		t.Error("the sign-in did not outlast a restart")
	}
	if err := again.Close(); err != nil {
		t.Error(err)
	}
	out := w.do(w.client, w.request("DELETE", "/_demo/sign-ins", "", nil, ""))
	w.want("withdrawing", out.status, 200)
	w.want("what is left", strings.TrimSpace(out.body), "[]")
	w.want("after", ask().status, 401)
	w.want("privileged keys", w.do(w.signed(Write), w.request("GET", "/api/2/user/get", "", nil, "")).status, 200)
}

func TestTheCodeForAProgramWithoutCallback(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	config := w.application("oob")
	code := regexp.MustCompile(`id="code">([A-Z2-9]{4})<`)
	token, secret, err := config.RequestToken()
	if err != nil {
		t.Fatal(err)
	}
	found := code.FindStringSubmatch(w.press(w.visitor(), token, "allow").body)
	if found == nil {
		t.Fatal("no code")
	}
	if _, _, err := config.AccessToken(token, secret, "AAAA"); err == nil {
		t.Error("a wrong code did")
	}
	if _, _, err := config.AccessToken(token, secret, found[1]); err != nil {
		t.Error(err)
	}
	token, secret, err = config.RequestToken()
	if err != nil {
		t.Fatal(err)
	}
	found = code.FindStringSubmatch(w.press(w.visitor(), token, "allow").body)
	for range maxWrongCodes {
		_, _, _ = config.AccessToken(token, secret, "wrong")
	}
	if _, _, err := config.AccessToken(token, secret, found[1]); err == nil {
		t.Error("codes can be found by trying")
	}
}

func TestDenying(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	config := w.application("http://127.0.0.1:7/back")
	token, secret, err := config.RequestToken()
	if err != nil {
		t.Fatal(err)
	}
	visitor := w.visitor()
	told := w.press(visitor, token, "deny").told(t)
	if told.Get("oauth_problem") != "user_refused" || told.Has("oauth_verifier") {
		t.Errorf("%v", told)
	}
	if _, _, err := config.AccessToken(token, secret, ""); err == nil {
		t.Error("a denied request gave a token")
	}
	w.want("the page afterwards", w.do(visitor, w.request("GET", "/oauth/authorize?oauth_token="+token, "", nil, "")).status, 400)
	w.behave(func(b *Behaviour) { b.Refusal = "page" })
	token, _, err = config.RequestToken()
	if err != nil {
		t.Fatal(err)
	}
	if out := w.press(visitor, token, "deny"); out.status != 200 || !strings.Contains(out.body, "Nothing was allowed") {
		t.Errorf("%d %s", out.status, out.body)
	}
}

func TestRequestTokensEnd(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	w.behave(func(b *Behaviour) { b.RequestTokenSeconds = 60 })
	config := w.application("http://127.0.0.1:7/back")
	token, secret, err := config.RequestToken()
	if err != nil {
		t.Fatal(err)
	}
	told := w.press(w.visitor(), token, "allow").told(t)
	w.clock.pass(time.Minute)
	if _, _, err := config.AccessToken(token, secret, told.Get("oauth_verifier")); err == nil {
		t.Error("an old request token gave a sign-in")
	}
	if out := w.get("/oauth/authorize?oauth_token="+token, "", nil); out.status != 400 || !strings.Contains(out.body, "This request is over") {
		t.Errorf("%d %s", out.status, out.body)
	}
}

func TestAnotherPageCannotPressAllow(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	token, _, err := w.application("http://127.0.0.1:7/back").RequestToken()
	if err != nil {
		t.Fatal(err)
	}
	mine, theirs := w.visitor(), w.visitor()
	page := w.do(mine, w.request("GET", "/oauth/authorize?oauth_token="+token, "", nil, ""))
	w.do(theirs, w.request("GET", "/oauth/authorize?oauth_token="+token, "", nil, ""))
	w.want("no framing", page.header.Get("X-Frame-Options"), "DENY")
	values := page.form()
	values.Set("answer", "allow")
	w.want("the form in another browser", w.answer(theirs, values).status, 403)
	w.want("the form without its cookie", w.answer(w.client, values).status, 403)
	values.Set("form_token", strings.Repeat("0", 40))
	w.want("a guessed form", w.answer(mine, values).status, 403)
	values = page.form()
	values.Set("answer", "allow")
	request := w.request("POST", "/oauth/authorize", "", strings.NewReader(values.Encode()), "application/x-www-form-urlencoded")
	request.Header.Set("Origin", "https://elsewhere.example")
	w.want("from elsewhere", w.do(mine, request).status, 403)
	w.want("the page itself", w.answer(mine, values).status, http.StatusSeeOther)
	w.want("a second press", w.answer(mine, values).status, 400)
}

func TestRefusedLegs(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	_, given := w.signInAs()
	ask := func(config *oauth1.Config, token *oauth1.Token, path string) string {
		client := config.Client(context.WithValue(context.Background(), oauth1.HTTPClient, w.client), token)
		return w.do(client, w.request("POST", path, "", nil, "")).body
	}
	good := w.application("x")
	wrong := *good
	wrong.ConsumerSecret = "wrong"
	stranger := *good
	stranger.ConsumerKey = w.CredentialsFor(Super).ConsumerKey
	none := oauth1.NewToken("", "")
	for name, c := range map[string]struct{ got, want string }{
		"no callback":             {ask(good, none, "/oauth/request_token"), "parameter_absent"},
		"a wrong secret":          {ask(&wrong, none, "/oauth/request_token"), "signature_invalid"},
		"keys of no application":  {ask(&stranger, none, "/oauth/request_token"), "token_rejected"},
		"an access token":         {ask(good, given, "/oauth/access_token"), "token_rejected"},
		"no token":                {ask(good, none, "/oauth/access_token"), "parameter_absent"},
		"an address of nothing":   {ask(good, none, "/oauth/nothing"), "no such address"},
		"an unsigned request":     {w.post("/oauth/request_token", "", pairsOf("oauth_callback", "oob")).body, "parameter_rejected"},
		"an application's no one": {ask(good, none, "/api/2/user/get"), "unknown consumer key"},
	} {
		if !strings.Contains(c.got, c.want) {
			t.Errorf("%s: %s, want %s", name, c.got, c.want)
		}
	}
	for callback, want := range map[string]bool{
		"oob": true, "http://127.0.0.1:1/a?b=c": true, "https://x.example": true,
		"": false, "javascript:alert(1)": false, "http://": false, "x": false, "http://a@b/": false, "http://a/#b": false,
	} {
		if got := callbackAddress(callback); got != want {
			t.Errorf("%q: %v", callback, got)
		}
	}
}

func TestFaultsStrikeTheLegsToo(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	w.fault(faults.Rule{Kind: faults.Answer, Status: 503, Path: "oauth/request_token", Count: 1})
	config := w.application("oob")
	if _, _, err := config.RequestToken(); err == nil {
		t.Error("the fault did not strike")
	}
	if _, _, err := config.RequestToken(); err != nil {
		t.Error(err)
	}
}

func FuzzCallbackAddress(f *testing.F) {
	f.Add("http://127.0.0.1:8080/back?page=1")
	f.Add("oob")
	f.Fuzz(func(t *testing.T, callback string) {
		if !callbackAddress(callback) || callback == outOfBand {
			return
		}
		before, _ := url.Parse(callback)
		after, err := url.Parse(returning(callback, url.Values{"oauth_token": {"a b"}}))
		if err != nil || after.Host != before.Host || after.Scheme != before.Scheme {
			t.Errorf("%q goes back to %v (%v)", callback, after, err)
		}
	})
}

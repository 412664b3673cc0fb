package app

import (
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/engine"
	"twentythree-uploader/uploader/words"
)

// pageSite is a workspace with a page to sign in on. Who calls allow is the person and the browser.
type pageSite struct {
	url    string
	domain string // answered with the keys, instead of its own
	level  string

	gate     sync.Mutex
	serial   int               // guarded by gate
	callback map[string]string // by request token; guarded by gate
}

func startPages(t *testing.T, level string) *pageSite {
	t.Helper()
	site := &pageSite{level: level, callback: map[string]string{}}
	server := httptest.NewServer(site)
	t.Cleanup(server.Close)
	site.url, site.domain = server.URL, strings.TrimPrefix(server.URL, "http://")
	return site
}

// ServeHTTP implements http.Handler.
func (p *pageSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	said := map[string]string{}
	for part := range strings.SplitSeq(strings.TrimPrefix(r.Header.Get("Authorization"), "OAuth "), ", ") {
		name, value, _ := strings.Cut(part, "=")
		said[name], _ = url.PathUnescape(strings.Trim(value, `"`))
	}
	p.gate.Lock()
	defer p.gate.Unlock()
	level := p.level
	if said["oauth_token"] != "access-token-4" {
		level = "anonymous"
	}
	switch r.URL.Path {
	case "/oauth/request_token":
		p.serial++
		token := fmt.Sprintf("request-%d", p.serial)
		p.callback[token] = said["oauth_callback"]
		_, _ = io.WriteString(w, "oauth_token="+token+"&oauth_token_secret=request-secret-5&oauth_callback_confirmed=true")
	case "/oauth/access_token":
		if said["oauth_verifier"] != "of-"+said["oauth_token"] {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		_, _ = io.WriteString(w, "oauth_token=access-token-4&oauth_token_secret=access-secret-6&user_id=7&domain="+url.QueryEscape(p.domain))
	case "/api/2/site/get":
		_, _ = io.WriteString(w, `{"status":"ok","permission_level":"`+level+`","data":{"site_id":"`+p.url+`","site_name":"Acme Video"}}`)
	case "/api/2/user/get":
		_, _ = io.WriteString(w, `{"status":"ok","permission_level":"`+level+`","data":{"user_id":7,"email":"you@acme.com"}}`)
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

// allow is the person who presses Allow on the page, and gives what the browser then shows; the code where it shows one.
func (p *pageSite) allow(t *testing.T, address, more string) string {
	t.Helper()
	page, err := url.Parse(address)
	if err != nil || page.Path != "/oauth/authorize" {
		t.Fatalf("the person is sent to %q", address)
	}
	token := page.Query().Get("oauth_token")
	p.gate.Lock()
	callback := p.callback[token]
	p.gate.Unlock()
	if callback == "oob" {
		return "of-" + token
	}
	response, err := http.Get(callback + "?oauth_token=" + token + more)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	defer http.DefaultClient.CloseIdleConnections()
	said, _ := io.ReadAll(response.Body)
	return string(said)
}

func (p *pageSite) verifier(address string) string {
	_, token, _ := strings.Cut(address, "oauth_token=")
	return "&oauth_verifier=of-" + token
}

// found looks for a site and fails where it cannot be signed in to in the browser.
func found(t *testing.T, a *App, updates *engine.Subscription, address string) {
	t.Helper()
	a.LookForSite(address)
	step := await(t, updates, signInStep(uploader.SignInFound, uploader.SignInStopped)).SignIn
	if len(step.Ways) != 1 || step.Ways[0] != uploader.WayBrowser {
		t.Fatalf("%+v", step)
	}
}

func next(t *testing.T, updates *engine.Subscription, steps ...uploader.SignInStep) uploader.SignIn {
	t.Helper()
	steps = append(steps, uploader.SignInStopped)
	return *await(t, updates, signInStep(steps...)).SignIn
}

var siteKeys = map[string]account.ApplicationKey{"": {Key: "application-key-7", Secret: "application-secret-8"}}

func TestSignedInInTheBrowserWithThePageInThePersonsLanguage(t *testing.T) {
	site := startPages(t, "read")
	a, updates := openApp(t, Options{ApplicationKeys: siteKeys})
	found(t, a, updates, site.url)
	a.SignInInBrowser(words.German)
	waiting := next(t, updates, uploader.SignInInBrowser)
	said := site.allow(t, waiting.Address, site.verifier(waiting.Address))
	if !strings.Contains(said, "Sie sind angemeldet") {
		t.Errorf("the page says %s", said)
	}
	done := next(t, updates, uploader.SignInDone)
	if done.Account.Person != "you@acme.com" || !done.Account.SignedIn || done.Reason.Code != uploader.ReasonReadOnly {
		t.Errorf("%+v", done)
	}
	if again := site.allow(t, waiting.Address, site.verifier(waiting.Address)); !strings.Contains(again, "bereits erledigt") {
		t.Errorf("loaded again the page says %s", again)
	}
	if session, err := a.accounts.session(t.Context(), done.Account.ID); err != nil || session.Client.Base() != site.url {
		t.Errorf("the account cannot be used: %v", err)
	}
}

func TestWithoutAKeyForTheSiteTheBrowserIsNotOffered(t *testing.T) {
	site := startPages(t, "write")
	a, updates := openApp(t, Options{ApplicationKeys: map[string]account.ApplicationKey{"other.example": siteKeys[""]}})
	a.LookForSite(site.url)
	if step := next(t, updates, uploader.SignInFound); len(step.Ways) != 0 {
		t.Errorf("%+v", step)
	}
	a.SignInInBrowser(words.English)
	if step := next(t, updates, uploader.SignInInBrowser); step.Reason.Code != uploader.ReasonBrowserRefused {
		t.Errorf("%+v", step)
	}
	a.SetApplicationKey(site.domain, siteKeys[""])
	found(t, a, updates, site.url)
	a.SetApplicationKey(site.domain, account.ApplicationKey{})
	a.LookForSite(site.url)
	if step := next(t, updates, uploader.SignInFound); len(step.Ways) != 0 {
		t.Errorf("a key that was taken away is still offered: %+v", step)
	}
}

func TestACodeInsteadOfTheWayBack(t *testing.T) {
	site := startPages(t, "write")
	a, updates := openApp(t, Options{ApplicationKeys: siteKeys})
	found(t, a, updates, site.url)
	a.SignInInBrowser(words.English)
	before := next(t, updates, uploader.SignInInBrowser)
	a.UseCode(words.English)
	waiting := next(t, updates, uploader.SignInByCode)
	code := site.allow(t, waiting.Address, "")
	if waiting.Address == before.Address || !strings.HasPrefix(code, "of-") {
		t.Fatalf("the page shows %q", code)
	}
	a.EnterCode("wrong")
	if again := next(t, updates, uploader.SignInByCode); again.Reason.Code != uploader.ReasonCodeWrong || again.Address != waiting.Address {
		t.Fatalf("%+v", again)
	}
	a.EnterCode("  Your code: " + code + "\n")
	if done := next(t, updates, uploader.SignInDone); done.Account.Person != "you@acme.com" {
		t.Errorf("%+v", done)
	}
}

func TestCodesAreNotGuessedWithoutEnd(t *testing.T) {
	site := startPages(t, "write")
	a, updates := openApp(t, Options{ApplicationKeys: siteKeys})
	found(t, a, updates, site.url)
	a.UseCode(words.English)
	for range wrongCodes {
		if step := next(t, updates, uploader.SignInByCode); step.Step != uploader.SignInByCode {
			t.Fatalf("%+v", step)
		}
		a.EnterCode("wrong")
	}
	if step := next(t, updates, uploader.SignInDone); step.Reason.Code != uploader.ReasonCodeWrong {
		t.Errorf("%+v", step)
	}
}

func TestARefusalOnThePageIsSaid(t *testing.T) {
	site := startPages(t, "write")
	a, updates := openApp(t, Options{ApplicationKeys: siteKeys})
	found(t, a, updates, site.url)
	a.SignInInBrowser(words.English)
	waiting := next(t, updates, uploader.SignInInBrowser)
	if said := site.allow(t, waiting.Address, "&oauth_problem=user_refused"); !strings.Contains(said, "You were not signed in") {
		t.Errorf("the page says %s", said)
	}
	if step := next(t, updates, uploader.SignInDone); step.Reason.Code != uploader.ReasonDenied {
		t.Errorf("%+v", step)
	}
}

func TestOneSignInAtATime(t *testing.T) {
	site := startPages(t, "write")
	a, updates := openApp(t, Options{ApplicationKeys: siteKeys})
	found(t, a, updates, site.url)
	a.SignInInBrowser(words.English)
	first := next(t, updates, uploader.SignInInBrowser)
	a.SignInInBrowser(words.English)
	second := next(t, updates, uploader.SignInInBrowser)
	if second.Address == first.Address {
		t.Fatal("the second sign-in goes on with the page of the first")
	}
	site.gate.Lock()
	back := site.callback["request-1"]
	site.gate.Unlock()
	a.StopSignIn()
	// The first has nobody left who listens, or will have in a moment: neither it nor the stopped one signs anybody in.
	if response, err := http.Get(back + "?oauth_token=request-1&oauth_verifier=of-request-1"); err == nil {
		_ = response.Body.Close()
	}
	http.DefaultClient.CloseIdleConnections()
	a.LookForSite(site.url)
	await(t, updates, func(u uploader.Update) bool {
		if u.SignIn != nil && u.SignIn.Step != uploader.SignInLooking && u.SignIn.Step != uploader.SignInFound || len(u.Accounts) > 0 {
			t.Fatalf("after it was stopped: %+v", u)
		}
		return u.SignIn != nil && u.SignIn.Step == uploader.SignInFound
	})
}

func TestAnotherSiteIsAskedAboutBeforeAnythingGoesThere(t *testing.T) {
	site, other := startPages(t, "write"), startPages(t, "write")
	site.domain = other.domain
	a, updates := openApp(t, Options{ApplicationKeys: siteKeys})
	found(t, a, updates, site.url)
	a.UseCode(words.English)
	a.EnterCode(site.allow(t, next(t, updates, uploader.SignInByCode).Address, ""))
	doubted := next(t, updates, uploader.SignInDoubted, uploader.SignInDone)
	if doubted.Doubt != uploader.DoubtElsewhere || doubted.Account.Host != other.domain || "http://"+doubted.Host != site.url {
		t.Fatalf("%+v", doubted)
	}
	if known := a.accounts.update().Accounts; len(known) != 0 {
		t.Fatalf("the account is there before anybody agreed: %+v", known)
	}
	a.ConfirmSignIn()
	if done := next(t, updates, uploader.SignInDone); done.Account.BaseURL != other.url {
		t.Errorf("%+v", done)
	}
}

func TestStrongKeysAreKeptOnlyWhenThePersonSaysSo(t *testing.T) {
	site := startPages(t, "super")
	a, updates := openApp(t, Options{})
	a.LookForSite(site.url)
	next(t, updates, uploader.SignInFound)
	keys := uploader.Keys{ConsumerKey: "a", ConsumerSecret: "b", AccessToken: "access-token-4", AccessSecret: "d"}
	a.SignInWithKeys(keys)
	if doubted := next(t, updates, uploader.SignInDoubted, uploader.SignInDone); doubted.Doubt != uploader.DoubtStrongKeys {
		t.Fatalf("%+v", doubted)
	}
	a.StopSignIn()
	if known := a.accounts.update().Accounts; len(known) != 0 {
		t.Fatalf("keys that were not wanted are kept: %+v", known)
	}
	a.SignInWithKeys(keys)
	next(t, updates, uploader.SignInDoubted)
	a.ConfirmSignIn()
	if done := next(t, updates, uploader.SignInDone); done.Account.Level != uploader.LevelSuper {
		t.Errorf("%+v", done)
	}
}

func TestNothingThatWasExchangedIsWrittenDown(t *testing.T) {
	site := startPages(t, "write")
	folder := t.TempDir()
	logger, log := OpenLog(folder)
	a, updates := openApp(t, Options{DataDir: folder, ApplicationKeys: siteKeys, Logger: logger})
	found(t, a, updates, site.url)
	a.UseCode(words.English)
	a.EnterCode("of-nobody")
	next(t, updates, uploader.SignInByCode)
	a.SignInInBrowser(words.English)
	waiting := next(t, updates, uploader.SignInInBrowser)
	site.allow(t, waiting.Address, site.verifier(waiting.Address))
	next(t, updates, uploader.SignInDone)
	logger.Warn("said", "state", fmt.Sprintf("%+v %#v", a.options, siteKeys))
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		for _, secret := range []string{"request-2", "of-request", "request-secret-5", "access-token-4", "access-secret-6", "application-key-7", "application-secret-8"} {
			if strings.Contains(string(text), secret) {
				t.Errorf("%s is in %s", secret, filepath.Base(path))
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheKeyThatABuildHas(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`{"key":"k","secret":"s"}`:                                    "",
		`{"key":"k","secret":"s","site":"https://Videos.Acme.com/x"}`: "videos.acme.com",
		`{"key":"k","secret":"s","site":"no address"}`:                "wrong",
		`{"key":"k"}`: "wrong",
		`k=s`:         "wrong",
	} {
		keys, err := readBuiltIn(fstest.MapFS{"application/key.json": {Data: []byte(text)}})
		key, there := keys[want]
		if (want == "wrong") != (err != nil) || (err == nil && (!there || key != account.ApplicationKey{Key: "k", Secret: "s", EverySite: want == ""})) {
			t.Errorf("%s: %d keys, %v", text, len(keys), err)
		}
	}
	if keys, err := readBuiltIn(fstest.MapFS{}); len(keys) != 0 || err != nil {
		t.Errorf("a build without a key: %d, %v", len(keys), err)
	}
}

package app

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/words"
)

var hiddenField = regexp.MustCompile(`<input type="hidden" name="([a-z_]+)" value="([^"]*)">`)

var shownCode = regexp.MustCompile(`id="code">([^<]+)<`)

// pressOnDemo opens the demo site's page in a browser, presses one of its two buttons, and gives what is shown at the end.
func pressOnDemo(t *testing.T, address, button string) string {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	browser := &http.Client{Jar: jar, Transport: transport}
	shown := func(response *http.Response, err error) string {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		page, _ := io.ReadAll(response.Body)
		return string(page)
	}
	form := url.Values{"answer": {button}}
	for _, field := range hiddenField.FindAllStringSubmatch(shown(browser.Get(address)), -1) {
		form.Set(field[1], field[2])
	}
	page, _, _ := strings.Cut(address, "?")
	return shown(browser.PostForm(page, form))
}

func TestTheDemoSiteIsSignedInToFromItsOwnPage(t *testing.T) {
	a, updates := openApp(t, Options{Demo: true})
	found(t, a, updates, a.demo.server.URL)

	a.SignInInBrowser(words.Danish)
	if said := pressOnDemo(t, next(t, updates, uploader.SignInInBrowser).Address, "allow"); !strings.Contains(said, "Du er logget ind") {
		t.Errorf("the page says %s", said)
	}
	done := next(t, updates, uploader.SignInDone)
	if done.Account.ID != demoAccount || done.Account.Person != "you@acme.com" || done.Account.Kept != uploader.KeptByDemoSite || !done.Reason.IsZero() {
		t.Errorf("%+v", done)
	}
	if session, err := a.accounts.session(t.Context(), demoAccount); err != nil {
		t.Error(err)
	} else if categories, err := session.Client.Categories(t.Context()); err != nil || len(categories) == 0 {
		t.Errorf("the keys are of no use: %v", err)
	}
	if known := a.accounts.update().Accounts; len(known) != 1 {
		t.Errorf("signing in anew made another account: %+v", known)
	}

	a.UseCode(words.English)
	shown := pressOnDemo(t, next(t, updates, uploader.SignInByCode).Address, "allow")
	code := shownCode.FindStringSubmatch(shown)
	if code == nil {
		t.Fatalf("the page shows no code: %s", shown)
	}
	a.EnterCode(" " + code[1] + "\n")
	if done := next(t, updates, uploader.SignInDone, uploader.SignInByCode); done.Step != uploader.SignInDone {
		t.Errorf("with the code of the page: %+v", done)
	}

	a.SignInInBrowser(words.English)
	if said := pressOnDemo(t, next(t, updates, uploader.SignInInBrowser).Address, "deny"); !strings.Contains(said, "You were not signed in") {
		t.Errorf("after Deny the page says %s", said)
	}
	if stopped := next(t, updates, uploader.SignInDone); stopped.Reason.Code != uploader.ReasonDenied {
		t.Errorf("%+v", stopped)
	}
}

func TestASignInOfTheBrowserThatMayOnlyLookSaysSo(t *testing.T) {
	site, address := startSite(t, demo.Options{Behaviour: demo.Behaviour{SignInLevel: "read"}})
	a, updates := openApp(t, Options{})
	known := site.Application()
	a.SetApplicationKey(strings.TrimPrefix(address, "http://"), siteKeys[""])
	found(t, a, updates, address)
	a.SignInInBrowser(words.English)
	if refused := next(t, updates, uploader.SignInInBrowser); refused.Reason.Code != uploader.ReasonBrowserRefused {
		t.Errorf("a key that the site does not know: %+v", refused)
	}
	key := siteKeys[""]
	key.Key, key.Secret = known.Key, known.Secret
	a.SetApplicationKey(strings.TrimPrefix(address, "http://"), key)
	a.SignInInBrowser(words.English)
	pressOnDemo(t, next(t, updates, uploader.SignInInBrowser).Address, "allow")
	if done := next(t, updates, uploader.SignInDone); done.Reason.Code != uploader.ReasonReadOnly || done.Account.Level != uploader.LevelRead {
		t.Errorf("%+v", done)
	}
}

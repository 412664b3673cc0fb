//go:build trial

package trial

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"twentythree-uploader/.ci/chromium"
)

// opener stands in for the system's own: it keeps the address that the program wants opened in the browser.
const opener = "#!/bin/sh\nprintf %s \"$1\" >\"$HOME/opening\" && mv \"$HOME/opening\" \"$HOME/opened\"\n"

// bringOpener puts the opener where the program finds it first.
func (d *desk) bringOpener(t *testing.T) {
	t.Helper()
	folder := filepath.Join(d.home, "bin")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "xdg-open"), []byte(opener), 0o700); err != nil {
		t.Fatal(err)
	}
	for i, setting := range d.environment {
		if path, found := strings.CutPrefix(setting, "PATH="); found {
			d.environment[i] = "PATH=" + folder + ":" + path
		}
	}
}

// opened is the address that the program has opened in the browser since the last time.
func (d *desk) opened(t *testing.T) string {
	t.Helper()
	path := filepath.Join(d.home, "opened")
	var address []byte
	await(t, patience, "the program to open the browser", func() bool {
		var err error
		address, err = os.ReadFile(path)
		return err == nil
	})
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	return string(address)
}

// buildWithKey builds the program with the key by which the site knows it, as a company does that has made one.
func (s *site) buildWithKey(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	key, overlay, built := filepath.Join(folder, "key.json"), filepath.Join(folder, "overlay.json"), filepath.Join(folder, "twentythree-uploader")
	for path, content := range map[string]any{
		key:     map[string]string{"key": s.ApplicationKey, "secret": s.ApplicationSecret, "site": s.URL},
		overlay: map[string]any{"Replace": map[string]string{filepath.Join(root, "assets", "application", "key.json"): key}},
	} {
		text, err := json.Marshal(content)
		if err == nil {
			err = os.WriteFile(path, text, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	build := exec.CommandContext(t.Context(), "go", "build", "-overlay", overlay, "-o", built, ".")
	build.Dir = root
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("the program could not be built with its key: %v %s", err, said)
	}
	return built
}

// given reads the access tokens that somebody gave the program in the browser, each followed by its secret.
func (s *site) given(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(s.folder, "state", "sign-ins.json"))
	if os.IsNotExist(err) {
		return nil
	}
	var list []struct{ Token, Secret string }
	if err == nil {
		err = json.Unmarshal(text, &list)
	}
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, one := range list {
		all = append(all, one.Token, one.Secret)
	}
	return all
}

// TestSignInInTheBrowser is the first way in: the window opens the browser, the person presses a button there, and comes back.
func TestSignInInTheBrowser(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.bringOpener(t)
	s := d.startSite(t)
	built := s.buildWithKey(t)
	browser := chromium.Start(t)
	t.Run("after a no", func(t *testing.T) { d.signInAfterANo(t, s, browser, built) })
	t.Run("with a code", func(t *testing.T) { d.signInWithACode(t, s, browser, built) })
	for _, secret := range append(s.given(t), s.ApplicationSecret) {
		d.mustNotHold(t, secret, d.home)
	}
}

// signInAfterANo denies, then allows.
func (d *desk) signInAfterANo(t *testing.T, s *site, browser *chromium.Browser, built string) {
	p, running := d.sitDownSignedOut(t, built, "uploads")
	p.findSite(t, s)
	d.picture(t, "found")
	d.keys(t, "Return") // "Sign in in your browser" has the keyboard
	page := browser.Open(t, d.opened(t))
	page.MustSay(t, "Allow TwentyThree Uploader to use Acme Video?", "You (you@acme.com)")
	p.sees(t, "Copy the address")
	d.picture(t, "waiting")
	page.Press(t, "Deny")
	page.Picture(t, filepath.Join(d.results, "page-denied.png"))
	p.sees(t, "Signing in was not allowed")
	d.picture(t, "denied")
	if accounts(t, p.data) != 0 || s.given(t) != nil {
		t.Fatal("somebody who denied is signed in")
	}

	d.keys(t, "Return") // again
	page = browser.Open(t, d.opened(t))
	page.Press(t, "Allow")
	page.Picture(t, filepath.Join(d.results, "page-allowed.png"))
	page.MustSay(t, "You can close this page")
	p.isSignedIn(t, s, "allowed", 1)
	running.close(t)

	again, shown := d.openBuilt(t, built, "-data", p.data)
	p.window = shown
	p.settled(t)
	d.picture(t, "next-day")
	again.close(t)
}

// signInWithACode is for a browser that cannot come back: the page shows a code, and the person types it, wrongly at first.
func (d *desk) signInWithACode(t *testing.T, s *site, browser *chromium.Browser, built string) {
	p, running := d.sitDownSignedOut(t, built, "others")
	p.findSite(t, s)
	d.keys(t, "Return")
	d.opened(t)
	p.sees(t, "Copy the address")
	d.keys(t, "Tab", "Return") // past it to "Enter a code instead"
	page := browser.Open(t, d.opened(t))
	page.Press(t, "Allow")
	page.Picture(t, filepath.Join(d.results, "page-code.png"))
	var code string
	page.Evaluate(t, `document.querySelector("#code").innerText`, &code)
	p.sees(t, "Code from the page")
	d.types(t, "WRONG")
	d.keys(t, "Return")
	p.sees(t, "This code does not fit")
	d.picture(t, "wrong-code")
	d.keys(t, "ctrl+a")
	d.types(t, " "+code+" ")
	p.settled(t)
	d.picture(t, "code")
	d.keys(t, "Return")
	p.isSignedIn(t, s, "coded", 2)
	running.close(t)
}

// sitDownSignedOut opens a program on a list of its own.
func (d *desk) sitDownSignedOut(t *testing.T, built, list string) (person, *process) {
	t.Helper()
	data := filepath.Join(d.home, list)
	running, shown := d.openBuilt(t, built, "-data", data)
	p := person{desk: d, window: shown, data: data}
	p.settled(t)
	return p, running
}

// isSignedIn waits until the program has its account, and checks how many sign-ins the site has given so far.
func (p person) isSignedIn(t *testing.T, s *site, picture string, given int) {
	t.Helper()
	await(t, patience, "the account in the program's list", func() bool { return accounts(t, p.data) == 1 })
	p.settled(t)
	p.desk.picture(t, picture)
	if count := len(s.given(t)); count != 2*given {
		t.Errorf("the site has given %d tokens and secrets, want %d of each", count, given)
	}
}

package app

import (
	"bytes"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/demo/faults"
	"twentythree-uploader/uploader/engine"
)

func stepIn(t *testing.T, a *App, updates *engine.Subscription, change func(*uploader.LinkDraft)) uploader.Link {
	t.Helper()
	a.MakeLink(wishOf(t, a.NewLink(), change))
	end, links := ends(t, updates)
	if end.Step != uploader.LinkMade {
		t.Fatalf("%+v", end)
	}
	return links[0]
}

func TestWhatArrivedWhileTheProgramWasClosedIsToldAtItsStartAndNeverAgain(t *testing.T) {
	t.Parallel()
	site, address := startSite(t, demo.Options{})
	folder, secrets := t.TempDir(), account.MemoryVault()
	open := func() (*App, *engine.Subscription) { return openApp(t, Options{DataDir: folder, Secrets: secrets}) }
	a, updates := open()
	signIn(t, a, site, address)
	made := stepIn(t, a, updates, nil)
	token := tokenOf(t, a, made.ID)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	guest(t, address, token, "film.mp4")
	a, updates = open()
	if told := linkNews(t, updates); told.New != 1 || told.Link.ID != made.ID {
		t.Fatalf("%+v", told)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	a, updates = open()
	first := await(t, updates, func(u uploader.Update) bool { return u.Reset })
	if len(first.Links) != 1 || first.Links[0].Received() != 1 || len(first.LinkNews) != 0 {
		t.Errorf("%+v, told %+v", first.Links, first.LinkNews)
	}
	a.LookNow(made.ID)
	looked := await(t, updates, func(u uploader.Update) bool { return u.Links != nil || len(u.LinkNews) > 0 })
	if len(looked.LinkNews) != 0 || looked.Links[0].Received() != 1 {
		t.Errorf("told again: %+v", looked)
	}
	a.ForgetLink(made.ID)
	if gone := await(t, updates, func(u uploader.Update) bool { return u.Links != nil }); len(gone.Links) != 0 {
		t.Errorf("%+v", gone.Links)
	}
	if len(site.Videos()) != 1 {
		t.Error("forgetting a link has taken its video away")
	}
}

func TestALinkAsksWithItsOwnAccountsKeys(t *testing.T) {
	t.Parallel()
	acme, acmeAddress := startSite(t, demo.Options{})
	globex, globexAddress := startSite(t, demo.Options{})
	a, updates := openApp(t, Options{})
	signIn(t, a, acme, acmeAddress)
	first := stepIn(t, a, updates, nil)
	other := signIn(t, a, globex, globexAddress)
	second := stepIn(t, a, updates, nil)
	if first.Account == second.Account || second.Account != other.ID {
		t.Fatalf("%s and %s", first.Account, second.Account)
	}
	guest(t, acmeAddress, tokenOf(t, a, first.ID), "one.mp4")
	guest(t, globexAddress, tokenOf(t, a, second.ID), "two.mp4")
	a.LookNow(first.ID)
	if told := linkNews(t, updates); told.Link.ID != first.ID || told.Link.Arrived[0].FileName != "one.mp4" {
		t.Errorf("%+v", told)
	}
	// The site of the other account is asked once nobody is signed in at the first any more.
	a.SignOut(first.Account)
	await(t, updates, func(u uploader.Update) bool { return len(u.Accounts) == 2 && !u.Accounts[0].SignedIn })
	a.LookNow(second.ID)
	if told := linkNews(t, updates); told.Link.ID != second.ID || told.Link.Arrived[0].FileName != "two.mp4" {
		t.Errorf("%+v", told)
	}
}

func TestALinkOutlivesSigningOutAndIsAskedAboutAfterSigningInAgain(t *testing.T) {
	t.Parallel()
	site, address := startSite(t, demo.Options{})
	a, updates := openApp(t, Options{})
	known := signIn(t, a, site, address)
	made := stepIn(t, a, updates, func(d *uploader.LinkDraft) { d.Videos = 2 })
	token := tokenOf(t, a, made.ID)
	a.SignOut(known.ID)
	await(t, updates, func(u uploader.Update) bool { return len(u.Accounts) == 1 && !u.Accounts[0].SignedIn })
	guest(t, address, token, "film.mp4")
	a.LookNow(made.ID)
	shown := await(t, updates, func(u uploader.Update) bool { return u.Links != nil && !u.Links[0].Trouble.IsZero() }).Links[0]
	if shown.Trouble.Code != uploader.ReasonNotSignedIn || shown.State(time.Now().Add(time.Hour)) != uploader.LinkNotChecked || shown.Received() != 0 {
		t.Errorf("%+v", shown)
	}
	// The same person with the same keys: a link that is sealed with them is open again, and asked about without anybody's word.
	signIn(t, a, site, address)
	if told := linkNews(t, updates); told.New != 1 || told.Link.ID != made.ID {
		t.Errorf("%+v", told)
	}
}

func TestALinkOfAnotherSignInSaysThatItCannotBeAskedAbout(t *testing.T) {
	t.Parallel()
	site, address := startSite(t, demo.Options{})
	a, updates := openApp(t, Options{})
	known := signIn(t, a, site, address)
	made := stepIn(t, a, updates, nil)
	a.SignOut(known.ID)
	await(t, updates, func(u uploader.Update) bool { return len(u.Accounts) == 1 && !u.Accounts[0].SignedIn })
	c := site.Credentials()
	four := uploader.Keys{ConsumerKey: c.ConsumerKey, ConsumerSecret: c.ConsumerSecret, AccessToken: c.AccessToken, AccessSecret: c.AccessTokenSecret}
	if again, reason := a.SignInNow(t.Context(), address, four); !reason.IsZero() || again.ID != known.ID {
		t.Fatalf("%+v, %+v", again, reason)
	}
	a.LookNow(made.ID)
	shown := await(t, updates, func(u uploader.Update) bool { return u.Links != nil && !u.Links[0].Trouble.IsZero() }).Links[0]
	if shown.Trouble.Code != uploader.ReasonLinkSealed {
		t.Errorf("%+v", shown.Trouble)
	}
}

func TestAnOrganisationMayForbidLinksOrPublishing(t *testing.T) {
	t.Parallel()
	for managed, c := range map[string]struct {
		publish bool
		code    uploader.ReasonCode
	}{
		`{"version":1,"organisation":"Acme IT","locked":{"guest_links":false}}`: {false, uploader.ReasonLinksNotAllowed},
		`{"version":1,"organisation":"Acme IT","locked":{"publishing":false}}`:  {true, uploader.ReasonDraftsOnly},
	} {
		site, address := startSite(t, demo.Options{})
		a, updates := openApp(t, Options{Managed: laidDown(managed)})
		signIn(t, a, site, address)
		if err := site.SetFaults(faults.Document{Faults: []faults.Rule{{Kind: faults.Delay, Path: "photo/get-upload-token", Seconds: 0.01}}}); err != nil {
			t.Fatal(err)
		}
		a.MakeLink(wishOf(t, a.NewLink(), func(d *uploader.LinkDraft) { d.Publish = c.publish }))
		if end, _ := ends(t, updates); end.Step != uploader.LinkNotMade || end.Reason.Code != c.code {
			t.Errorf("%+v", end)
		}
		if asked := site.Faults().Faults[0].Applied; asked != 0 {
			t.Errorf("the site was asked %d times", asked)
		}
	}
}

// syncedBuffer is a log that several write to.
type syncedBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *syncedBuffer) Write(text []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(text)
}

// readAll is everything that lies in a folder, one file after the other.
func readAll(t *testing.T, folder string) (all []byte) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		all = append(all, content...)
		return err
	})
	if err != nil || len(all) == 0 {
		t.Fatalf("%d bytes, %v", len(all), err)
	}
	return all
}

func TestNothingOfALinkIsInTheLog(t *testing.T) {
	t.Parallel()
	site, address := startSite(t, demo.Options{})
	var log syncedBuffer
	a, updates := openApp(t, Options{Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	signIn(t, a, site, address)
	made := stepIn(t, a, updates, func(d *uploader.LinkDraft) { d.Videos = 3 })
	token := tokenOf(t, a, made.ID)
	for _, rules := range [][]faults.Rule{
		{{Kind: faults.Answer, Path: "photo/list", Status: 503, Body: "no list for upload_token " + token}},
		{{Kind: faults.Truncate, Path: "photo/list"}},
		{{Kind: faults.Answer, Path: "photo/list", Status: 403, Body: `{"status":"error","code":"permission_denied","message":"token ` + token + ` is bad"}`, ContentType: "application/json"}},
	} {
		if err := site.SetFaults(faults.Document{Faults: rules}); err != nil {
			t.Fatal(err)
		}
		a.LookNow(made.ID)
		shown := await(t, updates, func(u uploader.Update) bool { return u.Links != nil }).Links[0]
		if shown.Trouble.IsZero() || strings.Contains(shown.Trouble.Technical, token) {
			t.Errorf("%+v", shown.Trouble)
		}
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if text := log.text.String(); text == "" || strings.Contains(text, token) || strings.Contains(text, "Interview") {
		t.Errorf("the log holds it: %s", text)
	}
	if files := readAll(t, a.options.DataDir); bytes.Contains(files, []byte(token)) {
		t.Error("a file holds the token")
	}
}

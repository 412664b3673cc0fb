package app

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/engine"
)

func TestMain(m *testing.M) {
	quiet()
	// The keyring library keeps its one connection to the session bus for the life of the program.
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/godbus/dbus/v5.(*Conn).inWorker"),
		goleak.IgnoreAnyFunction("github.com/godbus/dbus/v5.newConn.func1"))
}

func openApp(t *testing.T, options Options) (*App, *engine.Subscription) {
	t.Helper()
	if options.DataDir == "" {
		options.DataDir = t.TempDir()
	}
	if options.Secrets == nil {
		options.Secrets = account.MemoryVault()
	}
	a, err := Open(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a, a.Subscribe()
}

// await reads updates until one is enough.
func await(t *testing.T, updates *engine.Subscription, enough func(uploader.Update) bool) uploader.Update {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for {
		update, err := updates.Next(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if enough(update) {
			return update
		}
	}
}

func startSite(t *testing.T, options demo.Options) (*demo.Site, string) {
	t.Helper()
	options.Dir = t.TempDir()
	site, err := demo.Open(options)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(site)
	t.Cleanup(func() {
		server.Close()
		if err := site.Close(); err != nil {
			t.Error(err)
		}
	})
	return site, server.URL
}

func signInStep(steps ...uploader.SignInStep) func(uploader.Update) bool {
	return func(u uploader.Update) bool {
		for _, step := range steps {
			if u.SignIn != nil && u.SignIn.Step == step {
				return true
			}
		}
		return false
	}
}

func TestTheDemoSiteIsReadyWithSamplesAndCarriesOnAfterARestart(t *testing.T) {
	folder := t.TempDir()
	a, updates := openApp(t, Options{DataDir: folder, Demo: true})
	var accounts []uploader.Account
	await(t, updates, func(u uploader.Update) bool {
		if u.Accounts != nil {
			accounts = u.Accounts
		}
		return len(u.Catalogues) == 1 && len(u.Catalogues[0].Categories) > 0 && len(u.Catalogues[0].Tags) > 0
	})
	if len(accounts) != 1 || !accounts[0].Demo || accounts[0].SiteName != "Acme Video" || accounts[0].ID != demoAccount {
		t.Fatalf("%+v", accounts)
	}
	samples := a.SampleVideos()
	if len(samples) != 3 {
		t.Fatalf("%v", samples)
	}
	a.AddPaths(samples)
	added := await(t, updates, func(u uploader.Update) bool { return len(u.Intake) > 0 }).Intake[0]
	if len(added.Added) != 3 || len(added.Rejected) != 0 {
		t.Fatalf("%+v", added)
	}
	a.Start(added.Added[:1])
	await(t, updates, func(u uploader.Update) bool {
		return len(u.Uploads) > 0 && u.Uploads[len(u.Uploads)-1].State.Arrived()
	})
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	again, updates := openApp(t, Options{DataDir: folder, Demo: true})
	restored := await(t, updates, func(u uploader.Update) bool { return u.Reset })
	if len(restored.Uploads) != 3 || !restored.Uploads[0].State.Arrived() || restored.Uploads[1].State != uploader.Ready {
		t.Fatalf("%+v", restored.Uploads)
	}
	again.Start(added.Added[1:])
	arrived := map[uploader.UploadID]bool{}
	await(t, updates, func(u uploader.Update) bool {
		for _, upload := range u.Uploads {
			arrived[upload.ID] = upload.State.Arrived()
		}
		return arrived[added.Added[1]] && arrived[added.Added[2]]
	})
	if videos := again.demo.site.Videos(); len(videos) != 3 {
		t.Errorf("the demo site holds %d videos", len(videos))
	}
}

func TestSigningInByPastedKeys(t *testing.T) {
	site, address := startSite(t, demo.Options{})
	c := site.Credentials()
	readOnly := site.CredentialsFor(demo.Read)
	for name, test := range map[string]struct {
		keys uploader.Keys
		step uploader.SignInStep
		code uploader.ReasonCode
	}{
		"access key": {uploader.Keys{AccessKey: c.Bearer}, uploader.SignInDone, uploader.ReasonKeyringNone},
		"four keys": {uploader.Keys{
			ConsumerKey: c.ConsumerKey, ConsumerSecret: c.ConsumerSecret, AccessToken: c.AccessToken, AccessSecret: c.AccessTokenSecret,
		}, uploader.SignInDone, uploader.ReasonKeyringNone},
		"wrong key":  {uploader.Keys{AccessKey: "login-nobody"}, uploader.SignInStopped, uploader.ReasonKeysWrong},
		"three keys": {uploader.Keys{ConsumerKey: "a", ConsumerSecret: "b", AccessToken: "c"}, uploader.SignInStopped, uploader.ReasonKeysIncomplete},
		"read only":  {uploader.Keys{AccessKey: readOnly.Bearer}, uploader.SignInDone, uploader.ReasonReadOnly},
	} {
		t.Run(name, func(t *testing.T) {
			a, updates := openApp(t, Options{})
			a.LookForSite(strings.ToUpper(address) + "/some/page")
			found := await(t, updates, signInStep(uploader.SignInFound, uploader.SignInStopped)).SignIn
			if found.SiteName != "Acme Video" {
				t.Fatalf("%+v", found)
			}
			a.SignInWithKeys(test.keys)
			done := await(t, updates, signInStep(uploader.SignInDone, uploader.SignInStopped)).SignIn
			if done.Step != test.step || done.Reason.Code != test.code {
				t.Errorf("%s %+v", done.Step, done.Reason)
			}
		})
	}
}

func TestAnAddressWithoutASiteIsSaid(t *testing.T) {
	plain := httptest.NewServer(nil)
	defer plain.Close()
	for address, code := range map[string]uploader.ReasonCode{
		"http://videos.acme.com": uploader.ReasonInsecureAddress,
		"not an address at all!": uploader.ReasonAddressUnreadable,
		plain.URL:                uploader.ReasonNoSiteThere,
	} {
		a, updates := openApp(t, Options{})
		a.LookForSite(address)
		stopped := await(t, updates, signInStep(uploader.SignInFound, uploader.SignInStopped)).SignIn
		if stopped.Reason.Code != code {
			t.Errorf("%s: %+v", address, stopped.Reason)
		}
	}
}

func TestVideosAddedBeforeSigningInGoToTheFirstAccountAndWaitAfterSigningOut(t *testing.T) {
	site, address := startSite(t, demo.Options{})
	a, updates := openApp(t, Options{})
	path := filepath.Join(t.TempDir(), "film.mp4")
	if err := os.WriteFile(path, []byte("\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41 and the rest"), 0o600); err != nil {
		t.Fatal(err)
	}
	past := time.Now().Add(-time.Hour)
	if err := os.Chtimes(path, past, past); err != nil {
		t.Fatal(err)
	}
	a.AddPaths([]string{path, filepath.Join(filepath.Dir(path), "gone.mp4")})
	result := await(t, updates, func(u uploader.Update) bool { return len(u.Intake) > 0 }).Intake[0]
	if len(result.Added) != 1 || len(result.Rejected) != 1 || result.Rejected[0].Reason.Code != uploader.ReasonMissing {
		t.Fatalf("%+v", result)
	}
	id := result.Added[0]
	a.Start(result.Added)
	in := func(states ...uploader.State) func(uploader.Update) bool {
		return func(u uploader.Update) bool {
			for _, upload := range u.Uploads {
				for _, state := range states {
					if upload.ID == id && upload.State == state {
						return true
					}
				}
			}
			return false
		}
	}
	await(t, updates, in(uploader.WaitingSignIn))
	known, reason := a.SignInNow(t.Context(), address, uploader.Keys{AccessKey: site.Credentials().Bearer})
	if !reason.IsZero() {
		t.Fatalf("%+v", reason)
	}
	await(t, updates, in(uploader.Processing, uploader.DoneDraft))
	if videos := site.Videos(); len(videos) != 1 {
		t.Fatalf("%d videos", len(videos))
	}
	a.SignOut(known.ID)
	await(t, updates, func(u uploader.Update) bool { return len(u.Accounts) == 1 && !u.Accounts[0].SignedIn })
	ids, err := a.engine.Add(known.ID, []engine.Draft{{Metadata: uploader.Metadata{Title: "Later"}}})
	if err != nil {
		t.Fatal(err)
	}
	id = ids[0]
	a.Start(ids)
	await(t, updates, in(uploader.WaitingSignIn))
}

func TestTheLogHoldsNoSecret(t *testing.T) {
	folder := t.TempDir()
	logger, closer := OpenLog(folder)
	logger.Info("call", "error", "GET https://x/?oauth_token=abc123&upload_token=def456: Bearer ghi789", "reason", slog.AnyValue(errText(`{"access_key":"jkl012"}`)))
	if err := closer.Close(); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(folder, "log.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"abc123", "def456", "ghi789", "jkl012"} {
		if strings.Contains(string(text), secret) {
			t.Errorf("the log holds %s: %s", secret, text)
		}
	}
	if !strings.Contains(string(text), "call") {
		t.Errorf("the log lost what happened: %s", text)
	}
}

type errText string

func (e errText) Error() string { return string(e) }

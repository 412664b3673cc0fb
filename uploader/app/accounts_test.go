package app

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/engine"
)

// film writes a video that is old enough not to be taken for one that is still being written.
func film(t *testing.T, name string, size int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	content := append([]byte("\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41"), make([]byte, size)...)
	copy(content[64:], name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	past := time.Now().Add(-time.Hour)
	if err := os.Chtimes(path, past, past); err != nil {
		t.Fatal(err)
	}
	return path
}

// serveTwo serves the demo site with a second workspace, Globex Video, that the same logins open.
func serveTwo(t *testing.T) (*demo.Site, string) {
	t.Helper()
	site, err := demo.Open(demo.Options{
		Dir: t.TempDir(), TranscodeTime: time.Millisecond, BearerLife: time.Hour, Others: []demo.Other{{Workspace: demo.Named("Globex Video")}},
	})
	if err != nil {
		t.Fatal(err)
	}
	server, err := site.Serve("127.0.0.1:0", false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(server.Close(), site.Close()); err != nil {
			t.Error(err)
		}
	})
	return site, server.URL
}

func fourKeys(c demo.Credentials) uploader.Keys {
	return uploader.Keys{ConsumerKey: c.ConsumerKey, ConsumerSecret: c.ConsumerSecret, AccessToken: c.AccessToken, AccessSecret: c.AccessTokenSecret}
}

// addFor adds videos and returns their ids; they belong to the account that is the current one.
func addFor(t *testing.T, a *App, updates *engine.Subscription, paths ...string) []uploader.UploadID {
	t.Helper()
	a.AddPaths(paths)
	result := await(t, updates, func(u uploader.Update) bool { return len(u.Intake) > 0 }).Intake[0]
	if len(result.Added) != len(paths) {
		t.Fatalf("%+v", result)
	}
	return result.Added
}

func awaitStates(t *testing.T, a *App, updates *engine.Subscription, fits func(uploader.Upload) bool, ids ...uploader.UploadID) {
	t.Helper()
	reached := func() bool {
		for _, upload := range a.engine.Uploads() {
			if slices.Contains(ids, upload.ID) && !fits(upload) {
				return false
			}
		}
		return true
	}
	if !reached() {
		await(t, updates, func(uploader.Update) bool { return reached() })
	}
}

func arrived(u uploader.Upload) bool { return u.State.Arrived() }

// TestEachVideoArrivesInItsOwnAccount has two workspaces of one login with a queue each. In between: the other account becomes the current one,
// the program is started again, and one account is signed out and in again with other keys.
func TestEachVideoArrivesInItsOwnAccount(t *testing.T) {
	acmeSite, acmeAddress := serveTwo(t)
	globexSite := acmeSite.Others()[0]
	secrets, folder := account.MemoryVault(), t.TempDir()
	a, updates := openApp(t, Options{DataDir: folder, Secrets: secrets})
	acme, _ := a.SignInNow(t.Context(), acmeAddress, uploader.Keys{AccessKey: acmeSite.Credentials().Bearer})

	a.LookForWorkspaces()
	found := await(t, updates, func(u uploader.Update) bool { return u.Workspaces != nil && !u.Workspaces.Asking }).Workspaces.Found
	if len(found) != 1 || found[0].Name != "Globex Video" || found[0].Login != acme.ID {
		t.Fatalf("the login also opens %+v", found)
	}
	a.AddWorkspace(found[0])
	accounts := await(t, updates, func(u uploader.Update) bool { return len(u.Accounts) == 2 })
	if accounts.Current != acme.ID {
		t.Error("adding an account moved new videos to it")
	}
	other := accounts.Accounts[1].ID

	a.SetSettings(uploader.Settings{Files: 2, Limit: 2 << 20})
	toAcme := addFor(t, a, updates, film(t, "acme-1.mp4", 5<<20), film(t, "acme-2.mp4", 1<<20))
	a.UseAccount(other)
	await(t, updates, func(u uploader.Update) bool { return u.Current == other })
	toGlobex := addFor(t, a, updates, film(t, "globex-1.mp4", 5<<20), film(t, "globex-2.mp4", 1<<20))
	a.Start([]uploader.UploadID{toGlobex[0], toAcme[0], toGlobex[1], toAcme[1]})
	await(t, updates, func(u uploader.Update) bool {
		for _, progress := range u.Progress {
			if progress.Acked > 0 {
				return true
			}
		}
		return false
	})
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}

	a, updates = openApp(t, Options{DataDir: folder, Secrets: secrets})
	if a.accounts.currentID() != other {
		t.Error("the chosen account is forgotten")
	}
	a.SignOut(other)
	awaitStates(t, a, updates, func(u uploader.Upload) bool { return u.State == uploader.WaitingSignIn || u.State.Arrived() }, toGlobex...)
	a.SetSettings(uploader.Settings{Files: 2})
	awaitStates(t, a, updates, arrived, toAcme...)
	if known, reason := a.SignInNow(t.Context(), strings.ToUpper(accounts.Accounts[1].BaseURL), fourKeys(globexSite.CredentialsFor(demo.Write))); known.ID != other {
		t.Fatalf("signing in again makes %q of %q: %+v", known.ID, other, reason)
	}
	awaitStates(t, a, updates, arrived, toGlobex...)
	for name, site := range map[string]*demo.Site{"acme": acmeSite, "globex": globexSite} {
		var names []string
		for _, video := range site.Videos() {
			names = append(names, video.OriginalName)
		}
		slices.Sort(names)
		if want := []string{name + "-1.mp4", name + "-2.mp4"}; !slices.Equal(names, want) {
			t.Errorf("%s holds %v, want %v", name, names, want)
		}
	}
}

func TestTwoPersonsOnOneSiteAndOnePersonOnTwo(t *testing.T) {
	site, address := startSite(t, demo.Options{})
	second, secondAddress := startSite(t, demo.Options{Workspace: demo.Named("Globex Video")})
	a, updates := openApp(t, Options{})
	ids := make(map[uploader.AccountID]bool)
	for _, entry := range []struct {
		address string
		keys    uploader.Keys
	}{
		{address, uploader.Keys{AccessKey: site.Credentials().Bearer}},
		{address, fourKeys(site.CredentialsFor(demo.Admin))},
		{secondAddress, uploader.Keys{AccessKey: second.Credentials().Bearer}},
	} {
		known, _ := a.SignInNow(t.Context(), entry.address, entry.keys)
		if known.ID == "" || ids[known.ID] {
			t.Fatalf("%q is no account of its own", known.ID)
		}
		ids[known.ID] = true
	}
	again, _ := a.SignInNow(t.Context(), strings.ToUpper(address)+"/", fourKeys(site.Credentials()))
	if !ids[again.ID] || len(a.accounts.update().Accounts) != 3 {
		t.Errorf("the same person with other keys became %q", again.ID)
	}
	// Taking one off the list leaves the others, and the current one is one of them.
	a.RemoveAccount(again.ID)
	left := await(t, updates, func(u uploader.Update) bool { return len(u.Accounts) == 2 })
	if left.Current == again.ID || left.Current == "" {
		t.Errorf("new videos go to %q", left.Current)
	}
}

func TestAnAccountWhoseSiteHasMovedStaysTheSame(t *testing.T) {
	site, address := startSite(t, demo.Options{})
	a, _ := openApp(t, Options{})
	before, _ := a.SignInNow(t.Context(), address, uploader.Keys{AccessKey: site.Credentials().Bearer})
	moved := before
	moved.Host, moved.BaseURL, moved.ID = "127.0.0.1:1", "http://127.0.0.1:1", "127.0.0.1:1/"+uploader.AccountID(before.UserID)
	if got := a.accounts.identify(moved); got == before.ID {
		t.Error("somebody elsewhere is taken for the same person, although the old address knows nothing of a move")
	}
	// Another site is at the old address now.
	stranger := before
	stranger.UserID = "1"
	if got := a.accounts.identify(stranger); got == before.ID {
		t.Error("another person is given the account")
	}
}

func TestCheckingAnAccountSaysWhetherItIsAccepted(t *testing.T) {
	begun := time.Now()
	var later atomic.Int64
	now := func() time.Time { return begun.Add(time.Duration(later.Load())) }
	site, address := startSite(t, demo.Options{})
	a, updates := openApp(t, Options{Now: now})
	known, _ := a.SignInNow(t.Context(), address, uploader.Keys{AccessKey: site.Credentials().Bearer})
	later.Add(int64(time.Minute))
	a.CheckAccount(known.ID)
	checked := func(u uploader.Update) bool {
		return u.Accounts != nil && !u.Accounts[0].Checking && (u.Accounts[0].Checked.Equal(now()) || !u.Accounts[0].Trouble.IsZero())
	}
	if got := await(t, updates, checked).Accounts[0]; !got.Trouble.IsZero() || got.Level != uploader.LevelWrite {
		t.Errorf("%+v", got)
	}
	a.accounts.keeper.Hold(known, account.Secret{})
	a.accounts.mu.Lock()
	delete(a.accounts.sessions, known.ID)
	a.accounts.mu.Unlock()
	wrong, _ := account.FromKeys(uploader.Keys{AccessKey: "login-nobody"})
	if _, err := a.options.Secrets.Save(t.Context(), known.ID, wrong); reasonOf(err).Code != uploader.ReasonKeyringNone {
		t.Fatal(err)
	}
	later.Add(int64(time.Minute))
	a.CheckAccount(known.ID)
	if got := await(t, updates, checked).Accounts[0]; got.Trouble.Code != uploader.ReasonWithdrawn || got.Checked.Equal(now()) {
		t.Errorf("%+v", got)
	}
}

func TestAClockThatIsWrongByYearsDoesNotKeepAnybodyOut(t *testing.T) {
	site, address := startSite(t, demo.Options{TranscodeTime: time.Millisecond})
	for _, off := range []time.Duration{-3 * time.Hour, 7 * time.Minute, 4 * 365 * 24 * time.Hour} {
		t.Run(fmt.Sprint(off), func(t *testing.T) {
			shift := off
			a, updates := openApp(t, Options{Now: func() time.Time { return time.Now().Add(shift) }})
			known, reason := a.SignInNow(t.Context(), address, fourKeys(site.Credentials()))
			if known.ID == "" {
				t.Fatalf("%+v", reason)
			}
			ids := addFor(t, a, updates, film(t, "clock.mp4", 1<<20))
			a.Start(ids)
			awaitStates(t, a, updates, arrived, ids...)
		})
	}
}

func TestAnAccountKeepsItsVideosWhenItsSiteMoves(t *testing.T) {
	site, newAddress := startSite(t, demo.Options{})
	var moved atomic.Bool
	old := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if moved.Load() {
			http.Redirect(w, r, newAddress+r.URL.RequestURI(), http.StatusMovedPermanently)
			return
		}
		site.ServeHTTP(w, r)
	}))
	defer old.Close()
	a, _ := openApp(t, Options{})
	before, _ := a.SignInNow(t.Context(), old.URL, fourKeys(site.Credentials()))
	moved.Store(true)
	after, reason := a.SignInNow(t.Context(), newAddress, fourKeys(site.Credentials()))
	if after.ID != before.ID || after.BaseURL != newAddress || len(a.accounts.update().Accounts) != 1 {
		t.Errorf("%+v became %+v, %+v", before.ID, after, reason)
	}
}

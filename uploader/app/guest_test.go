package app

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/account/setup"
	"twentythree-uploader/uploader/demo"
)

// strangers serves a site and counts the requests that come with a sign-in.
func strangers(t *testing.T) (site *demo.Site, address string, signed func() []string) {
	t.Helper()
	site, err := demo.Open(demo.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var found []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" || strings.Contains(r.URL.RawQuery, "oauth") {
			mu.Lock()
			found = append(found, r.URL.Path)
			mu.Unlock()
		}
		site.ServeHTTP(w, r)
	}))
	t.Cleanup(func() {
		server.Close()
		if err := site.Close(); err != nil {
			t.Error(err)
		}
	})
	return site, server.URL, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return found
	}
}

// linkFile asks a site for an upload link, as whoever makes one does, and hands it over as a file.
func linkFile(t *testing.T, site *demo.Site, address string, videos string, invitation uploader.Invitation) string {
	t.Helper()
	form := url.Values{"title": {"Interview"}, "tags": {"guest"}, "publish": {"0"}, "max_uploads": {videos}, "valid_minutes": {"60"}}
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, address+"/api/2/photo/get-upload-token", strings.NewReader(form.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Authorization", "Bearer "+site.Credentials().Bearer)
	answer := httptest.NewRecorder()
	site.ServeHTTP(answer, request)
	var told struct {
		Data struct {
			Token string `json:"upload_token"`
			Until int64  `json:"valid_until"`
			Most  int    `json:"max_uploads"`
		} `json:"data"`
	}
	if err := json.Unmarshal(answer.Body.Bytes(), &told); err != nil || told.Data.Token == "" {
		t.Fatalf("no link: %v %s", err, answer.Body)
	}
	if invitation.Ends.IsZero() {
		invitation.Ends = time.Unix(told.Data.Until, 0)
	}
	invitation.Videos = told.Data.Most
	text, err := setup.WriteLink(address, setup.Link{Site: "Acme Video", Token: told.Data.Token, Invitation: invitation})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "Interview.ttlink")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAGuestSendsAVideoWithALinkAndNoAccount(t *testing.T) {
	t.Parallel()
	site, address, signed := strangers(t)
	secrets, folder := account.MemoryVault(), t.TempDir()
	a, updates := openApp(t, Options{DataDir: folder, Secrets: secrets})
	path := linkFile(t, site, address, "1", uploader.Invitation{From: "Acme press", Title: "Interview"})
	a.AddPaths([]string{path})
	offer := *await(t, updates, offered).Setup
	if offer.Invitation == nil || offer.Invitation.From != "Acme press" || offer.Invitation.Videos != 1 || offer.Site != "Acme Video" || offer.Problem.Code != "" {
		t.Fatalf("offered %+v", offer)
	}
	if len(a.accounts.update().Accounts) > 0 {
		t.Fatal("something was kept before anybody said yes")
	}
	a.UseSetupFile(offer.Number)
	guest := await(t, updates, func(u uploader.Update) bool { return len(u.Accounts) > 0 }).Accounts[0]
	if !guest.Guest() || !guest.SignedIn || guest.SiteName != "Acme Video" {
		t.Fatalf("%+v", guest)
	}
	a.AddPaths(testVideo(t))
	added := awaitUpload(t, updates)
	if added.State != uploader.Ready || added.Metadata.Title != "Interview" || added.Account != guest.ID {
		t.Fatalf("%s %+v", added.State, added.Metadata)
	}
	a.Edit(added.ID, uploader.Change{Title: new("With the mayor")})
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}

	a, updates = openApp(t, Options{DataDir: folder, Secrets: secrets})
	a.Start([]uploader.UploadID{added.ID})
	awaitStates(t, a, updates, arrived, added.ID)
	if sent := a.engine.Uploads()[0]; sent.State != uploader.DoneSent || len(sent.Unconfirmed) > 0 {
		t.Errorf("%s %+v, not told: %v", sent.State, sent.Reason, sent.Unconfirmed)
	}
	videos := site.Videos()
	if len(videos) != 1 || videos[0].Title != "With the mayor" || videos[0].Published || videos[0].OriginalName != "Safety briefing.mp4" {
		t.Fatalf("the site has %+v", videos)
	}
	if calls := signed(); len(calls) > 0 {
		t.Errorf("a guest signed %v", calls)
	}
	a.SignOut(guest.ID)
	await(t, updates, func(u uploader.Update) bool { return u.Accounts != nil && len(u.Accounts) == 0 })
	if _, err := secrets.Load(t.Context(), guest.ID); err == nil {
		t.Error("the link's token is still in the password store")
	}
}

func TestALinkThatHasEndedIsSaidToHaveWhenItIsOpened(t *testing.T) {
	t.Parallel()
	site, address, _ := strangers(t)
	a, updates := openApp(t, Options{})
	a.AddPaths([]string{linkFile(t, site, address, "1", uploader.Invitation{Ends: time.Now().Add(-time.Minute)})})
	if offer := *await(t, updates, offered).Setup; offer.Problem.Code != uploader.SetupLinkEnded || offer.Number != 0 {
		t.Errorf("offered %+v", offer)
	}
}

func TestALinkIsForgottenAWeekAfterItsEnd(t *testing.T) {
	t.Parallel()
	site, address, _ := strangers(t)
	folder, now := t.TempDir(), time.Now()
	options := Options{DataDir: folder, Secrets: account.MemoryVault()}
	a, updates := openApp(t, options)
	a.AddPaths([]string{linkFile(t, site, address, "1", uploader.Invitation{Ends: now.Add(time.Hour)})})
	a.UseSetupFile(await(t, updates, offered).Setup.Number)
	await(t, updates, func(u uploader.Update) bool { return len(u.Accounts) > 0 })
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	for _, later := range []struct {
		after time.Duration
		left  int
	}{{6 * 24 * time.Hour, 1}, {8 * 24 * time.Hour, 0}} {
		options.Now = func() time.Time { return now.Add(later.after) }
		a, _ := openApp(t, options)
		if left := a.accounts.update().Accounts; len(left) != later.left {
			t.Errorf("after %v: %+v", later.after, left)
		}
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

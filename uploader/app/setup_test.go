package app

import (
	"bytes"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/account/setup"
	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/engine"
)

// laidDown is an administrator's word for a test.
func laidDown(text string) setup.Place {
	return func() ([]byte, string, error) { return []byte(text), "managed.json", nil }
}

func setupFile(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const departments = `{"key":"department","label":"Department","kind":"choice","choices":["HR","Sales"],"required":"upload"}`

func offered(u uploader.Update) bool { return u.Setup != nil }

func TestASetupFileIsShownThenSignsInAndBringsItsFields(t *testing.T) {
	site, address := startSite(t, demo.Options{})
	folder := t.TempDir()
	var log bytes.Buffer
	options := Options{DataDir: folder, Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	a, updates := openApp(t, options)
	key := site.Credentials().Bearer
	path := setupFile(t, "Acme.TTSETUP", fmt.Sprintf(`{"version":1,"organisation":"Acme IT","address":%q,"keys":{"access_key":%q},
		"application":{"consumer_key":"s3cret-consumer","consumer_secret":"s3cret-application"},
		"fields":[%s,{"key":"company","label":"Company","kind":"text","default":"Acme A/S","locked":true}],
		"defaults":{"visibility":"publish","categories":["news"],"tags":["first week"]}}`, address, key, departments))
	a.AddPaths([]string{path})
	offer := *await(t, updates, offered).Setup
	if offer.Problem.Code != "" || !offer.Keys || !offer.Application || !offer.HoldsSecrets() || len(offer.Fields) != 2 || offer.Organisation != "Acme IT" || !strings.HasSuffix(address, offer.Host) {
		t.Fatalf("offered %+v", offer)
	}
	if accounts := a.accounts.update().Accounts; len(accounts) != 0 {
		t.Fatal("something changed before anybody said yes")
	}
	a.UseSetupFile(offer.Number)
	done := await(t, updates, signInStep(uploader.SignInDone, uploader.SignInStopped)).SignIn
	if done.Step != uploader.SignInDone || len(done.Account.Fields) != 2 || done.Account.FieldsSetBy != "Acme IT" {
		t.Fatalf("%+v", done)
	}
	await(t, updates, func(u uploader.Update) bool { return len(u.Catalogues) > 0 })
	a.AddPaths(testVideo(t))
	added := awaitUpload(t, updates)
	if added.State != uploader.Attention || added.Reason.Problem != uploader.ProblemMissing || added.Reason.Field != uploader.CompanyField("department") {
		t.Errorf("a video without its required field is %s %+v", added.State, added.Reason)
	}
	m := added.Metadata
	if m.Company["company"] != "Acme A/S" || m.Visibility != uploader.PublishWhenDone || len(m.Tags) != 1 || len(m.Categories) != 1 || m.Categories[0].ID == "" {
		t.Errorf("the video starts with %+v", m)
	}
	a.Edit(added.ID, uploader.Change{Company: map[string]string{"company": "Somebody else", "department": "HR"}})
	if edited := awaitUpload(t, updates); edited.State != uploader.Ready || edited.Metadata.Company["company"] != "Acme A/S" || edited.Metadata.Company["department"] != "HR" {
		t.Errorf("after editing: %s %v", edited.State, edited.Metadata.Company)
	}
	a.UseSetupFile(offer.Number) // pressed twice: the file is no longer there
	if secret, err := a.options.Secrets.Load(t.Context(), account.ApplicationEntry(address)); err != nil {
		t.Error(err)
	} else if secret.Application().Secret != "s3cret-application" {
		t.Error("the application key is not kept")
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	nowhere(t, folder, log.String(), key, "s3cret-consumer", "s3cret-application")
	again, _ := openApp(t, Options{DataDir: folder})
	if accounts := again.accounts.update().Accounts; len(accounts) != 1 || len(accounts[0].Fields) != 2 || accounts[0].FieldsSetBy != "Acme IT" {
		t.Errorf("at the next start: %+v", accounts)
	}
}

// nowhere looks for secrets in everything that was written.
func nowhere(t *testing.T, folder, log string, secrets ...string) {
	t.Helper()
	texts := map[string]string{"the log": log}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			text, readErr := os.ReadFile(path)
			texts[entry.Name()], err = string(text), readErr
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for where, text := range texts {
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				t.Errorf("%s holds a key", where)
			}
		}
	}
}

func testVideo(t *testing.T) []string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "Safety briefing.mp4")
	if err := os.WriteFile(path, append([]byte("\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41"), make([]byte, 4096)...), 0o600); err != nil {
		t.Fatal(err)
	}
	past := time.Now().Add(-time.Hour)
	if err := os.Chtimes(path, past, past); err != nil {
		t.Fatal(err)
	}
	return []string{path}
}

func awaitUpload(t *testing.T, updates *engine.Subscription) uploader.Upload {
	t.Helper()
	found := await(t, updates, func(u uploader.Update) bool { return len(u.Uploads) > 0 })
	return found.Uploads[len(found.Uploads)-1]
}

func TestASetupFileThatCannotBeUsedSaysWhyAndChangesNothing(t *testing.T) {
	t.Parallel()
	const good = `{"version":1,"address":"videos.example.com"}`
	for _, wrong := range []struct {
		managed string
		files   []string
		code    uploader.SetupProblemCode
	}{
		{`{"version":1}`, []string{`{"version":1}`}, uploader.SetupNoAddress},
		{`{"version":1}`, []string{good, good}, uploader.SetupSeveral},
		{`{"version":1,"locked":{"addresses":["videos.acme.com"]}}`, []string{good}, uploader.SetupOtherSite},
		{`{"version":1,"locked":{"sign_in":["browser"]}}`, []string{good}, uploader.SetupNotAllowed},
	} {
		a, updates := openApp(t, Options{Managed: laidDown(wrong.managed)})
		var paths []string
		for _, text := range wrong.files {
			paths = append(paths, setupFile(t, "a.ttsetup", text))
		}
		a.AddPaths(paths)
		if offer := await(t, updates, offered).Setup; offer.Problem.Code != wrong.code || offer.Name != "a.ttsetup" {
			t.Errorf("%s: %+v, want %s", wrong.files, offer, wrong.code)
		}
		a.UseSetupFile(1)
	}
}

func TestASetupFileBesideVideosIsNoVideo(t *testing.T) {
	t.Parallel()
	a, updates := openApp(t, Options{Managed: laidDown(`{"version":1}`)})
	a.AddPaths(append(testVideo(t), setupFile(t, "a.ttsetup", `{"version":1,"address":"videos.example.com"}`)))
	var offer *uploader.SetupOffer
	var intake []uploader.IntakeResult
	await(t, updates, func(u uploader.Update) bool {
		if u.Setup != nil {
			offer = u.Setup
		}
		intake = append(intake, u.Intake...)
		return offer != nil && len(intake) > 0
	})
	if len(intake[0].Added) != 1 || len(intake[0].Rejected) != 0 || offer.Host != "videos.example.com" {
		t.Errorf("added %+v, offered %+v", intake, offer)
	}
}

func TestAnAddingOfSetupFilesAndPagesAloneIsTold(t *testing.T) {
	t.Parallel()
	a, updates := openApp(t, Options{Managed: laidDown(`{"version":1}`)})
	page := setupFile(t, "page.html", `<meta name="`+setup.PageMark+`" content="">`)
	for _, path := range []string{setupFile(t, "a.ttsetup", `{"version":1,"address":"videos.example.com"}`), page} {
		batch := a.AddPaths([]string{path})
		got := await(t, updates, func(u uploader.Update) bool { return len(u.Intake) > 0 }).Intake[0]
		if got.Batch != batch || !got.Elsewhere || len(got.Added)+len(got.Rejected) != 0 {
			t.Errorf("%s: %+v", filepath.Base(path), got)
		}
	}
}

func TestWhatTheOrganisationLocksHolds(t *testing.T) {
	site, address := startSite(t, demo.Options{})
	keys := uploader.Keys{AccessKey: site.Credentials().Bearer}
	managed := fmt.Sprintf(`{"version":1,"organisation":"Acme IT","locked":{"addresses":[%q],"publishing":false,"speed_limit":8,"fields":[%s]},
		"defaults":{"visibility":"publish","tags":["internal"]}}`, address, departments)
	a, updates := openApp(t, Options{Managed: laidDown(managed)})
	first := await(t, updates, func(u uploader.Update) bool { return u.Rules != nil })
	if first.Rules.Organisation != "Acme IT" || first.Settings.Limit != 1_000_000 {
		t.Errorf("the window hears %+v and %+v", first.Rules, first.Settings)
	}
	a.SetSettings(uploader.Settings{Files: 2, Limit: 5_000_000})
	if holds := await(t, updates, func(u uploader.Update) bool { return u.Settings != nil }).Settings; holds.Limit != 1_000_000 || holds.Files != 2 {
		t.Errorf("the limit became %+v", holds)
	}
	_, elsewhere := startSite(t, demo.Options{})
	a.LookForSite(elsewhere)
	if step := await(t, updates, signInStep(uploader.SignInFound, uploader.SignInStopped)).SignIn; step.Reason.Code != uploader.ReasonSiteNotAllowed {
		t.Errorf("another site: %+v", step)
	}
	if _, reason := a.SignInNow(t.Context(), elsewhere, keys); reason.Code != uploader.ReasonSiteNotAllowed {
		t.Errorf("another site from a script: %+v", reason)
	}
	known, reason := a.SignInNow(t.Context(), address, keys)
	if !reason.IsZero() || len(known.Fields) != 1 || known.FieldsSetBy != "Acme IT" {
		t.Fatalf("%+v %+v", known, reason)
	}
	wanted := uploader.Metadata{Title: "Safety", Visibility: uploader.PublishWhenDone, Company: map[string]string{"department": "HR"}}
	ids, _, err := a.AddForSending(t.Context(), known.ID, Sending{Paths: testVideo(t), Metadata: wanted})
	if err != nil {
		t.Fatal(err)
	}
	publish := uploader.PublishWhenDone
	a.Edit(ids[0], uploader.Change{Visibility: &publish})
	a.Carry(ids, false)
	done := await(t, updates, func(u uploader.Update) bool { return len(u.Uploads) > 0 && u.Uploads[len(u.Uploads)-1].State.Arrived() })
	a.Edit(ids[0], uploader.Change{Visibility: &publish})
	a.Update(ids)
	title := "Safety first"
	a.Edit(ids[0], uploader.Change{Title: &title})
	a.Update(ids)
	await(t, updates, func(u uploader.Update) bool { return len(site.Videos()) == 1 && site.Videos()[0].Title == title })
	if videos := site.Videos(); videos[0].Published || done.Uploads[len(done.Uploads)-1].State == uploader.DonePublic {
		t.Errorf("the site shows %+v", videos)
	}
	if start := a.newVideo(known.ID); start.Visibility != uploader.Draft || start.Tags[0] != "internal" {
		t.Errorf("new videos start with %+v", start)
	}
}

func TestWaysToSignInThatAreNotAllowedAreRefused(t *testing.T) {
	site, address := startSite(t, demo.Options{})
	keys := uploader.Keys{AccessKey: site.Credentials().Bearer}
	a, updates := openApp(t, Options{Managed: laidDown(`{"version":1,"locked":{"sign_in":["browser","setup_file"]}}`)})
	a.LookForSite(address)
	await(t, updates, signInStep(uploader.SignInFound))
	a.SignInWithKeys(keys)
	if step := await(t, updates, signInStep(uploader.SignInDone, uploader.SignInStopped)).SignIn; step.Reason.Code != uploader.ReasonWayNotAllowed {
		t.Errorf("keys: %+v", step)
	}
	if _, reason := a.SignInNow(t.Context(), address, keys); reason.Code != uploader.ReasonWayNotAllowed {
		t.Errorf("keys from a script: %+v", reason)
	}
}

func TestAnAccountElsewhereWaitsOnceItsSiteIsNotAllowed(t *testing.T) {
	site, address := startSite(t, demo.Options{})
	folder := t.TempDir()
	a, _ := openApp(t, Options{DataDir: folder})
	known, _ := a.SignInNow(t.Context(), address, uploader.Keys{AccessKey: site.Credentials().Bearer})
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	again, updates := openApp(t, Options{DataDir: folder, Managed: laidDown(`{"version":1,"locked":{"addresses":["videos.acme.com"]}}`)})
	ids, err := again.engine.Add(known.ID, []engine.Draft{{Metadata: uploader.Metadata{Title: "Placeholder"}}})
	if err != nil {
		t.Fatal(err)
	}
	again.Start(ids)
	await(t, updates, func(u uploader.Update) bool {
		return len(u.Uploads) > 0 && u.Uploads[len(u.Uploads)-1].Reason.Code == uploader.ReasonSiteNotAllowed
	})
	if len(site.Videos()) != 0 {
		t.Error("a video went to a site that is not allowed")
	}
}

func TestSettingsThatCannotBeUsedAreTold(t *testing.T) {
	t.Parallel()
	_, updates := openApp(t, Options{Managed: laidDown(`{"version":1,"locked":{"publishing":"no"}}`)})
	await(t, updates, func(u uploader.Update) bool {
		return len(u.Messages) == 1 && u.Messages[0].Code == uploader.ReasonManagedUnusable && u.Messages[0].Place == "managed.json"
	})
}

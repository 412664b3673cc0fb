package app

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/words"
)

func finished(u uploader.Update) bool { return u.Checks != nil && !u.Checks.Running }

func TestTheConnectionOfAnAccountIsChecked(t *testing.T) {
	a, updates := openApp(t, Options{Demo: true})
	await(t, updates, func(u uploader.Update) bool { return u.Current != "" })
	a.CheckConnection(demoAccount, "")
	run := *await(t, updates, finished).Checks
	if run.Stops() || run.Account != demoAccount || len(run.Lines) == 0 || run.Begun.IsZero() {
		t.Fatalf("%+v", run)
	}
	for _, line := range run.Lines {
		if line.Result != uploader.CheckGood {
			t.Errorf("%s: %s %s", line.ID, line.Result, line.Finding)
		}
	}
	if videos := a.demo.site.Videos(); len(videos) > 0 {
		t.Errorf("the check made %d videos", len(videos))
	}
}

func TestOnlyTheNewestCheckIsTold(t *testing.T) {
	_, address := startSite(t, demo.Options{})
	a, updates := openApp(t, Options{})
	for range 3 {
		a.CheckConnection("", "http://127.0.0.1:1")
	}
	a.CheckConnection("", address)
	run := *await(t, updates, func(u uploader.Update) bool { return finished(u) && u.Checks.Address == address }).Checks
	at := slices.IndexFunc(run.Lines, func(line uploader.Check) bool { return line.ID == uploader.CheckSite })
	if at < 0 || run.Lines[at].Result != uploader.CheckGood {
		t.Errorf("%+v", run.Lines)
	}
	a.StopChecking()
}

// TestAReportHoldsNoSecret writes the account's keys wherever this program might, and finds none of them in the report.
func TestAReportHoldsNoSecret(t *testing.T) {
	site, address := startSite(t, demo.Options{})
	keys := site.Credentials()
	folder := t.TempDir()
	a, updates := openApp(t, Options{DataDir: folder, Version: "1.2.3"})
	a.LookForSite(address)
	await(t, updates, signInStep(uploader.SignInFound))
	a.SignInWithKeys(uploader.Keys{
		ConsumerKey: keys.ConsumerKey, ConsumerSecret: keys.ConsumerSecret, AccessToken: keys.AccessToken, AccessSecret: keys.AccessTokenSecret,
	})
	await(t, updates, signInStep(uploader.SignInDone))
	secrets := []string{keys.ConsumerKey, keys.ConsumerSecret, keys.AccessToken, keys.AccessTokenSecret}
	log, err := os.OpenFile(filepath.Join(folder, "log.jsonl"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range secrets {
		fmt.Fprintf(log, "plain %s, address %s, %s\n", secret, url.QueryEscape(secret), base64.StdEncoding.EncodeToString([]byte(secret)))
	}
	fmt.Fprintln(log, "http://anna:proxy-password@proxy.acme.com:8080/ Authorization: Bearer other-secret-of-nobody")
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	a.CheckConnection(a.accounts.currentID(), "")
	await(t, updates, finished)
	a.MakeReport(words.English, true)
	text := await(t, updates, func(u uploader.Update) bool { return u.Report != nil && u.Report.Text != "" }).Report.Text
	for _, secret := range append(secrets, "proxy-password", "other-secret-of-nobody") {
		if strings.Contains(text, secret) || strings.Contains(text, base64.StdEncoding.EncodeToString([]byte(secret))) {
			t.Errorf("%q is in the report", secret)
		}
	}
	for _, part := range []string{"1.2.3", "accepts your sign-in", "proxy.acme.com:8080", "plain (hidden)"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing in\n%s", part, text)
		}
	}
}

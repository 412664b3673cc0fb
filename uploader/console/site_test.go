package console

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// siteAtWork is a site command at work.
type siteAtWork struct {
	line siteLine
	raw  string
	code chan int
	stop context.CancelFunc
}

func startSiteCommand(t *testing.T, args ...string) siteAtWork {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	reader, writer := io.Pipe()
	r := siteAtWork{code: make(chan int, 1), stop: cancel}
	var complaints bytes.Buffer
	go func() {
		r.code <- RunSite(ctx, args, writer, &complaints)
		_ = writer.Close()
	}()
	var printed [4096]byte
	n, err := reader.Read(printed[:])
	if err != nil {
		t.Fatalf("nothing was printed: %v, %s", err, complaints.String())
	}
	go func() { _, _ = io.Copy(io.Discard, reader) }()
	r.raw = string(printed[:n])
	if err := json.Unmarshal([]byte(r.raw), &r.line); err != nil {
		t.Fatalf("no JSON: %s", r.raw)
	}
	return r
}

func (r siteAtWork) end(t *testing.T) {
	t.Helper()
	r.stop()
	if code := <-r.code; code != 0 {
		t.Errorf("exit status %d", code)
	}
}

func TestSitePrintsOneLineAndAnswers(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	r := startSiteCommand(t, "-listen", "127.0.0.1:0", "-dir", dir, "-permission", "super", "-behaviour", "redeem_answer=number", "-behaviour", "no_v2=false")
	defer r.end(t)
	if strings.Count(r.raw, "\n") != 1 || r.line.CA != "" {
		t.Errorf("printed %q", r.raw)
	}
	for name, value := range map[string]string{
		"bearer": r.line.Bearer, "consumer_key": r.line.ConsumerKey, "consumer_secret": r.line.ConsumerSecret,
		"access_token": r.line.AccessToken, "access_token_secret": r.line.AccessTokenSecret,
	} {
		if len(value) < 10 || strings.ContainsAny(value, " \n") {
			t.Errorf("%s is %q", name, value)
		}
	}
	request, err := http.NewRequest(http.MethodGet, r.line.URL+"/api/2/user/get", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+r.line.Bearer)
	transport := &http.Transport{DisableKeepAlives: true}
	answer, err := transport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(answer.Body)
	_ = answer.Body.Close()
	if err != nil || !strings.Contains(string(text), `"permission_level":"super"`) {
		t.Errorf("%s %v", text, err)
	}
	log, err := os.ReadFile(filepath.Join(dir, "requests.jsonl"))
	if err != nil || strings.Count(string(log), "\n") != 1 {
		t.Errorf("the log: %q %v", log, err)
	}
}

func TestSiteSpeaksTLSWithItsOwnAuthority(t *testing.T) {
	t.Parallel()
	r := startSiteCommand(t, "-dir", t.TempDir(), "-tls", "-racy", "-discard")
	defer r.end(t)
	pem, err := os.ReadFile(r.line.CA)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(pem)
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, DisableKeepAlives: true}
	answer, err := (&http.Client{Transport: transport}).Get(r.line.URL + "/api/site/get")
	if err != nil || !strings.HasPrefix(r.line.URL, "https://127.0.0.1:") {
		t.Fatalf("%s: %v", r.line.URL, err)
	}
	_ = answer.Body.Close()
}

func TestSiteRefusesArgumentsWithASentence(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{nil, 2, "-dir"},
		{[]string{"-dir", dir, "more"}, 2, "more"},
		{[]string{"-dir", dir, "-permission", "god"}, 2, "permission level"},
		{[]string{"-dir", dir, "-behaviour", "x"}, 2, "name=value"},
		{[]string{"-dir", dir, "-behaviour", "redeem_answer=song"}, 2, "redeem_answer"},
		{[]string{"-dir", dir, "-listen", "256.0.0.1:99999"}, 1, "listening"},
		{[]string{"-h"}, 0, "-discard"},
	} {
		var stdout, stderr bytes.Buffer
		if code := RunSite(context.Background(), c.args, &stdout, &stderr); code != c.code || !strings.Contains(stderr.String(), c.says) {
			t.Errorf("%v: status %d, %s", c.args, code, stderr.String())
		}
		if stdout.Len() > 0 {
			t.Errorf("%v printed %s", c.args, stdout.String())
		}
	}
}

func TestSitePrintsItsApplicationAndWorkspaces(t *testing.T) {
	t.Parallel()
	r := startSiteCommand(t, "-dir", t.TempDir(), "-workspace", "Beta Films", "-workspace", "Gamma=read", "-behaviour", "sign_in_level=admin")
	defer r.end(t)
	if r.line.ApplicationKey == "" || len(r.line.ApplicationSecret) < 40 || len(r.line.Workspaces) != 2 {
		t.Fatalf("%s", r.raw)
	}
	for i, name := range []string{"Beta Films", "Gamma"} {
		other := r.line.Workspaces[i]
		if other.Name != name || other.URL == r.line.URL || other.ApplicationKey == r.line.ApplicationKey || other.Bearer == r.line.Bearer {
			t.Errorf("%+v", other)
		}
		answer, err := http.Get(other.URL + "/api/2/site/get")
		if err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(answer.Body)
		_ = answer.Body.Close()
		if !strings.Contains(string(text), name) {
			t.Errorf("%s", text)
		}
	}
}

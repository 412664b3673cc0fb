package app

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/twentythree"
)

// spellings are the ways in which a secret could stand in a file.
func spellings(secret string) map[string]string {
	raw := []byte(secret)
	all := map[string]string{
		"plain": secret, "address": url.QueryEscape(secret), "path": url.PathEscape(secret),
		"hex": hex.EncodeToString(raw), "HEX": strings.ToUpper(hex.EncodeToString(raw)), "utf-16": string(bytes.Join(bytes.Split(raw, nil), []byte{0})),
	}
	for shift := range 3 {
		// Inside a longer text the same bytes look different in base64: what is left are the characters that only they decide.
		padded := append(make([]byte, shift), raw...)
		padded = padded[:len(padded)/3*3]
		first := (shift + 2) / 3 * 4
		all["base64 "+string(rune('0'+shift))] = base64.StdEncoding.EncodeToString(padded)[first:]
		all["base64url "+string(rune('0'+shift))] = base64.URLEncoding.EncodeToString(padded)[first:]
	}
	return all
}

// isNowhere looks for secrets in every file of a folder, in the arguments of every process, and in what this one was started with.
func isNowhere(t *testing.T, folder string, secrets map[string]string) {
	t.Helper()
	paths, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		t.Fatal(err)
	}
	paths = append(paths, "/proc/self/environ")
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			if !strings.HasPrefix(path, "/proc/") {
				t.Error(err)
			}
			continue
		}
		for name, secret := range secrets {
			for spelling, text := range spellings(secret) {
				if bytes.Contains(content, []byte(text)) {
					t.Errorf("the %s is in %s (%s)", name, filepath.Base(path), spelling)
				}
			}
		}
	}
}

func TestTheSearchFindsSecretsInEverySpelling(t *testing.T) {
	t.Parallel()
	const secret = "login-9f8e7d6c5b4a&=/x y"
	for spelling, text := range spellings(secret) {
		if len(text) < 8 {
			t.Errorf("%s leaves %q to look for", spelling, text)
		}
	}
	for _, before := range []string{"", "a", "ab", "abc", `{"k":"`} {
		whole, found := base64.StdEncoding.EncodeToString([]byte(before+secret+"tail")), false
		for _, text := range spellings(secret) {
			found = found || strings.Contains(whole, text)
		}
		if !found {
			t.Errorf("after %q it is not found in base64", before)
		}
	}
}

// tokensOf notes the upload tokens that a site gives away.
type tokensOf struct {
	site http.Handler
	mu   sync.Mutex
	seen []string
}

var tokenText = regexp.MustCompile(`"upload_token":\s*"([^"]+)"`)

func (o *tokensOf) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !strings.HasSuffix(r.URL.Path, "get-upload-token") {
		o.site.ServeHTTP(w, r)
		return
	}
	recorder := httptest.NewRecorder()
	o.site.ServeHTTP(recorder, r)
	o.mu.Lock()
	for _, found := range tokenText.FindAllStringSubmatch(recorder.Body.String(), -1) {
		o.seen = append(o.seen, found[1])
	}
	o.mu.Unlock()
	for name, values := range recorder.Header() {
		w.Header()[name] = values
	}
	w.WriteHeader(recorder.Code)
	_, _ = w.Write(recorder.Body.Bytes())
}

// TestSecretsAreNowhere signs in with keys that fit and keys that do not, uploads, renews, is refused, signs out and removes the account, and
// then looks for every secret in everything that is left behind.
func TestSecretsAreNowhere(t *testing.T) {
	site, err := demo.Open(demo.Options{Dir: t.TempDir(), TranscodeTime: time.Millisecond, BearerLife: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	tokens := &tokensOf{site: site}
	server := httptest.NewServer(tokens)
	defer func() {
		server.Close()
		_ = site.Close()
	}()
	login, four := site.Credentials(), site.CredentialsFor(demo.Admin)
	const wrong = "login-wr0ng-but-secret-5d41402abc4b2a76"
	secrets := map[string]string{
		"login": login.Bearer, "wrong key": wrong, "consumer secret": four.ConsumerSecret, "access token": four.AccessToken,
		"access token secret": four.AccessTokenSecret,
	}
	folder := t.TempDir()
	logger, log := OpenLog(folder)
	defer log.Close()
	a, updates := openApp(t, Options{DataDir: folder, Logger: logger, Secrets: account.MemoryVault()})
	a.SignInNow(t.Context(), server.URL, uploader.Keys{AccessKey: wrong})
	for number, keys := range []uploader.Keys{{AccessKey: login.Bearer}, fourKeys(four)} {
		known, reason := a.SignInNow(t.Context(), server.URL, keys)
		if known.ID == "" {
			t.Fatalf("%+v", reason)
		}
		credential, err := a.accounts.keeper.Credential(t.Context(), known.ID)
		if err != nil {
			t.Fatal(err)
		}
		if bearer, is := credential.(twentythree.Bearer); is {
			secrets["workspace token"] = bearer.Token
		}
		ids := addFor(t, a, updates, film(t, "secret"+string(rune('0'+number))+".mp4", 1<<20))
		a.Start(ids)
		awaitStates(t, a, updates, arrived, ids...)
		a.SignOut(known.ID)
		await(t, updates, func(u uploader.Update) bool {
			return len(u.Accounts) > 0 && !u.Accounts[len(u.Accounts)-1].SignedIn
		})
	}
	a.SignInNow(t.Context(), server.URL, uploader.Keys{ConsumerKey: four.ConsumerKey, ConsumerSecret: wrong, AccessToken: four.AccessToken, AccessSecret: wrong})
	if len(tokens.seen) != 2 || secrets["workspace token"] == "" {
		t.Fatalf("%d upload tokens were seen", len(tokens.seen))
	}
	secrets["first upload token"], secrets["second upload token"] = tokens.seen[0], tokens.seen[1]
	isNowhere(t, folder, secrets)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	isNowhere(t, folder, secrets)
	if err := os.WriteFile(filepath.Join(folder, "proof"), []byte("x"+login.Bearer), 0o600); err != nil {
		t.Fatal(err)
	}
	caught := &testing.T{}
	isNowhere(caught, folder, secrets)
	if !caught.Failed() {
		t.Error("the search finds nothing where something is")
	}
}

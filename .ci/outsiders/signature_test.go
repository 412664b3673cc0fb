//go:build outsiders

package outsiders

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// pair is a key with its secret.
type pair struct {
	Key    string `json:"key"`
	Secret string `json:"secret"`
}

// signed is a request that npm's oauth-1.0a has signed.
type signed struct {
	Method    string      `json:"method"`
	URL       string      `json:"url"`
	Params    [][2]string `json:"params"`
	Consumer  pair        `json:"consumer"`
	Token     pair        `json:"token"`
	Nonce     string      `json:"nonce"`
	Timestamp int64       `json:"timestamp"`
	Signature string      `json:"signature"`
	Header    string      `json:"header"`
	Body      string      `json:"body"`
}

// signatures is how many requests each side is tried with.
const signatures = 1000

func signByChance(t *testing.T, seed uint32, consumer, token pair, schemes ...string) []signed {
	t.Helper()
	task := must(json.Marshal(map[string]any{"seed": seed, "count": signatures, "schemes": schemes, "consumer": consumer, "token": token}))(t)
	command := node(t.Context(), t, "sign.js")
	command.Stdin = bytes.NewReader(task)
	lines := json.NewDecoder(bytes.NewReader(must(command.Output())(t)))
	var all []signed
	for lines.More() {
		var one signed
		if err := lines.Decode(&one); err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
	}
	if len(all) != signatures {
		t.Fatalf("%d requests", len(all))
	}
	return all
}

// deliver sends a request to the site as it stands, with its own Host, and answers the status.
func (s signed) deliver(t *testing.T, p *place) int {
	t.Helper()
	address := must(url.Parse(s.URL))(t)
	request := must(http.NewRequestWithContext(t.Context(), s.Method, p.server.URL+address.Path, strings.NewReader(s.Body)))(t)
	request.Host, request.URL.RawQuery = address.Host, address.RawQuery
	request.Header.Set("Authorization", s.Header)
	if s.Method == http.MethodPost {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	response := must(http.DefaultClient.Do(request))(t)
	defer response.Body.Close()
	_, _ = io.Copy(io.Discard, response.Body)
	return response.StatusCode
}

// spoilt are the ways in which a request can have been changed on its way.
func (s signed) spoilt() map[string]signed {
	change := func(edit func(*signed)) signed {
		edit(&s)
		return s
	}
	join := func(old, more string) string { return strings.TrimPrefix(old+"&"+more, "&") }
	address, query, _ := strings.Cut(s.URL, "?")
	original := s
	ways := map[string]signed{}
	ways["a parameter more"] = change(func(c *signed) {
		if *c = original; c.Method == http.MethodPost {
			c.Body = join(c.Body, "more=1")
		} else {
			c.URL = address + "?" + join(query, "more=1")
		}
	})
	ways["another host"] = change(func(c *signed) {
		*c = original
		scheme, rest, _ := strings.Cut(c.URL, "://")
		c.URL = scheme + "://other.example" + rest[strings.Index(rest, "/"):]
	})
	ways["another nonce"] = change(func(c *signed) {
		*c = original
		c.Header = strings.Replace(c.Header, `oauth_nonce="`, `oauth_nonce="x`, 1)
	})
	if len(s.Body) > 0 {
		ways["a parameter less"] = change(func(c *signed) {
			*c = original
			_, c.Body, _ = strings.Cut(c.Body, "&")
		})
	}
	return ways
}

func TestTheDemoSiteChecksSignaturesAsOthersDo(t *testing.T) {
	t.Parallel()
	p := openPlace(t)
	keys := p.site.Credentials()
	consumer, token := pair{keys.ConsumerKey, keys.ConsumerSecret}, pair{keys.AccessToken, keys.AccessTokenSecret}
	wrong := 0
	report := func(s signed, what string, status int) {
		if wrong++; wrong <= 10 {
			t.Errorf("%s: %d for %s %q %q with %s", what, status, s.Method, s.URL, s.Body, s.Header)
		}
	}
	for _, s := range signByChance(t, 23, consumer, token, "http") {
		for how, spoilt := range s.spoilt() {
			if status := spoilt.deliver(t, p); status != http.StatusUnauthorized {
				report(spoilt, how, status)
			}
		}
		if status := s.deliver(t, p); status != http.StatusOK {
			report(s, "as it was signed", status)
		}
	}
	for _, s := range signByChance(t, 24, consumer, pair{token.Key, "another secret"}, "http")[:50] {
		if status := s.deliver(t, p); status != http.StatusUnauthorized {
			report(s, "with another secret", status)
		}
	}
}

// TestOurSignaturesAreThoseOfOthers signs the same requests with the program's own code.
func TestOurSignaturesAreThoseOfOthers(t *testing.T) {
	t.Parallel()
	here := must(filepath.Abs(filepath.Join("signer", "main.go")))(t)
	there := must(filepath.Abs(filepath.Join(root, "uploader", "twentythree", "internal", "signer", "main.go")))(t)
	overlay := filepath.Join(t.TempDir(), "overlay.json")
	text := must(json.Marshal(map[string]any{"Replace": map[string]string{there: here}}))(t)
	signer := filepath.Join(t.TempDir(), "signer")
	if err := os.WriteFile(overlay, text, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := build("-overlay", overlay, "-o", signer, "./uploader/twentythree/internal/signer"); err != nil {
		t.Fatal(err)
	}
	all := signByChance(t, 25, pair{"571156-k+/ æ", "s3cret&=%+ ü"}, pair{"12-tø", "t0ken 'secret'"}, "http", "https")
	var lines bytes.Buffer
	for _, s := range all {
		lines.Write(append(must(json.Marshal(s))(t), '\n'))
	}
	command := exec.CommandContext(t.Context(), signer)
	command.Stdin = &lines
	output, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v %s", err, output)
	}
	headers := strings.Split(strings.TrimSpace(string(output)), "\n")
	if len(headers) != len(all) {
		t.Fatalf("%d headers for %d requests", len(headers), len(all))
	}
	wrong := 0
	for i, s := range all {
		if got := signatureIn(headers[i]); got != s.Signature {
			if wrong++; wrong <= 10 {
				t.Errorf("%s %q %q\nours   %s\ntheirs %s", s.Method, s.URL, s.Params, headers[i], s.Header)
			}
		}
	}
	if wrong > 0 {
		t.Errorf("%d of %d signatures differ", wrong, len(all))
	}
}

// signatureIn reads the signature out of an Authorization header.
func signatureIn(header string) string {
	_, rest, _ := strings.Cut(header, `oauth_signature="`)
	encoded, _, _ := strings.Cut(rest, `"`)
	signature, _ := url.PathUnescape(encoded)
	return signature
}

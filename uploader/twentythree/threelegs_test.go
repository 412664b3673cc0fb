package twentythree

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// capturing answers every request alike and keeps the last one.
type capturing struct {
	oneAnswer
	last *http.Request
}

// RoundTrip implements http.RoundTripper.
func (c *capturing) RoundTrip(request *http.Request) (*http.Response, error) {
	c.last = request
	return c.oneAnswer.RoundTrip(request)
}

// publishedApplication is the application of the documentation's worked examples.
var publishedApplication = OAuth{ConsumerKey: "571156-cuQla8tP5tzjf70znIwS", ConsumerSecret: "u5pHMUpV8wB7LxwieAnrexE8CkzoZTVs6G626KKqfPVqFp0TxT"}

// published is a client that signs as one of the documentation's worked examples did, and gets the answer that the documentation has.
func published(t *testing.T, keys OAuth, nonce string, unixTime int64, body string) (*Client, *capturing) {
	t.Helper()
	random, err := hex.DecodeString(nonce)
	if err != nil {
		t.Fatal(err)
	}
	site := &capturing{oneAnswer: oneAnswer{status: http.StatusOK, body: []byte(body)}}
	client, err := New(Config{
		Base: "http://api.visualplatform.net", AllowHTTP: true, Credential: keys, HTTP: &http.Client{Transport: site},
		Now: func() time.Time { return time.Unix(unixTime, 0) }, Random: bytes.NewReader(random),
	})
	if err != nil {
		t.Fatal(err)
	}
	return client, site
}

func TestTheThreeLegsAreThePublishedOnes(t *testing.T) {
	t.Parallel()
	client, site := published(t, publishedApplication, "48e12d7291d99b0416f3bb30a9d2ea72", 1267547746,
		"oauth_token=12-8vr9EplGHHR8Ciem8SLu&oauth_token_secret=qQptayCQG1ZQYbS73FE6WdNz4wKjYJqcvLzI9DjGD1UKP9wruL&oauth_callback_confirmed=true")
	token, err := client.RequestToken(t.Context(), "http://my.example.com/callback")
	if err != nil || token != (RequestToken{"12-8vr9EplGHHR8Ciem8SLu", "qQptayCQG1ZQYbS73FE6WdNz4wKjYJqcvLzI9DjGD1UKP9wruL"}) {
		t.Fatalf("%q %q, %v", token.Token, token.Secret, err)
	}
	mustSign(t, site.last, "/oauth/request_token", "ozL65XeaXv4LHnJ6y3Q8H/5tERI=")
	if address := client.AuthorizeAddress(token); address != "http://api.visualplatform.net/oauth/authorize?oauth_token=12-8vr9EplGHHR8Ciem8SLu" {
		t.Errorf("the person is sent to %q", address)
	}

	keys := publishedApplication
	keys.Token, keys.TokenSecret = token.Token, token.Secret
	client, site = published(t, keys, "936dff7fa3d5674b1eb5c217ce6701b3", 1267547767,
		"oauth_token=3-gnS3NKP74AzcJsvbFi3Z&oauth_token_secret=83x7n5rR2eT1IV0zLNptvxxy1R3WFptGozka38tDtLZmSDYboW&domain=v.23video.com&user_id=3\n")
	access, err := client.AccessToken(t.Context(), "z3pjUoZU6KN8B5n4V2Fy")
	if err != nil || access != (Access{"3-gnS3NKP74AzcJsvbFi3Z", "83x7n5rR2eT1IV0zLNptvxxy1R3WFptGozka38tDtLZmSDYboW", "v.23video.com", "3", ""}) {
		t.Fatalf("%q at %q, %v", access.Token, access.Domain, err)
	}
	mustSign(t, site.last, "/oauth/access_token", "vFb0a6CGy6rtXeuEfZlhOHvjhjk=")
}

func mustSign(t *testing.T, request *http.Request, path, signature string) {
	t.Helper()
	if request.Method != http.MethodGet || request.URL.Path != path || request.URL.RawQuery != "" {
		t.Errorf("%s %s", request.Method, request.URL)
	}
	if header := request.Header.Get("Authorization"); !strings.Contains(header, `oauth_signature="`+url.QueryEscape(signature)+`"`) {
		t.Errorf("the signature is not the published %s: %s", signature, header)
	}
}

func TestWhatTheLegsAreRefusedFor(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		status int
		body   string
		kind   Kind
	}{
		"unknown application":          {401, "oauth_problem=consumer_key_unknown", KindSignIn},
		"the same with another status": {400, "oauth_problem=consumer_key_unknown", KindInput},
		"in words":                     {401, "Invalid signature", KindSignIn},
		"plain refusal":                {403, "Forbidden", KindSignIn},
		"old clock":                    {401, "oauth_problem=timestamp_refused&oauth_acceptable_timestamps=1-2", KindClock},
		"used code":                    {401, "oauth_problem=token_used", KindSignIn},
		"as the service does":          {200, `{"status":"error","code":"invalid_signature","message":"no"}`, KindSignIn},
		"half an answer":               {200, "oauth_token=abcd", KindUnknownAnswer},
		"token without its secret":     {200, "oauth_token=abcd&oauth_token_secret=", KindUnknownAnswer},
		"no such address":              {404, "<html>gone</html>", KindNotFound},
		"a page in its place":          {200, "<!DOCTYPE html><title>Wi-Fi</title>oauth_token=a&oauth_token_secret=b", KindPortal},
		"busy":                         {503, "later", KindBusy},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			site := newSite(t, map[string]reply{"/oauth/access_token": says(test.status, test.body)})
			client := site.client(t, func(c *Config) { c.Credential, c.Now = testKeys, time.Now })
			_, err := client.AccessToken(t.Context(), "verifier-secret-7")
			if !errors.Is(err, &Error{Kind: test.kind}) {
				t.Errorf("%v, want %s", err, test.kind)
			}
			if text := fmt.Sprint(err); strings.Contains(text, "verifier-secret-7") || strings.Contains(text, testKeys.Token) {
				t.Errorf("the error tells a secret: %s", text)
			}
		})
	}
}

func TestARefusedLegRepeatsNoSecret(t *testing.T) {
	t.Parallel()
	site := newSite(t, map[string]reply{"/oauth/access_token": func(r request, w http.ResponseWriter) {
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = io.WriteString(w, "we were sent "+r.authorization)
	}})
	client := site.client(t, func(c *Config) { c.Credential, c.Now = testKeys, time.Now })
	_, err := client.AccessToken(t.Context(), "verifier-secret-7")
	mustHide(t, fmt.Sprint(err))
	if text := fmt.Sprint(err); strings.Contains(text, "verifier-secret-7") {
		t.Errorf("the error tells the code: %s", text)
	}
}

func TestFormEncodedAnswersAreReadAsFarAsTheyGo(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", longestPair+1)
	for body, want := range map[string]map[string]string{
		"":                       {},
		" \r\n?a=1&b=2\r\n":      {"a": "1", "b": "2"},
		"a=1&amp;b=2":            {"a": "1", "b": "2"},
		"a=1\nb=2":               {"a": "1", "b": "2"},
		"a=1&a=2":                {"a": "1"},
		"a=x%2By%2Fz":            {"a": "x+y/z"},
		"a=x+y/z==":              {"a": "x+y/z=="},
		"a=50%":                  {"a": "50%"},
		"a=%00b&c=x%20y&d=%0A":   {"d": ""},
		"a=" + long + "&b=2":     {"b": "2"},
		"a=\xff":                 nil,
		strings.Repeat("&", 1e5): {},
	} {
		got := readPairs([]byte(body))
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%.40q gives %v, want %v", body, got, want)
		}
	}
}

func FuzzReadPairs(f *testing.F) {
	for _, seed := range []string{"oauth_token=a&oauth_token_secret=b%2Bc&domain=v.23video.com&user_id=3", "a=%zz&=&&a", "<html>", "a=1;b=2", "\xff=\x00"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		pairs := readPairs(body)
		if len(pairs) > mostPairs {
			t.Errorf("%d pairs", len(pairs))
		}
		for name, value := range pairs {
			if len(name) > longestPair || len(value) > longestPair || !isVisible(value) {
				t.Errorf("%q=%q", name, value)
			}
		}
	})
}

package oauth

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	oracle "github.com/dghubble/oauth1"
	"pgregory.net/rapid"
)

// TestPublishedExamples signs the worked examples of the service's documentation of OAuth.
func TestPublishedExamples(t *testing.T) {
	t.Parallel()
	consumer := Keys{ConsumerKey: "571156-cuQla8tP5tzjf70znIwS", ConsumerSecret: "u5pHMUpV8wB7LxwieAnrexE8CkzoZTVs6G626KKqfPVqFp0TxT"}
	with := func(token, secret string) Keys {
		keys := consumer
		keys.Token, keys.TokenSecret = token, secret
		return keys
	}
	for name, example := range map[string]struct {
		keys    Keys
		request Request
		nonce   string
		time    int64
		want    string
	}{
		"request token": {
			consumer,
			Request{Method: "GET", Address: "http://api.visualplatform.net/oauth/request_token?oauth_callback=http%3A%2F%2Fmy.example.com%2Fcallback"},
			"48e12d7291d99b0416f3bb30a9d2ea72", 1267547746, "ozL65XeaXv4LHnJ6y3Q8H/5tERI=",
		},
		"request token, all in the header": {
			consumer,
			Request{Method: "GET", Address: "http://api.visualplatform.net/oauth/request_token", Protocol: []Parameter{{"oauth_callback", "http://my.example.com/callback"}}},
			"48e12d7291d99b0416f3bb30a9d2ea72", 1267547746, "ozL65XeaXv4LHnJ6y3Q8H/5tERI=",
		},
		"access token": {
			with("12-8vr9EplGHHR8Ciem8SLu", "qQptayCQG1ZQYbS73FE6WdNz4wKjYJqcvLzI9DjGD1UKP9wruL"),
			Request{Method: "GET", Address: "http://api.visualplatform.net/oauth/access_token?oauth_verifier=z3pjUoZU6KN8B5n4V2Fy"},
			"936dff7fa3d5674b1eb5c217ce6701b3", 1267547767, "vFb0a6CGy6rtXeuEfZlhOHvjhjk=",
		},
		"form call": {
			with("3-gnS3NKP74AzcJsvbFi3Z", "83x7n5rR2eT1IV0zLNptvxxy1R3WFptGozka38tDtLZmSDYboW"),
			Request{Method: "POST", Address: "http://v.23video.com/api/photo/list", Parameters: []Parameter{{"format", "xml"}}},
			"a666b90c2339a866c8ed405e3e2821c3", 1267547771, "R6etDqoM8JLzuXK+3BiVeXCEqRQ=",
		},
	} {
		header, err := example.keys.Authorization(example.request, example.nonce, example.time)
		if err != nil {
			t.Fatal(err)
		}
		if got := headerFields(t, header)["oauth_signature"]; got != example.want {
			t.Errorf("%s: signature %q, the documentation says %q", name, got, example.want)
		}
	}
}

func headerFields(t interface{ Fatalf(string, ...any) }, header string) map[string]string {
	fields := make(map[string]string)
	for _, part := range strings.Split(strings.TrimPrefix(header, "OAuth "), ", ") {
		name, value, _ := strings.Cut(part, "=")
		unescaped, err := url.PathUnescape(strings.Trim(value, `"`))
		if err != nil {
			t.Fatalf("header %q: %v", header, err)
		}
		fields[name] = unescaped
	}
	return fields
}

type capture struct{ header string }

func (c *capture) RoundTrip(r *http.Request) (*http.Response, error) {
	c.header = r.Header.Get("Authorization")
	return &http.Response{StatusCode: 200, Body: http.NoBody, Request: r}, nil
}

// TestAnotherSignerAgrees signs random requests twice: here and with an independent library.
func TestAnotherSignerAgrees(t *testing.T) {
	t.Parallel()
	text := rapid.StringOf(rapid.Rune())
	rapid.Check(t, func(t *rapid.T) {
		keys := Keys{
			ConsumerKey: text.Draw(t, "consumer"), ConsumerSecret: text.Draw(t, "consumer secret"),
			Token: "t" + text.Draw(t, "token"), TokenSecret: text.Draw(t, "token secret"),
		}
		address := "https://" + rapid.SampledFrom([]string{"videos.acme.com", "Videos.Acme.com:443", "videos.acme.com:8443", "127.0.0.1:41234"}).Draw(t, "host") + "/api/2/photo/list"
		form, query := map[string]string{}, map[string]string{}
		for range rapid.IntRange(0, 5).Draw(t, "parameters") {
			form["f"+text.Draw(t, "name")] = text.Draw(t, "value")
			query["q"+text.Draw(t, "name")] = text.Draw(t, "value")
		}
		request := Request{Method: rapid.SampledFrom([]string{"GET", "POST"}).Draw(t, "method"), Address: address + "?" + encoded(query)}
		body := ""
		if request.Method == "POST" {
			body = encoded(form)
			for name, value := range form {
				request.Parameters = append(request.Parameters, Parameter{name, value})
			}
		}
		theirs := signedElsewhere(t, keys, request.Method, request.Address, body)
		unixTime, err := strconv.ParseInt(theirs["oauth_timestamp"], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		ours, err := keys.Authorization(request, theirs["oauth_nonce"], unixTime)
		if err != nil {
			t.Fatal(err)
		}
		if got := headerFields(t, ours); got["oauth_signature"] != theirs["oauth_signature"] {
			t.Fatalf("we sign %q, the other signer %q", got["oauth_signature"], theirs["oauth_signature"])
		}
	})
}

func encoded(values map[string]string) string {
	var parts []string
	for name, value := range values {
		parts = append(parts, Escape(name)+"="+Escape(value))
	}
	return strings.Join(parts, "&")
}

func signedElsewhere(t *rapid.T, keys Keys, method, address, body string) map[string]string {
	captured := &capture{}
	config := oracle.NewConfig(keys.ConsumerKey, keys.ConsumerSecret)
	ctx := context.WithValue(context.Background(), oracle.HTTPClient, &http.Client{Transport: captured})
	request, err := http.NewRequestWithContext(ctx, method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := config.Client(ctx, oracle.NewToken(keys.Token, keys.TokenSecret)).Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	return headerFields(t, captured.header)
}

func TestAddressesThatCannotBeSigned(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"", "/api/echo", "https://a.b/?a=%zz", "://"} {
		if _, err := (Keys{}).Authorization(Request{Method: "GET", Address: address}, "n", 1); err == nil {
			t.Errorf("%q was signed", address)
		}
	}
}

func FuzzEscape(f *testing.F) {
	for _, seed := range []string{"", "a b+c", "!'()*", "æøå 🎬", "\x00\xff%41"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		escaped := Escape(text)
		if strings.ContainsAny(escaped, " +!'()*") {
			t.Errorf("%q is not escaped enough: %q", text, escaped)
		}
		if back, err := url.QueryUnescape(escaped); err != nil || back != text {
			t.Errorf("%q came back as %q, %v", text, back, err)
		}
	})
}

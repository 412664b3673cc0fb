package oauth

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"
)

// The worked examples that the service's documentation of api/oauth publishes.
const (
	publishedConsumer       = "571156-cuQla8tP5tzjf70znIwS"
	publishedConsumerSecret = "u5pHMUpV8wB7LxwieAnrexE8CkzoZTVs6G626KKqfPVqFp0TxT"
)

type example struct {
	name, method, host, path          string
	parameters                        url.Values
	nonce, timestamp, token, tokenKey string
	signature                         string
}

func published() []example {
	return []example{
		{
			name: "request_token", method: "GET", host: "api.visualplatform.net", path: "/oauth/request_token",
			parameters: url.Values{"oauth_callback": {"http://my.example.com/callback"}},
			nonce:      "48e12d7291d99b0416f3bb30a9d2ea72", timestamp: "1267547746", signature: "ozL65XeaXv4LHnJ6y3Q8H/5tERI=",
		},
		{
			name: "access_token", method: "GET", host: "api.visualplatform.net", path: "/oauth/access_token",
			parameters: url.Values{"oauth_verifier": {"z3pjUoZU6KN8B5n4V2Fy"}},
			nonce:      "936dff7fa3d5674b1eb5c217ce6701b3", timestamp: "1267547767",
			token: "12-8vr9EplGHHR8Ciem8SLu", tokenKey: "qQptayCQG1ZQYbS73FE6WdNz4wKjYJqcvLzI9DjGD1UKP9wruL",
			signature: "vFb0a6CGy6rtXeuEfZlhOHvjhjk=",
		},
		{
			name: "photo/list", method: "POST", host: "v.23video.com", path: "/api/photo/list",
			parameters: url.Values{"format": {"xml"}},
			nonce:      "a666b90c2339a866c8ed405e3e2821c3", timestamp: "1267547771",
			token: "3-gnS3NKP74AzcJsvbFi3Z", tokenKey: "83x7n5rR2eT1IV0zLNptvxxy1R3WFptGozka38tDtLZmSDYboW",
			signature: "R6etDqoM8JLzuXK+3BiVeXCEqRQ=",
		},
	}
}

func (e example) header() string {
	fields := [][2]string{
		{"realm", "http://" + e.host + "/"},
		{"oauth_consumer_key", publishedConsumer},
		{"oauth_nonce", e.nonce},
		{"oauth_timestamp", e.timestamp},
		{"oauth_signature_method", "HMAC-SHA1"},
		{"oauth_version", "1.0"},
		{"oauth_signature", e.signature},
	}
	if e.token != "" {
		fields = append(fields, [2]string{"oauth_token", e.token})
	}
	var parts []string
	for _, f := range fields {
		parts = append(parts, f[0]+`="`+url.QueryEscape(f[1])+`"`)
	}
	return "OAuth " + strings.Join(parts, ", ")
}

func (e example) request() Request {
	return Request{Method: e.method, Scheme: "http", Host: e.host, Path: e.path, Authorization: e.header(), Parameters: e.parameters}
}

func verifier(e example) *Verifier {
	return &Verifier{Lookup: func(consumer, token string) (Keys, bool) {
		return Keys{publishedConsumerSecret, e.tokenKey}, consumer == publishedConsumer && token == e.token
	}}
}

func at(t *testing.T) time.Time {
	t.Helper()
	when, err := time.Parse("2006-01-02 15:04:05", "2010-03-02 16:36:00")
	if err != nil {
		t.Fatal(err)
	}
	return when
}

func TestPublishedExamplesAreAccepted(t *testing.T) {
	t.Parallel()
	for _, e := range published() {
		t.Run(e.name, func(t *testing.T) {
			t.Parallel()
			consumer, token, err := verifier(e).Verify(e.request(), at(t))
			if err != nil || consumer != publishedConsumer || token != e.token {
				t.Fatalf("got %q %q %v", consumer, token, err)
			}
		})
	}
}

func TestEveryChangeIsRefused(t *testing.T) {
	t.Parallel()
	e := published()[2]
	changes := map[string]struct {
		change func(*Request)
		want   error
	}{
		"method":      {func(r *Request) { r.Method = "GET" }, ErrSignature},
		"scheme":      {func(r *Request) { r.Scheme = "https" }, ErrSignature},
		"host":        {func(r *Request) { r.Host = "v.23video.com:8080" }, ErrSignature},
		"path":        {func(r *Request) { r.Path = "/api/photo/lists" }, ErrSignature},
		"value":       {func(r *Request) { r.Parameters = url.Values{"format": {"json"}} }, ErrSignature},
		"parameter":   {func(r *Request) { r.Parameters = url.Values{"format": {"xml"}, "p": {"2"}} }, ErrSignature},
		"consumer":    {func(r *Request) { r.Authorization = strings.Replace(r.Authorization, "571156", "571157", 1) }, ErrUnknownKey},
		"algorithm":   {func(r *Request) { r.Authorization = strings.Replace(r.Authorization, "HMAC-SHA1", "PLAINTEXT", 1) }, ErrMalformed},
		"version":     {func(r *Request) { r.Authorization = strings.Replace(r.Authorization, `"1.0"`, `"2.0"`, 1) }, ErrMalformed},
		"no nonce":    {func(r *Request) { r.Authorization = strings.Replace(r.Authorization, "oauth_nonce", "nonce", 1) }, ErrMalformed},
		"twice":       {func(r *Request) { r.Authorization += `, oauth_nonce="x"` }, ErrMalformed},
		"two places":  {func(r *Request) { r.Parameters = url.Values{"format": {"xml"}, "oauth_token": {"x"}} }, ErrMalformed},
		"not a list":  {func(r *Request) { r.Authorization = "OAuth nonsense" }, ErrMalformed},
		"bad escape":  {func(r *Request) { r.Authorization = `OAuth oauth_nonce="%zz"` }, ErrMalformed},
		"bad seconds": {func(r *Request) { r.Authorization = strings.Replace(r.Authorization, e.timestamp, "soon", 1) }, ErrMalformed},
	}
	for name, c := range changes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			request := e.request()
			c.change(&request)
			if _, _, err := verifier(e).Verify(request, at(t)); !errors.Is(err, c.want) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestDefaultPortIsNotSigned(t *testing.T) {
	t.Parallel()
	e := published()[2]
	request := e.request()
	request.Host = "V.23video.com:80"
	if _, _, err := verifier(e).Verify(request, at(t)); err != nil {
		t.Fatal(err)
	}
}

func TestParametersMayTravelAmongTheForm(t *testing.T) {
	t.Parallel()
	e := published()[2]
	request := e.request()
	request.Authorization = ""
	request.Parameters = url.Values{
		"format": {"xml"}, "oauth_consumer_key": {publishedConsumer}, "oauth_nonce": {e.nonce},
		"oauth_timestamp": {e.timestamp}, "oauth_signature_method": {"HMAC-SHA1"}, "oauth_version": {"1.0"},
		"oauth_token": {e.token}, "oauth_signature": {e.signature},
	}
	if !Carries(request) {
		t.Fatal("not seen as signed")
	}
	if _, _, err := verifier(e).Verify(request, at(t)); err != nil {
		t.Fatal(err)
	}
}

func TestNonceServesOnce(t *testing.T) {
	t.Parallel()
	e := published()[2]
	v := verifier(e)
	for _, want := range []error{nil, ErrNonce} {
		if _, _, err := v.Verify(e.request(), at(t)); !errors.Is(err, want) {
			t.Fatalf("got %v, want %v", err, want)
		}
	}
}

func TestTimestampWindow(t *testing.T) {
	t.Parallel()
	e := published()[2]
	signed := time.Unix(1267547771, 0)
	for gap, want := range map[time.Duration]error{
		Window: nil, -Window: nil, Window + time.Second: ErrTimestamp, -Window - time.Second: ErrTimestamp,
	} {
		if _, _, err := verifier(e).Verify(e.request(), signed.Add(gap)); !errors.Is(err, want) {
			t.Errorf("%v away: got %v, want %v", gap, err, want)
		}
	}
}

func TestNoncesAreForgottenAfterTheWindow(t *testing.T) {
	t.Parallel()
	v := &Verifier{}
	start := time.Unix(1267547771, 0)
	for i := range 1000 {
		when := start.Add(time.Duration(i) * time.Second)
		v.use(when.String(), when, when)
	}
	if held := len(v.nonces); held > 700 {
		t.Fatalf("%d nonces held", held)
	}
}

func FuzzHeader(f *testing.F) {
	f.Add(published()[0].header())
	f.Add(`OAuth a="b",`)
	f.Fuzz(func(t *testing.T, header string) {
		request := Request{Method: "GET", Scheme: "http", Host: "x", Path: "/", Authorization: header}
		v := &Verifier{Lookup: func(string, string) (Keys, bool) { return Keys{"a", "b"}, true }}
		if _, _, err := v.Verify(request, time.Unix(1267547771, 0)); err == nil {
			t.Fatalf("accepted %q", header)
		}
	})
}

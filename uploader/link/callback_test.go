package link

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"twentythree-uploader/uploader/twentythree"
)

func TestTheSiteIsToldTheNonceUnderTheNameThatIsRead(t *testing.T) {
	t.Parallel()
	if NonceParameter != twentythree.ReturnNonce {
		t.Errorf("%q is read, %q is given", NonceParameter, twentythree.ReturnNonce)
	}
}

func TestACallIsReadAsTheDocumentsSay(t *testing.T) {
	t.Parallel()
	good := "nonce=n&upload_token=t&domain=videos.acme.com&photo_id=7667553&token=x&tree_id=1234567"
	tests := map[string]struct {
		queries []string
		want    said
		wrong   bool
	}{
		"arrived":                      {queries: []string{good}, want: said{nonce: "n", token: "t", domain: "videos.acme.com", photo: "7667553"}},
		"as a form":                    {queries: []string{"nonce=n", strings.TrimPrefix(good, "nonce=n&")}, want: said{nonce: "n", token: "t", domain: "videos.acme.com", photo: "7667553"}},
		"repeated by the page as well": {queries: []string{good + "&nonce=n", "nonce=n"}, want: said{nonce: "n", token: "t", domain: "videos.acme.com", photo: "7667553"}},
		"with others' parameters":      {queries: []string{good + "&utm=1&utm=2"}, want: said{nonce: "n", token: "t", domain: "videos.acme.com", photo: "7667553"}},
		"refused":                      {queries: []string{"nonce=n&upload_token=t&domain=d&error_message=Not+a%20video"}, want: said{nonce: "n", token: "t", domain: "d", failed: true, message: "Not a video"}},
		"refused with a long text":     {queries: []string{"nonce=n&upload_token=t&domain=d&error_message=" + strings.Repeat("a", longestMessage+1)}, want: said{nonce: "n", token: "t", domain: "d", failed: true}},
		"refused with letters turned":  {queries: []string{"nonce=n&upload_token=t&domain=d&error_message=" + url.QueryEscape("gnp.\u202evil")}, want: said{nonce: "n", token: "t", domain: "d", failed: true}},
		"refused without a text":       {queries: []string{"nonce=n&upload_token=t&domain=d&error_message="}, want: said{nonce: "n", token: "t", domain: "d", failed: true}},
		"both":                         {queries: []string{good + "&error_message=no"}, wrong: true},
		"neither":                      {queries: []string{"nonce=n&upload_token=t&domain=d"}, wrong: true},
		"two nonces":                   {queries: []string{good + "&nonce=m"}, wrong: true},
		"two videos":                   {queries: []string{good, "photo_id=2"}, wrong: true},
		"no nonce":                     {queries: []string{"upload_token=t&domain=d&photo_id=1"}, wrong: true},
		"a video with letters":         {queries: []string{"nonce=n&upload_token=t&domain=d&photo_id=1a"}, wrong: true},
		"a line break":                 {queries: []string{"nonce=n&upload_token=t%0d%0a&domain=d&photo_id=1"}, wrong: true},
		"a half escape":                {queries: []string{good + "&x=%z"}, wrong: true},
		"semicolons":                   {queries: []string{strings.ReplaceAll(good, "&", ";")}, wrong: true},
		"much too long":                {queries: []string{good + "&tree_id=1" + strings.Repeat("0", longestValue)}, wrong: true},
		"empty":                        {queries: []string{""}, wrong: true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := parseCall(test.queries...)
			if got != test.want || (err != nil) != test.wrong {
				t.Errorf("%+v %v, want %+v", got, err, test.want)
			}
		})
	}
}

func TestOnlyAFormIsReadAndOnlyAShortOne(t *testing.T) {
	t.Parallel()
	good := "nonce=n&upload_token=t&domain=d&photo_id=1"
	tests := map[string]struct {
		kind, body string
		query      string
		right      bool
	}{
		"form":         {kind: "application/x-www-form-urlencoded", body: good, right: true},
		"with charset": {kind: "application/x-www-form-urlencoded; charset=UTF-8", body: good, right: true},
		"text":         {kind: "text/plain", body: good},
		"no kind":      {body: good},
		"several":      {kind: "multipart/form-data; boundary=b", body: "--b--"},
		"huge":         {kind: "application/x-www-form-urlencoded", body: good + "&x=" + strings.Repeat("a", longestCall)},
		"long query":   {kind: "application/x-www-form-urlencoded", body: good, query: "x=" + strings.Repeat("a", longestCall)},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			request := httptest.NewRequest(http.MethodPost, "/?"+test.query, strings.NewReader(test.body))
			request.Header.Set("Content-Type", test.kind)
			if _, err := readCall(request); (err == nil) != test.right {
				t.Error(err)
			}
			request = httptest.NewRequest(http.MethodPost, "/?"+test.query, strings.NewReader(test.body))
			request.Header.Set("Content-Type", test.kind)
			request.ContentLength = -1
			if _, err := readCall(request); (err == nil) != test.right {
				t.Errorf("in pieces: %v", err)
			}
		})
	}
}

func TestACallIsTheSitesOnlyWithAllThreeSecretsAndNames(t *testing.T) {
	t.Parallel()
	want := expected{nonce: "n", token: "t", domains: []string{"videos.acme.com", "acme.example:8443"}}
	for _, test := range []struct {
		call  said
		right bool
	}{
		{said{nonce: "n", token: "t", domain: "videos.acme.com"}, true},
		{said{nonce: "n", token: "t", domain: "Videos.Acme.COM."}, true},
		{said{nonce: "n", token: "t", domain: "videos.acme.com:443"}, true},
		{said{nonce: "n", token: "t", domain: "acme.example"}, true},
		{said{nonce: "n", token: "t", domain: "acme.example:8443"}, true},
		{said{nonce: "n", token: "t", domain: "acme.example:9"}, false},
		{said{nonce: "n", token: "t", domain: "evil.example"}, false},
		{said{nonce: "n", token: "t", domain: "evil.videos.acme.com"}, false},
		{said{nonce: "n", token: "t"}, false},
		{said{nonce: "N", token: "t", domain: "videos.acme.com"}, false},
		{said{nonce: "n", token: "tt", domain: "videos.acme.com"}, false},
		{said{token: "t", domain: "videos.acme.com"}, false},
	} {
		if test.call.by(want) != test.right {
			t.Errorf("%+v is taken for %v", test.call, !test.right)
		}
	}
	if (said{domain: "d"}).by(expected{domains: []string{"d"}}) {
		t.Error("nothing is taken for the secret where there is none")
	}
}

func FuzzParseCall(f *testing.F) {
	for _, seed := range []string{
		"nonce=n&upload_token=t&domain=d&photo_id=1&token=x&tree_id=2", "nonce=n&upload_token=t&domain=d&error_message=No", "nonce=n&nonce=m", "%zz", "a;b",
		"nonce=%00&upload_token=\xff", "error_message=%e2%80%ae",
	} {
		f.Add(seed, "")
		f.Add("nonce=n", seed)
	}
	f.Fuzz(func(t *testing.T, query, body string) {
		call, err := parseCall(query, body)
		if err != nil {
			if call != (said{}) {
				t.Errorf("%+v beside %v", call, err)
			}
			return
		}
		for _, value := range []string{call.nonce, call.token, call.domain, call.photo} {
			if !plain(value) {
				t.Errorf("%q is read", value)
			}
		}
		if call.nonce == "" || call.token == "" || call.domain == "" || call.failed == (call.photo != "") || !digits(call.photo) {
			t.Errorf("%+v is half a call", call)
		}
		if strings.ContainsAny(call.message, "\r\n\x00\u202e") || utf8.RuneCountInString(call.message) > longestMessage || !utf8.ValidString(call.message) {
			t.Errorf("%q would be shown", call.message)
		}
	})
}

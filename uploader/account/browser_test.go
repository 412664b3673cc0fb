package account

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"twentythree-uploader/uploader"
)

var madeKey = ApplicationKey{Key: "application-1", Secret: "application-secret-2"}

// legsSite is a workspace, or the host that all share, with the three legs of the documentation and nothing else but who is there.
type legsSite struct {
	domain  string                   // answered with the access token
	siteID  string                   // "" tells strangers nothing
	level   uploader.PermissionLevel // of the person who allows it; "write" when empty
	clock   func() time.Time         // refuses signatures of another time; nil takes any
	fussy   bool                     // takes no callback on this computer
	unknown bool                     // does not know the application

	gate     sync.Mutex
	callback string   // guarded by gate
	asked    []string // paths, in order; guarded by gate
}

// ServeHTTP implements http.Handler.
func (l *legsSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	l.gate.Lock()
	defer l.gate.Unlock()
	l.asked = append(l.asked, r.URL.Path)
	said := saidInHeader(r)
	if l.clock != nil && said["oauth_timestamp"] != fmt.Sprint(l.clock().Unix()) && strings.HasPrefix(r.URL.Path, "/oauth/") {
		w.Header().Set("Date", l.clock().UTC().Format(http.TimeFormat))
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = io.WriteString(w, "oauth_problem=timestamp_refused")
		return
	}
	switch path := r.URL.Path; {
	case l.unknown || (path == "/oauth/request_token" && said["oauth_consumer_key"] != madeKey.Key):
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = io.WriteString(w, "oauth_problem=consumer_key_unknown")
	case path == "/oauth/request_token" && l.fussy && said["oauth_callback"] != "oob":
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, "oauth_problem=parameter_rejected")
	case path == "/oauth/request_token":
		l.callback = said["oauth_callback"]
		_, _ = io.WriteString(w, "oauth_token="+wanted+"&oauth_token_secret=request-secret-3&oauth_callback_confirmed=true")
	case path == "/oauth/access_token" && said["oauth_token"] == wanted && said["oauth_verifier"] == "v3rifier":
		_, _ = io.WriteString(w, "oauth_token=access-4&oauth_token_secret=access-secret-5&user_id=7&domain="+url.QueryEscape(l.domain))
	case path == "/oauth/access_token":
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = io.WriteString(w, "oauth_problem=verifier_invalid")
	case path == "/api/2/site/get" && (l.siteID != "" || said["oauth_token"] != ""):
		_, _ = io.WriteString(w, `{"status":"ok","permission_level":"`+l.levelOf(said)+`","data":{"site_id":"`+l.siteID+`","site_name":"Acme Video"}}`)
	case path == "/api/2/user/get" && said["oauth_token"] == "access-4":
		_, _ = io.WriteString(w, `{"status":"ok","permission_level":"`+l.levelOf(said)+`","data":{"user_id":7,"email":"you@acme.com"}}`)
	default:
		w.WriteHeader(http.StatusForbidden)
		_, _ = io.WriteString(w, `{"status":"error","code":"permission_denied","permission_level":"none"}`)
	}
}

func (l *legsSite) levelOf(said map[string]string) string {
	switch {
	case said["oauth_token"] == "":
		return "anonymous"
	case l.level != "":
		return string(l.level)
	}
	return "write"
}

// calledBack is where the site was told to send the browser.
func (l *legsSite) calledBack() string {
	l.gate.Lock()
	defer l.gate.Unlock()
	return l.callback
}

func saidInHeader(r *http.Request) map[string]string {
	said := map[string]string{}
	for part := range strings.SplitSeq(strings.TrimPrefix(r.Header.Get("Authorization"), "OAuth "), ", ") {
		name, value, _ := strings.Cut(part, "=")
		said[name], _ = url.PathUnescape(strings.Trim(value, `"`))
	}
	return said
}

var acme = Site{Base: "https://videos.acme.com", Host: "videos.acme.com", Name: "Acme Video"}

func legsDoor(sites names) Door { return Door{HTTP: &http.Client{Transport: sites}} }

func openBrowser(t *testing.T, d Door, key ApplicationKey, byCode bool) *Browser {
	t.Helper()
	b, err := d.OpenBrowser(t.Context(), acme, key, BrowserOptions{ByCode: byCode})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

func TestSigningInInTheBrowser(t *testing.T) {
	t.Parallel()
	site := &legsSite{domain: "videos.acme.com", siteID: "1"}
	b := openBrowser(t, legsDoor(names{"videos.acme.com": site}), madeKey, false)
	if b.ByCode || b.Address != "https://videos.acme.com/oauth/authorize?oauth_token="+wanted {
		t.Fatalf("by code %v at %s", b.ByCode, b.Address)
	}
	page := make(chan string)
	go func() {
		_, said := browse(t, site.calledBack()+"?oauth_token="+wanted+"&oauth_verifier=v3rifier", nil)
		page <- said
	}()
	verifier, err := b.Await(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	signedIn, err := b.Finish(t.Context(), verifier)
	if err != nil || signedIn.Elsewhere || signedIn.Account.ID != "videos.acme.com/7" || signedIn.Account.Person != "you@acme.com" || !signedIn.Catch.IsZero() {
		t.Fatalf("%+v, %v", signedIn, err)
	}
	want, _ := FromKeys(uploader.Keys{ConsumerKey: "application-1", ConsumerSecret: "application-secret-2", AccessToken: "access-4", AccessSecret: "access-secret-5"})
	if signedIn.Secret != want {
		t.Error("the keys kept are not the ones that were given")
	}
	select {
	case said := <-page:
		t.Fatalf("before it is known how signing in went, the page says %s", said)
	default:
	}
	b.Answer(true)
	if said := <-page; !strings.Contains(said, "You are signed in") {
		t.Errorf("the page says %s", said)
	}
}

func TestAKeyForEverySiteIsAskedForOnTheHostThatAllShare(t *testing.T) {
	t.Parallel()
	shared, site := &legsSite{domain: "videos.acme.com"}, &legsSite{siteID: "1", level: uploader.LevelRead}
	key := madeKey
	key.EverySite = true
	b := openBrowser(t, legsDoor(names{"api.visualplatform.net": shared, "videos.acme.com": site}), key, true)
	if b.Address != "https://api.visualplatform.net/oauth/authorize?oauth_token="+wanted || shared.calledBack() != "oob" {
		t.Fatalf("%s, called back at %s", b.Address, shared.calledBack())
	}
	signedIn, err := b.Finish(t.Context(), "v3rifier")
	if err != nil || signedIn.Account.BaseURL != acme.Base || signedIn.Elsewhere || signedIn.Catch.Code != uploader.ReasonReadOnly {
		t.Errorf("%+v, %v", signedIn, err)
	}
}

func TestAnotherSiteThanTheOneLookedForIsNoticed(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		domain string
		looked string // the site's number as it tells strangers
		want   bool
		host   string
	}{
		"the same":                     {"videos.acme.com", "1", false, "videos.acme.com"},
		"no domain answered":           {"", "1", false, "videos.acme.com"},
		"another address of it":        {"acme.video23.com", "1", false, "acme.video23.com"},
		"another site":                 {"acme.video23.com", "2", true, "acme.video23.com"},
		"one of which nothing is told": {"acme.video23.com", "", true, "acme.video23.com"},
	} {
		site := &legsSite{domain: test.domain, siteID: test.looked}
		d := legsDoor(names{"videos.acme.com": site, "acme.video23.com": &legsSite{siteID: "1"}})
		signedIn, err := openBrowser(t, d, madeKey, true).Finish(t.Context(), "v3rifier")
		if err != nil || signedIn.Elsewhere != test.want || signedIn.Account.Host != test.host {
			t.Errorf("%s: %+v, %v", name, signedIn, err)
		}
	}
}

func TestKeysAreNotSentToAnAddressThatCannotBeOne(t *testing.T) {
	t.Parallel()
	for _, domain := range []string{"localhost", "127.0.0.1:9", "http://videos.acme.com", "acme", "a b", "videos.acme.com@evil.example", "%"} {
		d := legsDoor(names{"videos.acme.com": &legsSite{domain: domain, siteID: "1"}})
		if signedIn, err := openBrowser(t, d, madeKey, true).Finish(t.Context(), "v3rifier"); err == nil {
			t.Errorf("%s: signed in at %s", domain, signedIn.Account.BaseURL)
		}
	}
}

func TestWhatCannotBeSignedInTo(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		site *legsSite
		code uploader.ReasonCode
	}{
		"an application nobody knows": {&legsSite{unknown: true}, uploader.ReasonBrowserRefused},
		"no site at all":              {nil, uploader.ReasonBrowserRefused},
	} {
		sites := names{}
		if test.site != nil {
			sites["videos.acme.com"] = test.site
		}
		if _, err := legsDoor(sites).OpenBrowser(t.Context(), acme, madeKey, BrowserOptions{}); reasonOf(err) != test.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	d := legsDoor(names{"videos.acme.com": &legsSite{domain: "videos.acme.com", siteID: "1"}})
	if _, err := openBrowser(t, d, madeKey, true).Finish(t.Context(), "wrong"); reasonOf(err) != uploader.ReasonCodeWrong {
		t.Errorf("a wrong code: %v", err)
	}
}

func TestWhereTheBrowserCannotComeBackThereIsACode(t *testing.T) {
	t.Parallel()
	d := legsDoor(names{"videos.acme.com": &legsSite{fussy: true, domain: "videos.acme.com", siteID: "1"}})
	if b := openBrowser(t, d, madeKey, false); !b.ByCode || b.Address == "" {
		t.Error("a site that takes no address on this computer is not asked for a code")
	}
	d = legsDoor(names{"videos.acme.com": &legsSite{domain: "videos.acme.com", siteID: "1"}})
	d.listen = func() (net.Listener, error) { return nil, errors.New("not permitted") }
	if b := openBrowser(t, d, madeKey, false); !b.ByCode || b.Address == "" {
		t.Error("a computer that lets nothing listen is not asked for a code")
	}
}

func TestAWrongClockIsCorrected(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		right := func() time.Time { return time.Now().Add(9 * time.Minute) }
		d := legsDoor(names{"videos.acme.com": &legsSite{clock: right, domain: "videos.acme.com", siteID: "1"}})
		b := openBrowser(t, d, madeKey, true)
		if signedIn, err := b.Finish(t.Context(), "v3rifier"); err != nil || signedIn.Account.Person != "you@acme.com" {
			t.Errorf("%+v, %v", signedIn, err)
		}
	})
}

// silence is a port that nobody connects to.
type silence struct{ closed chan struct{} }

func (s silence) Accept() (net.Conn, error) {
	<-s.closed
	return nil, net.ErrClosed
}
func (s silence) Close() error   { close(s.closed); return nil }
func (s silence) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 40000} }

func TestNobodyWaitsLongerThanTenMinutes(t *testing.T) {
	t.Parallel()
	for _, byCode := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			d := legsDoor(names{"videos.acme.com": &legsSite{domain: "videos.acme.com", siteID: "1"}})
			d.listen = func() (net.Listener, error) { return silence{make(chan struct{})}, nil }
			b := openBrowser(t, d, madeKey, byCode)
			start := time.Now()
			_, err := b.Await(t.Context(), make(chan string))
			if reasonOf(err) != uploader.ReasonBrowserLate || time.Since(start) != 10*time.Minute {
				t.Errorf("after %s: %v", time.Since(start), err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			if _, err := b.Await(ctx, make(chan string)); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("a wait that was ended: %v", err)
			}
		})
	}
}

func TestACodeIsTakenAsItIsPasted(t *testing.T) {
	t.Parallel()
	b := openBrowser(t, legsDoor(names{"videos.acme.com": &legsSite{}}), madeKey, true)
	codes := make(chan string, 2)
	codes <- " “v3rifier”.\n"
	codes <- "I see no code anywhere on it"
	if verifier, err := b.Await(t.Context(), codes); err != nil || verifier != "v3rifier" {
		t.Errorf("%q, %v", verifier, err)
	}
	if _, err := b.Await(t.Context(), codes); reasonOf(err) != uploader.ReasonCodeWrong {
		t.Errorf("%v", err)
	}
}

func TestTheApplicationKeyIsNeverShown(t *testing.T) {
	t.Parallel()
	text, err := madeKey.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	said := fmt.Sprintf("%v %+v %#v %s %x %v", madeKey, &madeKey, madeKey, madeKey.LogValue(), madeKey, []ApplicationKey{madeKey}) + string(text)
	if strings.Contains(said, "application-") {
		t.Error(said)
	}
}

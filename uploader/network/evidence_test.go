package network

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"twentythree-uploader/uploader"
)

// TestCausesAreToldApart has each cause of a failed connection with what can be found out while it lasts.
func TestCausesAreToldApart(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	dial := func(err error) error { return &net.OpError{Op: "dial", Err: err} }
	noName := dial(&net.DNSError{IsNotFound: true, Name: "videos.acme.com"})
	foreign := &tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{Cert: &x509.Certificate{RawIssuer: []byte("a"), RawSubject: []byte("b")}}}
	otherName := x509.HostnameError{Certificate: &x509.Certificate{}, Host: "videos.acme.com"}
	expired := x509.CertificateInvalidError{Reason: x509.Expired, Cert: &x509.Certificate{NotBefore: now.Add(-99 * time.Hour)}}
	full := &net.OpError{Op: "dial", Err: syscall.EMFILE}
	const site = "videos.acme.com"
	type world struct {
		noNetwork, noRoute, noNames, portal bool
		offset                              time.Duration
	}
	for name, example := range map[string]struct {
		err   error
		host  string
		world world
		want  uploader.ReasonCode
	}{
		"the cable is out":                   {noName, site, world{noNetwork: true, noRoute: true, noNames: true}, uploader.ReasonOffline},
		"a network that leads nowhere":       {noName, site, world{noRoute: true, noNames: true}, uploader.ReasonOffline},
		"no name resolves":                   {noName, site, world{noNames: true}, uploader.ReasonNoNames},
		"this name alone is not found":       {noName, site, world{}, uploader.ReasonNameNotFound},
		"names are not found before sign-in": {noName, site, world{noNames: true, portal: true}, uploader.ReasonCaptivePortal},
		"a portal answers over TLS":          {otherName, site, world{portal: true}, uploader.ReasonCaptivePortal},
		"a portal cuts connections":          {dial(syscall.ECONNRESET), site, world{portal: true}, uploader.ReasonCaptivePortal},
		"a portal swallows them":             {dial(context.DeadlineExceeded), site, world{portal: true}, uploader.ReasonCaptivePortal},
		"the company looks into traffic":     {foreign, site, world{}, uploader.ReasonUnknownAuthority},
		"another name on the certificate":    {otherName, site, world{}, uploader.ReasonUnsafe},
		"an old certificate":                 {expired, site, world{}, uploader.ReasonUnsafe},
		"a date of long ago":                 {expired, site, world{offset: 72 * time.Hour}, uploader.ReasonUnsafeClock},
		"the proxy wants a sign-in":          {&ProxyError{Status: 407}, site, world{portal: true}, uploader.ReasonProxySignIn},
		"the proxy says no":                  {&ProxyError{Status: 403}, site, world{}, uploader.ReasonBlocked},
		"cut off on the way":                 {io.ErrUnexpectedEOF, site, world{}, uploader.ReasonBlocked},
		"no connection in time":              {dial(context.DeadlineExceeded), site, world{}, uploader.ReasonBlocked},
		"an answer that is not HTTP":         {errors.New("malformed"), site, world{}, uploader.ReasonBlocked},
		"nobody listens":                     {dial(syscall.ECONNREFUSED), site + ":8443", world{}, uploader.ReasonBusy},
		"no answer in time":                  {fmt.Errorf("answer: %w", context.DeadlineExceeded), site, world{portal: true}, uploader.ReasonBusy},
		"too many files are open":            {full, site, world{portal: true, noNetwork: true}, uploader.ReasonBusy},
		"a site on this computer":            {dial(syscall.ECONNREFUSED), "localhost:8023", world{noNetwork: true, portal: true}, uploader.ReasonBusy},
		"a site at the same switch":          {dial(syscall.ECONNREFUSED), "[fe80::1]:443", world{noNetwork: true}, uploader.ReasonBusy},
		"a person gave up":                   {context.Canceled, site, world{portal: true}, uploader.NoReason},
	} {
		evidence := Evidence{
			Offset:     example.world.offset,
			HasNetwork: func() bool { return !example.world.noNetwork },
			HasRoute:   func() bool { return !example.world.noRoute },
			Portal:     func(_ context.Context, host string) bool { return example.world.portal && host == site },
			OtherName: func(context.Context) error {
				if example.world.noNames {
					return errors.New("no name")
				}
				return nil
			},
		}
		if code := evidence.Classify(context.Background(), example.err, example.host, now).Code; code != example.want {
			t.Errorf("%s: %s, want %s", name, code, example.want)
		}
	}
}

func TestLookingForAReasonEnds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		swallowed := func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
		evidence := Evidence{
			Portal:    func(ctx context.Context, _ string) bool { return swallowed(ctx) == nil },
			OtherName: swallowed,
		}
		start := time.Now()
		reason := evidence.Classify(context.Background(), &net.DNSError{IsTimeout: true}, "videos.acme.com", start)
		if took := time.Since(start); took > explaining || reason.Code != uploader.ReasonNoNames {
			t.Errorf("%s after %v", reason.Code, took)
		}
		evidence.OtherName = func(ctx context.Context) error { return ctx.Err() }
		if code := evidence.Classify(context.Background(), &net.DNSError{IsNotFound: true}, "videos.acme.com", start).Code; code != uploader.ReasonNameNotFound {
			t.Errorf("%s: a silent probe left no time for other names", code)
		}
	})
}

// towards makes a client that reaches the server whatever the address says.
func towards(server *httptest.Server) *http.Client {
	return &http.Client{Transport: &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, network, server.Listener.Addr().String())
		},
	}}
}

func TestTheSitesOwnHostIsAskedFirst(t *testing.T) {
	t.Parallel()
	const site = "videos.acme.co.uk"
	type answer struct {
		status         int
		location, kind string
	}
	for name, example := range map[string]struct {
		site         answer
		probe        int // its status, zero where none is asked
		portal       bool
		probeIsAsked bool
	}{
		"to https":                         {answer{301, "https://" + site + "/", ""}, 200, false, false},
		"to the same company":              {answer{302, "https://www.acme.co.uk/", ""}, 200, false, false},
		"to the vendor":                    {answer{302, "https://acme.videomarketingplatform.co/", ""}, 200, false, false},
		"to a page within":                 {answer{302, "/start", ""}, 200, false, false},
		"to another company":               {answer{302, "http://wifi.co.uk/", ""}, 0, true, false},
		"to another company, says a probe": {answer{302, "http://wifi.co.uk/", ""}, 200, true, true},
		"to nowhere":                       {answer{302, "", ""}, 204, false, true},
		"a page":                           {answer{200, "", "text/html; charset=utf-8"}, 0, true, false},
		"its own page, says a probe":       {answer{200, "", "text/html"}, 204, false, true},
		"something else":                   {answer{200, "", "application/json"}, 0, false, false},
		"asks for a sign-in":               {answer{511, "", "text/html"}, 204, true, false},
		"an error":                         {answer{503, "", "text/html"}, 200, true, true},
		"an error everywhere":              {answer{503, "", "text/html"}, 503, false, true},
	} {
		var probed atomic.Bool
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Host != site {
				probed.Store(true)
				w.WriteHeader(example.probe)
				return
			}
			if example.site.location != "" {
				w.Header().Set("Location", example.site.location)
			}
			w.Header().Set("Content-Type", example.site.kind)
			w.WriteHeader(example.site.status)
		}))
		var probes []Probe
		if example.probe != 0 {
			probes = []Probe{{Address: "http://probe.example/"}}
		}
		if portal := AskInternet(context.Background(), towards(server), site, probes) == InternetPortal; portal != example.portal || probed.Load() != example.probeIsAsked {
			t.Errorf("%s: a portal %v, the probe was asked %v", name, portal, probed.Load())
		}
		server.Close()
	}
	if AskInternet(context.Background(), http.DefaultClient, "a b", nil) != InternetSilent {
		t.Error("a host that is none is a portal")
	}
}

func TestManyFailuresAskOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int64
		var found memory
		find := func() bool { asked.Add(1); time.Sleep(time.Second); return true }
		var done sync.WaitGroup
		for range 100 {
			done.Go(func() {
				if !found.recall(context.Background(), "videos.acme.com", find) {
					t.Error("forgot")
				}
			})
		}
		done.Wait()
		if asked.Load() != 1 {
			t.Errorf("asked %d times at once", asked.Load())
		}
		time.Sleep(evidenceKept)
		found.recall(context.Background(), "videos.acme.com", find)
		if asked.Load() != 2 {
			t.Error("what was found is believed for ever")
		}
		gone, cancel := context.WithCancel(context.Background())
		go func() { time.Sleep(time.Second / 2); cancel() }()
		found.recall(gone, "another", find)
		if found.recall(context.Background(), "another", find); asked.Load() != 4 {
			t.Error("what somebody gave up looking for is remembered")
		}
		late, cancel := context.WithTimeout(context.Background(), time.Second/2)
		defer cancel()
		found.recall(late, "a third", find)
		if found.recall(context.Background(), "a third", find); asked.Load() != 5 {
			t.Error("a network that does not answer is asked again for every failure")
		}
	})
}

func TestEvidenceOnThisComputer(t *testing.T) {
	t.Parallel()
	nobody := &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) { return nil, syscall.ENETUNREACH }}
	evidence := GatherEvidence(EvidenceOptions{Resolver: nobody, Names: []string{"a.example", "b.example"}})
	if evidence.OtherName(t.Context()) == nil {
		t.Error("a name resolves without anybody to ask")
	}
	if GatherEvidence(EvidenceOptions{Names: []string{"127.0.0.1", "nobody.invalid"}, Resolver: nobody}).OtherName(t.Context()) != nil {
		t.Error("one name that resolves is not enough")
	}
	server := httptest.NewServer(http.RedirectHandler("https://wifi.example/", http.StatusFound))
	defer server.Close()
	if !evidence.Portal(t.Context(), server.Listener.Addr().String()) {
		t.Error("a redirect to another host is no portal")
	}
	for _, probe := range DefaultProbes() {
		if _, err := Portal(t.Context(), towards(server), probe); err != nil {
			t.Errorf("%s cannot be asked: %v", probe.Address, err)
		}
	}
	if usual := usualNames(); len(usual) < 2 {
		t.Errorf("one name that is blocked would be taken for no names: %v", usual)
	}
}

package network

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"twentythree-uploader/uploader"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// serve starts a server with TLS and both protocols.
func serve(t *testing.T, handler http.HandlerFunc) (*httptest.Server, *x509.CertPool) {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.EnableHTTP2 = true
	server.Config.ErrorLog = nil
	server.StartTLS()
	t.Cleanup(server.Close)
	pool := x509.NewCertPool()
	pool.AddCert(server.Certificate())
	return server, pool
}

func get(t *testing.T, options Options, address string) (*http.Response, error) {
	t.Helper()
	transport := NewTransport(options)
	t.Cleanup(transport.CloseIdleConnections)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := transport.RoundTrip(request)
	if err == nil {
		_, _ = io.Copy(io.Discard, response.Body)
		_ = response.Body.Close()
	}
	return response, err
}

type countedConn struct {
	net.Conn
	written *atomic.Int64
}

func (c countedConn) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	c.written.Add(int64(n))
	return n, err
}

func TestUploadsStayOnHTTP1(t *testing.T) {
	t.Parallel()
	server, pool := serve(t, func(http.ResponseWriter, *http.Request) {})
	var written atomic.Int64
	wrap := func(c net.Conn) net.Conn { return countedConn{c, &written} }
	for want, options := range map[int]Options{1: {RootCAs: pool, HTTP1Only: true, Wrap: wrap}, 2: {RootCAs: pool}} {
		response, err := get(t, options, server.URL)
		if err != nil || response.ProtoMajor != want {
			t.Errorf("HTTP/%d: %v %v", want, response, err)
		}
	}
	if written.Load() == 0 {
		t.Error("the connection was not wrapped")
	}
}

func TestTheLimitOnAnAnswer(t *testing.T) {
	t.Parallel()
	free := make(chan struct{})
	server, pool := serve(t, func(http.ResponseWriter, *http.Request) { <-free })
	defer close(free)
	_, err := get(t, Options{RootCAs: pool, HTTP1Only: true, AnswerTimeout: 20 * time.Millisecond}, server.URL)
	if code := Classify(err, "acme", time.Now()).Code; code != uploader.ReasonBusy {
		t.Errorf("%v is %s", err, code)
	}
}

func TestCertificates(t *testing.T) {
	t.Parallel()
	server, pool := serve(t, func(http.ResponseWriter, *http.Request) {})
	_, err := get(t, Options{}, server.URL)
	if code := Classify(err, "acme", time.Now()).Code; code != uploader.ReasonUnsafe {
		t.Errorf("a certificate that the site made itself: %v is %s", err, code)
	}
	port := server.Listener.Addr().(*net.TCPAddr).Port
	_, err = get(t, Options{RootCAs: pool}, fmt.Sprintf("https://localhost:%d", port))
	if code := Classify(err, "acme", time.Now()).Code; code != uploader.ReasonUnsafe {
		t.Errorf("another name: %v is %s", err, code)
	}
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	_, err = get(t, Options{}, "https://"+plain.Listener.Addr().String())
	if code := Classify(err, "acme", time.Now()).Code; code != uploader.ReasonBlocked {
		t.Errorf("no TLS at all: %v is %s", err, code)
	}
}

func TestAProxyThatAsksForAName(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]uploader.ReasonCode{407: uploader.ReasonProxySignIn, 403: uploader.ReasonBlocked} {
		proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }))
		address, err := url.Parse(proxy.URL)
		if err != nil {
			t.Fatal(err)
		}
		_, err = get(t, Options{Proxy: http.ProxyURL(address)}, "https://videos.acme.com/")
		if code := Classify(err, "acme", time.Now()).Code; code != want {
			t.Errorf("status %d: %v is %s, want %s", status, err, code, want)
		}
		proxy.Close()
	}
}

func TestAConnectionThatIsCut(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		connection, err := listener.Accept()
		if err != nil {
			return
		}
		_, _ = http.ReadRequest(bufio.NewReader(connection))
		_ = connection.(*net.TCPConn).SetLinger(0)
		_ = connection.Close()
	}()
	address := listener.Addr().String()
	_, err = get(t, Options{}, "http://"+address)
	if code := Classify(err, "acme", time.Now()).Code; code != uploader.ReasonBlocked {
		t.Errorf("%v is %s", err, code)
	}
	<-stopped
	_ = listener.Close()
	_, err = get(t, Options{}, "http://"+address)
	if code := Classify(err, "acme", time.Now()).Code; code != uploader.ReasonBusy {
		t.Errorf("nobody listens: %v is %s", err, code)
	}
}

func TestReasonsOfTheConnection(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	future := x509.CertificateInvalidError{Reason: x509.Expired, Cert: &x509.Certificate{NotBefore: now.Add(72 * time.Hour), NotAfter: now.Add(99 * time.Hour)}}
	expired := x509.CertificateInvalidError{Reason: x509.Expired, Cert: &x509.Certificate{NotBefore: now.Add(-99 * time.Hour), NotAfter: now.Add(-72 * time.Hour)}}
	inspected := x509.UnknownAuthorityError{Cert: &x509.Certificate{RawIssuer: []byte("proxy"), RawSubject: []byte("acme")}}
	noName := &net.DNSError{IsNotFound: true, Name: "videos.acme.com"}
	names := func(err error) func(context.Context) error { return func(context.Context) error { return err } }
	dial := func(err error) error { return &net.OpError{Op: "dial", Err: err} }
	for name, example := range map[string]struct {
		err      error
		evidence Evidence
		want     uploader.ReasonCode
	}{
		"nothing":                       {nil, Evidence{}, uploader.NoReason},
		"a person gave up":              {fmt.Errorf("x: %w", context.Canceled), Evidence{}, uploader.NoReason},
		"no route":                      {dial(syscall.ENETUNREACH), Evidence{}, uploader.ReasonOffline},
		"no network":                    {dial(syscall.ECONNREFUSED), Evidence{HasNetwork: func() bool { return false }}, uploader.ReasonOffline},
		"no such name":                  {dial(noName), Evidence{}, uploader.ReasonNameNotFound},
		"no such name, others are":      {noName, Evidence{OtherName: names(nil)}, uploader.ReasonNameNotFound},
		"no name at all":                {noName, Evidence{OtherName: names(noName)}, uploader.ReasonNoNames},
		"names fail for now":            {&net.DNSError{IsTemporary: true}, Evidence{}, uploader.ReasonOffline},
		"names fail here alone":         {&net.DNSError{IsTemporary: true}, Evidence{OtherName: names(nil)}, uploader.ReasonNameNotFound},
		"unknown authority":             {&tls.CertificateVerificationError{Err: inspected}, Evidence{}, uploader.ReasonUnknownAuthority},
		"expired":                       {expired, Evidence{}, uploader.ReasonUnsafe},
		"expired, but the clock is off": {expired, Evidence{Offset: -72 * time.Hour}, uploader.ReasonUnsafeClock},
		"from the future":               {future, Evidence{}, uploader.ReasonUnsafeClock},
		"other certificate trouble":     {&tls.CertificateVerificationError{Err: errors.New("x")}, Evidence{}, uploader.ReasonUnsafe},
		"dialling takes too long":       {dial(context.DeadlineExceeded), Evidence{}, uploader.ReasonBlocked},
		"the answer takes too long":     {context.DeadlineExceeded, Evidence{}, uploader.ReasonBusy},
		"the end":                       {io.ErrUnexpectedEOF, Evidence{}, uploader.ReasonBlocked},
		"something else":                {errors.New("x"), Evidence{}, uploader.ReasonBlocked},
	} {
		reason := example.evidence.Classify(context.Background(), example.err, "videos.acme.com", now)
		if reason.Code != example.want {
			t.Errorf("%s: %s, want %s", name, reason.Code, example.want)
		}
		if reason.Code == uploader.ReasonUnsafeClock && !reason.At.Equal(now) {
			t.Errorf("%s: does not say what the computer's date is", name)
		}
	}
}

func TestPortal(t *testing.T) {
	t.Parallel()
	for name, example := range map[string]struct {
		status      int
		body, text  string
		portal, bad bool
	}{
		"the page itself":     {200, "NetworkManager is online\n", "NetworkManager is online", false, false},
		"another page":        {200, "<html>Welcome", "NetworkManager is online", true, false},
		"a redirect":          {302, "", "NetworkManager is online", true, false},
		"no content":          {204, "", "", false, false},
		"content":             {200, "hello", "", true, false},
		"the probe is broken": {503, "", "", false, true},
		"asks for a sign-in":  {511, "", "", true, false},
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			if example.status == http.StatusFound {
				w.Header().Set("Location", "http://wifi.example/")
			}
			w.WriteHeader(example.status)
			_, _ = io.WriteString(w, example.body)
		}))
		portal, err := Portal(context.Background(), server.Client(), Probe{Address: server.URL, Text: example.text})
		if portal != example.portal || (err != nil) != example.bad {
			t.Errorf("%s: %v %v", name, portal, err)
		}
		server.Close()
	}
	if _, err := Portal(context.Background(), http.DefaultClient, Probe{Address: "https://a.example/"}); err == nil {
		t.Error("a probe over TLS tells nothing")
	}
}

package check

import (
	"context"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/network"
	"twentythree-uploader/uploader/twentythree"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// place is the name that the test's certificate is for, far away as far as the checks know.
const place = "example.com"

// world is a computer, its network and a site, all of which work until a test breaks something.
type world struct {
	site   *demo.Site
	dir    string
	secure *httptest.Server
	// plain answers what is not encrypted.
	plain  *httptest.Server
	config Config
	// dial reaches an address; nil reaches the servers above.
	dial func(ctx context.Context, network, address string) (net.Conn, error)
}

func newWorld(t *testing.T, around func(http.Handler) http.Handler) *world {
	t.Helper()
	w := &world{dir: t.TempDir()}
	site, err := demo.Open(demo.Options{Dir: w.dir})
	if err != nil {
		t.Fatal(err)
	}
	w.site = site
	handler := http.Handler(site)
	if around != nil {
		handler = around(handler)
	}
	w.secure = httptest.NewTLSServer(handler)
	w.plain = httptest.NewServer(http.HandlerFunc(func(answer http.ResponseWriter, request *http.Request) {
		http.Redirect(answer, request, "https://"+place+"/", http.StatusMovedPermanently)
	}))
	t.Cleanup(func() {
		w.secure.Close()
		w.plain.Close()
		if err := site.Close(); err != nil {
			t.Error(err)
		}
	})
	roots := x509.NewCertPool()
	roots.AddCert(w.secure.Certificate())
	w.config = Config{
		Address: place, Folder: t.TempDir(), Now: time.Now,
		Save: func(context.Context) error { return nil }, Passwords: func() uploader.Reason { return uploader.Reason{} },
		Speed:  Speed{Measure: true},
		SignIn: w.keys(site.Credentials()),
		Way: Way{
			RootCAs: roots, Proxy: func(*http.Request) (*url.URL, error) { return nil, nil },
			LookUp:    func(context.Context, string) ([]string, error) { return []string{"192.0.2.7"}, nil },
			Transport: w.transport,
			Evidence: network.Evidence{
				HasNetwork: func() bool { return true }, HasRoute: func() bool { return true },
				OtherName: func(context.Context) error { return nil },
			},
		},
	}
	return w
}

func (w *world) keys(credentials demo.Credentials) func(context.Context, string, *network.Clock) (*twentythree.Client, error) {
	return func(_ context.Context, base string, clock *network.Clock) (*twentythree.Client, error) {
		client := &http.Client{Transport: w.transport(network.Options{RootCAs: w.config.Way.RootCAs})}
		return twentythree.New(twentythree.Config{
			Base: base, HTTP: client, Upload: client, Now: clock.Now, SignedInBefore: true,
			Credential: twentythree.OAuth{
				ConsumerKey: credentials.ConsumerKey, ConsumerSecret: credentials.ConsumerSecret,
				Token: credentials.AccessToken, TokenSecret: credentials.AccessTokenSecret,
			},
			OnDate: func(date time.Time, refused bool) { clock.Learn(date, w.config.Now(), refused) },
		})
	}
}

// transport leads every address to the test's servers, a proxy's to where it is.
func (w *world) transport(options network.Options) *http.Transport {
	transport := network.NewTransport(options)
	transport.DisableKeepAlives = true
	transport.DialTLSContext = nil
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if w.dial != nil {
			return w.dial(ctx, network, address)
		}
		return w.reach(ctx, network, address)
	}
	return transport
}

type dialing func(ctx context.Context, network, address string) (net.Conn, error)

func wrapped(dial dialing, wrap func(net.Conn) net.Conn) dialing {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		connection, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return wrap(connection), nil
	}
}

func (w *world) reach(ctx context.Context, network, address string) (net.Conn, error) {
	var dialer net.Dialer
	switch address {
	case place + ":443":
		address = w.secure.Listener.Addr().String()
	case place + ":80":
		address = w.plain.Listener.Addr().String()
	}
	return dialer.DialContext(ctx, network, address)
}

// through makes a proxy the only way out.
func (w *world) through(t *testing.T, answer http.HandlerFunc) {
	t.Helper()
	server := httptest.NewServer(answer)
	t.Cleanup(server.Close)
	proxy, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	proxy.User = url.UserPassword("anna", "proxy-password")
	w.config.Way.Proxy = func(*http.Request) (*url.URL, error) { return proxy, nil }
}

// tunnel is a proxy that opens the way to the site.
func (w *world) tunnel(answer http.ResponseWriter, request *http.Request) {
	if request.Method != http.MethodConnect {
		http.Redirect(answer, request, "https://"+place+"/", http.StatusMovedPermanently)
		return
	}
	far, err := w.reach(request.Context(), "tcp", request.Host)
	if err != nil {
		http.Error(answer, "no way", http.StatusBadGateway)
		return
	}
	near, _, err := http.NewResponseController(answer).Hijack()
	if err != nil {
		_ = far.Close()
		return
	}
	_, _ = near.Write([]byte("HTTP/1.1 200 Connection established\r\n\r\n"))
	var both sync.WaitGroup
	both.Go(func() { _, _ = copyAll(far, near) })
	both.Go(func() { _, _ = copyAll(near, far) })
	both.Wait()
}

func copyAll(to, from net.Conn) (int64, error) {
	defer to.Close()
	buffer := make([]byte, 32<<10)
	var all int64
	for {
		n, err := from.Read(buffer)
		if n > 0 {
			if _, wrong := to.Write(buffer[:n]); wrong != nil {
				return all, wrong
			}
			all += int64(n)
		}
		if err != nil {
			return all, err
		}
	}
}

// check runs everything and gives the lines by their ids.
func (w *world) check(t *testing.T) map[uploader.CheckID]uploader.Check {
	t.Helper()
	byID := make(map[uploader.CheckID]uploader.Check)
	for _, line := range Run(t.Context(), w.config, nil) {
		if !line.Result.Over() {
			t.Errorf("%s is %s at the end", line.ID, line.Result)
		}
		byID[line.ID] = line
	}
	return byID
}

var errNoName = &net.DNSError{Err: "no such host", Name: place, IsNotFound: true}

var errElsewhere = errors.New("not reached in this test")

func said(line uploader.Check) string {
	parts := []string{string(line.Result)}
	if line.Finding != "" {
		parts = append(parts, string(line.Finding))
	} else if line.Reason.Code != "" {
		parts = append(parts, string(line.Reason.Code))
	}
	return strings.Join(parts, " ")
}

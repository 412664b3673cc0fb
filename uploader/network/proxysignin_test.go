package network

import (
	"bufio"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// strictProxy opens ways only to who tells it the name and the password. It notes all that it was told.
type strictProxy struct {
	*httptest.Server
	mu   sync.Mutex
	told []string
}

func newStrictProxy(t *testing.T, name, password string) *strictProxy {
	t.Helper()
	p := &strictProxy{}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		authorization := r.Header.Get("Proxy-Authorization")
		p.mu.Lock()
		p.told = append(p.told, authorization)
		p.mu.Unlock()
		r.Header.Set("Authorization", authorization)
		if gotName, gotPassword, _ := r.BasicAuth(); gotName != name || gotPassword != password {
			w.Header().Set("Proxy-Authenticate", `Basic realm="Acme"`)
			w.WriteHeader(http.StatusProxyAuthRequired)
			return
		}
		there, err := net.Dial("tcp", r.Host)
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		defer there.Close()
		here, buffered, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		defer here.Close()
		_, _ = io.WriteString(here, "HTTP/1.1 200 Connection established\r\n\r\n")
		var both sync.WaitGroup
		both.Go(func() { _, _ = io.Copy(there, bufio.NewReader(buffered)); _ = there.(*net.TCPConn).CloseWrite() })
		_, _ = io.Copy(here, there)
		_ = here.Close()
		both.Wait()
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *strictProxy) heard() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return strings.Join(p.told, ",")
}

func through(t *testing.T, signIns *ProxySignIns, proxy *strictProxy, site *httptest.Server) (*http.Response, error) {
	t.Helper()
	address, err := url.Parse(proxy.URL)
	if err != nil {
		t.Fatal(err)
	}
	trusted := x509.NewCertPool()
	trusted.AddCert(site.Certificate())
	transport := NewTransport(Options{RootCAs: trusted, HTTP1Only: true, Proxy: signIns.Through(func(*http.Request) (*url.URL, error) { return address, nil })})
	t.Cleanup(transport.CloseIdleConnections)
	return transport.RoundTrip(requestTo(t, site.URL))
}

func TestAProxyIsToldTheNameAndThePasswordThatItAsksFor(t *testing.T) {
	t.Parallel()
	var atSite []string
	site := httptest.NewTLSServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		for _, values := range r.Header {
			atSite = append(atSite, values...)
		}
	}))
	t.Cleanup(site.Close)
	proxy, other := newStrictProxy(t, "ann", "sesame: 7%"), newStrictProxy(t, "ann", "sesame: 7%")
	var signIns ProxySignIns
	var refused *ProxyError
	if _, err := through(t, &signIns, proxy, site); !errors.As(err, &refused) || refused.Status != http.StatusProxyAuthRequired {
		t.Fatalf("without a name: %v", err)
	}
	signIns.Set(signIns.Last(), "ann", "wrong")
	if _, err := through(t, &signIns, proxy, site); !errors.As(err, &refused) || strings.Contains(err.Error(), "wrong") || strings.Contains(err.Error(), "ann") {
		t.Fatalf("with a wrong password: %v", err)
	}
	signIns.Set(signIns.Last(), "ann", "sesame: 7%")
	response, err := through(t, &signIns, proxy, site)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("with the right ones: %v", err)
	}
	_ = response.Body.Close()
	if all := strings.Join(atSite, " "); strings.Contains(all, "Basic") {
		t.Errorf("the site was told %q", all)
	}
	if _, err := through(t, &signIns, other, site); !errors.As(err, &refused) || strings.Contains(other.heard(), "Basic") {
		t.Errorf("another proxy was told %q, %v", other.heard(), err)
	}
}

func TestRequestsWaitForWhatThePasswordStoreHolds(t *testing.T) {
	t.Parallel()
	site := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(site.Close)
	proxy := newStrictProxy(t, "ann", "sesame")
	host := strings.TrimPrefix(proxy.URL, "http://")
	var signIns ProxySignIns
	done := signIns.Recalling(host)
	var asking sync.WaitGroup
	asking.Go(func() {
		response, err := through(t, &signIns, proxy, site)
		if err != nil {
			t.Errorf("the request did not wait: %v", err)
			return
		}
		_ = response.Body.Close()
	})
	signIns.Set(host, "ann", "sesame")
	done()
	asking.Wait()
}

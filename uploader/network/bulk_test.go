package network

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
)

// writesConn counts the writes that reach the system.
type writesConn struct {
	net.Conn
	writes *atomic.Int64
}

func (c *writesConn) Write(p []byte) (int, error) {
	c.writes.Add(1)
	return c.Conn.Write(p)
}

func randomBytes(size int) []byte {
	content := make([]byte, size)
	_, _ = rand.NewChaCha8([32]byte{7}).Read(content) // never fails
	return content
}

func TestABodyArrivesWholeInFewWrites(t *testing.T) {
	t.Parallel()
	const size = 8<<20 + 12_345
	content := randomBytes(size)
	for _, secure := range []bool{false, true} {
		sums := make(chan [32]byte, 2)
		server := httptest.NewUnstartedServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			sums <- sha256.Sum256(body)
		}))
		start := server.Start
		if secure {
			start = server.StartTLS
		}
		start()
		t.Cleanup(server.Close)
		writes := &atomic.Int64{}
		transport := NewTransport(Options{HTTP1Only: true, RootCAs: rootsOf(server), Wrap: func(c net.Conn) net.Conn {
			return &writesConn{c, writes}
		}})
		t.Cleanup(transport.CloseIdleConnections)
		// Twice: the first records of a TLS connection are small, later ones are not.
		for range 2 {
			writes.Store(0)
			body := io.MultiReader(bytes.NewReader(content[:999]), bytes.NewReader(content[999:]))
			request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL, body)
			if err != nil {
				t.Fatal(err)
			}
			request.ContentLength = size
			response, err := transport.RoundTrip(request)
			if err != nil {
				t.Fatal(err)
			}
			_ = response.Body.Close()
			if <-sums != sha256.Sum256(content) {
				t.Errorf("secure %v: other bytes arrived", secure)
			}
			if most := int64(size/bulk + 6); writes.Load() > most {
				t.Errorf("secure %v: %d writes, want at most %d", secure, writes.Load(), most)
			}
		}
	}
}

func rootsOf(server *httptest.Server) *x509.CertPool {
	roots := x509.NewCertPool()
	if certificate := server.Certificate(); certificate != nil {
		roots.AddCert(certificate)
	}
	return roots
}

func TestOnlyTheRightCertificateIsTrusted(t *testing.T) {
	t.Parallel()
	server := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(server.Close)
	for _, wrong := range []struct {
		roots *x509.CertPool
		host  string
	}{{x509.NewCertPool(), "example.com"}, {rootsOf(server), "other.example.org"}} {
		transport := NewTransport(Options{HTTP1Only: true, RootCAs: wrong.roots})
		t.Cleanup(transport.CloseIdleConnections)
		_, port, _ := net.SplitHostPort(server.Listener.Addr().String())
		redirected := dialer(func(ctx context.Context, network, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, network, "127.0.0.1:"+port)
		}).inBulkSecured(transport.TLSClientConfig)
		if connection, err := redirected(t.Context(), "tcp", wrong.host+":443"); err == nil {
			_ = connection.Close()
			t.Errorf("a certificate for another name or of another authority was taken for %s", wrong.host)
		} else if refused := new(tls.CertificateVerificationError); !errors.As(err, &refused) {
			t.Errorf("%s: %v", wrong.host, err)
		}
	}
}

func TestHeldRecordsAreWrittenInTheirOrder(t *testing.T) {
	t.Parallel()
	near, far := net.Pipe()
	t.Cleanup(func() { _ = near.Close() })
	writes := &atomic.Int64{}
	c := &recordConn{Conn: &writesConn{near, writes}, spare: newBuffers(10)}
	arrived := make(chan string, 1)
	go func() {
		all, _ := io.ReadAll(far)
		arrived <- string(all)
	}()
	for _, step := range []string{"one,", "hold", "two,", "three,", "longer than all that fits,", "four.", "release", "five"} {
		var err error
		switch step {
		case "hold":
			c.hold()
		case "release":
			err = c.release()
		default:
			_, err = c.Write([]byte(step))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	_ = near.Close()
	if got := <-arrived; got != "one,two,three,longer than all that fits,four.five" {
		t.Errorf("arrived: %q", got)
	}
	if writes.Load() != 5 {
		t.Errorf("%d writes, want 5", writes.Load())
	}
}

package network

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"sync"
	"testing"
)

// computer has addresses that a test can take away.
type computer struct {
	mu   sync.Mutex
	here []netip.Addr
	look chan struct{}
}

func (c *computer) addresses() []netip.Addr {
	c.mu.Lock()
	defer c.mu.Unlock()
	select {
	case c.look <- struct{}{}:
	default:
	}
	return c.here
}

func (c *computer) lose() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.here = nil
}

// TestAPulledCableEndsWhatWaits waits for an answer from an address that the computer then loses. The address is one of this computer's own,
// because others cannot be had in a test.
func TestAPulledCableEndsWhatWaits(t *testing.T) {
	t.Parallel()
	own := ownAddresses()
	var listener net.Listener
	for _, address := range own {
		if opened, err := net.Listen("tcp", net.JoinHostPort(address.String(), "0")); err == nil {
			listener = opened
			break
		}
	}
	if listener == nil {
		t.Skip("this computer has no address but its own loopback")
	}
	asked := make(chan struct{})
	site := httptest.NewUnstartedServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		close(asked)
		<-r.Context().Done()
	}))
	site.Listener = listener
	site.Start()
	defer site.Close()

	var open Connections
	transport := NewTransport(Options{HTTP1Only: true, Connections: &open})
	defer transport.CloseIdleConnections()
	ended := make(chan error, 1)
	go func() {
		answer, err := (&http.Client{Transport: transport}).Post(site.URL, "text/plain", http.NoBody)
		if err == nil {
			answer.Body.Close()
		}
		ended <- err
	}()
	<-asked
	here := &computer{here: own, look: make(chan struct{}, 1)}
	ctx, cancel := context.WithCancel(t.Context())
	var watching sync.WaitGroup
	watching.Go(func() { open.EndLost(ctx, here.addresses) })
	<-here.look
	here.lose()
	if err := <-ended; err == nil {
		t.Error("an answer came")
	}
	cancel()
	watching.Wait()
	if len(open.open) != 0 {
		t.Errorf("%d connections are still known", len(open.open))
	}
}

func TestAShortOutageCostsNoConnection(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	dialled, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	var open Connections
	if open.track(dialled) != dialled {
		t.Error("a connection of this computer to itself is not left alone")
	}
	tracked := &trackedConn{TCPConn: dialled.(*net.TCPConn), of: &open}
	open.open = map[*trackedConn]int{tracked: 0}
	none := func() []netip.Addr { return nil }
	back := func() []netip.Addr { return []netip.Addr{localAddress(dialled)} }
	for range 3 {
		for range lostLooks - 1 {
			if lost := open.look(none); len(lost) > 0 {
				t.Fatal("a connection is given up at once")
			}
		}
		if lost := open.look(back); len(lost) > 0 {
			t.Fatal("a connection is given up though its address is back")
		}
	}
	if err := tracked.Close(); err != nil {
		t.Fatal(err)
	}
	if len(open.open) != 0 {
		t.Error("a closed connection is still known")
	}
}

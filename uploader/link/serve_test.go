package link

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var loopback = netip.MustParseAddr("127.0.0.1")

func onLoopback() ([]Address, error) { return []Address{{IP: loopback, Interface: "lo"}}, nil }

const (
	pageText   = "<!DOCTYPE html><title>Send your video</title>"
	pagePolicy = "default-src 'none'; form-action 'self' https://videos.acme.com"
	linkToken  = "022fe6e3fb42758d6147c539727c5358af3524b1"
)

func handout() Handout {
	return Handout{Page: []byte(pageText), Policy: pagePolicy, Token: linkToken, Company: "Acme <Video>", Domains: []string{"videos.acme.com"}}
}

// listening is a server that offers a page, and closes with the test.
func listening(t *testing.T) *Server {
	t.Helper()
	s, err := Open(Options{Look: onLoopback})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	s.Offer(handout())
	return s
}

// browse sends a request as a browser does, and gives the answer.
func browse(t *testing.T, method, address, body string, change func(*http.Request)) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != "" {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if change != nil {
		change(request)
	}
	transport := &http.Transport{DisableKeepAlives: true}
	defer transport.CloseIdleConnections()
	response, err := transport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(text)
}

func TestAGuestGetsThePageGuarded(t *testing.T) {
	t.Parallel()
	s := listening(t)
	response, text := browse(t, http.MethodGet, s.Address(), "", nil)
	if response.StatusCode != http.StatusOK || text != pageText {
		t.Fatalf("%s %q", response.Status, text)
	}
	for name, want := range map[string]string{
		"Content-Security-Policy": pagePolicy, "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
		"Content-Type": "text/html; charset=utf-8", "X-Frame-Options": "DENY", "Server": "",
	} {
		if got := response.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if response, text := browse(t, http.MethodHead, s.Address(), "", nil); response.StatusCode != http.StatusOK || text != "" {
		t.Errorf("HEAD: %s %q", response.Status, text)
	}
}

func TestToEverythingElseNothingIsSaid(t *testing.T) {
	t.Parallel()
	s := listening(t)
	here := "http://" + s.host
	host := func(name string) func(*http.Request) { return func(r *http.Request) { r.Host = name } }
	_, port, _ := net.SplitHostPort(s.host)
	tests := map[string]struct {
		method, address string
		change          func(*http.Request)
	}{
		"the top":                     {address: here + "/"},
		"a folder":                    {address: s.Address() + "/"},
		"a file beside it":            {address: here + "/favicon.ico"},
		"half the path":               {address: s.Address()[:len(s.Address())-1]},
		"other capitals":              {address: here + strings.ToUpper(s.page)},
		"through a folder":            {address: here + "/x/.." + s.page},
		"sending to the page":         {method: http.MethodPost, address: s.Address()},
		"asking about the page":       {method: http.MethodOptions, address: s.Address()},
		"tracing":                     {method: http.MethodTrace, address: s.Address()},
		"a name for this computer":    {address: s.Address(), change: host("evil.example:" + port)},
		"another name for it":         {address: s.Address(), change: host("localhost:" + port)},
		"without the port":            {address: s.Address(), change: host("127.0.0.1")},
		"a call-back under a name":    {address: s.Return().URL + "?nonce=" + s.nonce, change: host("evil.example:" + port)},
		"a call-back by HEAD":         {method: http.MethodHead, address: s.Return().URL},
		"a call-back to be deleted":   {method: http.MethodDelete, address: s.Return().URL},
		"the call-back's folder":      {address: s.Return().URL + "/"},
		"the page's path in a folder": {address: here + "/guest" + s.page},
	}
	for name, test := range tests {
		if test.method == "" {
			test.method = http.MethodGet
		}
		response, text := browse(t, test.method, test.address, "", test.change)
		if response.StatusCode != http.StatusNotFound || text != "" || len(response.Header) > 2 {
			t.Errorf("%s: %s %v %q", name, response.Status, response.Header, text)
		}
	}
}

func TestNothingIsThereBeforeItIsOffered(t *testing.T) {
	t.Parallel()
	s, err := Open(Options{Look: onLoopback})
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{s.Address(), s.Return().URL + "?nonce=" + s.nonce} {
		if response, text := browse(t, http.MethodGet, address, "", nil); response.StatusCode != http.StatusNotFound || text != "" {
			t.Errorf("%s %q", response.Status, text)
		}
	}
	if err := errors.Join(s.Close(), s.Close()); err != nil {
		t.Error(err)
	}
	if conn, err := net.Dial("tcp", s.host); err == nil {
		_ = conn.Close()
		t.Error("it still listens after Close")
	}
	if _, open := <-s.Events(); open {
		t.Error("events do not end with Close")
	}
}

func TestPathsAndNoncesCannotBeGuessed(t *testing.T) {
	t.Parallel()
	one, two := listening(t), listening(t)
	seen := map[string]bool{}
	for _, secret := range []string{one.page[1:], one.back[1:], one.nonce, two.page[1:], two.back[1:], two.nonce} {
		if len(secret)*6 < 128 || seen[secret] {
			t.Errorf("%q can be guessed", secret)
		}
		seen[secret] = true
	}
	if one.host == two.host {
		t.Error("two servers have one port")
	}
	if _, err := Open(Options{Look: onLoopback, Random: strings.NewReader("short")}); err == nil {
		t.Error("it goes without random numbers")
	}
}

func TestAnEarlierReturnAddressIsTakenUp(t *testing.T) {
	t.Parallel()
	first := listening(t)
	earlier, page := first.Return(), first.Address()
	taken, err := Open(Options{Look: onLoopback, Earlier: earlier})
	if err != nil {
		t.Fatal(err)
	}
	if taken.Return() == earlier {
		t.Error("two listen at one address")
	}
	if err := errors.Join(taken.Close(), first.Close()); err != nil {
		t.Fatal(err)
	}
	again, err := Open(Options{Look: onLoopback, Earlier: earlier})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if again.Return() != earlier || again.Address() == page {
		t.Errorf("%q is not taken up, or the code stayed the same", earlier.URL)
	}
	for _, wrong := range []string{"http://192.0.2.7:4711/x", "http://127.0.0.1/x", "http://127.0.0.1:0/x", "http://127.0.0.1:99999/x", "::", "http://127.0.0.1:4711"} {
		s, err := Open(Options{Look: onLoopback, Earlier: Return{URL: wrong, Nonce: "n"}})
		if err != nil || s.Return().URL == wrong || s.Return().Nonce == "n" {
			t.Errorf("%q: %v", wrong, err)
			continue
		}
		_ = s.Close()
	}
}

func TestWithoutANetworkThereIsNoServer(t *testing.T) {
	t.Parallel()
	for _, want := range []error{ErrNoNetwork, ErrNoLocalNetwork} {
		if _, err := Open(Options{Look: func() ([]Address, error) { return nil, want }}); !errors.Is(err, want) {
			t.Error(err)
		}
	}
	if _, err := Open(Options{Look: onLoopback, At: netip.MustParseAddr("127.0.0.9")}); !errors.Is(err, ErrNoLocalNetwork) {
		t.Errorf("an address that is gone: %v", err)
	}
}

// owned is a server without its sockets, in virtual time.
func owned(t *testing.T, look func() ([]Address, error)) *Server {
	s := &Server{look: look, called: make(chan struct{}, 1), events: make(chan Event)}
	go s.own(t.Context(), loopback)
	return s
}

func (s *Server) call() {
	select {
	case s.called <- struct{}{}:
	default:
	}
}

func TestTenThousandCallsAreOneHintInTwoSeconds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := owned(t, onLoopback)
		begun := time.Now()
		go func() {
			for range 10_000 {
				s.call()
				time.Sleep(time.Millisecond)
			}
		}()
		var hints int
		for limit := time.After(20 * time.Second); ; {
			select {
			case event := <-s.Events():
				if event != Called || (hints == 0 && time.Since(begun) > time.Millisecond) {
					t.Fatalf("%v after %v", event, time.Since(begun))
				}
				hints++
				continue
			case <-limit:
			}
			break
		}
		if hints != 6 {
			t.Errorf("%d hints in the ten seconds and for the last call", hints)
		}
	})
}

func TestALostAddressIsToldAndWhenItIsBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var state atomic.Int32
		states := []func() ([]Address, error){
			onLoopback,
			func() ([]Address, error) { return nil, ErrNoNetwork },
			func() ([]Address, error) { return nil, errors.New("the system does not say") },
			func() ([]Address, error) { return []Address{{IP: netip.MustParseAddr("10.0.0.2")}}, nil },
		}
		s := owned(t, func() ([]Address, error) { return states[state.Load()]() })
		become := func(now int32) {
			state.Store(now)
			time.Sleep(2 * lookEvery)
			synctest.Wait()
		}
		none := func(after string) {
			select {
			case event := <-s.Events():
				t.Errorf("%v is told after %s", event, after)
			default:
			}
		}
		become(0)
		none("nothing")
		become(1)
		if event := <-s.Events(); event != AddressGone {
			t.Errorf("%v", event)
		}
		become(2)
		become(3)
		none("another network")
		become(0)
		if event := <-s.Events(); event != AddressBack {
			t.Errorf("%v", event)
		}
		become(1)
		s.call()
		become(0)
		become(1)
		first, second := <-s.Events(), <-s.Events()
		if first != Called || second != AddressGone {
			t.Errorf("who was away hears %v, %v", first, second)
		}
		none("all was told")
	})
}

func TestWhoConnectsAndSaysNothingKeepsNobodyOut(t *testing.T) {
	t.Parallel()
	s := listening(t)
	var silent []net.Conn
	for range 4 * mostConnections {
		conn, err := net.Dial("tcp", s.host)
		if err != nil {
			t.Fatal(err)
		}
		silent = append(silent, conn)
	}
	if response, text := browse(t, http.MethodGet, s.Address(), "", nil); response.StatusCode != http.StatusOK || text != pageText {
		t.Errorf("%s %q", response.Status, text)
	}
	// Each is ended after a few seconds in any case.
	_ = silent[0].SetReadDeadline(time.Now().Add(headerLimit / 2))
	if _, err := silent[0].Read(make([]byte, 1)); err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("the oldest of too many is kept: %v", err)
	}
	for _, conn := range silent {
		_ = conn.Close()
	}
}

func TestClosingWaitsForNobodyWhoSaysNothing(t *testing.T) {
	t.Parallel()
	s := listening(t)
	silent, err := net.Dial("tcp", s.host)
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	browse(t, http.MethodGet, s.Address(), "", nil)
	begun := time.Now()
	if err := s.Close(); err != nil || time.Since(begun) > closingLimit {
		t.Errorf("closed after %v, %v", time.Since(begun), err)
	}
}

func TestTheAddressThatWasChosenIsListenedOn(t *testing.T) {
	t.Parallel()
	two := func() ([]Address, error) {
		return []Address{{IP: loopback}, {IP: netip.MustParseAddr("127.0.0.2")}}, nil
	}
	for at, want := range map[string]string{"": "http://127.0.0.1:", "127.0.0.2": "http://127.0.0.2:"} {
		chosen, _ := netip.ParseAddr(at)
		s, err := Open(Options{At: chosen, Look: two})
		if err != nil {
			t.Skipf("this system has one address of its own only: %v", err)
		}
		if !strings.HasPrefix(s.Address(), want) || !strings.HasPrefix(s.Return().URL, want) {
			t.Errorf("%q: %s", at, s.Address())
		}
		_ = s.Close()
	}
}

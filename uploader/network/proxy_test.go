package network

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func requestTo(t *testing.T, address string) *http.Request {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	return request
}

// finderFor makes a finder over a system that answers with proxies, of which some are dead.
func finderFor(proxies *[]string, asked *atomic.Int64, now *time.Time, dead ...string) *proxyFinder {
	return &proxyFinder{
		logger: slog.New(slog.DiscardHandler),
		ask: func(_ context.Context, address *url.URL) ([]string, error) {
			asked.Add(1)
			if address.Path != "/" || address.RawQuery != "" {
				return nil, errors.New("the whole address was told")
			}
			return *proxies, nil
		},
		reach: func(_ context.Context, proxy *url.URL) bool { return !slices.Contains(dead, proxy.Host) },
		now:   func() time.Time { return *now },
	}
}

func TestTheSystemsProxyIsUsed(t *testing.T) {
	t.Parallel()
	for name, example := range map[string]struct {
		system []string
		want   string
	}{
		"none":                     {nil, "none"},
		"direct":                   {[]string{"direct://"}, "none"},
		"one":                      {[]string{"http://proxy.acme.com:8080"}, "http://proxy.acme.com:8080"},
		"one that is dead":         {[]string{"http://dead:1"}, "http://dead:1"},
		"the second lives":         {[]string{"http://dead:1", "http://proxy.acme.com:8080"}, "http://proxy.acme.com:8080"},
		"none lives, but direct":   {[]string{"PROXY dead:1", "DIRECT"}, "none"},
		"none lives":               {[]string{"dead:1", "other:1"}, "http://dead:1"},
		"one is not understood":    {[]string{"quic://a:1", "socks://socks.acme.com:1080"}, "socks5://socks.acme.com:1080"},
		"credentials are not told": {[]string{"http://me:secret@proxy.acme.com:8080"}, "http://me:xxxxx@proxy.acme.com:8080"},
	} {
		var asked atomic.Int64
		now := time.Unix(1e9, 0)
		finder := finderFor(&example.system, &asked, &now, "dead:1", "other:1")
		proxy, err := finder.find(requestTo(t, "https://videos.acme.com/api?secret=1"))
		if err != nil || text(proxy) != example.want {
			t.Errorf("%s: %v %v, want %s", name, text(proxy), err, example.want)
		}
	}
}

func TestAProxyThatDiesIsForgotten(t *testing.T) {
	t.Parallel()
	var asked atomic.Int64
	system, now := []string{"proxy.acme.com:8080"}, time.Unix(1e9, 0)
	finder := finderFor(&system, &asked, &now)
	var done sync.WaitGroup
	for range 100 {
		done.Go(func() {
			if proxy, err := finder.find(requestTo(t, "https://videos.acme.com/")); err != nil || proxy == nil {
				t.Errorf("%v %v", proxy, err)
			}
		})
	}
	done.Wait()
	if asked.Load() != 1 {
		t.Errorf("the system was asked %d times", asked.Load())
	}
	system = nil
	now = now.Add(proxyKept)
	if proxy, err := finder.find(requestTo(t, "https://videos.acme.com/")); proxy != nil || err != nil {
		t.Errorf("a minute later the proxy is still %v %v", proxy, err)
	}
	now = now.Add(-time.Hour)
	if _, err := finder.find(requestTo(t, "https://videos.acme.com/")); err != nil || asked.Load() != 3 {
		t.Errorf("after the clock was set back: asked %d times, %v", asked.Load(), err)
	}
}

func TestThisComputerNeedsNoProxy(t *testing.T) {
	t.Parallel()
	var asked atomic.Int64
	system, now := []string{"proxy.acme.com:8080"}, time.Unix(1e9, 0)
	finder := finderFor(&system, &asked, &now)
	for _, address := range []string{"http://localhost:1/", "http://127.0.0.1:8023/", "http://[::1]/", "http://demo.localhost/"} {
		if proxy, err := finder.find(requestTo(t, address)); proxy != nil || err != nil || asked.Load() != 0 {
			t.Errorf("%s: %v %v", address, proxy, err)
		}
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	finder.ask = func(ctx context.Context, _ *url.URL) ([]string, error) { return nil, ctx.Err() }
	if _, err := finder.find(requestTo(t, "https://a.example/").WithContext(gone)); !errors.Is(err, context.Canceled) {
		t.Errorf("a request that was given up: %v", err)
	}
	if proxy, err := finder.find(requestTo(t, "https://a.example/")); proxy != nil || err != nil {
		t.Errorf("what a request that was given up did not hear is kept: %v %v", proxy, err)
	}
}

func TestTheEnvironmentsProxyComesFirst(t *testing.T) {
	for _, name := range []string{"HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy"} {
		t.Setenv(name, "")
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
	logger := slog.New(slog.DiscardHandler)
	if proxy, err := SystemProxy(logger)(requestTo(t, "https://videos.acme.com/")); err != nil {
		t.Errorf("a system that does not say: %v %v", proxy, err)
	}
	t.Setenv("HTTPS_PROXY", "proxy.acme.com:8080")
	t.Setenv("NO_PROXY", "inside.acme.com")
	find := SystemProxy(logger)
	for address, want := range map[string]string{
		"https://videos.acme.com/": "http://proxy.acme.com:8080", "https://inside.acme.com/": "none", "https://localhost/": "none",
	} {
		if proxy, err := find(requestTo(t, address)); err != nil || text(proxy) != want {
			t.Errorf("%s: %v %v, want %s", address, text(proxy), err, want)
		}
	}
}

func TestWhetherAProxyAnswers(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.NotFoundHandler())
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	if !reachable(t.Context(), address) {
		t.Error("a proxy that listens is not reached")
	}
	server.Close()
	if reachable(t.Context(), address) {
		t.Error("a proxy that is gone is reached")
	}
}

func TestProxiesOfMacOS(t *testing.T) {
	t.Parallel()
	const printed = `<dictionary> {
  ExceptionsList : <array> {
    0 : *.local
    1 : 169.254/16
    2 : 10.0.0.0/8
  }
  ExcludeSimpleHostnames : 1
  FTPPassive : 1
  HTTPEnable : 0
  HTTPPort : 3128
  HTTPProxy : old.acme.com
  HTTPSEnable : 1
  HTTPSPort : 8080
  HTTPSProxy : proxy.acme.com
}
`
	read := readScutil(printed)
	for address, want := range map[string][]string{
		"https://videos.acme.com/": {"proxy.acme.com:8080"}, "http://videos.acme.com/": nil, "https://tv.local/": nil,
		"https://10.1.2.3/": nil, "https://intranet/": nil, "https://11.1.2.3/": {"proxy.acme.com:8080"},
	} {
		if got := read.proxiesFor(requestTo(t, address).URL); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", address, got, want)
		}
	}
	all := staticProxy{proxies: map[string]string{"": "everything:1"}, without: []string{"<local>", "*.inside.acme.com"}}
	if got := all.proxiesFor(requestTo(t, "https://videos.acme.com").URL); !slices.Equal(got, []string{"everything:1"}) {
		t.Errorf("one proxy for all: %v", got)
	}
	if got := all.proxiesFor(requestTo(t, "https://a.Inside.acme.com").URL); got != nil {
		t.Errorf("an exception goes to %v", got)
	}
}

func FuzzReadProxy(f *testing.F) {
	for _, words := range []string{"", "direct://", "DIRECT", "PROXY a:1", "socks://a", "http://u:p@[::1]:80", "a:b:c", "://", "http://%zz"} {
		f.Add(words)
	}
	f.Fuzz(func(t *testing.T, words string) {
		proxy, err := readProxy(words)
		if err != nil {
			if len(words) > 6 && strings.Contains(err.Error(), words) {
				t.Errorf("the error repeats %q", words)
			}
			return
		}
		if proxy == nil {
			return
		}
		again, err := readProxy(proxy.String())
		if proxy.Hostname() == "" || err != nil || again.String() != proxy.String() {
			t.Errorf("%q is %q, and that %v %v", words, proxy, again, err)
		}
	})
}

func FuzzReadScutil(f *testing.F) {
	f.Add("<dictionary> {\n  HTTPSEnable : 1\n  HTTPSProxy : a\n  ExceptionsList : <array> {\n    0 : *\n", "https://a.example/")
	f.Add("HTTPEnable : 1\nHTTPProxy : [::1]\nHTTPPort : x\n}\n}", "http://[::1]/")
	f.Fuzz(func(t *testing.T, printed, address string) {
		read, err := url.Parse(address)
		if err != nil {
			return
		}
		for _, words := range readScutil(printed).proxiesFor(read) {
			_, _ = readProxy(words)
		}
	})
}

package network

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/http/httpproxy"
)

const (
	// proxyAsked is how long the system may take to say which proxy; a script may have to be fetched for it.
	proxyAsked = 3 * time.Second
	// proxyKept is how long its word is taken: a proxy that died, or another network, is noticed after that.
	proxyKept = time.Minute
	// proxyUnknown is how long a system that does not say is left alone.
	proxyUnknown = 10 * time.Minute
	// proxyTried is how long one of several proxies has to answer.
	proxyTried = 2 * time.Second
)

// SystemProxy finds the proxy of a request for Options.Proxy: the one the environment names (HTTPS_PROXY, HTTP_PROXY, NO_PROXY), else
// the one of the system's settings, a script (PAC) included where the system runs it. This computer itself is never reached over
// a proxy, and a system that cannot say is taken to need none. What is found is logged without credentials.
func SystemProxy(logger *slog.Logger) func(*http.Request) (*url.URL, error) {
	environment := httpproxy.FromEnvironment()
	if environment.HTTPProxy != "" || environment.HTTPSProxy != "" {
		find := environment.ProxyFunc()
		return func(request *http.Request) (*url.URL, error) { return find(request.URL) }
	}
	finder := &proxyFinder{logger: logger, ask: askSystem, reach: reachable, now: time.Now}
	return finder.find
}

// askSystem gives the proxies for an address in the order to try them, in the system's own words; none for a direct way.
func askSystem(ctx context.Context, address *url.URL) ([]string, error) {
	return systemProxies(ctx, address)
}

// proxyFinder asks the system and keeps its word for a while.
type proxyFinder struct {
	logger *slog.Logger
	ask    func(context.Context, *url.URL) ([]string, error)
	reach  func(context.Context, *url.URL) bool
	now    func() time.Time

	gate sync.Mutex
	kept map[string]*keptProxy // guarded by gate; by scheme and host
}

type keptProxy struct {
	// turn holds a token while somebody asks. The other fields are theirs.
	turn  chan struct{}
	since time.Time
	valid time.Duration
	proxy *url.URL // nil for none
}

func (f *proxyFinder) find(request *http.Request) (*url.URL, error) {
	if isLocal(request.URL.Hostname()) {
		return nil, nil
	}
	kept := f.keeper(request.URL.Scheme + "://" + request.URL.Host)
	select {
	case kept.turn <- struct{}{}:
	case <-request.Context().Done():
		return nil, fmt.Errorf("network: proxy: %w", request.Context().Err())
	}
	defer func() { <-kept.turn }()
	if !kept.since.IsZero() && f.now().Sub(kept.since).Abs() < kept.valid {
		return kept.proxy, nil
	}
	ctx, cancel := context.WithTimeout(request.Context(), proxyAsked)
	defer cancel()
	// The path and the query are nobody's business, least of all a script's.
	proxies, err := f.ask(ctx, &url.URL{Scheme: request.URL.Scheme, Host: request.URL.Host, Path: "/"})
	if request.Context().Err() != nil {
		return nil, fmt.Errorf("network: proxy: %w", request.Context().Err())
	}
	kept.valid = proxyKept
	if err != nil {
		kept.valid = proxyUnknown
		f.logger.Debug("the system does not say which proxy", "host", request.URL.Host, "error", err)
	}
	found := f.choose(ctx, proxies)
	if kept.since.IsZero() || text(found) != text(kept.proxy) {
		f.logger.Info("proxy", "host", request.URL.Host, "proxy", text(found))
	}
	kept.proxy, kept.since = found, f.now()
	return found, nil
}

// text names a proxy without its credentials.
func text(proxy *url.URL) string {
	if proxy == nil {
		return "none"
	}
	return proxy.Redacted()
}

func (f *proxyFinder) keeper(name string) *keptProxy {
	f.gate.Lock()
	defer f.gate.Unlock()
	if f.kept == nil {
		f.kept = make(map[string]*keptProxy)
	}
	if f.kept[name] == nil {
		f.kept[name] = &keptProxy{turn: make(chan struct{}, 1)}
	}
	return f.kept[name]
}

// choose takes the first proxy that answers, and asks only where there is a choice. Nil is the direct way.
func (f *proxyFinder) choose(ctx context.Context, proxies []string) *url.URL {
	var first *url.URL
	for i, words := range proxies {
		proxy, err := readProxy(words)
		if err != nil {
			f.logger.Warn("a proxy that is not understood was left out", "error", err)
			continue
		}
		if proxy == nil || (first == nil && i == len(proxies)-1) || f.reach(ctx, proxy) {
			return proxy
		}
		if first == nil {
			first = proxy
		}
	}
	return first
}

// reachable reports whether a proxy takes a connection.
func reachable(ctx context.Context, proxy *url.URL) bool {
	port := proxy.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443", "socks5": "1080"}[proxy.Scheme]
	}
	dialer := net.Dialer{Timeout: proxyTried}
	connection, err := dialer.DialContext(ctx, "tcp", net.JoinHostPort(proxy.Hostname(), port))
	if err != nil {
		return false
	}
	_ = connection.Close()
	return true
}

// readProxy reads one proxy as systems and scripts name it: "host:port", "http://host:port", "PROXY host:port", "socks://host:port",
// "direct://". Nil is the direct way. The error does not repeat what was read, since it may hold a password.
func readProxy(words string) (*url.URL, error) {
	words = strings.TrimSpace(words)
	if kind, rest, two := strings.Cut(words, " "); two {
		scheme, known := map[string]string{
			"PROXY": "http", "HTTP": "http", "HTTPS": "https", "SOCKS": "socks5", "SOCKS5": "socks5",
		}[strings.ToUpper(kind)]
		if !known {
			return nil, errors.New("network: an unknown kind of proxy")
		}
		words = scheme + "://" + strings.TrimSpace(rest)
	}
	if strings.EqualFold(words, "direct") || strings.EqualFold(words, "direct://") {
		return nil, nil
	}
	if !strings.Contains(words, "://") {
		words = "http://" + words
	}
	read, err := url.Parse(words)
	if err != nil || read.Hostname() == "" {
		return nil, errors.New("network: the proxy's address cannot be read")
	}
	if read.Scheme == "socks" {
		read.Scheme = "socks5"
	}
	switch read.Scheme {
	case "http", "https", "socks5", "socks5h":
		return &url.URL{Scheme: read.Scheme, User: read.User, Host: read.Host}, nil
	}
	return nil, fmt.Errorf("network: proxies of the kind %q are not known", read.Scheme)
}

// staticProxy is what settings without a script say: a proxy per scheme, "" for all others, and hosts that need none.
type staticProxy struct {
	proxies map[string]string
	// without are hosts: a star stands for anything, "<local>" for names without a dot, and 10.0.0.0/8 for a network.
	without []string
}

func (s staticProxy) proxiesFor(address *url.URL) []string {
	proxy, found := s.proxies[address.Scheme]
	if !found {
		proxy = s.proxies[""]
	}
	if proxy == "" || s.bypassed(address.Hostname()) {
		return nil
	}
	return []string{proxy}
}

func (s staticProxy) bypassed(host string) bool {
	host = strings.ToLower(host)
	ip := net.ParseIP(host)
	for _, pattern := range s.without {
		pattern = strings.ToLower(strings.TrimSpace(pattern))
		if pattern == "<local>" {
			if ip == nil && !strings.Contains(host, ".") {
				return true
			}
			continue
		}
		if _, network, err := net.ParseCIDR(pattern); err == nil {
			if ip != nil && network.Contains(ip) {
				return true
			}
			continue
		}
		if matched, err := path.Match(pattern, host); err == nil && matched {
			return true
		}
	}
	return false
}

package network

import (
	"context"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"time"
)

const (
	// explaining is how long looking for a reason may take.
	explaining = 3 * time.Second
	// evidenceKept is how long what was found answers for other failures as well.
	evidenceKept = 5 * time.Second
)

// Evidence is what is known, or can be found out, beside an error. Every field may be left out; a reason that needs it is then not
// given. A copy with another Offset shares everything else.
type Evidence struct {
	// OtherName looks up another well-known name and gives an error where no name resolves.
	OtherName func(context.Context) error
	// HasNetwork reports whether this computer has a way out at all, HasRoute whether one leads anywhere.
	HasNetwork, HasRoute func() bool
	// Portal reports whether the network answers in the place of host until somebody signs in.
	Portal func(ctx context.Context, host string) bool
	// Offset is how far a trusted clock was ahead of this computer's.
	Offset time.Duration
}

// EvidenceOptions say where evidence is looked for. The zero value asks only the site's own host.
type EvidenceOptions struct {
	// Proxy finds the proxy of a request, as SystemProxy does; nil takes it from the environment.
	Proxy func(*http.Request) (*url.URL, error)
	// Probes are pages that are asked where the site's own host does not tell, such as DefaultProbes.
	Probes []Probe
	// Names are looked up when a site's name is not found; one that resolves is enough. Empty for the usual ones.
	Names []string
	// Resolver looks them up; nil for the system's.
	Resolver *net.Resolver
	// Now is the clock by which what was found grows old; nil for this computer's.
	Now func() time.Time
}

// DefaultProbes is the page that this system itself asks at every new network: asking it tells nobody anything new.
func DefaultProbes() []Probe {
	switch runtime.GOOS {
	case "windows":
		return []Probe{{Address: "http://www.msftconnecttest.com/connecttest.txt", Text: "Microsoft Connect Test"}}
	case "darwin":
		return []Probe{{
			Address: "http://captive.apple.com/hotspot-detect.html",
			Text:    "<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>",
		}}
	}
	return []Probe{{Address: "http://nmcheck.gnome.org/check_network_status.txt", Text: "NetworkManager is online"}}
}

// usualNames are the vendor's and one that belongs to nobody.
func usualNames() []string { return []string{"twentythree.com", "example.com"} }

// GatherEvidence looks for evidence on this computer and its network. What was found is kept for some seconds, so that a hundred
// failures at once ask once. Nothing runs between calls.
func GatherEvidence(options EvidenceOptions) Evidence {
	names, resolver := options.Names, options.Resolver
	if len(names) == 0 {
		names = usualNames()
	}
	if resolver == nil {
		resolver = net.DefaultResolver
	}
	transport := NewTransport(Options{Proxy: options.Proxy, HTTP1Only: true})
	transport.DisableKeepAlives = true
	client := &http.Client{Transport: transport}
	found := memory{now: options.Now}
	return Evidence{
		HasNetwork: HasNetwork,
		HasRoute:   HasRoute,
		OtherName: func(ctx context.Context) error {
			if found.recall(ctx, "", func() bool { return anyResolves(ctx, resolver, names) }) {
				return nil
			}
			return errors.New("network: no name resolves")
		},
		Portal: func(ctx context.Context, host string) bool {
			return found.recall(ctx, host, func() bool { return AskInternet(ctx, client, host, options.Probes) == InternetPortal })
		},
	}
}

// anyResolves asks for all names at once.
func anyResolves(ctx context.Context, resolver *net.Resolver, names []string) bool {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	answers := make(chan error, len(names))
	for _, name := range names {
		go func() {
			_, err := resolver.LookupHost(ctx, name)
			answers <- err
		}()
	}
	resolved := false
	for range names {
		if err := <-answers; err == nil {
			resolved = true
			cancel()
		}
	}
	return resolved
}

// isLocal reports whether host is this computer or one at the same switch: no network beyond explains its failures.
func isLocal(host string) bool {
	ip := net.ParseIP(host)
	return isLoopback(host) || strings.HasSuffix(host, ".localhost") || (ip != nil && ip.IsLinkLocalUnicast())
}

// hostOnly is host without a port and without brackets.
func hostOnly(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		return name
	}
	return strings.Trim(host, "[]")
}

// selfMade reports whether a certificate vouches for itself.
func selfMade(certificate *x509.Certificate) bool {
	return certificate != nil && string(certificate.RawIssuer) == string(certificate.RawSubject)
}

package network

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// Probe is a page that is served without encryption for finding out whether a network answers in other people's names.
type Probe struct {
	// Address is http, so that a network that wants a sign-in can answer. Text is what the page says; empty for an answer 204.
	Address, Text string
}

const probeBound = 4 << 10

// Portal reports whether something else than the probe's own page answered: the network wants a sign-in first. An error means
// that nothing answered, or an address that is not http.
func Portal(ctx context.Context, client *http.Client, probe Probe) (bool, error) {
	if !strings.HasPrefix(probe.Address, "http://") {
		return false, errors.New("network: a probe must be plain http")
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, probe.Address, nil)
	if err != nil {
		return false, fmt.Errorf("network: probe: %w", err)
	}
	request.Header.Set("Cache-Control", "no-cache")
	response, err := withoutRedirects(client).Do(request)
	if err != nil {
		return false, fmt.Errorf("network: probe: %w", err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, probeBound))
	if err != nil {
		return false, fmt.Errorf("network: probe: %w", err)
	}
	switch {
	case response.StatusCode == http.StatusNetworkAuthenticationRequired:
		return true, nil
	case response.StatusCode >= http.StatusInternalServerError:
		return false, fmt.Errorf("network: probe: status %d", response.StatusCode)
	case probe.Text == "":
		return response.StatusCode != http.StatusNoContent, nil
	}
	return response.StatusCode != http.StatusOK || strings.TrimSpace(string(body)) != strings.TrimSpace(probe.Text), nil
}

// What a site's own host says to a request without encryption.
type ownHost int

const (
	ownSilence    ownHost = iota // nothing, or nothing that tells
	ownAnswer                    // what a site would say
	foreignAnswer                // what somebody else might have said
	signInAsked                  // somebody else, in so many words
)

// askOwnHost asks for the site's front page without encryption. Sites send such visitors to https on their own name; a network that
// wants a sign-in shows its page, or sends them to it.
func askOwnHost(ctx context.Context, client *http.Client, host string) ownHost {
	address := url.URL{Scheme: "http", Host: host, Path: "/"}
	if ip, err := netip.ParseAddr(host); err == nil && ip.Is6() {
		address.Host = "[" + host + "]"
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return ownSilence
	}
	request.Header.Set("Cache-Control", "no-cache")
	response, err := withoutRedirects(client).Do(request)
	if err != nil {
		return ownSilence
	}
	defer response.Body.Close()
	kind, _, _ := mime.ParseMediaType(response.Header.Get("Content-Type"))
	switch location, err := response.Location(); {
	case response.StatusCode == http.StatusNetworkAuthenticationRequired:
		return signInAsked
	case response.StatusCode >= 300 && response.StatusCode < 400 && err == nil:
		if sameOwner(host, location.Hostname()) {
			return ownAnswer
		}
		return foreignAnswer
	case response.StatusCode == http.StatusOK && kind == "text/html":
		return foreignAnswer
	}
	return ownSilence
}

// sameOwner reports whether other has the same registered name as host, or is the vendor's.
func sameOwner(host, other string) bool {
	host, other = strings.ToLower(strings.TrimSuffix(host, ".")), strings.ToLower(strings.TrimSuffix(other, "."))
	if host == other {
		return true
	}
	for _, domain := range usualHosts {
		if strings.HasSuffix(other, "."+domain) {
			return true
		}
	}
	registered, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil || net.ParseIP(host) != nil {
		return false
	}
	return other == registered || strings.HasSuffix(other, "."+registered)
}

func withoutRedirects(client *http.Client) *http.Client {
	own := *client
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &own
}

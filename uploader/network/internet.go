package network

import (
	"context"
	"net/http"
)

// Internet is what came back from outside to a question without encryption.
type Internet int

// What can come back. InternetSilent is nothing that tells.
const (
	InternetSilent Internet = iota
	InternetAnswers
	InternetPortal // something answered in the place of others, until somebody signs in
)

// AskInternet asks the front page of host first, which no third party hears of, and the probes only where that does not settle it.
// host may be empty. The client's connections should be fresh ones.
func AskInternet(ctx context.Context, client *http.Client, host string, probes []Probe) Internet {
	own := ownSilence
	if host != "" {
		own = askOwnHost(ctx, client, host)
	}
	switch own {
	case ownAnswer:
		return InternetAnswers
	case signInAsked:
		return InternetPortal
	}
	for _, probe := range probes {
		portal, err := Portal(ctx, client, probe)
		switch {
		case err == nil && portal:
			return InternetPortal
		case err == nil:
			return InternetAnswers
		}
	}
	if own == foreignAnswer {
		return InternetPortal
	}
	return InternetSilent
}

// IsThisComputer reports whether a host name or address, without a port, is this computer's own: no network is needed to reach it.
func IsThisComputer(host string) bool { return isLoopback(host) }

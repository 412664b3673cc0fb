package network

import (
	"context"
	"net/url"
	"strings"

	"github.com/mattn/go-ieproxy"
)

// systemProxies asks Windows, which runs a script itself. That cannot be interrupted, so the context only bounds the wait.
func systemProxies(ctx context.Context, address *url.URL) ([]string, error) {
	answer := make(chan []string, 1)
	go func() { answer <- windowsProxies(address) }()
	select {
	case proxies := <-answer:
		return proxies, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func windowsProxies(address *url.URL) []string {
	settings := ieproxy.ReloadConf()
	if settings.Automatic.Active {
		if proxy := settings.Automatic.FindProxyForURL(address.String()); proxy != "" {
			return []string{proxy}
		}
	}
	if !settings.Static.Active {
		return nil
	}
	return staticProxy{proxies: settings.Static.Protocols, without: strings.Split(settings.Static.NoProxy, ",")}.proxiesFor(address)
}

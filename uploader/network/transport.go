package network

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"
)

const (
	dialTimeout      = 15 * time.Second
	handshakeTimeout = 15 * time.Second
	keepAlive        = 20 * time.Second
	idleTimeout      = 90 * time.Second
	readBuffer       = 16 << 10
	idlePerHost      = 32
	sessionCache     = 64
)

// Options say how a transport differs from the usual. The zero value is right for calls.
type Options struct {
	// RootCAs are the authorities to trust instead of the system's; nil for the system's.
	RootCAs *x509.CertPool
	// Wrap is put around every connection, below TLS, so that it sees and paces what really goes over the wire. May be nil.
	Wrap func(net.Conn) net.Conn
	// Congestion gives the congestion control to ask for on a new connection: "bbr" loses little to lost packets. It is silently left
	// where the system does not have it or does not allow it to this person; empty, or nil, leaves the system's. Linux only.
	Congestion func() string
	// Connections takes in every connection, so that those whose address the computer loses are ended; may be nil.
	Connections *Connections
	// HTTP1Only keeps every request on a connection of its own: over HTTP/2 all chunks share one, and one loss stalls them all.
	HTTP1Only bool
	// AnswerTimeout is how long an answer may take once the request is written; zero for no limit.
	AnswerTimeout time.Duration
	// Proxy finds the proxy of a request, as SystemProxy does; nil takes it from the environment.
	Proxy func(*http.Request) (*url.URL, error)
}

// NewTransport makes a transport: proxies from the environment, the system's certificates, limits on dialling and on the TLS
// handshake, none on the whole. It is closed by CloseIdleConnections.
func NewTransport(options Options) *http.Transport {
	plain := &net.Dialer{Timeout: dialTimeout, KeepAlive: keepAlive}
	proxy := options.Proxy
	if proxy == nil {
		proxy = http.ProxyFromEnvironment
	}
	var protocols http.Protocols
	protocols.SetHTTP1(true)
	protocols.SetHTTP2(!options.HTTP1Only)
	dial := func(ctx context.Context, network, address string) (net.Conn, error) {
		connection, err := plain.DialContext(ctx, network, address)
		if err != nil {
			return nil, err
		}
		if options.Congestion != nil {
			if algorithm := options.Congestion(); algorithm != "" {
				setCongestion(connection, algorithm)
			}
		}
		tracked := options.Connections.track(connection)
		if options.Wrap == nil {
			return tracked, nil
		}
		return options.Wrap(tracked), nil
	}
	transport := &http.Transport{
		Proxy: proxy, Protocols: &protocols, DialContext: dial,
		TLSClientConfig: &tls.Config{
			RootCAs: options.RootCAs, MinVersion: tls.VersionTLS12, ClientSessionCache: tls.NewLRUClientSessionCache(sessionCache),
		},
		TLSHandshakeTimeout:    handshakeTimeout,
		ResponseHeaderTimeout:  options.AnswerTimeout,
		IdleConnTimeout:        idleTimeout,
		MaxIdleConnsPerHost:    idlePerHost,
		ReadBufferSize:         readBuffer,
		MaxResponseHeaderBytes: 256 << 10,
		OnProxyConnectResponse: proxyRefusal,
	}
	if options.HTTP1Only {
		transport.DialContext = dialer(dial).inBulk()
		transport.DialTLSContext = dialer(dial).inBulkSecured(transport.TLSClientConfig)
	}
	return transport
}

// ProxyError is a proxy that did not open the way.
type ProxyError struct {
	// Status is the proxy's HTTP status: 407 asks for a name and a password.
	Status int
}

// Error is for logs.
func (e *ProxyError) Error() string {
	return fmt.Sprintf("the proxy answered with status %d", e.Status)
}

func proxyRefusal(_ context.Context, _ *url.URL, _ *http.Request, response *http.Response) error {
	if response.StatusCode != http.StatusOK {
		return &ProxyError{Status: response.StatusCode}
	}
	return nil
}

package demo

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"time"
)

// Server is a site that listens.
type Server struct {
	// URL is the site's address without a trailing slash, like http://127.0.0.1:41234.
	URL string
	// CA is the path of a PEM file with the authority that the site's certificate comes from; empty without TLS.
	CA string
	// Others are the other workspaces', on the same host with ports of their own. They close with this one.
	Others []*Server

	site   *Site
	server *http.Server
	ended  chan error
}

// Serve lets a site answer on an address like 127.0.0.1:0 until Close. With secure it speaks TLS with a certificate of its own
// making for the address, localhost and the loopback addresses; the other workspaces come from the same authority. The sites themselves
// stay open.
func (s *Site) Serve(address string, secure bool) (*Server, error) {
	var security *tls.Config
	var ca string
	if secure {
		certificate, path, err := s.certificate(address)
		if err != nil {
			return nil, err
		}
		security, ca = &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}, path
	}
	main, err := s.serve(address, security, ca)
	if err != nil {
		return nil, err
	}
	host, _, err := net.SplitHostPort(address)
	for i := 0; err == nil && i < len(s.others); i++ {
		var other *Server
		if other, err = s.others[i].serve(net.JoinHostPort(host, "0"), security, ca); err == nil {
			main.Others = append(main.Others, other)
		}
	}
	if err != nil {
		return nil, errors.Join(err, main.Close())
	}
	return main, nil
}

// serve lets this site alone answer on an address.
func (s *Site) serve(address string, security *tls.Config, ca string) (*Server, error) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listening on %s: %w", address, err)
	}
	served := &Server{URL: "http://" + listener.Addr().String(), CA: ca, site: s, ended: make(chan error, 1)}
	served.server = &http.Server{
		Handler: s, ReadHeaderTimeout: 30 * time.Second, IdleTimeout: 3 * time.Minute, TLSConfig: security.Clone(),
		ErrorLog: log.New(&logWriter{s}, "", 0),
	}
	if security != nil {
		served.URL = "https://" + listener.Addr().String()
	}
	s.served(served.URL)
	go func() {
		if security != nil {
			served.ended <- served.server.ServeTLS(listener, "", "")
			return
		}
		served.ended <- served.server.Serve(listener)
	}()
	return served, nil
}

// Wait blocks until the server ended by itself (its error) or the context is done (nil).
func (v *Server) Wait(ctx context.Context) error {
	select {
	case err := <-v.ended:
		v.ended <- err
		if errors.Is(err, http.ErrServerClosed) {
			return nil
		}
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
		return nil
	}
}

// Close ends all connections and waits for the listener. Uploads under way are cut; their stored chunks stay.
func (v *Server) Close() error {
	err := v.server.Close()
	<-v.ended
	v.ended <- http.ErrServerClosed
	if err != nil {
		err = fmt.Errorf("closing the server: %w", err)
	}
	for _, other := range v.Others {
		err = errors.Join(err, other.Close())
	}
	return err
}

// logWriter passes net/http's notes on.
type logWriter struct{ site *Site }

func (l *logWriter) Write(p []byte) (int, error) {
	l.site.log.Debug("http", "note", string(p))
	return len(p), nil
}

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

	site   *Site
	server *http.Server
	ended  chan error
}

// Serve lets a site answer on an address like 127.0.0.1:0 until Close. With secure it speaks TLS with a certificate of its own
// making for the address, localhost and the loopback addresses. The site itself stays open.
func (s *Site) Serve(address string, secure bool) (*Server, error) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listening on %s: %w", address, err)
	}
	served := &Server{URL: "http://" + listener.Addr().String(), site: s, ended: make(chan error, 1)}
	served.server = &http.Server{
		Handler: s, ReadHeaderTimeout: 30 * time.Second, IdleTimeout: 3 * time.Minute,
		ErrorLog: log.New(&logWriter{s}, "", 0),
	}
	if secure {
		certificate, path, err := s.certificate(address)
		if err != nil {
			_ = listener.Close()
			return nil, err
		}
		served.URL, served.CA = "https://"+listener.Addr().String(), path
		served.server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
	}
	go func() {
		if secure {
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
		return fmt.Errorf("closing the server: %w", err)
	}
	return nil
}

// logWriter passes net/http's notes on.
type logWriter struct{ site *Site }

func (l *logWriter) Write(p []byte) (int, error) {
	l.site.log.Debug("http", "note", string(p))
	return len(p), nil
}

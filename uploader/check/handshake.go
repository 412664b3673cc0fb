package check

import (
	"crypto/tls"
	"net/http/httptrace"
	"sync"
)

// handshake notes the last TLS handshake of a request that came to its end: where a proxy is reached over TLS, it is the second.
type handshake struct {
	gate  sync.Mutex
	state *tls.ConnectionState // guarded by gate
}

func (h *handshake) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{TLSHandshakeDone: func(state tls.ConnectionState, err error) {
		if err == nil {
			h.note(&state)
		} else {
			h.note(nil)
		}
	}}
}

func (h *handshake) note(state *tls.ConnectionState) {
	h.gate.Lock()
	defer h.gate.Unlock()
	h.state = state
}

// issuer is who vouches for the site, and whether anybody was found who may.
func (h *handshake) issuer() (string, bool) {
	h.gate.Lock()
	defer h.gate.Unlock()
	if h.state == nil || len(h.state.VerifiedChains) == 0 || len(h.state.PeerCertificates) == 0 {
		return "", false
	}
	issuer := h.state.PeerCertificates[0].Issuer
	return shortIssuer(issuer.Organization, issuer.CommonName), true
}

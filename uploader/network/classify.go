package network

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"syscall"
	"time"

	"twentythree-uploader/uploader"
)

// wrongClock is how far off a clock must be before it is held responsible for a refused certificate.
const wrongClock = 24 * time.Hour

// Evidence is what is known beside an error. Every field may be left out; a reason that needs it is then not given.
type Evidence struct {
	// OtherName looks up another well-known name and gives an error where no name resolves.
	OtherName func(context.Context) error
	// HasNetwork reports whether this computer has a way out at all.
	HasNetwork func() bool
	// Offset is how far a trusted clock was ahead of this computer's.
	Offset time.Duration
}

// Classify says what it means that no answer came from host. now is this computer's time. A cancelled context is no reason, nor
// is a nil error.
func Classify(err error, host string, now time.Time) uploader.Reason {
	return Evidence{}.Classify(context.Background(), err, host, now)
}

// Classify does so with the evidence at hand.
func (e Evidence) Classify(ctx context.Context, err error, host string, now time.Time) uploader.Reason {
	if err == nil || errors.Is(err, context.Canceled) {
		return uploader.Reason{}
	}
	reason := uploader.Reason{Code: e.code(ctx, err, now), Site: host, Place: host, Technical: err.Error()}
	if reason.Code == uploader.ReasonUnsafeClock {
		reason.At, reason.Offset = now, -e.Offset
	}
	return reason
}

func (e Evidence) code(ctx context.Context, err error, now time.Time) uploader.ReasonCode {
	if e.HasNetwork != nil && !e.HasNetwork() {
		return uploader.ReasonOffline
	}
	if code := e.certificateCode(err, now); code != uploader.NoReason {
		return code
	}
	var proxy *ProxyError
	if errors.As(err, &proxy) {
		if proxy.Status == http.StatusProxyAuthRequired {
			return uploader.ReasonProxySignIn
		}
		return uploader.ReasonBlocked
	}
	var name *net.DNSError
	if errors.As(err, &name) {
		return e.nameCode(ctx, name)
	}
	return connectionCode(err)
}

// nameCode tells a name that does not exist from a network on which no name resolves.
func (e Evidence) nameCode(ctx context.Context, name *net.DNSError) uploader.ReasonCode {
	if e.OtherName != nil {
		if e.OtherName(ctx) != nil {
			return uploader.ReasonNoNames
		}
		return uploader.ReasonNameNotFound
	}
	if name.IsNotFound {
		return uploader.ReasonNameNotFound
	}
	return uploader.ReasonOffline
}

// certificateCode is the reason of a site that could not prove who it is.
func (e Evidence) certificateCode(err error, now time.Time) uploader.ReasonCode {
	var authority x509.UnknownAuthorityError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(err, &authority):
		if selfMade(authority.Cert) {
			return uploader.ReasonUnsafe
		}
		return uploader.ReasonUnknownAuthority
	case errors.As(err, &name):
		return uploader.ReasonUnsafe
	case errors.As(err, &invalid):
		if invalid.Reason == x509.Expired && e.clockIsWrong(invalid.Cert, now) {
			return uploader.ReasonUnsafeClock
		}
		return uploader.ReasonUnsafe
	}
	var verification *tls.CertificateVerificationError
	if errors.As(err, &verification) {
		return uploader.ReasonUnsafe
	}
	return uploader.NoReason
}

// clockIsWrong holds a clock responsible only where that is established: a trusted clock said so, or the certificate was made
// more than a day after now.
func (e Evidence) clockIsWrong(certificate *x509.Certificate, now time.Time) bool {
	if e.Offset.Abs() > wrongClock {
		return true
	}
	return certificate != nil && certificate.NotBefore.Sub(now) > wrongClock
}

func selfMade(certificate *x509.Certificate) bool {
	return certificate != nil && string(certificate.RawIssuer) == string(certificate.RawSubject)
}

// connectionCode is the reason of a connection that was not made or that broke.
func connectionCode(err error) uploader.ReasonCode {
	var operation *net.OpError
	dialling := errors.As(err, &operation) && operation.Op == "dial"
	var timeout net.Error
	timedOut := errors.Is(err, context.DeadlineExceeded) || (errors.As(err, &timeout) && timeout.Timeout())
	var record tls.RecordHeaderError
	var alert tls.AlertError
	switch {
	case anyOf(err, noWayOut):
		return uploader.ReasonOffline
	case anyOf(err, refused):
		return uploader.ReasonBusy
	case timedOut && dialling, errors.As(err, &record), errors.As(err, &alert), anyOf(err, cutOff):
		return uploader.ReasonBlocked
	case timedOut:
		return uploader.ReasonBusy
	}
	return uploader.ReasonUnknown
}

func anyOf(err error, targets []error) bool {
	for _, target := range targets {
		if errors.Is(err, target) {
			return true
		}
	}
	return false
}

var cutOff = []error{io.EOF, io.ErrUnexpectedEOF, net.ErrClosed, syscall.ECONNRESET, syscall.ECONNABORTED, syscall.EPIPE}

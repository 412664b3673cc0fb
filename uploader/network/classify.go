package network

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"time"

	"twentythree-uploader/uploader"
)

// wrongClock is how far off a clock must be before it is held responsible for a refused certificate.
const wrongClock = 24 * time.Hour

// Classify says what it means that no answer came from host. now is this computer's time. A cancelled context is no reason, nor
// is a nil error.
func Classify(err error, host string, now time.Time) uploader.Reason {
	return Evidence{}.Classify(context.Background(), err, host, now)
}

// Classify does so with the evidence at hand, and looks for more where that can tell causes apart: for three seconds at most.
func (e Evidence) Classify(ctx context.Context, err error, host string, now time.Time) uploader.Reason {
	if err == nil || errors.Is(err, context.Canceled) {
		return uploader.Reason{}
	}
	ctx, cancel := context.WithTimeout(ctx, explaining)
	defer cancel()
	reason := uploader.Reason{Code: e.code(ctx, err, hostOnly(host), now), Site: host, Place: host, Technical: err.Error()}
	if reason.Code == uploader.ReasonUnsafeClock {
		reason.At, reason.Offset = now, -e.Offset
	}
	return reason
}

func (e Evidence) code(ctx context.Context, err error, host string, now time.Time) uploader.ReasonCode {
	var proxy *ProxyError
	var name *net.DNSError
	certificate := e.certificateCode(err, now)
	switch {
	case anyOf(err, exhausted):
		// This computer has no connection left to give: waiting helps, and says nothing of the network.
		return uploader.ReasonBusy
	case errors.As(err, &proxy) && proxy.Status == http.StatusProxyAuthRequired:
		return uploader.ReasonProxySignIn
	case proxy != nil:
		return uploader.ReasonBlocked
	case certificate == uploader.NoReason && e.HasNetwork != nil && !isLocal(host) && !e.HasNetwork():
		return uploader.ReasonOffline
	case answerIsLate(err):
		return uploader.ReasonBusy
	case !isLocal(host) && e.portal(ctx, host):
		return uploader.ReasonCaptivePortal
	case certificate != uploader.NoReason:
		return certificate
	case errors.As(err, &name):
		return e.nameCode(ctx, name)
	}
	return connectionCode(err)
}

// portal leaves half of the time to what comes after it.
func (e Evidence) portal(ctx context.Context, host string) bool {
	if e.Portal == nil {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, explaining/2)
	defer cancel()
	return e.Portal(ctx, host)
}

// answerIsLate reports that the connection was there, but nothing came back in time.
func answerIsLate(err error) bool {
	return timedOut(err) && !dialling(err) && !errors.As(err, new(*net.DNSError))
}

func dialling(err error) bool {
	var operation *net.OpError
	return errors.As(err, &operation) && operation.Op == "dial"
}

func timedOut(err error) bool {
	var timeout net.Error
	return errors.Is(err, context.DeadlineExceeded) || (errors.As(err, &timeout) && timeout.Timeout())
}

// nameCode tells a name that does not exist from a network on which no name resolves.
func (e Evidence) nameCode(ctx context.Context, name *net.DNSError) uploader.ReasonCode {
	switch {
	case e.OtherName == nil && name.IsNotFound:
		return uploader.ReasonNameNotFound
	case e.OtherName == nil:
		return uploader.ReasonOffline
	case e.OtherName(ctx) == nil:
		return uploader.ReasonNameNotFound
	case e.HasRoute != nil && !e.HasRoute():
		return uploader.ReasonOffline
	}
	return uploader.ReasonNoNames
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

// connectionCode is the reason of a connection that was not made or that broke. What nobody else knows is an answer that is not
// HTTP: whoever gave it stands in between.
func connectionCode(err error) uploader.ReasonCode {
	switch {
	case anyOf(err, noWayOut):
		return uploader.ReasonOffline
	case anyOf(err, refused):
		return uploader.ReasonBusy
	}
	return uploader.ReasonBlocked
}

func anyOf(err error, targets []error) bool {
	for _, target := range targets {
		if errors.Is(err, target) {
			return true
		}
	}
	return false
}

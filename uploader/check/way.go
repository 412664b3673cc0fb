package check

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/network"
)

func good(finding uploader.CheckFinding) uploader.Check {
	return uploader.Check{Result: uploader.CheckGood, Finding: finding}
}

// here reports whether the site is on this computer, so that no network is needed for it.
func (r *run) here() bool { return r.base != nil && network.IsThisComputer(r.base.Hostname()) }

func (r *run) network(context.Context) uploader.Check {
	evidence := r.config.Way.Evidence
	switch {
	case r.here():
		return good(uploader.FindingNetworkUnneeded)
	case evidence.HasNetwork != nil && !evidence.HasNetwork():
		return bad(uploader.Reason{Code: uploader.ReasonOffline})
	}
	return good(uploader.FindingConnected)
}

// checkProxy finds the proxy of the way to the site and tries whether it opens the way. What goes wrong behind it is for others to say.
func (r *run) checkProxy(ctx context.Context) uploader.Check {
	request, err := http.NewRequestWithContext(ctx, http.MethodHead, r.base.String()+"/", nil)
	if err != nil {
		return bad(r.explain(ctx, err))
	}
	if r.proxy, err = r.config.Way.Proxy(request); err != nil || r.proxy == nil {
		return good(uploader.FindingNoProxy)
	}
	line := uploader.Check{Result: uploader.CheckGood, Finding: uploader.FindingProxy, Subject: proxyName(r.proxy)}
	response, err := r.withoutRedirects().Do(request)
	var refused *network.ProxyError
	var operation *net.OpError
	switch {
	case err == nil:
		_ = response.Body.Close()
		if response.StatusCode == http.StatusProxyAuthRequired {
			line.Result, line.Finding, line.Reason = uploader.CheckBad, uploader.FindingProxySignIn, uploader.Reason{Code: uploader.ReasonProxySignIn}
		}
	case errors.As(err, &refused) && refused.Status == http.StatusProxyAuthRequired:
		line.Result, line.Finding, line.Reason = uploader.CheckBad, uploader.FindingProxySignIn, uploader.Reason{Code: uploader.ReasonProxySignIn, Technical: refused.Error()}
	case errors.As(err, &refused):
		line.Result, line.Finding, line.Reason = uploader.CheckBad, uploader.FindingProxyRefuses, blocked(refused)
	case errors.As(err, &operation) && (operation.Op == "proxyconnect" || operation.Op == "socks connect"):
		line.Result, line.Finding, line.Reason = uploader.CheckBad, uploader.FindingProxySilent, blocked(withoutAddress(err))
	}
	return line
}

func blocked(err error) uploader.Reason {
	return uploader.Reason{Code: uploader.ReasonBlocked, Technical: err.Error()}
}

// proxyName is a proxy as a person may read it: where it is, without name and password.
func proxyName(proxy *url.URL) string {
	if proxy.Scheme == "http" || proxy.Scheme == "" {
		return proxy.Host
	}
	return proxy.Scheme + "://" + proxy.Host
}

// withoutAddress leaves the address out of an error of the library's client: it is said elsewhere, and may hold more than that.
func withoutAddress(err error) error {
	var addressed *url.Error
	if errors.As(err, &addressed) {
		return addressed.Err
	}
	return err
}

func (r *run) withoutRedirects() *http.Client {
	return &http.Client{
		Transport: r.call, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

func (r *run) internet(ctx context.Context) uploader.Check {
	if r.here() {
		return good(uploader.FindingInternetUnneeded)
	}
	transport := r.config.Way.Transport(network.Options{Proxy: r.config.Way.Proxy, HTTP1Only: true})
	transport.DisableKeepAlives = true
	defer transport.CloseIdleConnections()
	host := ""
	if r.base != nil {
		host = r.base.Hostname()
	}
	switch network.AskInternet(ctx, &http.Client{Transport: transport}, host, r.config.Way.Probes) {
	case network.InternetPortal:
		return bad(uploader.Reason{Code: uploader.ReasonCaptivePortal, Place: host})
	case network.InternetAnswers:
		return good(uploader.FindingInternet)
	}
	if evidence := r.config.Way.Evidence; evidence.HasRoute != nil && !evidence.HasRoute() {
		return bad(uploader.Reason{Code: uploader.ReasonOffline})
	}
	if r.base == nil && r.noNames(ctx) {
		return bad(uploader.Reason{Code: uploader.ReasonNoNames})
	}
	// Networks that let nothing but https through are common: whether the site answers is what counts.
	return uploader.Check{Result: uploader.CheckUnknown, Finding: uploader.FindingInternetUnclear}
}

// noNames reports whether no name resolves, where that is needed: a proxy looks names up itself.
func (r *run) noNames(ctx context.Context) bool {
	other := r.config.Way.Evidence.OtherName
	if other == nil || len(r.config.Way.Probes) == 0 {
		return false
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, r.config.Way.Probes[0].Address, nil)
	if err != nil {
		return false
	}
	if proxy, err := r.config.Way.Proxy(request); err != nil || proxy != nil {
		return false
	}
	return other(ctx) != nil
}

func (r *run) findName(ctx context.Context) uploader.Check {
	if !r.wrong.IsZero() {
		return bad(r.wrong)
	}
	name := r.base.Hostname()
	if isOfDigits(name) || r.here() {
		return good(uploader.FindingNameUnneeded)
	}
	_, err := r.config.Way.LookUp(ctx, name)
	switch {
	case err == nil:
		return good(uploader.FindingName)
	case r.proxy != nil:
		return good(uploader.FindingNameByProxy)
	}
	reason := r.explain(ctx, err)
	if reason.Code == uploader.ReasonBusy {
		// A resolver that keeps silent is as good as none.
		reason.Code = uploader.ReasonNoNames
	}
	return bad(reason)
}

// secure tries whether the site can prove who it is. That the handshake came to its end is enough: what is answered then is for the
// next check.
func (r *run) secure(ctx context.Context) uploader.Check {
	if r.base.Scheme != "https" {
		if r.here() {
			return good(uploader.FindingPlainHere)
		}
		return uploader.Check{Result: uploader.CheckAttention, Finding: uploader.FindingPlain}
	}
	vouched := handshake{}
	request, err := http.NewRequestWithContext(httptrace.WithClientTrace(ctx, vouched.trace()), http.MethodHead, r.base.String()+"/", nil)
	if err != nil {
		return bad(r.explain(ctx, err))
	}
	// A connection of its own: one that is open already would prove nothing.
	r.call.CloseIdleConnections()
	response, err := r.withoutRedirects().Do(request)
	if err == nil {
		_ = response.Body.Close()
		vouched.note(response.TLS)
	}
	if issuer, secured := vouched.issuer(); secured {
		line := good(uploader.FindingSecure)
		if r.config.Way.RootCAs != nil {
			line.Finding = uploader.FindingSecureGiven
		}
		line.Subject = issuer
		return line
	}
	if err == nil {
		return uploader.Check{Result: uploader.CheckUnknown, Finding: uploader.FindingPlain}
	}
	return r.silent(r.explain(ctx, err))
}

// silent words a site that does not answer for somebody who waits: nothing is tried again here.
func (r *run) silent(reason uploader.Reason) uploader.Check {
	line := bad(reason)
	if reason.Code == uploader.ReasonBusy {
		line.Finding = uploader.FindingSiteSilent
	}
	return line
}

// shortIssuer is who vouches for a certificate, as short as it can be told.
func shortIssuer(organizations []string, name string) string {
	if len(organizations) > 0 && strings.TrimSpace(organizations[0]) != "" {
		return strings.TrimSpace(organizations[0])
	}
	return strings.TrimSpace(name)
}

package account

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/network"
	"twentythree-uploader/uploader/twentythree"
)

// Door is how sites are reached before there is an account. The zero value works.
type Door struct {
	// HTTP carries the calls; nil for http.DefaultClient.
	HTTP *http.Client
	// Now is this computer's clock; nil for time.Now.
	Now func() time.Time
	// Random gives nonces; nil for crypto/rand.
	Random io.Reader
	// Clocks hold the sites' time, which signatures need; nil takes this computer's.
	Clocks *network.Clocks
	// AllowHTTP permits plain http to other computers.
	AllowHTTP bool
	// Classify says what it means that no answer came; nil for network.Classify.
	Classify func(err error, host string) uploader.Reason
	// EverySite is the root of the host that serves the sign-in in the browser for all workspaces; "" for the vendor's.
	EverySite string

	listen func() (net.Listener, error) // for the browser to come back to; nil for a port of this computer
}

// Site is a video site that answered.
type Site struct {
	// Base is its root, with scheme, without a trailing slash. Host is that without the scheme, as a person reads it.
	Base, Host string
	// Name is what the site calls itself, or the host where it does not tell strangers.
	Name string
	// Guessed says that the address was completed or moved, so that the person should confirm it.
	Guessed bool
}

// silent words a site that does not answer for somebody who waits: nothing is tried again by itself here, as it is for an upload.
func silent(err error) error {
	var refused *uploader.ReasonError
	if errors.As(err, &refused) && refused.Reason.Code == uploader.ReasonBusy {
		refused.Reason.Code = uploader.ReasonNothingAnswers
	}
	return err
}

// maximumMoves is how many times an address may say that the site is elsewhere.
const maximumMoves = 3

// Probe looks for the site that a person typed the address of, in any usual spelling. The error is a *uploader.ReasonError
// (address_unreadable, insecure, no_site, or what the network says), or the context's.
func (d Door) Probe(ctx context.Context, typed string) (Site, error) {
	clean := network.SiteAddress
	if d.AllowHTTP {
		clean = network.SiteAddressAllowingHTTP
	}
	base, candidates, reason := clean(typed)
	if !reason.IsZero() {
		return Site{}, &uploader.ReasonError{Reason: reason}
	}
	if base != "" && len(candidates) > 0 {
		return d.visitHere(ctx, base, candidates[0])
	}
	if base != "" {
		return d.visit(ctx, base, 0)
	}
	var refused error
	for _, candidate := range candidates {
		site, err := d.visit(ctx, candidate, 0)
		if err == nil {
			site.Guessed = true
			return site, nil
		}
		if ended := ctx.Err(); ended != nil {
			return Site{}, ended
		}
		// That one of the usual addresses is nobody's says little; trouble on the way there says more.
		if refused == nil || !isNobodys(err) {
			refused = err
		}
	}
	if isNobodys(refused) {
		return Site{}, noSite(strings.TrimSpace(typed), refused)
	}
	return Site{}, refused
}

// visitHere tries an address on this computer that was typed without saying how. As with any other address the encrypted way goes first: what is
// meant may be a tunnel to a site far away, and only its end on this computer needs no encryption. Where that is not spoken there, plain leaves
// this computer no more than the tunnel does.
func (d Door) visitHere(ctx context.Context, plain, encrypted string) (Site, error) {
	site, err := d.visit(ctx, encrypted, 0)
	if err == nil || ctx.Err() != nil {
		return site, err
	}
	site, plainErr := d.visit(ctx, plain, 0)
	var refused *uploader.ReasonError
	if plainErr != nil && errors.As(err, &refused) && (refused.Reason.Code == uploader.ReasonUnsafe || refused.Reason.Code == uploader.ReasonUnknownAuthority) {
		return Site{}, err
	}
	return site, plainErr
}

func (d Door) visit(ctx context.Context, base string, moves int) (Site, error) {
	host := hostOf(base)
	client, err := d.client(base, nil)
	if err != nil {
		return Site{}, err
	}
	found, err := client.Site(ctx)
	if err == nil {
		return Site{Base: client.Base(), Host: host, Name: orElse(found.Name, host), Guessed: moves > 0}, nil
	}
	var answered *twentythree.Error
	if !errors.As(err, &answered) {
		return Site{}, silent(d.unanswered(ctx, err, host))
	}
	switch answered.Kind {
	case twentythree.KindPermission, twentythree.KindSignIn:
		// A closed site tells strangers nothing, but it answered as a site does.
		return Site{Base: client.Base(), Host: host, Name: host, Guessed: moves > 0}, nil
	case twentythree.KindMoved:
		if answered.Location != "" && answered.Location != client.Base() && moves < maximumMoves {
			return d.visit(ctx, answered.Location, moves+1)
		}
		return Site{}, noSite(host, err)
	case twentythree.KindBusy, twentythree.KindClock:
		return Site{}, refusedBy(answered, host)
	}
	return Site{}, noSite(host, err)
}

func (d Door) client(base string, credential twentythree.Credential) (*twentythree.Client, error) {
	clock := d.clock(hostOf(base))
	return twentythree.New(twentythree.Config{
		Base: base, Credential: credential, HTTP: d.HTTP, Upload: d.HTTP, Now: clock.Now, Random: d.Random, AllowHTTP: d.AllowHTTP,
		OnDate: func(date time.Time, refused bool) { clock.Learn(date, d.now(), refused) },
	})
}

// clock is that of a site: known from earlier calls where there are Clocks.
func (d Door) clock(host string) *network.Clock {
	if d.Clocks == nil {
		return &network.Clock{Base: d.Now}
	}
	return d.Clocks.Of(host)
}

// unanswered is the reason of a call that got no answer.
func (d Door) unanswered(ctx context.Context, err error, host string) error {
	if ended := ctx.Err(); errors.Is(ended, context.Canceled) {
		return ended
	}
	var reasoned *uploader.ReasonError
	if errors.As(err, &reasoned) {
		return err
	}
	var reason uploader.Reason
	if d.Classify != nil {
		reason = d.Classify(err, host)
	} else {
		reason = network.Classify(err, host, d.now())
	}
	return &uploader.ReasonError{Reason: reason, Err: err}
}

func (d Door) now() time.Time {
	if d.Now != nil {
		return d.Now()
	}
	return time.Now()
}

func refusedBy(answered *twentythree.Error, site string) error {
	return &uploader.ReasonError{Reason: answered.Reason(site), Err: answered}
}

func noSite(place string, err error) error {
	reason := uploader.Reason{Code: uploader.ReasonNoSiteThere, Site: place, Place: place}
	if err != nil {
		reason.Technical = err.Error()
	}
	return &uploader.ReasonError{Reason: reason, Err: err}
}

func isNobodys(err error) bool {
	var refused *uploader.ReasonError
	if !errors.As(err, &refused) {
		return false
	}
	return refused.Reason.Code == uploader.ReasonNoSiteThere || refused.Reason.Code == uploader.ReasonNameNotFound
}

// hostOf is the one spelling of a base's host: in small letters, without the port that goes without saying.
func hostOf(base string) string {
	address, err := url.Parse(base)
	if err != nil || address.Host == "" {
		return strings.ToLower(base)
	}
	host := strings.ToLower(address.Host)
	if strings.EqualFold(address.Scheme, "http") {
		return strings.TrimSuffix(host, ":80")
	}
	return strings.TrimSuffix(host, ":443")
}

func orElse(text, otherwise string) string {
	if text = strings.TrimSpace(text); text != "" {
		return text
	}
	return otherwise
}

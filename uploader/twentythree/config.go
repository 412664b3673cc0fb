package twentythree

import (
	"context"
	"io"
	"net/http"
	"time"
)

// Generation is a generation of the service's API.
type Generation int

// The generations. GenerationAuto asks v2 first, and v1 where the workspace turns out to have no v2.
const (
	GenerationAuto Generation = iota
	GenerationV1
	GenerationV2
)

// String names the generation as the service does.
func (g Generation) String() string {
	switch g {
	case GenerationV1:
		return "v1"
	case GenerationV2:
		return "v2"
	}
	return "auto"
}

// Config is what a Client is made of.
type Config struct {
	// Base is the root of the site: scheme and host, no path, no trailing slash.
	Base string
	// Credential signs the calls; nil for a stranger.
	Credential Credential
	// HTTP carries the calls, Upload the bytes (HTTP/1.1). The client copies both and follows no redirect with either. Nil takes
	// http.DefaultClient, for tests.
	HTTP, Upload *http.Client
	// Now is the site's time as well as it is known; signatures use it. Nil takes time.Now.
	Now func() time.Time
	// Random gives the nonces. Nil takes crypto/rand.
	Random io.Reader
	// Generation is the generation to speak; zero finds out.
	Generation Generation
	// AllowHTTP lets the base be http on another computer. Without it only a loopback address may be.
	AllowHTTP bool
	// SignedInBefore says that the site has accepted the credential at some time, so that a refusal means that it was withdrawn.
	SignedInBefore bool
	// DraftsOnly says that nothing may be published: the client never asks a site for that, whatever it is handed.
	DraftsOnly bool
	// Current gives the credential for each signed call, for one that is renewed now and then; an error of its comes back as it is.
	// Nil signs with Credential, which must be of the same kind.
	Current func(context.Context) (Credential, error)
	// OnDate is told the Date header of every fresh answer that can be trusted (over TLS, or from this computer), and once more, with
	// refused, when that answer refused a signature whose time is another one. May be nil.
	OnDate func(date time.Time, refused bool)
}

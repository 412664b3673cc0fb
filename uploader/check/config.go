package check

import (
	"context"
	"crypto/x509"
	"net"
	"net/http"
	"net/url"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/network"
	"twentythree-uploader/uploader/twentythree"
)

// Config says what is checked and with what. Only Now is required.
type Config struct {
	// Address is the site's, as a person types it. Empty leaves out every line about a site.
	Address string
	// Site is what the site is called, empty while that is unknown.
	Site string
	// AllowHTTP permits plain http to other computers.
	AllowHTTP bool
	Way       Way
	// SignIn gives a client that is signed in at the site with that root, whose clock it may follow; nil where nobody is to be signed
	// in. Before says that the site has accepted the sign-in at some time.
	SignIn func(ctx context.Context, base string, clock *network.Clock) (*twentythree.Client, error)
	Before bool
	// Save proves that the list can be saved in Folder; nil leaves the line about this computer out.
	Save   func(ctx context.Context) error
	Folder string
	// Passwords says what is wrong with the password store, a zero Reason for nothing; nil leaves its line out.
	Passwords func() uploader.Reason
	Speed     Speed
	// Now is this computer's clock.
	Now func() time.Time
}

// Way is how the site is reached. The zero value is the usual way.
type Way struct {
	// RootCAs are the authorities to trust; nil for the system's.
	RootCAs *x509.CertPool
	// Proxy finds the proxy of a request, as network.SystemProxy does; nil takes it from the environment.
	Proxy func(*http.Request) (*url.URL, error)
	// Evidence tells causes apart.
	Evidence network.Evidence
	// Probes are asked where the site's own host does not tell whether the internet answers.
	Probes []network.Probe
	// LookUp finds the addresses of a name; nil asks the system's resolver.
	LookUp func(ctx context.Context, name string) ([]string, error)
	// Transport makes transports; nil for network.NewTransport.
	Transport func(network.Options) *http.Transport
}

// Speed is how the speed is measured. The zero value does not measure.
type Speed struct {
	Measure bool
	// Wrap paces connections as those of uploads are, Limit is the limit in force in bytes per second, 0 for none.
	Wrap  func(net.Conn) net.Conn
	Limit int64
	// Moving says how many bytes per second running uploads move together, and whether any runs: then nothing is measured.
	Moving func() (rate float64, moving bool)
}

func (c Config) ready() Config {
	if c.Way.LookUp == nil {
		c.Way.LookUp = net.DefaultResolver.LookupHost
	}
	if c.Way.Transport == nil {
		c.Way.Transport = network.NewTransport
	}
	if c.Way.Proxy == nil {
		c.Way.Proxy = http.ProxyFromEnvironment
	}
	return c
}

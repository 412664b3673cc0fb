package link

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

const (
	secretBytes  = 16 // of random numbers in each path and in the nonce: 128 bits
	lookEvery    = 2 * time.Second
	hintPause    = 2 * time.Second
	closingLimit = 2 * time.Second
)

// Event is what a Server tells of.
type Event int

const (
	// Called is a call of the site, in its form a right one: something may have arrived, or been refused. It is a hint to ask the site, and
	// no more than that. Calls within two seconds are told as one.
	Called Event = iota
	// AddressGone is told when this computer has lost the address that the server listens on: the code leads nowhere.
	AddressGone
	// AddressBack is told when it has the address again: the code leads here as before.
	AddressBack
)

// Options say where and how a Server listens. The zero value listens on the first of LocalAddresses.
type Options struct {
	// At is one of LocalAddresses' addresses; the zero value is the first of them.
	At netip.Addr
	// Earlier is what an earlier server gave as Return, when the link was made; the zero value for a new link. It is taken up where At and
	// its port are still to be had: compare Return with it.
	Earlier Return
	// Random is where paths and nonces come from; nil for the system's random numbers.
	Random io.Reader
	// Look lists the addresses to listen on, the best first; nil for LocalAddresses.
	Look func() ([]Address, error)
}

// Handout is what a Server gives to guests, of one link.
type Handout struct {
	// Page is the upload page as HTML in UTF-8, and Policy the content policy that it states of itself, as Page.HTML and Page.Policy give them.
	// Where the link's return address is a Server's, that is the page's ReturnAddress: browsers hold to a page's policy also where a site leads
	// on to. The page needs no nonce.
	Page   []byte
	Policy string
	// Token is the link's upload token: a call-back must name it.
	Token string
	// Company is whose site it is, in the words that its guests know.
	Company string
	// Domains are the hosts that the site goes by, like "videos.acme.com": a call-back must name one of them.
	Domains []string
}

// String says nothing of what is secret.
func (h Handout) String() string { return "what guests get" }

// GoString says nothing of what is secret.
func (h Handout) GoString() string { return h.String() }

// Server gives a link's page to devices in the local network for as long as it is open, and listens to what the site lets their browsers
// say afterwards. It serves two paths that cannot be guessed, on one address and a random port; to everything else it says nothing. It keeps
// no log. It is safe for concurrent use.
type Server struct {
	at       netip.Addr
	host     string // like 192.168.1.23:41234, as a browser names it
	page     string // path of the upload page
	back     string // path of the return address
	nonce    string
	look     func() ([]Address, error)
	speak    speakers
	http     *http.Server
	offered  atomic.Pointer[Handout]
	crowd    crowd
	patience patience

	called  chan struct{} // one call that is not yet told
	events  chan Event
	stop    context.CancelFunc
	serving sync.WaitGroup
	closing sync.Once
	closed  error
}

// Open listens. The error is ErrNoNetwork, ErrNoLocalNetwork or the system's. Guests get nothing before Offer.
func Open(options Options) (*Server, error) {
	if options.Random == nil {
		options.Random = rand.Reader
	}
	if options.Look == nil {
		options.Look = LocalAddresses
	}
	addresses, err := options.Look()
	if err != nil {
		return nil, err
	}
	at := options.At
	if !at.IsValid() {
		at = addresses[0].IP
	}
	if !holds(addresses, at) {
		return nil, fmt.Errorf("%w: %s is gone", ErrNoLocalNetwork, at)
	}
	s := &Server{
		look: options.Look, speak: newSpeakers(), called: make(chan struct{}, 1), events: make(chan Event),
		crowd: crowd{most: mostConnections}, patience: patience{now: time.Now},
	}
	var secrets [3]string
	for i := range secrets {
		random := make([]byte, secretBytes)
		if _, err := io.ReadFull(options.Random, random); err != nil {
			return nil, fmt.Errorf("no random numbers: %w", err)
		}
		secrets[i] = base64.RawURLEncoding.EncodeToString(random)
	}
	s.page, s.back, s.nonce = "/"+secrets[0], "/"+secrets[1], secrets[2]
	listener, err := s.listen(at, options.Earlier)
	if err != nil {
		return nil, err
	}
	s.start(listener, at)
	return s, nil
}

// listen takes a random port, or the one of an earlier return address together with its path and nonce.
func (s *Server) listen(at netip.Addr, earlier Return) (net.Listener, error) {
	if was, err := url.Parse(earlier.URL); err == nil && earlier.Nonce != "" && was.Hostname() == at.String() && len(was.Path) > 1 {
		if port, err := strconv.ParseUint(was.Port(), 10, 16); err == nil && port != 0 {
			if listener, err := net.Listen("tcp4", was.Host); err == nil {
				s.back, s.nonce = was.Path, earlier.Nonce
				return listener, nil
			}
		}
	}
	listener, err := net.Listen("tcp4", netip.AddrPortFrom(at, 0).String())
	if err != nil {
		return nil, fmt.Errorf("listening in the local network: %w", err)
	}
	return listener, nil
}

func (s *Server) start(listener net.Listener, at netip.Addr) {
	s.at, s.host = at, listener.Addr().String()
	var protocols http.Protocols
	protocols.SetHTTP1(true)
	s.http = &http.Server{
		Handler: s, Protocols: &protocols, ReadHeaderTimeout: headerLimit, ReadTimeout: readLimit, WriteTimeout: writeLimit,
		MaxHeaderBytes: mostHeaderBytes, DisableGeneralOptionsHandler: true, ErrorLog: log.New(io.Discard, "", 0), ConnState: s.crowd.changed,
	}
	s.http.SetKeepAlivesEnabled(false)
	ctx, stop := context.WithCancel(context.Background())
	s.stop = stop
	s.serving.Go(func() { _ = s.http.Serve(listener) })
	s.serving.Go(func() { s.own(ctx, at) })
}

// Address is what a guest opens, and what the code says: http, this computer's address, a port and a path.
func (s *Server) Address() string { return "http://" + s.host + s.page }

// At is this computer's address at which the server listens.
func (s *Server) At() netip.Addr { return s.at }

// Return is what the site is to be told when the link is made.
func (s *Server) Return() Return { return Return{URL: "http://" + s.host + s.back, Nonce: s.nonce} }

// Offer sets what guests get from now on.
func (s *Server) Offer(handout Handout) {
	handout.Page, handout.Domains = slices.Clone(handout.Page), slices.Clone(handout.Domains)
	s.offered.Store(&handout)
}

// Withdraw takes the page back from everybody who does not have it open. Call-backs are heard as before.
func (s *Server) Withdraw() {
	if offered := s.offered.Load(); offered != nil {
		s.Offer(Handout{Token: offered.Token, Company: offered.Company, Domains: offered.Domains})
	}
}

// Events tells what happens until Close, which closes it. Who does not listen holds nothing up, and hears of each kind once when he does.
func (s *Server) Events() <-chan Event { return s.events }

// Close ends the server and waits for it. An answer that is on its way has two seconds to arrive. A second Close does nothing.
func (s *Server) Close() error {
	s.closing.Do(func() {
		s.stop()
		s.crowd.leave()
		ctx, cancel := context.WithTimeout(context.Background(), closingLimit)
		defer cancel()
		if err := s.http.Shutdown(ctx); err != nil {
			s.closed = s.http.Close()
		}
		s.serving.Wait()
	})
	if s.closed != nil {
		return fmt.Errorf("closing the page in the local network: %w", s.closed)
	}
	return nil
}

func holds(addresses []Address, ip netip.Addr) bool {
	return slices.ContainsFunc(addresses, func(a Address) bool { return a.IP == ip })
}

// own is the server's owner: it watches over the address and tells events, one at a time.
func (s *Server) own(ctx context.Context, at netip.Addr) {
	defer close(s.events)
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	var waiting []Event
	var quiet <-chan time.Time
	there := true
	for {
		called, events, next := s.called, s.events, Event(0)
		if quiet != nil {
			called = nil
		}
		if len(waiting) == 0 {
			events = nil
		} else {
			next = waiting[0]
		}
		select {
		case <-ctx.Done():
			return
		case events <- next:
			waiting = waiting[1:]
		case <-called:
			waiting, quiet = with(waiting, Called), time.After(hintPause)
		case <-quiet:
			quiet = nil
		case <-ticker.C:
			addresses, err := s.look()
			if err != nil && !errors.Is(err, ErrNoNetwork) && !errors.Is(err, ErrNoLocalNetwork) {
				continue // the system does not say
			}
			if now := holds(addresses, at); now != there {
				there = now
				waiting = with(waiting, map[bool]Event{true: AddressBack, false: AddressGone}[now])
			}
		}
	}
}

// with adds an event to those that nobody has heard yet. Of what became of the address only the last counts.
func with(waiting []Event, event Event) []Event {
	waiting = slices.DeleteFunc(waiting, func(other Event) bool { return other == event || (other != Called && event != Called) })
	return append(waiting, event)
}

package app

import (
	"context"
	"errors"
	"net/url"
	"sync"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/link"
)

// linkCodes serve the page of one link at a time to the local network, for as long as somebody looks at its code. The zero value serves none.
type linkCodes struct {
	mu   sync.Mutex
	stop context.CancelFunc
	done chan struct{} // closed when the one before has ended; nil when there was none
}

// begin ends what is served and gives what the next one is to live by: before is closed once the one before has ended, done is to be closed.
func (c *linkCodes) begin(parent context.Context) (ctx context.Context, before, done chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stop != nil {
		c.stop()
	}
	before, done = c.done, make(chan struct{})
	ctx, c.stop = context.WithCancel(parent)
	c.done = done
	return ctx, before, done
}

// linkLookClosely is how often a site is asked while a link's page is served: somebody in the room waits for the answer.
const linkLookClosely = 10 * time.Second

// ShowLinkCode serves a link's page to phones in the same network until HideLinkCode. network is an address of one of LinkCode's Networks, "" for
// the likeliest. How that goes comes as LinkCode.
func (a *App) ShowLinkCode(id uploader.LinkID, network string) {
	ctx, before, done := a.codes.begin(a.ctx)
	a.owned.Go(func() {
		defer close(done)
		if before != nil {
			<-before
		}
		a.serveLink(ctx, id, network)
	})
}

// HideLinkCode ends the serving of a page; a phone that has it can still finish.
func (a *App) HideLinkCode() {
	a.codes.mu.Lock()
	defer a.codes.mu.Unlock()
	if a.codes.stop != nil {
		a.codes.stop()
	}
}

func (a *App) serveLink(ctx context.Context, id uploader.LinkID, network string) {
	if ctx.Err() != nil {
		return
	}
	say := func(code uploader.LinkCode) {
		if code.Link = id; ctx.Err() == nil {
			a.engine.Announce(uploader.Update{LinkCode: &code})
		}
	}
	server, code, err := a.openLinkServer(ctx, id, network)
	if server == nil {
		a.options.Logger.Warn("a link's page cannot be served", "link", id, "trouble", code.Trouble, "error", err)
		say(code)
		return
	}
	if record, known := a.links.find(id); known && record.Link.Room {
		// A guest who is still sending is led back here though the code is put away.
		defer a.keepRoom(id, server)
	} else {
		defer func() { _ = server.Close() }()
	}
	say(code)
	ticker := time.NewTicker(linkLookClosely)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			a.Hint(id)
		case event := <-server.Events():
			switch event {
			case link.Called:
				a.Hint(id)
			case link.AddressGone, link.AddressBack:
				code.Gone = event == link.AddressGone
				say(code)
			}
		}
	}
}

// openLinkServer serves the link's page, or gives no server: the code says then why, and the error what the system says.
func (a *App) openLinkServer(ctx context.Context, id uploader.LinkID, network string) (*link.Server, uploader.LinkCode, error) {
	code := uploader.LinkCode{Trouble: uploader.LinkNoPhones}
	addresses, err := link.LocalAddresses()
	if errors.Is(err, link.ErrNoNetwork) {
		code.Trouble = uploader.LinkNoNetwork
	}
	if err != nil {
		return nil, code, err
	}
	page, reason := a.guestPage(ctx, id)
	if !reason.IsZero() {
		return nil, code, &uploader.ReasonError{Reason: reason}
	}
	record, _ := a.links.find(id)
	if network == "" && record.Link.Room {
		network = addressOf(record.ReturnURL)
	}
	at := addresses[0].IP
	for _, address := range addresses {
		code.Networks = append(code.Networks, uploader.LinkNetwork{Address: address.IP.String(), Name: address.Interface})
		if address.IP.String() == network {
			at = address.IP
		}
	}
	code.Network = at.String()
	var server *link.Server
	if record.Link.Room {
		if server = a.enterRoom(id, link.Return{URL: record.ReturnURL, Nonce: record.Nonce}, at); server == nil {
			code.Trouble = uploader.LinkElsewhere
			return nil, code, nil
		}
	} else if server, err = link.Open(link.Options{At: at, Random: a.options.Random}); err != nil {
		return nil, code, err
	}
	if err := offer(server, page, &code); err != nil {
		return nil, code, errors.Join(err, server.Close())
	}
	code.Trouble = ""
	return server, code, nil
}

// addressOf is the host of a web address, without its port.
func addressOf(address string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return parsed.Hostname()
}

// offer hands the page to the server, and its address with a code to the person.
func offer(server *link.Server, page link.Page, code *uploader.LinkCode) error {
	html, err := page.HTML()
	if err != nil {
		return err
	}
	policy, err := page.Policy()
	if err != nil {
		return err
	}
	server.Offer(link.Handout{Page: html, Policy: policy, Token: page.Token, Company: page.Company, Domains: []string{hostOf(page.Site)}})
	code.Address = server.Address()
	drawn, err := link.NewCode(code.Address)
	if err != nil {
		return err
	}
	code.Modules = make([][]bool, drawn.Size())
	for y := range code.Modules {
		code.Modules[y] = make([]bool, drawn.Size())
		for x := range code.Modules[y] {
			code.Modules[y][x] = drawn.Dark(x, y)
		}
	}
	return nil
}

package link

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"sync"
	"time"
)

// Bounds of what the server listens to. Paths cannot be guessed in any number of calls: the bounds keep a device that tries, or that has
// the code and means harm, from costing this computer much and from keeping others out.
const (
	mostConnections = 64
	mostHeaderBytes = 4 << 10 // net/http adds as much again; call-backs by GET have up to 1500 characters
	headerLimit     = 5 * time.Second
	readLimit       = 10 * time.Second
	writeLimit      = 20 * time.Second

	// answersPerSecond is how many answers a device gets that are not to the site's right call, after the first answersAtOnce.
	answersPerSecond = 20
	answersAtOnce    = 60
	mostDevices      = 256
)

// crowd keeps count of the connections. When there are too many the device with the most loses its oldest: one that opens thousands keeps
// out itself. Its zero value lets nobody in.
type crowd struct {
	most int

	gate    sync.Mutex
	inside  []net.Conn // oldest first; guarded by gate
	silent  map[net.Conn]bool
	leaving bool
}

// changed is told of each connection by the server.
func (c *crowd) changed(conn net.Conn, state http.ConnState) {
	c.gate.Lock()
	defer c.gate.Unlock()
	switch state {
	case http.StateNew:
		if c.leaving {
			_ = conn.Close()
			return
		}
		c.inside = append(c.inside, conn)
		if c.silent == nil {
			c.silent = map[net.Conn]bool{}
		}
		c.silent[conn] = true
		if len(c.inside) > c.most {
			gone := c.inside[c.loudest()]
			_ = gone.Close()
			c.forget(gone)
		}
	case http.StateActive:
		delete(c.silent, conn)
	case http.StateClosed, http.StateHijacked:
		c.forget(conn)
	}
}

// loudest is the place of the oldest connection of the device that has the most.
func (c *crowd) loudest() int {
	count, first := map[netip.Addr]int{}, map[netip.Addr]int{}
	at, most := 0, 0
	for i, conn := range c.inside {
		from := device(conn.RemoteAddr().String())
		if count[from] == 0 {
			first[from] = i
		}
		if count[from]++; count[from] > most {
			at, most = first[from], count[from]
		}
	}
	return at
}

func (c *crowd) forget(conn net.Conn) {
	if at := slices.Index(c.inside, conn); at >= 0 {
		c.inside = slices.Delete(c.inside, at, at+1)
	}
	delete(c.silent, conn)
}

// leave ends the connections on which nobody has said anything yet, and lets no new ones in.
func (c *crowd) leave() {
	c.gate.Lock()
	defer c.gate.Unlock()
	c.leaving = true
	for conn := range c.silent {
		_ = conn.Close()
	}
}

func device(remote string) netip.Addr {
	from, err := netip.ParseAddrPort(remote)
	if err != nil {
		return netip.Addr{}
	}
	return from.Addr().Unmap()
}

// patience is how many answers each device still gets.
type patience struct {
	now func() time.Time

	gate sync.Mutex
	left map[netip.Addr]allowance
}

type allowance struct {
	answers float64
	at      time.Time
}

// lasts reports whether a device gets one more answer.
func (p *patience) lasts(from netip.Addr) bool {
	p.gate.Lock()
	defer p.gate.Unlock()
	now := p.now()
	had, known := p.left[from]
	if !known {
		p.makeRoom()
		had = allowance{answers: answersAtOnce, at: now}
	}
	had.answers = min(answersAtOnce, had.answers+now.Sub(had.at).Seconds()*answersPerSecond)
	had.at = now
	enough := had.answers >= 1
	if enough {
		had.answers--
	}
	p.left[from] = had
	return enough
}

// makeRoom forgets the device that was heard longest ago where there are too many.
func (p *patience) makeRoom() {
	if p.left == nil {
		p.left = map[netip.Addr]allowance{}
	}
	if len(p.left) < mostDevices {
		return
	}
	var oldest netip.Addr
	for from, had := range p.left {
		if !oldest.IsValid() || had.at.Before(p.left[oldest].at) {
			oldest = from
		}
	}
	delete(p.left, oldest)
}

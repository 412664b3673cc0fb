package network

import (
	"context"
	"net"
	"net/netip"
	"sync"
	"time"
)

// lostLooks is how many looks in a row, one a second, must miss a connection's address before the connection is given up. A cable that is
// pulled and put back within that time costs nothing: the connection lives on.
const lostLooks = 4

// Connections are the open connections of transports. They know when the computer loses the address that one of them runs from: nothing
// can come back over it any more, but the system goes on trying for many minutes. The zero value is ready.
type Connections struct {
	mu   sync.Mutex
	open map[*trackedConn]int // how many looks in a row have missed its address
}

type trackedConn struct {
	*net.TCPConn
	of *Connections
}

// Close also forgets the connection.
func (c *trackedConn) Close() error {
	c.of.mu.Lock()
	delete(c.of.open, c)
	c.of.mu.Unlock()
	return c.TCPConn.Close()
}

// track takes a connection in. One of this computer to itself, or to what is at the same switch, is left alone.
func (c *Connections) track(connection net.Conn) net.Conn {
	plain, ok := connection.(*net.TCPConn)
	if c == nil || !ok || !localAddress(plain).IsGlobalUnicast() {
		return connection
	}
	tracked := &trackedConn{TCPConn: plain, of: c}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open == nil {
		c.open = make(map[*trackedConn]int)
	}
	c.open[tracked] = 0
	return tracked
}

func localAddress(connection net.Conn) netip.Addr {
	address, ok := connection.LocalAddr().(*net.TCPAddr)
	if !ok {
		return netip.Addr{}
	}
	return address.AddrPort().Addr().Unmap()
}

// EndLost ends connections whose address is lost, until the context ends; it belongs into a goroutine of the caller's. here lists the
// addresses that the computer has now; nil for this computer's.
func (c *Connections) EndLost(ctx context.Context, here func() []netip.Addr) {
	if here == nil {
		here = ownAddresses
	}
	ticker := time.NewTicker(watchStep)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		for _, lost := range c.look(here) {
			// A request that waits on it ends with an error, and is judged like any other that did not come through.
			_ = lost.Close()
		}
	}
}

// look counts which connections have lost their address, and gives those that have lost it for good. Without connections it does not look.
func (c *Connections) look(here func() []netip.Addr) (lost []*trackedConn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.open) == 0 {
		return nil
	}
	addresses := make(map[netip.Addr]bool)
	for _, address := range here() {
		addresses[address] = true
	}
	for connection := range c.open {
		if addresses[localAddress(connection)] {
			c.open[connection] = 0
			continue
		}
		c.open[connection]++
		if c.open[connection] >= lostLooks {
			lost = append(lost, connection)
		}
	}
	return lost
}

// ownAddresses are the addresses of this computer at interfaces that work.
func ownAddresses() (own []netip.Addr) {
	for _, usable := range usableAddresses() {
		own = append(own, usable.prefix.Addr().Unmap())
	}
	return own
}

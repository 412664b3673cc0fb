package network

import (
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// pacedConn is a connection whose writes wait for the Limiter.
type pacedConn struct {
	net.Conn
	limiter *Limiter
	written atomic.Int64

	gate     sync.Mutex
	deadline time.Time     // guarded by gate; of writes
	closed   bool          // guarded by gate
	changed  chan struct{} // guarded by gate; closed and replaced when one of the two changes
}

// Write sends p in pieces, each when it is the connection's turn.
func (c *pacedConn) Write(p []byte) (int, error) {
	if len(p) == 0 {
		return c.Conn.Write(p)
	}
	written := 0
	for {
		granted, err := c.limiter.take(c, len(p)-written)
		if err != nil {
			return written, &net.OpError{Op: "write", Net: "tcp", Source: c.LocalAddr(), Addr: c.RemoteAddr(), Err: err}
		}
		n, err := c.Conn.Write(p[written : written+granted])
		written += n
		c.written.Add(int64(n))
		c.limiter.observe()
		if err != nil || written == len(p) {
			return written, err
		}
	}
}

// SetDeadline is SetReadDeadline and SetWriteDeadline.
func (c *pacedConn) SetDeadline(at time.Time) error {
	c.change(func() { c.deadline = at })
	return c.Conn.SetDeadline(at)
}

// SetWriteDeadline also ends a Write that waits for its turn.
func (c *pacedConn) SetWriteDeadline(at time.Time) error {
	c.change(func() { c.deadline = at })
	return c.Conn.SetWriteDeadline(at)
}

// Close also ends a Write that waits for its turn.
func (c *pacedConn) Close() error {
	c.change(func() { c.closed = true })
	c.limiter.forget(c)
	return c.Conn.Close()
}

func (c *pacedConn) change(apply func()) {
	c.gate.Lock()
	defer c.gate.Unlock()
	apply()
	close(c.changed)
	c.changed = make(chan struct{})
}

func (c *pacedConn) state() (deadline time.Time, closed bool, changed <-chan struct{}) {
	c.gate.Lock()
	defer c.gate.Unlock()
	return c.deadline, c.closed, c.changed
}

package network

import (
	"context"
	"crypto/tls"
	"io"
	"net"
	"sync"
)

// bulk is how much of a body is read and written at once, in bytes. net/http copies 32 KiB at a time and crypto/tls writes each record of
// 16 KiB by itself; in pieces of this size a GiB over TLS took a quarter less processor time.
const bulk = 128 << 10

// recordRoom is what TLS adds to a bulk at most: the first records of a connection are as small as a packet.
const recordRoom = bulk / 8

// buffers are the bulks of the connections of a transport.
type buffers struct{ pool sync.Pool }

func newBuffers(size int) *buffers {
	return &buffers{sync.Pool{New: func() any {
		buffer := make([]byte, size)
		return &buffer
	}}}
}

func (b *buffers) take() *[]byte { return b.pool.Get().(*[]byte) }

func (b *buffers) put(buffer *[]byte) { b.pool.Put(buffer) }

// bulkConn takes bodies in bulks. Everything else goes as it always does.
type bulkConn struct {
	net.Conn
	bodies *buffers
	// records is below the TLS of Conn; nil without TLS.
	records *recordConn
}

// ReadFrom implements io.ReaderFrom, which net/http uses for bodies.
func (c *bulkConn) ReadFrom(body io.Reader) (written int64, err error) {
	buffer := c.bodies.take()
	defer c.bodies.put(buffer)
	for {
		n, readErr := body.Read(*buffer)
		if n > 0 {
			sent, err := c.write((*buffer)[:n])
			written += int64(sent)
			if err != nil {
				return written, err
			}
		}
		if readErr == io.EOF {
			return written, nil
		}
		if readErr != nil {
			return written, readErr
		}
	}
}

func (c *bulkConn) write(part []byte) (int, error) {
	if c.records == nil {
		return c.Conn.Write(part)
	}
	c.records.hold()
	n, err := c.Conn.Write(part)
	if releaseErr := c.records.release(); err == nil && releaseErr != nil {
		return 0, releaseErr
	}
	return n, err
}

// recordConn is the connection below TLS. While it holds, the records that TLS writes one by one are collected, to be written together.
type recordConn struct {
	net.Conn
	spare *buffers

	mu     sync.Mutex
	buffer *[]byte // nil while nothing is held
	filled int
}

func (c *recordConn) hold() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.buffer, c.filled = c.spare.take(), 0
}

// release writes what was held.
func (c *recordConn) release() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	err := c.flush()
	c.spare.put(c.buffer)
	c.buffer = nil
	return err
}

func (c *recordConn) flush() error {
	if c.filled == 0 {
		return nil
	}
	_, err := c.Conn.Write((*c.buffer)[:c.filled])
	c.filled = 0
	return err
}

// Write implements net.Conn.
func (c *recordConn) Write(record []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.buffer == nil {
		return c.Conn.Write(record)
	}
	if len(record) > len(*c.buffer)-c.filled {
		if err := c.flush(); err != nil {
			return 0, err
		}
	}
	if len(record) > len(*c.buffer) {
		return c.Conn.Write(record)
	}
	c.filled += copy((*c.buffer)[c.filled:], record)
	return len(record), nil
}

// dialer opens connections, as http.Transport wants them opened.
type dialer func(ctx context.Context, network, address string) (net.Conn, error)

// inBulk makes the connections of d take bodies in bulks.
func (d dialer) inBulk() dialer {
	bodies := newBuffers(bulk)
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		connection, err := d(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return &bulkConn{Conn: connection, bodies: bodies}, nil
	}
}

// inBulkSecured speaks TLS over the connections of d and makes them take bodies in bulks. A connection through a proxy is not dialled
// here: net/http puts TLS over it itself, as it always does.
func (d dialer) inBulkSecured(config *tls.Config) dialer {
	bodies, records := newBuffers(bulk), newBuffers(bulk+recordRoom)
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		host, _, err := net.SplitHostPort(address)
		if err != nil {
			return nil, err
		}
		connection, err := d(ctx, network, address)
		if err != nil {
			return nil, err
		}
		own := config.Clone()
		own.ServerName, own.NextProtos = host, []string{"http/1.1"}
		below := &recordConn{Conn: connection, spare: records}
		ctx, cancel := context.WithTimeout(ctx, handshakeTimeout)
		defer cancel()
		above := tls.Client(below, own)
		if err := above.HandshakeContext(ctx); err != nil {
			_ = connection.Close()
			return nil, err
		}
		return &bulkConn{Conn: above, bodies: bodies, records: below}, nil
	}
}

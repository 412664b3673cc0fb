package engine

import (
	"context"
	"io"
	"net"
	"os"
	"sync"
	"syscall"
	"time"
)

// emulated is a network in memory with a rate and a delay. All of its waiting is on timers and conditions, so that it takes no real time
// where time is virtual.
type emulated struct {
	rate  float64 // bytes a second, each connection
	delay time.Duration

	mu       sync.Mutex
	arriving chan net.Conn
	closed   chan struct{}
	down     bool
	open     map[*wireEnd]bool
}

func newEmulated(rate float64, delay time.Duration) *emulated {
	return &emulated{rate: rate, delay: delay, arriving: make(chan net.Conn), closed: make(chan struct{}), open: map[*wireEnd]bool{}}
}

// Accept implements net.Listener.
func (n *emulated) Accept() (net.Conn, error) {
	select {
	case conn := <-n.arriving:
		return conn, nil
	case <-n.closed:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener.
func (n *emulated) Close() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	select {
	case <-n.closed:
	default:
		close(n.closed)
	}
	return nil
}

// Addr implements net.Listener.
func (n *emulated) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80} }

// dial makes a connection, as a transport wants it.
func (n *emulated) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	n.mu.Lock()
	down := n.down
	n.mu.Unlock()
	if down {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Addr: n.Addr(), Err: os.NewSyscallError("connect", syscall.ENETUNREACH)}
	}
	if err := rest(ctx, 2*n.delay); err != nil {
		return nil, err
	}
	there, back := newWire(), newWire()
	here := &wireEnd{net: n, in: back, out: there}
	far := &wireEnd{net: n, in: there, out: back}
	select {
	case n.arriving <- far:
	case <-n.closed:
		return nil, &net.OpError{Op: "dial", Net: "tcp", Addr: n.Addr(), Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.open[here] = true
	return here, nil
}

// cut ends or restores the network. All connections break.
func (n *emulated) cut(down bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.down = down
	for end := range n.open {
		end.in.breakOff()
		end.out.breakOff()
	}
	clear(n.open)
}

// wire is one direction of a connection.
type wire struct {
	mu      sync.Mutex
	moved   *sync.Cond
	held    []byte
	ended   bool
	broken  bool
	readBy  time.Time
	writeBy time.Time
}

// window is how many bytes are on their way at most.
const window = 128 << 10

func newWire() *wire {
	w := &wire{}
	w.moved = sync.NewCond(&w.mu)
	return w
}

func failedConn(operation string, number syscall.Errno) error {
	return &net.OpError{Op: operation, Net: "tcp", Err: os.NewSyscallError(operation, number)}
}

func past(deadline time.Time) bool { return !deadline.IsZero() && !time.Now().Before(deadline) }

func (w *wire) read(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for {
		switch {
		case past(w.readBy):
			return 0, os.ErrDeadlineExceeded
		case len(w.held) > 0:
			n := copy(p, w.held)
			w.held = w.held[n:]
			w.moved.Broadcast()
			return n, nil
		case w.broken:
			return 0, failedConn("read", syscall.ECONNRESET)
		case w.ended:
			return 0, io.EOF
		case len(p) == 0:
			return 0, nil
		}
		w.moved.Wait()
	}
}

func (w *wire) write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	written := 0
	for written < len(p) {
		switch room := window - len(w.held); {
		case past(w.writeBy):
			return written, os.ErrDeadlineExceeded
		case w.broken:
			return written, failedConn("write", syscall.ECONNRESET)
		case w.ended:
			return written, failedConn("write", syscall.EPIPE)
		case room > 0:
			n := min(room, len(p)-written)
			w.held = append(w.held, p[written:written+n]...)
			written += n
			w.moved.Broadcast()
			continue
		}
		w.moved.Wait()
	}
	return written, nil
}

func (w *wire) breakOff() { w.change(func() { w.broken = true }) }

func (w *wire) end() { w.change(func() { w.ended = true }) }

func (w *wire) change(how func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	how()
	w.moved.Broadcast()
}

// until sets a deadline that wakes whoever waits.
func (w *wire) until(deadline *time.Time, t time.Time) {
	w.change(func() { *deadline = t })
	if wait := time.Until(t); !t.IsZero() && wait > 0 {
		time.AfterFunc(wait, func() { w.change(func() {}) })
	}
}

// wireEnd is one end of a connection.
type wireEnd struct {
	net     *emulated
	in, out *wire
	mu      sync.Mutex
	closed  bool
	resets  bool
}

// Read implements net.Conn.
func (e *wireEnd) Read(p []byte) (int, error) {
	if e.gone() {
		return 0, net.ErrClosed
	}
	return e.in.read(p)
}

// Write implements net.Conn. It takes the time that the bytes need.
func (e *wireEnd) Write(p []byte) (int, error) {
	if e.gone() {
		return 0, net.ErrClosed
	}
	<-time.After(e.net.delay + time.Duration(float64(len(p))/e.net.rate*float64(time.Second)))
	return e.out.write(p)
}

func (e *wireEnd) gone() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.closed
}

// SetLinger makes the next Close a reset.
func (e *wireEnd) SetLinger(int) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.resets = true
	return nil
}

// CloseWrite ends one direction.
func (e *wireEnd) CloseWrite() error {
	e.out.end()
	return nil
}

// Close implements net.Conn. Whoever closes with bytes unread resets, as TCP does.
func (e *wireEnd) Close() error {
	e.mu.Lock()
	closed, resets := e.closed, e.resets
	e.closed = true
	e.mu.Unlock()
	if closed {
		return net.ErrClosed
	}
	e.in.mu.Lock()
	resets = resets || len(e.in.held) > 0
	e.in.mu.Unlock()
	if resets {
		e.out.breakOff()
		e.in.breakOff()
	} else {
		e.out.end()
		e.in.end()
	}
	e.net.mu.Lock()
	defer e.net.mu.Unlock()
	delete(e.net.open, e)
	return nil
}

// LocalAddr implements net.Conn.
func (e *wireEnd) LocalAddr() net.Addr { return e.net.Addr() }

// RemoteAddr implements net.Conn.
func (e *wireEnd) RemoteAddr() net.Addr { return e.net.Addr() }

// SetDeadline implements net.Conn.
func (e *wireEnd) SetDeadline(t time.Time) error {
	_ = e.SetReadDeadline(t)
	return e.SetWriteDeadline(t)
}

// SetReadDeadline implements net.Conn.
func (e *wireEnd) SetReadDeadline(t time.Time) error {
	e.in.until(&e.in.readBy, t)
	return nil
}

// SetWriteDeadline implements net.Conn.
func (e *wireEnd) SetWriteDeadline(t time.Time) error {
	e.out.until(&e.out.writeBy, t)
	return nil
}

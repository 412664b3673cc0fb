package demo

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"twentythree-uploader/uploader/demo/faults"
)

// farewell is how long a connection that was closed regularly stays half open, so that the close is read before what is still coming in
// makes the system reset it.
const farewell = 200 * time.Millisecond

// connection takes the connection from the server, to do with it what no server does. Over HTTP/2 there is none to take: the stream
// ends instead.
func (c *call) connection() net.Conn {
	conn, _, err := http.NewResponseController(c.w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	return conn
}

// hangUp ends the connection without another word, once the log has its line: by a reset, or by a regular close.
func (c *call) hangUp(reset bool) {
	conn := c.connection()
	c.afterwards = func() { c.part(conn, reset) }
}

// part closes a connection: by a reset, or regularly, which takes its time in the background.
func (c *call) part(conn net.Conn, reset bool) {
	half, can := conn.(interface{ CloseWrite() error })
	if reset || !can || half.CloseWrite() != nil {
		end(conn, reset)
		return
	}
	waits := c.site.inBackground(func() {
		_ = faults.Rest(c.site.ending, nil, nil, farewell)
		end(conn, false)
	})
	if !waits {
		end(conn, false)
	}
}

// end closes a connection, and resets it where that is wanted and the connection can be.
func end(conn net.Conn, reset bool) {
	below := conn
	if secure, is := conn.(interface{ NetConn() net.Conn }); is {
		below = secure.NetConn()
	}
	if lingering, can := below.(interface{ SetLinger(seconds int) error }); can && reset {
		_ = lingering.SetLinger(0)
		_ = below.Close()
	}
	_ = conn.Close()
}

// held is an answer that is written down before it is sent.
type held struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header implements http.ResponseWriter.
func (h *held) Header() http.Header { return h.header }

// WriteHeader implements http.ResponseWriter.
func (h *held) WriteHeader(status int) { h.status = status }

// Write implements http.ResponseWriter.
func (h *held) Write(p []byte) (int, error) { return h.body.Write(p) }

// hold writes an answer down.
func (c *call) hold(out reply) *held {
	h := &held{header: c.w.Header().Clone(), status: http.StatusOK}
	to := c.w
	c.w = h
	c.send(out)
	c.w = to
	return h
}

// wire is an answer as it stands on the wire.
func (h *held) wire(length int64, more ...string) []byte {
	var text bytes.Buffer
	fmt.Fprintf(&text, "HTTP/1.1 %d %s\r\nContent-Length: %d\r\n", h.status, http.StatusText(h.status), length)
	for _, line := range more {
		text.WriteString(line + "\r\n")
	}
	h.header.Del("Content-Length")
	_ = h.header.Write(&text)
	text.WriteString("\r\n")
	text.Write(h.body.Bytes())
	return text.Bytes()
}

// sendSpoilt sends an answer with one fault in it. It says whether a good client can have understood it.
func (c *call) sendSpoilt(out reply, rule faults.Rule) bool {
	h := c.hold(out)
	size := int64(h.body.Len())
	switch rule.Kind {
	case faults.Gzip:
		c.compressed(h)
		return strings.Contains(c.r.Header.Get("Accept-Encoding"), "gzip")
	case faults.Informational:
		c.announced(h, rule.Times)
		return rule.Times <= understood
	case faults.Truncate:
		whole := h.wire(size)
		c.sendRaw(whole[:len(whole)/2], rule.Reset)
		return false
	case faults.Length:
		c.sendRaw(h.wire(max(0, size+rule.Bytes)), false)
		c.noteStatus(h.status)
		return false
	case faults.CloseIdle:
		c.noteStatus(h.status)
		return c.sendRaw(h.wire(size), false)
	}
	c.noteStatus(h.status)
	return c.trickle(h.wire(size, "Connection: close"), rule.Pause())
}

// understood is how many informational answers any client reads over.
const understood = 100

// noteStatus notes a status that did not pass the recorder.
func (c *call) noteStatus(status int) {
	if seen, is := c.w.(*recorder); is {
		seen.status = status
	}
}

// sendRaw writes bytes and ends the connection. It says whether they could be written.
func (c *call) sendRaw(text []byte, reset bool) bool {
	conn := c.connection()
	defer context.AfterFunc(c.site.ending, func() { _ = conn.Close() })()
	_, err := conn.Write(text)
	c.part(conn, reset)
	return err == nil
}

// trickle writes byte by byte until somebody goes, or the faults are replaced: then the rest follows at once.
func (c *call) trickle(text []byte, pause time.Duration) bool {
	conn, over := c.connection(), c.over
	defer context.AfterFunc(c.site.ending, func() { _ = conn.Close() })()
	for i := range text {
		if _, err := conn.Write(text[i : i+1]); err != nil {
			end(conn, false)
			return false
		}
		_ = faults.Rest(c.site.ending, over, nil, pause)
	}
	c.part(conn, false)
	return true
}

func (c *call) compressed(h *held) {
	var small bytes.Buffer
	squeezed := gzip.NewWriter(&small)
	_, _ = squeezed.Write(h.body.Bytes())
	_ = squeezed.Close()
	c.copyHeader(h)
	c.w.Header().Set("Content-Encoding", "gzip")
	c.w.Header().Set("Content-Length", strconv.Itoa(small.Len()))
	c.w.WriteHeader(h.status)
	_, _ = c.w.Write(small.Bytes())
}

func (c *call) announced(h *held, times int) {
	for i := range times {
		c.w.WriteHeader([]int{http.StatusContinue, http.StatusEarlyHints}[i%2])
	}
	c.copyHeader(h)
	c.w.WriteHeader(h.status)
	_, _ = c.w.Write(h.body.Bytes())
}

func (c *call) copyHeader(h *held) {
	for name, values := range h.header {
		c.w.Header()[name] = values
	}
}

// endless is where a head that never ends ends all the same.
const endless = 64 << 20

// answerNonsense answers what is no HTTP, or a head without an end.
func (c *call) answerNonsense(kind faults.Kind) {
	if kind == faults.Garbage {
		c.sendRaw([]byte("\x16\x03\x01\x02\x00 this is not HTTP\r\n\r\n"), false)
		return
	}
	conn, over := c.connection(), c.over
	defer context.AfterFunc(c.site.ending, func() { _ = conn.Close() })()
	defer func() { end(conn, false) }()
	_ = conn.SetWriteDeadline(time.Now().Add(time.Hour))
	_, err := conn.Write([]byte("HTTP/1.1 200 OK\r\n"))
	line := []byte("X-More-To-Come: " + strings.Repeat("0123456789abcdef", 64) + "\r\n")
	for sent := 0; err == nil && sent < endless; sent += len(line) {
		select {
		case <-over:
			return
		default:
		}
		_, err = conn.Write(line)
	}
}

package link

import (
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestADeviceThatGoesOnAskingIsAnsweredNoMoreForAWhile(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := patience{now: time.Now}
		loud, other := netip.MustParseAddr("10.0.0.2"), netip.MustParseAddr("10.0.0.3")
		answered := 0
		for range 10_000 {
			if p.lasts(loud) {
				answered++
			}
			time.Sleep(time.Millisecond)
		}
		if answered < 10*answersPerSecond || answered > 10*answersPerSecond+answersAtOnce+1 {
			t.Errorf("%d answers in ten seconds", answered)
		}
		if !p.lasts(other) {
			t.Error("another device suffers for it")
		}
		time.Sleep(time.Minute)
		for range answersAtOnce {
			if !p.lasts(loud) {
				t.Fatal("it is never forgiven")
			}
		}
		for i := range 4 * mostDevices {
			p.lasts(netip.AddrFrom4([4]byte{10, 1, byte(i >> 8), byte(i)}))
			time.Sleep(time.Millisecond)
		}
		if len(p.left) > mostDevices {
			t.Errorf("%d devices are remembered", len(p.left))
		}
	})
}

// from is a connection of a device.
type from struct {
	net.Conn
	remote string
	closed bool
}

func (f *from) RemoteAddr() net.Addr {
	return net.TCPAddrFromAddrPort(netip.MustParseAddrPort(f.remote + ":4711"))
}
func (f *from) Close() error { f.closed = true; return nil }

func TestTheDeviceWithTheMostConnectionsGivesWay(t *testing.T) {
	t.Parallel()
	c := crowd{most: 4}
	enter := func(remote string) *from {
		conn := &from{remote: remote}
		c.changed(conn, http.StateNew)
		c.changed(conn, http.StateActive)
		return conn
	}
	quiet := enter("10.0.0.2")
	var loud []*from
	for range 20 {
		loud = append(loud, enter("10.0.0.3"))
	}
	other := enter("10.0.0.4")
	kept := 0
	for _, conn := range loud {
		if !conn.closed {
			kept++
		}
	}
	if quiet.closed || other.closed || kept != 2 || !loud[0].closed || loud[19].closed {
		t.Errorf("%d of the loud one's are kept, the quiet one's %v %v", kept, quiet.closed, other.closed)
	}
	c.changed(other, http.StateClosed)
	if enter("10.0.0.5"); quiet.closed || len(c.inside) != 4 {
		t.Errorf("%d connections after one left", len(c.inside))
	}
	c.leave()
	if late := enter("10.0.0.6"); !late.closed || quiet.closed {
		t.Error("somebody comes in at closing time, or an answer is cut")
	}
}

func TestWhatNoBrowserSendsIsTurnedAway(t *testing.T) {
	t.Parallel()
	s := listening(t)
	for _, raw := range []string{
		"GET http://evil.example{page} HTTP/1.1\r\nHost: {host}\r\n\r\n", "GET http://{host}{page} HTTP/1.1\r\nHost: {host}\r\n\r\n",
		"GET {page} HTTP/1.1\r\n\r\n", "GET {page} HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n\r\n", "GET {page} HTTP/1.0\r\n\r\n",
		"OPTIONS * HTTP/1.1\r\nHost: {host}\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\x16\x03\x01\x00\xa5\x01\x00\x00", "nonsense\r\n\r\n",
		"GET {page} HTTP/1.1\r\nHost: {host}\r\nX: " + strings.Repeat("a", 16<<10) + "\r\n\r\n", "CONNECT {host} HTTP/1.1\r\nHost: {host}\r\n\r\n",
	} {
		conn, err := net.Dial("tcp", s.host)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(conn, strings.NewReplacer("{host}", s.host, "{page}", s.page).Replace(raw))
		_ = conn.(*net.TCPConn).CloseWrite()
		answer, _ := io.ReadAll(conn)
		_ = conn.Close()
		if strings.Contains(string(answer), " 200 ") || strings.Contains(string(answer), pageText) {
			t.Errorf("%.60q is answered %q", raw, answer)
		}
	}
}

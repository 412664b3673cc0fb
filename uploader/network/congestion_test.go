package network

import (
	"context"
	"net"
	"os"
	"runtime"
	"strings"
	"testing"
)

func TestCongestionControlPerConnection(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("only Linux chooses it per connection")
	}
	known, err := os.ReadFile("/proc/sys/net/ipv4/tcp_congestion_control")
	if err != nil {
		t.Skip("this system does not tell its congestion control")
	}
	usual := strings.TrimSpace(string(known))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	// Everybody may use reno. One that is not there is left as one that is not allowed: by the same call's error.
	for asked, want := range map[string]string{"": usual, "reno": "reno", "no-such-thing": usual} {
		transport := NewTransport(Options{Congestion: func() string { return asked }, Wrap: new(Limiter).Wrap})
		connection, err := transport.DialContext(context.Background(), "tcp", listener.Addr().String())
		if err != nil {
			t.Fatalf("asked for %q: %v", asked, err)
		}
		if got := CongestionOf(connection); got != want {
			t.Errorf("asked for %q: %q, want %q", asked, got, want)
		}
		_ = connection.Close()
	}
}

package network

import (
	"context"
	"net"
	"net/netip"
	"slices"
	"strings"
	"time"
)

const (
	// watchStep is how often Watch looks.
	watchStep = time.Second
	// shortestSleep is what clocks may drift apart, or a busy computer be late, without having slept.
	shortestSleep = 5 * time.Second
)

// Change is what happened to this computer's way out.
type Change struct {
	// Slept is how long the computer slept just now, zero when it did not. Connections from before are likely dead.
	Slept time.Duration
	// Network reports that addresses or routes are others than before.
	Network bool
	// Online is HasNetwork at this moment.
	Online bool
}

// WatchOptions are what Watch looks at. The zero value looks at this computer.
type WatchOptions struct {
	// Wall is the clock on the wall, which goes on while the computer sleeps; nil for this computer's.
	Wall func() time.Time
	// Look describes the network in words that differ when it does, and tells whether there is one; nil for this computer's.
	Look func() (network string, online bool)
}

// Watch calls tell for every change until the context ends, and returns then: it belongs into a goroutine of the caller's. It looks
// once a second. tell is called from that goroutine and must return soon.
func Watch(ctx context.Context, options WatchOptions, tell func(Change)) {
	wall, look := options.Wall, options.Look
	if wall == nil {
		wall = time.Now
	}
	if look == nil {
		look = lookAround
	}
	ticker := time.NewTicker(watchStep)
	defer ticker.Stop()
	// The monotonic clock stands still in sleep on Linux and macOS, but not on Windows: there the ticker is late.
	steady, onWall := time.Now(), wall().Round(0)
	network, _ := look()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		steadyNow, wallNow := time.Now(), wall().Round(0)
		slept := max(wallNow.Sub(onWall), steadyNow.Sub(steady)) - watchStep
		steady, onWall = steadyNow, wallNow
		if slept < shortestSleep {
			slept = 0
		}
		seen, online := look()
		changed := seen != network
		network = seen
		if slept > 0 || changed {
			tell(Change{Slept: slept, Network: changed, Online: online})
		}
	}
}

// HasNetwork reports whether this computer has a way out at all: an interface that is up and has an address that others could
// answer to. It is for explaining failures only: a site on this computer needs none.
func HasNetwork() bool { return len(usableAddresses()) > 0 }

// HasRoute reports whether the system knows a way to addresses anywhere. Nothing is sent.
func HasRoute() bool {
	return sourceTowards("192.0.2.1:9") != "" || sourceTowards("[2001:db8::1]:9") != ""
}

// lookAround names the addresses and which of them is used towards anywhere.
func lookAround() (network string, online bool) {
	var addresses []string
	for _, usable := range usableAddresses() {
		addresses = append(addresses, usable.at+" "+usable.prefix.String())
	}
	slices.Sort(addresses)
	all := append(addresses, "via", sourceTowards("192.0.2.1:9"), sourceTowards("[2001:db8::1]:9"))
	return strings.Join(all, " "), len(addresses) > 0
}

// usableAddress is an address at an interface that works.
type usableAddress struct {
	at     string
	prefix netip.Prefix
}

// usableAddresses lists interfaces with their addresses, without this computer's own and those that end at the next switch.
func usableAddresses() []usableAddress {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil
	}
	var usable []usableAddress
	for _, one := range interfaces {
		if one.Flags&net.FlagUp == 0 || one.Flags&net.FlagRunning == 0 || one.Flags&net.FlagLoopback != 0 {
			continue
		}
		addresses, err := one.Addrs()
		if err != nil {
			continue
		}
		for _, address := range addresses {
			if prefix, err := netip.ParsePrefix(address.String()); err == nil && prefix.Addr().IsGlobalUnicast() {
				usable = append(usable, usableAddress{one.Name, prefix})
			}
		}
	}
	return usable
}

// sourceTowards is the address this computer would use towards another, empty without a route. Connecting a datagram socket asks
// the system and sends nothing.
func sourceTowards(address string) string {
	connection, err := net.Dial("udp", address)
	if err != nil {
		return ""
	}
	defer connection.Close()
	host, _, err := net.SplitHostPort(connection.LocalAddr().String())
	if err != nil {
		return ""
	}
	return host
}

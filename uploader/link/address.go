package link

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
)

// ErrNoNetwork is returned where this computer is on no network at all. Its sentence is words.GuestCallNoNetwork.
var ErrNoNetwork = errors.New("this computer is not on a network")

// ErrNoLocalNetwork is returned where this computer is on a network, but has no address there that a phone beside it could call: only a
// public one, or the one of a private tunnel. Its sentence is words.GuestCallNoPhones.
var ErrNoLocalNetwork = errors.New("this computer has no address in a local network")

// Address is where devices in the same local network reach this computer.
type Address struct {
	// IP is a private IPv4 address.
	IP netip.Addr
	// Interface is what the system calls the connection: "wlan0", "Ethernet".
	Interface string
}

// towardsAnywhere is an address of the documentation's own, which belongs to nobody: routes to it are routes to anywhere.
const towardsAnywhere = "192.0.2.1:9"

// LocalAddresses lists where devices in the same network reach this computer, the likeliest first: at the interface that leads to the
// internet, then at the others. Tunnels and the networks of virtual machines and containers are left out where their interface tells. The
// error is ErrNoNetwork or ErrNoLocalNetwork, or the system's. Nothing is sent.
func LocalAddresses() ([]Address, error) {
	found, err := connections()
	if err != nil {
		return nil, fmt.Errorf("looking at this computer's networks: %w", err)
	}
	return choose(found, sourceTowards(towardsAnywhere))
}

// connection is an interface with what decides about it.
type connection struct {
	name      string
	flags     net.Flags
	addresses []netip.Addr
}

func connections() ([]connection, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil, err
	}
	var found []connection
	for _, one := range interfaces {
		addresses, err := one.Addrs()
		if err != nil {
			continue // it went away a moment ago
		}
		seen := connection{name: one.Name, flags: one.Flags}
		for _, address := range addresses {
			if prefix, err := netip.ParsePrefix(address.String()); err == nil {
				seen.addresses = append(seen.addresses, prefix.Addr().Unmap())
			}
		}
		found = append(found, seen)
	}
	return found, nil
}

// choose picks the addresses that a phone in the room could call. source is the address used towards anywhere, invalid without a route.
func choose(found []connection, source netip.Addr) ([]Address, error) {
	var chosen []Address
	connected := false
	for _, one := range found {
		if one.flags&net.FlagUp == 0 || one.flags&net.FlagRunning == 0 || one.flags&net.FlagLoopback != 0 {
			continue
		}
		for _, ip := range one.addresses {
			connected = connected || ip.IsGlobalUnicast()
			if ip.Is4() && ip.IsPrivate() && one.flags&net.FlagPointToPoint == 0 && !virtual(one.name) {
				chosen = append(chosen, Address{IP: ip, Interface: one.name})
			}
		}
	}
	switch {
	case len(chosen) > 0:
		slices.SortStableFunc(chosen, func(a, b Address) int { return rank(a, source) - rank(b, source) })
		return chosen, nil
	case connected:
		return nil, ErrNoLocalNetwork
	}
	return nil, ErrNoNetwork
}

func rank(address Address, source netip.Addr) int {
	if address.IP == source {
		return 0
	}
	return 1
}

// virtual reports whether an interface's name is one that tunnels, virtual machines and containers give theirs, on any system.
func virtual(name string) bool {
	name = strings.ToLower(name)
	for _, part := range []string{
		"docker", "virtualbox", "vmware", "hyper-v", "vethernet", "wsl", "vpn", "wireguard", "tailscale", "zerotier", "wintun", "anyconnect",
	} {
		if strings.Contains(name, part) {
			return true
		}
	}
	for _, beginning := range []string{
		"br-", "bridge1", "cali", "cni", "flannel", "gpd", "ipsec", "lxc", "lxd", "nebula", "podman", "ppp", "tap", "tun", "utun", "vboxnet", "veth",
		"virbr", "vmnet", "vnic", "wg", "zt",
	} {
		if strings.HasPrefix(name, beginning) {
			return true
		}
	}
	return false
}

// sourceTowards is the address this computer would use towards another, invalid without a route. Connecting a datagram socket asks the
// system and sends nothing.
func sourceTowards(address string) netip.Addr {
	socket, err := net.Dial("udp4", address)
	if err != nil {
		return netip.Addr{}
	}
	defer socket.Close()
	source, err := netip.ParseAddrPort(socket.LocalAddr().String())
	if err != nil {
		return netip.Addr{}
	}
	return source.Addr().Unmap()
}

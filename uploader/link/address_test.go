package link

import (
	"errors"
	"net"
	"net/netip"
	"slices"
	"testing"
)

const working = net.FlagUp | net.FlagRunning

func at(name string, flags net.Flags, addresses ...string) connection {
	made := connection{name: name, flags: flags}
	for _, address := range addresses {
		made.addresses = append(made.addresses, netip.MustParseAddr(address))
	}
	return made
}

func TestThePhoneIsSentToTheLikeliestAddress(t *testing.T) {
	t.Parallel()
	home, office := at("wlan0", working, "fe80::1", "192.168.1.23", "2001:db8::23"), at("eth0", working, "10.4.0.9")
	tunnel := at("tun0", working|net.FlagPointToPoint, "10.8.0.2")
	tests := map[string]struct {
		found  []connection
		source string
		want   []string
		err    error
	}{
		"one":                              {found: []connection{at("lo", working|net.FlagLoopback, "127.0.0.1"), home}, source: "192.168.1.23", want: []string{"192.168.1.23"}},
		"the way to the internet first":    {found: []connection{office, home}, source: "192.168.1.23", want: []string{"192.168.1.23", "10.4.0.9"}},
		"no way to the internet":           {found: []connection{office, home}, want: []string{"10.4.0.9", "192.168.1.23"}},
		"a tunnel has the way":             {found: []connection{tunnel, home}, source: "10.8.0.2", want: []string{"192.168.1.23"}},
		"containers and virtual machines":  {found: []connection{at("docker0", working, "172.17.0.1"), at("br-6f0a", working, "172.18.0.1"), at("vEthernet (WSL)", working, "172.20.0.1"), home}, source: "192.168.1.23", want: []string{"192.168.1.23"}},
		"a bridge that is the network":     {found: []connection{at("br0", working, "192.168.1.5")}, want: []string{"192.168.1.5"}},
		"a Mac's sharing":                  {found: []connection{at("bridge100", working, "192.168.64.1"), at("en0", working, "192.168.1.7")}, want: []string{"192.168.1.7"}},
		"switched off":                     {found: []connection{at("wlan0", net.FlagUp, "192.168.1.23"), at("eth0", 0, "10.4.0.9")}, err: ErrNoNetwork},
		"nothing":                          {err: ErrNoNetwork},
		"only this computer":               {found: []connection{at("lo", working|net.FlagLoopback, "127.0.0.1", "::1")}, err: ErrNoNetwork},
		"no address was given":             {found: []connection{at("eth0", working, "169.254.3.4", "fe80::1")}, err: ErrNoNetwork},
		"only a public address":            {found: []connection{at("eth0", working, "203.0.113.9")}, err: ErrNoLocalNetwork},
		"only a tunnel":                    {found: []connection{tunnel}, source: "10.8.0.2", err: ErrNoLocalNetwork},
		"only the new kind of address":     {found: []connection{at("eth0", working, "2001:db8::1")}, err: ErrNoLocalNetwork},
		"an address shared by a provider":  {found: []connection{at("tailscale0", working, "100.101.2.3")}, err: ErrNoLocalNetwork},
		"two at one connection, used last": {found: []connection{at("eth0", working, "10.0.0.2", "192.168.0.2")}, source: "192.168.0.2", want: []string{"192.168.0.2", "10.0.0.2"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			source, _ := netip.ParseAddr(test.source)
			got, err := choose(test.found, source)
			var ips []string
			for _, one := range got {
				ips = append(ips, one.IP.String())
			}
			if !slices.Equal(ips, test.want) || !errors.Is(err, test.err) {
				t.Errorf("%v %v, want %v %v", ips, err, test.want, test.err)
			}
		})
	}
}

func TestThisComputersAddressesAreItsOwn(t *testing.T) {
	t.Parallel()
	addresses, err := LocalAddresses()
	if errors.Is(err, ErrNoNetwork) || errors.Is(err, ErrNoLocalNetwork) {
		t.Skipf("none here: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range addresses {
		listener, err := net.Listen("tcp4", netip.AddrPortFrom(one.IP, 0).String())
		if err != nil {
			t.Errorf("%v: %v", one, err)
			continue
		}
		_ = listener.Close()
	}
}

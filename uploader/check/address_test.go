package check

import (
	"context"
	"net"
	"sync"
	"testing"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/network"
)

// probe is a page that no test reaches.
var probe = network.Probe{Address: "http://probe.invalid/", Text: "online"}

func TestAnAddressWithoutHTTPSIsNamedWhereNoNameIsFound(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.config.Address, w.config.Way.Probes = "http://"+place, []network.Probe{probe}
	w.dial = func(context.Context, string, string) (net.Conn, error) { return nil, errNoName }
	w.config.Way.Evidence.OtherName = func(context.Context) error { return errNoName }
	lines := w.check(t)
	if got := said(lines[uploader.CheckName]); got != "bad insecure" {
		t.Errorf("the address: %s", got)
	}
	if got := said(lines[uploader.CheckInternet]); got != "bad dns_all" {
		t.Errorf("the network: %s", got)
	}
}

// TestAnAddressOfDigitsWaitsForNoName keeps back the answer about the internet until the site has been asked to prove who it is.
func TestAnAddressOfDigitsWaitsForNoName(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.config.Address, w.config.Way.Probes = "192.0.2.7", []network.Probe{probe}
	told := make(chan struct{})
	w.dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		switch address {
		case "192.0.2.7:443":
			return w.reach(ctx, network, place+":443")
		case "probe.invalid:80":
			select {
			case <-told:
			case <-ctx.Done():
			}
		}
		return nil, errNoName
	}
	var once sync.Once
	before := false
	Run(t.Context(), w.config, func(lines []uploader.Check) {
		over := make(map[uploader.CheckID]bool)
		for _, line := range lines {
			over[line.ID] = line.Result.Over()
		}
		if over[uploader.CheckSecure] {
			once.Do(func() {
				before = !over[uploader.CheckInternet]
				close(told)
			})
		}
	})
	if !before {
		t.Error("the site was asked only after the internet")
	}
}

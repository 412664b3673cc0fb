package network

import (
	"context"
	"net"
	"net/url"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"twentythree-uploader/uploader/uploadertest"
)

type fakeResolver struct{ answer []string }

func (f fakeResolver) Lookup(string) ([]string, *dbus.Error) { return f.answer, nil }

func TestTheDesktopPortalIsAsked(t *testing.T) {
	bus := uploadertest.PrivateBus(t)
	want := []string{"http://proxy.acme.com:8080", "direct://"}
	if err := bus.Export(fakeResolver{want}, "/org/freedesktop/portal/desktop", "org.freedesktop.portal.ProxyResolver"); err != nil {
		t.Fatal(err)
	}
	address := &url.URL{Scheme: "https", Host: "videos.acme.com"}
	if got, err := systemProxies(t.Context(), address); err == nil {
		t.Errorf("without a portal: %v", got)
	}
	if _, err := bus.RequestName("org.freedesktop.portal.Desktop", dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	if got, err := systemProxies(t.Context(), address); err != nil || !slices.Equal(got, want) {
		t.Errorf("%v %v, want %v", got, err, want)
	}
}

func TestABusThatSaysNothingHoldsNothingUp(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "bus")
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+socket)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if got, err := systemProxies(ctx, &url.URL{Scheme: "https", Host: "videos.acme.com"}); err == nil {
		t.Errorf("%v from nobody", got)
	}
}

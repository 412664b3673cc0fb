package network

import (
	"bufio"
	"context"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// busSettings name no folder of services: the bus starts none of this computer's.
const busSettings = `<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>`

// privateBus starts a message bus of the test's own and makes it the session's.
func privateBus(t *testing.T) *dbus.Conn {
	t.Helper()
	program, err := exec.LookPath("dbus-daemon")
	if err != nil {
		t.Skip("not tried: there is no dbus-daemon here")
	}
	settings := filepath.Join(t.TempDir(), "bus.conf")
	if err := os.WriteFile(settings, []byte(busSettings), 0o600); err != nil {
		t.Fatal(err)
	}
	daemon := exec.CommandContext(t.Context(), program, "--config-file="+settings, "--nofork", "--nopidfile", "--print-address")
	output, err := daemon.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := daemon.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = daemon.Process.Kill(); _ = daemon.Wait() })
	address, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", strings.TrimSpace(address))
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	t.Cleanup(cancel)
	bus, err := dbus.Connect(strings.TrimSpace(address), dbus.WithContext(ctx))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = bus.Close() })
	return bus
}

type fakeResolver struct{ answer []string }

func (f fakeResolver) Lookup(string) ([]string, *dbus.Error) { return f.answer, nil }

func TestTheDesktopPortalIsAsked(t *testing.T) {
	bus := privateBus(t)
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

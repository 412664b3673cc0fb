package native

import (
	"bufio"
	"os/exec"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/prop"
)

func TestASymbolIsShownOnlyWhereSomebodyShowsIt(t *testing.T) {
	program, err := exec.LookPath("dbus-daemon")
	if err != nil {
		t.Skip("not tried: there is no dbus-daemon here")
	}
	daemon := exec.CommandContext(t.Context(), program, "--session", "--nofork", "--nopidfile", "--print-address")
	for _, name := range []string{"XDG_DATA_DIRS", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"} {
		daemon.Env = append(daemon.Environ(), name+"="+t.TempDir()) // it starts no service of this computer's
	}
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
	address = strings.TrimSpace(address)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
	if HasTray() {
		t.Error("nobody is there, and yet somebody shows symbols")
	}
	bus, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = bus.Close() })
	properties, err := prop.Export(bus, "/StatusNotifierWatcher", prop.Map{"org.kde.StatusNotifierWatcher": {"IsStatusNotifierHostRegistered": {Value: false}}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bus.RequestName("org.kde.StatusNotifierWatcher", dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	if HasTray() {
		t.Error("a service without anybody who shows them is enough")
	}
	properties.SetMust("org.kde.StatusNotifierWatcher", "IsStatusNotifierHostRegistered", true)
	if !HasTray() {
		t.Error("somebody shows them, and it is not seen")
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+t.TempDir()+"/nobody")
	if HasTray() {
		t.Error("there is no bus")
	}
}

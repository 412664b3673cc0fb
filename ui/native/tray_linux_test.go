package native

import (
	"testing"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/prop"

	"twentythree-uploader/uploader/uploadertest"
)

func TestASymbolIsShownOnlyWhereSomebodyShowsIt(t *testing.T) {
	bus := uploadertest.PrivateBus(t)
	if HasTray() {
		t.Error("nobody is there, and yet somebody shows symbols")
	}
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

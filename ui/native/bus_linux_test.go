package native

import (
	"testing"

	"github.com/godbus/dbus/v5"
)

// serve answers calls to an object on the bus.
func serve(t *testing.T, bus *dbus.Conn, name string, object any, path dbus.ObjectPath, is string) {
	t.Helper()
	if err := bus.Export(object, path, is); err != nil {
		t.Fatal(err)
	}
	if _, err := bus.RequestName(name, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
}

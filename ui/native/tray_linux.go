package native

import (
	"context"
	"time"

	"github.com/godbus/dbus/v5"
)

// trayPatience is how long the session's bus may take to say whether somebody shows symbols.
const trayPatience = time.Second

// hasTray asks for the service that keeps such symbols (https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem), and whether
// somebody shows them: plain GNOME has neither.
func hasTray() bool {
	ctx, cancel := context.WithTimeout(context.Background(), trayPatience)
	defer cancel()
	bus, err := dbus.ConnectSessionBus(dbus.WithContext(ctx))
	if err != nil {
		return false
	}
	defer bus.Close()
	watcher := bus.Object("org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher")
	var shown dbus.Variant
	call := watcher.CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get", dbus.FlagNoAutoStart, "org.kde.StatusNotifierWatcher", "IsStatusNotifierHostRegistered")
	if call.Store(&shown) != nil {
		return false
	}
	is, _ := shown.Value().(bool)
	return is
}

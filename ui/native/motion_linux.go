package native

import (
	"context"
	"time"

	"github.com/godbus/dbus/v5"
)

// motionPatience is how long the desktop may take to say whether things move.
const motionPatience = 500 * time.Millisecond

// wantsStillness asks the desktop portal for the setting that desktops keep under this name (org.freedesktop.portal.Settings).
func wantsStillness() bool {
	ctx, cancel := context.WithTimeout(context.Background(), motionPatience)
	defer cancel()
	bus, err := dbus.ConnectSessionBus(dbus.WithContext(ctx))
	if err != nil {
		return false
	}
	defer bus.Close()
	portal := bus.Object(portalName, portalPath)
	var value dbus.Variant
	// Read is what every version of the portal has; its answer is wrapped once more than that of ReadOne.
	call := portal.CallWithContext(ctx, "org.freedesktop.portal.Settings.Read", 0, "org.gnome.desktop.interface", "enable-animations")
	if call.Store(&value) != nil {
		return false
	}
	for inner, is := value.Value().(dbus.Variant); is; inner, is = value.Value().(dbus.Variant) {
		value = inner
	}
	moves, is := value.Value().(bool)
	return is && !moves
}

package platform

import "github.com/godbus/dbus/v5"

// notify leaves a message that stays until it was seen (Desktop Notifications Specification).
func notify(title, text string) error {
	bus, ctx, done, err := openBus(dbus.SessionBusPrivateNoAutoStartup)
	if err != nil {
		return err
	}
	defer done()
	const critical, forEver = byte(2), int32(0)
	service := bus.Object("org.freedesktop.Notifications", "/org/freedesktop/Notifications")
	return service.CallWithContext(ctx, "org.freedesktop.Notifications.Notify", 0, folderName, uint32(0), applicationID, title, text,
		[]string{}, map[string]dbus.Variant{"urgency": dbus.MakeVariant(critical)}, forEver).Err
}

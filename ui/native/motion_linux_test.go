package native

import (
	"testing"

	"github.com/godbus/dbus/v5"

	"twentythree-uploader/uploader/uploadertest"
)

// fakeSettings answers as the portal does, with the next of the values.
type fakeSettings struct{ values chan any }

func (f *fakeSettings) Read(group, key string) (dbus.Variant, *dbus.Error) {
	value := <-f.values
	if group != "org.gnome.desktop.interface" || key != "enable-animations" || value == nil {
		return dbus.Variant{}, dbus.NewError("org.freedesktop.portal.Error.NotFound", nil)
	}
	return dbus.MakeVariant(dbus.MakeVariant(value)), nil
}

func TestTheDesktopsWishForLessMotionIsHeard(t *testing.T) {
	bus := uploadertest.PrivateBus(t)
	if WantsStillness() {
		t.Error("without a portal nothing moves")
	}
	settings := &fakeSettings{values: make(chan any, 1)}
	serve(t, bus, portalName, settings, portalPath, "org.freedesktop.portal.Settings")
	for _, example := range []struct {
		says  any
		still bool
	}{{nil, false}, {true, false}, {false, true}, {"no", false}, {int32(0), false}} {
		settings.values <- example.says
		if got := WantsStillness(); got != example.still {
			t.Errorf("the desktop says %v, and the wish is %v", example.says, got)
		}
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+t.TempDir()+"/nobody")
	if WantsStillness() {
		t.Error("without a bus nothing moves")
	}
}

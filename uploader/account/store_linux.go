package account

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/godbus/dbus/v5"
)

// The names of the Secret Service, from its specification.
const (
	secretService    = "org.freedesktop.secrets"
	secretPath       = "/org/freedesktop/secrets"
	secretInterface  = "org.freedesktop.Secret.Service"
	loginCollection  = dbus.ObjectPath(secretPath + "/collection/login")
	conditionTimeout = 5 * time.Second
)

// condition asks the session bus. Nothing is asked of the person.
func (systemStore) condition() condition {
	if !hasSessionBus() {
		return conditionNone
	}
	bus, err := dbus.SessionBus()
	if err != nil {
		return conditionNone
	}
	ctx, cancel := context.WithTimeout(context.Background(), conditionTimeout)
	defer cancel()
	if !isOffered(ctx, bus, "ListNames") && !isOffered(ctx, bus, "ListActivatableNames") {
		return conditionNone
	}
	collection, found := keptIn(ctx, bus)
	if !found {
		return conditionNone
	}
	locked, err := property(ctx, bus.Object(secretService, collection), "org.freedesktop.Secret.Collection", "Locked")
	if isLocked, ok := locked.Value().(bool); err == nil && ok && isLocked {
		return conditionLocked
	}
	return conditionReady
}

func (systemStore) shows() bool { return true }

// hasSessionBus looks for the bus itself: connecting where there is none starts a new one, which stays behind.
func hasSessionBus() bool {
	if address := os.Getenv("DBUS_SESSION_BUS_ADDRESS"); address != "" && address != "autolaunch:" {
		return true
	}
	folder := os.Getenv("XDG_RUNTIME_DIR")
	if folder == "" {
		return false
	}
	_, err := os.Stat(filepath.Join(folder, "bus"))
	return err == nil
}

func isOffered(ctx context.Context, bus *dbus.Conn, list string) bool {
	var names []string
	err := bus.BusObject().CallWithContext(ctx, "org.freedesktop.DBus."+list, 0).Store(&names)
	return err == nil && slices.Contains(names, secretService)
}

// keptIn finds the collection that go-keyring will use: "login" where there is one, else the default. It never makes one, so without
// either there is no store.
func keptIn(ctx context.Context, bus *dbus.Conn) (dbus.ObjectPath, bool) {
	service := bus.Object(secretService, secretPath)
	collections, err := property(ctx, service, secretInterface, "Collections")
	if paths, ok := collections.Value().([]dbus.ObjectPath); err == nil && ok && slices.Contains(paths, loginCollection) {
		return loginCollection, true
	}
	var path dbus.ObjectPath
	err = service.CallWithContext(ctx, secretInterface+".ReadAlias", 0, "default").Store(&path)
	return path, err == nil && path != "/" && path != ""
}

func property(ctx context.Context, object dbus.BusObject, of, name string) (dbus.Variant, error) {
	var value dbus.Variant
	err := object.CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get", 0, of, name).Store(&value)
	return value, err
}

func isLockedError(error) bool { return false }

package platform

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/godbus/dbus/v5"
)

// busPatience is how long the system's services may take to answer.
const busPatience = time.Second

const awakeName = "TwentyThree Uploader"

// stayAwake asks everybody who may send an idle computer to sleep: the login manager, and the desktop's own power management, which
// does not heed the login manager's list everywhere. One that agrees is enough. All of them forget the wish when the program ends.
func stayAwake(why string) (func(), error) {
	var held []func()
	var failed []error
	for _, ask := range []func(string) (func(), error){holdLogin, holdGNOME, holdDesktop} {
		if let, err := ask(why); err == nil {
			held = append(held, let)
		} else {
			failed = append(failed, err)
		}
	}
	if len(held) == 0 {
		return nil, errors.Join(failed...)
	}
	return func() {
		for _, let := range held {
			let()
		}
	}, nil
}

// holdLogin inhibits what idling leads to, not the sleep that a person asks for. The inhibition lasts as long as its descriptor.
func holdLogin(why string) (func(), error) {
	bus, ctx, done, err := openBus(dbus.SystemBusPrivate)
	if err != nil {
		return nil, fmt.Errorf("the login manager: %w", err)
	}
	defer done()
	var held dbus.UnixFD
	manager := bus.Object("org.freedesktop.login1", "/org/freedesktop/login1")
	call := manager.CallWithContext(ctx, "org.freedesktop.login1.Manager.Inhibit", 0, "idle", awakeName, why, "block")
	if err := call.Store(&held); err != nil {
		return nil, fmt.Errorf("the login manager: %w", err)
	}
	file := os.NewFile(uintptr(held), "inhibitor")
	return func() { _ = file.Close() }, nil
}

// inhibitSuspend is GNOME's flag for what idling leads to; the screen may still go dark, and a closed lid is the login manager's.
const inhibitSuspend = uint32(4)

func holdGNOME(why string) (func(), error) {
	return holdSession("org.gnome.SessionManager", "/org/gnome/SessionManager", "org.gnome.SessionManager.Inhibit",
		awakeName, uint32(0), why, inhibitSuspend)
}

func holdDesktop(why string) (func(), error) {
	return holdSession("org.freedesktop.PowerManagement", "/org/freedesktop/PowerManagement/Inhibit",
		"org.freedesktop.PowerManagement.Inhibit.Inhibit", awakeName, why)
}

// holdSession asks a service of the session, which holds for as long as the connection is open.
func holdSession(service string, path dbus.ObjectPath, method string, arguments ...any) (func(), error) {
	bus, ctx, done, err := openBus(dbus.SessionBusPrivateNoAutoStartup)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", service, err)
	}
	var cookie uint32
	if err := bus.Object(service, path).CallWithContext(ctx, method, dbus.FlagNoAutoStart, arguments...).Store(&cookie); err != nil {
		done()
		return nil, fmt.Errorf("%s: %w", service, err)
	}
	return done, nil
}

// openBus connects to a bus. What is asked of it with the context ends after busPatience, the connection with done.
func openBus(open func(...dbus.ConnOption) (*dbus.Conn, error)) (*dbus.Conn, context.Context, func(), error) {
	alive, end := context.WithCancel(context.Background())
	late := time.AfterFunc(busPatience, end) // closes a bus that takes connections and says nothing
	bus, err := open(dbus.WithContext(alive))
	if err == nil {
		err = bus.Auth(nil)
	}
	if err == nil {
		err = bus.Hello()
	}
	if !late.Stop() && err == nil {
		err = context.DeadlineExceeded
	}
	if err != nil {
		end()
		return nil, nil, nil, err
	}
	ctx, cancel := context.WithTimeout(alive, busPatience)
	return bus, ctx, func() { cancel(); _ = bus.Close(); end() }, nil
}

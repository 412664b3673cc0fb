package platform

import (
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"twentythree-uploader/uploader/uploadertest"
)

// loginManager hands out the writing end of a pipe: the reading end tells when it is closed.
type loginManager struct {
	asked chan [4]string
	held  chan [2]*os.File
}

func (l loginManager) Inhibit(what, who, why, mode string) (dbus.UnixFD, *dbus.Error) {
	read, write, err := os.Pipe()
	if err != nil {
		return 0, dbus.MakeFailedError(err)
	}
	l.asked <- [4]string{what, who, why, mode}
	sent := dbus.UnixFD(write.Fd())
	l.held <- [2]*os.File{read, write}
	return sent, nil
}

func TestTheLoginManagerIsAskedOnce(t *testing.T) {
	bus := uploadertest.PrivateBus(t)
	manager := loginManager{make(chan [4]string, 2), make(chan [2]*os.File, 2)}
	if err := bus.Export(manager, "/org/freedesktop/login1", "org.freedesktop.login1.Manager"); err != nil {
		t.Fatal(err)
	}
	if _, err := bus.RequestName("org.freedesktop.login1", dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	var awake Awake
	first, err := awake.Hold("Uploading")
	if err != nil {
		t.Fatal(err)
	}
	second, err := awake.Hold("Uploading")
	if err != nil {
		t.Fatal(err)
	}
	if asked, want := <-manager.asked, [4]string{"idle", awakeName, "Uploading", "block"}; asked != want || len(manager.asked) > 0 {
		t.Errorf("asked for %v and %d more, want %v once", asked, len(manager.asked), want)
	}
	ends := <-manager.held
	read := ends[0]
	defer read.Close()
	_ = ends[1].Close() // the other one is on its way
	first()
	first()
	_ = read.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
	if _, err := read.Read(make([]byte, 1)); !os.IsTimeout(err) {
		t.Errorf("let go while somebody still needs it: %v", err)
	}
	second()
	_ = read.SetReadDeadline(time.Now().Add(10 * time.Second))
	if _, err := read.Read(make([]byte, 1)); os.IsTimeout(err) {
		t.Error("not let go in the end")
	}
}

type sessionManager struct{ asked chan []any }

func (s sessionManager) Inhibit(who string, window uint32, why string, flags uint32) (uint32, *dbus.Error) {
	s.asked <- []any{who, window, why, flags}
	return 7, nil
}

func TestTheDesktopIsAskedToo(t *testing.T) {
	bus := uploadertest.PrivateBus(t)
	var awake Awake
	release, err := awake.Hold("Uploading")
	if err == nil {
		t.Error("nobody is there, and yet somebody agreed")
	}
	release()
	manager := sessionManager{make(chan []any, 1)}
	if err := bus.Export(manager, "/org/gnome/SessionManager", "org.gnome.SessionManager"); err != nil {
		t.Fatal(err)
	}
	if _, err := bus.RequestName("org.gnome.SessionManager", dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	if release, err = awake.Hold("Uploading"); err != nil {
		t.Fatal(err)
	}
	if asked := <-manager.asked; asked[0] != awakeName || asked[2] != "Uploading" || asked[3] != uint32(4) {
		t.Errorf("asked for %v", asked)
	}
	release()
}

func TestABusThatHangsHoldsNothingUp(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "bus")
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	for _, name := range []string{"DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"} {
		t.Setenv(name, "unix:path="+socket)
	}
	start := time.Now()
	var awake Awake
	release, err := awake.Hold("Uploading")
	if err == nil || time.Since(start) > 5*busPatience {
		t.Errorf("%v after %v", err, time.Since(start))
	}
	release()
}

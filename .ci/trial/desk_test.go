//go:build trial

// Package trial is a person at the window: a screen without a monitor, a window manager, a file manager to drag from, a password
// store, and the program as it is built. It needs what .ci/run installs and is run by it:
//
//	go test -tags trial ./.ci/trial
//
// TRIAL_RESULTS names a folder for logs and pictures.
package trial

import (
	"bufio"
	"encoding/binary"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// The screen, and what stands where on it: the file manager at the left, the program at the right, as large as it is at its first start.
const (
	screenWidth, screenHeight = 1920, 1080
	programX                  = 660
	programWidth              = 1200
	programHeight             = 780
	windowTitle               = "TwentyThree Uploader"
)

// desk is one person's desk: display, session bus and home of its own. Everything on it ends with the test.
type desk struct {
	home, results string
	environment   []string
	// screen is the file in which the X server keeps what is on the screen; "" without one.
	screen string
	// failure is the picture of what was on the screen when a test failed, taken before anything is ended.
	failure sync.Once
}

// newHome makes a home that goes with the test. A desk's programs leave some of their own behind, as the file manager does with the one that
// remembers menus: what such a one still writes down while its home is removed fails nobody.
func newHome(t *testing.T) string {
	t.Helper()
	home, err := os.MkdirTemp("", "trial-home-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for range 20 {
			if err = os.RemoveAll(home); err == nil {
				return
			}
			time.Sleep(100 * time.Millisecond)
		}
		t.Log(err)
	})
	return home
}

// newTerminal sets up a home without a screen, for what needs none.
func newTerminal(t *testing.T) *desk {
	t.Helper()
	d := &desk{home: newHome(t), results: resultsFolder(t)}
	runtime := filepath.Join(d.home, "run")
	if err := os.Mkdir(runtime, 0o700); err != nil {
		t.Fatal(err)
	}
	d.environment = []string{
		"HOME=" + d.home, "XDG_RUNTIME_DIR=" + runtime, "PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8", "TZ=Europe/Copenhagen",
		"XDG_CONFIG_HOME=" + filepath.Join(d.home, "config"), "XDG_DATA_HOME=" + filepath.Join(d.home, "data"),
		"XDG_CACHE_HOME=" + filepath.Join(d.home, "cache"), "FYNE_THEME=light",
	}
	return d
}

// newDesk sets up a home with a screen, a session bus, a window manager and an unlocked password store.
func newDesk(t *testing.T) *desk {
	t.Helper()
	d := newTerminal(t)
	d.environment = append(d.environment, "DISPLAY="+d.startScreen(t))
	d.startBus(t, filepath.Join(d.home, "run", "bus"))
	d.start(t, "keyring", strings.NewReader("password"), "gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets")
	d.start(t, "windows", nil, "openbox", "--sm-disable")
	await(t, patience, "the password store", func() bool {
		owned, err := d.try("dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets")
		return err == nil && strings.Contains(owned, "true")
	})
	await(t, patience, "the window manager", func() bool {
		name, err := d.try("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
		return err == nil && strings.Contains(name, "window id")
	})
	return d
}

// busSettings is a session bus that starts no service by itself: what mounts network folders into the home would outlive the trial.
const busSettings = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=SOCKET</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

func (d *desk) startBus(t *testing.T, socket string) {
	t.Helper()
	settings := filepath.Join(d.home, "bus.conf")
	if err := os.WriteFile(settings, []byte(strings.ReplaceAll(busSettings, "SOCKET", socket)), 0o600); err != nil {
		t.Fatal(err)
	}
	d.environment = append(d.environment, "DBUS_SESSION_BUS_ADDRESS=unix:path="+socket)
	d.start(t, "bus", nil, "dbus-daemon", "--nofork", "--nopidfile", "--config-file="+settings)
	await(t, patience, "the session bus", func() bool { _, err := os.Stat(socket); return err == nil })
}

func resultsFolder(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("TRIAL_RESULTS")
	if folder == "" {
		folder = filepath.Join(os.TempDir(), "uploader-trial")
	}
	folder = filepath.Join(folder, t.Name())
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Logf("logs and pictures: %s", folder)
	return folder
}

// startScreen starts an X server on a number that it chooses itself, and gives its address.
func (d *desk) startScreen(t *testing.T) string {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	size := strconv.Itoa(screenWidth) + "x" + strconv.Itoa(screenHeight) + "x24"
	// A pointer would stand before what it points at in every picture, and a key that a busy machine holds for long would repeat itself.
	screen := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", size, "-fbdir", d.home, "-nocursor", "-r", "+extension", "GLX", "+extension", "RANDR", "-nolisten", "tcp", "-noreset")
	screen.ExtraFiles = []*os.File{write}
	if err := screen.Start(); err != nil {
		t.Fatalf("the screen could not be started: %v", err)
	}
	write.Close()
	t.Cleanup(func() { _ = screen.Process.Kill(); _ = screen.Wait() })
	if err := read.SetReadDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("the screen does not say its number: %v", err)
	}
	d.screen = filepath.Join(d.home, "Xvfb_screen0")
	return ":" + strings.TrimSpace(number)
}

// look gives what the screen shows now. It costs no more than reading a file, so a trial can look as often as it likes.
func (d *desk) look(t *testing.T) *image.NRGBA {
	t.Helper()
	content, err := os.ReadFile(d.screen)
	if err != nil {
		t.Fatal(err)
	}
	// The file begins with numbers of 32 bits, as the X Window Dump has them: the length of this head, then among others the bytes of a line
	// and the count of colours of 12 bytes each between head and lines.
	number := func(i int) int { return int(binary.BigEndian.Uint32(content[4*i:])) }
	const lineBytes, colours = 12, 19
	lines := content[number(0)+12*number(colours):]
	shown := image.NewNRGBA(image.Rect(0, 0, screenWidth, screenHeight))
	for y := range screenHeight {
		from, to := lines[y*number(lineBytes):], shown.Pix[y*shown.Stride:]
		for x := 0; x < 4*screenWidth; x += 4 {
			to[x], to[x+1], to[x+2], to[x+3] = from[x+2], from[x+1], from[x], 0xff
		}
	}
	return shown
}

// picture keeps what the screen shows now.
func (d *desk) picture(t *testing.T, name string) {
	t.Helper()
	file, err := os.Create(filepath.Join(d.results, name+".png"))
	if err != nil {
		t.Errorf("no picture of the screen: %v", err)
		return
	}
	defer file.Close()
	quick := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := quick.Encode(file, d.look(t)); err != nil {
		t.Errorf("no picture of the screen: %v", err)
	}
}

//go:build trial

package trial

import (
	"image"
	"image/color"
	"os"
	"testing"
)

// The desktop's own file window, which programs ask for by way of the portal.
const (
	portal       = "/usr/libexec/xdg-desktop-portal"
	portalWindow = "/usr/libexec/xdg-desktop-portal-gtk"
)

// startPortal starts what shows the desktop's file window.
func (d *desk) startPortal(t *testing.T) {
	t.Helper()
	for _, program := range []string{portalWindow, portal} {
		if _, err := os.Stat(program); err != nil {
			t.Skipf("this computer has no file window: %v", err)
		}
	}
	d.environment = append(d.environment, "XDG_CURRENT_DESKTOP=GNOME", "GTK_USE_PORTAL=0")
	d.start(t, "file-window", nil, portalWindow)
	d.start(t, "portal", nil, portal)
	await(t, patience, "the desktop portal", func() bool {
		_, err := d.try("gdbus", "call", "--session", "--dest", "org.freedesktop.portal.Desktop", "--object-path", "/org/freedesktop/portal/desktop",
			"--method", "org.freedesktop.DBus.Properties.Get", "org.freedesktop.portal.FileChooser", "version")
		return err == nil
	})
}

// chooses presses Ctrl+O and types a path into the file window.
func (p person) chooses(t *testing.T, path string) {
	t.Helper()
	p.desk.keys(t, "ctrl+o")
	asking := p.desk.awaitWindow(t, "--class", "xdg-desktop-portal-gtk")
	asking.focus(t)
	p.settledIn(t, asking.box(t))
	p.desk.keys(t, "ctrl+l") // the line for a path
	p.settledIn(t, asking.box(t))
	p.replaces(t, path)
	asking.awaitOpenButton(t)
	p.desk.picture(t, "file-window")
	p.desk.keys(t, "Return")
	await(t, patience, "the file window to close", func() bool {
		found, err := p.desk.try("xdotool", "search", "--onlyvisible", "--class", "xdg-desktop-portal-gtk")
		return err != nil || found == ""
	})
	p.window.focus(t)
}

// awaitOpenButton waits until the file window's button at the lower right can be pressed. The window looks for the typed file on its own
// time, shows the button in grey until it has found it, and has no use for Return until then.
func (w window) awaitOpenButton(t *testing.T) {
	t.Helper()
	corner := w.box(t).Max
	button := image.Rectangle{Min: corner.Sub(image.Pt(80, 44)), Max: corner.Sub(image.Pt(16, 8))}
	const black = 0x60
	await(t, patience, "the file window's button to be ready", func() bool {
		screen := w.desk.look(t)
		for y := button.Min.Y; y < button.Max.Y; y++ {
			for x := button.Min.X; x < button.Max.X; x++ {
				if shade, is := color.GrayModel.Convert(screen.At(x, y)).(color.Gray); is && shade.Y < black {
					return true
				}
			}
		}
		return false
	})
}

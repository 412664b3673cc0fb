//go:build trial

package trial

import (
	"os"
	"testing"
	"time"
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
	await(t, 20*time.Second, "the desktop portal", func() bool {
		_, err := d.try("gdbus", "call", "--session", "--dest", "org.freedesktop.portal.Desktop", "--object-path", "/org/freedesktop/portal/desktop",
			"--method", "org.freedesktop.DBus.Properties.Get", "org.freedesktop.portal.FileChooser", "version")
		return err == nil
	})
}

// chooses presses Ctrl+O and types a path into the file window.
func (p person) chooses(t *testing.T, path string) {
	t.Helper()
	p.desk.keys(t, "ctrl+o")
	asking := p.desk.awaitWindow(t, 20*time.Second, "--class", "xdg-desktop-portal-gtk")
	asking.focus(t)
	p.settledIn(t, asking.box(t))
	p.desk.keys(t, "ctrl+l") // the line for a path
	p.settledIn(t, asking.box(t))
	p.replaces(t, path)
	p.desk.picture(t, "file-window")
	p.desk.keys(t, "Return")
	await(t, 10*time.Second, "the file window to close", func() bool {
		found, err := p.desk.try("xdotool", "search", "--onlyvisible", "--class", "xdg-desktop-portal-gtk")
		return err != nil || found == ""
	})
	p.window.focus(t)
}

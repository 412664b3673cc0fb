//go:build trial

package trial

import (
	"image"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// openFolder shows a folder in the file manager, at the left of the screen.
func (d *desk) openFolder(t *testing.T, folder string) window {
	t.Helper()
	settings := filepath.Join(d.home, "config", "pcmanfm", "default")
	if err := os.MkdirAll(settings, 0o700); err != nil {
		t.Fatal(err)
	}
	plain := "[ui]\nview_mode=icon\nside_pane_mode=hidden;places\nsort=name;ascending;\nshow_statusbar=1\n[volume]\nmount_on_startup=0\nmount_removable=0\n"
	if err := os.WriteFile(filepath.Join(settings, "pcmanfm.conf"), []byte(plain), 0o600); err != nil {
		t.Fatal(err)
	}
	d.start(t, "folder", nil, "pcmanfm", "--no-desktop", "--new-win", folder)
	// Its title is the folder's name.
	shown := d.awaitWindow(t, "--name", "^"+filepath.Base(folder)+"$")
	shown.place(t, 0, 30, 640, 560)
	return shown
}

// paste copies everything in a folder in the file manager, as with Ctrl+C, and presses Ctrl+V in the program.
func (p person) paste(t *testing.T, folder string) {
	t.Helper()
	shown := p.desk.openFolder(t, folder)
	shown.selectEverything(t)
	p.desk.keys(t, "ctrl+c")
	p.window.focus(t)
	p.desk.keys(t, "ctrl+v")
}

// dragEverything selects everything in the file manager's window by keyboard, takes hold of it with the mouse and lets go of it
// at the other point.
func (w window) dragEverything(t *testing.T, to image.Point) {
	t.Helper()
	hold := w.selectEverything(t)
	w.desk.drag(t, hold.Add(image.Pt(0, 8)), to)
}

// selectEverything does so by keyboard and finds where the topmost file can be taken hold of.
func (w window) selectEverything(t *testing.T) (hold image.Point) {
	t.Helper()
	w.focus(t)
	before := w.desk.look(t)
	await(t, patience, "the folder's files to be selected", func() bool {
		w.desk.keys(t, "ctrl+a")
		time.Sleep(200 * time.Millisecond)
		box := w.box(t)
		// Between the tool bar and the status line there is nothing but the files.
		files := image.Rect(box.Min.X+4, box.Min.Y+70, box.Max.X-4, box.Max.Y-30)
		var found bool
		hold, found = difference(before, w.desk.look(t), files, 30)
		return found
	})
	return hold
}

//go:build trial

package trial

import (
	"path/filepath"
	"testing"
	"time"
)

// TestKilledHalfASecondAfterTyping ends the program by kill -9 half a second after the last letter is on the screen: everything typed is there
// again.
func TestKilledHalfASecondAfterTyping(t *testing.T) {
	t.Parallel()
	const title, description = "Kept, whatever happens: 100 % of it", "The last words before the power went."
	d := newDesk(t)
	films := t.TempDir()
	makeVideo(t, filepath.Join(films, "power cut.mp4"), smallVideo...)
	s := d.startSite(t)
	p, running := d.sitDown(t, s)
	p.drop(t, films, 1)
	p.open(t, 0)
	p.seesDetails(t, "power cut.mp4")
	p.replaces(t, title)
	d.keys(t, "Tab")
	d.types(t, description)
	p.sees(t, description)
	time.Sleep(500 * time.Millisecond)
	running.kill()
	rows := list(t, p.data)
	if len(rows) != 1 || rows[0].Metadata.Title != title || rows[0].Metadata.Description != description {
		t.Errorf("half a second after typing the list on disk holds %+v", rows)
	}

	again, shown := d.openProgram(t, "-data", p.data)
	p.window = shown
	p.sees(t, title)
	p.open(t, 0)
	d.picture(t, "typed-and-killed")
	if rows = list(t, p.data); len(rows) != 1 || rows[0].Metadata.Title != title || rows[0].Metadata.Description != description {
		t.Errorf("after the restart the list holds %+v", rows)
	}
	again.close(t)
}

//go:build trial

package trial

import (
	"net/http"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// lameLink lets the big file of this trial last about thirty seconds.
var lameLink = map[string]any{"kind": "slow", "bytes_per_second": 4 << 20, "per": "site"}

// TestTheNetworkGoesAway pulls the plug at forty per cent: nothing is lost, editing goes on, and so does the upload where it was once the
// plug is back. Then the site is busy for a while.
func TestTheNetworkGoesAway(t *testing.T) {
	t.Parallel()
	c := layCable(t, 0)
	d := newDesk(t)
	films := t.TempDir()
	film := makeBigVideo(t, filepath.Join(films, "1 big.mp4"), 120<<20)
	makeVideo(t, filepath.Join(films, "2 small.mp4"), smallVideo...)
	s := d.startSiteAt(t, "-tls", "-listen", c.site+":0")
	p, running := d.halfWay(t, c, s, films, 2, film)

	c.pull(t)
	cut := time.Now()
	p.becomes(t, film.name, "waiting for internet", func(r row) bool { return r.State == "wait_net" })
	t.Logf("%.1f s after the plug was pulled the row waits for internet", time.Since(cut).Seconds())
	if waited := time.Since(cut); waited > 10*time.Second {
		t.Errorf("the row said so only after %s", waited)
	}
	d.picture(t, "pulled")
	kept, _ := named(list(t, p.data), film.name)
	if kept.Progress.Acked < film.size/4 {
		t.Errorf("only %d of %d bytes are kept", kept.Progress.Acked, film.size)
	}

	p.editOffline(t, film.name)
	p.addOffline(t)

	before := s.chunkBytes(t)
	c.plug(t)
	plugged := time.Now()
	await(t, 30*time.Second, "the upload to go on", func() bool { return s.chunkBytes(t) > before })
	t.Logf("%.1f s after the plug was back bytes arrived again", time.Since(plugged).Seconds())
	d.picture(t, "plugged")
	s.busyForAWhile(t, p, film)

	s.faults(t)
	for _, name := range []string{film.name, "2 small.mp4"} {
		p.becomes(t, name, "the end", func(r row) bool { return r.State == "done_draft" })
	}
	p.settled(t)
	d.picture(t, "arrived")
	s.mustHaveGoneOn(t, film, "Titled without a network")
	running.close(t)
}

// halfWay opens the program beyond the cable, signs in and uploads a folder's files, until two fifths of the film are at the site.
func (d *desk) halfWay(t *testing.T, c cable, s *site, films string, files int, film video) (person, *process) {
	t.Helper()
	d.environment = append(d.environment, "SSL_CERT_FILE="+s.CA)
	data := filepath.Join(d.home, "uploads")
	running, shown := d.openCommand(t, "ip", "netns", "exec", c.namespace, program, "-data", data)
	p := person{desk: d, window: shown, data: data}
	p.settled(t)
	p.signIn(t, s)
	p.drop(t, films, files)
	s.faults(t, lameLink)
	p.uploads(t, files)
	await(t, patience, "two fifths at the site", func() bool { return s.chunkBytes(t) >= film.size*2/5 })
	return p, running
}

// editOffline types a title while there is no network.
func (p person) editOffline(t *testing.T, name string) {
	t.Helper()
	p.open(t, 0)
	p.seesDetails(t, name)
	p.replaces(t, "Titled without a network")
	p.becomes(t, name, "the title typed offline", func(r row) bool { return r.Metadata.Title == "Titled without a network" })
	p.desk.keys(t, "Escape")
	p.desk.picture(t, "edited-offline")
}

// addOffline copies two more files in the file manager and pastes them while there is no network.
func (p person) addOffline(t *testing.T) {
	t.Helper()
	more := t.TempDir()
	for _, name := range []string{"3 more.mp4", "4 more.mp4"} {
		makeVideo(t, filepath.Join(more, name), smallVideo...)
	}
	p.paste(t, more)
	await(t, patience, "two more rows that are ready", func() bool {
		rows := list(t, p.data)
		return len(rows) == 4 && slices.Contains(states(rows), "ready")
	})
	p.settled(t)
	p.desk.picture(t, "added-offline")
}

// busyForAWhile has the site answer that it is busy until the row says so.
func (s *site) busyForAWhile(t *testing.T, p person, film video) {
	t.Helper()
	s.faults(t, map[string]any{"kind": "answer", "path": "photo/redeem-upload-token", "status": http.StatusServiceUnavailable}, lameLink)
	p.becomes(t, film.name, "the busy site", func(r row) bool { return r.State == "wait_site" })
	p.desk.picture(t, "busy")
}

// mustHaveGoneOn checks that the film is there once, under its title, and that no more travelled twice than was on its way at a break.
func (s *site) mustHaveGoneOn(t *testing.T, film video, title string) {
	t.Helper()
	found := 0
	for _, held := range s.videos(t) {
		if held.FileName != film.name {
			continue
		}
		found++
		if held.sum != film.sum || held.Title != title || held.Published {
			t.Errorf("the site holds %q with %d bytes, published %v", held.Title, held.size, held.Published)
		}
	}
	if found != 1 {
		t.Errorf("the site holds the film %d times", found)
	}
	// Four pieces of 16 MiB can be on their way at each of the two breaks; the small video and the envelopes are less than one.
	const again = 9 * 16 << 20
	if all := s.chunkBytes(t); all > film.size+again {
		t.Errorf("%d bytes travelled for a film of %d: it began again", all, film.size)
	}
}

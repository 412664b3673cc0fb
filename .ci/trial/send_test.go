//go:build trial

package trial

import (
	"path/filepath"
	"testing"
	"time"
)

// TestSendCarriesOn kills `send` half way through a big file, as a power cut would, and starts it again with the same folder.
func TestSendCarriesOn(t *testing.T) {
	t.Parallel()
	d := newTerminal(t)
	films := t.TempDir()
	film := makeVideos(t, films, fiveNames[:1])[fiveNames[0]]
	s := d.startSite(t)
	s.faults(t, slowLink)
	d.environment = append(d.environment, "ACCESS_KEY="+s.Bearer)
	arguments := []string{
		"send", "-site", s.URL, "-bearer-env", "ACCESS_KEY", "-data", filepath.Join(d.home, "progress"),
		"-title", "The big one", "-visibility", "publish", film.path,
	}

	first := d.start(t, "send", nil, program, arguments...)
	sent := s.awaitHalf(t, film, first)
	first.kill()
	s.faults(t)
	second := d.start(t, "send", nil, program, arguments...)
	select {
	case <-second.ended:
	case <-time.After(3 * time.Minute):
		t.Fatalf("send does not end:\n%s", second.said(t))
	}
	if code := second.command.ProcessState.ExitCode(); code != 0 {
		t.Fatalf("send ended with %d:\n%s", code, second.said(t))
	}
	s.mustHoldOnce(t, film, sent)
	if got := s.videos(t)[0]; got.Title != "The big one" || !got.Published {
		t.Errorf("the site holds %+v", got)
	}
}

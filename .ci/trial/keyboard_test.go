//go:build trial

package trial

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestTheFirstVideoByKeyboardAlone is somebody's first quarter of an hour without a mouse: choose a file, press Upload, be asked to sign in,
// and find the video on its way and then on the site, as a draft.
func TestTheFirstVideoByKeyboardAlone(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.startPortal(t)
	film := filepath.Join(t.TempDir(), "welcome_final_v3.mp4")
	made := makeBigVideo(t, film, 12<<20)
	s := d.startSite(t)
	s.faults(t, map[string]any{"kind": "slow", "bytes_per_second": 2 << 20, "per": "site"})
	p, running := d.sitDownSignedOut(t, program, "uploads")
	p.chooses(t, film)
	p.has(t, 1)
	p.sees(t, "Ready to upload")
	d.picture(t, "chosen")
	if r, _ := named(list(t, p.data), made.name); r.State != "ready" || r.Metadata.Title != "welcome final v3" || r.Metadata.Visibility != "" {
		t.Errorf("the row is %+v", r)
	}
	for _, r := range s.requests(t) {
		if !strings.Contains(r.Path, "_demo") {
			t.Errorf("before anybody signed in the site was asked for %s", r.Path)
		}
	}

	d.keys(t, "ctrl+Return") // Upload asks for the sign-in
	p.sees(t, asksSite)
	d.picture(t, "asked-to-sign-in")
	d.types(t, strings.ToUpper(s.URL[:8])+s.URL[8:]+"/")
	d.keys(t, "Return")
	p.sees(t, saysFound)
	d.picture(t, "found")
	p.givesKey(t, s)
	p.becomes(t, made.name, "its bytes on the way", func(r row) bool { return r.State == "uploading" })
	d.keys(t, "Return") // "Start uploading" has the keyboard
	p.becomes(t, made.name, "some of its bytes there", func(r row) bool { return r.Progress.Acked > 0 || r.State != "uploading" })
	d.picture(t, "uploading")
	s.faults(t)
	p.becomes(t, made.name, "the end", func(r row) bool { return r.State == "done_draft" })
	p.settled(t)
	d.picture(t, "draft")
	held := s.videos(t)
	if len(held) != 1 || held[0].Published || held[0].Scheduled || held[0].Title != "welcome final v3" || held[0].sum != made.sum {
		t.Errorf("the site holds %+v", held)
	}
	for _, r := range s.requests(t) {
		if strings.HasSuffix(r.Path, "get-upload-token") && r.Parameters["publish"] != "0" {
			t.Errorf("the site was told publish=%q", r.Parameters["publish"])
		}
	}
	running.close(t)
	d.mustNotHold(t, s.Bearer, p.data)
}

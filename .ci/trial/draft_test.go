//go:build trial

package trial

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestNothingGoesPublicByAccident adds a video in each of the three ways, publishes one of them, makes it a draft again, and meets a site
// that publishes what it was told to keep.
func TestNothingGoesPublicByAccident(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.startPortal(t)
	dropped, pasted, chosen := t.TempDir(), t.TempDir(), t.TempDir()
	for folder, name := range map[string]string{dropped: "dropped.mp4", pasted: "pasted.mp4", chosen: "chosen.mp4"} {
		makeVideo(t, filepath.Join(folder, name), smallVideo...)
	}
	s := d.startSite(t)
	p, running := d.sitDown(t, s)
	p.drop(t, dropped, 1)
	p.paste(t, pasted)
	p.has(t, 2)
	p.chooses(t, filepath.Join(chosen, "chosen.mp4"))
	p.has(t, 3)
	p.settled(t)
	d.picture(t, "three-ways")
	p.uploads(t, 3)
	p.ends(t, "done_draft", "dropped.mp4", "pasted.mp4", "chosen.mp4")
	p.settled(t)
	d.picture(t, "three-drafts")
	for _, held := range s.videos(t) {
		if held.Published || held.Scheduled {
			t.Errorf("%s is public, and nobody asked for it", held.FileName)
		}
	}
	s.mustHaveBeenToldDraft(t)

	p.publishesOne(t, s)
	p.meetsASiteThatPublishes(t, s)
	running.close(t)
}

// has waits for so many rows, none of which is still being read.
func (p person) has(t *testing.T, count int) {
	t.Helper()
	await(t, patience, "the added rows to be ready", func() bool {
		rows := list(t, p.data)
		return len(rows) == count && !slices.Contains(states(rows), "preparing")
	})
}

// ends waits until the files have come to an end of their upload.
func (p person) ends(t *testing.T, state string, names ...string) {
	t.Helper()
	for _, name := range names {
		p.becomes(t, name, "the end "+state, func(r row) bool { return r.State == state })
	}
}

// mustHaveBeenToldDraft reads in the site's log that each upload came with publish=0, and that nothing came with publish=1.
func (s *site) mustHaveBeenToldDraft(t *testing.T) {
	t.Helper()
	tokens := 0
	for _, r := range s.requests(t) {
		publish, said := r.Parameters["publish"]
		switch {
		case strings.HasSuffix(r.Path, "get-upload-token"), strings.HasSuffix(r.Path, "update-upload-token"):
			tokens++
			if !said || publish != "0" {
				t.Errorf("%s was asked with publish=%q", r.Path, publish)
			}
		case said && publish != "0":
			t.Errorf("%s was asked with publish=%q", r.Path, publish)
		}
	}
	if tokens < 3 {
		t.Errorf("only %d upload tokens were asked for", tokens)
	}
}

// publishesOne publishes a fourth video on purpose.
func (p person) publishesOne(t *testing.T, s *site) {
	t.Helper()
	folder := t.TempDir()
	makeVideo(t, filepath.Join(folder, "on purpose.mp4"), smallVideo...)
	p.paste(t, folder)
	p.has(t, 4)
	p.showsReady(t, 1)
	p.openNamed(t, "on purpose.mp4")
	p.picks(t, choicePublish)
	p.becomes(t, "on purpose.mp4", "publishing chosen", func(r row) bool { return r.Metadata.Visibility == "publish" })
	p.settled(t)
	p.desk.picture(t, "one-goes-public")
	p.desk.keys(t, "Escape")
	p.uploads(t, 1)
	p.ends(t, "done_public", "on purpose.mp4")
	if !s.named(t, "on purpose.mp4").Published {
		t.Error("the video that was to be published is not")
	}
	p.settled(t)
	p.desk.picture(t, "published")

	// What finished last is the first row now that everything is.
	p.desk.keys(t, "Escape", "Escape", "Home", "Menu")
	p.sees(t, "Make it a draft")
	p.desk.picture(t, "row-menu")
	p.presses(t, "Make it a draft")
	await(t, patience, "the site to show a draft again", func() bool { return !s.named(t, "on purpose.mp4").Published })
	p.ends(t, "done_draft", "on purpose.mp4")
	p.settled(t)
	p.desk.picture(t, "draft-again")
}

// meetsASiteThatPublishes uploads a draft to a site that ignores publish=0: the row says so.
func (p person) meetsASiteThatPublishes(t *testing.T, s *site) {
	t.Helper()
	s.faults(t, map[string]any{"kind": "publish"})
	folder := t.TempDir()
	makeVideo(t, filepath.Join(folder, "kept back.mp4"), smallVideo...)
	p.paste(t, folder)
	p.has(t, 5)
	p.uploads(t, 1)
	p.becomes(t, "kept back.mp4", "the warning", func(r row) bool { return r.State == "done_warn" })
	p.settled(t)
	p.desk.picture(t, "shown-published")
	s.faults(t)
}

// openNamed opens the details of a file's row.
func (p person) openNamed(t *testing.T, name string) {
	t.Helper()
	p.open(t, p.index(t, name))
	p.seesDetails(t, name)
}

// index is the place of a file's row, which is not finished, in the window: what is finished stands below.
func (p person) index(t *testing.T, name string) int {
	t.Helper()
	unfinished := slices.DeleteFunc(list(t, p.data), func(r row) bool { return strings.HasPrefix(r.State, "done_") })
	return slices.IndexFunc(unfinished, func(r row) bool { return r.Source.Name == name })
}

// named is the site's video of a file.
func (s *site) named(t *testing.T, name string) received {
	t.Helper()
	for _, held := range s.videos(t) {
		if held.FileName == name {
			return held
		}
	}
	t.Fatalf("the site has no video of %s", name)
	return received{}
}

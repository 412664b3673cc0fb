//go:build trial

package trial

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestTenFilesOneEvening drops a folder with ten videos, a spreadsheet, an empty file and a video that was sent before. All get a category,
// a tag and a date at once. While the first video is on its way its title is changed and another one is moved to the top.
func TestTenFilesOneEvening(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	told := d.listenForNotices(t)
	s := d.startSite(t)
	p, running := d.sitDown(t, s)
	first := p.sendOne(t, "welcome.mp4")

	parent := t.TempDir()
	folder := filepath.Join(parent, "Evening")
	names := fillFolder(t, folder, first)
	p.dropInto(t, parent)
	p.has(t, 1+len(names)+1)
	p.window.focus(t)
	p.showsReady(t, len(names))
	d.picture(t, "evening-dropped")
	p.isToldWhatWasLeft(t)
	p.skipsWhatWasSent(t, 1+len(names))

	draft := names[3]
	p.fillsInAll(t, names, draft)

	s.faults(t, map[string]any{"kind": "slow", "bytes_per_second": 256 << 10, "per": "site"})
	p.uploads(t, len(names))
	p.becomes(t, names[0], "its bytes on the way", func(r row) bool { return r.State == "uploading" })
	p.retitle(t, names[0], "Titled on the way")
	p.moveToTop(t, names[6])
	p.turnsAway(t)
	s.faults(t)
	for _, name := range names {
		end := wanted{at: time.Now()}.end()
		if name == draft {
			end = wanted{}.end()
		}
		p.ends(t, end, name)
	}
	told.mustBeOne(t, fmt.Sprint(len(names)), "Part", "Titled", "welcome")
	p.window.focus(t)
	p.settled(t)
	d.picture(t, "evening-done")
	s.mustHoldBatch(t, list(t, p.data), names, draft)
	want := slices.Concat([]string{"welcome.mp4"}, names[:1], names[6:7], names[1:6], names[7:])
	if got := s.inOrder(t); !slices.Equal(got, want) {
		t.Errorf("the site received %q, want %q", got, want)
	}
	if title := s.named(t, names[0]).Title; title != "Titled on the way" {
		t.Errorf("the video whose title was changed on its way is called %q", title)
	}
	running.close(t)
}

// isToldWhatWasLeft reads in the strip what was not added, and why.
func (p person) isToldWhatWasLeft(t *testing.T) {
	t.Helper()
	p.sees(t, "Added 11 videos, 2 could not be added")
	p.presses(t, "Show")
	for _, words := range []string{"budget.xlsx: This is not a video or audio file", "empty.mp4: This file is empty"} {
		p.sees(t, words)
	}
	p.settled(t)
	p.desk.picture(t, "evening-left")
	p.presses(t, "Hide")
	p.gone(t, "empty.mp4: This file is empty")
	for _, r := range list(t, p.data) {
		if r.Source.Name == "budget.xlsx" || r.Source.Name == "empty.mp4" {
			t.Errorf("%s is in the list", r.Source.Name)
		}
	}
}

// skipsWhatWasSent finds the row of the video that was sent before, which asks what is meant, and leaves it out.
func (p person) skipsWhatWasSent(t *testing.T, left int) {
	t.Helper()
	asking := 0
	for _, r := range list(t, p.data) {
		if r.State == "attention" && r.Source.Name == "welcome.mp4" {
			asking++
		}
	}
	if asking != 1 {
		t.Errorf("%d rows ask about the video that was sent before", asking)
	}
	p.desk.keys(t, "Escape", "Escape", "End")
	p.sees(t, "This file was sent before")
	p.sees(t, "Upload again")
	p.settled(t)
	p.desk.picture(t, "sent-before")
	p.presses(t, "Skip")
	p.has(t, left)
	p.gone(t, "Upload again")
}

// sendOne sends one video and gives its path.
func (p person) sendOne(t *testing.T, name string) string {
	t.Helper()
	folder := t.TempDir()
	path := filepath.Join(folder, name)
	makeVideo(t, path, smallVideo...)
	p.drop(t, folder, 1)
	p.uploads(t, 1)
	p.becomes(t, name, "the end", func(r row) bool { return r.State == "done_draft" })
	return path
}

// fillFolder makes ten videos, a spreadsheet, an empty file, and one that was sent before. The first video is the biggest, so that there
// is time to change something while it is on its way.
func fillFolder(t *testing.T, folder, sent string) (names []string) {
	t.Helper()
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for i := range 10 {
		name := fmt.Sprintf("Part %02d.mp4", i+1)
		if i == 0 {
			makeBigVideo(t, filepath.Join(folder, name), 40<<20)
		} else {
			makeVideo(t, filepath.Join(folder, name), append(slices.Clone(smallVideo), "-metadata", "comment="+name)...)
		}
		names = append(names, name)
	}
	for name, text := range map[string]string{"budget.xlsx": "PK\x03\x04", "empty.mp4": ""} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Link(sent, filepath.Join(folder, filepath.Base(sent))); err != nil {
		t.Fatal(err)
	}
	return names
}

// retitle changes the title of a row.
func (p person) retitle(t *testing.T, name, title string) {
	t.Helper()
	p.openNamed(t, name)
	p.replaces(t, title)
	p.becomes(t, name, "the new title", func(r row) bool { return r.Metadata.Title == title })
	p.desk.picture(t, "retitled")
	p.desk.keys(t, "Escape")
}

// moveToTop moves a row before all that wait, with Alt+Home.
func (p person) moveToTop(t *testing.T, name string) {
	t.Helper()
	p.desk.keys(t, "Escape", "Home")
	p.desk.keys(t, slices.Repeat([]string{"Down"}, p.index(t, name))...)
	p.desk.keys(t, "alt+Home")
	await(t, patience, "the row at its new place", func() bool {
		for _, r := range list(t, p.data) {
			if r.State == "waiting" {
				return r.Source.Name == name
			}
		}
		return false
	})
	p.desk.picture(t, "moved")
}

// inOrder are the files' names as the site received their first pieces.
func (s *site) inOrder(t *testing.T) (names []string) {
	t.Helper()
	for _, r := range s.requests(t) {
		if strings.HasSuffix(r.Path, "redeem-upload-token") && r.Chunk.Name != "" && !slices.Contains(names, r.Chunk.Name) {
			names = append(names, r.Chunk.Name)
		}
	}
	return names
}

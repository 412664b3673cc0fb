//go:build trial

package trial

import (
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// wanted is what the person types about a file.
type wanted struct {
	title, description string
	tags               []string
	// category is the title of one of the site's categories.
	category string
	// publish and at are who can see it; neither means draft.
	publish bool
	at      time.Time
}

// end is the state in which the row of such a video stands at last.
func (w wanted) end() string {
	switch {
	case w.publish:
		return "done_public"
	case !w.at.IsZero():
		return "done_sched"
	default:
		return "done_draft"
	}
}

// TestFromDropToVideo is the main job, end to end: five real videos dragged from a file manager, titled by keyboard, one published,
// one scheduled, three drafts, and the site has the same bytes and the same words.
func TestFromDropToVideo(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	films := t.TempDir()
	made := makeVideos(t, films, fiveNames)
	s := d.startSite(t)
	p, running := d.sitDown(t, s)
	p.drop(t, films, len(made))
	asked := p.describe(t)
	p.desk.picture(t, "described")

	p.uploads(t, len(made))
	await(t, 4*time.Minute, "five videos at the site", func() bool { return s.count() >= len(made) })
	p.desk.picture(t, "arriving")
	for name, want := range asked {
		p.becomes(t, name, "the end "+want.end(), func(r row) bool { return r.State == want.end() })
	}
	p.settled(t)
	p.desk.picture(t, "done")
	s.mustHold(t, made, asked)
	running.close(t)
	d.mustNotHold(t, s.Bearer, p.data)
}

// TestKilledHalfWay pulls the plug in the middle of a big file and switches on again: it carries on by itself.
func TestKilledHalfWay(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	films := t.TempDir()
	made := makeVideos(t, films, fiveNames[:1])
	film := made[fiveNames[0]]
	s := d.startSite(t)
	s.faults(t, slowLink)
	p, running := d.sitDown(t, s)
	p.drop(t, films, 1)
	p.uploads(t, 1)
	sent := s.awaitHalf(t, film, running)
	p.desk.picture(t, "half-way")
	running.kill()
	p.desk.picture(t, "killed")
	s.faults(t)

	again, _ := d.openProgram(t, "-data", p.data)
	s.mustHoldOnce(t, film, sent)
	p.becomes(t, film.name, "the end", func(r row) bool { return r.State == "done_draft" })
	p.desk.picture(t, "carried-on")
	again.close(t)
	s.mustHoldOnce(t, film, sent)
}

// sitDown opens the program and signs in to the site.
func (d *desk) sitDown(t *testing.T, s *site) (person, *process) {
	t.Helper()
	data := filepath.Join(d.home, "uploads")
	running, shown := d.openProgram(t, "-data", data)
	p := person{desk: d, window: shown, data: data}
	p.settled(t)
	p.desk.picture(t, "opened")
	p.signIn(t, s)
	return p, running
}

// drop drags everything in a folder from the file manager into the middle of the window.
func (p person) drop(t *testing.T, films string, count int) {
	t.Helper()
	p.dropInto(t, films)
	await(t, patience, fmt.Sprintf("%d rows that are ready", count), func() bool {
		rows := list(t, p.data)
		return len(rows) == count && strings.Join(states(rows), "") == "ready"
	})
	p.window.focus(t)
	p.showsReady(t, count)
	p.desk.picture(t, "dropped")
}

// dropInto drags everything in a folder into the window.
func (p person) dropInto(t *testing.T, films string) {
	t.Helper()
	folder := p.desk.openFolder(t, films)
	box := p.window.box(t)
	folder.dragEverything(t, image.Pt(box.Min.X+box.Dx()/3, box.Min.Y+box.Dy()/2))
}

// describe fills in the form of every row and waits until the list has kept it.
func (p person) describe(t *testing.T) map[string]wanted {
	t.Helper()
	asked := map[string]wanted{}
	for i, r := range list(t, p.data) {
		name := r.Source.Name
		want := wanted{title: fmt.Sprintf("Film %d: R&D, 100%% #%d + more", i+1, i+1)}
		p.open(t, i)
		p.seesDetails(t, name)
		p.desk.picture(t, fmt.Sprintf("details-%d", i+1))
		p.replaces(t, want.title)
		p.becomes(t, name, "the title "+want.title, func(r row) bool { return r.Metadata.Title == want.title })
		switch i {
		case 0:
			want.description, want.category, want.tags = "What new colleagues need to know.", "HR", []string{"onboarding", "first week"}
			p.tell(t, want)
			p.becomes(t, name, "description, category and tags", func(r row) bool {
				return r.Metadata.Description == want.description && len(r.Metadata.Categories) == 1 && slices.Equal(r.Metadata.Tags, want.tags)
			})
		case 1:
			want.publish = true
			p.picks(t, choicePublish)
			p.becomes(t, name, "publishing chosen", func(r row) bool { return r.Metadata.Visibility == "publish" })
		case 2:
			want.at = time.Date(2031, time.March, 4, 9, 30, 0, 0, copenhagen(t))
			p.picks(t, choiceDate)
			p.typeDate(t, "2031-03-04", "09:30")
			p.becomes(t, name, "the date", func(r row) bool {
				return r.Metadata.Visibility == "date" && r.Metadata.PublishAt.Equal(want.at)
			})
		}
		p.desk.picture(t, fmt.Sprintf("form-%d", i+1))
		asked[name] = want
	}
	return asked
}

func copenhagen(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Copenhagen")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// mustHold checks that the site has exactly these videos with these bytes and words.
func (s *site) mustHold(t *testing.T, made map[string]video, asked map[string]wanted) {
	t.Helper()
	held := s.videos(t)
	if len(held) != len(made) {
		t.Errorf("the site holds %d videos, want exactly %d", len(held), len(made))
	}
	seen := map[string]bool{}
	for _, got := range held {
		film, known := made[got.FileName]
		if !known || seen[got.FileName] {
			t.Errorf("the site holds a video of %q, which was not asked for (again)", got.FileName)
			continue
		}
		seen[got.FileName] = true
		want := asked[got.FileName]
		if got.sum != film.sum || got.size != film.size || got.Recorded != film.sum {
			t.Errorf("%q arrived as %d bytes with %s (%s in the record), want %d with %s", film.name, got.size, got.sum, got.Recorded, film.size, film.sum)
		}
		if got.Title != want.title {
			t.Errorf("%q is called %q, want %q", film.name, got.Title, want.title)
		}
		if got.Description != want.description || len(got.Categories) == 1 != (want.category != "") || !slices.Equal(slices.Sorted(slices.Values(got.Tags)), slices.Sorted(slices.Values(want.tags))) {
			t.Errorf("%q is described by %q, categories %v, tags %q, want %+v", film.name, got.Description, got.Categories, got.Tags, want)
		}
		if got.Published != want.publish || got.Scheduled == want.at.IsZero() {
			t.Errorf("%q is published %v, scheduled %v, want %+v", film.name, got.Published, got.Scheduled, want)
		}
		if !want.at.IsZero() && (got.PublishDate == nil || !got.PublishDate.Equal(want.at)) {
			t.Errorf("%q becomes public at %v, want %v", film.name, got.PublishDate, want.at)
		}
	}
}

// mustNotHold checks that a secret is in none of the program's files and logs and in no process's arguments.
func (d *desk) mustNotHold(t *testing.T, secret, data string) {
	t.Helper()
	for _, folder := range []string{data, filepath.Join(d.home, "config"), filepath.Join(d.home, "cache"), filepath.Join(d.home, "data"), d.results} {
		err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
			// The site's own log is where the person has the key from.
			if err != nil || !entry.Type().IsRegular() || filepath.Base(path) == "site.log" {
				return nil
			}
			if content, err := os.ReadFile(path); err == nil && strings.Contains(string(content), secret) {
				t.Errorf("the access key is in %s", path)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	lines, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		if content, err := os.ReadFile(line); err == nil && strings.Contains(string(content), secret) {
			t.Errorf("the access key is in the arguments of a process: %s", line)
		}
	}
}

//go:build crash && crashpoints && linux

package crash

import (
	"cmp"
	"context"
	"html"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/journal"
)

// held is what the list knows of the files, by their names.
type held map[string]journal.Record

// readList reads a copy of the list, as the next start will find it. A crash must never look like damage.
func readList(t *testing.T, data string) held {
	t.Helper()
	folder := t.TempDir()
	for _, suffix := range []string{"", "-wal"} {
		copyIfThere(t, filepath.Join(data, "list.sqlite"+suffix), filepath.Join(folder, "list.sqlite"+suffix))
	}
	list, report, err := journal.Open(context.Background(), filepath.Join(folder, "list.sqlite"), journal.Options{})
	if err != nil {
		t.Errorf("the list cannot be opened after a crash: %v", err)
		return nil
	}
	defer list.Close()
	if report.Recovered || report.ReadOnly || report.Newer {
		t.Errorf("the list is taken for damaged after a crash: %+v", report)
	}
	contents, err := list.Load(context.Background())
	if err != nil {
		t.Errorf("the list cannot be read after a crash: %v", err)
	}
	known := held{}
	for _, record := range contents.Uploads {
		name := cmp.Or(record.Upload.Source.Name, record.Upload.Metadata.Title)
		if _, twice := known[name]; twice {
			t.Errorf("%s stands in the list twice", name)
		}
		known[name] = record
	}
	return known
}

func copyIfThere(t *testing.T, from, to string) {
	t.Helper()
	source, err := os.Open(from)
	if os.IsNotExist(err) {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	defer source.Close()
	target, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	defer target.Close()
	if _, err := io.Copy(target, source); err != nil {
		t.Fatal(err)
	}
}

// judge holds what the site has against what was to be sent.
func (u *upload) judge(t *testing.T, o *outcome) {
	t.Helper()
	videos := u.place.site.Videos()
	known := readList(t, u.data)
	for _, film := range u.task.Files {
		name := filepath.Base(film.Path)
		var made []demo.Video
		for _, video := range videos {
			if film.made(video) {
				made = append(made, video)
			}
		}
		switch record := known[filepath.Base(film.last())]; {
		case len(made) == 0:
			o.lost++
			t.Errorf("%s was lost", name)
			continue
		case len(made) > 1:
			o.duplicate++
			t.Errorf("%s was uploaded %d times", name, len(made))
		case !record.Upload.State.Arrived():
			t.Errorf("the list holds %s as %s", name, record.Upload.State)
		}
		if video := made[0]; video.SHA256 != u.sums[film.last()] || !u.accompanied(film, video) || !u.titled(video.Title, film) || html.UnescapeString(video.Description) != film.Description ||
			!slices.Equal(slices.Sorted(slices.Values(video.Tags)), slices.Sorted(slices.Values(film.Tags))) || video.Published {
			o.corrupt++
			t.Errorf("the site holds another %s: %+v", name, video)
		}
	}
	if len(videos) > len(u.task.Files) && o.duplicate == 0 {
		o.duplicate++
		t.Errorf("the site holds %d videos for %d files", len(videos), len(u.task.Files))
	}
	u.judgeAcks(t)
	u.judgeTravel(t, o)
}

// titled says that a video has the title that was typed last.
func (u *upload) titled(title string, film film) bool {
	want := film.Title
	for _, edit := range u.task.Edits {
		if edit.Path == film.Path {
			want = edit.Title
		}
	}
	return title == want
}

// judgeAcks checks that what the list once knew to be confirmed it never forgot again.
func (u *upload) judgeAcks(t *testing.T) {
	t.Helper()
	for i := 1; i < len(u.kills); i++ {
		now := make(map[uploader.UploadID]journal.Record)
		for _, record := range u.kills[i].held {
			now[record.Upload.ID] = record
		}
		for name, before := range u.kills[i-1].held {
			now, still := now[before.Upload.ID]
			if !still {
				t.Errorf("%s vanished from the list between two crashes", name)
			}
			if now.Upload.Source != before.Upload.Source || now.Upload.State.Arrived() {
				// Another file is on its way, or the whole one is there: of what has come to the history chunks are no longer remembered.
				continue
			}
			for chunk := range before.Transfer.Acked {
				if _, kept := now.Transfer.Acked[chunk]; !kept {
					t.Errorf("chunk %d of %s was confirmed and is forgotten: before %q it was %s with %d of them, then %s %s with %d", chunk, name,
						u.kills[i].kind, before.Upload.State, len(before.Transfer.Acked), now.Upload.State, now.Upload.Reason.Code, len(now.Transfer.Acked))
				}
			}
		}
	}
}

// judgeTravel checks what travelled twice: nothing that the list held as confirmed, and of the rest no more than the connections at the time
// had under way, and the one chunk whose confirmation was being written down while its connection went on with the next.
func (u *upload) judgeTravel(t *testing.T, o *outcome) {
	t.Helper()
	all := u.place.chunks(t)
	identifiers := map[string]map[string]bool{}
	for _, s := range all {
		if identifiers[s.file] == nil {
			identifiers[s.file] = map[string]bool{}
		}
		identifiers[s.file][s.identifier] = true
	}
	for name, used := range identifiers {
		if len(used) > 1 {
			t.Errorf("%s was begun %d times", name, len(used))
		}
	}
	for _, k := range u.kills {
		resent, largest := int64(0), int64(0)
		var during []sent
		again := map[string]map[int]bool{}
		for _, s := range all {
			acked := k.held[s.file].Transfer.Acked
			_, confirmed := acked[s.chunk]
			later := s.begun.After(k.at)
			if later && confirmed && k.held[s.file].Transfer.Identifier == s.identifier {
				o.confirmedAgain++
				t.Errorf("chunk %d of %s was confirmed before %q and travelled again", s.chunk, s.file, k.kind)
			}
			if later && !confirmed {
				if again[s.file] == nil {
					again[s.file] = map[int]bool{}
				}
				again[s.file][s.chunk] = true
			}
			if !s.begun.Before(k.begun) && !later {
				during = append(during, s)
			}
		}
		for _, s := range during {
			largest = max(largest, s.bytes)
			if again[s.file][s.chunk] {
				resent += s.bytes
			}
		}
		o.resent = append(o.resent, resent)
		if most := int64(peak(during)+1) * largest; resent > most {
			t.Errorf("%d bytes travelled again after %q, more than the %d under way", resent, k.kind, most)
		}
	}
}

// peak is how many requests were under way at once, at most.
func peak(requests []sent) int {
	changes := map[time.Time]int{}
	for _, s := range requests {
		changes[s.begun]++
		changes[s.ended.Add(time.Millisecond)]--
	}
	most, now := 0, 0
	for _, at := range slices.SortedFunc(maps.Keys(changes), time.Time.Compare) {
		now += changes[at]
		most = max(most, now)
	}
	return most
}

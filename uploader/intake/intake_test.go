package intake

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

const videoBytes = "\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41"

var longAgo = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

func later() time.Time { return longAgo.Add(time.Hour) }

func put(t *testing.T, content string, parts ...string) string {
	t.Helper()
	path := filepath.Join(parts...)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	age(t, path, longAgo)
	return path
}

func age(t *testing.T, path string, modified time.Time) {
	t.Helper()
	if err := os.Chtimes(path, modified, modified); err != nil {
		t.Fatal(err)
	}
}

func codeOf(err error) uploader.ReasonCode {
	var refused *uploader.ReasonError
	switch {
	case err == nil:
		return uploader.NoReason
	case errors.As(err, &refused):
		return refused.Reason.Code
	}
	return uploader.ReasonCode("untyped: " + err.Error())
}

func TestInspectSaysWhyAFileCannotBeUploaded(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	cases := []struct {
		name, content string
		want          uploader.ReasonCode
	}{
		{"film.mp4", videoBytes, ""},
		{"FILM.MP4", videoBytes, ""},
		{"no extension", videoBytes, ""},
		{"film.unknown", "\x1A\x45\xDF\xA3 matroska", ""},
		{"mute.mp4", strings.Repeat("\x00", 5000), ""},
		{"noise.bin", "\x01\x02\x03\x04\x05 noise", uploader.ReasonNotVideo},
		{"song.mp3", "\xFF\xFB\x90\x44\x00\x00", ""},
		{"budget.xlsx", "PK\x03\x04 sheet", uploader.ReasonNotVideo},
		{"budget.mp4", "PK\x03\x04 sheet", uploader.ReasonNotVideo},
		{"old.mov", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", uploader.ReasonNotVideo},
		{"notes.mp4", "these are notes, æøå, nothing else\n", uploader.ReasonNotVideo},
		{"wide.mp4", "\xFF\xFEt\x00e\x00x\x00t\x00", uploader.ReasonNotVideo},
		{"code.ts", "import { x } from 'y'\n", uploader.ReasonNotVideo},
		{"stream.ts", packets(188, 0), ""},
		{"camera.bin", packets(192, 4), ""},
		{"picture.mp4", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", uploader.ReasonNotVideo},
		{"picture.avi", "RIFF\x00\x00\x00\x00WEBPVP8 ", uploader.ReasonNotVideo},
		{"film.avi", "RIFF\x00\x00\x00\x00AVI LIST", ""},
		{"empty.mp4", "", uploader.ReasonEmpty},
		{"film.mp4.lnk", "L\x00\x00\x00\x01\x14\x02\x00", uploader.ReasonShortcut},
		{"film.url", "[InternetShortcut]\nURL=x", uploader.ReasonShortcut},
		{"film.desktop", "[Desktop Entry]\n", uploader.ReasonShortcut},
		{"disguised.mp4", "[Desktop Entry]\n", uploader.ReasonShortcut},
		{"alias.mp4", "book\x00\x00\x00\x00mark\x00\x00\x00\x00", uploader.ReasonShortcut},
		{"film.mp4.crdownload", videoBytes, uploader.ReasonGrowing},
	}
	for _, c := range cases {
		path := put(t, c.content, folder, c.name)
		source, err := Inspect(t.Context(), path, later())
		if codeOf(err) != c.want {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
		if c.want != "" {
			var refused *uploader.ReasonError
			if errors.As(err, &refused) && (refused.Reason.Subject != c.name || refused.Reason.Place != filepath.Base(folder)) {
				t.Errorf("%s: the sentence would name %+v", c.name, refused.Reason)
			}
			continue
		}
		want := uploader.Source{
			Path: path, Name: c.name, Size: int64(len(c.content)), ModTime: source.ModTime, FileID: source.FileID,
		}
		if source != want || !source.ModTime.Equal(longAgo) {
			t.Errorf("%s: found %+v", c.name, source)
		}
	}
}

func packets(size, first int) string {
	stream := make([]byte, first+4*size)
	for i := first; i < len(stream); i += size {
		stream[i] = 0x47
	}
	return string(stream)
}

func TestInspectSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	cases := map[string]uploader.ReasonCode{
		filepath.Join(folder, "gone.mp4"):                              uploader.ReasonMissing,
		filepath.Join(folder, strings.Repeat("x", 300)+".mp4"):         uploader.ReasonMissing,
		filepath.Join(put(t, "a file", folder, "a file"), "in it.mp4"): uploader.ReasonMissing,
		filepath.Join(folder, "nul\x00byte.mp4"):                       uploader.ReasonMissing,
		folder:                                                         uploader.ReasonNotVideo,
		"/media/ann/CAMERA/DCIM/film.mp4":                              uploader.ReasonDriveGone,
	}
	for path, want := range cases {
		if _, err := Inspect(t.Context(), path, later()); codeOf(err) != want {
			t.Errorf("%q: %v, want %s", path, err, want)
		}
	}
	var refused *uploader.ReasonError
	_, err := Inspect(t.Context(), "/media/ann/CAMERA/DCIM/film.mp4", later())
	if !errors.As(err, &refused) || refused.Reason.Place != "CAMERA" {
		t.Errorf("the drive is not named: %v", err)
	}
}

func TestNamesStayExact(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	names := []string{
		"🎬 film.mp4", "æøå ÆØÅ.mp4", "#%+' 100%20.mp4", strings.Repeat("n", 220) + ".mp4", " leading and trailing .mp4", "a\nb.mp4",
		"decomposed a\u030a.mp4",
	}
	if os.PathSeparator == '/' {
		names = append(names, "not utf-8 \xff\xfe.mp4", `quote " back \ slash.mp4`)
	}
	for _, name := range names {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(videoBytes), 0o600); err != nil {
			t.Logf("the file system has no such name: %q", name)
			continue
		}
		age(t, path, longAgo)
		source, err := Inspect(t.Context(), path, later())
		if err != nil || source.Name != name || source.Path != path {
			t.Errorf("%q became %q at %q, %v", name, source.Name, source.Path, err)
		}
	}
}

func TestAFileChangedAMomentAgoIsGrowing(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	path := put(t, videoBytes, folder, "film.mp4")
	for _, c := range []struct {
		after time.Duration
		want  uploader.ReasonCode
	}{
		{0, uploader.ReasonGrowing},
		{4 * time.Second, uploader.ReasonGrowing},
		{-4 * time.Second, uploader.ReasonGrowing},
		{5 * time.Second, uploader.NoReason},
		{-24 * time.Hour, uploader.NoReason},
	} {
		source, err := Inspect(t.Context(), path, longAgo.Add(c.after))
		if codeOf(err) != c.want || source.Path != path {
			t.Errorf("%v after its time: %v, source %q", c.after, err, source.Path)
		}
	}
	half := put(t, "PK not written to its end", folder, "half.mp4")
	if _, err := Inspect(t.Context(), half, longAgo); codeOf(err) != uploader.ReasonGrowing {
		t.Errorf("a video whose beginning is not written yet: %v", err)
	}
	sheet := put(t, "PK\x03\x04", folder, "sheet.xlsx")
	if _, err := Inspect(t.Context(), sheet, longAgo); codeOf(err) != uploader.ReasonNotVideo {
		t.Errorf("a spreadsheet saved a moment ago: %v", err)
	}
}

func TestLinksLeadToTheFile(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	target := put(t, videoBytes, folder, "store", "film.mp4")
	link(t, target, filepath.Join(folder, "nice name.mov"))
	link(t, target, filepath.Join(folder, "bare"))
	link(t, filepath.Join(folder, "nowhere"), filepath.Join(folder, "broken.mp4"))
	for name, wantName := range map[string]string{"nice name.mov": "nice name.mov", "bare": "film.mp4"} {
		source, err := Inspect(t.Context(), filepath.Join(folder, name), later())
		if err != nil || source.Path != target || source.Name != wantName {
			t.Errorf("%s: %+v, %v", name, source, err)
		}
	}
	if _, err := Inspect(t.Context(), filepath.Join(folder, "broken.mp4"), later()); codeOf(err) != uploader.ReasonMissing {
		t.Errorf("a link to nowhere: %v", err)
	}
}

func link(t *testing.T, target, path string) {
	t.Helper()
	if err := os.Symlink(target, path); err != nil {
		t.Skipf("SKIPPED: links cannot be made here: %v", err)
	}
}

func TestRecheckNoticesAChange(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	path := put(t, videoBytes, folder, "film.mp4")
	source, err := Inspect(t.Context(), path, later())
	if err != nil {
		t.Fatal(err)
	}
	source.Name = "as it was called"
	if current, err := Recheck(source); err != nil || current != source {
		t.Errorf("unchanged: %+v, %v", current, err)
	}
	age(t, path, longAgo.Add(time.Nanosecond))
	if _, err := Recheck(source); codeOf(err) != uploader.ReasonChanged {
		t.Errorf("another time: %v", err)
	}
	put(t, videoBytes+"more", folder, "film.mp4")
	if current, err := Recheck(source); codeOf(err) != uploader.ReasonChanged || current.Size != int64(len(videoBytes)+4) {
		t.Errorf("another size: %+v, %v", current, err)
	}
	if source.FileID != "" {
		put(t, videoBytes, folder, "twin.mp4")
		if err := os.Rename(filepath.Join(folder, "twin.mp4"), path); err != nil {
			t.Fatal(err)
		}
		if _, err := Recheck(source); codeOf(err) != uploader.ReasonChanged {
			t.Errorf("another file of the same size and time: %v", err)
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := Recheck(source); codeOf(err) != uploader.ReasonMissing {
		t.Errorf("gone: %v", err)
	}
}

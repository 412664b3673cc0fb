package intake

import (
	"io/fs"
	"os"
	"testing"

	"twentythree-uploader/uploader"
)

func TestNumbersLastOnlyWhereTheFileSystemKeepsThem(t *testing.T) {
	t.Parallel()
	path := put(t, videoBytes, t.TempDir(), "film.mp4")
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	first, err := fileID(path, info)
	if err != nil {
		t.Fatal(err)
	}
	if second, err := fileID(path, info); first != second || err != nil {
		t.Errorf("the id changes from look to look: %q, %q, %v", first, second, err)
	}
	if id, err := fileID(path, fakeInfo{info}); os.PathSeparator == '/' && (id != "" || err != nil) {
		t.Errorf("an id out of nothing: %q, %v", id, err)
	}
}

type fakeInfo struct{ fs.FileInfo }

func (fakeInfo) Sys() any { return nil }

func TestWithoutALastingNumberThePathDecides(t *testing.T) {
	t.Parallel()
	here := uploader.Source{Path: "/card/a.mp4", Size: 7, ModTime: longAgo}
	w := walk{seen: []uploader.Source{here}}
	twin := here
	twin.Path = "/card/b.mp4"
	if !w.holds(here) || w.holds(twin) {
		t.Errorf("on a memory card: the same path %v, another path of the same size and time %v", w.holds(here), w.holds(twin))
	}
}

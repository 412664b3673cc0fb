package native

import (
	"crypto/md5"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// The addresses are those that GLib's g_filename_to_uri gives.
func TestFilesAreCalledAsFileManagersCallThem(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/home/you/a b.mp4":           "file:///home/you/a%20b.mp4",
		"/v/Årsmøde 2026 #1 100%.mp4": "file:///v/%C3%85rsm%C3%B8de%202026%20%231%20100%25.mp4",
		"/v/a+b&c=d(e)!'~@x,y:z.mp4":  "file:///v/a+b&c=d(e)!'~@x,y:z.mp4",
		"/v/[1];{2}?|^\".mp4":         "file:///v/%5B1%5D%3B%7B2%7D%3F%7C%5E%22.mp4",
	} {
		if got := fileAddress(path); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
}

func TestPicturesOfTheDesktopAreFound(t *testing.T) {
	cache := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", cache)
	of := pictured{"/home/you/my film.mp4", 1_700_000_000}
	if thumbnail(of) != nil {
		t.Fatal("there is a picture before there is one")
	}
	folder := filepath.Join(cache, "thumbnails", "normal")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("%x.png", md5.Sum([]byte("file:///home/you/my%20film.mp4")))
	if err := os.WriteFile(filepath.Join(folder, name), pngWith(t, 128, 72, "Thumb::MTime", "1700000000"), 0o600); err != nil {
		t.Fatal(err)
	}
	if thumbnail(of) == nil {
		t.Error("the picture is not found")
	}
	if of.modified++; thumbnail(of) != nil {
		t.Error("the picture of an older version is shown")
	}
}

package demo

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// knowsItsFiles fails for what lies in the folder of a test's site and is not known as the site's own.
func (w *world) knowsItsFiles() {
	w.Helper()
	dir := w.Site.options.Dir
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if name = filepath.ToSlash(name); entry.IsDir() {
			name += "/"
		}
		if !Keeps(name) {
			w.Errorf("%s is not known as the site's own", name)
		}
		return err
	})
	if err != nil {
		w.Error(err)
	}
}

func TestASiteKnowsItsFilesFromOthers(t *testing.T) {
	t.Parallel()
	if w := start(t, Options{}); !IsIn(w.Site.options.Dir) {
		t.Error("a site's folder is not known as one")
	}
	dir := t.TempDir()
	if IsIn(dir) {
		t.Error("an empty folder is taken for a site's")
	}
	for _, name := range []string{"index.html", "state", "mine/", "videos/holiday.mp4", "videos/rome/", "videos/rome/1.json", "state/notes.txt", "workspaces/mine/", "workspaces/1-acme/index.html"} {
		if Keeps(name) {
			t.Errorf("%s is taken for the site's", name)
		}
	}
	if err := os.MkdirAll(filepath.Join(dir, "state", "secret"), 0o700); err != nil {
		t.Fatal(err)
	}
	if IsIn(dir) {
		t.Error("a person's own folder is taken for a site's")
	}
}

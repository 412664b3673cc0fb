package console

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"twentythree-uploader/assets"
	"twentythree-uploader/uploader/demo"
)

// write puts files of a person's own below a folder.
func write(t *testing.T, folder string, names ...string) {
	t.Helper()
	for _, name := range names {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// demoKeeps makes what the demo site keeps in a list's folder: the site, and the sample videos.
func demoKeeps(t *testing.T, folder string) {
	t.Helper()
	site, err := demo.Open(demo.Options{Dir: filepath.Join(folder, "site")})
	if err != nil {
		t.Fatal(err)
	}
	if err := site.Close(); err != nil {
		t.Fatal(err)
	}
	write(t, folder, "site/videos/1.json", "site/videos/1/a.mp4")
	if err := os.CopyFS(folder, assets.Samples); err != nil {
		t.Fatal(err)
	}
}

// filesBelow lists the files, and the folders with nothing in them.
func filesBelow(t *testing.T, folder string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		within, err := os.ReadDir(path)
		if !entry.IsDir() || err == nil && len(within) == 0 {
			name, _ := filepath.Rel(folder, path)
			names = append(names, filepath.ToSlash(name))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestForgetTouchesNoFileOfThePersonsOwn(t *testing.T) {
	around := leaving(t)
	folder := t.TempDir()
	own := []string{
		"demo/index.html", "demo/send/list.sqlite", "demo/site/index.html", "demo/site/state/notes.txt", "demo/site/videos/holiday.mp4", "demo/samples/Welcome to Acme.txt",
		"list.sqlite.bak", "list.sqlite-wal/mine.txt", "log.jsonl.gz", "probe-of-soil.txt", "probe-2019/result.csv",
		"running/mine/instance.lock", "running/mine/marathon.gpx", "samples/Product tour.mkv", "samples/my.mp4",
		"send/letter.txt", "site/index.html", "site/requests.jsonl", "site/state/secret.txt", "site/videos/1/a.mp4", "site/state/tokens/a.json",
	}
	write(t, folder, own...)
	slices.Sort(own)
	demoKeeps(t, filepath.Join(folder, "demo"))
	write(t, folder, "list.sqlite", "send/list.sqlite", "demo/list.sqlite-wal", "probe-17")
	var out, wrong bytes.Buffer
	if code := RunForget(t.Context(), []string{"-list", "-data", folder}, &out, &wrong, around); code != exitDone {
		t.Fatalf("%d %s%s", code, &out, &wrong)
	}
	left := filesBelow(t, folder)
	slices.Sort(left)
	if !slices.Equal(left, own) {
		t.Errorf("left are\n%s\nwant\n%s", strings.Join(left, "\n"), strings.Join(own, "\n"))
	}
	if !strings.Contains(out.String(), "not this program's stay in "+folder) {
		t.Errorf("does not say that something stays:\n%s", &out)
	}
}

func TestForgetFollowsNoLinkOutOfTheFolder(t *testing.T) {
	around := leaving(t)
	elsewhere, folder := t.TempDir(), filepath.Join(t.TempDir(), "link")
	write(t, elsewhere, "list.sqlite", "log.jsonl")
	inside := filepath.Join(elsewhere, "data")
	if err := os.Mkdir(inside, 0o700); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{filepath.Join(inside, "demo"): elsewhere, filepath.Join(inside, "log.jsonl"): filepath.Join(elsewhere, "log.jsonl"), folder: inside} {
		if err := os.Symlink(to, link); err != nil {
			t.Skip(err) // Windows asks for a right of its own
		}
	}
	write(t, folder, "list.sqlite")
	var out, wrong bytes.Buffer
	if code := RunForget(t.Context(), []string{"-list", "-data", folder}, &out, &wrong, around); code != exitDone {
		t.Fatalf("%d %s%s", code, &out, &wrong)
	}
	if left := filesBelow(t, elsewhere); !slices.Equal(left, []string{"data/demo", "data/log.jsonl", "list.sqlite", "log.jsonl"}) {
		t.Errorf("left are %v", left)
	}
}

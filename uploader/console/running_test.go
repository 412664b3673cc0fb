package console

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"twentythree-uploader/uploader/filelock"
	"twentythree-uploader/uploader/journal"
)

// sendUnderWay is an upload that is on its way and stays there; ended gives its exit status, and what it complained of.
func sendUnderWay(t *testing.T, around Surroundings, more ...string) (ended func() (code int, complaints string)) {
	t.Helper()
	site := startSite(t)
	path, _ := film(t, "a.mp4", 20<<20)
	t.Setenv("ACCESS_KEY", site.Bearer)
	slow(t, site.URL, 2<<20)
	var complaints bytes.Buffer
	code := make(chan int)
	go func() {
		code <- RunSend(t.Context(), append(append([]string{"-site", site.URL, "-bearer-env", "ACCESS_KEY"}, more...), path), io.Discard, &complaints, around)
	}()
	chunksTaken(t, site.dir, 1)
	return func() (int, string) { return <-code, complaints.String() }
}

func TestQuitEndsUploadsFromTheCommandLineWhereverTheyKeepTheirProgress(t *testing.T) {
	around := leaving(t)
	usual := sendUnderWay(t, around)
	elsewhere := sendUnderWay(t, around, "-data", t.TempDir())
	var out, wrong bytes.Buffer
	if code := RunQuit(t.Context(), nil, &out, &wrong, around); code != exitDone || !strings.Contains(out.String(), "command line have ended") {
		t.Errorf("%d %s%s", code, &out, &wrong)
	}
	for _, ended := range []func() (int, string){usual, elsewhere} {
		if code, complaints := ended(); code != exitStopped || !strings.Contains(complaints, "Run the same command again") {
			t.Errorf("send answered %d and said %q", code, complaints)
		}
	}
	out.Reset()
	if code := RunQuit(t.Context(), nil, &out, &wrong, around); code != exitDone || !strings.Contains(out.String(), "is not open") {
		t.Errorf("once more: %d %s%s", code, &out, &wrong)
	}
}

func TestForgetEndsAnUploadBeforeItTakesTheListAway(t *testing.T) {
	around := leaving(t)
	ended := sendUnderWay(t, around)
	var out, wrong bytes.Buffer
	if code := RunForget(t.Context(), []string{"-list"}, &out, &wrong, around); code != exitDone {
		t.Errorf("%d %s%s", code, &out, &wrong)
	}
	if code, _ := ended(); code != exitStopped {
		t.Errorf("send answered %d", code)
	}
	if left, err := os.ReadDir(around.DataDir); err == nil {
		t.Errorf("left are %v", left)
	}
}

func TestForgetTakesNoListAwayThatSomebodyWorksOn(t *testing.T) {
	for _, within := range append(listsWithin, ".") {
		around := leaving(t)
		folder := filepath.Join(around.DataDir, within)
		list := filepath.Join(folder, listName)
		for _, path := range []string{list, filepath.Join(around.DataDir, "log.jsonl")} {
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		// An upload that is not found by quit.
		lock, err := filelock.Take(journal.LockPath(list))
		if err != nil {
			t.Fatal(err)
		}
		var out, wrong bytes.Buffer
		code := RunForget(t.Context(), []string{"-list"}, &out, &wrong, around)
		if code != exitFailed || !strings.Contains(wrong.String(), "The list in "+folder+" is still in use") || strings.Contains(out.String(), "are removed.") && strings.Contains(out.String(), "history") {
			t.Errorf("%s: %d %s%s", within, code, &out, &wrong)
		}
		for _, name := range []string{list, filepath.Join(around.DataDir, "log.jsonl")} {
			if _, err := os.Stat(name); err != nil {
				t.Errorf("%s: %v", within, err)
			}
		}
		if err := lock.Release(); err != nil {
			t.Fatal(err)
		}
		if code := RunForget(t.Context(), []string{"-list"}, &out, &wrong, around); code != exitDone {
			t.Errorf("%s, nobody works on it any more: %d %s", within, code, &wrong)
		}
		if left, err := os.ReadDir(around.DataDir); err == nil {
			t.Errorf("%s: left are %v", within, left)
		}
	}
}

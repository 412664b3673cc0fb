package native

import (
	"os"
	"path/filepath"
	"testing"
)

func holds(t *testing.T, path, want string) {
	t.Helper()
	if text, err := os.ReadFile(path); err != nil || string(text) != want {
		t.Errorf("%s holds %q, %v", filepath.Base(path), text, err)
	}
}

func TestWhatThePersonAgreedToReplaceIsReplaced(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "history.csv")
	for _, text := range []string{"a longer text", "short"} {
		if name := write(path, ".csv", text); name != "history.csv" {
			t.Errorf("saved as %q", name)
		}
		holds(t, path, text)
	}
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 1 {
		t.Errorf("%v is left, %v", left, err)
	}
}

func TestANameWithoutAnEndingGetsOneAndReplacesNothing(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for i, want := range []string{"report.txt", "report 2.txt", "report 3.txt"} {
		if name := write(filepath.Join(folder, "report"), ".txt", string(rune('a'+i))); name != want {
			t.Errorf("%q, want %q", name, want)
		}
	}
	holds(t, filepath.Join(folder, "report.txt"), "a")
}

func TestWhatCannotBeWrittenIsSaid(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "a folder.csv"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{filepath.Join(folder, "nowhere", "report.txt"), filepath.Join(folder, "nowhere", "report"), filepath.Join(folder, "a folder.csv")} {
		if name := write(path, ".txt", "text"); name != "" {
			t.Errorf("%s was written as %q", path, name)
		}
	}
}

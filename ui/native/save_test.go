package native

import (
	"os"
	"path/filepath"
	"testing"
)

func TestATextIsSavedBesideWhatIsThere(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for i, want := range []string{"report.txt", "report 2.txt", "report 3.txt"} {
		names := make(chan string, 1)
		New(func(f func()) { f() }).SaveText(folder, "report.txt", string(rune('a'+i)), func(name string) { names <- name })
		if name := <-names; name != want {
			t.Errorf("%q, want %q", name, want)
		}
	}
	if text, err := os.ReadFile(filepath.Join(folder, "report.txt")); err != nil || string(text) != "a" {
		t.Errorf("%q %v", text, err)
	}
	if name := saveText(filepath.Join(folder, "nowhere"), "report.txt", ""); name != "" {
		t.Errorf("%q was written into a folder that is not there", name)
	}
}

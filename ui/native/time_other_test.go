//go:build !windows && !darwin

package native

import (
	"os"
	"path/filepath"
	"testing"
)

func TestTimeSettingsAreThoseOfTheDesktopThatIsThere(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("PATH", folder)
	system := New(func(f func()) { f() })
	if system.HasTimeSettings() {
		t.Fatal("time settings are offered without a program that has them")
	}
	note := filepath.Join(folder, "called")
	program := "#!/bin/sh\necho \"$*\" > '" + note + "'\n"
	if err := os.WriteFile(filepath.Join(folder, "gnome-control-center"), []byte(program), 0o700); err != nil {
		t.Fatal(err)
	}
	if !system.HasTimeSettings() {
		t.Fatal("the desktop's settings are not found")
	}
	if err := system.timeSettings().Run(); err != nil {
		t.Fatal(err)
	}
	if called, err := os.ReadFile(note); err != nil || string(called) != "datetime\n" {
		t.Errorf("the settings open with %q, %v", called, err)
	}
}

package app

import (
	"os"
	"path/filepath"
	"testing"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/platform"
)

func TestStartingWithTheComputerIsToldAsTheSystemHasIt(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "configuration"))
	startup := platform.Startup{Program: os.Args[0], Arguments: []string{"-hidden"}}
	a, updates := openApp(t, Options{Startup: startup})
	told := func(want uploader.Startup) {
		t.Helper()
		if got := await(t, updates, func(u uploader.Update) bool { return u.Startup != nil }).Startup; *got != want {
			t.Errorf("told %+v, want %+v", *got, want)
		}
	}
	a.LookAtStartup()
	told(uploader.Startup{Possible: true})
	a.SetStartup(true)
	told(uploader.Startup{Possible: true, On: true})
	if err := startup.Set(false); err != nil { // in the system's own settings
		t.Fatal(err)
	}
	a.LookAtStartup()
	told(uploader.Startup{Possible: true})
	file := filepath.Join(home, "configuration", "autostart")
	if err := os.RemoveAll(file); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, nil, 0o600); err != nil { // nothing can be written there
		t.Fatal(err)
	}
	a.SetStartup(true)
	if got := await(t, updates, func(u uploader.Update) bool { return u.Startup != nil }).Startup; got.On {
		t.Error("said to be on, though it could not be written")
	}
}

package app

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/platform"
	"twentythree-uploader/uploader/uploadertest"
)

func TestStartingWithTheComputerIsToldAsTheSystemHasIt(t *testing.T) {
	home := uploadertest.Home(t)
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
	entries := filepath.Join(home, "configuration", "autostart")
	switch runtime.GOOS {
	case "darwin":
		entries = filepath.Join(home, "Library", "LaunchAgents")
	case "windows":
		return // the entry lies in the registry, where nothing stands in its way
	}
	if err := os.RemoveAll(entries); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(entries, nil, 0o600); err != nil { // nothing can be written there
		t.Fatal(err)
	}
	a.SetStartup(true)
	if got := await(t, updates, func(u uploader.Update) bool { return u.Startup != nil }).Startup; got.On {
		t.Error("said to be on, though it could not be written")
	}
}

package platform

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"twentythree-uploader/uploader/uploadertest"
)

func isOn(t *testing.T, s Startup) bool {
	t.Helper()
	on, err := s.IsOn()
	if err != nil {
		t.Fatal(err)
	}
	return on
}

func set(t *testing.T, s Startup, on bool) {
	t.Helper()
	if err := s.Set(on); err != nil {
		t.Fatal(err)
	}
}

func TestStartingWithTheComputerIsWhatTheSystemSays(t *testing.T) {
	home := uploadertest.Home(t)
	program := filepath.Join(home, `odd "name" $HOME 100% \ä`)
	if runtime.GOOS == "windows" {
		program = filepath.Join(home, `odd name' $HOME 100% ä.exe`)
	}
	if err := os.WriteFile(program, nil, 0o700); err != nil {
		t.Fatal(err)
	}
	s := Startup{Program: program, Arguments: []string{"-hidden"}}
	if isOn(t, s) {
		t.Error("on before anybody asked for it")
	}
	set(t, s, false)
	set(t, s, true)
	set(t, s, true)
	if !isOn(t, s) {
		t.Error("asked for, and not on")
	}
	if err := os.Remove(program); err != nil {
		t.Fatal(err)
	}
	if isOn(t, s) {
		t.Error("on, though what would be started is gone")
	}
	if err := os.WriteFile(program, nil, 0o700); err != nil {
		t.Fatal(err)
	}
	set(t, s, false)
	if isOn(t, s) {
		t.Error("switched off, and still on")
	}
	left := 0
	_ = filepath.WalkDir(home, func(_ string, entry os.DirEntry, _ error) error {
		if !entry.IsDir() {
			left++
		}
		return nil
	})
	if left != 1 {
		t.Errorf("%d files are left, want the program alone", left)
	}
}

func TestAnEntryThatADesktopSwitchedOffIsOff(t *testing.T) {
	t.Parallel()
	entry := desktopEntry("/usr/bin/twentythree-uploader", []string{"-hidden"})
	if program, on := readDesktopEntry(entry); program != "/usr/bin/twentythree-uploader" || !on {
		t.Errorf("our own: %q, %v", program, on)
	}
	for name, text := range map[string]string{
		"hidden":          entry + "Hidden=true\n",
		"off in GNOME":    strings.Replace(entry, "enabled=true", "enabled=false", 1),
		"without command": "[Desktop Entry]\nType=Application\n",
		"another group":   "[Desktop Action New]\nExec=/bin/true\n",
		"cut off":         "[Desktop Entry]\nExec=\"/usr/bin",
		"empty":           "",
	} {
		if program, on := readDesktopEntry(text); on {
			t.Errorf("%s: starts %q", name, program)
		}
	}
	if program, on := readDesktopEntry("[Desktop Entry]\nExec=/opt/a%%b/program --x\n"); program != "/opt/a%b/program" || !on {
		t.Errorf("somebody else's: %q, %v", program, on)
	}
}

func FuzzDesktopEntry(f *testing.F) {
	f.Add("/usr/bin/program")
	f.Add(`C:\odd "name" $x %f \\`)
	f.Fuzz(func(t *testing.T, program string) {
		if strings.ContainsFunc(program, func(letter rune) bool { return letter < ' ' || letter == '\ufffd' }) || program == "" {
			t.Skip("no desktop takes such a name")
		}
		if got, on := readDesktopEntry(desktopEntry(program, nil)); got != program || !on {
			t.Errorf("%q came back as %q, %v", program, got, on)
		}
		_, _ = readDesktopEntry(program)
	})
}

func TestAnAgentSaysWhatIsStarted(t *testing.T) {
	t.Parallel()
	const program = "/Applications/TwentyThree Uploader.app/Contents/MacOS/a & <b>"
	text, err := launchAgent(program, []string{"-hidden"})
	if err != nil {
		t.Fatal(err)
	}
	if got, on := readLaunchAgent([]byte(text)); got != program || !on {
		t.Errorf("%q, %v of\n%s", got, on, text)
	}
	off := strings.Replace(text, "<key>Label</key>", "<key>Disabled</key><true/><key>Label</key>", 1)
	if _, on := readLaunchAgent([]byte(off)); on {
		t.Errorf("switched off, and on:\n%s", off)
	}
	if slices.ContainsFunc([]string{"", "nonsense", "<plist><dict/></plist>"}, func(text string) bool { _, on := readLaunchAgent([]byte(text)); return on }) {
		t.Error("nonsense starts something")
	}
}

package native

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func TestAddressesBecomeExactPaths(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("the paths here are those of other systems")
	}
	for address, want := range map[string]string{
		"file:///home/you/a%20b.mp4":        "/home/you/a b.mp4",
		"file:///home/you/1+1.mp4":          "/home/you/1+1.mp4",
		"file:///home/you/100%25%20%23.mov": "/home/you/100% #.mov",
		"file://localhost/tmp/%C3%A6.mkv":   "/tmp/æ.mkv",
		"file:///broken%zz.mp4":             "/broken%zz.mp4",
		"https://videos.acme.com/x.mp4":     "",
		"file://server/share/x.mp4":         "",
	} {
		if got := PathOf(address); got != want {
			t.Errorf("%s is %q, not %q", address, got, want)
		}
	}
}

func TestPastedTextNamesFilesOrNone(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	name := filepath.Join(folder, "50% æøå +1 #2.mp4")
	if err := os.WriteFile(name, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	address := "file://" + strings.NewReplacer("%", "%25", " ", "%20", "#", "%23").Replace(filepath.ToSlash(name))
	if runtime.GOOS == "windows" {
		address = strings.Replace(address, "file://", "file:///", 1)
	}
	for _, text := range []string{address, name, `"` + name + `"`, "copy\n" + address, "# a comment\r\n" + address + "\r\n", address + "\x00"} {
		if got := named(strings.Split(text, "\n")); !slices.Equal(got, []string{name}) {
			t.Errorf("%q gives %q", text, got)
		}
	}
	for _, text := range []string{"", "Hello, the video is ready.", filepath.Join(folder, "missing.mp4"), "file:///no/such/file", name + "\nand a sentence"} {
		if got := named(strings.Split(text, "\n")); got != nil {
			t.Errorf("%q gives %q", text, got)
		}
	}
}

func FuzzPathOf(f *testing.F) {
	f.Add("file:///a%20b")
	f.Add("file://%")
	f.Fuzz(func(t *testing.T, address string) {
		if path := PathOf(address); path != "" && !strings.HasPrefix(address, "file://") {
			t.Errorf("%q became the path %q", address, path)
		}
	})
}

func TestWithoutAFileWindowTheToolkitsIsUsed(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "no-bus"))
	if runtime.GOOS != "linux" {
		t.Skip("only the desktop portal can be missing")
	}
	without := make(chan bool, 1)
	New(func(f func()) { f() }).ChooseFiles(Texts{}, true, func([]string) { without <- false }, func() { without <- true })
	if !<-without {
		t.Error("paths were chosen without a window")
	}
}

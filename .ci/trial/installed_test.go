//go:build trial && installed

package trial

import (
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

const installedProgram = "/usr/bin/twentythree-uploader"

// TestInstalled is the life of the package on a fresh desktop: it is installed, found in the menu, opens videos from the file manager's
// own menu, is upgraded while a full list is on its way, and is removed. .ci/fresh makes the desktop and says where the packages of two
// versions lie. The demo site is another file, so that it outlives the program.
func TestInstalled(t *testing.T) {
	older, newer := os.Getenv("INSTALLED_OLDER"), os.Getenv("INSTALLED_NEWER")
	d := newDesk(t)
	player := d.run(t, "xdg-mime", "query", "default", "video/mp4")
	d.apt(t, "install", older)
	d.mustKnowTheFiles(t, player)
	s := d.startSite(t)

	p := d.fromTheMenu(t)
	p.signIn(t, s)
	films := t.TempDir()
	first := fillVideos(t, films, "Welcome", 1, 1<<20)
	p.openWith(t, films, 1)
	p.uploads(t, 1)
	p.ends(t, "done_draft", first...)
	d.picture(t, "first-video")

	more := t.TempDir()
	names := fillVideos(t, more, "Part", 20, 4<<20)
	s.faults(t, map[string]any{"kind": "slow", "bytes_per_second": 1 << 20, "per": "site"})
	p.openWith(t, more, 20)
	p.uploads(t, 20)
	await(t, patience, "the second of many videos on its way", func() bool { return s.count() >= 2 })
	before := processes(t)
	d.apt(t, "install", newer)
	if now := processes(t); len(now) != 1 || now[0] != before[0] {
		t.Errorf("the upgrade ended the window: %v, then %v", before, now)
	}
	if rows := list(t, p.data); len(rows) != 21 || s.count() >= 21 {
		t.Errorf("after the upgrade the list has %d rows, the site %d videos", len(rows), s.count())
	}
	d.picture(t, "upgraded-while-uploading")
	d.ask(t, "TERM")
	p = d.fromTheMenu(t)
	if path, err := os.Readlink(fmt.Sprintf("/proc/%d/exe", processes(t)[0])); err != nil || path != installedProgram {
		t.Errorf("the window is still the version before: %s %v", path, err)
	}
	s.faults(t)
	p.ends(t, "done_draft", names...)
	if s.count() != 21 {
		t.Errorf("the site holds %d videos, want 21", s.count())
	}
	d.picture(t, "carried-on")

	d.removed(t, s, p)
}

// removed removes the package while a video is on its way.
func (d *desk) removed(t *testing.T, s *site, p person) {
	t.Helper()
	s.faults(t, map[string]any{"kind": "slow", "bytes_per_second": 256 << 10, "per": "site"})
	films := t.TempDir()
	last := fillVideos(t, films, "Last", 1, 20<<20)
	p.openWith(t, films, 1)
	p.uploads(t, 1)
	p.becomes(t, last[0], "bytes on their way", func(r row) bool { return r.State == "uploading" })
	files := strings.Fields(d.run(t, "dpkg", "-L", "twentythree-uploader"))
	d.apt(t, "remove", "twentythree-uploader")
	if left := processes(t); len(left) > 0 {
		t.Errorf("processes %v outlived the package", left)
	}
	for _, path := range files {
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			t.Errorf("%s is left", path)
		}
	}
	for _, kept := range []string{"/usr/share/applications/mimeinfo.cache", "/usr/share/mime/globs"} {
		if text, err := os.ReadFile(kept); err != nil || strings.Contains(string(text), "twentythree") {
			t.Errorf("%s still names the program, or cannot be read: %v", kept, err)
		}
	}
	if r, found := named(list(t, p.data), last[0]); !found || r.State == "done_draft" {
		t.Errorf("the list does not hold the video that was on its way: %+v", r)
	}
	if rows := list(t, p.data); len(rows) != 22 {
		t.Errorf("the person's list has %d rows, want 22", len(rows))
	}
	// Nothing is left that could be purged.
	if said, err := d.try("dpkg", "--status", "twentythree-uploader"); err == nil {
		t.Errorf("the system still knows the package:\n%s", said)
	}
}

// apt runs the package manager as its administrator does.
func (d *desk) apt(t *testing.T, what, subject string) {
	t.Helper()
	said := d.run(t, "sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", what, "-y", "-q", "--no-install-recommends", subject)
	if strings.Contains(said, "\nW:") && !strings.Contains(said, "unsandboxed") || strings.Contains(said, "error") {
		t.Errorf("%s %s said\n%s", what, subject, said)
	}
}

// mustKnowTheFiles checks what the desktop knows about the program's files, and that videos still open with what they opened with.
func (d *desk) mustKnowTheFiles(t *testing.T, player string) {
	t.Helper()
	for name, want := range map[string]string{"acme.ttsetup": "application/vnd.twentythree.setup+json", "interview.ttlink": "application/vnd.twentythree.link+json"} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte("{}"), 0o600); err != nil {
			t.Fatal(err)
		}
		if said := d.run(t, "gio", "info", "--attributes", "standard::content-type", path); !strings.Contains(said, want) {
			t.Errorf("%s is taken for something else:\n%s", name, said)
		}
		if got := d.run(t, "xdg-mime", "query", "default", want); got != "com.twentythree.uploader.desktop" {
			t.Errorf("%s opens with %s", want, got)
		}
	}
	if got := d.run(t, "xdg-mime", "query", "default", "x-scheme-handler/twentythree-upload"); got != "com.twentythree.uploader.link.desktop" {
		t.Errorf("addresses open with %s", got)
	}
	if got := d.run(t, "xdg-mime", "query", "default", "video/mp4"); got != player {
		t.Errorf("videos open with %s, no more with %s", got, player)
	}
	if said := d.run(t, "gio", "mime", "video/mp4"); !strings.Contains(said, "zz.twentythree.uploader.videos.desktop") {
		t.Errorf("the program is not offered for videos:\n%s", said)
	}
	entries, err := filepath.Glob("/usr/share/applications/*twentythree*.desktop")
	if err != nil || len(entries) != 3 {
		t.Errorf("the menu's entries are %v, %v", entries, err)
	}
	d.run(t, "desktop-file-validate", entries...)
}

// fromTheMenu starts the program by its menu entry and waits for the window.
func (d *desk) fromTheMenu(t *testing.T) person {
	t.Helper()
	begun := time.Now()
	d.start(t, "program", nil, "gtk-launch", "com.twentythree.uploader")
	w := d.awaitWindow(t, "--name", "^"+windowTitle+"$")
	t.Logf("from the menu to the window: %d ms", time.Since(begun).Milliseconds())
	if class := d.run(t, "xprop", "-id", w.id, "WM_CLASS"); !strings.Contains(class, strconv.Quote(windowTitle)) {
		t.Errorf("the menu's StartupWMClass is not the window's: %s", class)
	}
	w.place(t, programX, 30, programWidth, programHeight)
	w.focus(t)
	p := person{desk: d, window: w, data: filepath.Join(d.home, "data", "twentythree-uploader")}
	p.settled(t)
	return p
}

// openWith chooses the program in the file manager's menu for everything in a folder, and waits until it is in the list.
func (p person) openWith(t *testing.T, folder string, count int) {
	t.Helper()
	already := len(list(t, p.data))
	shown := p.desk.openFolder(t, folder)
	hold := shown.selectEverything(t)
	p.desk.run(t, "xdotool", "mousemove", "--sync", strconv.Itoa(hold.X), strconv.Itoa(hold.Y+8), "click", "3")
	p.settledIn(t, image.Rect(0, 0, programX, screenHeight))
	p.desk.picture(t, "open-with-"+filepath.Base(folder))
	// Below "Open" stand the programs for the file: the one that opens it, then this one.
	p.desk.keys(t, "Down", "Down", "Down", "Return")
	p.has(t, already+count)
	p.desk.run(t, "xdotool", "windowclose", shown.id)
	p.window.focus(t)
}

// fillVideos makes videos of size bytes that differ from each other, and gives their names.
func fillVideos(t *testing.T, folder, name string, count, size int) []string {
	t.Helper()
	start, err := os.ReadFile(os.Getenv("INSTALLED_SAMPLE"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for i := range count {
		one := fmt.Sprintf("%s %d.mp4", name, i+1)
		// Players look no more at what stands behind the end.
		rest := slices.Repeat([]byte(one), (size-len(start)%size)/len(one)+1)
		if err := os.WriteFile(filepath.Join(folder, one), append(slices.Clone(start), rest...), 0o600); err != nil {
			t.Fatal(err)
		}
		names = append(names, one)
	}
	return names
}

// processes are the installed program's, also those of a version that was replaced.
func processes(t *testing.T) []int {
	t.Helper()
	links, err := filepath.Glob("/proc/[0-9]*/exe")
	if err != nil {
		t.Fatal(err)
	}
	var found []int
	for _, link := range links {
		if path, err := os.Readlink(link); err == nil && strings.HasPrefix(path, installedProgram) {
			number, err := strconv.Atoi(filepath.Base(filepath.Dir(link)))
			if err != nil {
				t.Fatal(err)
			}
			found = append(found, number)
		}
	}
	return found
}

// ask sends the program a signal and waits until it is gone.
func (d *desk) ask(t *testing.T, signal string) {
	t.Helper()
	for _, process := range processes(t) {
		d.run(t, "kill", "-"+signal, strconv.Itoa(process))
	}
	await(t, patience, "the program's end", func() bool { return len(processes(t)) == 0 })
}

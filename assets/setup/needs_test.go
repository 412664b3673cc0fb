package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// bare is a Linux with nothing of what the window needs.
func bare(m manager) computer {
	return computer{os: "linux", manager: m, root: true, display: ":0", displayAnswers: true, has: map[string]bool{}}
}

// complete is a Linux with all of it.
func complete(m manager) computer {
	c := bare(m)
	for _, need := range buildNeeds {
		c.has[need.sign] = true
	}
	return c
}

func TestManagerOf(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, release string
		commands      []string
		want          manager
	}{
		{"Debian", "PRETTY_NAME=\"Debian GNU/Linux 12\"\nID=debian\n", []string{"apt-get"}, apt},
		{"a child of Ubuntu", "ID=pop\nID_LIKE=\"ubuntu debian\"\n", []string{"apt-get"}, apt},
		{"Fedora with apt-get installed for fun", "ID=fedora\n", []string{"apt-get", "dnf"}, dnf},
		{"Rocky", "ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n", []string{"dnf"}, dnf},
		{"openSUSE", "ID=\"opensuse-tumbleweed\"\nID_LIKE=\"opensuse suse\"\n", []string{"zypper"}, zypper},
		{"EndeavourOS", "ID=endeavouros\nID_LIKE=arch\n", []string{"pacman"}, pacman},
		{"Alpine", "ID=alpine\n", []string{"apk"}, apk},
		{"unknown name, known command", "ID=something\n", []string{"pacman"}, pacman},
		{"no file", "", []string{"apt-get"}, apt},
		{"known name, command gone", "ID=debian\n", nil, noManager},
		{"nothing known", "ID=something\n", []string{"emerge"}, noManager},
	} {
		exists := func(command string) bool { return slices.Contains(test.commands, command) }
		if got := managerOf(test.release, exists); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestEveryNeedHasPackagesForEveryManager(t *testing.T) {
	t.Parallel()
	for _, m := range []manager{apt, dnf, zypper, pacman, apk} {
		for _, need := range missingNeeds(bare(m)) {
			if need.packages[m] == "" {
				t.Errorf("%s: nothing brings %s", m, need.words)
			}
		}
	}
}

func TestMissingNeeds(t *testing.T) {
	t.Parallel()
	if missing := missingNeeds(complete(apt)); len(missing) != 0 {
		t.Errorf("a complete computer misses %v", missing)
	}
	c := complete(apt)
	c.has["wayland-client"], c.has["wayland-egl"], c.has["gl"] = false, false, false
	if got, want := packagesFor(apt, missingNeeds(c)), []string{"libgl-dev", "libwayland-dev"}; !slices.Equal(got, want) {
		t.Errorf("packages %v, want %v", got, want)
	}
	for _, system := range []string{"windows", "darwin"} {
		if got := missingNeeds(computer{os: system, has: map[string]bool{}}); len(got) != 1 || got[0].sign != compiler {
			t.Errorf("%s misses %v, want only a compiler", system, got)
		}
		if got := missingNeeds(computer{os: system, has: map[string]bool{compiler: true}}); len(got) != 0 {
			t.Errorf("%s with a compiler misses %v", system, got)
		}
	}
}

func TestReportNamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	if got := report(complete(apt), nil); got != "Everything that building the window needs is here." {
		t.Errorf("complete: %q", got)
	}
	c := complete(dnf)
	c.has[compiler] = false
	got := report(c, missingNeeds(c))
	for _, part := range []string{"a C compiler.", "dnf has that in: gcc glibc-devel"} {
		if !strings.Contains(got, part) {
			t.Errorf("%q does not say %q", got, part)
		}
	}
}

func TestDetectionReadsTheLibraryFolders(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		file, module  string
		found, driver bool
	}{
		{"usr/lib/x86_64-linux-gnu/pkgconfig/xi.pc", "xi", true, false},
		{"usr/lib/aarch64-linux-gnu/pkgconfig/xi.pc", "xi", true, false},
		{"usr/lib64/pkgconfig/gl.pc", "gl", true, false},
		{"usr/share/pkgconfig/x11.pc", "x11", true, false},
		{"usr/lib/pkgconfig/xinerama.pc", "xi", false, false},
		{"usr/lib/x86_64-linux-gnu/dri/swrast_dri.so", "gl", false, true},
		{"usr/lib64/libgallium-25.1.0.so", "gl", false, true},
		{"usr/lib/libGLX_nvidia.so.0", "gl", false, true},
		{"usr/lib/libGL.so.1", "gl", false, false},
	} {
		root := t.TempDir()
		path := filepath.Join(root, test.file)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if got := hasModule(root, test.module); got != test.found {
			t.Errorf("%s: module %s found %v", test.file, test.module, got)
		}
		if got := hasDriver(root); got != test.driver {
			t.Errorf("%s: driver found %v", test.file, got)
		}
	}
}

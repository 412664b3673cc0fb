package main

import (
	"fmt"
	"strings"
)

// manager is a system's way of bringing software; its text is the command's name.
type manager string

// The managers that setup can drive. winget and xcode-select bring a compiler, which is all that Windows and macOS need.
const (
	noManager manager = ""
	apt       manager = "apt-get"
	dnf       manager = "dnf"
	zypper    manager = "zypper"
	pacman    manager = "pacman"
	apk       manager = "apk"
	winget    manager = "winget"
	xcode     manager = "xcode-select"
)

// computer is what was found out about this system.
type computer struct {
	// os is Go's name of the system: "linux", "darwin", "windows".
	os      string
	manager manager
	// root says that installing needs no other rights.
	root bool
	// terminal says that somebody can answer a question.
	terminal bool
	// elevate is the command that gives the rights to install: "sudo", "pkexec" or "".
	elevate string
	// display and wayland are the addresses that windows are shown at.
	display, wayland string
	// displayAnswers says that something listens at display; it stays true where that cannot be known.
	displayAnswers bool
	// has reports whether the system has one requirement's sign: the name of a need.
	has map[string]bool
}

// need is one thing that building or running the window takes.
type need struct {
	// sign names it in computer.has: "compiler", "pkg-config", "driver" or a pkg-config module.
	sign string
	// words tell a person what it is.
	words string
	// packages are what brings it, for each manager.
	packages map[manager]string
}

const (
	compiler  = "compiler"
	pkgConfig = "pkg-config"
	driver    = "driver"
)

// buildNeeds are Fyne 2.8's on Linux, with X11 and Wayland; found by building on bare systems. The order is that of the sentences.
var buildNeeds = []need{
	{compiler, "a C compiler", packages("gcc libc6-dev", "gcc glibc-devel", "gcc glibc-devel", "gcc", "gcc musl-dev")},
	{pkgConfig, "pkg-config", packages("pkg-config", "pkgconf-pkg-config", "pkg-config", "pkgconf", "pkgconf")},
	{"gl", "OpenGL", packages("libgl-dev", "mesa-libGL-devel", "Mesa-libGL-devel", "libglvnd", "mesa-dev")},
	{"egl", "EGL", packages("libegl-dev", "mesa-libEGL-devel", "Mesa-libEGL-devel", "libglvnd", "mesa-dev")},
	{"x11", "X11", packages("libx11-dev", "libX11-devel", "libX11-devel", "libx11", "libx11-dev")},
	{"xcursor", "X11 pointers", packages("libxcursor-dev", "libXcursor-devel", "libXcursor-devel", "libxcursor", "libxcursor-dev")},
	{"xrandr", "X11 screens", packages("libxrandr-dev", "libXrandr-devel", "libXrandr-devel", "libxrandr", "libxrandr-dev")},
	{"xinerama", "X11 several screens", packages("libxinerama-dev", "libXinerama-devel", "libXinerama-devel", "libxinerama", "libxinerama-dev")},
	{"xi", "X11 input", packages("libxi-dev", "libXi-devel", "libXi-devel", "libxi", "libxi-dev")},
	{"xxf86vm", "X11 video modes", packages("libxxf86vm-dev", "libXxf86vm-devel", "libXxf86vm-devel", "libxxf86vm", "libxxf86vm-dev")},
	{"wayland-client", "Wayland", packages("libwayland-dev", "wayland-devel", "wayland-devel", "wayland", "wayland-dev")},
	{"wayland-egl", "Wayland with EGL", packages("libwayland-dev", "wayland-devel", "wayland-devel", "wayland", "wayland-dev")},
	{"xkbcommon", "keyboard layouts", packages("libxkbcommon-dev", "libxkbcommon-devel", "libxkbcommon-devel", "libxkbcommon", "libxkbcommon-dev")},
	{driver, "an OpenGL driver", packages("libgl1-mesa-dri", "mesa-dri-drivers", "Mesa-dri", "mesa", "mesa-dri-gallium mesa-gl mesa-egl")},
}

func packages(forApt, forDnf, forZypper, forPacman, forApk string) map[manager]string {
	return map[manager]string{apt: forApt, dnf: forDnf, zypper: forZypper, pacman: forPacman, apk: forApk}
}

// missingNeeds lists what the computer lacks, in the order of buildNeeds.
func missingNeeds(c computer) []need {
	if c.os == "windows" || c.os == "darwin" {
		if c.has[compiler] {
			return nil
		}
		return []need{{compiler, "a C compiler", map[manager]string{winget: "BrechtSanders.WinLibs.POSIX.UCRT", xcode: "--install"}}}
	}
	var missing []need
	for _, need := range buildNeeds {
		if !c.has[need.sign] {
			missing = append(missing, need)
		}
	}
	return missing
}

// packagesFor are the package names that bring the needs, each once, in order.
func packagesFor(m manager, needs []need) []string {
	var names []string
	seen := map[string]bool{}
	for _, need := range needs {
		for _, name := range strings.Fields(need.packages[m]) {
			if !seen[name] {
				seen[name] = true
				names = append(names, name)
			}
		}
	}
	return names
}

// managerOf decides by the text of /etc/os-release, then by which commands exist.
func managerOf(osRelease string, exists func(command string) bool) manager {
	byName := map[string]manager{
		"debian": apt, "ubuntu": apt, "linuxmint": apt, "fedora": dnf, "rhel": dnf, "centos": dnf,
		"suse": zypper, "opensuse": zypper, "opensuse-leap": zypper, "opensuse-tumbleweed": zypper,
		"arch": pacman, "manjaro": pacman, "alpine": apk,
	}
	for _, key := range []string{"ID", "ID_LIKE"} {
		for _, name := range strings.Fields(releaseValue(osRelease, key)) {
			if found := byName[name]; found != noManager && exists(string(found)) {
				return found
			}
		}
	}
	for _, candidate := range []manager{apt, dnf, zypper, pacman, apk} {
		if exists(string(candidate)) {
			return candidate
		}
	}
	return noManager
}

func releaseValue(osRelease, key string) string {
	for line := range strings.Lines(osRelease) {
		if value, found := strings.CutPrefix(strings.TrimSpace(line), key+"="); found {
			return strings.Trim(value, `"'`)
		}
	}
	return ""
}

// report says in plain words what was found.
func report(c computer, missing []need) string {
	if len(missing) == 0 {
		return "Everything that building the window needs is here."
	}
	words := make([]string, len(missing))
	for i, need := range missing {
		words[i] = need.words
	}
	text := "To build the window, this computer still needs: " + strings.Join(words, ", ") + "."
	if names := packagesFor(c.manager, missing); len(names) > 0 && c.os == "linux" {
		text += fmt.Sprintf("\n%s has that in: %s", c.manager, strings.Join(names, " "))
	}
	return text
}

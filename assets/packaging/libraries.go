package main

import (
	"debug/elf"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// libraries is what a program needs of the system it runs on.
type libraries struct {
	// linked are the names that the loader looks for: "libGL.so.1".
	linked []string
	// c is the lowest version of the C library: "2.34".
	c string
}

// opened are the libraries that the window opens by itself when it starts: those of X11, and those of Wayland where the desktop speaks it.
var opened = strings.Fields("libEGL.so.1 libX11.so.6 libXcursor.so.1 libXext.so.6 libXi.so.6 libXinerama.so.1 libXrandr.so.2 libXrender.so.1 " +
	"libxkbcommon.so.0 libwayland-client.so.0 libwayland-cursor.so.0 libwayland-egl.so.1")

// debianPackages has each library's package.
var debianPackages = map[string]string{
	"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1", "libX11.so.6": "libx11-6", "libXcursor.so.1": "libxcursor1", "libXext.so.6": "libxext6",
	"libXi.so.6": "libxi6", "libXinerama.so.1": "libxinerama1", "libXrandr.so.2": "libxrandr2", "libXrender.so.1": "libxrender1",
	"libXxf86vm.so.1": "libxxf86vm1", "libxkbcommon.so.0": "libxkbcommon0", "libwayland-client.so.0": "libwayland-client0 (>= 1.20.0)",
	"libwayland-cursor.so.0": "libwayland-cursor0", "libwayland-egl.so.1": "libwayland-egl1",
}

// What the program works without, and works better with: a password store, the desktop's file window and browser, frames for windows.
var (
	debRecommends = []string{
		"gnome-keyring | kwalletmanager | keepassxc", "xdg-desktop-portal-gtk | xdg-desktop-portal-backend", "xdg-utils",
		"libdecor-0-plugin-1-gtk | libdecor-0-plugin-1-cairo",
	}
	rpmRecommends = []string{"gnome-keyring", "xdg-desktop-portal", "xdg-utils", "libdecor-0.so.0()(64bit)"}
)

// cLibrary has the parts of the C library, which is one package.
var cLibrary = strings.Fields("libc.so.6 libm.so.6 libdl.so.2 libpthread.so.0 librt.so.1 libresolv.so.2 ld-linux-x86-64.so.2")

// readLibraries finds out what an executable file needs. A library that no package is known for is an error.
func readLibraries(path string) (libraries, error) {
	file, err := elf.Open(path)
	if err != nil {
		return libraries{}, err
	}
	defer file.Close()
	names, err := file.ImportedLibraries()
	if err != nil {
		return libraries{}, err
	}
	var found libraries
	for _, name := range names {
		if slices.Contains(cLibrary, name) {
			continue
		}
		if debianPackages[name] == "" {
			return libraries{}, fmt.Errorf("%s is linked with %s, and libraries.go names no package for it", path, name)
		}
		found.linked = append(found.linked, name)
	}
	symbols, err := file.ImportedSymbols()
	if err != nil {
		return libraries{}, err
	}
	for _, symbol := range symbols {
		if version, isC := strings.CutPrefix(symbol.Version, "GLIBC_"); isC && older(found.c, version) {
			found.c = version
		}
	}
	return found, nil
}

// older compares versions such as 2.4 and 2.34 by their numbers; a text without one is older than all.
func older(a, b string) bool {
	return slices.Compare(numbers(a), numbers(b)) < 0
}

func numbers(version string) []int {
	var all []int
	for part := range strings.SplitSeq(version, ".") {
		number, err := strconv.Atoi(part)
		if err != nil {
			return all
		}
		all = append(all, number)
	}
	return all
}

// all are the names of what is linked and of what is opened, each once.
func (l libraries) all() []string {
	names := append(slices.Clone(l.linked), opened...)
	slices.Sort(names)
	return slices.Compact(names)
}

func (l libraries) debian() []string {
	depends := []string{"libc6 (>= " + l.c + ")", "ca-certificates"}
	for _, name := range l.all() {
		depends = append(depends, debianPackages[name])
	}
	return depends
}

// rpm names libraries instead of packages, which are called differently from one system to the next.
func (l libraries) rpm() []string {
	depends := []string{"libc.so.6(GLIBC_" + l.c + ")(64bit)", "ca-certificates"}
	for _, name := range l.all() {
		depends = append(depends, name+"()(64bit)")
	}
	return depends
}

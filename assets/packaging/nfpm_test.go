package main

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestThePackagesSayWhatTheyNeed(t *testing.T) {
	t.Parallel()
	needed := libraries{linked: []string{"libGL.so.1", "libX11.so.6"}, c: "2.34"}
	files := []content{{"/usr/bin/" + program, 0o755, nil}, {documents + "/copyright", 0o644, nil}}
	deb := packageConfig(thisBuild(t), "deb", files, "stage", "scripts", needed)
	rpm := packageConfig(thisBuild(t), "rpm", files, "stage", "scripts", needed)
	for _, want := range []string{"libc6 (>= 2.34)", "ca-certificates", "libgl1", "libx11-6", "libwayland-client0 (>= 1.20.0)"} {
		if n := count(deb.Depends, want); n != 1 {
			t.Errorf("the .deb names %s %d times", want, n)
		}
	}
	for _, want := range []string{"libc.so.6(GLIBC_2.34)(64bit)", "libGL.so.1()(64bit)", "libX11.so.6()(64bit)"} {
		if n := count(rpm.Depends, want); n != 1 {
			t.Errorf("the .rpm names %s %d times", want, n)
		}
	}
	for _, config := range []nfpmConfig{deb, rpm} {
		if config.MTime != "2026-11-22T12:00:00Z" || config.Version != thisBuild(t).Version || config.Scripts.PreRemove == "" {
			t.Errorf("the package is %+v", config)
		}
		for _, file := range config.Contents {
			if file.Info.Owner != "root" || file.Info.Group != "root" || file.Info.MTime != config.MTime || !strings.HasPrefix(file.Source, "stage"+string(filepath.Separator)) {
				t.Errorf("%s lies there as %+v", file.Destination, file)
			}
		}
	}
	if deb.Contents[0].Info.Mode != 0o755 || rpm.Contents[1].Type != "doc" {
		t.Errorf("the files are %+v and %+v", deb.Contents[0], rpm.Contents[1])
	}
	if _, err := json.Marshal(deb); err != nil {
		t.Error(err)
	}
}

func count(all []string, want string) int {
	n := 0
	for _, one := range all {
		if one == want {
			n++
		}
	}
	return n
}

func TestEveryOpenedLibraryHasAPackage(t *testing.T) {
	t.Parallel()
	for _, name := range opened {
		if debianPackages[name] == "" {
			t.Errorf("%s comes from nowhere", name)
		}
	}
	if all := (libraries{linked: []string{"libX11.so.6"}}).all(); !slices.IsSorted(all) || count(all, "libX11.so.6") != 1 {
		t.Errorf("it needs %v", all)
	}
}

func TestVersionsAreComparedByNumbers(t *testing.T) {
	t.Parallel()
	for _, pair := range [][2]string{{"", "2.2.5"}, {"2.2.5", "2.34"}, {"2.4", "2.34"}, {"2.9", "2.10"}, {"PRIVATE", "2.1"}} {
		if !older(pair[0], pair[1]) || older(pair[1], pair[0]) {
			t.Errorf("%q is not older than %q", pair[0], pair[1])
		}
	}
}

package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// thisBuild is a build of this checkout on a day that never changes.
func thisBuild(t *testing.T) build {
	t.Helper()
	b, err := buildHere()
	if err != nil {
		t.Fatal(err)
	}
	b.Out = t.TempDir()
	return b
}

func buildHere() (build, error) {
	manifest, err := os.ReadFile("../../FyneApp.toml")
	if err != nil {
		return build{}, err
	}
	b, err := readManifest(string(manifest))
	if err != nil {
		return build{}, err
	}
	b.Module, err = filepath.Abs("../..")
	b.Date = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	return b, err
}

const examplePictures = "https://pictures.example.com/1/"

// packagedOnce has the files without and with an address for the pictures: drawing the icons takes a while.
var packagedOnce = map[string]func() ([]content, error){"": packagedWith(""), examplePictures: packagedWith(examplePictures)}

func packagedWith(pictures string) func() ([]content, error) {
	return sync.OnceValues(func() ([]content, error) {
		b, err := buildHere()
		if err != nil {
			return nil, err
		}
		return linuxFiles(b, pictures)
	})
}

// packaged is a file of the Linux packages by its path.
func packaged(t *testing.T, pictures, path string) []byte {
	t.Helper()
	files, err := packagedOnce[pictures]()
	if err != nil {
		t.Fatal(err)
	}
	return fileAt(t, files, path)
}

func fileAt(t *testing.T, files []content, path string) []byte {
	t.Helper()
	i := slices.IndexFunc(files, func(file content) bool { return file.Path == path })
	if i < 0 {
		t.Fatalf("the packages have no %s", path)
	}
	return files[i].Data
}

// desktopEntry is a .desktop file: its groups, and in each the keys with their values.
func desktopEntry(t *testing.T, path string) map[string]map[string]string {
	t.Helper()
	groups, group := map[string]map[string]string{}, ""
	for line := range strings.Lines(string(packaged(t, "", path))) {
		line = strings.TrimSpace(line)
		if name, isGroup := strings.CutPrefix(line, "["); isGroup {
			group = strings.TrimSuffix(name, "]")
			groups[group] = map[string]string{}
			continue
		}
		if key, value, found := strings.Cut(line, "="); found {
			groups[group][key] = value
		} else if line != "" && !strings.HasPrefix(line, "#") {
			t.Errorf("%s: %q is no line of a desktop file", path, line)
		}
	}
	return groups
}

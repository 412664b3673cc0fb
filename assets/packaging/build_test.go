package main

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestTheVersionComesFromTheManifest(t *testing.T) {
	t.Parallel()
	b, err := readManifest("[Details]\nName = \"TwentyThree Uploader\"\nID = \"com.twentythree.uploader\"\nVersion = \"1.20.3\"\nBuild = 7\n")
	if err != nil || b.Version != "1.20.3" || b.Number != 7 || b.ID != "com.twentythree.uploader" || b.Name != "TwentyThree Uploader" {
		t.Errorf("got %+v, %v", b, err)
	}
	for _, wrong := range []string{"", "1", "1.2", "1.2.3.4", "1.2.x", "1.2.-3", "1.2.70000", "1..3"} {
		if _, err := readManifest("[Details]\nVersion = \"" + wrong + "\"\n"); err == nil {
			t.Errorf("version %q was taken", wrong)
		}
	}
}

func TestTheDateIsTheOneThatIsGiven(t *testing.T) {
	t.Parallel()
	date, err := commitDate(t.Context(), ".", "86400")
	if want := time.Date(1970, 1, 2, 0, 0, 0, 0, time.UTC); err != nil || !date.Equal(want) {
		t.Errorf("got %v, %v", date, err)
	}
	if _, err := commitDate(t.Context(), ".", "yesterday"); err == nil {
		t.Error("a date that is no number was taken")
	}
}

func TestWithoutACheckoutTheDateIsAskedFor(t *testing.T) {
	outside := t.TempDir()
	// The temporary folder may lie in a checkout, and git itself names one to what it runs.
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(outside))
	for _, name := range []string{"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"} {
		t.Setenv(name, "")
		_ = os.Unsetenv(name)
	}
	if _, err := commitDate(t.Context(), outside, ""); err == nil || !strings.Contains(err.Error(), "SOURCE_DATE_EPOCH") {
		t.Errorf("outside a checkout: %v", err)
	}
}

func TestOnlyKnownSystemsAreMade(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ asked, on, want string }{
		{"linux", "linux", "linux"},
		{"all", "linux", "linux windows"},
		{"all", "darwin", "macos"},
		{"macos", "darwin", "macos"},
	} {
		got, err := wanted([]string{c.asked}, c.on)
		if err != nil || strings.Join(got, " ") != c.want {
			t.Errorf("%s on %s: %v, %v", c.asked, c.on, got, err)
		}
	}
	for _, wrong := range [][]string{nil, {"beos"}, {"linux", "windows"}} {
		if _, err := wanted(wrong, "linux"); err == nil || !strings.Contains(err.Error(), "Usage:") {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

func TestMissingToolsAreNamedWithWhatBringsThem(t *testing.T) {
	t.Parallel()
	here := func(command string) (string, error) {
		if slices.Contains([]string{"here"}, command) {
			return "/usr/bin/" + command, nil
		}
		return "", errors.New("not found")
	}
	if err := need(here, tool{"here", "bring here"}); err != nil {
		t.Error(err)
	}
	err := need(here, tool{"here", "bring here"}, tool{"gone", "bring gone"}, tool{"lost", "bring lost"})
	if err == nil || err.Error() != "These packages need gone, lost, which this computer lacks. Bring it with: bring gone && bring lost" {
		t.Error(err)
	}
}

func TestTheSumsAreThoseOfThisVersion(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for name, content := range map[string]string{"b-1.2.3.rpm": "b", "a_1.2.3.deb": "a", "a_1.2.2.deb": "old"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := writeSums(folder, "1.2.3"); err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile(filepath.Join(folder, sumsName))
	want := "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  a_1.2.3.deb\n" +
		"3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d  b-1.2.3.rpm\n"
	if err != nil || string(sums) != want {
		t.Errorf("got %q, %v", sums, err)
	}
}

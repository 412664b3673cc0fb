package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const folder = "../resumable"

func TestWhatLiesThereIsWhatWasRecorded(t *testing.T) {
	t.Parallel()
	r, err := readRecord(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range kept {
		content, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if got := integrity(content); got != r.Files[name] {
			t.Errorf("%s has %s, recorded is %s: go run ./assets/guest/vendor", name, got, r.Files[name])
		}
	}
	if len(r.Files) != len(kept) {
		t.Errorf("%d files are recorded, %d are kept", len(r.Files), len(kept))
	}
}

// TestTheRecordIsThatOfNpmsLock compares with a lock file that npm itself has written, of the checks that try the same library.
func TestTheRecordIsThatOfNpmsLock(t *testing.T) {
	t.Parallel()
	r, err := readRecord(folder)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("../../../.ci/outsiders/package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	var lock struct {
		Packages map[string]struct{ Version, Integrity string }
	}
	if err := json.Unmarshal(text, &lock); err != nil {
		t.Fatal(err)
	}
	locked := lock.Packages["node_modules/"+r.Name]
	if locked.Version != r.Version || locked.Integrity != r.Integrity {
		t.Errorf("recorded is %s with %s, locked %+v", r.Version, r.Integrity, locked)
	}
}

func TestAnotherArchiveIsRefused(t *testing.T) {
	t.Parallel()
	r := record{Name: "library", Version: "1.0.0", Integrity: integrity([]byte("the right one"))}
	if _, err := r.unpack([]byte("another one")); err == nil || !strings.Contains(err.Error(), "recorded") {
		t.Errorf("it was taken: %v", err)
	}
}

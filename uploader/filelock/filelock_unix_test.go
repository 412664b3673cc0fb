//go:build unix

package filelock

import (
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// TestReleasingLetsTheNextInWhileAnotherProgramStarts holds the lock's file open once more, as a program does that was forked and does not
// run yet.
func TestReleasingLetsTheNextInWhileAnotherProgramStarts(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a.lock")
	first := mustTake(t, path)
	forked, err := unix.Dup(int(first.file.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(forked)
	if err := first.Release(); err != nil {
		t.Fatal(err)
	}
	if err := mustTake(t, path).Release(); err != nil {
		t.Fatal(err)
	}
}

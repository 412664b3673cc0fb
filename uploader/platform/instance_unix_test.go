//go:build unix

package platform

import (
	"testing"

	"golang.org/x/sys/unix"
)

// TestClosingLetsTheNextInWhileAnotherProgramStarts holds the lock's file open once more, as a program does that was forked and does not run yet.
func TestClosingLetsTheNextInWhileAnotherProgramStarts(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	first, _ := claim(t, folder)
	forked, err := unix.Dup(int(first.lock.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(forked)
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	next, _ := claim(t, folder)
	if err := next.Close(); err != nil {
		t.Fatal(err)
	}
}

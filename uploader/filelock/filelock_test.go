package filelock

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
)

func mustTake(t *testing.T, path string) *Lock {
	t.Helper()
	lock, err := Take(path)
	if err != nil {
		t.Fatal(err)
	}
	return lock
}

func isFree(t *testing.T, path string) bool {
	t.Helper()
	free, err := IsFree(path)
	if err != nil {
		t.Fatal(err)
	}
	return free
}

func TestOneHoldsTheLock(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "Sperre 🎬.lock")
	if !isFree(t, path) {
		t.Error("a lock that nobody has made is taken")
	}
	for range 2 {
		lock := mustTake(t, path)
		if _, err := Take(path); !errors.Is(err, ErrTaken) {
			t.Errorf("the second one is told %v", err)
		}
		if isFree(t, path) {
			t.Error("a lock that is held looks free")
		}
		if err := lock.Release(); err != nil {
			t.Error(err)
		}
		if !isFree(t, path) {
			t.Error("a lock that was let go looks held")
		}
	}
}

// TestOneAtATimeThoughTheFileGoes has many take the lock, each of which removes its file.
func TestOneAtATimeThoughTheFileGoes(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a.lock")
	var inside atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 500 {
				lock, err := Take(path)
				if err != nil {
					continue
				}
				if inside.Add(1) != 1 {
					t.Error("two hold the lock")
				}
				inside.Add(-1)
				if err := lock.Remove(); err != nil && os.PathSeparator == '/' {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if err := mustTake(t, path).Remove(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("the file is still there")
	}
}

func TestAFolderThatIsGoneIsNoLockTaken(t *testing.T) {
	t.Parallel()
	if _, err := Take(filepath.Join(t.TempDir(), "gone", "a.lock")); err == nil || errors.Is(err, ErrTaken) || errors.Is(err, ErrUnsupported) {
		t.Errorf("told %v", err)
	}
}

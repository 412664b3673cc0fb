// Package filelock lets one program at a time work on something. The lock lies on a file of its own and goes with the process, however
// that ends; the file stays, until Remove.
package filelock

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

var (
	// ErrTaken means that another holds the lock: another program, or this one.
	ErrTaken = errors.New("another program holds the lock")
	// ErrUnsupported means that the file system that holds the file knows no locks, as some network drives do not.
	ErrUnsupported = errors.New("there are no locks on this drive")
)

// Lock is held from Take to Release.
type Lock struct{ file *os.File }

// Take locks the file at path, which is made for its owner alone when it is missing. It does not wait: the error is ErrTaken while another
// holds the lock, ErrUnsupported, or the system's.
func Take(path string) (*Lock, error) { return take(path, os.O_CREATE) }

// IsFree reports whether nobody holds the lock at path. Nothing is made.
func IsFree(path string) (bool, error) {
	lock, err := take(path, 0)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return true, nil
	case errors.Is(err, ErrTaken):
		return false, nil
	case err != nil:
		return false, err
	}
	return true, lock.Release()
}

func take(path string, flags int) (*Lock, error) {
	for try := 1; ; try++ {
		file, err := os.OpenFile(path, os.O_RDWR|flags, 0o600)
		if err != nil {
			return nil, fmt.Errorf("opening a lock: %w", err)
		}
		if err := lock(file); err != nil {
			return nil, errors.Join(fmt.Errorf("locking %s: %w", path, err), file.Close())
		}
		held := &Lock{file}
		if held.lies(path) || try == mostTries {
			return held, nil
		}
		if err := held.Release(); err != nil {
			return nil, err
		}
	}
}

// mostTries ends on a drive that does not know a file again.
const mostTries = 1000

// lies reports whether the file that is locked is the one at path: Remove may have come between opening and locking it, and a lock on a file
// that nobody finds any more keeps nobody out.
func (l *Lock) lies(path string) bool {
	locked, err := l.file.Stat()
	if err != nil {
		return true
	}
	there, err := os.Stat(path)
	return err == nil && os.SameFile(locked, there)
}

// Release lets the next one in.
func (l *Lock) Release() error {
	// Closing alone would leave the lock with a program that is being started at this moment: it holds the file until it runs.
	return errors.Join(unlock(l.file), l.file.Close())
}

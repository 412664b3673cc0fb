//go:build unix

package platform

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

func lockFile(file *os.File) error {
	err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		return ErrTaken
	}
	if err != nil {
		return fmt.Errorf("locking the data folder: %w", err)
	}
	return nil
}

func unlockFile(file *os.File) error {
	if err := unix.Flock(int(file.Fd()), unix.LOCK_UN); err != nil {
		return fmt.Errorf("unlocking the data folder: %w", err)
	}
	return nil
}

// FreeSpace is how many bytes this person can still write on the disk that holds path.
func FreeSpace(path string) (int64, error) {
	var status unix.Statfs_t
	if err := unix.Statfs(path, &status); err != nil {
		return 0, fmt.Errorf("asking the disk of %q: %w", path, err)
	}
	return int64(status.Bavail) * int64(status.Bsize), nil
}

// IsFull reports whether an error means that the disk has no space left for this person.
func IsFull(err error) bool { return errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.EDQUOT) }

// IsRefused reports whether an error means that nothing may be written there.
func IsRefused(err error) bool { return errors.Is(err, fs.ErrPermission) || errors.Is(err, unix.EROFS) }

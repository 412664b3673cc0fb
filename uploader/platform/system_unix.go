//go:build unix

package platform

import (
	"errors"
	"fmt"
	"io/fs"

	"golang.org/x/sys/unix"
)

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

package platform

import (
	"errors"
	"fmt"
	"io/fs"

	"golang.org/x/sys/windows"
)

// FreeSpace is how many bytes this person can still write on the disk that holds path.
func FreeSpace(path string) (int64, error) {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return 0, fmt.Errorf("asking the disk of %q: %w", path, err)
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(name, &free, nil, nil); err != nil {
		return 0, fmt.Errorf("asking the disk of %q: %w", path, err)
	}
	return int64(free), nil
}

// IsFull reports whether an error means that the disk has no space left for this person.
func IsFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL) || errors.Is(err, windows.ERROR_DISK_QUOTA_EXCEEDED)
}

// IsRefused reports whether an error means that nothing may be written there.
func IsRefused(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, windows.ERROR_WRITE_PROTECT)
}

//go:build unix

package intake

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

func resolve(path string) (string, error) { return filepath.EvalSymlinks(path) }

// openToRead does not wait for the other end of a pipe that took the file's place a moment ago.
func openToRead(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
}

// fileID is the file's number on its file system, or empty where the number does not last: memory cards and some network drives
// number their files anew each time they are connected. The device's number is left out, since it changes from start to start. What
// cannot be told now is an error: an empty number would say that it is another file.
func fileID(path string, info fs.FileInfo) (string, error) {
	status, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return "", nil
	}
	if last, err := numbersLast(path); err != nil || !last {
		return "", err
	}
	return strconv.FormatUint(uint64(status.Ino), 10), nil
}

func isOutOfHandles(err error) bool {
	return errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}

func hasHiddenAttribute(os.DirEntry) bool { return false }

func isDriveError(err error) bool {
	return errors.Is(err, syscall.ENODEV) || errors.Is(err, syscall.ENXIO) || errors.Is(err, syscall.ESTALE) ||
		errors.Is(err, syscall.ENOTCONN) || errors.Is(err, syscall.EHOSTDOWN) || errors.Is(err, syscall.EHOSTUNREACH) ||
		errors.Is(err, syscall.ENETUNREACH) || errors.Is(err, syscall.ENETDOWN) || errors.Is(err, syscall.ETIMEDOUT)
}

func isNoSuchPath(err error) bool {
	return errors.Is(err, syscall.ENOTDIR) || errors.Is(err, syscall.ENAMETOOLONG) || errors.Is(err, syscall.EINVAL)
}

// isLockedByAnother knows EAGAIN as what opening without waiting answers where a file server has lent the file to another computer.
func isLockedByAnother(err error) bool {
	return errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.ETXTBSY) || errors.Is(err, syscall.EAGAIN)
}

// mountPlaces are where systems connect drives, with how many names below them the drive's own folder is.
var mountPlaces = []struct {
	folder string
	below  int
}{{"/run/media/", 2}, {"/media/", 2}, {"/mnt/", 1}, {"/Volumes/", 1}}

// driveOf gives the folder of the drive that a path is on, and whether the path is on one that can be taken away.
func driveOf(path string) (string, bool) {
	for _, place := range mountPlaces {
		below, found := strings.CutPrefix(path, place.folder)
		if !found {
			continue
		}
		names := strings.Split(below, "/")
		if len(names) > place.below {
			return place.folder + strings.Join(names[:place.below], "/"), true
		}
	}
	return "", false
}

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

// FileID is the file's number on its file system, or empty where the number does not last: memory cards and some network drives
// number their files anew each time they are connected. The device's number is left out, since it changes from start to start.
func FileID(path string, info fs.FileInfo) string {
	status, ok := info.Sys().(*syscall.Stat_t)
	if !ok || !numbersLast(path) {
		return ""
	}
	return strconv.FormatUint(uint64(status.Ino), 10)
}

func hasHiddenAttribute(os.DirEntry) bool { return false }

func isDriveError(err error) bool {
	return errors.Is(err, syscall.ENODEV) || errors.Is(err, syscall.ENXIO) || errors.Is(err, syscall.ESTALE) ||
		errors.Is(err, syscall.ENOTCONN) || errors.Is(err, syscall.EHOSTDOWN)
}

func isNoSuchPath(err error) bool {
	return errors.Is(err, syscall.ENOTDIR) || errors.Is(err, syscall.ENAMETOOLONG) || errors.Is(err, syscall.EINVAL)
}

func isLockedByAnother(err error) bool {
	return errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.ETXTBSY)
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

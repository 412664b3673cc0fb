package intake

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/windows"
)

// resolve follows a link that was added itself. Drive letters and cloud folders are built of links too and are left as they are.
func resolve(path string) (string, error) {
	info, err := os.Lstat(path)
	if err != nil || info.Mode()&os.ModeSymlink == 0 {
		return path, err
	}
	return filepath.EvalSymlinks(path)
}

func openToRead(path string) (*os.File, error) { return os.Open(path) }

// fileID is the volume's serial number and the file's number on it, or empty where the number does not last: FAT and network
// drives number their files anew. What cannot be told now is an error: an empty number would say that it is another file.
func fileID(path string, _ fs.FileInfo) (string, error) {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return "", err
	}
	const shareAll = windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE | windows.FILE_SHARE_DELETE
	handle, err := windows.CreateFile(name, 0, shareAll, nil, windows.OPEN_EXISTING, windows.FILE_FLAG_BACKUP_SEMANTICS, 0)
	if err != nil {
		return "", err
	}
	defer windows.CloseHandle(handle)
	var system [windows.MAX_PATH + 1]uint16
	if err := windows.GetVolumeInformationByHandle(handle, nil, 0, nil, nil, nil, &system[0], uint32(len(system))); err != nil {
		// Redirected drives do not tell, and number nothing.
		return "", nil
	}
	if kind := windows.UTF16ToString(system[:]); kind != "NTFS" && kind != "ReFS" {
		return "", nil
	}
	var information windows.ByHandleFileInformation
	if err := windows.GetFileInformationByHandle(handle, &information); err != nil {
		return "", err
	}
	return fmt.Sprintf("%08x:%08x%08x", information.VolumeSerialNumber, information.FileIndexHigh, information.FileIndexLow), nil
}

func isOutOfHandles(err error) bool { return errors.Is(err, windows.ERROR_TOO_MANY_OPEN_FILES) }

func hasHiddenAttribute(entry os.DirEntry) bool {
	info, err := entry.Info()
	if err != nil {
		return false
	}
	attributes, ok := info.Sys().(*syscall.Win32FileAttributeData)
	return ok && attributes.FileAttributes&(windows.FILE_ATTRIBUTE_HIDDEN|windows.FILE_ATTRIBUTE_SYSTEM) != 0
}

func isDriveError(err error) bool {
	return errors.Is(err, windows.ERROR_NOT_READY) || errors.Is(err, windows.ERROR_DEV_NOT_EXIST) ||
		errors.Is(err, windows.ERROR_BAD_NETPATH) || errors.Is(err, windows.ERROR_BAD_NET_NAME) ||
		errors.Is(err, windows.ERROR_NETNAME_DELETED) || errors.Is(err, windows.ERROR_UNEXP_NET_ERR) || errors.Is(err, windows.ERROR_SEM_TIMEOUT) ||
		errors.Is(err, windows.ERROR_DEVICE_NOT_CONNECTED) || errors.Is(err, windows.ERROR_DEVICE_REMOVED) ||
		errors.Is(err, windows.ERROR_NO_MEDIA_IN_DRIVE) || errors.Is(err, windows.ERROR_FILE_INVALID)
}

func isNoSuchPath(err error) bool {
	return errors.Is(err, windows.ERROR_INVALID_NAME) || errors.Is(err, windows.ERROR_FILENAME_EXCED_RANGE)
}

func isLockedByAnother(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}

// driveOf gives the root of the drive that a path is on: a letter can go away on any of them.
func driveOf(path string) (string, bool) {
	volume := filepath.VolumeName(path)
	return volume + `\`, volume != ""
}

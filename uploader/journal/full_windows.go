package journal

import (
	"errors"
	"syscall"
)

// The codes of the system's documentation of ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL and ERROR_WRITE_PROTECT.
const (
	handleDiskFull = syscall.Errno(39)
	diskFull       = syscall.Errno(112)
	writeProtected = syscall.Errno(19)
)

func isDiskFull(err error) bool { return errors.Is(err, handleDiskFull) || errors.Is(err, diskFull) }

func isReadOnlyDisk(err error) bool { return errors.Is(err, writeProtected) }

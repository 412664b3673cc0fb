//go:build unix && !linux

package intake

import "golang.org/x/sys/unix"

// numbersLast reports whether the file system keeps the numbers of its files. FAT, exFAT and SMB do not.
func numbersLast(path string) (bool, error) {
	var status unix.Statfs_t
	if err := unix.Statfs(path, &status); err != nil {
		return false, err
	}
	switch unix.ByteSliceToString(status.Fstypename[:]) {
	case "apfs", "hfs", "ufs", "zfs", "ffs":
		return true, nil
	}
	return false, nil
}

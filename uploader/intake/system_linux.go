package intake

import "golang.org/x/sys/unix"

// numbersLast reports whether the file system keeps the numbers of its files. FAT, exFAT, CIFS and most FUSE systems do not.
func numbersLast(path string) (bool, error) {
	var status unix.Statfs_t
	if err := unix.Statfs(path, &status); err != nil {
		return false, err
	}
	switch uint32(status.Type) {
	case unix.EXT4_SUPER_MAGIC, unix.XFS_SUPER_MAGIC, unix.BTRFS_SUPER_MAGIC, unix.TMPFS_MAGIC, unix.OVERLAYFS_SUPER_MAGIC,
		unix.F2FS_SUPER_MAGIC, unix.NFS_SUPER_MAGIC, unix.REISERFS_SUPER_MAGIC, zfsMagic, bcachefsMagic, ntfs3Magic:
		return true, nil
	}
	return false, nil
}

// The numbers that the kernel's own headers give these file systems.
const (
	zfsMagic      = 0x2FC12FC1
	bcachefsMagic = 0xCA451A4E
	ntfs3Magic    = 0x7366746E
)

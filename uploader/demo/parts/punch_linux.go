package parts

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// punch gives the disk space of a range back. Where the file system cannot, the space stays until the file goes.
func punch(file *os.File, offset, length int64) error {
	const keepSize, punchHole = 1, 2
	err := syscall.Fallocate(int(file.Fd()), keepSize|punchHole, offset, length)
	if err == nil || errors.Is(err, syscall.EOPNOTSUPP) || errors.Is(err, syscall.ENOSYS) {
		return nil
	}
	return fmt.Errorf("giving disk space back: %w", err)
}

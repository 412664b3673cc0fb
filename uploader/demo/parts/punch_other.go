//go:build !linux

package parts

import "os"

// punch leaves the disk space in use until the file goes: only Linux gives a range back with the standard library.
func punch(*os.File, int64, int64) error { return nil }

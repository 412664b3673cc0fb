//go:build !linux && !darwin && !windows

package native

// wantsStillness does not know here.
func wantsStillness() bool { return false }

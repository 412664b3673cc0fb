//go:build !linux

package native

// hasTray is true: Windows has its notification area, macOS its menu bar.
func hasTray() bool { return true }

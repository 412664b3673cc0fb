//go:build !linux && !darwin && !windows

package setup

// SystemPlace is nil: this system has no place that is known.
func SystemPlace() Place { return nil }

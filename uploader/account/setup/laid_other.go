//go:build !linux && !darwin && !windows

package setup

import "errors"

// SystemLaid is nil: this system has no place that is known.
func SystemLaid() Place { return nil }

// LayDownForAll is not supported here.
func LayDownForAll([]byte) error { return errors.ErrUnsupported }

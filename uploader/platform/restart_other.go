//go:build !unix || darwin

package platform

import "errors"

// RestartInSoftware is not supported here: the system draws as it can.
func RestartInSoftware() error { return errors.ErrUnsupported }

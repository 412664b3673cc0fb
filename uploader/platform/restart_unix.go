//go:build unix && !darwin

package platform

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// RestartInSoftware starts this program anew in its own place, to draw without the graphics card. It returns only where that cannot be had or
// was done before.
func RestartInSoftware() error {
	if Software() {
		return errors.ErrUnsupported
	}
	program, err := os.Executable()
	for name, value := range softwareEnvironment() {
		err = errors.Join(err, os.Setenv(name, value))
	}
	if err == nil {
		err = syscall.Exec(program, os.Args, os.Environ())
	}
	return fmt.Errorf("starting anew: %w", err)
}

//go:build unix

package platform

import (
	"fmt"
	"syscall"
)

// NoCoreDumps keeps the system from writing this process's memory, where keys are, into a file should it crash. Programs that it starts
// inherit that. The process stays visible to the desktop's portals, which look at it before they open a file window.
func NoCoreDumps() error {
	if err := syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}); err != nil {
		return fmt.Errorf("core dumps cannot be switched off: %w", err)
	}
	return nil
}

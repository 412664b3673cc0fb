//go:build !linux

package account

import (
	"errors"
	"os/exec"
	"slices"
)

// condition cannot be asked here without asking the person; the store's refusal tells.
func (systemStore) condition() condition { return conditionReady }

func (systemStore) shows() bool { return false }

// lockedExits are what the Mac's security command ends with when the keychain stays locked: interaction is not allowed, the person
// cancelled, or the password was wrong (the low byte of its documented results).
var lockedExits = []int{36, 51, 128}

func isLockedError(err error) bool {
	var ended *exec.ExitError
	return errors.As(err, &ended) && slices.Contains(lockedExits, ended.ExitCode())
}

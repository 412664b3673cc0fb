//go:build unix

package platform

import (
	"context"
	"os"
)

// letForward has nothing to do: the window system decides whether a window may come forward.
func letForward(int) {}

// process is another program. Nothing of it is held: files of one that is just ending can be replaced.
type process struct{}

func holdProcess(int) process { return process{} }

func (process) await(context.Context) error { return nil }

func (process) release() {}

// ActsForComputer reports whether this process acts for the computer and not for a person who uses it: as root.
func ActsForComputer() bool { return os.Geteuid() == 0 }

package platform

import (
	"context"
	"errors"

	"golang.org/x/sys/windows"
)

// letForward lets the program with that number bring its window to the front: Windows grants that only to the one a person has just started.
func letForward(number int) {
	allow := windows.NewLazySystemDLL("user32.dll").NewProc("AllowSetForegroundWindow")
	if allow.Find() == nil {
		_, _, _ = allow.Call(uintptr(number))
	}
}

// process is another program. While it is held no other one can have its number; zero where it cannot be.
type process struct{ handle windows.Handle }

func holdProcess(number int) process {
	if uint32(number) == windows.GetCurrentProcessId() {
		return process{} // nobody can wait for their own end
	}
	handle, err := windows.OpenProcess(windows.SYNCHRONIZE, false, uint32(number))
	if err != nil {
		return process{}
	}
	return process{handle}
}

// await waits until nothing of the program is left: its file cannot be replaced before.
func (p process) await(ctx context.Context) error {
	const lookEvery = 100 // milliseconds
	for p.handle != 0 {
		switch event, err := windows.WaitForSingleObject(p.handle, lookEvery); {
		case errors.Is(err, windows.Errno(windows.WAIT_TIMEOUT)), event == uint32(windows.WAIT_TIMEOUT):
		case err != nil:
			return err
		default:
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

func (p process) release() {
	if p.handle != 0 {
		_ = windows.CloseHandle(p.handle)
	}
}

// ActsForComputer reports whether this process acts for the computer and not for a person who uses it: as the system's own account, which
// installs for everybody.
func ActsForComputer() bool {
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	return err == nil && user.User.Sid.IsWellKnown(windows.WinLocalSystemSid)
}

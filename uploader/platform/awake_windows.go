package platform

import (
	"errors"
	"runtime"

	"golang.org/x/sys/windows"
)

// The flags of SetThreadExecutionState in winbase.h.
const (
	esContinuous     = 0x80000000
	esSystemRequired = 0x00000001
)

// stayAwake holds a thread for as long, because Windows remembers the wish with the thread that said it.
func stayAwake(string) (func(), error) {
	set := windows.NewLazySystemDLL("kernel32.dll").NewProc("SetThreadExecutionState")
	if err := set.Find(); err != nil {
		return nil, err
	}
	asked, let, ended := make(chan bool), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		before, _, _ := set.Call(esContinuous | esSystemRequired)
		asked <- before != 0
		<-let
		_, _, _ = set.Call(esContinuous)
	}()
	end := func() {
		close(let)
		<-ended
	}
	if !<-asked {
		end()
		return nil, errors.New("windows does not let itself be kept awake")
	}
	return end, nil
}

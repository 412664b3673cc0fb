package native

import (
	"syscall"
	"unsafe"
)

// ownWindow is the program's window while it is in front, 0 otherwise. A system window that it owns stays in front of it and with it: without an
// owner it can get behind, and the program then seems to answer no more.
func ownWindow() uintptr {
	user := syscall.NewLazyDLL("user32.dll")
	front, ownerOf := user.NewProc("GetForegroundWindow"), user.NewProc("GetWindowThreadProcessId")
	if front.Find() != nil || ownerOf.Find() != nil {
		return 0
	}
	window, _, _ := front.Call()
	var process uint32
	_, _, _ = ownerOf.Call(window, uintptr(unsafe.Pointer(&process)))
	if int(process) != syscall.Getpid() {
		return 0
	}
	return window
}

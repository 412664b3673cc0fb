package native

import (
	"context"
	"runtime"
	"syscall"
	"time"
	"unsafe"
)

const (
	// clipboardFiles is the system's CF_HDROP.
	clipboardFiles = 15
	countFiles     = 0xFFFFFFFF
	copiedWait     = time.Second
)

// copied reads the files that Explorer has put on the clipboard, where they are no text.
func copied(context.Context) ([]string, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	user, shell := syscall.NewLazyDLL("user32.dll"), syscall.NewLazyDLL("shell32.dll")
	query := shell.NewProc("DragQueryFileW")
	if err := query.Find(); err != nil {
		return nil, err
	}
	if opened, _, err := user.NewProc("OpenClipboard").Call(0); opened == 0 {
		return nil, err
	}
	defer func() { _, _, _ = user.NewProc("CloseClipboard").Call() }()
	handle, _, err := user.NewProc("GetClipboardData").Call(clipboardFiles)
	if handle == 0 {
		return nil, err
	}
	count, _, _ := query.Call(handle, countFiles, 0, 0)
	paths := make([]string, 0, count)
	for index := range count {
		length, _, _ := query.Call(handle, index, 0, 0)
		path := make([]uint16, length+1)
		if copied, _, _ := query.Call(handle, index, uintptr(unsafe.Pointer(&path[0])), length+1); copied > 0 {
			paths = append(paths, syscall.UTF16ToString(path))
		}
	}
	return paths, nil
}

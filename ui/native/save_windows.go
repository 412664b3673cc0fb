package native

import (
	"context"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"unsafe"
)

const flagAskToReplace = 0x00000002

// save calls the system's common window to save in, which asks before a file is replaced and adds the ending that is missing. It stays on
// one thread, as the system wants for its windows.
func save(_ context.Context, text Saved) (string, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	title, err := syscall.UTF16PtrFromString(text.Title)
	if err != nil {
		return "", err
	}
	name, err := syscall.UTF16FromString(text.Name)
	if err != nil {
		return "", err
	}
	ending := strings.TrimPrefix(filepath.Ext(text.Name), ".")
	kind, err := syscall.UTF16PtrFromString(ending)
	if err != nil {
		return "", err
	}
	filter := pairsOf(text.Kind, "*."+ending)
	answer := make([]uint16, longestPath)
	copy(answer, name)
	question := openFileName{
		owner: ownWindow(), filter: &filter[0], filterIndex: 1, file: &answer[0], maxFile: uint32(len(answer)), title: title, defaultKind: kind,
		flags: flagExplorer | flagAskToReplace | flagPathMustExist | flagKeepFolder | flagHideReadOnly,
	}
	question.size = uint32(unsafe.Sizeof(question))
	window := syscall.NewLazyDLL("comdlg32.dll").NewProc("GetSaveFileNameW")
	if err := window.Find(); err != nil {
		return "", err
	}
	if chosen, _, _ := window.Call(uintptr(unsafe.Pointer(&question))); chosen == 0 {
		return "", nil
	}
	return syscall.UTF16ToString(answer), nil
}

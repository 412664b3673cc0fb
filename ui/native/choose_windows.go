package native

import (
	"context"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"unsafe"
)

// openFileName is the system's OPENFILENAMEW.
type openFileName struct {
	size            uint32
	owner, instance uintptr
	filter          *uint16
	customFilter    *uint16
	maxCustomFilter uint32
	filterIndex     uint32
	file            *uint16
	maxFile         uint32
	fileTitle       *uint16
	maxFileTitle    uint32
	initialFolder   *uint16
	title           *uint16
	flags           uint32
	fileOffset      uint16
	extensionOffset uint16
	defaultKind     *uint16
	customData      uintptr
	hook            uintptr
	templateName    *uint16
	reserved        uintptr
	reservedWord    uint32
	flagsExtended   uint32
}

// browseInfo is the system's BROWSEINFOW.
type browseInfo struct {
	owner       uintptr
	root        uintptr
	displayName *uint16
	title       *uint16
	flags       uint32
	callback    uintptr
	parameter   uintptr
	image       int32
}

const (
	flagExplorer        = 0x00080000
	flagMultiple        = 0x00000200
	flagFileMustExist   = 0x00001000
	flagPathMustExist   = 0x00000800
	flagKeepFolder      = 0x00000008
	flagHideReadOnly    = 0x00000004
	browseFoldersOnly   = 0x00000001
	browseNewLook       = 0x00000040
	longestAnswer       = 1 << 18
	longestPath         = 1 << 15
	apartmentThreaded   = 0x2
	alreadyInitialised  = 1
	successfulOperation = 0
)

// choose calls the system's common file window. It stays on one thread, as the system wants for its windows.
func choose(_ context.Context, wanted request) ([]string, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if wanted.folders {
		return chooseFolder(wanted.title)
	}
	title, err := syscall.UTF16PtrFromString(wanted.title)
	if err != nil {
		return nil, err
	}
	filter := filterOf(wanted)
	answer := make([]uint16, longestAnswer)
	question := openFileName{
		owner: ownWindow(), filter: &filter[0], filterIndex: 1, file: &answer[0], maxFile: uint32(len(answer)), title: title,
		flags: flagExplorer | flagFileMustExist | flagPathMustExist | flagKeepFolder | flagHideReadOnly,
	}
	if wanted.multiple {
		question.flags |= flagMultiple
	}
	question.size = uint32(unsafe.Sizeof(question))
	open := syscall.NewLazyDLL("comdlg32.dll").NewProc("GetOpenFileNameW")
	if err := open.Find(); err != nil {
		return nil, err
	}
	if chosen, _, _ := open.Call(uintptr(unsafe.Pointer(&question))); chosen == 0 {
		return nil, nil
	}
	return splitAnswer(answer), nil
}

// filterOf is the list of kinds that a window offers.
func filterOf(wanted request) []uint16 {
	return pairsOf(wanted.media, "*."+strings.Join(wanted.extensions, ";*."), wanted.everything, "*.*")
}

// pairsOf is a list of kinds in the system's form: name and patterns by turns, each ended by a zero, the whole by another.
func pairsOf(parts ...string) []uint16 {
	var filter []uint16
	for _, part := range parts {
		encoded, err := syscall.UTF16FromString(part)
		if err != nil {
			encoded = []uint16{0}
		}
		filter = append(filter, encoded...)
	}
	return append(filter, 0)
}

// splitAnswer reads one path, or a folder followed by the names of the files in it.
func splitAnswer(answer []uint16) []string {
	var parts []string
	for start := 0; start < len(answer) && answer[start] != 0; {
		end := start
		for end < len(answer) && answer[end] != 0 {
			end++
		}
		parts = append(parts, syscall.UTF16ToString(answer[start:end]))
		start = end + 1
	}
	if len(parts) <= 1 {
		return parts
	}
	paths := make([]string, 0, len(parts)-1)
	for _, name := range parts[1:] {
		paths = append(paths, filepath.Join(parts[0], name))
	}
	return paths
}

func chooseFolder(title string) ([]string, error) {
	words, err := syscall.UTF16PtrFromString(title)
	if err != nil {
		return nil, err
	}
	ole, shell := syscall.NewLazyDLL("ole32.dll"), syscall.NewLazyDLL("shell32.dll")
	if result, _, _ := ole.NewProc("CoInitializeEx").Call(0, apartmentThreaded); result == successfulOperation || result == alreadyInitialised {
		defer func() { _, _, _ = ole.NewProc("CoUninitialize").Call() }()
	}
	path := make([]uint16, longestPath)
	question := browseInfo{owner: ownWindow(), displayName: &path[0], title: words, flags: browseFoldersOnly | browseNewLook}
	browse := shell.NewProc("SHBrowseForFolderW")
	if err := browse.Find(); err != nil {
		return nil, err
	}
	item, _, _ := browse.Call(uintptr(unsafe.Pointer(&question)))
	if item == 0 {
		return nil, nil
	}
	defer func() { _, _, _ = ole.NewProc("CoTaskMemFree").Call(item) }()
	if found, _, _ := shell.NewProc("SHGetPathFromIDListW").Call(item, uintptr(unsafe.Pointer(&path[0]))); found == 0 {
		return nil, nil
	}
	return []string{syscall.UTF16ToString(path)}, nil
}

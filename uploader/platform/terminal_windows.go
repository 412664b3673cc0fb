package platform

import (
	"os"

	"golang.org/x/sys/windows"
)

// Terminal gives where a command writes to: the files that it was given, and where it was given none the terminal that it was started
// from. Windows keeps that from a program that has a window.
func Terminal(stdout, stderr *os.File) (*os.File, *os.File) {
	if isFileOrPipe(stdout) && isFileOrPipe(stderr) {
		return stdout, stderr
	}
	attach := windows.NewLazySystemDLL("kernel32.dll").NewProc("AttachConsole")
	if attach.Find() != nil {
		return stdout, stderr
	}
	const parentProcess = ^uint32(0)
	// It fails where the program has a terminal already, which serves as well, and where there is none.
	_, _, _ = attach.Call(uintptr(parentProcess))
	terminal, err := os.OpenFile("CONOUT$", os.O_RDWR, 0)
	if err != nil {
		return stdout, stderr
	}
	if belongsToTerminal(stdout) {
		stdout = terminal
	}
	if belongsToTerminal(stderr) {
		stderr = terminal
	}
	return stdout, stderr
}

func isFileOrPipe(file *os.File) bool {
	kind, err := windows.GetFileType(windows.Handle(file.Fd()))
	return err == nil && (kind == windows.FILE_TYPE_DISK || kind == windows.FILE_TYPE_PIPE)
}

// belongsToTerminal reports whether a file leads nowhere, or to a terminal: what was made before the program had one writes bytes to it in
// the terminal's old code page.
func belongsToTerminal(file *os.File) bool {
	handle := windows.Handle(file.Fd())
	if kind, err := windows.GetFileType(handle); err != nil || kind == windows.FILE_TYPE_UNKNOWN {
		return true
	}
	// The device NUL is no terminal.
	var mode uint32
	return windows.GetConsoleMode(handle, &mode) == nil
}

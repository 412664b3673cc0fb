package platform

import (
	"context"

	"golang.org/x/sys/windows"
)

// tell opens the system's message box. It stays until it was read.
func tell(_ context.Context, title, text string) bool {
	said, err := windows.UTF16PtrFromString(text)
	if err != nil {
		return false
	}
	above, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return false
	}
	_, err = windows.MessageBox(0, said, above, windows.MB_OK|windows.MB_ICONERROR|windows.MB_SETFOREGROUND)
	return err == nil
}

//go:build !cgo || ci

package native

import "fyne.io/fyne/v2"

// Opened is false: nothing draws without a screen.
func Opened(fyne.Window) bool { return false }

// PrepareSoftware has nothing to prepare.
func PrepareSoftware() {}

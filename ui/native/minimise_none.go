//go:build !cgo || ci

package native

import "fyne.io/fyne/v2"

// Minimise can do nothing without a screen.
func Minimise(fyne.Window) bool { return false }

// Restore has nothing to bring back.
func Restore(fyne.Window) {}

//go:build cgo && !ci

package native

import (
	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// Minimise puts a window away where its desktop puts those that are minimised, and reports whether that can be. The toolkit has no word for
// it: what it draws with does.
func Minimise(window fyne.Window) bool { return withWindow(window, (*glfw.Window).Iconify) }

// Restore brings a minimised window back.
func Restore(window fyne.Window) { withWindow(window, (*glfw.Window).Restore) }

// withWindow calls do with what the toolkit draws the window with. It runs on the window's goroutine.
func withWindow(window fyne.Window, do func(*glfw.Window)) (done bool) {
	drawn, is := window.(interface{ RunWithContext(func()) })
	if !is {
		return false
	}
	drawn.RunWithContext(func() {
		if native := glfw.GetCurrentContext(); native != nil {
			do(native)
			done = true
		}
	})
	return done
}

//go:build cgo && !ci

package native

import (
	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// Opened reports whether the toolkit could make the window that it was told to show: where it cannot draw, it says so in its log and goes on
// without one.
func Opened(window fyne.Window) (opened bool) {
	defer func() {
		if recover() != nil { // without a window there is nothing to ask
			opened = false
		}
	}()
	return withWindow(window, func(*glfw.Window) {})
}

// PrepareSoftware finds a way to draw without the graphics card, for windows that are shown from now on: some remote screens have none of the
// usual one. The toolkit must have begun.
func PrepareSoftware() {
	// What the toolkit asks for.
	const major, minor, side = 2, 1, 16
	glfw.WindowHint(glfw.Visible, glfw.False)
	glfw.WindowHint(glfw.ContextVersionMajor, major)
	glfw.WindowHint(glfw.ContextVersionMinor, minor)
	if probe, err := glfw.CreateWindow(side, side, "", nil, nil); err == nil {
		probe.Destroy()
		return
	}
	glfw.WindowHint(glfw.ContextCreationAPI, glfw.EGLContextAPI)
}

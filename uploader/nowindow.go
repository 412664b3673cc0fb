package uploader

import "errors"

// Why no window can be opened at all. The window returns these; the program says them in words.
var (
	// ErrNoScreen means that there is no screen that a window could be opened on.
	ErrNoScreen = errors.New("there is no screen")
	// ErrNoDrawing means that there is a screen, and nothing that could draw the window on it.
	ErrNoDrawing = errors.New("the window cannot be drawn on this screen")
)

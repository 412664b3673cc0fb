package platform

import (
	"os"
	"path/filepath"
	"strings"
)

// softwareVariable says to this program that it is to draw without the graphics card.
const softwareVariable = "TWENTYTHREE_DRAWING"

// Software reports whether this program was started to draw without the graphics card.
func Software() bool { return os.Getenv(softwareVariable) == "software" }

// softwareEnvironment are the variables by which the libraries of Mesa draw without the graphics card.
func softwareEnvironment() map[string]string {
	return map[string]string{softwareVariable: "software", "LIBGL_ALWAYS_SOFTWARE": "1", "__GLX_VENDOR_LIBRARY_NAME": "mesa"}
}

// Drawing remembers in a data folder whether a window could be opened the way it is meant to be: a driver of the graphics card that is broken
// takes the whole program with it, without a word.
type Drawing struct{ path, opening, software string }

// DrawingIn is what is remembered in a folder. Another version of the program tries anew.
func DrawingIn(folder, version string) Drawing {
	return Drawing{filepath.Join(folder, "drawing"), "opening " + version, "software " + version}
}

// Doubted reports whether the window is better drawn without the graphics card: the last one that was not ended while it opened, or that had
// to be drawn so before.
func (d Drawing) Doubted() bool {
	text, err := os.ReadFile(d.path)
	said := strings.TrimSpace(string(text))
	return err == nil && (said == d.opening || said == d.software)
}

// Opens notes that a window is about to open. Where that cannot be noted, nothing is remembered.
func (d Drawing) Opens() { _ = os.WriteFile(d.path, []byte(d.opening+"\n"), 0o600) }

// Opened notes that it did.
func (d Drawing) Opened() {
	if Software() {
		_ = os.WriteFile(d.path, []byte(d.software+"\n"), 0o600)
		return
	}
	d.Forget()
}

// Forget remembers nothing: the next window opens the way it is meant to.
func (d Drawing) Forget() { _ = os.Remove(d.path) }

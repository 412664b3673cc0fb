//go:build unix && !darwin

package platform

import (
	"fmt"
	"os"
	"path/filepath"
)

// entryPath is where desktops of freedesktop.org look for what they start.
func entryPath() (string, error) {
	folder, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrNoHome, err)
	}
	return filepath.Join(folder, "autostart", applicationID+".desktop"), nil
}

func readEntry(text []byte) (program string, on bool) { return readDesktopEntry(string(text)) }

func (s Startup) entry() (string, error) { return desktopEntry(s.Program, s.Arguments), nil }

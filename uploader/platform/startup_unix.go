//go:build unix && !darwin

package platform

import (
	"errors"
	"fmt"
	"io/fs"
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

func (s Startup) read() (program string, on bool, err error) {
	path, err := entryPath()
	if err != nil {
		return "", false, err
	}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", false, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("reading what is started with the computer: %w", err)
	}
	program, on = readDesktopEntry(string(text))
	return program, on, nil
}

func (s Startup) write() error {
	path, err := entryPath()
	if err != nil {
		return err
	}
	return writeEntry(path, desktopEntry(s.Program, s.Arguments))
}

func (s Startup) remove() error {
	path, err := entryPath()
	if err != nil {
		return err
	}
	return removeEntry(path)
}

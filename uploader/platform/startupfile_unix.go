//go:build unix

package platform

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

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
	program, on = readEntry(text)
	return program, on, nil
}

func (s Startup) write() error {
	path, err := entryPath()
	if err != nil {
		return err
	}
	text, err := s.entry()
	if err != nil {
		return err
	}
	return writeEntry(path, text)
}

func (s Startup) remove() error {
	path, err := entryPath()
	if err != nil {
		return err
	}
	return removeEntry(path)
}

// writeEntry writes a file of the list of programs whole or not at all: the system may read it at any time.
func writeEntry(path, text string) error {
	err := os.MkdirAll(filepath.Dir(path), 0o755)
	if err == nil {
		err = os.WriteFile(path+".new", []byte(text), 0o644)
	}
	if err == nil {
		err = os.Rename(path+".new", path)
	}
	if err != nil {
		return fmt.Errorf("writing what is started with the computer: %w", errors.Join(err, removeEntry(path+".new")))
	}
	return nil
}

func removeEntry(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("removing what is started with the computer: %w", err)
	}
	return nil
}

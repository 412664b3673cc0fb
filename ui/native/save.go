package native

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Saved is a text to be saved by the person.
type Saved struct {
	// Title is what the file window is called, Name the name that it proposes, with the ending; Kind is what such files are called.
	Title, Name, Kind string
	Text              string
}

// SaveText opens the system's window to save a text in. saved is called with the name that the person gave it, "" when it could not be
// written there; not at all when the person cancels. without is called instead where this system has no such window.
func (s *System) SaveText(text Saved, saved func(name string), without func()) {
	s.openOne(func() {
		path, err := save(context.Background(), text)
		switch {
		case err != nil:
			s.do(without)
		case path != "":
			name := write(path, filepath.Ext(text.Name), text.Text)
			s.do(func() { saved(name) })
		}
	})
}

// WriteText writes a text to a path that the person chose in another window.
func (s *System) WriteText(path string, text Saved, saved func(name string)) {
	go func() {
		name := write(path, filepath.Ext(text.Name), text.Text)
		s.do(func() { saved(name) })
	}()
}

// write replaces what a file holds, or makes it, and gives its name, "" when that could not be done. The person was asked about the name
// that they gave; with an ending added to it it may be another file's, which keeps what it holds.
func write(path, ending, text string) string {
	if filepath.Ext(path) == "" {
		return beside(path+ending, text)
	}
	err := replace(path, text)
	if errors.Is(err, fs.ErrPermission) {
		// A file can be the person's in a folder that takes no new ones.
		err = os.WriteFile(path, []byte(text), 0o600)
	}
	if err != nil {
		return ""
	}
	return filepath.Base(path)
}

// replace puts a new file in the place of what is there: half a file is never left.
func replace(path, text string) error {
	file, err := os.CreateTemp(filepath.Dir(path), ".saving-*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	_, err = file.WriteString(text)
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	if there, err := os.Stat(path); err == nil {
		if !there.Mode().IsRegular() {
			return fs.ErrInvalid
		}
		_ = os.Chmod(file.Name(), there.Mode().Perm())
	}
	return os.Rename(file.Name(), path)
}

// beside writes a new file; one that is there already keeps its name and what it holds, and the new one gets a number.
func beside(path, text string) string {
	const most = 100
	for number := 1; number <= most; number++ {
		taken := path
		if number > 1 {
			ending := filepath.Ext(path)
			taken = strings.TrimSuffix(path, ending) + " " + strconv.Itoa(number) + ending
		}
		file, err := os.OpenFile(taken, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return ""
		}
		_, err = file.WriteString(text)
		if err = errors.Join(err, file.Close()); err != nil {
			_ = os.Remove(taken)
			return ""
		}
		return filepath.Base(taken)
	}
	return ""
}

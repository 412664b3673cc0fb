package setup

import (
	"errors"
	"os"
	"path/filepath"

	"twentythree-uploader/uploader"
)

// LaidName is what a setup file is called that was laid down in a person's data folder, to be offered when the window opens.
const LaidName = "laid" + uploader.SetupExtension

// Laid reads the setup file that was laid down at a place. there is false where there is none, or one that somebody else than an administrator
// could have written. A nil place holds nothing.
func (p Place) Laid() (text []byte, where string, there bool) {
	if p == nil {
		return nil, "", false
	}
	text, where, err := p()
	return text, where, err == nil && text != nil
}

// LayDown lays a setup file down in a person's data folder, in place of one before. Nobody else can read it.
func LayDown(folder string, text []byte) (path string, err error) {
	path = filepath.Join(folder, LaidName)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return path, err
	}
	return path, replaceFile(path, text, 0o600)
}

// replaceFile writes a file whole or not at all.
func replaceFile(path string, text []byte, mode os.FileMode) error {
	fresh := path + ".new"
	err := os.WriteFile(fresh, text, mode)
	if err == nil {
		err = os.Chmod(fresh, mode) // whatever the person's own rule for new files is
	}
	if err == nil {
		err = os.Rename(fresh, path)
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(fresh))
	}
	return nil
}

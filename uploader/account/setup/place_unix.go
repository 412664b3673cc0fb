//go:build unix

package setup

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// FilePlace is a file that is used only if it and its folder belong to the user with that number, 0 for the administrator, and nobody
// else may write to them. translate turns the file's text into JSON, nil where it is JSON.
func FilePlace(path string, owner uint32, translate func([]byte) ([]byte, error)) Place {
	return func() ([]byte, string, error) {
		text, err := readOwned(path, owner)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, path, nil
		}
		if err == nil && translate != nil {
			text, err = translate(text)
		}
		return text, path, err
	}
}

func readOwned(path string, owner uint32) ([]byte, error) {
	folder, err := os.Stat(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	// What the path names could be another file by the time it is looked at: the opened one is judged. A pipe must not hold up the start.
	file, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || !ownedBy(info, owner) || !ownedBy(folder, owner) {
		return nil, errNotTrusted
	}
	text, err := io.ReadAll(io.LimitReader(file, MaximumSize+1))
	if text == nil && err == nil {
		text = []byte{}
	}
	return text, err
}

// writableByOthers are the permissions of the group and of everybody to write.
const writableByOthers = 0o022

func ownedBy(info fs.FileInfo, owner uint32) bool {
	system, is := info.Sys().(*syscall.Stat_t)
	return is && system.Uid == owner && info.Mode().Perm()&writableByOthers == 0
}

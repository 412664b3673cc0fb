package platform

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
)

const (
	folderName    = "TwentyThree Uploader"
	xdgFolderName = "twentythree-uploader"
)

// ErrNoHome means that the system does not tell where a person's files belong.
var ErrNoHome = errors.New("no home folder is known for this person")

// DataDir is the folder for what the program keeps for this person: below XDG_DATA_HOME or ~/.local/share, %LOCALAPPDATA%, or
// ~/Library/Application Support. It is not made.
func DataDir() (string, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		home = ""
	}
	folder, err := dataDir(runtime.GOOS, os.Getenv, filepath.ToSlash(home))
	return filepath.FromSlash(folder), err
}

// dataDir works with forward slashes throughout, so that every system's rule can be tried on every system.
func dataDir(system string, getenv func(string) string, home string) (string, error) {
	switch system {
	case "windows":
		if local := strings.ReplaceAll(getenv("LOCALAPPDATA"), `\`, "/"); local != "" {
			return path.Join(local, folderName), nil
		}
		return below(home, "AppData/Local/"+folderName)
	case "darwin", "ios":
		return below(home, "Library/Application Support/"+folderName)
	}
	// The XDG specification has relative paths ignored.
	if data := getenv("XDG_DATA_HOME"); path.IsAbs(data) {
		return path.Join(data, xdgFolderName), nil
	}
	return below(home, ".local/share/"+xdgFolderName)
}

func below(home, folder string) (string, error) {
	if home == "" {
		return "", fmt.Errorf("%w: name a folder with -data", ErrNoHome)
	}
	return path.Join(home, folder), nil
}

// ToolkitDirs are the folders in which the window's toolkit keeps what it remembers of the program for this person, and what it has made for
// it. They are the program's alone.
func ToolkitDirs() ([]string, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoHome, err)
	}
	settings, err := os.UserConfigDir()
	switch runtime.GOOS {
	case "windows":
		settings, err = filepath.Join(home, "AppData", "Roaming"), nil
	case "darwin":
		settings, err = filepath.Join(home, "Library", "Preferences"), nil
	}
	cache, unknown := os.UserCacheDir()
	if err := errors.Join(err, unknown); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoHome, err)
	}
	return []string{filepath.Join(settings, "fyne", applicationID), filepath.Join(cache, "fyne", applicationID)}, nil
}

// FontLists are the files in which the window's toolkit, and other programs with it, have written down the fonts of this computer.
func FontLists() []string {
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	// go-text/typesetting, package fontscan: one for each version of its format.
	lists, _ := filepath.Glob(filepath.Join(cache, "font_index_v*.cache"))
	return lists
}

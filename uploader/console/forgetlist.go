package console

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"twentythree-uploader/uploader/filelock"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/platform"
)

// listName is what a list is called in its folder.
const listName = "list.sqlite"

// listsWithin are the folders in a data folder that hold a list of their own: the demo site's, and that of uploads from the command line.
var listsWithin = []string{"demo", "send"}

// removeLists removes what the program keeps in a data folder, and the folder where nothing else is in it: somebody may have named one
// with files of their own. Where somebody works on one of its lists nothing is removed, and inUse is that list's folder.
func removeLists(folder string) (inUse string, err error) {
	held, inUse, err := hold(folder)
	var folders []string
	if inUse == "" && err == nil {
		var files []string
		here := newDataFolder(folder)
		files, folders, err = here.kept("")
		for i, file := range files {
			files[i] = here.at(file)
		}
		for i, within := range folders {
			folders[i] = here.at(within)
		}
		err = errors.Join(err, removeFiles(append(files, held.unlocked...)))
	}
	for _, lock := range held.locks {
		err = errors.Join(err, lock.Remove())
	}
	if inUse != "" || err != nil {
		return inUse, err
	}
	if info, unknown := os.Lstat(folder); unknown == nil && info.IsDir() { // a link to a folder is a person's own
		folders = append(folders, folder)
	}
	for _, folder := range folders {
		err = errors.Join(err, removeEmpty(folder))
	}
	return "", err
}

func removeFiles(files []string) (err error) {
	for _, file := range files {
		if failed := os.Remove(file); !errors.Is(failed, fs.ErrNotExist) {
			err = errors.Join(err, failed)
		}
	}
	return err
}

// holding keeps everybody else from a data folder and the lists in it.
type holding struct {
	locks []*filelock.Lock
	// unlocked are the locks' files on a drive that knows no locks.
	unlocked []string
}

// hold keeps windows and uploads from a data folder. inUse is the first folder in it in which somebody works.
func hold(folder string) (held holding, inUse string, err error) {
	folders := []string{folder}
	for _, within := range listsWithin {
		folders = append(folders, filepath.Join(folder, within))
	}
	for _, within := range folders {
		if inUse, err := held.take(within, platform.LockName, journal.LockPath(listName)); inUse || err != nil {
			return held, within, err
		}
	}
	for _, within := range runningFolders(folder) {
		if inUse, err := held.take(within, platform.LockName); inUse || err != nil {
			return held, folder, err
		}
	}
	return held, "", nil
}

// take takes locks in a folder, if it is there. inUse is true where somebody has one of them.
func (h *holding) take(folder string, names ...string) (inUse bool, err error) {
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return false, nil
	}
	for _, name := range names {
		path := filepath.Join(folder, name)
		lock, err := filelock.Take(path)
		switch {
		case err == nil:
			h.locks = append(h.locks, lock)
		case errors.Is(err, filelock.ErrTaken):
			return true, nil
		case errors.Is(err, filelock.ErrUnsupported):
			h.unlocked = append(h.unlocked, path)
		default:
			return false, err
		}
	}
	return false, nil
}

// removeTree removes a file, or a folder with all that is in it, one by one: Wine knows nothing of the way that os.RemoveAll takes on Windows.
func removeTree(path string) error {
	var within []string
	err := filepath.WalkDir(path, func(path string, _ fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		within = append(within, path)
		return err
	})
	slices.Reverse(within)
	return errors.Join(err, removeFiles(within))
}

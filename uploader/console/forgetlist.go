package console

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"twentythree-uploader/uploader/account/setup"
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
	instance, err := platform.Claim(folder) // no window opens meanwhile
	if errors.Is(err, filelock.ErrTaken) {
		return folder, nil
	}
	if err != nil {
		return "", err
	}
	var folders []string
	for _, name := range listsWithin {
		folders = append(folders, filepath.Join(folder, name))
	}
	folders = append(folders, folder)
	locks, inUse, err := lockLists(folders)
	if inUse == "" && err == nil {
		for _, within := range folders[:len(listsWithin)] {
			err = errors.Join(err, removeAll(within, func(name string) bool { return !isLock(name) }))
		}
		err = errors.Join(err, removeAll(folder, isOurs))
	}
	for _, lock := range locks {
		err = errors.Join(err, lock.Release())
	}
	if err = errors.Join(err, instance.Close()); inUse != "" || err != nil {
		return inUse, err
	}
	for _, folder := range folders { // Windows removes no file that somebody holds
		err = errors.Join(err, removeAll(folder, isLock))
		if left, unread := os.ReadDir(folder); unread == nil && len(left) == 0 {
			err = errors.Join(err, os.Remove(folder))
		}
	}
	return "", err
}

// lockLists keeps everybody else from the lists in the folders that are there. inUse is the first on which somebody works.
func lockLists(folders []string) (locks []*filelock.Lock, inUse string, err error) {
	for _, folder := range folders {
		lock, err := filelock.Take(journal.LockPath(filepath.Join(folder, listName)))
		switch {
		case errors.Is(err, fs.ErrNotExist), errors.Is(err, filelock.ErrUnsupported):
		case errors.Is(err, filelock.ErrTaken):
			return locks, folder, nil
		case err != nil:
			return locks, "", err
		default:
			locks = append(locks, lock)
		}
	}
	return locks, "", nil
}

// removeAll removes what is to go in a folder; one that is not there is empty.
func removeAll(folder string, goes func(name string) bool) error {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, entry := range entries {
		if goes(entry.Name()) {
			err = errors.Join(err, removeTree(filepath.Join(folder, entry.Name())))
		}
	}
	return err
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
	for _, path := range slices.Backward(within) {
		if failed := os.Remove(path); !errors.Is(failed, fs.ErrNotExist) {
			err = errors.Join(err, failed)
		}
	}
	return err
}

func isLock(name string) bool { return name == platform.LockName || name == journal.LockPath(listName) }

// isOurs reports whether a name in a data folder is one that the program gives, but for locks and for folders with lists.
func isOurs(name string) bool {
	for _, start := range []string{listName, "log.jsonl", "log.old.jsonl", setup.LaidName, "probe-"} {
		if strings.HasPrefix(name, start) {
			return !isLock(name)
		}
	}
	return name == "drawing" || name == "running" || name == "site" || name == "samples"
}

package console

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"twentythree-uploader/assets"
	"twentythree-uploader/uploader/account/setup"
	"twentythree-uploader/uploader/demo"
)

var (
	// listFiles are the names beside a list; locks are not among them.
	listFiles = regexp.MustCompile(`^(` +
		`list\.sqlite(-wal|-shm|-journal)?|list\.sqlite\.(new|copy-1|copy-2)(-wal|-shm|-journal)?` +
		`|list\.sqlite\.damaged-\d{8}T\d{6}Z(-\d+)?(-wal)?` +
		`|log(\.old)?\.jsonl|` + regexp.QuoteMeta(setup.LaidName) + `(\.new)?|probe-\d+|drawing|instance\.json(\.new)?)$`)
	// runningFiles are those of the uploads from the command line that run.
	runningFiles = regexp.MustCompile(`^(\d+/(instance\.json(\.new)?)?)?$`)
)

// dataFolder is a folder that the program keeps things in, perhaps beside a person's own.
type dataFolder struct {
	path string
	// sites are the folders of demo sites in it: those that hold one.
	sites []string
}

func newDataFolder(folder string) dataFolder {
	d := dataFolder{path: folder}
	for _, site := range []string{"site", "demo/site"} {
		if demo.IsIn(d.at(site)) {
			d.sites = append(d.sites, site+"/")
		}
	}
	return d
}

// at is the place of a path with slashes in the folder.
func (d dataFolder) at(name string) string { return filepath.Join(d.path, filepath.FromSlash(name)) }

// keeps reports whether the program made what has that path in the folder, but for locks. The path has slashes, and ends with one where it is a
// folder's.
func (d dataFolder) keeps(name string) bool {
	for _, site := range d.sites {
		if within, is := strings.CutPrefix(name, site); is {
			return demo.Keeps(within)
		}
	}
	for _, list := range listsWithin {
		if within, is := strings.CutPrefix(name, list+"/"); is {
			return within == "" || d.keepsBeside(name, within)
		}
	}
	if within, is := strings.CutPrefix(name, "running/"); is {
		return runningFiles.MatchString(within)
	}
	return d.keepsBeside(name, name)
}

// keepsBeside is keeps for what lies in the folder of a list; within is its path there.
func (d dataFolder) keepsBeside(name, within string) bool {
	if sample, is := strings.CutPrefix(within, "samples/"); is {
		return sample == "" || d.isSample(name, sample)
	}
	return listFiles.MatchString(within)
}

// isSample reports whether a file is a sample video, or a part of one that the program did not come to write whole.
func (d dataFolder) isSample(name, sample string) bool {
	content, err := assets.Samples.ReadFile(path.Join("samples", sample))
	if err != nil {
		return false
	}
	info, err := os.Lstat(d.at(name))
	if err != nil || info.Size() > int64(len(content)) {
		return false
	}
	there, err := os.ReadFile(d.at(name))
	return err == nil && bytes.HasPrefix(content, there)
}

// kept lists what the program made below a folder in it; folders come after what is in them. Nothing that a link leads to is among it.
func (d dataFolder) kept(below string) (files, folders []string, err error) {
	entries, err := os.ReadDir(d.at(below))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	for _, entry := range entries {
		switch name := below + entry.Name(); {
		case entry.IsDir() && d.keeps(name+"/"):
			filesWithin, foldersWithin, unread := d.kept(name + "/")
			files, folders = append(files, filesWithin...), append(append(folders, foldersWithin...), name)
			err = errors.Join(err, unread)
		case entry.Type().IsRegular() && d.keeps(name):
			files = append(files, name)
		}
	}
	return files, folders, err
}

// removeEmpty removes a folder unless something is in it.
func removeEmpty(folder string) error {
	err := os.Remove(folder)
	if left, unread := os.ReadDir(folder); err == nil || unread == nil && len(left) > 0 || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

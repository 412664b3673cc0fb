package intake

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"twentythree-uploader/uploader"
)

// AskAbove is how many usable files folders may hold before the person is asked whether they are meant.
const AskAbove = 100

// WalkOptions are what a walk needs to know.
type WalkOptions struct {
	// Now tells which files were changed a moment ago.
	Now time.Time
	// Known are the sources the list holds already.
	Known []uploader.Source
	// AsGiven keeps the order of the paths. Otherwise those in one folder are put into the order of their names: file managers
	// hand over the file under the pointer first.
	AsGiven bool
	// Sure adds whatever folders hold without asking.
	Sure bool
}

// Selection is what became of one drop, paste or choice.
type Selection struct {
	// Found are the usable files in the order a file manager shows them: by name, "2" before "10".
	Found []Found
	// Rejected are the others, in the same order. Hidden files inside folders are left out without a word.
	Rejected []uploader.Rejection
	// Asking is set when folders hold more than AskAbove usable files and the walk was not sure. Found is complete all the same.
	Asking *uploader.FolderQuestion
}

// Found is one usable file.
type Found struct {
	Source uploader.Source
	// Growing says that it was changed a moment ago: see Watch.
	Growing bool
}

// Walk looks at files and, inside folders, at all files. Its only error is the context's.
func Walk(ctx context.Context, paths []string, options WalkOptions) (Selection, error) {
	return await(ctx, func() (Selection, error) { return lookThrough(ctx, paths, options) })
}

func lookThrough(ctx context.Context, paths []string, options WalkOptions) (Selection, error) {
	w := walk{ctx: ctx, options: options, seen: slices.Clone(options.Known), folders: make(map[string]bool)}
	if !options.AsGiven {
		paths = byName(paths)
	}
	var question uploader.FolderQuestion
	for _, path := range paths {
		before := len(w.selection.Found)
		isFolder, err := w.add(path)
		if err != nil {
			return Selection{}, err
		}
		if isFolder {
			if question.Folder == "" {
				question.Folder = readable(filepath.Base(path))
			}
			question.Count += len(w.selection.Found) - before
		}
	}
	if question.Count > AskAbove && !options.Sure {
		w.selection.Asking = &question
	}
	return w.selection, nil
}

type walk struct {
	ctx       context.Context
	options   WalkOptions
	selection Selection
	seen      []uploader.Source
	// folders were entered already: links can lead back into them.
	folders map[string]bool
}

// add takes a file, or all files of a folder. Only the context's error comes back.
func (w *walk) add(path string) (isFolder bool, err error) {
	if err := w.ctx.Err(); err != nil {
		return false, err
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		w.reject(path, refusal(path, err))
	case info.IsDir() && bundleExtensions[extension(path)]:
		w.reject(path, refusalFor(path, uploader.ReasonNotVideo, nil))
	case info.IsDir():
		return true, w.addFolder(path)
	default:
		return false, w.addFile(path)
	}
	return false, nil
}

func (w *walk) addFolder(path string) error {
	real, err := filepath.Abs(path)
	if err == nil {
		real, err = resolve(real)
	}
	if err != nil {
		w.reject(path, refusal(path, err))
		return nil
	}
	if w.folders[real] {
		return nil
	}
	w.folders[real] = true
	entries, err := os.ReadDir(path)
	if err != nil {
		w.reject(path, refusal(path, err))
	}
	slices.SortFunc(entries, func(a, b os.DirEntry) int { return compareNames(a.Name(), b.Name()) })
	for _, entry := range entries {
		if isHidden(entry) {
			continue
		}
		if _, err := w.add(filepath.Join(path, entry.Name())); err != nil {
			return err
		}
	}
	return nil
}

func (w *walk) addFile(path string) error {
	source, err := inspect(path, w.options.Now)
	growing := isGrowing(err) && source.Path != ""
	switch {
	case err != nil && !growing:
		w.reject(path, err)
	case w.holds(source):
		w.reject(path, refusalFor(path, uploader.ReasonDuplicate, nil))
	default:
		w.seen = append(w.seen, source)
		w.selection.Found = append(w.selection.Found, Found{Source: source, Growing: growing})
	}
	return nil
}

// holds reports whether the list has this very file. Where the file system has no lasting name for it, the path must be the same.
func (w *walk) holds(source uploader.Source) bool {
	return slices.ContainsFunc(w.seen, func(known uploader.Source) bool {
		return known.SameFile(source) && (known.FileID != "" || known.Path == source.Path)
	})
}

func (w *walk) reject(path string, err error) {
	var refused *uploader.ReasonError
	reason := uploader.Reason{Code: uploader.ReasonUnknown, Technical: err.Error()}
	if errors.As(err, &refused) {
		reason = refused.Reason
	}
	w.selection.Rejected = append(w.selection.Rejected, uploader.Rejection{Name: readable(filepath.Base(path)), Reason: reason})
}

func isGrowing(err error) bool {
	var refused *uploader.ReasonError
	return errors.As(err, &refused) && refused.Reason.Code == uploader.ReasonGrowing
}

// byName sorts paths of one folder by name and leaves folders in the order they first appear in.
func byName(paths []string) []string {
	place := make(map[string]int)
	for _, path := range paths {
		if folder := filepath.Dir(path); place[folder] == 0 {
			place[folder] = len(place) + 1
		}
	}
	sorted := slices.Clone(paths)
	slices.SortStableFunc(sorted, func(a, b string) int {
		if order := place[filepath.Dir(a)] - place[filepath.Dir(b)]; order != 0 {
			return order
		}
		return compareNames(filepath.Base(a), filepath.Base(b))
	})
	return sorted
}

func isHidden(entry os.DirEntry) bool {
	return strings.HasPrefix(entry.Name(), ".") || hasHiddenAttribute(entry)
}

package parts

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"runtime"
)

// File is a whole file that has arrived. Release must be called once it is moved or not wanted.
type File struct {
	// Size is in bytes.
	Size int64

	store *Store
	set   *set
	path  string
	sum   string
}

// join makes a complete set a file. The caller holds the lock.
func (s *Store) join(t *set) *File {
	s.wake(t)
	if !s.options.Racy {
		t.gone = true
		delete(s.sets, t.name)
	}
	return &File{Size: t.layout.Total, store: s, set: t, path: filepath.Join(t.dir, dataFile)}
}

// Sum answers the SHA-256 in hexadecimal once it is known; empty where hashing is off. The context bounds the wait only.
func (f *File) Sum(ctx context.Context) (string, error) {
	if f.set == nil || f.store.options.SkipHash {
		return f.sum, nil
	}
	select {
	case <-f.set.hash.done:
		f.store.mu.Lock()
		defer f.store.mu.Unlock()
		return f.set.hash.sum, f.set.hash.failure
	case <-ctx.Done():
		return "", ctx.Err()
	case <-f.store.closing:
		return "", errors.New("the store is closing")
	}
}

// MoveTo gives the file its final path, by a rename where it can. With discarding there is nothing to move.
func (f *File) MoveTo(path string) error {
	if f.store.options.Discard {
		return nil
	}
	if runtime.GOOS == "windows" && f.set != nil && !f.store.options.SkipHash {
		// An open file cannot be renamed there.
		<-f.set.hash.done
	}
	if f.set != nil && f.store.options.Racy {
		if os.Link(f.path, path) == nil {
			return nil
		}
		return duplicate(f.path, path)
	}
	if err := os.Rename(f.path, path); err != nil {
		return fmt.Errorf("moving a finished file: %w", err)
	}
	return nil
}

func duplicate(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("opening a joined file: %w", err)
	}
	defer func() { _ = source.Close() }()
	target, err := os.Create(to)
	if err != nil {
		return fmt.Errorf("making a second file: %w", err)
	}
	_, err = io.Copy(target, source)
	if closing := target.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return fmt.Errorf("copying a joined file: %w", err)
	}
	return nil
}

// Release removes what is left of the parts.
func (f *File) Release() {
	if f.set == nil {
		_ = os.Remove(f.path)
		return
	}
	f.store.mu.Lock()
	defer f.store.mu.Unlock()
	if f.set.joiners--; f.set.joiners <= 0 {
		f.store.remove(f.set)
	}
}

// Whole takes a file that comes in one piece.
type Whole struct {
	store *Store
	file  *os.File
	path  string
	hash  hash.Hash
	size  int64
}

// Whole starts a file in one piece. With keep, its bytes are kept even by a discarding store, until Release.
func (s *Store) Whole(keep bool) (*Whole, error) {
	s.mu.Lock()
	w := &Whole{store: s, path: s.fresh(spool)}
	s.mu.Unlock()
	if !s.options.SkipHash {
		w.hash = sha256.New()
	}
	if keep || !s.options.Discard {
		var err error
		if w.file, err = os.OpenFile(w.path, os.O_CREATE|os.O_RDWR|os.O_EXCL, 0o600); err != nil {
			return nil, fmt.Errorf("making a file: %w", err)
		}
	}
	return w, nil
}

// Write takes the next bytes.
func (w *Whole) Write(p []byte) (int, error) {
	if w.hash != nil {
		w.hash.Write(p)
	}
	w.size += int64(len(p))
	if w.file == nil {
		return len(p), nil
	}
	return w.file.Write(p)
}

// Finish ends the writing.
func (w *Whole) Finish() (*File, error) {
	f := &File{Size: w.size, store: w.store, path: w.path}
	if w.hash != nil {
		f.sum = hex.EncodeToString(w.hash.Sum(nil))
	}
	if w.file != nil {
		if err := w.file.Close(); err != nil {
			_ = os.Remove(w.path)
			return nil, fmt.Errorf("writing a file: %w", err)
		}
	}
	return f, nil
}

// Abort forgets the bytes.
func (w *Whole) Abort() {
	if w.file != nil {
		_ = w.file.Close()
		_ = os.Remove(w.path)
	}
}

// Open reads the bytes of a file that Whole kept.
func (f *File) Open() (io.ReadCloser, error) { return os.Open(f.path) }

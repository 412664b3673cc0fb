package parts

import (
	"context"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Writer takes the bytes of one chunk. Exactly one of Commit and Abort ends it.
type Writer struct {
	store  *Store
	set    *set
	key    string
	number int64
	length int64
	got    int64
	crc    uint32
	// spool is where the bytes wait when another request is writing the same chunk, or the chunk is stored already.
	spool string

	mu      sync.Mutex
	file    *os.File
	revoked bool
}

// Begin starts writing a chunk. The layout must have passed Check.
func (s *Store) Begin(key string, layout Layout, number int64) (*Writer, error) {
	if err := layout.Check(number); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	into, err := s.find(key, layout)
	if err != nil {
		return nil, err
	}
	w := &Writer{store: s, set: into, key: key, number: number, length: layout.Length(number)}
	path, flags := filepath.Join(into.dir, dataFile), os.O_CREATE|os.O_WRONLY
	if into.have[number-1] || into.writers[number] != nil {
		w.spool = s.fresh(spool)
		path, flags = w.spool, os.O_CREATE|os.O_RDWR|os.O_EXCL
	} else {
		into.writers[number] = w
	}
	if !s.drops() {
		if w.file, err = os.OpenFile(path, flags, 0o600); err != nil {
			delete(into.writers, number)
			return nil, fmt.Errorf("opening the place of a chunk: %w", err)
		}
	}
	into.underway++
	return w, nil
}

// drops says that bytes are wanted neither for keeping nor for hashing.
func (s *Store) drops() bool { return s.options.Discard && s.options.SkipHash }

// Write stores the next bytes. More than the layout allows is ErrLayout.
func (w *Writer) Write(p []byte) (int, error) {
	if w.got+int64(len(p)) > w.length {
		w.got += int64(len(p))
		return 0, ErrLayout
	}
	w.crc = crc32.Update(w.crc, castagnoli(), p)
	w.mu.Lock()
	defer w.mu.Unlock()
	at := w.got
	if w.spool == "" {
		at += w.set.layout.Offset(w.number)
	}
	if w.file != nil && !w.revoked {
		if _, err := w.file.WriteAt(p, at); err != nil {
			return 0, fmt.Errorf("writing a chunk: %w", err)
		}
	}
	w.got += int64(len(p))
	return len(p), nil
}

func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// revoke stops a writer from touching the file; a newer request has all the bytes of its chunk.
func (w *Writer) revoke() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.revoked = true
}

// Abort forgets the bytes of a chunk that did not arrive whole.
func (w *Writer) Abort() {
	w.closeFile()
	w.store.mu.Lock()
	defer w.store.mu.Unlock()
	w.leave()
	w.dropSpool()
	if t := w.set; !t.gone && t.underway == 0 && t.missing == t.layout.Count() {
		w.store.remove(t)
	}
}

// leave ends a writer's claim. The caller holds the store's lock.
func (w *Writer) leave() {
	w.set.underway--
	if w.set.writers[w.number] == w {
		delete(w.set.writers, w.number)
	}
	w.set.broadcast()
}

func (w *Writer) closeFile() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.file != nil {
		_ = w.file.Close()
		w.file = nil
	}
}

func (w *Writer) dropSpool() {
	if w.spool != "" {
		_ = os.Remove(w.spool)
	}
}

// Stored is what came of a chunk.
type Stored struct {
	// File is the joined file if this chunk completed the set, else nil.
	File *File
	// Differs says that the chunk was stored before with other bytes; the first ones stay.
	Differs bool
}

// Commit stores the chunk for good. A wrong number of bytes is ErrLayout.
func (w *Writer) Commit(ctx context.Context) (Stored, error) {
	if w.got != w.length {
		w.Abort()
		return Stored{}, fmt.Errorf("%w: %d bytes came, %d were due", ErrLayout, w.got, w.length)
	}
	s := w.store
	s.mu.Lock()
	if w.set.gone && w.spool != "" {
		s.mu.Unlock()
		return w.startAnew(ctx)
	}
	if w.spool != "" && !w.set.have[w.number-1] {
		if err := w.takeOver(); err != nil {
			s.mu.Unlock()
			w.Abort()
			return Stored{}, err
		}
	}
	defer s.mu.Unlock()
	w.closeFile()
	w.dropSpool()
	w.leave()
	t := w.set
	if t.gone {
		return Stored{}, nil
	}
	stored := Stored{}
	if t.have[w.number-1] {
		stored.Differs = t.crc[w.number-1] != w.crc
	} else {
		if err := t.note(w.number, w.crc); err != nil {
			return Stored{}, err
		}
		t.mark(w.number, w.crc)
		s.wake(t)
	}
	if s.options.Racy {
		// The parts stay until the last of those who may see a complete set has looked, and has joined them.
		t.joiners++
		s.awaitOthers(ctx, t)
	}
	if t.missing == 0 && !t.gone {
		stored.File = s.join(t)
	} else if s.options.Racy {
		t.joiners--
	}
	if stored.File == nil {
		s.awaitHash(ctx, t)
	}
	return stored, nil
}

// takeOver puts spooled bytes in place while an older request for the same chunk is still under way. The caller holds the lock,
// which is released while bytes are copied.
func (w *Writer) takeOver() error {
	t, s := w.set, w.store
	if older := t.writers[w.number]; older != nil {
		older.revoke()
	}
	t.writers[w.number] = w
	if w.file == nil {
		return nil
	}
	s.mu.Unlock()
	err := w.copySpool(filepath.Join(t.dir, dataFile))
	s.mu.Lock()
	return err
}

func (w *Writer) copySpool(path string) error {
	place, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("opening the place of a chunk: %w", err)
	}
	defer func() { _ = place.Close() }()
	to := io.NewOffsetWriter(place, w.set.layout.Offset(w.number))
	if _, err := io.Copy(to, io.NewSectionReader(w.file, 0, w.length)); err != nil {
		return fmt.Errorf("putting a chunk in place: %w", err)
	}
	return nil
}

// startAnew stores a chunk that came again while its set was being joined: it begins a new set, as the server sample does.
func (w *Writer) startAnew(ctx context.Context) (Stored, error) {
	defer w.dropSpool()
	defer w.closeFile()
	again, err := w.store.Begin(w.key, w.set.layout, w.number)
	if err != nil {
		return Stored{}, err
	}
	if w.file == nil {
		again.got, again.crc = w.got, w.crc
	} else if _, err := io.Copy(again, io.NewSectionReader(w.file, 0, w.length)); err != nil {
		again.Abort()
		return Stored{}, fmt.Errorf("putting a chunk in place: %w", err)
	}
	return again.Commit(ctx)
}

// awaitOthers lets other requests under way store their chunks before this one looks whether the set is complete. The caller
// holds the lock, which is released while waiting.
func (s *Store) awaitOthers(ctx context.Context, t *set) {
	window := time.NewTimer(s.options.RacyWindow)
	defer window.Stop()
	for t.missing > 0 && int64(t.underway) >= t.missing && !t.gone {
		changed := t.changed
		s.mu.Unlock()
		select {
		case <-changed:
			s.mu.Lock()
		case <-window.C:
			s.mu.Lock()
			return
		case <-ctx.Done():
			s.mu.Lock()
			return
		}
	}
}

package parts

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// set is one file on its way in. Its fields belong to the store's lock.
type set struct {
	name, dir string
	layout    Layout
	have      []bool
	crc       []uint32
	missing   int64
	ready     int64
	writers   map[int64]*Writer
	underway  int
	joiners   int
	gone      bool
	changed   chan struct{}

	hash hashing
}

const (
	dataFile   = "data"
	layoutFile = "layout.json"
	chunksFile = "chunks"
	hashFile   = "hash.json"
)

// newSet makes a set for a folder, which is named after the key and a number: a chunk that is sent again while its set is being
// joined begins a folder of its own.
func newSet(dir string, layout Layout) *set {
	key, _, _ := strings.Cut(filepath.Base(dir), "-")
	return &set{
		name: key, dir: dir, layout: layout, have: make([]bool, layout.Count()), crc: make([]uint32, layout.Count()),
		missing: layout.Count(), writers: map[int64]*Writer{}, changed: make(chan struct{}),
	}
}

// find answers the set for a key, making it if there is none. The caller holds the lock.
func (s *Store) find(key string, layout Layout) (*set, error) {
	if found := s.sets[name(key)]; found != nil {
		if found.layout != layout {
			return nil, fmt.Errorf("%w: chunk size and total differ from the earlier chunks of this identifier", ErrLayout)
		}
		return found, nil
	}
	made := newSet(s.fresh(name(key)), layout)
	if err := os.MkdirAll(made.dir, 0o700); err != nil {
		return nil, fmt.Errorf("making a folder for chunks: %w", err)
	}
	text, err := json.Marshal(layout)
	if err == nil {
		err = os.WriteFile(filepath.Join(made.dir, layoutFile), text, 0o600)
	}
	if err != nil {
		return nil, fmt.Errorf("noting a layout: %w", err)
	}
	s.sets[made.name] = made
	return made, nil
}

// load reads a set that an earlier run left.
func (s *Store) load(dir string) (*set, error) {
	text, err := os.ReadFile(filepath.Join(dir, layoutFile))
	if err != nil {
		return nil, err
	}
	var layout Layout
	if err := json.Unmarshal(text, &layout); err != nil {
		return nil, err
	}
	if err := layout.Check(1); err != nil {
		return nil, err
	}
	loaded := newSet(dir, layout)
	list, err := os.Open(filepath.Join(dir, chunksFile))
	if err != nil {
		return nil, err
	}
	defer func() { _ = list.Close() }()
	lines := bufio.NewScanner(list)
	for lines.Scan() {
		var number int64
		var sum uint32
		// A line cut short by a crash is a chunk that was never acknowledged.
		if _, err := fmt.Sscanf(lines.Text(), "%d %08x.", &number, &sum); err == nil && layout.Check(number) == nil {
			loaded.mark(number, sum)
		}
	}
	if !s.options.SkipHash {
		loaded.hash.restore(filepath.Join(dir, hashFile))
	}
	return loaded, lines.Err()
}

func (t *set) mark(number int64, sum uint32) {
	if !t.have[number-1] {
		t.have[number-1] = true
		t.missing--
	}
	t.crc[number-1] = sum
	for t.ready < t.layout.Count() && t.have[t.ready] {
		t.ready++
	}
}

// note makes a chunk's arrival survive a restart. A line that was cut short lacks its full stop and spoils no other.
func (t *set) note(number int64, sum uint32) error {
	list, err := os.OpenFile(filepath.Join(t.dir, chunksFile), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("noting a chunk: %w", err)
	}
	_, err = fmt.Fprintf(list, "\n%d %08x.", number, sum)
	if closing := list.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return fmt.Errorf("noting a chunk: %w", err)
	}
	return nil
}

// broadcast wakes those who wait for a change of the set. The caller holds the lock.
func (t *set) broadcast() {
	close(t.changed)
	t.changed = make(chan struct{})
}

package parts

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Options say how a store works.
type Options struct {
	// Dir is the store's own folder; it is made if missing.
	Dir string
	// Discard drops a file's bytes as soon as they are hashed.
	Discard bool
	// SkipHash leaves the SHA-256 out.
	SkipHash bool
	// Racy lets every request that sees a complete set join it, as a server without a lock does. A request that stored its chunk
	// waits up to RacyWindow for the others that are under way before it looks.
	Racy       bool
	RacyWindow time.Duration
}

// Store holds the sets of chunks that are not complete yet. It is safe for concurrent use.
type Store struct {
	options Options

	mu      sync.Mutex
	sets    map[string]*set
	started int64
	made    int64
	closed  bool
	hashers sync.WaitGroup
	closing chan struct{}
}

// Open reads the sets that an earlier run left in the folder.
func Open(options Options) (*Store, error) {
	s := &Store{options: options, sets: map[string]*set{}, closing: make(chan struct{}), started: time.Now().UnixNano()}
	if err := os.MkdirAll(options.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the folder for chunks: %w", err)
	}
	entries, err := os.ReadDir(options.Dir)
	if err != nil {
		return nil, fmt.Errorf("reading the folder for chunks: %w", err)
	}
	for _, entry := range entries {
		path := filepath.Join(options.Dir, entry.Name())
		if loaded, err := s.load(path); err == nil && entry.IsDir() {
			if twin := s.sets[loaded.name]; twin == nil {
				s.sets[loaded.name] = loaded
				continue
			}
		}
		// What cannot be read as a set was cut short before its first chunk was acknowledged.
		if err := os.RemoveAll(path); err != nil {
			return nil, fmt.Errorf("clearing unusable chunks: %w", err)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, loaded := range s.sets {
		s.wake(loaded)
	}
	return s, nil
}

// Close stops hashing and waits for it. Stored chunks stay for the next Open.
func (s *Store) Close() {
	s.mu.Lock()
	if !s.closed {
		s.closed = true
		close(s.closing)
	}
	s.mu.Unlock()
	s.hashers.Wait()
}

// name turns a key, which may hold an upload token, into a folder name that does not tell it.
func name(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:16])
}

// Size answers how many bytes are stored of a chunk; ok is false if the chunk is missing.
func (s *Store) Size(key string, number int64) (size int64, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.sets[name(key)]
	if found == nil || number < 1 || number > found.layout.Count() || !found.have[number-1] {
		return 0, false
	}
	return found.layout.Length(number), true
}

// Completes says whether chunk number is the only one that is missing.
func (s *Store) Completes(key string, layout Layout, number int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.sets[name(key)]
	if found == nil {
		return layout.Count() == 1
	}
	return found.missing == 1 && number >= 1 && number <= found.layout.Count() && !found.have[number-1]
}

// Drop forgets a set and its bytes; it is no error if there is none.
func (s *Store) Drop(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if found := s.sets[name(key)]; found != nil {
		s.remove(found)
	}
}

// DropAll forgets all sets.
func (s *Store) DropAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, found := range s.sets {
		s.remove(found)
	}
}

// remove takes a set out of the store. The caller holds the lock.
func (s *Store) remove(gone *set) {
	gone.gone = true
	if s.sets[gone.name] == gone {
		delete(s.sets, gone.name)
	}
	for _, w := range gone.writers {
		w.revoke()
	}
	_ = os.RemoveAll(gone.dir)
}

// spool is the first word of the names of files that hold bytes without a place.
const spool = "spool"

// fresh is a path that was never used before. The caller holds the lock.
func (s *Store) fresh(word string) string {
	s.made++
	return filepath.Join(s.options.Dir, fmt.Sprintf("%s-%d-%d", word, s.started, s.made))
}

// Begun says whether any chunk of a set is stored.
func (s *Store) Begun(key string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.sets[name(key)]
	return found != nil && found.missing < found.layout.Count()
}

// Underway is how many chunks of a set are being received.
func (s *Store) Underway(key string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if found := s.sets[name(key)]; found != nil {
		return found.underway
	}
	return 0
}

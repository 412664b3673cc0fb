package parts

import (
	"context"
	"crypto/sha256"
	"encoding"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
)

// hashing is how far a set's SHA-256 has come. Its fields belong to the store's lock; state belongs to the running goroutine.
type hashing struct {
	state   hash.Hash
	chunks  int64
	running bool
	sum     string
	failure error
	done    chan struct{}
}

// wake starts hashing where it stands still and the next chunk is there. The caller holds the lock.
func (s *Store) wake(t *set) {
	h := &t.hash
	if h.done == nil {
		h.done = make(chan struct{})
	}
	if h.state == nil {
		h.state = sha256.New()
	}
	if s.options.SkipHash || h.running || s.closed || h.chunks >= t.layout.Count() || !t.have[h.chunks] {
		return
	}
	file, err := os.OpenFile(filepath.Join(t.dir, dataFile), os.O_RDWR, 0)
	if err != nil {
		h.failure = fmt.Errorf("opening chunks for their SHA-256: %w", err)
		return
	}
	h.running = true
	s.hashers.Go(func() {
		defer func() { _ = file.Close() }()
		s.hashOn(t, file)
	})
}

// mostUnhashed is how many bytes in a row may wait for their SHA-256 before chunks are acknowledged more slowly: so the sum is known soon
// after the last chunk, and a discarding store needs little disk, even where bytes come faster than they can be hashed.
const mostUnhashed = 512 << 20

// awaitHash waits while too much is unhashed. The caller holds the lock, which is released while waiting.
func (s *Store) awaitHash(ctx context.Context, t *set) {
	for t.hash.running && !t.gone && (t.ready-t.hash.chunks)*t.layout.ChunkSize > max(mostUnhashed, 2*t.layout.ChunkSize) {
		changed := t.changed
		s.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
			s.mu.Lock()
			return
		}
		s.mu.Lock()
	}
}

// hashOn hashes chunk after chunk until one is missing or the store closes.
func (s *Store) hashOn(t *set, file *os.File) {
	h := &t.hash
	buffer := make([]byte, 256<<10)
	for {
		s.mu.Lock()
		if h.chunks == t.layout.Count() {
			h.sum = hex.EncodeToString(h.state.Sum(nil))
			close(h.done)
		}
		if h.chunks == t.layout.Count() || !t.have[h.chunks] || h.failure != nil || s.closed {
			h.running = false
			t.broadcast()
			s.mu.Unlock()
			return
		}
		number := h.chunks + 1
		s.mu.Unlock()
		err := s.hashChunk(t, file, number, buffer)
		s.mu.Lock()
		t.broadcast()
		h.failure = err
		if err == nil {
			h.chunks = number
		} else {
			close(h.done)
		}
		s.mu.Unlock()
	}
}

func (s *Store) hashChunk(t *set, file *os.File, number int64, buffer []byte) error {
	offset, length := t.layout.Offset(number), t.layout.Length(number)
	// The section hides the file's WriteTo, so that the buffer is used.
	section := struct{ io.Reader }{io.NewSectionReader(file, offset, length)}
	if n, err := io.CopyBuffer(t.hash.state, section, buffer); err != nil || n != length {
		return fmt.Errorf("reading a stored chunk back: %d bytes of %d: %w", n, length, err)
	}
	if !s.options.Discard {
		return nil
	}
	// Bytes may only go once their hash survives a restart.
	if err := t.hash.save(filepath.Join(t.dir, hashFile), number); err != nil && !os.IsNotExist(err) {
		return fmt.Errorf("noting a SHA-256: %w", err)
	}
	return punch(file, offset, length)
}

type savedHash struct {
	Chunks int64
	State  []byte
}

func (h *hashing) save(path string, chunks int64) error {
	marshaler, ok := h.state.(encoding.BinaryMarshaler)
	if !ok {
		return nil
	}
	state, err := marshaler.MarshalBinary()
	if err != nil {
		return err
	}
	text, err := json.Marshal(savedHash{Chunks: chunks, State: state})
	if err != nil {
		return err
	}
	if err := os.WriteFile(path+".new", text, 0o600); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// restore takes up a hash where an earlier run left it; without one, hashing begins at the first chunk.
func (h *hashing) restore(path string) {
	var saved savedHash
	state := sha256.New()
	text, err := os.ReadFile(path)
	if err != nil || json.Unmarshal(text, &saved) != nil {
		return
	}
	if u, ok := state.(encoding.BinaryUnmarshaler); ok && u.UnmarshalBinary(saved.State) == nil {
		h.state, h.chunks = state, saved.Chunks
	}
}

package parts

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
	"pgregory.net/rapid"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func contentOf(size int64, seed uint64) []byte {
	content := make([]byte, size)
	source := rand.New(rand.NewPCG(seed, 1))
	for i := range content {
		content[i] = byte(source.Uint32())
	}
	return content
}

func sumOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

func (l Layout) chunk(content []byte, number int64) []byte {
	return content[l.Offset(number) : l.Offset(number)+l.Length(number)]
}

func opened(t interface{ Fatal(...any) }, options Options) *Store {
	s, err := Open(options)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func send(s *Store, key string, layout Layout, number int64, content []byte) (Stored, error) {
	w, err := s.Begin(key, layout, number)
	if err != nil {
		return Stored{}, err
	}
	if _, err := w.Write(content); err != nil {
		w.Abort()
		return Stored{}, err
	}
	return w.Commit(context.Background())
}

func TestLayoutIsTheServerSamples(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ chunk, total, count, last int64 }{
		{1_000_000, 2_500_000, 2, 1_500_000},
		{100, 250, 2, 150},
		{100, 99, 1, 99},
		{100, 199, 1, 199},
		{100, 200, 2, 100},
		{1, 1, 1, 1},
		{4 << 20, 50 << 30, 12800, 4 << 20},
	} {
		l := Layout{c.chunk, c.total}
		if l.Count() != c.count || l.Length(l.Count()) != c.last {
			t.Errorf("%+v: %d chunks, the last of %d", c, l.Count(), l.Length(l.Count()))
		}
	}
	for _, bad := range []struct {
		Layout
		number int64
	}{{Layout{0, 1}, 1}, {Layout{1, 0}, 1}, {Layout{-1, 5}, 1}, {Layout{100, 250}, 3}, {Layout{100, 250}, 0}, {Layout{1, 1 << 40}, 1}} {
		if bad.Check(bad.number) == nil {
			t.Errorf("%+v passed", bad)
		}
	}
}

func TestAnyOrderGivesTheSameFileOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(t.TempDir(), "")
		if err != nil {
			rt.Fatal(err)
		}
		layout := Layout{rapid.Int64Range(1, 5000).Draw(rt, "chunk"), rapid.Int64Range(1, 60000).Draw(rt, "total")}
		if layout.Count() > 300 {
			rt.Skip("too many chunks")
		}
		content := contentOf(layout.Total, 7)
		discard := rapid.Bool().Draw(rt, "discard")
		options := Options{Dir: filepath.Join(dir, "parts"), Discard: discard}
		s := opened(rt, options)
		numbers := make([]int, layout.Count())
		for i := range numbers {
			numbers[i] = i + 1
		}
		var file *File
		for i, number := range rapid.Permutation(numbers).Draw(rt, "order") {
			if rapid.IntRange(0, 9).Draw(rt, "event") == 0 {
				s.Close()
				s = opened(rt, options)
			}
			stored, err := send(s, "key", layout, int64(number), layout.chunk(content, int64(number)))
			if err != nil {
				rt.Fatal(err)
			}
			if (stored.File != nil) != (i == len(numbers)-1) {
				rt.Fatalf("chunk %d of %d: file %v", i+1, len(numbers), stored.File)
			}
			file = stored.File
			if file == nil && rapid.IntRange(0, 9).Draw(rt, "again") == 0 {
				if twice, err := send(s, "key", layout, int64(number), layout.chunk(content, int64(number))); err != nil || twice != (Stored{}) {
					rt.Fatalf("sent twice: %+v %v", twice, err)
				}
			}
		}
		sum, err := file.Sum(context.Background())
		if err != nil || sum != sumOf(content) {
			rt.Fatalf("sum %s %v, want %s", sum, err, sumOf(content))
		}
		target := filepath.Join(dir, "video")
		if err := file.MoveTo(target); err != nil {
			rt.Fatal(err)
		}
		file.Release()
		if got, err := os.ReadFile(target); !discard && (err != nil || !bytes.Equal(got, content)) {
			rt.Fatalf("the file differs: %v", err)
		}
		s.Close()
		if left, _ := os.ReadDir(options.Dir); len(left) != 0 {
			rt.Fatalf("left behind: %v", left)
		}
	})
}

func TestWrongLengthsBreakTheLayout(t *testing.T) {
	t.Parallel()
	s := opened(t, Options{Dir: t.TempDir()})
	defer s.Close()
	layout := Layout{100, 250}
	for number, length := range map[int64]int{1: 99, 2: 100} {
		if _, err := send(s, "key", layout, number, make([]byte, length)); !errors.Is(err, ErrLayout) {
			t.Errorf("chunk %d of %d bytes: %v", number, length, err)
		}
	}
	if _, err := send(s, "key", layout, 1, make([]byte, 101)); !errors.Is(err, ErrLayout) {
		t.Errorf("too long: %v", err)
	}
	if _, err := send(s, "key", layout, 1, make([]byte, 100)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Begin("key", Layout{50, 250}, 2); !errors.Is(err, ErrLayout) {
		t.Errorf("another layout: %v", err)
	}
}

func TestABrokenChunkIsNotStored(t *testing.T) {
	t.Parallel()
	s := opened(t, Options{Dir: t.TempDir()})
	defer s.Close()
	w, err := s.Begin("key", Layout{100, 250}, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(make([]byte, 50)); err != nil {
		t.Fatal(err)
	}
	w.Abort()
	if _, ok := s.Size("key", 1); ok {
		t.Error("the chunk is said to be there")
	}
}

func TestTheFirstBytesOfAChunkStay(t *testing.T) {
	t.Parallel()
	s := opened(t, Options{Dir: t.TempDir()})
	defer s.Close()
	layout := Layout{100, 200}
	content := contentOf(200, 3)
	if _, err := send(s, "key", layout, 1, content[:100]); err != nil {
		t.Fatal(err)
	}
	if stored, err := send(s, "key", layout, 1, make([]byte, 100)); err != nil || !stored.Differs {
		t.Errorf("other bytes: %+v %v", stored, err)
	}
	stored, err := send(s, "key", layout, 2, content[100:])
	if err != nil || stored.File == nil {
		t.Fatal(stored, err)
	}
	defer stored.File.Release()
	if sum, err := stored.File.Sum(context.Background()); err != nil || sum != sumOf(content) {
		t.Errorf("sum %s %v", sum, err)
	}
}

func TestAChunkSentAgainWhileTheFirstStallsTakesItsPlace(t *testing.T) {
	t.Parallel()
	s := opened(t, Options{Dir: t.TempDir()})
	defer s.Close()
	layout := Layout{100, 250}
	content := contentOf(250, 4)
	stalled, err := s.Begin("key", layout, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := stalled.Write(make([]byte, 60)); err != nil {
		t.Fatal(err)
	}
	if _, err := send(s, "key", layout, 1, content[:100]); err != nil {
		t.Fatal(err)
	}
	if _, err := stalled.Write(make([]byte, 40)); err != nil {
		t.Fatal(err)
	}
	if stored, err := stalled.Commit(context.Background()); err != nil || stored.File != nil {
		t.Fatal(stored, err)
	}
	stored, err := send(s, "key", layout, 2, content[100:])
	if err != nil || stored.File == nil {
		t.Fatal(stored, err)
	}
	defer stored.File.Release()
	if sum, err := stored.File.Sum(context.Background()); err != nil || sum != sumOf(content) {
		t.Errorf("sum %s %v, want %s", sum, err, sumOf(content))
	}
}

func TestAChunkSentAfterJoiningStartsANewSet(t *testing.T) {
	t.Parallel()
	s := opened(t, Options{Dir: t.TempDir()})
	defer s.Close()
	layout := Layout{100, 250}
	content := contentOf(250, 5)
	for number := range layout.Count() {
		if stored, err := send(s, "key", layout, number+1, layout.chunk(content, number+1)); err != nil {
			t.Fatal(err)
		} else if stored.File != nil {
			stored.File.Release()
		}
	}
	if stored, err := send(s, "key", layout, 2, layout.chunk(content, 2)); err != nil || stored.File != nil {
		t.Fatal(stored, err)
	}
	if _, ok := s.Size("key", 1); ok {
		t.Error("the first chunk outlived the joining")
	}
	if size, ok := s.Size("key", 2); !ok || size != 150 {
		t.Errorf("the second chunk: %d %v", size, ok)
	}
}

func joinedAtOnce(t *testing.T, racy bool) int {
	t.Helper()
	s := opened(t, Options{Dir: t.TempDir(), Racy: racy, RacyWindow: time.Minute})
	defer s.Close()
	layout := Layout{100, 300}
	content := contentOf(300, 6)
	if _, err := send(s, "key", layout, 1, content[:100]); err != nil {
		t.Fatal(err)
	}
	var writers []*Writer
	for number := int64(2); number <= 3; number++ {
		w, err := s.Begin("key", layout, number)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(layout.chunk(content, number)); err != nil {
			t.Fatal(err)
		}
		writers = append(writers, w)
	}
	var group sync.WaitGroup
	files := make(chan *File, 2)
	for _, w := range writers {
		group.Go(func() {
			if stored, err := w.Commit(context.Background()); err != nil {
				t.Error(err)
			} else if stored.File != nil {
				files <- stored.File
			}
		})
	}
	group.Wait()
	close(files)
	count := 0
	for file := range files {
		count++
		target := filepath.Join(t.TempDir(), "video")
		if err := file.MoveTo(target); err != nil {
			t.Error(err)
		}
		if got, err := os.ReadFile(target); err != nil || !bytes.Equal(got, content) {
			t.Errorf("file %d differs: %v", count, err)
		}
		if sum, err := file.Sum(context.Background()); err != nil || sum != sumOf(content) {
			t.Errorf("sum %s %v", sum, err)
		}
		file.Release()
	}
	return count
}

func TestTwoCompletingChunks(t *testing.T) {
	t.Parallel()
	if count := joinedAtOnce(t, false); count != 1 {
		t.Errorf("%d files, want one", count)
	}
	if count := joinedAtOnce(t, true); count != 2 {
		t.Errorf("racy: %d files, want two", count)
	}
}

func TestDiscardingNeedsNoDiskForWhatIsHashed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := opened(t, Options{Dir: dir, Discard: true, SkipHash: true})
	defer s.Close()
	layout := Layout{1 << 20, 8 << 20}
	var last Stored
	for number := range layout.Count() {
		var err error
		if last, err = send(s, "key", layout, number+1, make([]byte, 1<<20)); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(filepath.Join(dir, "data")); !os.IsNotExist(err) {
			t.Fatal("bytes were kept")
		}
	}
	if last.File == nil {
		t.Fatal("not joined")
	}
	last.File.Release()
}

func TestAWholeFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := opened(t, Options{Dir: dir})
	defer s.Close()
	w, err := s.Whole(false)
	if err != nil {
		t.Fatal(err)
	}
	content := contentOf(100_000, 8)
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	file, err := w.Finish()
	if err != nil {
		t.Fatal(err)
	}
	defer file.Release()
	if sum, err := file.Sum(context.Background()); err != nil || sum != sumOf(content) || file.Size != 100_000 {
		t.Errorf("sum %s %v", sum, err)
	}
	target := filepath.Join(t.TempDir(), "video")
	if err := file.MoveTo(target); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(target); err != nil || !bytes.Equal(got, content) {
		t.Errorf("the file differs: %v", err)
	}
}

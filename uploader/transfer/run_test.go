package transfer

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// site is a service that answers as the test says, in virtual time.
type site struct {
	mu       sync.Mutex
	parts    map[int][]byte
	order    []int
	together int
	most     int
	// whole lists the chunks whose bytes all came; company says that the last of them did before every other one was confirmed.
	whole   []int
	company bool
	answer  func(number, try int) error
	tries   map[int]int
	count   int
}

func newSite(answer func(number, try int) error) *site {
	return &site{parts: make(map[int][]byte), tries: make(map[int]int), answer: answer}
}

func (s *site) SendChunk(ctx context.Context, chunk twentythree.Chunk) (twentythree.ChunkAnswer, error) {
	s.mu.Lock()
	s.together++
	s.most = max(s.most, s.together)
	s.order = append(s.order, chunk.Number)
	s.tries[chunk.Number]++
	try := s.tries[chunk.Number]
	s.count = chunk.Count
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.together--
		s.mu.Unlock()
	}()
	reader, err := chunk.Open()
	if err != nil {
		return twentythree.ChunkAnswer{}, err
	}
	body, err := io.ReadAll(reader)
	if err != nil {
		return twentythree.ChunkAnswer{}, err
	}
	s.mu.Lock()
	s.whole = append(s.whole, chunk.Number)
	s.company = s.company || len(s.wholeOnce()) == chunk.Count && len(s.parts) < chunk.Count-1
	s.mu.Unlock()
	select {
	case <-ctx.Done():
		return twentythree.ChunkAnswer{}, ctx.Err()
	case <-time.After(100 * time.Millisecond):
	}
	if s.answer != nil {
		if err := s.answer(chunk.Number, try); err != nil {
			return twentythree.ChunkAnswer{}, err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.parts[chunk.Number] = body
	if len(s.parts) == chunk.Count {
		return twentythree.ChunkAnswer{Video: twentythree.VideoRef{VideoID: "7"}}, nil
	}
	return twentythree.ChunkAnswer{}, nil
}

func (s *site) wholeOnce() []int { return slices.Compact(slices.Sorted(slices.Values(s.whole))) }

func (s *site) file() []byte {
	var whole []byte
	for _, number := range slices.Sorted(maps.Keys(s.parts)) {
		whole = append(whole, s.parts[number]...)
	}
	return whole
}

type notes struct {
	acked      map[int]uint32
	completing int
	undone     int
	// stale answers whether something was edited after so many confirmations.
	stale func(confirmations int) bool
}

func (n *notes) Acked(chunk int, checksum uint32) error { n.acked[chunk] = checksum; return nil }
func (n *notes) Completing(context.Context) error       { n.completing++; return nil }
func (n *notes) Stale() bool                            { return n.stale != nil && n.stale(n.completing) }
func (n *notes) NotCompleted() error                    { n.undone++; return nil }

const testChunk = 1000

func jobFor(s Service, content []byte, ledger *notes) Job {
	return Job{
		Service: s, FileName: "film.mp4", Identifier: "x", Plan: Plan{Size: int64(len(content)), ChunkSize: testChunk},
		Acked: maps.Clone(ledger.acked), Source: Source{File: bytes.NewReader(content), Check: func() error { return nil }},
		Ledger: ledger, Gate: NewGate(time.Now, rand.New(rand.NewPCG(3, 4)), func(uploader.Reason) {}),
		Meter: NewMeter(int64(len(content)), Plan{Size: int64(len(content)), ChunkSize: testChunk}.AckedBytes(ledger.acked)),
		Pace:  NewPace(time.Now, 4, Learned{}),
		Reach: func(context.Context) error { return nil }, Classify: func(error) uploader.Reason { return uploader.Reason{Code: uploader.ReasonOffline} },
	}
}

func content(size int) []byte {
	bytes := make([]byte, size)
	for i := range bytes {
		bytes[i] = byte(i * 7)
	}
	return bytes
}

func TestRunSendsEveryChunkOnceAndTheCompletingOneAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, ledger, film := newSite(nil), &notes{acked: map[int]uint32{}}, content(12_345)
		finishing := 0
		job := jobFor(s, film, ledger)
		job.Finishing = func() { finishing++ }
		outcome, err := Run(t.Context(), job)
		if err != nil || outcome.Video.VideoID != "7" {
			t.Fatal(outcome, err)
		}
		if !bytes.Equal(s.file(), film) {
			t.Error("the site has other bytes")
		}
		if early := slices.Index(s.order, 12); early > 4 || slices.Index(s.order, 1) > 4 || s.whole[len(s.whole)-1] != 11 || len(s.order) != 12 {
			t.Errorf("begun %v, ended %v", s.order, s.whole)
		}
		if s.company || s.most > 4 || ledger.completing != 1 || finishing != 1 {
			t.Errorf("company %v, together %d, completing %d, finishing %d", s.company, s.most, ledger.completing, finishing)
		}
		if got := job.Meter.Progress(time.Now()); got.Acked != 12_345 || got.Written != 12_345 {
			t.Errorf("progress %+v", got)
		}
	})
}

func TestRunGoesOnWhereItStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, ledger, film := newSite(nil), &notes{acked: map[int]uint32{}}, content(10_000)
		ctx, cancel := context.WithCancel(t.Context())
		s.answer = func(number, _ int) error {
			if number == 5 {
				cancel()
			}
			return nil
		}
		if _, err := Run(ctx, jobFor(s, film, ledger)); !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		before := len(s.order)
		s.answer = nil
		outcome, err := Run(t.Context(), jobFor(s, film, ledger))
		if err != nil || outcome.Video.VideoID == "" || !bytes.Equal(s.file(), film) {
			t.Fatal(outcome, err)
		}
		if again := before + len(s.order) - before - 10; again > 4 {
			t.Errorf("%d chunks went twice", again)
		}
	})
}

func TestALostAnswerOfTheCompletingChunkIsDoubtAndNothingIsSentAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, ledger := newSite(nil), &notes{acked: map[int]uint32{}}
		s.answer = func(number, _ int) error {
			if number == 4 {
				return io.ErrUnexpectedEOF
			}
			return nil
		}
		outcome, err := Run(t.Context(), jobFor(s, content(5000), ledger))
		if err != nil || outcome.Video.VideoID != "" || !errors.Is(outcome.Refusal, io.ErrUnexpectedEOF) {
			t.Fatal(outcome, err)
		}
		if s.tries[4] != 1 || ledger.undone != 0 {
			t.Errorf("sent %d times, undone %d", s.tries[4], ledger.undone)
		}
	})
}

func TestWhatTheAnswersMean(t *testing.T) {
	answer := func(kind twentythree.Kind) error { return &twentythree.Error{Kind: kind} }
	for name, test := range map[string]struct {
		number, times int
		kind          twentythree.Kind
		sent          int
		ends          bool
	}{
		"an unusable first chunk is confirmed once": {number: 1, times: 99, kind: twentythree.KindUnsupportedFile, sent: 2, ends: true},
		"a 500 later is tried five times more":      {number: 3, times: 99, kind: twentythree.KindUnsupportedFile, sent: 6, ends: true},
		"a 500 later that mends":                    {number: 3, times: 5, kind: twentythree.KindUnsupportedFile, sent: 6},
		"a busy site is waited for":                 {number: 2, times: 30, kind: twentythree.KindBusy, sent: 31},
		"a sign-in page is waited for":              {number: 2, times: 10, kind: twentythree.KindPortal, sent: 11},
		"a sign-in is tried once more":              {number: 3, times: 1, kind: twentythree.KindSignIn, sent: 2},
		"a refused sign-in ends":                    {number: 3, times: 99, kind: twentythree.KindSignIn, sent: 2, ends: true},
		"an ended token ends":                       {number: 3, times: 99, kind: twentythree.KindToken, sent: 1, ends: true},
		"a file too large ends":                     {number: 2, times: 99, kind: twentythree.KindTooLarge, sent: 1, ends: true},
		"an odd answer is tried three times":        {number: 2, times: 99, kind: twentythree.KindUnknownAnswer, sent: 3, ends: true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, ledger, film := newSite(nil), &notes{acked: map[int]uint32{}}, content(6000)
				s.answer = func(number, try int) error {
					if number == test.number && try <= test.times {
						return answer(test.kind)
					}
					return nil
				}
				job := jobFor(s, film, ledger)
				job.Pace = NewPace(time.Now, 1, Learned{})
				outcome, err := Run(t.Context(), job)
				if s.tries[test.number] != test.sent {
					t.Errorf("sent %d times, want %d", s.tries[test.number], test.sent)
				}
				if ended := err != nil; ended != test.ends || !ended && !bytes.Equal(s.file(), film) {
					t.Errorf("outcome %+v, error %v", outcome, err)
				}
			})
		})
	}
}

func TestAFileThatChangedIsNeverMixed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, ledger := newSite(nil), &notes{acked: map[int]uint32{}}
		job := jobFor(s, content(9000), ledger)
		checks := 0
		job.Source.Check = func() error {
			if checks++; checks > 3 {
				return changedSource("film.mp4")
			}
			return nil
		}
		job.Pace = NewPace(time.Now, 1, Learned{})
		_, err := Run(t.Context(), job)
		var reason *uploader.ReasonError
		if !errors.As(err, &reason) || reason.Reason.Code != uploader.ReasonChanged || len(s.order) != 3 {
			t.Fatalf("error %v after %d chunks", err, len(s.order))
		}
	})
}

func TestASilentConnectionIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, ledger, film := newSite(nil), &notes{acked: map[int]uint32{}}, content(5000)
		hanging := &hangingSite{site: s, number: 2}
		job := jobFor(hanging, film, ledger)
		begun := time.Now()
		outcome, err := Run(t.Context(), job)
		if err != nil || outcome.Video.VideoID == "" || !bytes.Equal(s.file(), film) {
			t.Fatal(outcome, err)
		}
		if took := time.Since(begun); took < stallAfter || took > 2*stallAfter {
			t.Errorf("took %v", took)
		}
	})
}

// hangingSite never answers the first try of one chunk.
type hangingSite struct {
	*site
	number int
	once   sync.Once
}

func (h *hangingSite) SendChunk(ctx context.Context, chunk twentythree.Chunk) (twentythree.ChunkAnswer, error) {
	hang := false
	if chunk.Number == h.number {
		h.once.Do(func() { hang = true })
	}
	if hang {
		<-ctx.Done()
		return twentythree.ChunkAnswer{}, ctx.Err()
	}
	return h.site.SendChunk(ctx, chunk)
}

func TestProgressNeverGoesBackAndShowsNoTimeLeftWhileStalled(t *testing.T) {
	meter := NewMeter(1000, 100)
	now := time.Unix(1000, 0)
	for second := range 10 {
		meter.moved(50)
		meter.confirm(50)
		meter.Progress(now.Add(time.Duration(second) * time.Second))
	}
	got := meter.Progress(now.Add(10 * time.Second))
	if got.Acked != 600 || got.Rate < 40 || got.Rate > 60 || got.Left < 6*time.Second || got.Left > 12*time.Second {
		t.Fatalf("%+v", got)
	}
	for second := 11; second < 60; second++ {
		got = meter.Progress(now.Add(time.Duration(second) * time.Second))
	}
	if got.Acked != 600 || got.Rate != 0 || got.Left != 0 {
		t.Fatalf("stalled: %+v", got)
	}
}

package transfer

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// strictSite takes bytes only with a sign-in.
type strictSite struct{ *site }

func (s strictSite) SendChunk(ctx context.Context, chunk twentythree.Chunk) (twentythree.ChunkAnswer, error) {
	if !chunk.WithCredential {
		if body, err := chunk.Open(); err == nil {
			_, _ = io.Copy(io.Discard, body)
		}
		return twentythree.ChunkAnswer{}, &twentythree.Error{Kind: twentythree.KindSignIn}
	}
	return s.site.SendChunk(ctx, chunk)
}

func TestAFileInOneChunkGoesWithTheCredentialFromTheStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		job := jobFor(strictSite{newSite(nil)}, content(500), &notes{acked: map[int]uint32{}})
		job.WithCredential = true
		if outcome, err := Run(t.Context(), job); err != nil || outcome.Video.VideoID == "" {
			t.Fatal(outcome, err)
		}
	})
}

// hastySite confirms the first tries of one chunk without having read it, as a proxy may that keeps what it is sent.
type hastySite struct {
	*site
	number, times int
}

func (h *hastySite) SendChunk(ctx context.Context, chunk twentythree.Chunk) (twentythree.ChunkAnswer, error) {
	if chunk.Number == h.number && h.times > 0 {
		h.times--
		return twentythree.ChunkAnswer{}, nil
	}
	return h.site.SendChunk(ctx, chunk)
}

func TestWhatIsConfirmedBeforeItWasSentIsNotConfirmed(t *testing.T) {
	for _, number := range []int{1, 3, 4, 5} {
		synctest.Test(t, func(t *testing.T) {
			s, ledger, film := newSite(nil), &notes{acked: map[int]uint32{}}, content(5000)
			job := jobFor(&hastySite{site: s, number: number, times: 2}, film, ledger)
			job.Pace = NewPace(time.Now, 1, Learned{})
			outcome, err := Run(t.Context(), job)
			if err != nil || outcome.Video.VideoID == "" || !bytes.Equal(s.file(), film) {
				t.Fatal(number, outcome, err)
			}
		})
	}
}

// changingFile changes while its last middle chunk is read.
type changingFile struct {
	io.ReaderAt
	from    int64
	changed bool
}

func (f *changingFile) ReadAt(buffer []byte, offset int64) (int, error) {
	if offset >= f.from && offset < f.from+testChunk {
		f.changed = true
	}
	return f.ReaderAt.ReadAt(buffer, offset)
}

func TestAFileThatChangesWhileItsLastChunkIsReadMakesNoVideo(t *testing.T) {
	for name, size := range map[string]int{"several chunks": 5000, "one chunk": 700} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, ledger := newSite(nil), &notes{acked: map[int]uint32{}}
				job := jobFor(s, content(size), ledger)
				file := &changingFile{ReaderAt: job.Source.File}
				if size > 2*testChunk {
					file.from = 3 * testChunk
				}
				job.Source.File = file
				job.Source.Check = func() error {
					if file.changed {
						return changedSource("film.mp4")
					}
					return nil
				}
				outcome, err := Run(t.Context(), job)
				var reason *uploader.ReasonError
				if !errors.As(err, &reason) || reason.Reason.Code != uploader.ReasonChanged || outcome.Video.VideoID != "" {
					t.Fatal(outcome, err)
				}
				if len(s.parts) == s.count || ledger.undone != 1 {
					t.Errorf("the site has %d of %d chunks, doubt taken back %d times", len(s.parts), s.count, ledger.undone)
				}
			})
		})
	}
}

func TestWhenAllIsConfirmedButNoVideoIsThereTheLastChunkGoesAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, ledger, film := newSite(nil), &notes{acked: map[int]uint32{}}, content(5000)
		if _, err := Run(t.Context(), jobFor(s, film, ledger)); err != nil {
			t.Fatal(err)
		}
		delete(s.parts, 4)
		before := len(s.order)
		job := jobFor(s, film, ledger)
		outcome, err := Run(t.Context(), job)
		if err != nil || outcome.Video.VideoID != "7" || len(s.order) != before+1 {
			t.Fatal(outcome, err, s.order)
		}
		if got := job.Meter.Progress(time.Now()); got.Acked != 5000 || got.Written != 5000 {
			t.Errorf("%+v", got)
		}
	})
}

func TestWhatWasEditedWhileTheSiteWasDownIsConfirmedBeforeTheFileIsComplete(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, ledger := newSite(nil), &notes{acked: map[int]uint32{}}
		ledger.stale = func(confirmations int) bool { return confirmations < 3 }
		outcome, err := Run(t.Context(), jobFor(s, content(5000), ledger))
		if err != nil || outcome.Video.VideoID == "" || ledger.completing != 3 || s.tries[4] != 1 {
			t.Fatal(outcome, err, ledger.completing, s.tries)
		}
	})
}

func TestALateAnswerDoesNotCutShortWhatTheSiteAskedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := newTestGate(nil)
		early, busy := pass(t, gate), pass(t, gate)
		busy.Failed(uploader.Reason{Code: uploader.ReasonBusy}, time.Hour)
		early.Answered()
		begun := time.Now()
		pass(t, gate).Answered()
		if waited := time.Since(begun); waited < time.Hour {
			t.Errorf("waited %v", waited)
		}
	})
}

func TestAClockThatGoesBackMakesNoWaitLonger(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		back := time.Duration(0)
		gate := NewGate(func() time.Time { return time.Now().Round(0).Add(back) }, rand.New(rand.NewPCG(1, 2)), func(uploader.Reason) {})
		pass(t, gate).Failed(uploader.Reason{Code: uploader.ReasonBusy}, 30*time.Second)
		back = -5 * time.Hour
		begun := time.Now()
		pass(t, gate)
		if waited := time.Since(begun); waited > time.Minute {
			t.Errorf("waited %v", waited)
		}
	})
}

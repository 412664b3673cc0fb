package transfer

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

func TestTheLinkIsNotLeftToTheCompletingChunkAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, ledger, film := newSite(nil), &notes{acked: map[int]uint32{}}, content(4000)
		job := jobFor(s, film, ledger)
		if outcome, err := Run(t.Context(), job); err != nil || outcome.Video.VideoID == "" || !bytes.Equal(s.file(), film) {
			t.Fatal(outcome, err)
		}
		if s.most != 4 || s.company {
			t.Errorf("%d together, company %v", s.most, s.company)
		}
	})
}

func TestAChunkThatMustGoAgainComesBeforeTheCompletingOne(t *testing.T) {
	for name, failure := range map[string]error{"no answer": io.ErrUnexpectedEOF, "busy": &twentythree.Error{Kind: twentythree.KindBusy}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, ledger, film := newSite(nil), &notes{acked: map[int]uint32{}}, content(4000)
				s.answer = func(number, try int) error {
					if number == 2 && try < 3 {
						return failure
					}
					return nil
				}
				outcome, err := Run(t.Context(), jobFor(s, film, ledger))
				if err != nil || outcome.Video.VideoID == "" || !bytes.Equal(s.file(), film) {
					t.Fatal(outcome, err)
				}
				if s.company || s.whole[len(s.whole)-1] != 3 || ledger.completing != 1 || ledger.undone != 0 {
					t.Errorf("ended %v, company %v, completing %d, undone %d", s.whole, s.company, ledger.completing, ledger.undone)
				}
			})
		})
	}
}

// slowLedger takes its time to confirm what was typed, for the first time, or refuses it.
type slowLedger struct {
	*notes
	takes   time.Duration
	refusal error
}

func (l *slowLedger) Completing(ctx context.Context) error {
	takes := l.takes
	l.takes = 0
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(takes):
	}
	l.completing++
	return l.refusal
}

func TestNoConnectionWaitsForAConfirmationThatTakesLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, ledger, film := newSite(nil), &notes{acked: map[int]uint32{}}, content(4000)
		job := jobFor(s, film, ledger)
		job.Ledger = &slowLedger{notes: ledger, takes: time.Hour}
		begun := time.Now()
		outcome, err := Run(t.Context(), job)
		if err != nil || outcome.Video.VideoID == "" || !bytes.Equal(s.file(), film) {
			t.Fatal(outcome, err)
		}
		if took := time.Since(begun); took < time.Hour || s.tries[3] != 2 || ledger.completing != 2 || ledger.undone != 1 {
			t.Errorf("took %v, the completing chunk left %d times, confirmed %d, undone %d", took, s.tries[3], ledger.completing, ledger.undone)
		}
	})
}

func TestARefusedConfirmationKeepsTheEndHere(t *testing.T) {
	for name, refusal := range map[string]error{
		"by the site": &twentythree.Error{Kind: twentythree.KindBusy},
		"by the disk": errDiskFull,
		"by a person": &uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonFieldRefused}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, ledger := newSite(nil), &notes{acked: map[int]uint32{}}
				job := jobFor(s, content(4000), ledger)
				job.Ledger = &slowLedger{notes: ledger, refusal: refusal}
				if outcome, err := Run(t.Context(), job); !errors.Is(err, refusal) {
					t.Fatal(outcome, err)
				}
				if slices.Contains(s.whole, 3) || ledger.undone != 0 {
					t.Errorf("ended %v, undone %d", s.whole, ledger.undone)
				}
			})
		})
	}
}

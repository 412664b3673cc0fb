package transfer

import (
	"context"
	"errors"
	"io"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// lateReader goes on reading a chunk after its request has ended, as connections and drives do.
type lateReader struct {
	*site
	number int
	once   sync.Once
}

func (l *lateReader) SendChunk(ctx context.Context, chunk twentythree.Chunk) (answer twentythree.ChunkAnswer, err error) {
	early := false
	if chunk.Number == l.number {
		l.once.Do(func() { early = true })
	}
	if !early {
		return l.site.SendChunk(ctx, chunk)
	}
	body, err := chunk.Open()
	if err != nil {
		return answer, err
	}
	_, _ = body.Read(make([]byte, 10))
	time.Sleep(2 * parkAfter)
	go func() {
		time.Sleep(50 * time.Millisecond)
		_, _ = io.Copy(io.Discard, body)
	}()
	return answer, errors.New("reset")
}

func TestWhatReadsOnAfterItsEndChangesNothing(t *testing.T) {
	for name, number := range map[string]int{"a middle chunk": 3, "the completing one": 9} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ledger, film := &notes{acked: map[int]uint32{}}, content(10_000)
				finishing := 0
				job := jobFor(&lateReader{site: newSite(nil), number: number}, film, ledger)
				job.Finishing = func() { finishing++ }
				outcome, err := Run(t.Context(), job)
				if err != nil || outcome.Video.VideoID == "" {
					t.Fatal(outcome, err)
				}
				if job.Pace.parked != 0 || finishing != 1 {
					t.Errorf("%d places count as parked, finishing told %d times", job.Pace.parked, finishing)
				}
				if got := job.Meter.written.Load(); got != int64(len(film)) {
					t.Errorf("%d bytes count as written of %d", got, len(film))
				}
			})
		})
	}
}

// fullDisk cannot take the doubt back.
type fullDisk struct{ *notes }

var errDiskFull = errors.New("the disk is full")

func (fullDisk) NotCompleted() error { return errDiskFull }

func TestAFullDiskDoesNotKeepTheSiteShutForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ledger := &notes{acked: map[int]uint32{}}
		job := jobFor(&lateReader{site: newSite(nil), number: 1}, content(500), ledger)
		job.Ledger = fullDisk{ledger}
		pass(t, job.Gate).Failed(uploader.Reason{Code: uploader.ReasonBusy}, time.Second)
		if _, err := Run(t.Context(), job); !errors.Is(err, errDiskFull) {
			t.Fatal(err)
		}
		waiting, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		if _, err := job.Gate.Pass(waiting); err != nil {
			t.Error("nobody tries the site any more")
		}
		time.Sleep(time.Second)
	})
}

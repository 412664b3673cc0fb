package transfer

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// all takes every place a lane gets.
func all(l *Lane) (places []*place) {
	for at := l.take(); at != nil; at = l.take() {
		places = append(places, at)
	}
	return places
}

func TestASmallFileGetsItsShareBesideALargeOne(t *testing.T) {
	p := NewPace(time.Now, 0, Learned{})
	large, small := p.join(), p.join()
	held := all(large)
	if len(held) != startAtOnce {
		t.Fatalf("%d places alone", len(held))
	}
	if small.take() != nil {
		t.Fatal("more places than there are")
	}
	for _, at := range held[:2] {
		at.release(1)
		if large.take() != nil {
			t.Error("the large file took the place the small one waits for")
		}
		if got := all(small); len(got) != 1 {
			t.Errorf("the small file got %d places of one", len(got))
		}
	}
	small.content()
	held[2].release(1)
	if large.take() == nil {
		t.Error("a place stays empty that nobody else wants")
	}
}

func TestTheLinkDoesNotIdleWhileTheSiteAnswers(t *testing.T) {
	for name, test := range map[string]struct{ most, further int }{"a few go on": {0, 1}, "never more than allowed": {startAtOnce, 0}} {
		t.Run(name, func(t *testing.T) {
			p := NewPace(time.Now, test.most, Learned{})
			lane := p.join()
			held := all(lane)
			for _, at := range held {
				empty(lane.more)
				at.note(10, true)
				if len(lane.more) == 0 {
					t.Error("nobody is told")
				}
			}
			if got := len(all(lane)); len(held) != startAtOnce || got != test.further {
				t.Errorf("%d and %d further", len(held), got)
			}
		})
	}
}

func empty(more <-chan struct{}) {
	select {
	case <-more:
	default:
	}
}

func TestASiteThatRefusesIsAskedForHalfAsMuchForADay(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	p := NewPace(func() time.Time { return now }, 0, Learned{})
	p.climb.level = 24
	held := all(p.join())
	now = now.Add(time.Second)
	for _, at := range held {
		at.refused()
	}
	if got := p.AtOnce(); got != 12 {
		t.Errorf("%d at once after one burst of refusals, want 12", got)
	}
	for _, at := range held {
		at.release(0)
	}
	text, err := json.Marshal(p.Learned())
	if err != nil {
		t.Fatal(err)
	}
	var known Learned
	if err := json.Unmarshal(text, &known); err != nil || known.Ceiling != 12 {
		t.Fatal(string(text), err)
	}
	again := NewPace(func() time.Time { return now.Add(23 * time.Hour) }, 0, known)
	if got := again.bound(again.now()); got != 12 {
		t.Errorf("bound %d the same day", got)
	}
	later := NewPace(func() time.Time { return now.Add(25 * time.Hour) }, 0, known)
	if got := later.bound(later.now()); got != MostAtOnce {
		t.Errorf("bound %d the day after", got)
	}
}

func TestOneRefusedAloneSaysNothingOfTheNumber(t *testing.T) {
	p := NewPace(time.Now, 0, Learned{})
	at := p.join().take()
	at.refused()
	if p.AtOnce() != startAtOnce {
		t.Errorf("%d at once", p.AtOnce())
	}
}

func TestChunksTakeAboutFourSecondsOnTheirConnection(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	p := NewPace(func() time.Time { return now }, 0, Learned{})
	if p.ChunkSize() != 0 {
		t.Error("a size without a measured rate")
	}
	lane := p.join()
	for range 40 {
		at := lane.take()
		now = now.Add(2 * time.Second)
		at.release(4 << 20)
	}
	if got := p.ChunkSize(); got != 8<<20 {
		t.Errorf("%d MiB at 2 MiB a second", got>>20)
	}
	p.NetworkChanged()
	if p.ChunkSize() != 0 || p.AtOnce() != startAtOnce {
		t.Error("what was learned on another network is still used")
	}
}

// outage is a site whose connections fall silent for good after a while; what is asked anew is answered once the network is back.
type outage struct {
	*site
	from, to time.Time
	reached  atomic.Int64
	silenced atomic.Int64
}

func (o *outage) SendChunk(ctx context.Context, chunk twentythree.Chunk) (twentythree.ChunkAnswer, error) {
	if now := time.Now(); now.After(o.from) && now.Before(o.to) {
		body, err := chunk.Open()
		if err == nil {
			_, _ = body.Read(make([]byte, 10))
		}
		o.silenced.Add(1)
		<-ctx.Done()
		return twentythree.ChunkAnswer{}, ctx.Err()
	}
	return o.site.SendChunk(ctx, chunk)
}

func (o *outage) reach(ctx context.Context) error {
	o.reached.Add(1)
	if now := time.Now(); now.Before(o.to) {
		<-ctx.Done()
		return ctx.Err()
	}
	return nil
}

func TestAfterAnOutageNewBytesMoveAtOnceAndNoChunkIsLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := &outage{site: newSite(nil), from: time.Now().Add(300 * time.Millisecond), to: time.Now().Add(12 * time.Second)}
		ledger, film := &notes{acked: map[int]uint32{}}, content(200_000)
		job := jobFor(o, film, ledger)
		job.Reach = o.reach
		var back atomic.Int64
		job.Service = first{o, func() {
			if time.Now().After(o.to) {
				back.CompareAndSwap(0, int64(time.Since(o.to)))
			}
		}}
		outcome, err := Run(t.Context(), job)
		if err != nil || outcome.Video.VideoID == "" || !bytes.Equal(o.file(), film) {
			t.Fatal(outcome, err)
		}
		if waited := time.Duration(back.Load()); waited <= 0 || waited > 5*time.Second {
			t.Errorf("the first new byte came %v after the network's return", waited)
		}
		if o.silenced.Load() > 4 || o.reached.Load() > 14 {
			t.Errorf("%d chunks risked, the site asked %d times during the outage", o.silenced.Load(), o.reached.Load())
		}
	})
}

// first tells when a chunk leaves.
type first struct {
	Service
	leaves func()
}

func (f first) SendChunk(ctx context.Context, chunk twentythree.Chunk) (twentythree.ChunkAnswer, error) {
	f.leaves()
	return f.Service.SendChunk(ctx, chunk)
}

func TestATransferThatYieldsStopsBetweenTwoChunks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, ledger, film := newSite(nil), &notes{acked: map[int]uint32{}}, content(50_000)
		job, yield := jobFor(s, film, ledger), make(chan struct{})
		job.Yield = yield
		time.AfterFunc(time.Second, func() { close(yield) })
		if _, err := Run(t.Context(), job); err != ErrYielded {
			t.Fatal(err)
		}
		if sent := len(s.order); sent != len(ledger.acked) || sent < 10 || sent > 49 {
			t.Errorf("%d chunks left, %d confirmed", sent, len(ledger.acked))
		}
		outcome, err := Run(t.Context(), jobFor(s, film, ledger))
		if err != nil || outcome.Video.VideoID == "" || len(s.order) != 50 {
			t.Fatal(outcome, err, len(s.order))
		}
	})
}

func TestABusySiteIsAskedForLess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, ledger, film := newSite(nil), &notes{acked: map[int]uint32{}}, content(100_000)
		s.answer = func(number, try int) error {
			s.mu.Lock()
			defer s.mu.Unlock()
			if s.together > 2 {
				return &twentythree.Error{Kind: twentythree.KindBusy}
			}
			return nil
		}
		job := jobFor(s, film, ledger)
		job.Pace = NewPace(time.Now, 0, Learned{})
		outcome, err := Run(t.Context(), job)
		if err != nil || outcome.Video.VideoID == "" || !bytes.Equal(s.file(), film) {
			t.Fatal(outcome, err)
		}
		if job.Pace.AtOnce() > 2 {
			t.Errorf("still %d at once", job.Pace.AtOnce())
		}
	})
}

func TestWhatIsSaidOfAConnectionIsNotAskedOfABusySite(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := newTestGate(nil)
		pass(t, gate).Failed(uploader.Reason{Code: uploader.ReasonOffline}, 0)
		if probe := pass(t, gate); !probe.afterOutage() {
			t.Error("a chunk is risked on a connection that was down")
		} else {
			probe.Answered()
		}
		pass(t, gate).Failed(uploader.Reason{Code: uploader.ReasonBusy}, 0)
		if probe := pass(t, gate); probe.afterOutage() {
			t.Error("a busy site is asked twice")
		}
	})
}

func TestASlowOrUnbelievableRateGivesAChunkSizeWithinItsBounds(t *testing.T) {
	for rate, want := range map[float64]int64{100_000: MinChunkSize, 1e300: MaxChunkSize, math.MaxFloat64: MaxChunkSize, math.NaN(): 0, -1: 0} {
		if got := NewPace(time.Now, 0, Learned{Rate: rate}).ChunkSize(); got != want {
			t.Errorf("%g bytes a second: chunks of %d bytes, want %d", rate, got, want)
		}
	}
}

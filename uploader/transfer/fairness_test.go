package transfer

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestEveryFileMovesWhenThereAreFewerPlacesThanWouldShareEvenly(t *testing.T) {
	for _, most := range []int{1, 4} {
		synctest.Test(t, func(t *testing.T) {
			pace := NewPace(time.Now, most, Learned{})
			begun := time.Now()
			var done [3]time.Duration
			var files sync.WaitGroup
			for i := range done {
				files.Go(func() {
					time.Sleep(time.Duration(i) * 10 * time.Millisecond)
					job := jobFor(newSite(nil), content(60_000), &notes{acked: map[int]uint32{}})
					job.Pace = pace
					if outcome, err := Run(t.Context(), job); err != nil || outcome.Video.VideoID == "" {
						t.Error(outcome, err)
					}
					done[i] = time.Since(begun)
				})
			}
			files.Wait()
			all := time.Duration(3*60/most) * 100 * time.Millisecond
			if apart := done[2] - done[0]; apart.Abs() > all/4 {
				t.Errorf("%d places: files alike ended %v apart", most, apart)
			}
			if len(pace.places) != 0 || pace.parked != 0 || len(pace.lanes) != 0 {
				t.Errorf("left behind: %d places, %d parked, %d lanes", len(pace.places), pace.parked, len(pace.lanes))
			}
		})
	}
}

func TestAPlaceIsOfferedToWhoeverComesFirst(t *testing.T) {
	p := NewPace(time.Now, 2, Learned{})
	a, b, c := p.join(), p.join(), p.join()
	held := all(a)
	b.take()
	c.take()
	for _, at := range held {
		at.release(1)
	}
	a.content()
	for _, lane := range []*Lane{a, b, c} {
		<-lane.more
	}
	if c.take() != nil {
		t.Error("the third file went before the second")
	}
	<-b.more
	if got := all(b); len(got) != 1 {
		t.Errorf("the second file got %d places", len(got))
	}
	<-c.more
	if c.take() == nil {
		t.Error("a place stays empty that a file waits for")
	}
	select {
	case <-c.more:
		t.Error("a file rouses itself for ever")
	default:
	}
}

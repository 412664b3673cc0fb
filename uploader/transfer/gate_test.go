package transfer

import (
	"context"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"twentythree-uploader/uploader"
)

func newTestGate(changed func(uploader.Reason)) *Gate {
	if changed == nil {
		changed = func(uploader.Reason) {}
	}
	return NewGate(time.Now, rand.New(rand.NewPCG(1, 2)), changed)
}

func pass(t *testing.T, gate *Gate) Ticket {
	t.Helper()
	ticket, err := gate.Pass(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return ticket
}

func TestAShutGateLetsOneKnockAtATimeAndAtMostOneASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := newTestGate(nil)
		pass(t, gate).Failed(uploader.Reason{Code: uploader.ReasonBusy}, 0)
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
		defer cancel()
		var knocks, together, most atomic.Int32
		for range 100 {
			go func() {
				for {
					ticket, err := gate.Pass(ctx)
					if err != nil {
						return
					}
					if now := together.Add(1); now > most.Load() {
						most.Store(now)
					}
					knocks.Add(1)
					time.Sleep(10 * time.Millisecond)
					together.Add(-1)
					ticket.Failed(uploader.Reason{Code: uploader.ReasonBusy}, 0)
				}
			}()
		}
		<-ctx.Done()
		synctest.Wait()
		if most.Load() != 1 {
			t.Errorf("%d knocked at the same time", most.Load())
		}
		if n := knocks.Load(); n < 10 || n > 100 {
			t.Errorf("%d knocks in ten minutes", n)
		}
	})
}

func TestAGateObeysRetryAfter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := newTestGate(nil)
		begun := time.Now()
		pass(t, gate).Failed(uploader.Reason{Code: uploader.ReasonBusy}, 90*time.Second)
		pass(t, gate).Answered()
		if waited := time.Since(begun); waited < 90*time.Second || waited > 91*time.Second {
			t.Errorf("waited %v", waited)
		}
	})
}

func TestWorkGoesOnWithinSecondsOfTheNetworksReturn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := newTestGate(nil)
		for range 50 {
			pass(t, gate).Failed(uploader.Reason{Code: uploader.ReasonOffline}, 0)
		}
		begun := time.Now()
		pass(t, gate)
		if waited := time.Since(begun); waited > 5*time.Second {
			t.Errorf("waited %v", waited)
		}
	})
}

func TestAShortFailureIsNotTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var told []uploader.Reason
		gate := newTestGate(func(reason uploader.Reason) { told = append(told, reason) })
		pass(t, gate).Failed(uploader.Reason{Code: uploader.ReasonBlocked}, 0)
		pass(t, gate).Answered()
		if len(told) != 0 {
			t.Fatalf("told %v", told)
		}
		for range 100 {
			pass(t, gate).Failed(uploader.Reason{Code: uploader.ReasonOffline}, 0)
		}
		if len(told) != 1 || told[0].Code != uploader.ReasonOffline {
			t.Fatalf("told %v", told)
		}
		gate.Knock()
		pass(t, gate).Answered()
		if len(told) != 2 || !told[1].IsZero() {
			t.Fatalf("told %v", told)
		}
	})
}

func TestABusySitesNextTryIsToldEachTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var told []uploader.Reason
		gate := newTestGate(func(reason uploader.Reason) { told = append(told, reason) })
		for range 3 {
			pass(t, gate).Failed(uploader.Reason{Code: uploader.ReasonBusy}, 20*time.Second)
			if last := told[len(told)-1]; !last.NextTry.Equal(time.Now().Add(20 * time.Second)) {
				t.Errorf("the next try is told as %v", last.NextTry)
			}
		}
		if len(told) != 3 {
			t.Errorf("told %d times", len(told))
		}
	})
}

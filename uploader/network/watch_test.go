package network

import (
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// watched is a computer whose clock and network a test can change.
type watched struct {
	ahead   atomic.Int64 // of the wall clock
	network atomic.Pointer[string]

	gate sync.Mutex
	told []Change
}

func (w *watched) set(network string) { w.network.Store(&network) }

func (w *watched) since() []Change {
	w.gate.Lock()
	defer w.gate.Unlock()
	told := w.told
	w.told = nil
	return told
}

func watching(t *testing.T, test func(*watched)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		computer := &watched{}
		computer.set("eth0 10.0.0.1/24")
		ctx, cancel := context.WithCancel(t.Context())
		var done sync.WaitGroup
		done.Go(func() {
			Watch(ctx, WatchOptions{
				Wall: func() time.Time { return time.Now().Add(time.Duration(computer.ahead.Load())) },
				Look: func() (string, bool) { return *computer.network.Load(), *computer.network.Load() != "" },
			}, func(change Change) {
				computer.gate.Lock()
				defer computer.gate.Unlock()
				computer.told = append(computer.told, change)
			})
		})
		synctest.Wait() // it has looked once
		test(computer)
		cancel()
		done.Wait()
	})
}

func TestSleepIsNoticed(t *testing.T) {
	t.Parallel()
	watching(t, func(computer *watched) {
		time.Sleep(time.Hour)
		if told := computer.since(); told != nil {
			t.Errorf("an hour awake told %v", told)
		}
		computer.ahead.Store(int64(8 * time.Hour)) // the monotonic clock stood still meanwhile
		time.Sleep(2 * time.Second)
		told := computer.since()
		if len(told) != 1 || (told[0].Slept-8*time.Hour).Abs() > 2*time.Second || told[0].Network || !told[0].Online {
			t.Errorf("eight hours of sleep told %v", told)
		}
		computer.ahead.Store(0)
		time.Sleep(time.Minute)
		computer.ahead.Store(int64(2 * time.Second))
		time.Sleep(time.Minute)
		if told := computer.since(); told != nil {
			t.Errorf("a clock that was set back, and one that was put right by two seconds, told %v", told)
		}
	})
}

func TestAnotherNetworkIsNoticed(t *testing.T) {
	t.Parallel()
	watching(t, func(computer *watched) {
		for _, network := range []string{"", "eth0 10.0.0.1/24", "wlan0 192.168.1.7/24"} {
			computer.set(network)
			time.Sleep(2 * time.Second)
			if told, want := computer.since(), []Change{{Network: true, Online: network != ""}}; !slices.Equal(told, want) {
				t.Errorf("now on %q: told %v, want %v", network, told, want)
			}
		}
	})
}

func TestThisComputersNetwork(t *testing.T) {
	t.Parallel()
	first, online := lookAround()
	if online != HasNetwork() {
		t.Errorf("%q is online %v, and the network says %v", first, online, HasNetwork())
	}
	if strings.Contains(first, "127.0.0.1") || strings.Contains(first, "fe80:") {
		t.Errorf("%q names an address that nobody else can reach", first)
	}
	if HasRoute() && !HasNetwork() {
		t.Error("a route without a network")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	Watch(ctx, WatchOptions{}, func(change Change) { t.Errorf("told %v", change) })
}

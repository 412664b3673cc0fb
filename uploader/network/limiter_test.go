package network

import (
	"context"
	"errors"
	"io"
	"math"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// sink is a connection that takes everything at once and notes when.
type sink struct {
	net.Conn
	taken  atomic.Int64
	most   atomic.Int64
	closed atomic.Bool
	notes  func(n int)
}

func (s *sink) Write(p []byte) (int, error) {
	s.taken.Add(int64(len(p)))
	s.most.Store(max(s.most.Load(), int64(len(p))))
	if s.notes != nil {
		s.notes(len(p))
	}
	return len(p), nil
}
func (s *sink) Close() error                     { s.closed.Store(true); return nil }
func (s *sink) LocalAddr() net.Addr              { return &net.TCPAddr{} }
func (s *sink) RemoteAddr() net.Addr             { return &net.TCPAddr{} }
func (s *sink) SetWriteDeadline(time.Time) error { return nil }
func (s *sink) SetDeadline(time.Time) error      { return nil }

// writeUntilClosed fills a connection from a goroutine that ends with it.
func writeUntilClosed(done *sync.WaitGroup, connection net.Conn, size int) {
	done.Go(func() {
		block := make([]byte, size)
		for {
			if _, err := connection.Write(block); err != nil {
				return
			}
		}
	})
}

func within(t *testing.T, what string, got, want, share float64) {
	t.Helper()
	if math.Abs(got-want) > want*share {
		t.Errorf("%s: %.0f, want %.0f ± %.0f %%", what, got, want, share*100)
	}
}

func TestTheLimitOverTenSeconds(t *testing.T) {
	t.Parallel()
	for _, rate := range []int64{3, 500, 10_000, 250_000, 2_500_000, 25_000_000} {
		for _, connections := range []int{1, 4, 32} {
			synctest.Test(t, func(t *testing.T) {
				var limiter Limiter
				limiter.SetRate(rate)
				var done sync.WaitGroup
				var open []net.Conn
				var sinks []*sink
				for range connections {
					below := &sink{}
					connection := limiter.Wrap(below)
					open, sinks = append(open, connection), append(sinks, below)
					writeUntilClosed(&done, connection, 16<<10)
				}
				time.Sleep(10*time.Second + time.Nanosecond)
				total, least, most := int64(0), int64(math.MaxInt64), int64(0)
				for _, below := range sinks {
					taken := below.taken.Load()
					total, least, most = total+taken, min(least, taken), max(most, taken)
				}
				within(t, "bytes in ten seconds", float64(total), float64(10*rate), 0.03+0.1/float64(rate))
				if rate >= 10_000 && most-least > max(most/20, 2*smallestPiece) {
					t.Errorf("at %d B/s one of %d connections got %d, another %d", rate, connections, least, most)
				}
				for _, connection := range open {
					_ = connection.Close()
				}
				done.Wait()
			})
		}
	}
}

func TestABurstIsShort(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const rate = 1_000_000
		var limiter Limiter
		limiter.SetRate(rate)
		var atOnce int
		last := time.Now()
		below := &sink{notes: func(n int) {
			if now := time.Now(); now.Sub(last) > time.Millisecond {
				atOnce, last = 0, now
			}
			if atOnce += n; atOnce > rate/10 {
				t.Errorf("%d bytes at once are more than 100 ms", atOnce)
			}
		}}
		connection := limiter.Wrap(below)
		for range 3 {
			time.Sleep(time.Minute) // a long silence saves up nothing
			if _, err := connection.Write(make([]byte, rate)); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestANewRateHoldsAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var limiter Limiter
		limiter.SetRate(10)
		below := &sink{}
		connection := limiter.Wrap(below)
		var done sync.WaitGroup
		writeUntilClosed(&done, connection, 1<<20)
		time.Sleep(30 * time.Second)
		for _, rate := range []int64{1_000_000, 20_000, 5_000_000, 100} {
			limiter.SetRate(rate)
			if limiter.Rate() != rate || limiter.Pace() != rate {
				t.Errorf("the rate is said to be %d and %d, not %d", limiter.Rate(), limiter.Pace(), rate)
			}
			time.Sleep(time.Second)
			before := below.taken.Load()
			time.Sleep(10 * time.Second)
			within(t, "bytes in ten seconds", float64(below.taken.Load()-before), float64(10*rate), 0.03)
		}
		_ = connection.Close()
		done.Wait()
	})
}

func TestAWaitingWriteNoticesThatTheLimitIsLifted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var limiter Limiter
		limiter.SetRate(1)
		connection, written := limiter.Wrap(&sink{}), make(chan error, 1)
		go func() {
			_, err := connection.Write(make([]byte, 1<<20))
			written <- err
		}()
		time.Sleep(time.Minute)
		start := time.Now()
		limiter.SetRate(0)
		if err := <-written; err != nil || time.Since(start) != 0 {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}

func TestNoLimitIsInNobodysWay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var limiter Limiter
		limiter.SetRate(-5)
		below := &sink{}
		connection, start := limiter.Wrap(below), time.Now()
		if n, err := connection.Write(make([]byte, 64<<20)); n != 64<<20 || err != nil || below.most.Load() != 64<<20 {
			t.Errorf("written %d %v, in pieces of %d", n, err, below.most.Load())
		}
		if time.Since(start) != 0 {
			t.Errorf("it took %v", time.Since(start))
		}
		limiter.SetRate(1)
		if n, err := connection.Write(nil); n != 0 || err != nil {
			t.Errorf("nothing written: %d %v", n, err)
		}
	})
}

func TestAWaitingWriteEnds(t *testing.T) {
	t.Parallel()
	for name, example := range map[string]struct {
		end  func(net.Conn)
		want error
	}{
		"a deadline from before":   {func(c net.Conn) { _ = c.SetWriteDeadline(time.Now().Add(-time.Second)) }, os.ErrDeadlineExceeded},
		"a deadline for both":      {func(c net.Conn) { _ = c.SetDeadline(time.Now().Add(time.Second)) }, os.ErrDeadlineExceeded},
		"a deadline still to come": {func(c net.Conn) { _ = c.SetWriteDeadline(time.Now().Add(time.Second)) }, os.ErrDeadlineExceeded},
		"closed":                   {func(c net.Conn) { _ = c.Close() }, net.ErrClosed},
	} {
		synctest.Test(t, func(t *testing.T) {
			var limiter Limiter
			limiter.SetRate(100)
			connection := limiter.Wrap(&sink{})
			ended := make(chan error, 1)
			go func() {
				_, err := connection.Write(make([]byte, 1<<20))
				ended <- err
			}()
			other := limiter.Wrap(&sink{}) // waits behind it
			freed := make(chan error, 1)
			go func() {
				_, err := other.Write(make([]byte, 500))
				freed <- err
			}()
			time.Sleep(time.Second / 2)
			start := time.Now()
			example.end(connection)
			err := <-ended
			var operation *net.OpError
			if !errors.Is(err, example.want) || !errors.As(err, &operation) || time.Since(start) > time.Second {
				t.Errorf("%s: %v after %v", name, err, time.Since(start))
			}
			if err := <-freed; err != nil || time.Since(start) > 6*time.Second {
				t.Errorf("%s: the next one: %v after %v", name, err, time.Since(start))
			}
		})
	}
}

// TestTheLimitOnARealConnection takes two seconds of it, as the system's clock has them.
func TestTheLimitOnARealConnection(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	var limiter Limiter
	const rate, size = 4_000_000, 8_000_000
	limiter.SetRate(rate)
	read := make(chan time.Duration, 1)
	start := time.Now()
	go func() {
		connection, err := listener.Accept()
		if err != nil {
			return
		}
		defer connection.Close()
		_, _ = io.Copy(io.Discard, connection)
		read <- time.Since(start)
	}()
	below, err := (&net.Dialer{}).DialContext(context.Background(), "tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	connection := limiter.Wrap(below)
	if _, err := connection.Write(make([]byte, size)); err != nil {
		t.Fatal(err)
	}
	_ = connection.Close()
	// A busy machine may make it late, never early: what is written at once in the end is at most the burst.
	if took := <-read; took < time.Duration(0.95*size/rate*float64(time.Second)) {
		t.Errorf("%d bytes at %d B/s took %v", size, rate, took)
	}
}

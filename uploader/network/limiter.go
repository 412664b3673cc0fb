package network

import (
	"math"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// burst is how much may leave at once after a pause, as time at the rate; politeBurst the same while others are spared.
	burst       = 80 * time.Millisecond
	politeBurst = 20 * time.Millisecond
	// pieceTime is how much one connection may take in a turn, as time at the rate; while others are spared, all of them together:
	// what every connection has ready when it was held up goes out at once.
	pieceTime = 10 * time.Millisecond
	// smallestPiece is about a packet, and largestPiece keeps connections taking turns; both in bytes.
	smallestPiece = 1200
	largestPiece  = 256 << 10
	// unsentWhilePaced bounds, in bytes a connection, what the system holds back unsent, so that a new rate is soon one on the wire.
	unsentWhilePaced = 8 << 10
)

// Limiter keeps what its connections write together below a rate. The connections take turns, so that each gets the same share.
// The zero value has no limit; it is safe for use from many goroutines and starts none.
type Limiter struct {
	// pace is the rate in force in bytes per second, zero for none: the lower one of limit and polite's rate.
	pace atomic.Int64
	// steer is set while the Limiter is polite.
	steer atomic.Pointer[polite]

	gate        sync.Mutex
	limit       int64               // guarded by gate; bytes per second, zero for none
	tokens      float64             // guarded by gate; bytes that may leave now
	filled      time.Time           // guarded by gate; when tokens was right
	queue       []*turn             // guarded by gate; who waits, the next one first
	connections map[*pacedConn]bool // guarded by gate; every open one
}

// turn is one Write that waits for its next piece.
type turn struct{ wake chan struct{} }

func (t *turn) nudge() {
	select {
	case t.wake <- struct{}{}:
	default:
	}
}

// SetRate limits the connections together to bytesPerSecond from now on, those that wait in a Write included. Zero or less is no
// limit.
func (l *Limiter) SetRate(bytesPerSecond int64) {
	l.gate.Lock()
	l.limit = max(bytesPerSecond, 0)
	changed := l.settle(time.Now())
	l.gate.Unlock()
	changed()
}

// Rate is the limit in bytes per second, zero for none. What politeness makes of it is Pace.
func (l *Limiter) Rate() int64 {
	l.gate.Lock()
	defer l.gate.Unlock()
	return l.limit
}

// Pace is the rate in force in bytes per second, zero for none: the limit, or less while the Limiter is polite.
func (l *Limiter) Pace() int64 { return l.pace.Load() }

// Wrap paces what is written to connection; reads are left alone. It is made for Options.Wrap. The connection counts until it is
// closed.
func (l *Limiter) Wrap(connection net.Conn) net.Conn {
	paced := &pacedConn{Conn: connection, limiter: l, changed: make(chan struct{})}
	l.gate.Lock()
	if l.connections == nil {
		l.connections = make(map[*pacedConn]bool)
	}
	l.connections[paced] = true
	l.gate.Unlock()
	if l.pace.Load() > 0 {
		holdBack(connection, unsentWhilePaced)
	}
	return paced
}

func (l *Limiter) forget(connection *pacedConn) {
	l.gate.Lock()
	defer l.gate.Unlock()
	delete(l.connections, connection)
}

// settle puts the lower one of the two rates in force. The gate is held; what it returns is called without.
func (l *Limiter) settle(now time.Time) func() {
	was, pace := l.pace.Load(), l.limit
	if steer := l.steer.Load(); steer != nil {
		if rate := steer.rate.Load(); rate > 0 && (pace == 0 || rate < pace) {
			pace = rate
		}
	}
	if pace == was {
		return func() {}
	}
	if was == 0 {
		l.tokens, l.filled = 0, now
	} else {
		l.fill(float64(was), now)
	}
	l.pace.Store(pace)
	if len(l.queue) > 0 {
		l.queue[0].nudge()
	}
	if (was == 0) == (pace == 0) {
		return func() {}
	}
	open := make([]net.Conn, 0, len(l.connections))
	for connection := range l.connections {
		open = append(open, connection.Conn)
	}
	unsent := 0
	if pace > 0 {
		unsent = unsentWhilePaced
	}
	return func() {
		for _, connection := range open {
			holdBack(connection, unsent)
		}
	}
}

func (l *Limiter) fill(rate float64, now time.Time) {
	most := burst
	if l.steer.Load() != nil {
		most = politeBurst
	}
	l.tokens += rate * now.Sub(l.filled).Seconds()
	l.tokens = min(l.tokens, max(rate*most.Seconds(), 1))
	l.filled = now
}

// grant gives the turn at the front a piece of at most want bytes, or how long until it can. The gate is held.
func (l *Limiter) grant(want int, now time.Time) (granted int, wait time.Duration) {
	pace := l.pace.Load()
	if pace == 0 {
		return want, 0
	}
	rate := float64(pace)
	l.fill(rate, now)
	// No piece is larger than what the bucket holds, else it would never be given.
	piece := rate * pieceTime.Seconds()
	if l.steer.Load() != nil {
		piece /= float64(max(1, len(l.connections)))
	}
	piece = max(piece, min(smallestPiece, rate*politeBurst.Seconds()), 1)
	granted = min(want, int(min(piece, largestPiece)))
	if missing := float64(granted) - l.tokens; missing > 0 {
		return 0, time.Duration(math.Ceil(missing / rate * float64(time.Second)))
	}
	l.tokens -= float64(granted)
	return granted, 0
}

// take waits until the connection may write at least a byte and at most want.
func (l *Limiter) take(connection *pacedConn, want int) (int, error) {
	if l.pace.Load() == 0 {
		return want, nil
	}
	own := &turn{wake: make(chan struct{}, 1)}
	l.gate.Lock()
	defer l.gate.Unlock()
	l.queue = append(l.queue, own)
	defer l.leave(own)
	for {
		now := time.Now()
		deadline, closed, changed := connection.state()
		switch {
		case closed:
			return 0, net.ErrClosed
		case !deadline.IsZero() && !deadline.After(now):
			return 0, os.ErrDeadlineExceeded
		}
		wait := time.Duration(math.MaxInt64)
		if l.queue[0] == own {
			var granted int
			if granted, wait = l.grant(want, now); granted > 0 {
				return granted, nil
			}
		}
		if !deadline.IsZero() {
			wait = min(wait, deadline.Sub(now))
		}
		l.gate.Unlock()
		pause(wait, own.wake, changed)
		l.gate.Lock()
	}
}

// leave takes a turn out of the queue and lets the next one have its go. The gate is held.
func (l *Limiter) leave(own *turn) {
	for i, other := range l.queue {
		if other == own {
			l.queue = append(l.queue[:i], l.queue[i+1:]...)
			break
		}
	}
	if len(l.queue) > 0 {
		l.queue[0].nudge()
	}
}

func pause(wait time.Duration, wake, changed <-chan struct{}) {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-wake:
	case <-changed:
	}
}

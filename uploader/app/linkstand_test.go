package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/link"
)

var errEnded = errors.New("the program has ended")

// memory is a store that a program can end at: at its breaksAt-th write, before it is done or right after.
type memory struct {
	mu       sync.Mutex
	records  map[uploader.LinkID]journal.LinkRecord
	history  map[uploader.UploadID]int
	writes   int
	breaksAt int
	after    bool
	ended    bool
	refuses  error
}

func newMemory() *memory {
	return &memory{records: map[uploader.LinkID]journal.LinkRecord{}, history: map[uploader.UploadID]int{}}
}

// start is another start of the program, which ends at its n-th write from now on; 0 for never.
func (m *memory) start(n int, after bool) {
	m.writes, m.breaksAt, m.after, m.ended = 0, n, after, false
}

// kept is a link as it is written down.
func (m *memory) kept(id uploader.LinkID) uploader.Link {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.records[id].Link.Clone()
}

// hasEnded reports whether the program has ended at a write.
func (m *memory) hasEnded() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.ended
}

// refuse says why nothing can be written, nil for writing again.
func (m *memory) refuse(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.refuses = err
}

func (m *memory) write(change func()) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.ended {
		return errEnded
	}
	if m.refuses != nil {
		return m.refuses
	}
	m.writes++
	ends := m.writes == m.breaksAt
	if !ends || m.after {
		change()
	}
	if ends {
		m.ended = true
		return errEnded
	}
	return nil
}

func (m *memory) Links(context.Context) ([]journal.LinkRecord, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []journal.LinkRecord
	for _, record := range m.records {
		record.Link = record.Link.Clone()
		all = append(all, record)
	}
	slices.SortFunc(all, func(a, b journal.LinkRecord) int { return b.Link.Made.Compare(a.Link.Made) })
	return all, nil
}

// put keeps what has arrived as it is, as the journal does.
func (m *memory) put(record journal.LinkRecord) {
	arrived := m.records[record.Link.ID].Link.Arrived
	record.Link = record.Link.Clone()
	record.Link.Arrived = arrived
	m.records[record.Link.ID] = record
}

func (m *memory) SaveLinks(_ context.Context, records []journal.LinkRecord) error {
	return m.write(func() {
		for _, record := range records {
			m.put(record)
		}
	})
}

func (m *memory) Receive(_ context.Context, record journal.LinkRecord, count int, past []journal.Past) error {
	return m.write(func() {
		m.put(record)
		kept := m.records[record.Link.ID]
		kept.Link.Arrived = append(slices.Clone(kept.Link.Arrived), record.Link.Arrived[len(record.Link.Arrived)-count:]...)
		m.records[record.Link.ID] = kept
		for _, one := range past {
			m.history[one.Entry.Upload.ID]++
		}
	})
}

func (m *memory) ForgetLink(_ context.Context, id uploader.LinkID) error {
	return m.write(func() { delete(m.records, id) })
}

// linkStand is a desk with a site that a test plays.
type linkStand struct {
	t       *testing.T
	store   *memory
	mu      sync.Mutex
	slept   time.Duration // by how much the wall clock is ahead of the timers
	arrived map[uploader.LinkID][]string
	looks   []uploader.LinkID
	times   []time.Time
	// refusal is why no site answers; withheld why one account cannot be used.
	refusal  error
	rest     time.Duration
	withheld map[uploader.AccountID]uploader.Reason
	updates  []uploader.Update
	during   func() // happens while a site is asked
}

func newLinkStand(t *testing.T) *linkStand {
	t.Helper()
	return &linkStand{t: t, store: newMemory(), arrived: map[uploader.LinkID][]string{}, withheld: map[uploader.AccountID]uploader.Reason{}}
}

func (s *linkStand) now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return time.Now().Add(s.slept)
}

// sleep is the computer's: the wall clock goes on, the timers do not.
func (s *linkStand) sleep(length time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.slept += length
}

func (s *linkStand) desk() *linkDesk {
	return &linkDesk{
		store: s.store, now: s.now, logger: slog.New(slog.NewTextHandler(io.Discard, nil)), keepsIt: func() bool { return true },
		wake: make(chan struct{}, 1), making: map[uploader.LinkID]bool{}, visits: map[uploader.LinkID]linkVisit{},
		rests: map[uploader.AccountID]linkRest{}, saved: map[uploader.LinkID]time.Time{},
		announce: func(update uploader.Update) {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.updates = append(s.updates, update)
		},
		site: linkSite{
			ready:    func(context.Context, uploader.AccountID) error { return nil },
			make:     s.make,
			look:     s.look,
			withheld: func(id uploader.AccountID) uploader.Reason { return s.withheld[id] },
			explain: func(err error, _ uploader.AccountID) (uploader.Reason, time.Duration) {
				reason := reasonOf(err)
				return reason, s.rest
			},
		},
	}
}

func (s *linkStand) make(context.Context, uploader.LinkWish, link.Return) (madeLink, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now().Add(s.slept)
	return madeLink{
		siteName: "Acme Video", sealed: []byte("sealed"), generation: 2, ends: now.Add(24 * time.Hour),
		granted: uploader.LinkTerms{Videos: 3, Lasts: 24 * time.Hour},
	}, s.refusal
}

func (s *linkStand) look(_ context.Context, record journal.LinkRecord, most int) ([]linkArrival, error) {
	s.mu.Lock()
	s.looks, s.times = append(s.looks, record.Link.ID), append(s.times, time.Now().Add(s.slept))
	during, refusal := s.during, s.refusal
	var arrivals []linkArrival
	for _, id := range s.arrived[record.Link.ID] {
		arrivals = append(arrivals, linkArrival{video: uploader.LinkVideo{VideoID: id, Title: "Interview"}})
	}
	s.mu.Unlock()
	if during != nil {
		during()
	}
	return arrivals[:min(len(arrivals), most)], refusal
}

func (s *linkStand) arrives(id uploader.LinkID, videos ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.arrived[id] = append(s.arrived[id], videos...)
}

func (s *linkStand) refuse(err error, rest time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refusal, s.rest = err, rest
}

// has puts a link into the store that was made a while ago.
func (s *linkStand) has(id uploader.LinkID, account uploader.AccountID, ago, lasts time.Duration, videos int) {
	made := s.now().Add(-ago)
	s.store.records[id] = journal.LinkRecord{SealedToken: []byte("sealed"), Link: uploader.Link{
		ID: id, Account: account, Name: string(id), Made: made, Ends: made.Add(lasts), Looked: made,
		Asked: uploader.LinkTerms{Videos: videos, Lasts: lasts}, Granted: uploader.LinkTerms{Videos: videos, Lasts: lasts},
	}}
}

// runs starts a desk as the program does, and gives what ends it and waits for it.
func (s *linkStand) runs(d *linkDesk) (end func()) {
	s.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	if err := d.open(ctx); err != nil {
		s.t.Fatal(err)
	}
	go func() {
		defer close(done)
		d.run(ctx)
	}()
	return func() {
		cancel()
		<-done
	}
}

// seen gives how often sites were asked since the call before, and forgets it.
func (s *linkStand) seen() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	count := len(s.looks)
	s.looks, s.times = nil, nil
	return count
}

// told gives what was told since the call before, as short lines, and forgets it.
func (s *linkStand) told() (lines []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, update := range s.updates {
		for _, news := range update.LinkNews {
			line := fmt.Sprintf("%s %s", news.Link.ID, news.Kind)
			if news.Kind == uploader.LinkReceived {
				line += fmt.Sprintf(" %d of %d, %d new", news.Link.Received(), news.Link.Granted.Videos, news.New)
			}
			lines = append(lines, line)
		}
		for _, making := range update.LinkMakings {
			lines = append(lines, fmt.Sprintf("%s %s %s", making.Link, making.Step, making.Reason.Code))
		}
	}
	s.updates = nil
	return lines
}

package network

import (
	"context"
	"errors"
	"sync"
	"time"
)

// memory keeps findings for evidenceKept and lets one caller at a time look for each. The zero value is ready.
type memory struct {
	now func() time.Time // nil for this computer's clock

	gate  sync.Mutex
	known map[string]*finding // guarded by gate
}

type finding struct {
	// turn holds a token while somebody looks. The other fields are theirs.
	turn  chan struct{}
	made  time.Time
	holds bool
}

// recall gives the finding of that name, or what find says now. It is false where the context ends first.
func (m *memory) recall(ctx context.Context, name string, find func() bool) bool {
	one := m.finding(name)
	select {
	case one.turn <- struct{}{}:
	case <-ctx.Done():
		return false
	}
	defer func() { <-one.turn }()
	if !one.made.IsZero() && m.time().Sub(one.made).Abs() < evidenceKept {
		return one.holds
	}
	holds := find()
	if !errors.Is(ctx.Err(), context.Canceled) { // what was not answered in time is an answer
		one.holds, one.made = holds, m.time()
	}
	return holds
}

func (m *memory) finding(name string) *finding {
	m.gate.Lock()
	defer m.gate.Unlock()
	if m.known == nil {
		m.known = make(map[string]*finding)
	}
	if m.known[name] == nil {
		m.known[name] = &finding{turn: make(chan struct{}, 1)}
	}
	return m.known[name]
}

func (m *memory) time() time.Time {
	if m.now != nil {
		return m.now()
	}
	return time.Now()
}

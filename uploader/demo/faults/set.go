package faults

import (
	"path"
	"strings"
	"sync"
)

// Stage is how much is known of a request when a fault is asked for.
type Stage int

// The stages, in order.
const (
	// Arrived knows method and path only.
	Arrived Stage = iota
	// Reading knows the fields before the file: chunk number, and whether the chunk would complete its upload.
	Reading
	// Done knows whether the request completed an upload.
	Done
)

// Request is what of a request is known at a stage.
type Request struct {
	Method, Path string
	Chunk        int64
	Completing   bool
}

// Set is the rules in force. It is safe for concurrent use; the zero value is a healthy site.
type Set struct {
	mu      sync.Mutex
	rules   []armed
	changed chan struct{}
	shared  *Throttle
}

// armed is a rule in force and how many requests it matched.
type armed struct {
	Rule
	seen int
}

// Replace puts a checked document in force.
func (s *Set) Replace(document Document) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rules = make([]armed, len(document.Faults))
	for i, rule := range document.Faults {
		s.rules[i].Rule = rule
		s.rules[i].Applied = 0
	}
	if s.changed != nil {
		close(s.changed)
	}
	s.changed, s.shared = nil, nil
}

// Shared is the throttle of Slow rules that are for the whole site; replacing the rules makes another.
func (s *Set) Shared() *Throttle {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shared == nil {
		s.shared = &Throttle{}
	}
	return s.shared
}

// Changed is closed when the rules are next replaced: faults that last, as Slow and Stall do, end then.
func (s *Set) Changed() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.changed == nil {
		s.changed = make(chan struct{})
	}
	return s.changed
}

// Document answers the rules in force with their counts.
func (s *Set) Document() Document {
	s.mu.Lock()
	defer s.mu.Unlock()
	document := Document{Faults: make([]Rule, len(s.rules))}
	for i := range s.rules {
		document.Faults[i] = s.rules[i].Rule
	}
	return document
}

// Holds says that a rule of the kind is in force, whether or not it will strike.
func (s *Set) Holds(kind Kind) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.rules {
		if s.rules[i].Kind == kind && !s.rules[i].healed() {
			return true
		}
	}
	return false
}

// Take answers the first rule of a kind that strikes the request at the stage, and counts it.
func (s *Set) Take(kind Kind, stage Stage, request Request) (Rule, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.rules {
		rule := &s.rules[i]
		if rule.Kind != kind || rule.stage() != stage || !rule.matches(request) || rule.healed() {
			continue
		}
		rule.seen++
		if rule.seen <= rule.Skip || !rule.chosen(rule.seen) {
			continue
		}
		rule.Applied++
		return rule.Rule, true
	}
	return Rule{}, false
}

func (r *Rule) healed() bool { return r.Count > 0 && r.Applied >= r.Count }

// chosen says whether the n-th matching request belongs to the rule's share. The numbers are those of the SplitMix64 generator.
func (r *Rule) chosen(n int) bool {
	if r.Share == 0 {
		return true
	}
	x := r.Seed + uint64(n)*0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	x ^= x >> 31
	return float64(x>>11)/(1<<53) < r.Share
}

// stage is when a rule has its turn.
func (r *Rule) stage() Stage {
	switch r.Kind {
	case Swallow, Delay, Trickle, Truncate, Length, Gzip, Informational, CloseIdle, Duplicate:
		return Done
	case Close, Stall, BlackHole:
		return Reading
	case Answer, Garbage, EndlessHeaders:
		if r.Handled {
			return Done
		}
	}
	if r.Chunk != 0 || r.Completing || r.AfterBytes != 0 {
		return Reading
	}
	return Arrived
}

func (r *Rule) matches(request Request) bool {
	if r.Method != "" && !strings.EqualFold(r.Method, request.Method) {
		return false
	}
	if r.Chunk != 0 && r.Chunk != request.Chunk {
		return false
	}
	completing := r.Completing || (r.Kind == Swallow && r.Path == "" && r.Chunk == 0)
	if completing && !request.Completing {
		return false
	}
	if r.Path == "" {
		return true
	}
	match, err := path.Match(strings.Trim(r.Path, "/"), request.Path)
	return err == nil && match
}

// Package faults is what goes wrong on purpose: a JSON document of rules, each for some requests, each with a count after which
// it heals itself. The demo site is its only caller.
package faults

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
)

// Kind is what a rule does.
type Kind string

// The kinds of faults.
const (
	// Slow reads the body at no more than bytes_per_second, for each connection or, with "per": "site", for all together. It ends when the
	// faults are replaced, also for requests under way.
	Slow Kind = "slow"
	// Close ends the connection once after_bytes of the file were read; a file that is no longer than that arrives whole. Requests without a
	// file are cut at once.
	Close Kind = "close"
	// Stall stops reading after after_bytes of the file for seconds, then goes on.
	Stall Kind = "stall"
	// Answer says status, body, content_type, retry_after and location instead of carrying the request out. Where handled is set
	// the request is carried out first; where early is set the answer leaves before the body is read.
	Answer Kind = "answer"
	// Swallow carries the request out and closes the connection without an answer. Without a chunk or a path it is meant for the
	// answer that completes an upload.
	Swallow Kind = "swallow"
	// EndTokens ends all upload tokens before the request is carried out.
	EndTokens Kind = "end-tokens"
	// DropParts forgets all unfinished chunks before the request is carried out.
	DropParts Kind = "drop-parts"
	// RefuseSignIn refuses every credential, as if it were revoked.
	RefuseSignIn Kind = "refuse-sign-in"
	// Date shifts the Date header by seconds; with "clock": true the site also judges OAuth timestamps by that wrong clock.
	Date Kind = "date"
	// Publish ignores publish=0: the upload becomes public at once.
	Publish Kind = "publish"
	// Portal answers everything as a hotel's sign-in page does: 200 with HTML, or a redirect to location.
	Portal Kind = "portal"
)

// Rule is one fault. In JSON:
//
//	{"kind": "answer", "path": "photo/redeem-upload-token", "chunk": 3, "count": 2, "status": 503, "retry_after": "5"}
type Rule struct {
	// Kind is what happens.
	Kind Kind `json:"kind"`

	// Path limits the rule to one method, like "photo/list"; * and ? match as in file names. Empty is every method.
	Path string `json:"path,omitempty"`
	// Method limits the rule to an HTTP method.
	Method string `json:"method,omitempty"`
	// Chunk limits the rule to a chunk's number; 0 is any request.
	Chunk int64 `json:"chunk,omitempty"`
	// Completing limits the rule to the request that completes an upload.
	Completing bool `json:"completing,omitempty"`
	// Skip lets the first so many matching requests pass.
	Skip int `json:"skip,omitempty"`
	// Count is after how many requests the fault heals itself; 0 is never.
	Count int `json:"count,omitempty"`

	// BytesPerSecond and Per ("connection", the default, or "site") belong to Slow.
	BytesPerSecond int64  `json:"bytes_per_second,omitempty"`
	Per            string `json:"per,omitempty"`
	// AfterBytes belongs to Close and Stall.
	AfterBytes int64 `json:"after_bytes,omitempty"`
	// Seconds belongs to Stall and Date.
	Seconds float64 `json:"seconds,omitempty"`
	// Clock belongs to Date.
	Clock bool `json:"clock,omitempty"`
	// Status, Body, ContentType, RetryAfter, Location, Handled and Early belong to Answer; Location also to Portal.
	Status      int    `json:"status,omitempty"`
	Body        string `json:"body,omitempty"`
	ContentType string `json:"content_type,omitempty"`
	RetryAfter  string `json:"retry_after,omitempty"`
	Location    string `json:"location,omitempty"`
	Handled     bool   `json:"handled,omitempty"`
	Early       bool   `json:"early,omitempty"`
	// Applied counts how often the rule struck; it is shown, and ignored when set.
	Applied int `json:"applied"`
}

// Document is what is PUT to /_demo/faults; an empty one heals everything.
type Document struct {
	// Faults are tried in order; several can strike one request, but of each kind only the first.
	Faults []Rule `json:"faults"`
}

// ErrInvalid marks a document that cannot be used; the message says where it is wrong.
var ErrInvalid = errors.New("invalid faults")

// Parse reads a document strictly: unknown names are errors, because a misspelt fault would look like a healthy site.
func Parse(text []byte) (Document, error) {
	var document Document
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&document); err != nil {
		return Document{}, fmt.Errorf("%w: %v", ErrInvalid, err)
	}
	return document, document.Check()
}

// Check says what is wrong with a document.
func (d Document) Check() error {
	kinds := []Kind{Slow, Close, Stall, Answer, Swallow, EndTokens, DropParts, RefuseSignIn, Date, Publish, Portal}
	for i, rule := range d.Faults {
		var wrong string
		switch {
		case !slices.Contains(kinds, rule.Kind):
			wrong = fmt.Sprintf("unknown kind %q", rule.Kind)
		case rule.Kind == Slow && rule.BytesPerSecond <= 0:
			wrong = "bytes_per_second must be positive"
		case rule.Per != "" && rule.Per != "connection" && rule.Per != "site":
			wrong = `per must be "connection" or "site"`
		case rule.Kind == Answer && (rule.Status < 200 || rule.Status > 599):
			wrong = "status must be from 200 to 599"
		case rule.AfterBytes < 0 || rule.Count < 0 || rule.Skip < 0 || rule.Chunk < 0:
			wrong = "numbers must not be negative"
		}
		if _, err := path.Match(rule.Path, ""); err != nil {
			wrong = "path is no pattern"
		}
		if wrong != "" {
			return fmt.Errorf("%w: fault %d: %s", ErrInvalid, i+1, wrong)
		}
	}
	return nil
}

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
	rules   []Rule
	changed chan struct{}
	shared  *Throttle
}

// Replace puts a checked document in force.
func (s *Set) Replace(document Document) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rules = slices.Clone(document.Faults)
	for i := range s.rules {
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
	return Document{Faults: append([]Rule{}, s.rules...)}
}

// Take answers the first rule of a kind that strikes the request at the stage, and counts it.
func (s *Set) Take(kind Kind, stage Stage, request Request) (Rule, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.rules {
		rule := &s.rules[i]
		if rule.Kind != kind || rule.stage() != stage || !rule.matches(request) {
			continue
		}
		if rule.Count > 0 && rule.Applied >= rule.Count {
			continue
		}
		if rule.Skip > 0 {
			rule.Skip--
			continue
		}
		rule.Applied++
		return *rule, true
	}
	return Rule{}, false
}

// stage is when a rule has its turn.
func (r *Rule) stage() Stage {
	switch {
	case r.Kind == Swallow, r.Kind == Answer && r.Handled:
		return Done
	case r.Kind == Close, r.Kind == Stall, r.Chunk != 0, r.Completing:
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

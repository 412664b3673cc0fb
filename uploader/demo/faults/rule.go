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
	"time"
)

// Kind is what a rule does.
type Kind string

// Faults on the way in.
const (
	// Slow reads the body at no more than bytes_per_second, for each connection or, with "per": "site", for all together. It ends when the
	// faults are replaced, also for requests under way.
	Slow Kind = "slow"
	// Close ends the connection once after_bytes of the file were read; a file that is no longer than that arrives whole. Requests without a
	// file are cut at once. With reset the end is a reset instead of a regular close.
	Close Kind = "close"
	// Stall stops reading after after_bytes of the file for seconds, then goes on.
	Stall Kind = "stall"
	// BlackHole stops reading after after_bytes of the file and says nothing, until the faults are replaced or an hour has passed.
	BlackHole Kind = "black-hole"
)

// Faults instead of an answer.
const (
	// Answer says status, body, content_type, retry_after and location instead of carrying the request out. Where handled is set
	// the request is carried out first; where early is set the answer leaves before the body is read, or once after_bytes of the file were.
	// Without a body it is a page; with empty it has none at all.
	Answer Kind = "answer"
	// Garbage answers bytes that are no HTTP and closes the connection, instead of carrying the request out or, with handled, after it.
	Garbage Kind = "garbage"
	// EndlessHeaders answers a head that never ends, instead of carrying the request out or, with handled, after it.
	EndlessHeaders Kind = "endless-headers"
	// Portal answers everything as a hotel's sign-in page does: 200 with HTML, or a redirect to location.
	Portal Kind = "portal"
)

// Faults between a request that was carried out and its answer. Those that must end or shape a connection themselves end the stream
// instead where it is HTTP/2.
const (
	// Swallow carries the request out and closes the connection without an answer; with reset by a reset, with never only once the sender has
	// gone, the faults are replaced or an hour has passed. Without a chunk or a path it is meant for the answer that completes an upload.
	Swallow Kind = "swallow"
	// Delay holds the answer back for seconds.
	Delay Kind = "delay"
	// Trickle sends the answer byte by byte, one every seconds.
	Trickle Kind = "trickle"
	// Truncate sends half of the answer and closes the connection; with reset by a reset.
	Truncate Kind = "truncate"
	// Length declares a Content-Length that is longer than the answer by bytes, or shorter where that is negative, and closes the connection.
	Length Kind = "length"
	// Gzip sends the body compressed, though nobody asked for it.
	Gzip Kind = "gzip"
	// Informational sends so many times "100 Continue" and "103 Early Hints" before the answer.
	Informational Kind = "informational"
	// CloseIdle sends the answer as if the connection stayed open and closes it right after: who sends on it next meets the end of it.
	CloseIdle Kind = "close-idle"
	// Duplicate carries the request out twice, as a proxy does that sends it again, and gives the second answer.
	Duplicate Kind = "duplicate"
)

// Faults of what the site knows and believes.
const (
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
	// Share is which part of the matching requests is struck, from 0 to 1; 0 is all of them. Which ones follows from Seed alone.
	Share float64 `json:"share,omitempty"`
	Seed  uint64  `json:"seed,omitempty"`

	// BytesPerSecond and Per ("connection", the default, or "site") belong to Slow.
	BytesPerSecond int64  `json:"bytes_per_second,omitempty"`
	Per            string `json:"per,omitempty"`
	// AfterBytes belongs to Close, Stall, BlackHole and an early Answer.
	AfterBytes int64 `json:"after_bytes,omitempty"`
	// Seconds belongs to Stall, Delay, Trickle and Date.
	Seconds float64 `json:"seconds,omitempty"`
	// Clock belongs to Date.
	Clock bool `json:"clock,omitempty"`
	// Status, Body, ContentType, RetryAfter, Location, Empty and Early belong to Answer; Location also to Portal, Handled also to Garbage and
	// EndlessHeaders.
	Status      int    `json:"status,omitempty"`
	Body        string `json:"body,omitempty"`
	ContentType string `json:"content_type,omitempty"`
	RetryAfter  string `json:"retry_after,omitempty"`
	Location    string `json:"location,omitempty"`
	Empty       bool   `json:"empty,omitempty"`
	Handled     bool   `json:"handled,omitempty"`
	Early       bool   `json:"early,omitempty"`
	// Reset belongs to Close, Swallow and Truncate, Never to Swallow.
	Reset bool `json:"reset,omitempty"`
	Never bool `json:"never,omitempty"`
	// Bytes belongs to Length, Times to Informational.
	Bytes int64 `json:"bytes,omitempty"`
	Times int   `json:"times,omitempty"`
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

// Kinds are all kinds of faults.
func Kinds() []Kind {
	return []Kind{
		Slow, Close, Stall, BlackHole, Answer, Garbage, EndlessHeaders, Portal, Swallow, Delay, Trickle, Truncate, Length, Gzip, Informational,
		CloseIdle, Duplicate, EndTokens, DropParts, RefuseSignIn, Date, Publish,
	}
}

// Check says what is wrong with a document.
func (d Document) Check() error {
	for i, rule := range d.Faults {
		if wrong := rule.wrong(); wrong != "" {
			return fmt.Errorf("%w: fault %d: %s", ErrInvalid, i+1, wrong)
		}
	}
	return nil
}

// most bounds what is repeated, so that a slip of the finger does not keep a site busy for ever.
const most = 100_000

func (r Rule) wrong() string {
	switch {
	case !slices.Contains(Kinds(), r.Kind):
		return fmt.Sprintf("unknown kind %q", r.Kind)
	case r.Kind == Slow && r.BytesPerSecond <= 0:
		return "bytes_per_second must be positive"
	case r.Per != "" && r.Per != "connection" && r.Per != "site":
		return `per must be "connection" or "site"`
	case r.Kind == Answer && (r.Status < 200 || r.Status > 599):
		return "status must be from 200 to 599"
	case r.AfterBytes < 0 || r.Count < 0 || r.Skip < 0 || r.Chunk < 0:
		return "numbers must not be negative"
	case r.Share < 0 || r.Share > 1:
		return "share must be from 0 to 1"
	case (r.Kind == Delay || r.Kind == Trickle) && r.Seconds <= 0:
		return "seconds must be positive"
	case r.Kind == Length && r.Bytes == 0:
		return "bytes must not be 0"
	case r.Kind == Informational && (r.Times < 1 || r.Times > most):
		return fmt.Sprintf("times must be from 1 to %d", most)
	}
	if _, err := path.Match(r.Path, ""); err != nil {
		return "path is no pattern"
	}
	return ""
}

// longest is the longest pause a rule can make, and how long a fault lasts that nothing else ends.
const longest = time.Hour

// Pause is how long a rule makes somebody wait: never negative, an hour at most.
func (r Rule) Pause() time.Duration {
	if r.Kind == BlackHole || r.Never {
		return longest
	}
	return time.Duration(min(max(r.Seconds, 0), longest.Seconds()) * float64(time.Second))
}

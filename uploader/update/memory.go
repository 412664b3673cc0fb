package update

import (
	"encoding/json"
	"fmt"
	"time"
)

// Memory is what has to survive the program's end. The zero value has never asked.
type Memory struct {
	// Asked is when the feed was last asked for, Wait for how long it is left alone from then on.
	Asked time.Time     `json:"asked,omitzero"`
	Wait  time.Duration `json:"wait,omitempty"`
	// Answered is when it last gave what was believed, Failures how often it has not since then.
	Answered time.Time `json:"answered,omitzero"`
	Failures int       `json:"failures,omitempty"`
	// Known is what it said then.
	Known Document `json:"known,omitzero"`
	// PutAway is the version that the person does not want to hear of again.
	PutAway string `json:"put_away,omitempty"`
}

// ReadMemory reads what was kept; what cannot be read counts as nothing.
func ReadMemory(text string) (memory Memory) {
	if json.Unmarshal([]byte(text), &memory) != nil || memory.Known != (Document{}) && memory.Known.check() != nil {
		return Memory{}
	}
	return memory
}

// Text is what ReadMemory reads.
func (m Memory) Text() string {
	text, err := json.Marshal(m)
	if err != nil {
		return "" // a date far outside of what can be written: as good as nothing
	}
	return string(text)
}

// believe takes in what a feed says, judged by a clock that may be wrong: a feed that was signed later than the clock says proves that
// the clock is slow.
func (m *Memory) believe(document Document, now time.Time) error {
	if document.Issued.After(now) {
		now = document.Issued
	}
	switch {
	case document.Sequence < m.Known.Sequence:
		return fmt.Errorf("%w: %d after %d", ErrReplayed, document.Sequence, m.Known.Sequence)
	case now.After(document.Expires.Add(Grace)):
		return fmt.Errorf("%w: on %s", ErrExpired, document.Expires.UTC().Format(time.DateOnly))
	}
	m.Known = document
	return nil
}

// newer gives what is known where it is newer than the program.
func (m *Memory) newer(running Version) (Document, bool) {
	latest, err := ReadVersion(m.Known.Latest)
	if err != nil || !latest.NewerThan(running) {
		return Document{}, false
	}
	return m.Known, true
}

// due is how long the next asking is away. A clock that was set may say anything: what lies ahead counts as long ago.
func (m *Memory) due(now time.Time) time.Duration {
	if m.Asked.IsZero() {
		return 0
	}
	return max(m.Wait-now.Sub(m.Asked).Abs(), 0)
}

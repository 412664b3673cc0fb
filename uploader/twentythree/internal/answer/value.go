package answer

import (
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Value is one value of an answer: absent, a text, a number, a yes or no, a list or an object.
type Value struct{ raw any }

// Present reports whether there is a value other than null.
func (v Value) Present() bool { return v.raw != nil }

// Structured reports whether it is a list or an object.
func (v Value) Structured() bool {
	switch v.raw.(type) {
	case map[string]any, []any:
		return true
	}
	return false
}

// Listed reports whether it is a list.
func (v Value) Listed() bool {
	_, listed := v.raw.([]any)
	return listed
}

// Get is the named part of an object; absent where there is none.
func (v Value) Get(name string) Value {
	object, _ := v.raw.(map[string]any)
	return Value{object[name]}
}

// Names are the names of an object's parts, sorted.
func (v Value) Names() []string {
	object, _ := v.raw.(map[string]any)
	return slices.Sorted(maps.Keys(object))
}

// Text is the value as text. Lists and objects have none.
func (v Value) Text() string {
	switch raw := v.raw.(type) {
	case string:
		return raw
	case json.Number:
		return raw.String()
	case bool:
		return strconv.FormatBool(raw)
	}
	return ""
}

// ID is the value as an identifier: empty for nothing, zero and false.
func (v Value) ID() string {
	switch raw := v.raw.(type) {
	case json.Number:
		if whole, ok := v.Int(); ok && whole > 0 {
			return strconv.FormatInt(whole, 10)
		}
	case string:
		if id := strings.TrimSpace(raw); id != "0" && id != "null" && isIdentifier(id) {
			return id
		}
	}
	return ""
}

func isIdentifier(id string) bool {
	if id == "" || len(id) > 64 {
		return false
	}
	return strings.IndexFunc(id, func(r rune) bool {
		return !('0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '-' || r == '_')
	}) < 0
}

// Float is the value as a number.
func (v Value) Float() (float64, bool) {
	switch v.raw.(type) {
	case string, json.Number:
		number, err := strconv.ParseFloat(strings.TrimSpace(v.Text()), 64)
		return number, err == nil && !math.IsNaN(number) && !math.IsInf(number, 0)
	}
	return 0, false
}

// Int is the value as a whole number; a fraction is cut off.
func (v Value) Int() (int64, bool) {
	switch v.raw.(type) {
	case string, json.Number:
		if whole, err := strconv.ParseInt(strings.TrimSpace(v.Text()), 10, 64); err == nil {
			return whole, true
		}
	}
	number, ok := v.Float()
	if !ok || math.Abs(number) >= 1<<62 {
		return 0, false
	}
	return int64(number), true
}

// Truthy reports whether the value says yes: true, 1, "1", "t", "true", "yes", "on".
func (v Value) Truthy() bool {
	switch raw := v.raw.(type) {
	case bool:
		return raw
	case json.Number:
		number, ok := v.Float()
		return ok && number != 0
	case string:
		switch strings.ToLower(strings.TrimSpace(raw)) {
		case "", "0", "f", "false", "n", "no", "off", "null", "none":
			return false
		}
		return true
	}
	return false
}

// Items are the parts of a list. A single object counts as a list of one; an object that only wraps the list under one of the
// wrappers, as XML does, is looked through.
func (v Value) Items(wrappers ...string) []Value {
	switch raw := v.raw.(type) {
	case []any:
		items := make([]Value, 0, len(raw))
		for _, item := range raw {
			items = append(items, Value{item})
		}
		return items
	case map[string]any:
		for _, wrapper := range wrappers {
			if inner := v.Get(wrapper); inner.Structured() {
				return inner.Items(wrappers...)
			}
		}
		if len(raw) > 0 {
			return []Value{v}
		}
	case nil:
	default:
		if v.Text() != "" {
			return []Value{v}
		}
	}
	return nil
}

// layouts are the dates of the service's answers that say their offset, then those that do not.
var layouts = []string{
	time.RFC3339Nano, "2006-01-02 15:04:05.999999999Z07", "2006-01-02 15:04:05.999999999Z07:00", "2006-01-02 15:04:05.999999999Z0700",
	"2006-01-02T15:04:05.999999999Z0700", "2006-01-02T15:04:05.999999999Z07",
	"2006-01-02 15:04:05.999999999", "2006-01-02T15:04:05.999999999", "2006-01-02 15:04", time.DateOnly,
}

// Time is the value as an instant: seconds since 1970 (milliseconds are recognised), or a date, taken as UTC where it does not
// say its offset.
func (v Value) Time() (time.Time, bool) {
	text := strings.TrimSpace(v.Text())
	for _, layout := range layouts {
		if at, err := time.Parse(layout, text); err == nil {
			return at.UTC(), true
		}
	}
	const year10000 = 253402300800
	switch seconds, ok := v.Float(); {
	case !ok || seconds <= 0:
		return time.Time{}, false
	case seconds < year10000:
		return time.Unix(int64(seconds), 0).UTC(), true
	case seconds < year10000*1000:
		return time.UnixMilli(int64(seconds)).UTC(), true
	}
	return time.Time{}, false
}

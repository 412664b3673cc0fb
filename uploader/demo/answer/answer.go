// Package answer writes what the two generations of the service's interface say: v1 as XML, as a JavaScript assignment, as plain
// JSON or as a call; v2 as JSON or as a call. Sources: the service's documentation of the API's index and of each method's example
// answers. The demo site is its only caller.
package answer

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// Field is one name with its value: string, int64, float64, bool, []string, Object or nil.
type Field struct {
	Name  string
	Value any
}

// Object is an ordered set of fields, so that answers read like the documentation's.
type Object []Field

// Get answers a field's value, or nil.
func (o Object) Get(name string) any {
	for _, f := range o {
		if f.Name == name {
			return f.Value
		}
	}
	return nil
}

// Only keeps the named fields; an empty list keeps all.
func (o Object) Only(names []string) Object {
	if len(names) == 0 {
		return o
	}
	var kept Object
	for _, f := range o {
		for _, name := range names {
			if f.Name == name {
				kept = append(kept, f)
			}
		}
	}
	return kept
}

// MarshalJSON keeps the order of the fields.
func (o Object) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	out.WriteByte('{')
	for i, f := range o {
		if i > 0 {
			out.WriteByte(',')
		}
		name, err := json.Marshal(f.Name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(f.Value)
		if err != nil {
			return nil, err
		}
		out.Write(name)
		out.WriteByte(':')
		out.Write(value)
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

// Page is a list's paging.
type Page struct{ Number, Size, Total int64 }

// Answer is what a method has to say, whatever the generation and the format.
type Answer struct {
	// Status is the HTTP status of v2, and of v1 where the site does not answer 200 to everything.
	Status int
	// Code is an error's fixed word; empty for success.
	Code string
	// Message is for people; it may be empty.
	Message string
	// Level is the caller's permission level.
	Level string
	// Key is v1's name for the payload ("photos"), Item the XML element of each list entry ("photo").
	Key, Item string
	// One is a single object's payload, List a list's, which v2 gives with its Page or, where that is nil, whole. A nil List with a nil Page
	// is a single object.
	One  Object
	List []Object
	Page *Page
	// Cached says that the answer was kept from CacheTime, in seconds since 1970.
	Cached    bool
	CacheTime int64
	// Site and Endpoint close v1's envelope.
	Site     Object
	Endpoint string
}

// Failed is an error's answer.
func Failed(status int, code, message string) Answer {
	return Answer{Status: status, Code: code, Message: message}
}

func (a Answer) state() string {
	if a.Code != "" {
		return "error"
	}
	return "ok"
}

// JSON2 is v2's envelope.
func (a Answer) JSON2() ([]byte, error) {
	envelope := Object{{"status", a.state()}, {"permission_level", a.Level}}
	if a.Code == "" {
		envelope = append(envelope, Field{"cached", a.Cached}, Field{"cache_time", a.CacheTime})
	}
	if a.Message != "" {
		envelope = append(envelope, Field{"message", a.Message})
	}
	switch {
	case a.Code != "":
		envelope = append(envelope, Field{"code", a.Code})
	case a.Page != nil:
		envelope = append(envelope, Field{"data", orEmpty(a.List)}, Field{"p", a.Page.Number}, Field{"size", a.Page.Size}, Field{"total_count", a.Page.Total})
	case a.List != nil:
		envelope = append(envelope, Field{"data", a.List})
	default:
		envelope = append(envelope, Field{"data", a.One})
	}
	return json.Marshal(envelope)
}

func orEmpty(list []Object) []Object {
	if list == nil {
		return []Object{}
	}
	return list
}

// JSON1 is v1's envelope, in which nearly everything is a string.
func (a Answer) JSON1() ([]byte, error) {
	envelope := Object{{"status", a.state()}}
	if a.Message != "" {
		envelope = append(envelope, Field{"message", a.Message})
	}
	if a.Code != "" {
		envelope = append(envelope, Field{"code", a.Code})
	}
	envelope = append(envelope, Field{"permission_level", a.Level}, Field{"cached", flag(a.Cached)})
	if a.Cached {
		envelope = append(envelope, Field{"cache_time", strconv.FormatInt(a.CacheTime, 10)})
	}
	if a.Code == "" && a.Key != "" {
		if a.Page != nil || a.List != nil {
			list := make([]Object, len(a.List))
			for i, one := range a.List {
				list[i] = stringly(one)
			}
			envelope = append(envelope, Field{a.Key, list})
		} else {
			envelope = append(envelope, Field{a.Key, stringly(a.One)})
		}
	}
	page := Page{Number: 1, Size: 1}
	if a.Page != nil {
		page = *a.Page
	}
	envelope = append(envelope, Field{"p", strconv.FormatInt(page.Number, 10)}, Field{"size", strconv.FormatInt(page.Size, 10)})
	if a.Page != nil {
		envelope = append(envelope, Field{"total_count", strconv.FormatInt(page.Total, 10)})
	}
	if a.Key != "site" {
		envelope = append(envelope, Field{"site", stringly(a.Site)})
	}
	envelope = append(envelope, Field{"endpoint", a.Endpoint})
	return json.Marshal(envelope)
}

// stringly writes numbers as strings and booleans as the numbers 1 and 0, as v1's examples do.
func stringly(o Object) Object {
	out := make(Object, 0, len(o))
	for _, f := range o {
		switch value := f.Value.(type) {
		case bool:
			number := 0
			if value {
				number = 1
			}
			out = append(out, Field{f.Name, number})
		case []string:
			out = append(out, f)
		default:
			out = append(out, Field{f.Name, Text(value)})
		}
	}
	return out
}

// Text is a value as v1 writes it.
func Text(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case bool:
		return flag(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case []string:
		words := make([]string, len(v))
		for i, word := range v {
			words[i] = word
			if strings.Contains(word, " ") {
				words[i] = `"` + word + `"`
			}
		}
		return strings.Join(words, " ")
	}
	text, err := json.Marshal(value)
	if err != nil {
		return ""
	}
	return string(text)
}

func flag(set bool) string {
	if set {
		return "1"
	}
	return "0"
}

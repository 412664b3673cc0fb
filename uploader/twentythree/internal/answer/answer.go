// Package answer understands what the service sends, whatever it looks like: JSON with or without an envelope, JSON wrapped in
// a script, XML, a page, a line of text. Types drift between and within the generations of the service, so values are read
// leniently. It is pure; only package twentythree may use it.
package answer

import (
	"bytes"
	"strings"
)

// Form is what a body turned out to be. The service's content types are not reliable, so it is found by looking.
type Form int

// What a body can be. Empty is nothing but white space.
const (
	Empty Form = iota
	JSON
	XML
	Page
	Text
)

// Answer is one body, understood.
type Answer struct {
	Form Form
	// Status, Message, Code and Level are the envelope's own, empty where it has none.
	Status, Message, Code, Level string
	// Total is total_count, zero where it is not told.
	Total int
	// Line is the text of a body that is Text.
	Line string
	root Value
}

// Read understands a body. A body that is cut off is Text or a Page.
func Read(body []byte) Answer {
	body = bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimSpace(body), []byte("\xef\xbb\xbf")))
	if len(body) == 0 {
		return Answer{Form: Empty}
	}
	if body[0] == '<' {
		if root, ok := parseXML(body); ok {
			return enveloped(XML, root)
		}
		return Answer{Form: Page}
	}
	if root, ok := parseJSON(body); ok {
		return enveloped(JSON, root)
	}
	if looksLikePage(body) {
		return Answer{Form: Page}
	}
	return Answer{Form: Text, Line: strings.ToValidUTF8(string(body), "\uFFFD")}
}

func enveloped(form Form, root Value) Answer {
	total, _ := root.Get("total_count").Int()
	return Answer{
		Form: form, root: root, Total: int(total),
		Status:  strings.ToLower(root.Get("status").Text()),
		Message: firstText(root, "message", "error_message", "error"),
		Code:    root.Get("code").Text(),
		Level:   strings.ToLower(root.Get("permission_level").Text()),
	}
}

func firstText(root Value, names ...string) string {
	for _, name := range names {
		if text := root.Get(name).Text(); text != "" {
			return text
		}
	}
	return ""
}

// Failed reports whether the envelope says that the call failed.
func (a Answer) Failed() bool {
	switch a.Status {
	case "":
		return a.root.Get("error_message").Text() != "" || a.root.Get("error").Truthy()
	case "ok", "success":
		return false
	}
	return a.Status == "error" || strings.HasPrefix(a.Status, "fail")
}

// Explicit reports whether the envelope says "ok".
func (a Answer) Explicit() bool { return a.Status == "ok" }

// Root is everything, for answers without an envelope.
func (a Answer) Root() Value { return a.root }

// Payload is the part that the call was about: under "data" in the second generation, under one of the keys in the first, and
// everything where neither is there.
func (a Answer) Payload(keys ...string) Value {
	if data := a.root.Get("data"); data.Present() {
		return data
	}
	for _, key := range keys {
		if part := a.root.Get(key); part.Structured() {
			return part
		}
	}
	return a.root
}

var pageStarts = []string{"<!doctype html", "<html", "<head", "<body", "<script", "<meta", "<title"}

// looksLikePage finds markup near the start of a body that begins with something else, such as a comment or stray text.
func looksLikePage(body []byte) bool {
	start := strings.ToLower(string(body[:min(len(body), 512)]))
	for _, mark := range pageStarts {
		if strings.Contains(start, mark) {
			return true
		}
	}
	return false
}

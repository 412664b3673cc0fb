package twentythree

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of a form-encoded answer: the documented ones have five short values.
const (
	mostPairs   = 64
	longestPair = 1024
)

// readPairs reads a form-encoded answer as far as it is one. The first of several values of a name counts. Values that are too long, or hold
// what is no visible character, are left out. A plus is a plus: no value of these answers holds a space, and some keys hold a plus.
func readPairs(body []byte) map[string]string {
	text := strings.TrimPrefix(strings.TrimSpace(string(body)), "?")
	if !utf8.ValidString(text) {
		return nil
	}
	pairs := make(map[string]string)
	read := 0
	for pair := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '&' || r == '\n' || r == '\r' }) {
		if read++; read > mostPairs {
			return pairs
		}
		name, value, found := strings.Cut(strings.TrimSpace(pair), "=")
		name = strings.TrimPrefix(name, "amp;")
		if unescaped, err := url.PathUnescape(value); err == nil {
			value = unescaped
		}
		value = strings.TrimSpace(value)
		if _, before := pairs[name]; !found || before || len(name) > longestPair || len(value) > longestPair || !isVisible(value) {
			continue
		}
		pairs[name] = value
	}
	return pairs
}

// isVisible reports whether a text is of visible characters alone.
func isVisible(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) })
}

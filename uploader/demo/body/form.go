// Package body reads requests: form-encoded pairs, and multipart bodies as a stream, whose file goes to a writer in large
// pieces without ever being held. The demo site is its only caller.
package body

import (
	"net/url"
	"strings"
)

// Plus says what a plus sign in form-encoded text stands for.
type Plus bool

// The two readings. HTML forms mean a space; the service's documentation of signatures wants %20 for that, so a signed plus is a plus.
const (
	PlusIsSpace Plus = true
	PlusIsPlus  Plus = false
)

// Form reads form-encoded pairs. Pairs with bad escapes keep their raw text, so that nothing a client sent is lost.
func Form(encoded string, plus Plus) url.Values {
	values := url.Values{}
	for pair := range strings.SplitSeq(encoded, "&") {
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		values.Add(unescape(name, plus), unescape(value, plus))
	}
	return values
}

func unescape(text string, plus Plus) string {
	if plus == PlusIsSpace {
		text = strings.ReplaceAll(text, "+", " ")
	}
	plain, err := url.PathUnescape(text)
	if err != nil {
		return text
	}
	return plain
}

package answer

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"regexp"
)

// scriptStart is what the service puts before JSON that is asked for without raw: a name to assign to, or a function to call,
// perhaps after a comment.
var scriptStart = regexp.MustCompile(`^(?:/\*[^*]{0,200}\*/)?\s*(?:(?:var\s+)?[A-Za-z_$][\w$.]{0,100}\s*=|[A-Za-z_$][\w$.]{0,100}\s*\()\s*`)

func parseJSON(body []byte) (Value, bool) {
	if value, err := decodeJSON(body); err == nil {
		return value, true
	}
	start := scriptStart.Find(body)
	if start == nil {
		return Value{}, false
	}
	inner := bytes.TrimRight(body[len(start):], "; \t\r\n")
	if bytes.HasSuffix(bytes.TrimSpace(start), []byte("(")) {
		inner = bytes.TrimSuffix(inner, []byte(")"))
	}
	value, err := decodeJSON(inner)
	return value, err == nil
}

var errTrailing = errors.New("something follows the value")

func decodeJSON(body []byte) (Value, error) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var raw any
	if err := decoder.Decode(&raw); err != nil {
		return Value{}, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Value{}, errTrailing
	}
	return Value{raw}, nil
}

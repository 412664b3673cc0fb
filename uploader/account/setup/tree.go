package setup

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"twentythree-uploader/uploader"
)

// MaximumSize is how many bytes a setup file or an administrator's settings may have.
const MaximumSize = 256 << 10

// maximumDepth is how deep values may be nested: the format needs six.
const maximumDepth = 16

// node is one JSON value. The standard library's own decoding into structs takes the last of two members of the same name, and takes names
// in any case: what an administrator reads in the file must be what holds.
type node struct {
	// value is nil, a bool, a json.Number or a string; members are an object's, items a list's.
	value   any
	members []member
	items   []node
	kind    kind
}

type member struct {
	name string
	node node
}

type kind int

const (
	plain kind = iota
	list
	dictionary
)

// readTree reads one JSON text. The error is a uploader.SetupProblem.
func readTree(text []byte) (node, error) {
	if len(text) > MaximumSize {
		return node{}, uploader.SetupProblem{Code: uploader.SetupTooLarge}
	}
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")) // editors on Windows put it in front
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	root, err := readNode(decoder, "", 0)
	if err == nil {
		if _, more := decoder.Token(); !errors.Is(more, io.EOF) {
			err = errNotJSON
		}
	}
	var problem uploader.SetupProblem
	if err != nil && !errors.As(err, &problem) {
		// The parser's own words could quote a key.
		return node{}, uploader.SetupProblem{Code: uploader.SetupNotJSON, Line: 1 + bytes.Count(text[:wrongAt(decoder, err, text)], []byte("\n"))}
	}
	return root, err
}

var errNotJSON = errors.New("not JSON")

func wrongAt(decoder *json.Decoder, err error, text []byte) int {
	offset := decoder.InputOffset()
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		offset = max(syntax.Offset-1, 0)
	}
	return int(min(offset, int64(len(text))))
}

func readNode(decoder *json.Decoder, place string, depth int) (node, error) {
	token, err := decoder.Token()
	if err != nil || depth > maximumDepth {
		return node{}, errors.Join(errNotJSON, err)
	}
	switch token {
	case json.Delim('{'):
		return readMembers(decoder, place, depth)
	case json.Delim('['):
		found := node{kind: list}
		for decoder.More() {
			item, err := readNode(decoder, itemPlace(place, len(found.items)), depth+1)
			if err != nil {
				return node{}, err
			}
			found.items = append(found.items, item)
		}
		_, err := decoder.Token()
		return found, err
	}
	return node{value: token}, nil
}

func readMembers(decoder *json.Decoder, place string, depth int) (node, error) {
	found := node{kind: dictionary}
	seen := make(map[string]bool)
	for decoder.More() {
		token, err := decoder.Token()
		if err != nil {
			return node{}, err
		}
		name, _ := token.(string)
		if seen[name] {
			return node{}, uploader.SetupProblem{Code: uploader.SetupTwice, Place: memberPlace(place, name), Value: shortened(name)}
		}
		seen[name] = true
		value, err := readNode(decoder, memberPlace(place, name), depth+1)
		if err != nil {
			return node{}, err
		}
		found.members = append(found.members, member{name, value})
	}
	_, err := decoder.Token()
	return found, err
}

package answer

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// maxDepth bounds how deep XML may nest; the service's answers stay far below it.
const maxDepth = 64

var errTooDeep = errors.New("nested too deep")

// parseXML reads the service's XML: attributes and elements of a name are parts of an object alike, elements that repeat make a
// list, an element with neither attributes nor elements is its text.
func parseXML(body []byte) (Value, bool) {
	decoder := xml.NewDecoder(bytes.NewReader(body))
	decoder.Strict = true
	for {
		token, err := decoder.Token()
		if err != nil {
			return Value{}, false
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if name := strings.ToLower(start.Name.Local); name == "html" || name == "head" || name == "body" {
			return Value{}, false
		}
		root, err := element(decoder, start, 0)
		if err != nil || !nothingFollows(decoder) {
			return Value{}, false
		}
		object, structured := root.(map[string]any)
		if !structured {
			object = map[string]any{start.Name.Local: root}
		}
		if strings.EqualFold(start.Name.Local, "error") && object["error"] == nil {
			object["error"] = "1"
		}
		root = object
		return Value{root}, true
	}
}

func nothingFollows(decoder *xml.Decoder) bool {
	for {
		switch token, err := decoder.Token(); {
		case errors.Is(err, io.EOF):
			return true
		case err != nil:
			return false
		default:
			if _, another := token.(xml.StartElement); another {
				return false
			}
		}
	}
}

func element(decoder *xml.Decoder, start xml.StartElement, depth int) (any, error) {
	if depth > maxDepth {
		return nil, errTooDeep
	}
	object := make(map[string]any, len(start.Attr))
	for _, attribute := range start.Attr {
		object[attribute.Name.Local] = attribute.Value
	}
	var text strings.Builder
	for {
		token, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.CharData:
			text.Write(token)
		case xml.StartElement:
			child, err := element(decoder, token, depth+1)
			if err != nil {
				return nil, err
			}
			appendPart(object, token.Name.Local, child)
		case xml.EndElement:
			return finished(object, text.String()), nil
		}
	}
}

// repeated marks a list that repeated elements made, apart from a list that a single element holds.
type repeated struct{ items []any }

func appendPart(object map[string]any, name string, child any) {
	switch present := object[name].(type) {
	case nil:
		object[name] = child
	case *repeated:
		present.items = append(present.items, child)
	default:
		object[name] = &repeated{items: []any{present, child}}
	}
}

func finished(object map[string]any, text string) any {
	if len(object) == 0 {
		return text
	}
	for name, part := range object {
		if list, ok := part.(*repeated); ok {
			object[name] = list.items
		}
	}
	if text = strings.TrimSpace(text); text != "" {
		if _, taken := object["text"]; !taken {
			object["text"] = text
		}
	}
	return object
}

package setup

import (
	"encoding/json"
	"errors"
	"maps"
	"strings"

	"howett.net/plist"
)

// The registry of Windows and the property lists of macOS hold values of their own kinds. They are turned into the same JSON, so that one
// parser judges them all.

// bundleID names the program on macOS, as FyneApp.toml does.
const bundleID = "com.twentythree.uploader"

// settingsValue is the name of a value that holds a whole document as JSON. Single values hold over it.
const settingsValue = "settings"

var errUnreadable = errors.New("the values cannot be read")

// fromPropertyList gives the JSON of a property list, binary or XML.
func fromPropertyList(text []byte) (document []byte, err error) {
	defer func() {
		// The decoder is written for lists that a system wrote itself.
		if cause := recover(); cause != nil {
			document, err = nil, errUnreadable
		}
	}()
	if len(text) > MaximumSize {
		return text, nil // the parser says that it is too large
	}
	values := make(map[string]any)
	if _, err := plist.Unmarshal(text, &values); err != nil {
		return nil, errUnreadable
	}
	return fromValues(values)
}

// fromValues gives the JSON of values whose names may be written in any case at the top and one level below. A text that holds a JSON list
// or object stands for that.
func fromValues(values map[string]any) ([]byte, error) {
	document := make(map[string]any)
	values = lowered(values)
	if text, is := values[settingsValue].(string); is {
		if err := json.Unmarshal([]byte(text), &document); err != nil {
			return nil, errUnreadable
		}
		delete(values, settingsValue)
	}
	for name, value := range values {
		inner, isInner := value.(map[string]any)
		if before, there := document[name].(map[string]any); there && isInner {
			merged := maps.Clone(before)
			maps.Copy(merged, written(lowered(inner)))
			document[name] = merged
		} else if isInner {
			document[name] = written(lowered(inner))
		} else {
			document[name] = value
		}
	}
	if _, told := document["version"]; !told {
		document["version"] = Version
	}
	return json.Marshal(document)
}

func lowered(values map[string]any) map[string]any {
	small := make(map[string]any, len(values))
	for name, value := range values {
		small[strings.ToLower(name)] = value
	}
	return small
}

// written puts lists and objects in the place of texts that hold them.
func written(values map[string]any) map[string]any {
	for name, value := range values {
		text, is := value.(string)
		if !is || !strings.HasPrefix(text, "[") && !strings.HasPrefix(text, "{") {
			continue
		}
		var meant any
		if json.Unmarshal([]byte(text), &meant) == nil {
			values[name] = meant
		}
	}
	return values
}

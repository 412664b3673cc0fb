package journal

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
)

// keepUnknown gives fresh with the fields added that only stored has and that shape, the struct fresh was made from, does not
// know: a newer version of the program wrote them. Fields of nested structs are kept too, and those of the elements of lists,
// where elements are matched by the first field of their struct.
func keepUnknown(stored, fresh []byte, shape reflect.Type) []byte {
	merged, err := json.Marshal(merge(stored, fresh, shape))
	if err != nil {
		return fresh
	}
	return merged
}

func merge(stored, fresh json.RawMessage, shape reflect.Type) json.RawMessage {
	for shape.Kind() == reflect.Pointer {
		shape = shape.Elem()
	}
	switch {
	case shape.Kind() == reflect.Struct && !reflect.PointerTo(shape).Implements(reflect.TypeFor[json.Unmarshaler]()):
		return mergeStruct(stored, fresh, shape)
	case shape.Kind() == reflect.Slice:
		return mergeSlice(stored, fresh, shape.Elem())
	}
	return fresh
}

func mergeStruct(stored, fresh json.RawMessage, shape reflect.Type) json.RawMessage {
	var old, current map[string]json.RawMessage
	if json.Unmarshal(stored, &old) != nil || json.Unmarshal(fresh, &current) != nil || current == nil {
		return fresh
	}
	known := jsonFields(shape)
	for name, value := range old {
		field, isKnown := known[name]
		written, isWritten := current[name]
		switch {
		case !isKnown:
			current[name] = value
		case isWritten:
			current[name] = merge(value, written, field)
		}
	}
	merged, err := json.Marshal(current)
	if err != nil {
		return fresh
	}
	return merged
}

func mergeSlice(stored, fresh json.RawMessage, element reflect.Type) json.RawMessage {
	if element.Kind() != reflect.Struct || element.NumField() == 0 {
		return fresh
	}
	var old, current []json.RawMessage
	if json.Unmarshal(stored, &old) != nil || json.Unmarshal(fresh, &current) != nil {
		return fresh
	}
	identity, _ := jsonName(element.Field(0))
	for i, written := range current {
		for _, value := range old {
			if name := member(written, identity); name != nil && bytes.Equal(name, member(value, identity)) {
				current[i] = merge(value, written, element)
				break
			}
		}
	}
	merged, err := json.Marshal(current)
	if err != nil {
		return fresh
	}
	return merged
}

func member(object json.RawMessage, name string) json.RawMessage {
	var members map[string]json.RawMessage
	if json.Unmarshal(object, &members) != nil {
		return nil
	}
	return members[name]
}

func jsonFields(shape reflect.Type) map[string]reflect.Type {
	fields := make(map[string]reflect.Type, shape.NumField())
	for i := range shape.NumField() {
		if name, ok := jsonName(shape.Field(i)); ok {
			fields[name] = shape.Field(i).Type
		}
	}
	return fields
}

func jsonName(field reflect.StructField) (name string, ok bool) {
	name, _, _ = strings.Cut(field.Tag.Get("json"), ",")
	if name == "" {
		name = field.Name
	}
	return name, field.IsExported() && name != "-"
}

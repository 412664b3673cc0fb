package journal

import (
	"encoding/json"
	"reflect"
	"testing"
)

// FuzzRows reads any bytes as the documents of the list, as a newer version or a mistake may have written them: nothing panics, what was
// read is read the same after it was written, and fields that this version does not know are kept.
func FuzzRows(f *testing.F) {
	for _, document := range []any{documentOfUpload(fullUpload("u")), documentOfTransfer(fullTransfer()), documentOfAccount(fullAccount())} {
		text, err := json.Marshal(document)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	for _, text := range []string{
		`{"mood":"good","source":{"path":{"bytes":"/w=="},"mod_time":"@903456.9","codec":[1]},"metadata":{"categories":[{"id":"7","icon":{}}],"colour":null}}`,
		`{"source":7,"progress":{"processing":1e400},"added":"soon"}`, `[]`, `null`, `{"metadata":{"company":{"a":1}},"unconfirmed":[{}]}`, `{"added":"@1"}`, "{",
		`{"metadata":{"company":{},"tags":[]},"telling":[]}`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		again[uploadDocument](t, text, func(d uploadDocument) uploadDocument { return documentOfUpload(d.upload()) })
		again[transferDocument](t, text, func(d transferDocument) transferDocument { return documentOfTransfer(d.transfer()) })
		again[accountDocument](t, text, func(d accountDocument) accountDocument { return documentOfAccount(d.account("a")) })
	})
}

// again reads a row, writes it as a save does and reads it once more.
func again[T any](t *testing.T, text string, through func(T) T) {
	t.Helper()
	var first T
	if err := decode(text, &first, checksum(text), text); err != nil {
		return
	}
	document := through(first)
	fresh, err := json.Marshal(document)
	if err != nil {
		t.Fatalf("%q cannot be written any more: %v", text, err)
	}
	kept := string(keepUnknown([]byte(text), fresh, reflect.TypeFor[T]()))
	var second T
	if err := decode(kept, &second, checksum(kept), kept); err != nil {
		t.Fatalf("%q became %q, which cannot be read: %v", text, kept, err)
	}
	// Compared as they are written: a list that is empty and one that is not there are the same.
	if secondly, err := json.Marshal(through(second)); err != nil || string(secondly) != string(fresh) {
		t.Errorf("%q became %s, then %s %v", text, fresh, secondly, err)
	}
	var before, after map[string]json.RawMessage
	if json.Unmarshal([]byte(text), &before) != nil || json.Unmarshal([]byte(kept), &after) != nil {
		return
	}
	known := jsonFields(reflect.TypeFor[T]())
	for name := range before {
		if _, isKnown := known[name]; !isKnown && after[name] == nil {
			t.Errorf("%q lost %q: %q", text, name, kept)
		}
	}
}

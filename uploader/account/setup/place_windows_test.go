package setup

import (
	"testing"

	"golang.org/x/sys/windows/registry"
)

// TestTheRegistryIsReadAsAdministratorsWriteIt uses a key of this person, since only administrators write the real one.
func TestTheRegistryIsReadAsAdministratorsWriteIt(t *testing.T) {
	const path = `Software\TwentyThree Uploader Test`
	place := registryPlace(registry.CURRENT_USER, path, "here")
	if text, _, err := place(); text != nil || err != nil {
		t.Fatalf("without a key: %s, %v", text, err)
	}
	for _, name := range []string{path, path + `\Defaults`, path + `\Locked`} {
		key, _, err := registry.CreateKey(registry.CURRENT_USER, name, registry.SET_VALUE)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = registry.DeleteKey(registry.CURRENT_USER, name) }()
		defer func() { _ = key.Close() }()
		if name != path+`\Locked` {
			continue
		}
		if text, _, err := place(); text != nil || err != nil {
			t.Errorf("with empty keys: %s, %v", text, err)
		}
		if err := key.SetDWordValue("speed_limit", 20); err != nil {
			t.Fatal(err)
		}
		if err := key.SetStringsValue("tags", []string{"one", "two"}); err != nil {
			t.Fatal(err)
		}
	}
	const want = `{"locked":{"speed_limit":20,"tags":["one","two"]},"version":1}`
	if text, where, err := place(); string(text) != want || where != "here" || err != nil {
		t.Errorf("got %s at %s, %v", text, where, err)
	}
}

package uploadertest

import (
	"crypto/rand"
	"testing"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// ownRegistry leads this process to an empty key wherever it means the person's part of the registry.
func ownRegistry(t *testing.T) {
	t.Helper()
	override := windows.NewLazySystemDLL("advapi32.dll").NewProc("RegOverridePredefKey")
	path := `Software\TwentyThree Uploader test ` + rand.Text()
	own, _, err := registry.CreateKey(registry.CURRENT_USER, path, registry.ALL_ACCESS)
	if err != nil {
		t.Fatal(err)
	}
	if failed, _, _ := override.Call(uintptr(registry.CURRENT_USER), uintptr(own)); failed != 0 {
		t.Fatal(windows.Errno(failed))
	}
	t.Cleanup(func() {
		_ = own.Close()
		if failed, _, _ := override.Call(uintptr(registry.CURRENT_USER), 0); failed != 0 {
			t.Error(windows.Errno(failed))
		}
		if err := removeTree(registry.CURRENT_USER, path); err != nil {
			t.Error(err)
		}
	})
}

// removeTree removes a key with all keys below it.
func removeTree(above registry.Key, path string) error {
	key, err := registry.OpenKey(above, path, registry.ENUMERATE_SUB_KEYS)
	if err != nil {
		return err
	}
	names, err := key.ReadSubKeyNames(-1)
	for _, name := range names {
		if err == nil {
			err = removeTree(key, name)
		}
	}
	if closing := key.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return err
	}
	return registry.DeleteKey(above, path)
}

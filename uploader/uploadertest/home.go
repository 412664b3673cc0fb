package uploadertest

import (
	"path/filepath"
	"testing"
)

// Home gives a test a home of its own, where the systems keep what is a person's: settings, caches, and on Windows what the person has in the
// registry. Nothing of the real person's is read or written.
func Home(t *testing.T) (folder string) {
	t.Helper()
	folder = t.TempDir()
	for name, within := range map[string]string{
		"HOME": "", "XDG_CONFIG_HOME": "configuration", "XDG_CACHE_HOME": "cache", "XDG_DATA_HOME": "kept",
		"USERPROFILE": "", "APPDATA": "AppData/Roaming", "LOCALAPPDATA": "AppData/Local",
	} {
		t.Setenv(name, filepath.Join(folder, filepath.FromSlash(within)))
	}
	ownRegistry(t)
	return folder
}

//go:build linux || darwin

package setup

import (
	"os"
	"path/filepath"
	"testing"
)

func TestWhatIsLaidDownForAllCanBeTrustedAndReadByAll(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "program", "setup.ttsetup")
	place := FilePlace(path, uint32(os.Getuid()), nil)
	if _, _, there := place.Laid(); there {
		t.Error("there before anybody laid it down")
	}
	for _, text := range []string{"one", "two"} {
		if err := layDownForAll(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, where, there := place.Laid(); string(got) != text || where != path || !there {
			t.Errorf("%q at %s, %v", got, where, there)
		}
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("%v, %v", info, err)
	}
	if _, _, there := FilePlace(path, uint32(os.Getuid())+1, nil).Laid(); there {
		t.Error("somebody else's file is trusted")
	}
	if _, _, there := Place(nil).Laid(); there {
		t.Error("no place holds something")
	}
}

package native

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/godbus/dbus/v5"
)

func TestThePortalsAnswerIsRead(t *testing.T) {
	t.Parallel()
	chosen := map[string]dbus.Variant{"uris": dbus.MakeVariant([]string{"file:///v/a%20b.mp4", "file:///v/1+1.mov"})}
	if got := portalPaths([]any{uint32(0), chosen}); !slices.Equal(got, []string{"/v/a b.mp4", "/v/1+1.mov"}) {
		t.Errorf("chosen: %q", got)
	}
	for _, body := range [][]any{nil, {uint32(1), chosen}, {uint32(0), map[string]dbus.Variant{}}, {"nonsense", 4}} {
		if got := portalPaths(body); len(got) != 0 {
			t.Errorf("%v gives %q", body, got)
		}
	}
}

func TestCapitalsInAnExtensionDoNotHideAFile(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"clip.mov", "CLIP.MOV", "a.Mov"} {
		if fits, err := filepath.Match("*."+eitherCase("mov"), name); err != nil || !fits {
			t.Errorf("%s is not offered: %v", name, err)
		}
	}
	if eitherCase("3gp") != "3[gG][pP]" {
		t.Errorf("a digit became %s", eitherCase("3gp"))
	}
}

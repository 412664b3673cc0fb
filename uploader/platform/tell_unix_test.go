//go:build unix && !darwin

package platform

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAMessageIsShownByWhatIsThere puts stand-ins of the desktops' programs on the path.
func TestAMessageIsShownByWhatIsThere(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("PATH", folder)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(folder, "nobody"))
	t.Setenv("WAYLAND_DISPLAY", "")
	t.Setenv("DISPLAY", ":7")
	if Tell(t.Context(), "Title", "Text") {
		t.Error("nothing is there, and yet something was shown")
	}
	put := func(name, script string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(folder, name), []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	said := filepath.Join(folder, "said")
	put("xmessage", `printf '%s|' "$@" > `+said)
	put("zenity", "exit 255") // cannot open its own window either
	if !Tell(t.Context(), "Title", "The <b>folder</b>\n--x & y") {
		t.Error("not shown")
	}
	if text, err := os.ReadFile(said); err != nil || !strings.HasSuffix(string(text), "Title\n\nThe <b>folder</b>\n--x & y|") {
		t.Errorf("said %q, %v", text, err)
	}
	if got := latin("på „Übung“: 映"); got != "p\xe5 \"\xdcbung\": ?" {
		t.Errorf("in the alphabet of xmessage it says %q", got)
	}
	put("zenity", "exit 1") // closed by its corner
	if err := os.Remove(said); err != nil {
		t.Fatal(err)
	}
	if !Tell(t.Context(), "Title", "Text") {
		t.Error("a message that was closed counts as not shown")
	}
	if _, err := os.Stat(said); err == nil {
		t.Error("shown twice")
	}
	t.Setenv("DISPLAY", "")
	if Tell(t.Context(), "Title", "Text") {
		t.Error("shown without a screen")
	}
}

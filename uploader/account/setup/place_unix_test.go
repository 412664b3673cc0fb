//go:build unix

package setup

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"twentythree-uploader/uploader"
)

func TestOnlyWhatAnAdministratorAloneCouldWriteHolds(t *testing.T) {
	t.Parallel()
	me := uint32(os.Getuid())
	folder := t.TempDir()
	path := filepath.Join(folder, "managed.json")
	write := func(text string, file, around os.FileMode) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		for name, mode := range map[string]os.FileMode{path: file, folder: around} {
			if err := os.Chmod(name, mode); err != nil {
				t.Fatal(err)
			}
		}
	}
	const locked = `{"version":1,"locked":{"publishing":false}}`
	if managed, reason := FilePlace(path, me, nil).Managed(); !reason.IsZero() || managed.Rules.DraftsOnly() {
		t.Errorf("without a file: %+v", reason)
	}
	write(locked, 0o644, 0o755)
	if managed, reason := FilePlace(path, me, nil).Managed(); !reason.IsZero() || !managed.Rules.DraftsOnly() {
		t.Errorf("the administrator's file does not hold: %+v", reason)
	}
	untrusted := func(what string, owner uint32) {
		t.Helper()
		managed, reason := FilePlace(path, owner, nil).Managed()
		if managed.Rules.DraftsOnly() || reason.Code != uploader.ReasonManagedUnusable || reason.Subject != string(uploader.SetupNotTrusted) || reason.Place != path {
			t.Errorf("%s: %+v", what, reason)
		}
	}
	untrusted("somebody else's file", me+1)
	write(locked, 0o664, 0o755)
	untrusted("a file that a group may write", me)
	write(locked, 0o644, 0o777)
	untrusted("a folder that everybody may write", me)
	write("{}", 0o644, 0o755)
	if _, reason := FilePlace(path, me, nil).Managed(); reason.Subject != string(uploader.SetupVersion) {
		t.Errorf("a file without a version: %+v", reason)
	}
	write("", 0o644, 0o755)
	if _, reason := FilePlace(path, me, nil).Managed(); reason.Subject != string(uploader.SetupNotJSON) {
		t.Errorf("an empty file: %+v", reason)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(path, 0o644); err != nil {
		t.Skip(err)
	}
	untrusted("a pipe that nobody writes to", me)
}

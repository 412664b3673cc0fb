package ui

import (
	"slices"
	"testing"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

func TestUnlockInTheCheckAsksThePasswordStoreAndLooksAgain(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(nil))
	w.checkCurrent()
	run := uitest.Checked()
	for i, line := range run.Lines {
		if line.ID == uploader.CheckPasswords {
			run.Lines[i] = uploader.Check{ID: line.ID, Result: uploader.CheckAttention, Reason: uploader.Reason{Code: uploader.ReasonKeyringLocked}}
		}
	}
	w.Apply(uploader.Update{Checks: &run})
	door.Calls = nil
	tapped(t, w, words.ButtonUnlock)
	if !slices.Equal(door.Calls, []string{"check acme", `check "acme" ""`}) {
		t.Errorf("%q", door.Calls)
	}
}

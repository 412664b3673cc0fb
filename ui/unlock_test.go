package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

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

// lockedAway is a list whose account is in a password store that is locked.
func lockedAway() uploader.Update {
	update := uitest.Whole(uitest.AtWork())
	update.Accounts[0].Trouble = uploader.Reason{Code: uploader.ReasonKeyringLocked, Site: "Acme Video"}
	return update
}

func TestTheFooterSaysThatThePasswordStoreIsLockedAndUnlocksIt(t *testing.T) {
	for _, width := range []float32{1200, 800} {
		w, door := newTestWindow(t, func(c *Config) { c.Choices.TextScale = 1200 / width })
		w.window.Resize(fyne.NewSize(width, 700))
		w.Apply(lockedAway())
		if says := footerSays(w); strings.Contains(says, "Connected") || !strings.Contains(says, "Your password store is locked.") {
			t.Errorf("%v wide: %s", width, says)
		}
		unlock := buttonOf(w.footer.Piece(), w.env.T(words.ButtonUnlock))
		if unlock == nil {
			t.Fatal("it cannot be unlocked there")
		}
		w.env.Kit.Focus(unlock)
		typed(w, fyne.KeySpace)
		if door.Last() != "check acme" {
			t.Errorf("%q", door.Last())
		}
		w.Apply(uploader.Update{Accounts: uitest.Whole(nil).Accounts, Current: "acme"})
		if buttonOf(w.footer.Piece(), w.env.T(words.ButtonUnlock)) != nil || w.window.Canvas().Focused() != nil {
			t.Error("the button stays after it was unlocked, or keeps the keyboard")
		}
	}
}

func TestTheFooterNamesWhichOfTwoSitesIsSignedOut(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	update := uitest.ThreeAccounts(nil)
	update.Accounts[0].SignedIn = false
	w.Apply(update)
	if says := footerSays(w); !strings.Contains(says, "Signed out of Acme Video (videos.acme.com)") {
		t.Errorf("%s", says)
	}
}

// lockedScenes are what is shown while a password store is locked.
func lockedScenes() []scene {
	return []scene{
		{"mend-locked", func(_ *testing.T, w *Window) { w.Apply(lockedAway()) }},
		{"mend-public", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			offer := publicOffer()
			w.Apply(uploader.Update{Setup: &offer})
		}},
		{"mend-locked-idle", func(_ *testing.T, w *Window) {
			update := lockedAway()
			update.Uploads, update.Order = nil, nil
			w.Apply(update)
		}},
	}
}

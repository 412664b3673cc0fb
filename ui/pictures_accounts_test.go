package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// accountScenes are those about signing in and out of several accounts.
func accountScenes() []scene {
	return []scene{
		{"accounts-menu", func(_ *testing.T, w *Window) {
			w.Apply(uitest.ThreeAccounts(uitest.AtWork()))
			openSwitcher(w)
		}},
		{"accounts-page", func(_ *testing.T, w *Window) {
			w.Apply(uitest.ThreeAccounts(uitest.AtWork()))
			w.ShowAccounts()
		}},
		{"accounts-out", func(_ *testing.T, w *Window) {
			update := uitest.ThreeAccounts(uitest.AtWork())
			update.Accounts = update.Accounts[:2]
			update.Accounts[0].SignedIn = false
			update.Accounts[1].Checking = true
			w.Apply(update)
			w.Apply(uitest.MoreSites())
			w.ShowAccounts()
		}},
		{"accounts-add", func(_ *testing.T, w *Window) {
			w.Apply(uitest.ThreeAccounts(uitest.AtWork()))
			w.Apply(uitest.MoreSites())
			w.AddAccount()
		}},
		{"accounts-signout", func(_ *testing.T, w *Window) {
			w.Apply(uitest.ThreeAccounts(uitest.AtWork()))
			w.askToSignOut("acme")
		}},
		{"accounts-remove", func(_ *testing.T, w *Window) {
			w.Apply(uitest.ThreeAccounts(uitest.AtWork()))
			w.askToRemove("acme")
		}},
		{"keyring-locked", heldUpBy(uploader.ReasonKeyringLocked)},
		{"keyring-none", heldUpBy(uploader.ReasonKeyringNone)},
		{"keyring-none-signed-in", func(_ *testing.T, w *Window) {
			w.ShowSignIn(true)
			account := uitest.Account()
			account.Kept = uploader.KeptUntilQuit
			w.Apply(uploader.Update{SignIn: &uploader.SignIn{
				Step: uploader.SignInDone, SiteName: "Acme Video", Host: "videos.acme.com", Account: account,
				Reason: uploader.Reason{Code: uploader.ReasonKeyringNone},
			}})
		}},
	}
}

// heldUpBy has two videos wait for the account's keys.
func heldUpBy(code uploader.ReasonCode) func(*testing.T, *Window) {
	return func(_ *testing.T, w *Window) {
		uploads := uitest.AtWork()
		for i := range uploads[:2] {
			uploads[i].State, uploads[i].Reason = uploader.WaitingSignIn, uploader.Reason{Code: code, Site: "Acme Video"}
		}
		w.Apply(uitest.Whole(uploads))
		open(w, "welcome")
	}
}

// openSwitcher opens the menu of accounts in the top bar.
func openSwitcher(w *Window) {
	eachVisible(w.top.Piece(), func(object fyne.CanvasObject) {
		named, is := object.(fyne.Accessible)
		focusable, can := object.(fyne.Focusable)
		if is && can && strings.HasPrefix(named.AccessibilityLabel(), w.env.T(words.TopUploadingTo)) {
			w.env.Kit.Focus(focusable)
		}
	})
	typed(w, fyne.KeySpace)
}

package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
)

func TestTheCategoriesOfASignedOutAccountOfferToSignIn(t *testing.T) {
	w, door := newTestWindow(t, nil)
	update := uitest.ThreeAccounts(uitest.AtWork())
	update.Accounts[0].SignedIn = false
	update.Catalogues = []uploader.Catalogue{{Account: "acme", Reason: uploader.Reason{Code: uploader.ReasonNotSignedIn}}}
	w.Apply(update)
	open(w, "welcome")
	said := allWords(w.details.Piece())
	if strings.Contains(said, "cannot be loaded") || !strings.Contains(said, "Sign in to Acme Video (videos.acme.com) to choose a category.") {
		t.Errorf("it says: %s", said)
	}
	button := buttonOf(w.details.Piece(), "Sign in…")
	if button == nil {
		t.Fatal("one cannot sign in there")
	}
	test.Tap(button)
	if door.Last() != "look videos.acme.com" || w.desk.page != signInPage {
		t.Errorf("%q", door.Last())
	}
	w.ShowSignIn(false)
	w.Apply(uitest.Whole(nil))
	if buttonOf(w.details.Piece(), "Sign in…") != nil {
		t.Error("signed in again, it still asks for that")
	}
}

func TestASignedOutAccountInTheSwitcherIsSignedInTo(t *testing.T) {
	w, door := newTestWindow(t, nil)
	update := uitest.ThreeAccounts(nil)
	update.Accounts[0].SignedIn, update.Current = false, "training"
	w.Apply(update)
	openSwitcher(w)
	typed(w, fyne.KeyDown)
	typed(w, fyne.KeyReturn)
	if door.Last() != "look videos.acme.com" {
		t.Errorf("%q", door.Last())
	}
}

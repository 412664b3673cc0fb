package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
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
	typed(w, fyne.KeyUp)
	typed(w, fyne.KeyReturn)
	if door.Last() != "look videos.acme.com" {
		t.Errorf("%q", door.Last())
	}
}

func TestWhatTellsAccountsApartIsReadInTheSmallestWindow(t *testing.T) {
	w, _ := newTestWindow(t, func(c *Config) { c.Choices = Choices{Language: words.German, TextScale: 2} })
	w.window.Resize(fyne.NewSize(800, 560))
	update := uitest.ThreeAccounts(uitest.AtWork())
	update.Accounts[1].SiteName = "Acme Corporation Learning and Development Video"
	update.Accounts[0].SiteName, update.Current = update.Accounts[1].SiteName, "training"
	w.Apply(update)
	if says := allWords(w.top.Piece()); strings.Contains(says, "Corporation") || !strings.Contains(says, "training.acme.com") {
		t.Errorf("the switch says %s", says)
	}
	openSwitcher(w)
	menu := ""
	eachVisible(w.window.Canvas().Overlays().Top(), func(object fyne.CanvasObject) {
		if line, is := object.(*canvas.Text); is {
			menu += line.Text + "\n"
		}
	})
	for _, host := range []string{"videos.acme.com", "training.acme.com"} {
		if !strings.Contains(menu, host) || strings.Contains(menu, "("+host) {
			t.Errorf("the menu says %s", menu)
		}
	}
}

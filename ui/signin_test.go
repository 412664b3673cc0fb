package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

func TestAnotherSiteIsNeverOfferedTheKeysOfTheFirst(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	step := func(step uploader.SignIn) { w.Apply(uploader.Update{SignIn: &step}) }
	w.ShowSignIn(true)
	step(uploader.SignIn{Step: uploader.SignInFound, SiteName: "Acme Video", Host: "videos.acme.com"})
	test.Type(w.window.Canvas().Focused(), "secret")
	w.signIn.Step(uploader.SignIn{})
	step(uploader.SignIn{Step: uploader.SignInLooking, Host: "other.example"})
	step(uploader.SignIn{Step: uploader.SignInStopped, Reason: uploader.Reason{Code: uploader.ReasonBusy}})
	if strings.Contains(allWords(w.signIn.Piece()), "Acme Video") {
		t.Error("a search that failed shows the site that was found before")
	}
	step(uploader.SignIn{Step: uploader.SignInFound, SiteName: "Other", Host: "other.example"})
	if field, is := w.window.Canvas().Focused().(*widgets.Field); !is || field.Text != "" {
		t.Error("the key typed for the first site stands in the field of the second")
	}
}

func TestSigningInAgainGoesStraightToTheKey(t *testing.T) {
	w, door := newTestWindow(t, nil)
	update := uitest.Whole(uitest.AtWork())
	update.Accounts[0].SignedIn = false
	w.Apply(update)
	upload, _ := w.queue.Upload("q3")
	w.list.Act(upload, words.ActionSignIn)
	if !slices.Contains(door.Calls, "look videos.acme.com") {
		t.Fatalf("its site is not looked for: %q", door.Calls)
	}
	w.Apply(uploader.Update{SignIn: &uploader.SignIn{Step: uploader.SignInFound, SiteName: "Acme Video", Host: "videos.acme.com"}})
	if field, is := w.window.Canvas().Focused().(*widgets.Field); !is || !strings.HasPrefix(field.AccessibilityLabel(), "Access key") {
		t.Errorf("the keyboard is in %T", w.window.Canvas().Focused())
	}
	w.Apply(uploader.Update{SignIn: &uploader.SignIn{Step: uploader.SignInStopped, SiteName: "Acme Video", Reason: uploader.Reason{Code: uploader.ReasonKeysWrong, Site: "Acme Video"}}})
	if said := allWords(w.signIn.Piece()); !strings.Contains(said, "This key does not fit Acme Video") || strings.Contains(said, "These keys") {
		t.Errorf("of one key it says %q", said)
	}
	account := uitest.Account()
	account.Level = uploader.LevelRead
	w.Apply(uploader.Update{SignIn: &uploader.SignIn{Step: uploader.SignInDone, Account: account}})
	if buttonOf(w.signIn.Piece(), "Start uploading") != nil || buttonOf(w.signIn.Piece(), "Close") == nil {
		t.Error("somebody who may only look is asked to start uploading")
	}
}

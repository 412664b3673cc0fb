package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
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

func TestTwoSitesOfOneNameAreToldApart(t *testing.T) {
	w, _ := newTestWindow(t, func(c *Config) { c.Demo = true })
	update := uitest.Whole(nil)
	other, demo := uitest.Account(), uitest.Account()
	other.ID, other.Host = "other", "film.acme.com"
	demo.ID, demo.Host, demo.Demo = "demo", "127.0.0.1:4000", true
	update.Accounts = []uploader.Account{uitest.Account(), demo}
	w.Apply(update)
	if spoken := spokenBy(w); !slices.Contains(spoken, "Uploading to Acme Video") {
		t.Errorf("beside the demo site the top bar says %q", spoken)
	}
	const hint = "You are trying the demo site."
	if strings.Contains(allWords(w.content), hint) {
		t.Error("the empty list speaks of the demo site while another is the current one")
	}
	w.Apply(uploader.Update{Accounts: append(update.Accounts, other), Current: "acme"})
	if spoken := spokenBy(w); !slices.Contains(spoken, "Uploading to Acme Video (videos.acme.com)") {
		t.Errorf("with two sites of one name the top bar says %q", spoken)
	}
	w.Apply(uploader.Update{Accounts: append(update.Accounts, other), Current: "demo"})
	if spoken := spokenBy(w); !slices.Contains(spoken, "Uploading to Acme Video (demo)") || !strings.Contains(allWords(w.content), hint) {
		t.Errorf("on the demo site the top bar says %q", spoken)
	}
}

// spokenBy is what a screen reader finds in the window.
func spokenBy(w *Window) (spoken []string) {
	eachVisible(w.content, func(object fyne.CanvasObject) {
		if piece, is := object.(fyne.Accessible); is {
			spoken = append(spoken, piece.AccessibilityLabel())
		}
	})
	return spoken
}

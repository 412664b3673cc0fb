package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
)

func TestAnEmptyAddressIsAskedFor(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.ShowSignIn(true)
	test.Tap(buttonOf(w.signIn.Piece(), "Continue"))
	if len(door.Calls) > 0 || !strings.Contains(allWords(w.signIn.Piece()), "Type the address of your video site first.") {
		t.Errorf("%q, %s", door.Calls, allWords(w.signIn.Piece()))
	}
	if _, is := w.window.Canvas().Focused().(*widgets.Field); !is {
		t.Error("the keyboard is not in the field")
	}
}

func TestWhatIsNotTriedAgainIsNotSaidToBe(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(nil))
	w.ShowSignIn(true)
	for code, says := range map[uploader.ReasonCode]string{
		uploader.ReasonBusy: "Wait a moment, then try again.", uploader.ReasonNothingAnswers: "Nothing answers at videos.acme.com",
	} {
		w.Apply(uploader.Update{SignIn: &uploader.SignIn{Step: uploader.SignInStopped, Reason: uploader.Reason{Code: code, Site: "videos.acme.com", Place: "videos.acme.com"}}})
		said := allWords(w.signIn.Piece())
		if strings.Contains(said, "Trying again") || !strings.Contains(said, says) {
			t.Errorf("%s: %s", code, said)
		}
	}
}

func TestKeysAreNotSpokenOfWhereTheOrganisationForbidsThem(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(nil))
	ways := []uploader.SignInWay{uploader.WayBrowser}
	w.Apply(uploader.Update{Rules: &uploader.Rules{SignIn: uploader.Rule[[]uploader.SignInWay]{Locked: &ways}}})
	w.ShowSignIn(true)
	found := uploader.SignIn{Step: uploader.SignInFound, SiteName: "Acme Video", Host: "videos.acme.com", Ways: ways}
	w.Apply(uploader.Update{SignIn: &found})
	stopped := uploader.SignIn{Step: uploader.SignInStopped, SiteName: "Acme Video", Host: "videos.acme.com", Reason: uploader.Reason{Code: uploader.ReasonBrowserRefused, Site: "Acme Video"}}
	for _, step := range []uploader.SignIn{found, stopped} {
		w.Apply(uploader.Update{SignIn: &step})
		if said := allWords(w.signIn.Piece()); strings.Contains(strings.ToLower(said), "keys") {
			t.Errorf("%s: %s", step.Step, said)
		}
	}
}

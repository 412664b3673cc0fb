package ui

import (
	"strings"
	"testing"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

func wrongKeysScenes() []scene {
	return []scene{{"wrong-keys-forbidden", func(_ *testing.T, w *Window) { wrongKeys(w, uploader.WayBrowser) }}}
}

// wrongKeys shows a list that waits for an account whose keys are wrong, where only some ways to sign in are allowed; none is all.
func wrongKeys(w *Window, allowed ...uploader.SignInWay) {
	update := uitest.Whole(uitest.AtWork())
	reason := uploader.Reason{Code: uploader.ReasonKeysWrong, Site: "Acme Video"}
	update.Banner = &reason
	update.Uploads[1].State, update.Uploads[1].Reason = uploader.WaitingSignIn, reason
	if len(allowed) > 0 {
		update.Rules = &uploader.Rules{Organisation: "Acme IT", SignIn: uploader.Rule[[]uploader.SignInWay]{Locked: &allowed}}
	}
	w.Apply(update)
}

func TestPastingIsNotOfferedWhereTheOrganisationForbidsKeys(t *testing.T) {
	for _, laid := range []struct {
		ways   []uploader.SignInWay
		offers words.Key
	}{
		{nil, words.ButtonPasteAgain},
		{[]uploader.SignInWay{uploader.WayBrowser, uploader.WaySetupFile}, words.SignInInBrowser},
		{[]uploader.SignInWay{uploader.WaySetupFile}, words.SetupOpen},
	} {
		w, _ := newTestWindow(t, nil)
		wrongKeys(w, laid.ways...)
		shown := allWords(w.content)
		for _, key := range []words.Key{words.ButtonPasteAgain, words.SignInInBrowser, words.SetupOpen} {
			if offered := buttonOf(w.content, w.env.T(key)) != nil; offered != (key == laid.offers) {
				t.Errorf("with %q, %q is offered: %v", laid.ways, w.env.T(key), offered)
			}
		}
		if strings.Contains(shown, "Paste them again") != (laid.ways == nil) {
			t.Errorf("with %q: %s", laid.ways, shown)
		}
		buttonOf(w.content, w.env.T(laid.offers)).Tapped(nil)
		if w.desk.page != signInPage {
			t.Errorf("with %q the button does not lead to the sign-in", laid.ways)
		}
	}
}

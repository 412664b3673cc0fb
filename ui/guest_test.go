package ui

import (
	"strings"
	"testing"
	"time"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// guestScenes are a person without an account who sends videos with somebody's upload link.
func guestScenes() []scene {
	offered := func(change func(*uploader.Invitation)) func(*testing.T, *Window) {
		return func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(nil))
			offer := uitest.Invited()
			change(offer.Invitation)
			w.Apply(uploader.Update{Setup: &offer})
		}
	}
	return []scene{
		{"guest-link", offered(func(*uploader.Invitation) {})},
		{"guest-link-public", offered(func(i *uploader.Invitation) { i.Publishes, i.Videos = true, 1 })},
		{"guest-at-work", func(_ *testing.T, w *Window) { w.Apply(uitest.GuestAtWork()); open(w, "mayor") }},
		{"guest-sent", func(_ *testing.T, w *Window) { w.Apply(uitest.GuestAtWork()); open(w, "opening") }},
		{"guest-ended", func(_ *testing.T, w *Window) {
			update := uitest.GuestAtWork()
			update.Accounts[0].Invitation.Ends = uitest.Now().Add(-time.Hour)
			update.Uploads[0].State, update.Uploads[0].Reason = uploader.Attention, uploader.Reason{Code: uploader.ReasonGuestEnded, Site: "Acme Video", At: uitest.Now().Add(-time.Hour)}
			w.Apply(update)
			w.ShowAccounts()
		}},
	}
}

func TestAGuestIsAskedForNothingButTheVideoAndItsTitle(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.GuestAtWork())
	open(w, "mayor")
	for _, key := range []words.Key{words.DetailsCategory, words.DetailsTags, words.DetailsWho, words.DetailsMore} {
		if said(w, w.env.T(key)) {
			t.Errorf("a guest is asked for %q", w.env.T(key))
		}
	}
	if !said(w, w.env.T(words.DetailsTitle)) || !said(w, "Acme Video decides") {
		t.Error("the title cannot be given, or nothing says who decides")
	}
	if said(w, w.env.T(words.VisibilityDraft)) {
		t.Error("a row tells a guest who sees the video, which is not theirs to decide")
	}
	open(w, "opening")
	if said(w, w.env.T(words.DetailsTitle)) {
		t.Error("a video that has gone can still be edited")
	}
	for _, call := range door.Calls {
		if strings.Contains(call, "catalogue") {
			t.Errorf("the site was asked: %s", call)
		}
	}
}

func TestUsingALinkLeadsToTheVideos(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uploader.Update{Accounts: []uploader.Account{}})
	w.ShowSignIn(true)
	offer := uitest.Invited()
	w.Apply(uploader.Update{Setup: &offer})
	typed(w, "Space")
	if door.Last() != "use setup 1" || w.desk.page != videosPage || !said(w, "Add your video now") {
		t.Errorf("%q, page %v", door.Last(), w.desk.page)
	}
	w.Apply(uitest.GuestAtWork())
	w.ShowAccounts()
	for _, key := range []words.Key{words.AccountsCheck, words.TopSignOut, words.AccountsMayLook} {
		if strings.Contains(sheetSays(w), w.env.T(key)) {
			t.Errorf("a link has %q", w.env.T(key))
		}
	}
	_ = inSettings[*widgets.Button](t, w, "Remove account…: Acme Video (guest)")
}

package ui

import (
	"slices"
	"time"

	"twentythree-uploader/ui/views"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// setupPatience is how long an offered setup file waits before it is looked again whether something else is asked.
const setupPatience = 500 * time.Millisecond

// OpenSetupFile lets a person choose a setup file. What it would change is shown before anything does.
func (w *Window) OpenSetupFile() { w.system.ChooseSetupFile(w.config.Door.OpenSetupFile) }

// showSetup shows an opened setup file. One that comes while something else is asked is shown afterwards; of several the newest.
func (w *Window) showSetup(offer uploader.SetupOffer) {
	if w.window.Canvas().Overlays().Top() != nil {
		w.waitingSetup = &offer
		w.timers.After(setupPatience, w.showWaitingSetup)
		return
	}
	w.details.Flush()
	views.ShowSetup(w.env, w.config.Door, offer, views.SetupEvents{
		Closed: func() {},
		Used:   func() { w.setupUsed(offer) },
	})
}

func (w *Window) showWaitingSetup() {
	if offer := w.waitingSetup; offer != nil {
		w.waitingSetup = nil
		w.showSetup(*offer)
	}
}

// setupUsed goes where a used file leads: to its site, unless somebody is signed in there and the file brings no keys of their own.
func (w *Window) setupUsed(offer uploader.SetupOffer) {
	w.usedSetup = ""
	if offer.HoldsSecrets() {
		w.usedSetup = offer.Name
	}
	accounts := w.queue.Accounts()
	at := slices.IndexFunc(accounts, func(a uploader.Account) bool { return a.Host == offer.Host && a.SignedIn })
	if offer.Keys || at < 0 {
		w.ShowSignIn(true)
		return
	}
	w.list.Say(w.env.T(words.SetupUsed))
	w.tellToThrowAway(accounts[at])
}

// tellToThrowAway tells that a used setup file held keys, once an account of its site is in the password store: whoever throws it away before has no
// way in after quitting.
func (w *Window) tellToThrowAway(account uploader.Account) {
	if w.usedSetup == "" || account.Kept != uploader.KeptInKeyring {
		return
	}
	views.ShowThrowAway(w.env, w.usedSetup, func() {})
	w.usedSetup = ""
}

package ui

import (
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
	signedIn := false
	for _, account := range w.queue.Accounts() {
		signedIn = signedIn || account.Host == offer.Host && account.SignedIn
	}
	switch {
	case offer.Keys || !signedIn:
		w.ShowSignIn(true)
	default:
		w.list.Say(w.env.T(words.SetupUsed))
	}
	if offer.HoldsSecrets() {
		views.ShowThrowAway(w.env, offer.Name, func() {})
	}
}

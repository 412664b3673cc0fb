package ui

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/views"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// setupPatience is how long an offered setup file waits before it is looked again whether a menu is still open.
const setupPatience = 500 * time.Millisecond

// OpenSetupFile lets a person choose a setup file. What it would change is shown before anything does.
func (w *Window) OpenSetupFile() { w.system.ChooseSetupFile(w.config.Door.OpenSetupFile) }

// showSetup shows an opened setup file over whatever else is asked, for the person has just opened it; of several the newest. Only a menu is
// waited for.
func (w *Window) showSetup(offer uploader.SetupOffer) {
	if w.setup != nil {
		w.setup.Leave()
	}
	if top := w.window.Canvas().Overlays().Top(); top != nil && !isSheet(top) {
		w.waitingSetup = &offer
		w.timers.After(setupPatience, w.showWaitingSetup)
		return
	}
	w.flush()
	w.setup = views.ShowSetup(w.env, w.config.Door, offer, views.SetupEvents{
		Closed: func() { w.setup = nil },
		Used: func() {
			w.leaveSheets()
			w.setupUsed(offer)
		},
	})
}

func isSheet(layer fyne.CanvasObject) bool {
	_, is := layer.(*widgets.Sheet)
	return is
}

// leaveSheets takes all sheets away, in the way that changes nothing.
func (w *Window) leaveSheets() {
	layers := w.window.Canvas().Overlays()
	for top, is := layers.Top().(*widgets.Sheet); is; top, is = layers.Top().(*widgets.Sheet) {
		top.Leave()
	}
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
	if offer.Invitation != nil {
		w.show(videosPage)
		w.list.Say(w.env.T(words.GuestUsed, words.Text("site", offer.Site)))
		return
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

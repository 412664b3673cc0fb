package ui

import (
	"testing"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

func TestWhoeverHasAnAccountMeetsNoWelcome(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(nil))
	w.AddAccount()
	if !said(w, w.env.T(words.AccountsAddTitle)) || said(w, w.env.T(words.SignInWelcome)) || !said(w, w.env.T(words.ButtonBack)) {
		t.Errorf("adding another account: %s", allWords(w.content))
	}
	newcomer, _ := newTestWindow(t, nil)
	newcomer.Apply(uploader.Update{Reset: true, Accounts: []uploader.Account{}})
	newcomer.signInTo("")
	if !said(newcomer, newcomer.env.T(words.SignInWelcome)) {
		t.Errorf("a newcomer: %s", allWords(newcomer.content))
	}
}

func TestTheMainWayOutOfASheetStandsAtItsRightEnd(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.Many(12)))
	w.askToSignOut(w.queue.Current().ID)
	sheet := w.window.Canvas().Overlays().Top()
	if sheet == nil {
		t.Fatal("nothing is asked")
	}
	safe, other := buttonOf(sheet, w.env.T(words.ButtonCancel)), buttonOf(sheet, w.env.T(words.TopSignOut))
	if safe == nil || other == nil {
		t.Fatalf("the sheet says %s", allWords(sheet))
	}
	if main, way := w.env.Kit.PositionOf(safe), w.env.Kit.PositionOf(other); main.Y != way.Y || main.X <= way.X {
		t.Errorf("the ways stand at %v and %v", main, way)
	}
}

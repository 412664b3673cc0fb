package ui

import (
	"testing"
	"time"

	"twentythree-uploader/ui/uitest"
)

func TestTheNewcomersPageIsNotShownBeforeTheListWasRead(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	if said(w, "Drop videos here") || said(w, "Reading your list…") {
		t.Error("something is said before anybody can know")
	}
	clock(w).pass(time.Second)
	if said(w, "Drop videos here") || !said(w, "Reading your list…") {
		t.Error("it is not said that reading takes a while")
	}
	w.Apply(uitest.Whole(uitest.AtWork()))
	if said(w, "Drop videos here") || said(w, "Reading your list…") {
		t.Error("the list is read, and something else is shown")
	}
	newcomer, _ := newTestWindow(t, nil)
	newcomer.Apply(uitest.Whole(nil))
	clock(newcomer).pass(time.Second)
	if !said(newcomer, "Drop videos here") || said(newcomer, "Reading your list…") {
		t.Error("who has no videos is not told what to do")
	}
}

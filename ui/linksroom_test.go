package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

func TestTheGuestIsLedToThePageThatWasNamed(t *testing.T) {
	w, door := newTestWindow(t, nil)
	withLinks(w, uitest.Links())
	w.links.New()
	typeOver(w, "Interview")
	tapSaid(t, w, "A web page of yours")
	if !strings.HasPrefix(focusedSays(w), "Address of the page") {
		t.Errorf("the keyboard is on %q", focusedSays(w))
	}
	pressOver(w, words.LinksFormDo)
	if times(door, "make link") > 0 || !said(w, "This is not a whole web address.") {
		t.Fatalf("without an address: %q", door.Last())
	}
	typeOver(w, "https://acme.com/thanks")
	tapSaid(t, w, "A thank-you on the upload page")
	tapSaid(t, w, "A web page of yours")
	typed(w, fyne.KeyReturn)
	if door.Last() != `make link link1 "Interview" for 1 in 1440 minutes, publish false, then https://acme.com/thanks` {
		t.Errorf("asked for %q", door.Last())
	}
}

func TestALinkForThisRoomIsShownAsACodeAndNothingElse(t *testing.T) {
	w, door := newTestWindow(t, nil)
	withLinks(w, []uploader.Link{})
	w.links.New()
	typeOver(w, "Interview")
	tapSaid(t, w, "A web page of yours")
	tapSaid(t, w, "A phone in this room")
	if said(w, "A web page of yours") || !said(w, "A thank-you from this program.") {
		t.Error("a phone in this room is offered another page")
	}
	pressOver(w, words.LinksFormDo)
	if door.Last() != `make link link1 "Interview" for 1 in 1440 minutes, publish false, in this room at ""` {
		t.Fatalf("asked for %q", door.Last())
	}
	link := uitest.Link("link1", "Interview")
	link.Room = true
	w.Apply(uploader.Update{Links: []uploader.Link{link}, LinkMakings: []uploader.LinkMaking{{Link: "link1", Name: "Interview", Step: uploader.LinkMade}}})
	w.Apply(uploader.Update{LinkHandovers: []uploader.LinkHandover{uitest.Handover("link1")}})
	if times(door, `show code of link link1 at ""`) != 1 {
		t.Fatalf("the code is not shown: %q", door.Calls)
	}
	code := uitest.Code("link1")
	w.Apply(uploader.Update{LinkCode: &code})
	if !said(w, "You can close this window once the phone sends.") {
		t.Error("how long the window has to stay open is not said")
	}
	typed(w, fyne.KeyEscape)
	if said(w, "Save upload page") || said(w, "Copy form") || said(w, "Message to send along") || !said(w, "This link is for a phone in this room.") {
		t.Error("it is handed over to somebody who would end nowhere")
	}
	w.Apply(uploader.Update{LinkHandovers: []uploader.LinkHandover{uitest.Handover("link1")}})
	if focusedSays(w) == "" || times(door, "show code") != 2 {
		t.Errorf("the keyboard is on %q after %q", focusedSays(w), door.Last())
	}
}

func TestALinkForAnotherNetworkGivesWayToANewOne(t *testing.T) {
	w, door := newTestWindow(t, nil)
	handedOver(w, inThisRoom())
	w.Apply(uploader.Update{LinkCode: &uploader.LinkCode{Link: "fresh", Trouble: uploader.LinkElsewhere, Network: "10.0.0.7"}})
	pressOver(w, words.LinksAgain)
	if times(door, "new link like fresh") != 1 || times(door, "hide code") != 1 || len(w.window.Canvas().Overlays().List()) != 1 {
		t.Fatalf("%q, %d sheets", door.Calls, len(w.window.Canvas().Overlays().List()))
	}
	w.env.Kit.Focus(overSaid[*widgets.Field](t, w, "Title of the video"))
	typeOver(w, "Interview")
	tapSaid(t, w, "A phone in this room")
	pressOver(w, words.LinksFormDo)
	if !strings.HasSuffix(door.Last(), `in this room at "10.0.0.7"`) {
		t.Errorf("asked for %q", door.Last())
	}
}

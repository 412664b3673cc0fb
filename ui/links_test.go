package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// made tells the window that the link of the open form was made.
func made(w *Window, id uploader.LinkID, name string) {
	link := uitest.Link(id, name)
	w.Apply(uploader.Update{
		Links: append([]uploader.Link{link}, uitest.Links()...), LinkMakings: []uploader.LinkMaking{{Link: id, Name: name, Step: uploader.LinkMade}},
	})
}

// times counts the calls of the door that begin like that.
func times(door *uitest.Door, begin string) (count int) {
	for _, call := range door.Calls {
		if strings.HasPrefix(call, begin) {
			count++
		}
	}
	return count
}

func TestALinkIsMadeOnceHoweverOftenItIsPressed(t *testing.T) {
	w, door := newTestWindow(t, nil)
	withLinks(w, []uploader.Link{})
	typed(w, fyne.KeySpace) // the button of the empty page has the keyboard
	if !said(w, "It cannot be switched off before it ends.") {
		t.Fatal("what cannot be taken back is not said before")
	}
	typeOver(w, "Interview")
	typed(w, fyne.KeyReturn)
	pressOver(w, words.LinksFormMaking)
	typed(w, fyne.KeyReturn)
	if got := times(door, "make link"); got != 1 || !slices.Contains(door.Calls, `make link link1 "Interview" for 1 in 1440 minutes, publish false`) {
		t.Fatalf("asked for %d times: %q", got, door.Calls)
	}
	made(w, "link1", "Interview")
	if !said(w, "The link is ready. It works until tomorrow 08:44 (24 hours), for 1 video.") || times(door, "hand over link link1") != 1 {
		t.Errorf("after it was made the window does not hand it over: %q", door.Last())
	}
}

func TestWhatIsWrongWithALinkIsSaidAtItsField(t *testing.T) {
	w, door := newTestWindow(t, nil)
	withLinks(w, uitest.Links())
	w.links.New()
	pressOver(w, words.LinksFormDo)
	if !said(w, "Give the video a title.") || !strings.HasPrefix(focusedSays(w), "Title of the video") {
		t.Errorf("without a title the keyboard is on %q", focusedSays(w))
	}
	typeOver(w, "Interview")
	tapSaid(t, w, "Another time…")
	w.env.Kit.Focus(overSaid[*widgets.Field](t, w, "Hours"))
	typed(w, fyne.KeyBackspace)
	typed(w, fyne.KeyBackspace)
	typed(w, fyne.KeyDelete)
	typed(w, fyne.KeyDelete)
	typeOver(w, "25")
	pressOver(w, words.LinksFormDo)
	if !said(w, "A link works for 24 hours at most.") || !strings.HasPrefix(focusedSays(w), "Hours") {
		t.Errorf("with 25 hours the keyboard is on %q", focusedSays(w))
	}
	tapSaid(t, w, "3 hours")
	tapSaid(t, w, "Publish")
	pressOver(w, words.LinksFormDo)
	if times(door, "make link") > 0 || !said(w, "Tick this line, or keep the video as a draft.") {
		t.Fatalf("strangers publish without a tick: %q", door.Last())
	}
	tapSaid(t, w, "Whatever arrives is shown to viewers at once.")
	pressOver(w, words.LinksFormDo)
	if door.Last() != `make link link1 "Interview" for 1 in 180 minutes, publish true` {
		t.Errorf("asked for %q", door.Last())
	}
	w.Apply(uploader.Update{LinkMakings: []uploader.LinkMaking{{Link: "link1", Name: "Interview", Step: uploader.LinkUnclear, Reason: uploader.Reason{Code: uploader.ReasonLinkUnclear}}}})
	if !said(w, "Nothing was handed out. You can safely make it again.") {
		t.Error("a lost answer is not told")
	}
	typed(w, fyne.KeySpace)
	if got := times(door, "make link"); got != 2 {
		t.Errorf("after a lost answer it was asked for %d times", got)
	}
}

func TestALinkIsHandedOverInTheGuestsLanguage(t *testing.T) {
	w, door := newTestWindow(t, nil)
	handedOver(w, uitest.Links())
	system := w.system.(*fakeSystem)
	pressOver(w, words.LinksHandPage)
	if !slices.Equal(system.saved, []string{uitest.Handover("fresh").Page}) || !slices.Equal(system.windows, []string{"Save upload page: Send a video to Acme Video.html"}) {
		t.Errorf("saved %q in %q", system.saved, system.windows)
	}
	pressOver(w, words.LinksHandFile)
	if system.saved[1] != uitest.Handover("fresh").File || system.windows[1] != "Save link file: Send a video to Acme Video.ttlink" {
		t.Errorf("saved %q in %q", system.saved, system.windows)
	}
	chooseSaid(t, w, "Language: English")
	w.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	typed(w, fyne.KeyReturn)
	pressOver(w, words.LinksHandCopy)
	pressOver(w, words.LinksHandForm)
	pressOver(w, words.LinksHandAddress)
	danish := uitest.Handover("fresh").Texts["da"]
	if !slices.Equal(system.copied, []string{danish.Message, danish.Form, "twentythree-upload:abc"}) {
		t.Errorf("copied %q", system.copied)
	}
	if !said(w, "Received: nothing yet.") {
		t.Error("that nothing has come is not said")
	}
	links := uitest.Links()
	links[0].Arrived = []uploader.LinkVideo{{VideoID: "9"}}
	w.Apply(uploader.Update{Links: links})
	if !said(w, "1 of 1 received, also in your History.") {
		t.Error("what has come meanwhile is not said")
	}
	typed(w, fyne.KeyEscape)
	if w.window.Canvas().Overlays().Top() != nil || w.window.Canvas().Focused() != fyne.Focusable(w.links.List()) {
		t.Error("Esc does not go back to the list")
	}
	if slices.Contains(door.Calls, "hide code") {
		t.Error("a page was ended that was never served")
	}
}

func TestThePageIsServedForAsLongAsItsCodeIsShown(t *testing.T) {
	w, door := newTestWindow(t, nil)
	handedOver(w, uitest.Links())
	pressOver(w, words.LinksHandCode)
	code := uitest.Code("fresh")
	w.Apply(uploader.Update{LinkCode: &code})
	if !said(w, code.Address) || times(door, `show code of link fresh at ""`) != 1 {
		t.Fatalf("the address is not shown after %q", door.Last())
	}
	chooseSaid(t, w, "Network of this computer: 192.168.1.23 (wlan0)")
	typed(w, fyne.KeyDown)
	typed(w, fyne.KeyReturn)
	if door.Last() != `show code of link fresh at "10.0.0.7"` {
		t.Errorf("another network asks for %q", door.Last())
	}
	code.Gone = true
	w.Apply(uploader.Update{LinkCode: &code})
	if said(w, code.Address) || !said(w, "Phones no longer find the page.") {
		t.Error("a code is shown that leads nowhere")
	}
	pressOver(w, words.GuestCallNewCode)
	typed(w, fyne.KeyEscape)
	if door.Last() != "hide code" {
		t.Errorf("closing the code does %q", door.Last())
	}
	if len(w.window.Canvas().Overlays().List()) != 1 {
		t.Error("the sheet below the code is gone as well")
	}
}

func TestALinkIsForgottenOnlyOnceThatCannotBeUndone(t *testing.T) {
	w, door := newTestWindow(t, nil)
	withLinks(w, uitest.Links())
	typed(w, fyne.KeyDelete)
	if !said(w, "“Interview, guest” is off this list. It still works until tomorrow 08:44.") || w.given.Len() != 4 || times(door, "forget") > 0 {
		t.Fatalf("%d links, %q", w.given.Len(), door.Calls)
	}
	w.takeBack()
	if w.given.Len() != 5 || w.window.Canvas().Focused() != fyne.Focusable(w.links.List()) {
		t.Errorf("undone, there are %d links", w.given.Len())
	}
	w.timers.(*manualTimers).pass(uploader.UndoWindow)
	if times(door, "forget") > 0 {
		t.Error("it was forgotten though it was taken back")
	}
	typed(w, fyne.KeyDelete)
	w.timers.(*manualTimers).pass(uploader.UndoWindow)
	if times(door, "forget link fresh") != 1 || w.links.Undo() {
		t.Errorf("after the time to undo: %q", door.Calls)
	}
	typed(w, fyne.KeyDelete)
	w.ShowVideos()
	if times(door, "forget") != 2 {
		t.Error("leaving the page keeps what was to be forgotten")
	}
}

func TestTheOrganisationCanDoWithoutLinks(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	update := uitest.Whole(nil)
	never := false
	update.Rules = &uploader.Rules{GuestLinks: uploader.Rule[bool]{Locked: &never}}
	w.Apply(update)
	w.ShowLinks()
	if w.desk.page == linksPage || said(w, "Upload links") || said(w, "upload link") {
		t.Error("links are offered that are not allowed")
	}
}

func TestTwoHundredLinksAreFoundByKeyboard(t *testing.T) {
	w, door := newTestWindow(t, nil)
	withLinks(w, uitest.ManyLinks(200))
	for _, key := range []fyne.KeyName{fyne.KeyEnd, fyne.KeyUp, fyne.KeyHome, fyne.KeyDown} {
		typed(w, key)
	}
	typed(w, fyne.KeyReturn)
	if door.Last() != "hand over link link001" {
		t.Errorf("Enter on the second row: %q", door.Last())
	}
	typed(w, fyne.KeyEscape)
	w.find()
	typeOver(w, "guest 150")
	typed(w, fyne.KeyDown)
	if link, _ := w.given.At(w.links.List().Cursor()); link.Name != "Guest 150" || w.given.Len() != 1 {
		t.Errorf("found %d, the keyboard is on %q", w.given.Len(), link.Name)
	}
	typed(w, fyne.KeyReturn)
	if door.Last() != "new link like link149" {
		t.Errorf("Enter on a link that has ended: %q", door.Last())
	}
}

func TestNewsOfLinksAreToldWhereSomebodyLooks(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.front(true)
	w.Apply(uitest.Whole(uitest.AtWork()))
	link := uitest.Links()[2]
	w.Apply(uploader.Update{Links: uitest.Links(), LinkNews: []uploader.LinkNews{{Kind: uploader.LinkReceived, Link: link, New: 1}}})
	if !said(w, "1 of 1 received") {
		t.Error("who looks at the videos does not see it")
	}
	var told []string
	w.config.shell.notify = func(notice *fyne.Notification) { told = append(told, notice.Content) }
	now := uitest.Now()
	w.config.Now = func() time.Time { return now }
	w.front(false)
	w.Apply(uploader.Update{LinkNews: []uploader.LinkNews{{Kind: uploader.LinkReceived, Link: link, New: 2}, {Kind: uploader.LinkUnused, Link: uitest.Links()[0]}}})
	now = now.Add(time.Minute)
	w.timers.(*manualTimers).pass(time.Minute)
	if want := "2 videos arrived through upload links\n1 upload link ends soon and nobody has used it"; !slices.Equal(told, []string{want}) {
		t.Errorf("told %q", told)
	}
}

package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

func proxyScenes() []scene {
	return []scene{
		{"proxy-asks", func(_ *testing.T, w *Window) { w.Apply(heldUp(uploader.Reason{Code: uploader.ReasonProxySignIn})) }},
		{"proxy-enter", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			w.askProxySignIn()
		}},
	}
}

func typeInto(w *Window, text string) {
	for _, letter := range text {
		w.window.Canvas().Focused().TypedRune(letter)
	}
}

func TestTheNetworksNameAndPasswordAreEntered(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(heldUp(uploader.Reason{Code: uploader.ReasonProxySignIn}))
	tapped(t, w, words.ButtonEnter)
	tapped(t, w, words.ProxyContinue)
	if len(door.Calls) > 0 || !strings.Contains(sheetSays(w), "Enter the name.") {
		t.Fatalf("without a name: %q, %s", door.Calls, sheetSays(w))
	}
	typeInto(w, "ann")
	typed(w, fyne.KeyTab)
	w.window.Canvas().FocusNext()
	typeInto(w, "sesame")
	if says := sheetSays(w); strings.Contains(says, "sesame") {
		t.Errorf("the password is seen: %s", says)
	}
	typed(w, fyne.KeyReturn)
	if door.Last() != "proxy, name true, password true" || w.window.Canvas().Overlays().Top() != nil {
		t.Errorf("%q", door.Calls)
	}
	tapped(t, w, words.ButtonEnter)
	calls := len(door.Calls)
	if typed(w, fyne.KeyEscape); len(door.Calls) != calls || w.window.Canvas().Overlays().Top() != nil {
		t.Errorf("Esc: %q", door.Calls)
	}
}

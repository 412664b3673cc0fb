package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
)

// TestWhatIsSeenIsSaidToo: those who do not see the window are told what its own pieces show.
func TestWhatIsSeenIsSaidToo(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	open(w, "welcome")
	w.selection.Toggle("ceo")
	w.list.Remove([]uploader.UploadID{"img"})
	w.list.List().Reload()
	said := map[string]bool{}
	pieces := map[string]int{}
	eachVisible(w.content, func(object fyne.CanvasObject) {
		kind := ""
		switch object.(type) {
		case *widgets.Row:
			kind = "row"
		case *widgets.Badge:
			kind = "badge"
		case *widgets.Bar:
			kind = "bar"
		case *widgets.Zone:
			kind = "zone"
		case *widgets.Strip:
			kind = "strip"
		case *widgets.Tick:
			kind = "tick"
		default:
			if focusable, is := object.(fyne.Focusable); !is || focusable == nil {
				return
			}
			kind = "what takes the keyboard"
		}
		pieces[kind]++
		if accessible, is := object.(fyne.Accessible); !is || accessible.AccessibilityLabel() == "" || accessible.AccessibilityRole() == "" {
			t.Errorf("a %T says nothing", object)
		} else {
			said[accessible.AccessibilityLabel()] = true
		}
	})
	for _, kind := range []string{"row", "badge", "bar", "zone", "strip", "tick", "what takes the keyboard"} {
		if pieces[kind] == 0 {
			t.Errorf("there is no %s to be seen", kind)
		}
	}
	for _, label := range []string{
		"Welcome to Acme, Uploading 42\u00a0%, 512\u00a0MB of 1.2\u00a0GB, about 6 minutes left", "Uploading 42\u00a0%",
		"☑ CEO update December, Paused 25\u00a0%, 25\u00a0% is kept.", "Removed “IMG 2041”.", "onboarding, Remove",
	} {
		if !said[label] {
			t.Errorf("nothing says %q: %v", label, said)
		}
	}
}

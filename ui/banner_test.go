package ui

import (
	"slices"
	"testing"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
)

func TestTheWiFiPageIsAnUnencryptedPageOfTheSite(t *testing.T) {
	for place, want := range map[string]string{
		"videos.acme.com": "http://videos.acme.com/", "videos.acme.com:8443": "http://videos.acme.com/", "[::1]:8080": "http://[::1]/",
		"": "http://videos.acme.com/", "a b%": "",
	} {
		w, _ := newTestWindow(t, nil)
		w.Apply(heldUp(uploader.Reason{Code: uploader.ReasonCaptivePortal, Place: place}))
		button := buttonOf(stripOf(w), "Open Wi-Fi page")
		if want == "" {
			if button != nil {
				t.Errorf("%q: a button is shown that opens nothing", place)
			}
			continue
		}
		if button == nil {
			t.Fatalf("%q: the banner has no button", place)
		}
		button.Tapped(nil)
		if system := w.system.(*fakeSystem); !slices.Equal(system.opened, []string{want}) {
			t.Errorf("%q opens %q", place, system.opened)
		}
	}
}

func TestTimeSettingsAreOfferedWhereTheyCanBeOpened(t *testing.T) {
	for _, without := range []bool{false, true} {
		w, _ := newTestWindow(t, nil)
		system := w.system.(*fakeSystem)
		system.withoutTimeSettings = without
		w.Apply(heldUp(uploader.Reason{Code: uploader.ReasonUnsafeClock, Site: "videos.acme.com", At: uitest.Now()}))
		button := buttonOf(stripOf(w), "Open date settings")
		if (button == nil) != without {
			t.Fatalf("without time settings %v, and the button is %v", without, button)
		}
		if button != nil {
			button.Tapped(nil)
			if system.timeSettings != 1 {
				t.Error("the button opens nothing")
			}
		}
	}
}

func TestWhatITNeedsIsCopiedFromTheBanner(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(heldUp(uploader.Reason{Code: uploader.ReasonUnknownAuthority, Site: "videos.acme.com", Place: "videos.acme.com"}))
	button := buttonOf(stripOf(w), "Copy text for IT")
	if button == nil {
		t.Fatal("the banner has no button")
	}
	button.Tapped(nil)
	if system := w.system.(*fakeSystem); len(system.copied) != 1 {
		t.Errorf("copied: %q", system.copied)
	}
}

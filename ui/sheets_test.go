package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// focusedSays is what a screen reader says of the piece that has the keyboard, "" where none that is to be seen has it.
func focusedSays(w *Window) (label string) {
	surface := w.window.Canvas()
	layer := surface.Overlays().Top()
	if layer == nil {
		layer = surface.Content()
	}
	eachVisible(layer, func(piece fyne.CanvasObject) {
		if named, is := piece.(fyne.Accessible); is && any(piece) == any(surface.Focused()) {
			label = named.AccessibilityLabel()
		}
	})
	return label
}

func TestTheKeyboardIsNotLostWhenASiteIsAdded(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.ThreeAccounts(nil))
	w.Apply(uitest.MoreSites())
	w.AddAccount()
	w.env.Kit.Focus(inSettings[*widgets.Button](t, w, "Add: Acme Town Halls"))
	typed(w, fyne.KeySpace)
	adding := uitest.MoreSites()
	adding.Workspaces.Found[0].Adding = true
	w.Apply(adding)
	if got := focusedSays(w); got != "Another site…" {
		t.Errorf("while it is added the keyboard is on %q", got)
	}
	w.Apply(uploader.Update{Workspaces: &uploader.Workspaces{}})
	if got := focusedSays(w); got != "Another site…" {
		t.Errorf("once it was added the keyboard is on %q", got)
	}
}

func TestTheKeyboardComesBackToWhatWasMadeAnewBehindAQuestion(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	update := uitest.ThreeAccounts(uitest.AtWork())
	w.Apply(update)
	w.ShowAccounts()
	w.env.Kit.Focus(inSettings[*widgets.Button](t, w, "Sign out: Acme Video (videos.acme.com)"))
	typed(w, fyne.KeySpace)
	update.Accounts[1].Checking = true
	w.Apply(uploader.Update{Accounts: update.Accounts, Current: "acme"})
	typed(w, fyne.KeyEscape)
	if got := focusedSays(w); !strings.HasPrefix(got, "Sign out: Acme Video (videos") {
		t.Errorf("the keyboard is on %q", got)
	}
	typed(w, fyne.KeyEscape)
	if w.settings != nil {
		t.Error("Esc does not close the accounts")
	}
}

func TestASetupFileIsShownOverASheetAndLeadsAwayFromIt(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.ThreeAccounts(nil))
	w.Apply(uitest.MoreSites())
	w.AddAccount()
	offer := uitest.Offer()
	for _, number := range []int{1, 2} {
		offer.Number = number
		w.Apply(uploader.Update{Setup: &offer})
	}
	if sheets := len(w.window.Canvas().Overlays().List()); sheets != 2 || door.Last() != "leave setup 1" || !said(w, "acme.ttsetup") {
		t.Fatalf("%d sheets, %q", sheets, door.Last())
	}
	typed(w, fyne.KeyEscape)
	if !strings.Contains(sheetSays(w), "Acme Town Halls") || w.adding == nil {
		t.Error("the sheet below is gone though the file was left")
	}
	w.Apply(uploader.Update{Setup: &offer})
	typed(w, fyne.KeySpace)
	if door.Last() != "use setup 2" || w.window.Canvas().Overlays().Top() != nil || w.adding != nil || w.desk.page != signInPage {
		t.Errorf("%q, page %v", door.Last(), w.desk.page)
	}
}

func TestComingBackToTheWindowLooksAgainAtFiles(t *testing.T) {
	w, door := newTestWindow(t, nil)
	back, is := w.app.Lifecycle().(interface{ OnEnteredForeground() func() })
	if !is {
		t.Fatal("the toolkit does not tell")
	}
	back.OnEnteredForeground()()
	if door.Last() != "look again" {
		t.Errorf("%q", door.Calls)
	}
}

func TestThatNewVideosGoPublicStandsAboveEverythingElseOfASetupFile(t *testing.T) {
	for _, language := range words.Languages() {
		w, _ := newTestWindow(t, func(c *Config) { c.Choices = Choices{Language: language, TextScale: 2} })
		w.window.Resize(fyne.NewSize(800, 560))
		w.Apply(uitest.Whole(nil))
		offer := publicOffer()
		w.Apply(uploader.Update{Setup: &offer})
		seen := false
		eachVisible(w.window.Canvas().Overlays().Top(), func(object fyne.CanvasObject) {
			if line, is := object.(*widgets.Paragraph); is && line.Words() == w.env.T(words.SetupStartsPublished) {
				use := buttonOf(w.window.Canvas().Overlays().Top(), w.env.T(words.SetupUse))
				seen = w.env.Kit.PositionOf(line).Y+line.Size().Height <= w.env.Kit.PositionOf(use).Y
			}
		})
		if !seen {
			t.Errorf("%s: it is below the fold", language)
		}
	}
}

// publicOffer is a setup file that lets new videos be published.
func publicOffer() uploader.SetupOffer {
	offer := uitest.Offer()
	offer.NewVideos.Visibility = uploader.PublishWhenDone
	return offer
}

func TestTheMenuKeyOpensTheMenuOfTheRowWhoseButtonHasTheKeyboard(t *testing.T) {
	for _, key := range []fyne.KeyName{desktop.KeyMenu, fyne.KeyF10} {
		w, _ := newTestWindow(t, nil)
		w.Apply(uitest.Whole(uitest.AtWork()))
		resume := buttonOf(w.list.Piece(), w.env.T(words.ButtonResume))
		w.env.Kit.Focus(resume)
		typed(w, key)
		if w.window.Canvas().Overlays().Top() == nil || w.list.List().Cursor() != w.queue.Index("ceo") {
			t.Errorf("%s: no menu, or that of row %d", key, w.list.List().Cursor())
		}
	}
}

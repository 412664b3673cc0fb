package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/views"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

func TestTheAccountsPageSaysWhoMayDoWhatWhere(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.ThreeAccounts(uitest.AtWork()))
	w.ShowSettings()
	inSettings[*widgets.Tab](t, w, "Accounts").Tapped(nil)
	if w.settings.Page() != views.PageAccounts || door.Last() != "look for workspaces" {
		t.Fatal("the page does not open")
	}
	said := sheetSays(w)
	for _, line := range []string{
		"Acme Video (videos.acme.com)", "you@acme.com", "You may upload", "Last checked 10:44", "New videos go here",
		"Acme Video (training.acme.com)", "You may upload and manage", "You stay signed in until you quit.",
		"Globex Corporation Video Library no longer accepts your sign-in",
	} {
		if !strings.Contains(said, line) {
			t.Errorf("it does not say %q:\n%s", line, said)
		}
	}
	for button, call := range map[string]string{
		"Check: Acme Video (videos.acme.com)":           "check acme",
		"Upload here: Acme Video (training.acme.com)":   "use training",
		"Sign out: Globex Corporation Video Library":    "sign out globex",
		"Upload here: Globex Corporation Video Library": "use globex",
	} {
		if inSettings[*widgets.Button](t, w, button).Tapped(nil); door.Last() != call {
			t.Errorf("%s asks for %q", button, door.Last())
		}
	}
	inSettings[*widgets.Tab](t, w, "Uploading").Tapped(nil)
	if !strings.Contains(sheetSays(w), "Videos at the same time") || len(w.window.Canvas().Overlays().List()) != 1 {
		t.Error("the other page does not come back")
	}
}

func TestTheKeyboardStaysWhereItIsWhileAccountsChange(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	update := uitest.ThreeAccounts(uitest.AtWork())
	w.Apply(update)
	w.ShowAccounts()
	const label = "Check: Acme Video (training.acme.com)"
	w.env.Kit.Focus(inSettings[*widgets.Button](t, w, label))
	update.Accounts[0].Checking = true
	w.Apply(uploader.Update{Accounts: update.Accounts, Current: "acme"})
	if !strings.Contains(sheetSays(w), "Checking…") {
		t.Error("what goes on is not said")
	}
	if !inSettings[*widgets.Button](t, w, "Check: Acme Video (videos.acme.com)").Disabled() {
		t.Error("it can be asked for twice")
	}
	focused, is := w.window.Canvas().Focused().(fyne.Accessible)
	if !is || focused.AccessibilityLabel() != label {
		t.Errorf("the keyboard went to %v", focused)
	}
}

func TestSitesThatASignInAlsoOpensAreAddedWithOnePress(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.ThreeAccounts(uitest.AtWork()))
	w.AddAccount()
	if w.desk.page != signInPage {
		t.Fatal("without such sites the address of another one is asked for")
	}
	w.ShowSignIn(false)
	w.Apply(uitest.MoreSites())
	w.AddAccount()
	inSettings[*widgets.Button](t, w, "Add: Acme Town Halls").Tapped(nil)
	if door.Last() != "add workspace townhalls.acme.com" {
		t.Errorf("%s", door.Last())
	}
	if !inSettings[*widgets.Button](t, w, "Add: Acme Partners").Disabled() {
		t.Error("one that is being added can be added again")
	}
	w.Apply(uploader.Update{Workspaces: &uploader.Workspaces{}})
	if strings.Contains(sheetSays(w), "Acme Town Halls") {
		t.Error("what was added is still offered")
	}
	inSettings[*widgets.Button](t, w, "Another site").Tapped(nil)
	if w.desk.page != signInPage || w.adding != nil || w.window.Canvas().Overlays().Top() != nil {
		t.Error("another site cannot be signed in to from there")
	}
}

func TestOneSignInLeadsToTheOtherSitesThatItOpens(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.ThreeAccounts(nil))
	w.ShowSignIn(true)
	w.Apply(uploader.Update{SignIn: &uploader.SignIn{Step: uploader.SignInDone, SiteName: "Acme Video", Host: "videos.acme.com", Account: uitest.Account()}})
	w.Apply(uitest.MoreSites())
	var another *widgets.Button
	eachVisible(w.signIn.Piece(), func(object fyne.CanvasObject) {
		if button, is := object.(*widgets.Button); is && button.Words() == w.env.T(words.SignInAddAnother) {
			another = button
		}
	})
	if another == nil {
		t.Fatal("no further account is offered")
	}
	another.Tapped(nil)
	if !strings.Contains(sheetSays(w), "Acme Town Halls") {
		t.Fatalf("it says %q", sheetSays(w))
	}
	inSettings[*widgets.Button](t, w, "Another site").Tapped(nil)
	if w.desk.page != signInPage || !strings.Contains(allWords(w.signIn.Piece()), w.env.T(words.SignInAddress)) {
		t.Error("another site's address is not asked for")
	}
}

func TestSigningOutAndRemovingAskWhileVideosWait(t *testing.T) {
	w, door := newTestWindow(t, nil)
	update := uitest.ThreeAccounts(uitest.AtWork())
	update.Accounts[2].SignedIn, update.Accounts[2].Trouble = false, uploader.Reason{}
	w.Apply(update)
	w.ShowAccounts()
	calls := len(door.Calls)
	inSettings[*widgets.Button](t, w, "Sign out: Acme Video (videos.acme.com)").Tapped(nil)
	if said := sheetSays(w); len(door.Calls) != calls || !strings.Contains(said, "4 videos are waiting for this account. They stay in the list.") || !strings.Contains(said, "Sign out of Acme Video (videos.acme.com)?") {
		t.Fatalf("it does not ask: %s", said)
	}
	if focused, is := w.window.Canvas().Focused().(fyne.Accessible); !is || focused.AccessibilityLabel() != "Cancel" {
		t.Error("the keyboard is not on the way that changes nothing")
	}
	inSettings[*widgets.Button](t, w, "Sign out").Tapped(nil)
	if door.Last() != "sign out acme" || w.settings == nil {
		t.Errorf("%s", door.Last())
	}
	inSettings[*widgets.Button](t, w, "Remove account…: Globex").Tapped(nil)
	typed(w, fyne.KeyEscape)
	if door.Last() != "sign out acme" {
		t.Errorf("Esc: %s", door.Last())
	}
	inSettings[*widgets.Button](t, w, "Remove account…: Globex").Tapped(nil)
	inSettings[*widgets.Button](t, w, "Remove").Tapped(nil)
	if door.Last() != "remove account globex" {
		t.Errorf("%s", door.Last())
	}
}

func TestWhereVideosGoIsReadableInTheSmallestWindowWithTheLargestText(t *testing.T) {
	for _, language := range words.Languages() {
		w, _ := newTestWindow(t, func(c *Config) { c.Choices = Choices{Language: language, TextScale: 2} })
		w.window.Resize(fyne.NewSize(800, 560))
		update := uitest.ThreeAccounts(uitest.AtWork())
		update.Current = "globex"
		w.Apply(update)
		inside := 0
		eachVisible(w.top.Piece(), func(object fyne.CanvasObject) {
			named, is := object.(fyne.Accessible)
			_, can := object.(fyne.Focusable)
			if !is || !can {
				return
			}
			inside++
			at := w.env.Kit.PositionOf(object)
			if right := at.X + object.Size().Width; right > 800 || object.Size().Width < 40 {
				t.Errorf("%s: %q ends at %v and is %v wide", language, named.AccessibilityLabel(), right, object.Size().Width)
			}
		})
		if inside != 6 {
			t.Errorf("%s: the top bar has %d things to press", language, inside)
		}
	}
}

func TestTheSwitcherChangesTheAccountAndLeadsToAll(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.ThreeAccounts(uitest.AtWork()))
	openSwitcher(w)
	typed(w, fyne.KeyDown) // from the account that is used
	typed(w, fyne.KeyReturn)
	if door.Last() != "use training" {
		t.Errorf("%s", door.Last())
	}
	if row := allWords(w.list.Piece()); !strings.Contains(row, "Acme Video (videos.acme.com)") {
		t.Error("the rows do not say where they go")
	}
	openSwitcher(w)
	for range 6 {
		typed(w, fyne.KeyDown)
	}
	typed(w, fyne.KeyReturn)
	if w.settings == nil || w.settings.Page() != views.PageAccounts {
		t.Error("the menu does not lead to the accounts")
	}
}

package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

var waitingInBrowser = uploader.SignIn{Step: uploader.SignInInBrowser, Address: samplePage}

// pressed taps the button with these words in the sign-in.
func pressed(t *testing.T, w *Window, said string) {
	t.Helper()
	button := buttonOf(w.signIn.Piece(), said)
	if button == nil {
		t.Fatalf("there is no %q in %q", said, allWords(w.signIn.Piece()))
	}
	button.Tapped(nil)
}

func TestTheBrowserComesFirstAndItsPageOpensOnce(t *testing.T) {
	w, door := newTestWindow(t, nil)
	system := w.system.(*fakeSystem)
	signInSteps(w, foundAcme(uploader.WayBrowser))
	if button, is := w.window.Canvas().Focused().(*widgets.Button); !is || button.Words() != "Sign in in your browser" {
		t.Errorf("the keyboard is in %T", w.window.Canvas().Focused())
	}
	pressed(t, w, "Sign in in your browser")
	if door.Last() != "browser in en" {
		t.Fatalf("%q", door.Calls)
	}
	signInSteps(w, uploader.SignIn{Step: uploader.SignInPreparing}, waitingInBrowser, waitingInBrowser)
	w.choose(func(c *Choices) { c.Language = words.Danish })
	if !slices.Equal(system.opened, []string{samplePage}) {
		t.Errorf("opened: %q", system.opened)
	}
	if said := allWords(w.signIn.Piece()); !strings.Contains(said, "Venter på, at du bliver færdig i browseren") {
		t.Errorf("in another language the wait is forgotten: %q", said)
	}
	pressed(t, w, "Kopiér adressen")
	if !slices.Equal(system.copied, []string{samplePage}) || !strings.Contains(allWords(w.signIn.Piece()), "Kopieret.") {
		t.Errorf("copied: %q", system.copied)
	}
	pressed(t, w, "Annuller")
	if door.Last() != "stop" || buttonOf(w.signIn.Piece(), "Log ind i browseren") == nil {
		t.Errorf("after giving up: %q, %q", door.Calls, allWords(w.signIn.Piece()))
	}
}

func TestACodeIsTypedAndEntered(t *testing.T) {
	w, door := newTestWindow(t, nil)
	signInSteps(w, foundAcme(uploader.WayBrowser), waitingInBrowser)
	pressed(t, w, "Enter a code instead")
	if door.Last() != "code in en" {
		t.Fatalf("%q", door.Calls)
	}
	code := uploader.SignIn{Step: uploader.SignInByCode, Address: samplePage + "2"}
	signInSteps(w, code)
	field, is := w.window.Canvas().Focused().(*widgets.Field)
	if !is {
		t.Fatalf("the keyboard is in %T", w.window.Canvas().Focused())
	}
	test.Type(field, "AB12")
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if door.Last() != `code "AB12"` {
		t.Fatalf("%q", door.Calls)
	}
	code.Reason = uploader.Reason{Code: uploader.ReasonCodeWrong}
	signInSteps(w, uploader.SignIn{Step: uploader.SignInFinishing}, code)
	field, is = w.window.Canvas().Focused().(*widgets.Field)
	if !is || field.Text != "AB12" || field.SelectedText() != "AB12" || !strings.Contains(allWords(w.signIn.Piece()), "This code does not fit") {
		t.Error("a code that does not fit is not there to be mended")
	}
	pressed(t, w, "Get a new code")
	code.Address, code.Reason = samplePage+"3", uploader.Reason{}
	signInSteps(w, code)
	if field, is = w.window.Canvas().Focused().(*widgets.Field); !is || field.Text != "" {
		t.Error("the code of the page before stands in the box")
	}
	if opened := w.system.(*fakeSystem).opened; len(opened) != 3 {
		t.Errorf("opened: %q", opened)
	}
}

func TestThePersonIsCalledBackFromTheBrowser(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	finishing := uploader.SignIn{Step: uploader.SignInFinishing}
	for name, test := range map[string]struct {
		steps  []uploader.SignIn
		wanted bool
	}{
		"signed in":          {[]uploader.SignIn{foundAcme(), waitingInBrowser, finishing, done(nil, uploader.NoReason)}, true},
		"steps were skipped": {[]uploader.SignIn{foundAcme(), waitingInBrowser, done(nil, uploader.NoReason)}, true},
		"not allowed":        {[]uploader.SignIn{foundAcme(), waitingInBrowser, stopped(uploader.ReasonDenied)}, true},
		"pasted keys":        {[]uploader.SignIn{foundAcme(), {Step: uploader.SignInChecking}, done(nil, uploader.NoReason)}, false},
		"still waiting":      {[]uploader.SignIn{foundAcme(), waitingInBrowser, finishing}, false},
	} {
		wanted := false
		for _, step := range test.steps {
			wanted = w.signIn.Step(step)
		}
		if wanted != test.wanted {
			t.Errorf("%s: called back %v", name, wanted)
		}
	}
}

func TestGoingBackToTheVideosDoesNotEndTheSignIn(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	signInSteps(w, foundAcme(uploader.WayBrowser), waitingInBrowser)
	typed(w, fyne.KeyEscape)
	if w.desk.page == signInPage || slices.Contains(door.Calls, "stop") {
		t.Fatalf("%q", door.Calls)
	}
	w.ShowSignIn(true)
	if !strings.Contains(allWords(w.signIn.Piece()), "Waiting for you to finish in the browser") {
		t.Errorf("the sign-in that is under way is not shown: %q", allWords(w.signIn.Piece()))
	}
	w.ShowSignIn(false)
	doubted := uploader.SignIn{Step: uploader.SignInDoubted, Doubt: uploader.DoubtElsewhere, SiteName: "Acme Video", Host: "videos.acme.com", Account: other()}
	w.Apply(uploader.Update{SignIn: &doubted})
	if w.desk.page != signInPage || !strings.Contains(allWords(w.signIn.Piece()), "you signed in to Globex TV at tv.globex.com. You were looking for Acme Video") {
		t.Errorf("the question is not asked: %q", allWords(w.signIn.Piece()))
	}
	pressed(t, w, "Upload to Globex TV")
	if door.Last() != "confirm" {
		t.Errorf("%q", door.Calls)
	}
}

func TestStrongKeysAreWarnedOf(t *testing.T) {
	w, door := newTestWindow(t, nil)
	strong := uploader.SignIn{Step: uploader.SignInDoubted, Doubt: uploader.DoubtStrongKeys, Account: uitest.Account()}
	signInSteps(w, foundAcme(), uploader.SignIn{Step: uploader.SignInChecking}, strong)
	if said := allWords(w.signIn.Piece()); !strings.Contains(said, "can also delete videos and act as other people") {
		t.Errorf("%q", said)
	}
	pressed(t, w, "Back")
	if door.Last() != "stop" {
		t.Errorf("%q", door.Calls)
	}
	if field, is := w.window.Canvas().Focused().(*widgets.Field); !is || !strings.HasPrefix(field.AccessibilityLabel(), "Access key") {
		t.Errorf("weaker keys cannot be pasted: the keyboard is in %T", w.window.Canvas().Focused())
	}
	signInSteps(w, strong)
	pressed(t, w, "Continue")
	if door.Last() != "confirm" {
		t.Errorf("%q", door.Calls)
	}
}

func TestKeysCanBePastedWhereTheBrowserIsOffered(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	signInSteps(w, foundAcme(uploader.WayBrowser))
	pressed(t, w, "Paste keys…")
	if field, is := w.window.Canvas().Focused().(*widgets.Field); !is || !strings.HasPrefix(field.AccessibilityLabel(), "Access key") {
		t.Fatalf("the keyboard is in %T", w.window.Canvas().Focused())
	}
	signInSteps(w, uploader.SignIn{Step: uploader.SignInChecking}, stopped(uploader.ReasonKeysWrong))
	if !strings.Contains(allWords(w.signIn.Piece()), "This key does not fit Acme Video") || buttonOf(w.signIn.Piece(), "Sign in in your browser") != nil {
		t.Errorf("%q", allWords(w.signIn.Piece()))
	}
	pressed(t, w, "Back")
	if buttonOf(w.signIn.Piece(), "Sign in in your browser") == nil {
		t.Error("there is no way back to the browser")
	}
}

func TestWhereTheSignInIsKeptAndHowToKeepIt(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	signInSteps(w, foundAcme(), done(func(a *uploader.Account) { a.Kept = uploader.KeptUntilQuit }, uploader.ReasonKeyringNone))
	pressed(t, w, "How to fix it")
	sheet := w.window.Canvas().Overlays().Top()
	if sheet == nil || !strings.Contains(allWords(sheet), "GNOME Keyring or KWallet") {
		t.Fatal("nobody says how")
	}
	buttonOf(sheet, "Close").Tapped(nil)
	signInSteps(w, done(nil, uploader.NoReason))
	if buttonOf(w.signIn.Piece(), "How to fix it") != nil {
		t.Error("where nothing is wrong a remedy is offered")
	}
	pressed(t, w, "Add another account")
	if field, is := w.window.Canvas().Focused().(*widgets.Field); !is || field.Text != "" {
		t.Error("another account does not begin with its address")
	}
}

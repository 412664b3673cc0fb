package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

func press(w *Window, name fyne.KeyName, modifier fyne.KeyModifier) {
	w.shortcut(&desktop.CustomShortcut{KeyName: name, Modifier: modifier})
}

func typed(w *Window, name fyne.KeyName) {
	event := &fyne.KeyEvent{Name: name}
	if focused := w.window.Canvas().Focused(); focused != nil {
		focused.TypedKey(event)
	} else {
		w.window.Canvas().OnTypedKey()(event)
	}
}

func TestWhatIsDroppedAnywhereIsAdded(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	names := []string{"/home/you/a b.mp4", "/home/you/æøå 50%20 #1 +.mov", "/home/you/Archive"}
	var dropped []fyne.URI
	for _, name := range names {
		dropped = append(dropped, storage.NewFileURI(name))
	}
	w.Dropped(fyne.NewPos(1, 1), dropped)
	if want := fmt.Sprintf("add %q", names); door.Last() != want {
		t.Errorf("%s\nwant %s", door.Last(), want)
	}
}

func TestTypingIsSavedHalfASecondLaterAndOnLeaving(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	open(w, "q3")
	w.details.FocusTitle()
	field := w.window.Canvas().Focused()
	test.Type(field, "New ")
	if len(door.Edits) != 0 {
		t.Fatal("every key is saved by itself")
	}
	clock(w).pass(500 * time.Millisecond)
	if len(door.Edits) != 1 || !strings.HasSuffix(*door.Edits[0].Title, "New ") {
		t.Fatalf("saved: %+v", door.Edits)
	}
	test.Type(field, "x")
	w.window.Canvas().Focus(w.list.List())
	if len(door.Edits) != 2 {
		t.Error("leaving the field does not save")
	}
	w.details.FocusTitle()
	test.Type(field, "y")
	open(w, "ceo")
	if len(door.Edits) != 3 || door.Last() != "edit q3" {
		t.Errorf("choosing another video does not save: %s", door.Last())
	}
	w.details.FocusTitle()
	test.Type(w.window.Canvas().Focused(), "z")
	w.AskToClose()
	if len(door.Edits) != 4 {
		t.Error("closing does not save")
	}
}

func clock(w *Window) *manualTimers { return w.timers.(*manualTimers) }

// TestTheKeyboardReachesEverything walks with Tab until it comes round, in every view.
func TestTheKeyboardReachesEverything(t *testing.T) {
	for name, show := range map[string]struct {
		do   func(*Window)
		want []string
	}{
		"empty": {func(w *Window) { w.Apply(uitest.Whole(nil)) }, []string{"Videos", "Uploading to Acme Video", "Settings", "Add videos…", "Add a folder…", "Add a placeholder…"}},
		"work": {func(w *Window) { w.Apply(uitest.Whole(uitest.AtWork())); open(w, "q3") }, []string{
			"Add videos", "Pause all", "Select all", "Videos", "Pause", "Resume", "Title", "Description", "Category", "Tags", "☐ Publish on a date…", "More details",
		}},
		"sign-in": {func(w *Window) { w.ShowSignIn(true) }, []string{"Address of your video site", "Continue", "Back"}},
	} {
		t.Run(name, func(t *testing.T) {
			w, _ := newTestWindow(t, nil)
			show.do(w)
			w.window.Canvas().Unfocus()
			var seen []string
			first := fyne.Focusable(nil)
			for range 200 {
				w.window.Canvas().FocusNext()
				focused := w.window.Canvas().Focused()
				if focused == first {
					break
				}
				if first == nil {
					first = focused
				}
				if piece, accessible := focused.(fyne.Accessible); accessible {
					seen = append(seen, strings.SplitN(piece.AccessibilityLabel(), ":", 2)[0])
				} else {
					t.Errorf("the keyboard reaches a %T that does not say what it is", focused)
				}
			}
			for _, label := range show.want {
				if !slices.Contains(seen, label) {
					t.Errorf("Tab never reaches %q; it reaches %q", label, seen)
				}
			}
		})
	}
}

func TestTheListIsWorkedByKeys(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	w.window.Canvas().Focus(w.list.List())
	typed(w, fyne.KeyDown)
	if w.selection.Current() != "q3" {
		t.Fatalf("arrow down goes to %q", w.selection.Current())
	}
	typed(w, fyne.KeySpace)
	if !w.selection.Ticked("q3") {
		t.Error("Space does not tick")
	}
	typed(w, fyne.KeySpace)
	press(w, fyne.KeyP, fyne.KeyModifierShortcutDefault)
	if door.Last() != "pause [q3]" {
		t.Errorf("Ctrl+P: %s", door.Last())
	}
	press(w, fyne.KeyUp, fyne.KeyModifierAlt)
	if door.Last() != `move [q3] before "welcome"` {
		t.Errorf("Alt+Up: %s", door.Last())
	}
	press(w, fyne.KeyDown, fyne.KeyModifierAlt)
	if door.Last() != `move [q3] before "img"` {
		t.Errorf("Alt+Down: %s", door.Last())
	}
	typed(w, fyne.KeyReturn)
	if w.details.Shown() != "q3" || !w.desk.open {
		t.Error("Enter does not open the details")
	}
	typed(w, fyne.KeyEscape)
	if w.desk.open {
		t.Error("Esc does not close the details")
	}
	if slices.ContainsFunc(door.Calls, func(call string) bool { return strings.HasPrefix(call, "remove") }) {
		t.Error("something was removed on the way")
	}
	typed(w, fyne.KeyDelete)
	if !strings.HasPrefix(door.Last(), "remove ") {
		t.Errorf("Delete: %s", door.Last())
	}
	w.shortcut(&fyne.ShortcutUndo{})
	if !strings.HasPrefix(door.Last(), "restore ") {
		t.Errorf("Ctrl+Z: %s", door.Last())
	}
}

func TestUndoWaitsWhileSomebodyIsThere(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	w.list.Remove([]uploader.UploadID{"img"})
	clock(w).pass(9 * time.Second)
	if !w.list.Undo() || door.Last() != "restore [img]" {
		t.Error("after nine seconds there is no undo")
	}
	w.list.Remove([]uploader.UploadID{"img"})
	strip := stripOf(w)
	strip.MouseIn(nil)
	clock(w).pass(time.Minute)
	strip.MouseOut()
	clock(w).pass(9 * time.Second)
	if !w.list.Undo() {
		t.Error("undo did not wait for the pointer")
	}
	w.list.Remove([]uploader.UploadID{"img"})
	clock(w).pass(uploader.UndoWindow)
	if stripOf(w) != nil {
		t.Error("the offer never ends")
	}
	if !w.list.Undo() || door.Last() != "restore [img]" {
		t.Error("after its ten seconds nothing brings the row back")
	}
	w.list.Remove([]uploader.UploadID{"img"})
	w.Apply(uploader.Update{Gone: []uploader.UploadID{"img"}})
	if w.list.Undo() {
		t.Error("undo is offered for what cannot be brought back")
	}
}

func stripOf(w *Window) (found *widgets.Strip) {
	eachVisible(w.content, func(object fyne.CanvasObject) {
		if strip, is := object.(*widgets.Strip); is {
			found = strip
		}
	})
	return found
}

func TestUploadStartsWhatItsButtonNames(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.Many(3)))
	open(w, "video0001")
	press(w, fyne.KeyReturn, fyne.KeyModifierShortcutDefault)
	if door.Last() != "start [video0000 video0001 video0002]" {
		t.Errorf("with the details of one open: %s", door.Last())
	}
	w.selection.Toggle("video0002")
	w.timers.(*manualTimers).pass(doublePress)
	w.Upload()
	if door.Last() != "start [video0002]" {
		t.Errorf("with one ticked: %s", door.Last())
	}
}

func TestUploadAsksForTheSignInAndComesBack(t *testing.T) {
	w, door := newTestWindow(t, nil)
	update := uitest.Whole(uitest.Many(1))
	update.Accounts, update.Current = []uploader.Account{}, ""
	w.Apply(update)
	w.Upload()
	if w.desk.page != signInPage || slices.Contains(door.Calls, "start [video0000]") {
		t.Fatal("without an account the upload began")
	}
	w.Apply(uploader.Update{SignIn: &uploader.SignIn{Step: uploader.SignInDone, Account: uitest.Account()}})
	if door.Last() != "start [video0000]" {
		t.Errorf("after signing in: %s", door.Last())
	}
}

func TestNothingIsSaidBesideFieldsBeforeTheFirstAttempt(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.Troubled()))
	open(w, "img")
	message := "looks like a name from a camera"
	if n := strings.Count(allWords(w.details.Piece()), message); n != 1 {
		t.Errorf("before the attempt it is said %d times, once above the form is right", n)
	}
	w.fix("img", uploader.FieldTitle)
	if field, ok := w.window.Canvas().Focused().(*widgets.Field); !ok || field.Text != "IMG 2041" {
		t.Errorf("Fix does not go to the title but to %T", w.window.Canvas().Focused())
	}
	if n := strings.Count(allWords(w.details.Piece()), message); n != 1 {
		t.Errorf("after it, it is said %d times beside the field", n)
	}
}

// allWords are the texts that can be seen in a piece.
func allWords(piece fyne.CanvasObject) string {
	var all strings.Builder
	eachVisible(piece, func(object fyne.CanvasObject) {
		if text, ok := object.(interface{ Words() string }); ok {
			all.WriteString(text.Words() + "\n")
		}
	})
	return all.String()
}

func TestSigningInGoesStepByStep(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.ShowSignIn(true)
	test.Type(w.window.Canvas().Focused(), "videos.acme.com")
	typed(w, fyne.KeyReturn)
	if door.Last() != "look videos.acme.com" {
		t.Fatalf("Enter in the address: %s", door.Last())
	}
	w.Apply(uploader.Update{SignIn: &uploader.SignIn{Step: uploader.SignInFound, SiteName: "Acme Video", Host: "videos.acme.com"}})
	if !strings.Contains(allWords(w.signIn.Piece()), "Found “Acme Video” at videos.acme.com") {
		t.Error("the site is not named before a key is asked for")
	}
	test.Type(w.window.Canvas().Focused(), "secret")
	typed(w, fyne.KeyReturn)
	if door.Last() != "sign in, access key true, four false" {
		t.Errorf("Enter in the key: %s", door.Last())
	}
	w.Apply(uploader.Update{SignIn: &uploader.SignIn{Step: uploader.SignInStopped, Reason: uploader.Reason{Code: uploader.ReasonKeysWrong, Site: "Acme Video"}}})
	if field, ok := w.window.Canvas().Focused().(*widgets.Field); !ok || field.Text != "secret" {
		t.Error("what was typed is gone after it did not fit")
	}
	account := uitest.Account()
	account.Level = uploader.LevelRead
	w.Apply(uploader.Update{SignIn: &uploader.SignIn{Step: uploader.SignInDone, Account: account}})
	if !strings.Contains(allWords(w.signIn.Piece()), "may only look at videos") {
		t.Error("somebody who may not upload is not told")
	}
}

func TestABlockOfKeysFillsAllBoxes(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.ShowSignIn(true)
	w.Apply(uploader.Update{SignIn: &uploader.SignIn{Step: uploader.SignInFound, SiteName: "Acme Video", Host: "videos.acme.com"}})
	clipboard := test.NewClipboard()
	clipboard.SetContent("Consumer key: aaaaaaaaaaaaaaaaaaaa\nConsumer secret: bbbbbbbbbbbbbbbbbbbb\nAccess token: cccccccccccccccccccc\nAccess token secret: dddddddddddddddddddd\n")
	w.window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
	typed(w, fyne.KeyReturn)
	if door.Last() != "sign in, access key false, four true" {
		t.Errorf("after pasting a block: %s", door.Last())
	}
}

func TestClosingAsksOnlyWhileVideosAreOnTheirWay(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	closed := false
	w.window.SetOnClosed(func() { closed = true })
	w.Apply(uitest.Whole(uitest.AtWork()))
	w.AskToClose()
	if closed || w.window.Canvas().Overlays().Top() == nil {
		t.Fatal("closing while uploading does not ask")
	}
	button, ok := w.window.Canvas().Focused().(*widgets.Button)
	if !ok || button.Words() != "Keep uploading in the background" {
		t.Errorf("the safe answer does not have the keyboard, %T has", w.window.Canvas().Focused())
	}
	typed(w, fyne.KeyEscape)
	if closed || w.window.Canvas().Overlays().Top() != nil {
		t.Error("Esc does not go back to the window")
	}
	w.Apply(uitest.Whole(uitest.AllDone()))
	w.AskToClose()
	if !closed {
		t.Error("closing asks although nothing is on its way")
	}
}

func TestAnotherLanguageComesAtOnce(t *testing.T) {
	var remembered Choices
	w, _ := newTestWindow(t, func(c *Config) { c.Remember = func(choices Choices) { remembered = choices } })
	w.Apply(uitest.Whole(uitest.AtWork()))
	open(w, "q3")
	w.choose(func(c *Choices) { c.Language = words.Danish })
	if remembered.Language != words.Danish || !strings.Contains(allWords(w.content), "Tilføj videoer") {
		t.Error("the window does not speak Danish")
	}
	if w.details.Shown() != "q3" || w.queue.Len() != 6 {
		t.Error("changing the language lost what was open")
	}
}

func TestFilesThatAreNoTextArePasted(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(nil))
	w.system.(*fakeSystem).copiedFiles = []string{"/videos/one.mp4", "/videos/two.mp4"}
	w.Paste("")
	if door.Last() != `add ["/videos/one.mp4" "/videos/two.mp4"]` {
		t.Errorf("after pasting: %s", door.Last())
	}
	w.Paste(" twentythree-upload:abc\n")
	if door.Last() != `add [" twentythree-upload:abc\n"]` {
		t.Errorf("after pasting the address of a link: %s", door.Last())
	}
	w.Paste("a sentence")
	if !said(w, w.env.T(words.IntakeNotPasted)) {
		t.Error("nobody says that nothing was pasted")
	}
}

// TestADoublePressUploadsOnlyWhatTheButtonNamed presses twice while one of several videos is ticked.
func TestADoublePressUploadsOnlyWhatTheButtonNamed(t *testing.T) {
	w, door := newTestWindow(t, nil)
	ready := func(id uploader.UploadID) uploader.Upload {
		return uitest.Upload(id, string(id), string(id)+".mp4", 1000, uploader.Ready, nil)
	}
	w.Apply(uitest.Whole([]uploader.Upload{ready("one"), ready("two"), ready("three")}))
	w.selection.Toggle("one")
	w.list.Reload()
	w.Upload()
	w.Upload()
	if got := times(door, "start"); got != 1 || door.Last() != "start [one]" {
		t.Errorf("started %q", door.Calls)
	}
	w.timers.(*manualTimers).pass(doublePress)
	w.Upload()
	if got := times(door, "start"); got != 2 {
		t.Errorf("a later press starts nothing: %q", door.Calls)
	}
}

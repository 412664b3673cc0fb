package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// buttonOf is the visible button with these words, nil without one.
func buttonOf(piece fyne.CanvasObject, words string) (found *widgets.Button) {
	eachVisible(piece, func(object fyne.CanvasObject) {
		if button, is := object.(*widgets.Button); is && button.Words() == words {
			found = button
		}
	})
	return found
}

func TestAVideoShownAgainstItsDraftCanBeMadeOneAgain(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.Troubled()))
	open(w, "warn")
	if !strings.Contains(allWords(w.details.Piece()), "Your site shows this video as published.") {
		t.Error("the panel does not say that viewers see the video")
	}
	button := buttonOf(w.details.Piece(), "Make it a draft")
	if button == nil {
		t.Fatal("nothing makes it a draft")
	}
	test.Tap(button)
	if !slices.Equal(door.Calls[len(door.Calls)-2:], []string{"edit warn", "update [warn]"}) {
		t.Errorf("pressing it asks for %q", door.Calls)
	}
	if change := door.Edits[len(door.Edits)-1]; change.Visibility == nil || *change.Visibility != uploader.Draft {
		t.Errorf("pressing it changes %+v", change)
	}
	open(w, "lost")
	if strings.Contains(allWords(w.details.Piece()), "shows this video as published") {
		t.Error("it is said about another video")
	}
}

func TestWhatHasArrivedIsOnlyUpdatedByTheButton(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AllDone()))
	open(w, "welcome")
	if buttonOf(w.details.Piece(), "Update") != nil {
		t.Error("an update is offered before anything was changed")
	}
	if said(w, w.env.T(words.DetailsPublishDone)) || !said(w, w.env.T(words.DetailsPublished)) {
		t.Error("publishing waits for an upload that is over")
	}
	w.details.FocusTitle()
	test.Type(w.window.Canvas().Focused(), "New ")
	clock(w).pass(500 * time.Millisecond)
	if door.Last() != "edit welcome" {
		t.Errorf("typing asks for %q", door.Last())
	}
	upload, _ := w.queue.Upload("welcome")
	upload.Metadata.Title, upload.Unconfirmed = "New Welcome to Acme", []uploader.Field{uploader.FieldTitle}
	w.Apply(uploader.Update{Uploads: []uploader.Upload{upload}})
	test.Type(w.window.Canvas().Focused(), "and better ")
	button := buttonOf(w.details.Piece(), "Update")
	if button == nil {
		t.Fatal("no update is offered")
	}
	test.Tap(button)
	if !slices.Equal(door.Calls[len(door.Calls)-2:], []string{"edit welcome", "update [welcome]"}) {
		t.Errorf("the button asks for %q", door.Calls)
	}
	upload.Metadata, upload.Unconfirmed = wholeEdit(upload.Metadata, door.Edits), nil
	w.Apply(uploader.Update{Uploads: []uploader.Upload{upload}})
	if buttonOf(w.details.Piece(), "Update") != nil {
		t.Error("an update is offered after the site has confirmed it")
	}
}

func wholeEdit(metadata uploader.Metadata, edits []uploader.Change) uploader.Metadata {
	for _, change := range edits {
		metadata = change.Apply(metadata)
	}
	return metadata
}

func TestANewPlaceholderIsNamedWithTheKeyboardInItsTitle(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	w.list.AddPlaceholder()
	placeholder := uitest.Upload("placeholder", "", "", 0, uploader.Attention, func(u *uploader.Upload) {
		u.Source = uploader.Source{}
		u.Reason = uploader.Reason{Code: uploader.ReasonIncomplete, Field: uploader.FieldTitle, Problem: uploader.ProblemMissing}
	})
	w.Apply(uploader.Update{Uploads: []uploader.Upload{placeholder}, Order: []uploader.UploadID{"placeholder"}})
	field, is := w.window.Canvas().Focused().(*widgets.Field)
	if !is || !strings.HasPrefix(field.AccessibilityLabel(), "Title") {
		t.Fatalf("the keyboard is in %T", w.window.Canvas().Focused())
	}
	said := allWords(w.details.Piece())
	if !strings.Contains(said, "New placeholder") || strings.Contains(said, "Give this video a title") {
		t.Errorf("before anything was typed the panel says %q", said)
	}
}

func TestWhatIsNoDateIsSaidAfterLeavingIt(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	open(w, "ceo")
	w.details.Fix(uploader.FieldPublishAt)
	field := w.window.Canvas().Focused().(*widgets.Field)
	field.SelectAll()
	test.Type(field, "tomorrow")
	message := "“tomorrow” is not a date. Write it like 2026-12-04."
	if strings.Contains(allWords(w.details.Piece()), message) {
		t.Error("it is said while typing")
	}
	w.window.Canvas().FocusNext()
	said := allWords(w.details.Piece())
	if !strings.Contains(said, message) || strings.Contains(said, "as set for your account") {
		t.Errorf("after leaving the panel says %q", said)
	}
	open(w, "q3")
	w.details.Fix(uploader.FieldTitle)
	if strings.Contains(allWords(w.details.Piece()), "tomorrow") {
		t.Error("it is said about another video")
	}
}

// TestTabBringsItsFieldIntoView walks through the form in a small window with large text.
func TestTabBringsItsFieldIntoView(t *testing.T) {
	w, _ := newTestWindow(t, func(c *Config) { c.Choices.TextScale = 2 })
	w.window.Resize(fyne.NewSize(800, 560))
	w.Apply(uitest.Whole(uitest.AtWork()))
	open(w, "ceo")
	w.details.FocusTitle()
	panel := w.details.Piece()
	top := w.app.Driver().AbsolutePositionForObject(panel).Y
	seen := 0
	for range 12 {
		w.window.Canvas().FocusNext()
		field, is := w.window.Canvas().Focused().(*widgets.Field)
		if !is {
			continue
		}
		seen++
		if y := w.app.Driver().AbsolutePositionForObject(field).Y; y < top || y+field.Size().Height > top+panel.Size().Height {
			t.Errorf("%s stands at %v, the panel from %v to %v", field.AccessibilityLabel(), y, top, top+panel.Size().Height)
		}
	}
	if seen < 4 {
		t.Errorf("only %d fields were reached", seen)
	}
}

// The time between two clicks is that in which the window could have heard of the second: its timers run only then.
func TestOnlyADoubleClickGoesToTheTitle(t *testing.T) {
	now := uitest.Now()
	w, _ := newTestWindow(t, func(c *Config) { c.Now = func() time.Time { return now } })
	w.Apply(uitest.Whole(uitest.AtWork()))
	press := func() { test.TapAt(w.list.List().Row(1), fyne.NewPos(200, 30)) }
	idle := func(beats int) {
		for range beats {
			w.timers.(*manualTimers).pass(50 * time.Millisecond)
		}
	}
	press()
	idle(8)
	press()
	if w.window.Canvas().Focused() != fyne.Focusable(w.list.List()) {
		t.Errorf("a later second click takes the keyboard to %T", w.window.Canvas().Focused())
	}
	idle(4)
	now = now.Add(3 * time.Second) // busy with the first press
	press()
	if _, is := w.window.Canvas().Focused().(*widgets.Field); !is {
		t.Errorf("a double-click takes the keyboard to %T", w.window.Canvas().Focused())
	}
	idle(1)
	w.env.Kit.Focus(w.list.List())
	press()
	if w.window.Canvas().Focused() != fyne.Focusable(w.list.List()) {
		t.Error("a third click counts as a second one")
	}
}

// typedOn types a key on the button with these words.
func typedOn(w *Window, words string, key fyne.KeyName) {
	buttonOf(w.content, words).TypedKey(&fyne.KeyEvent{Name: key})
}

func TestAMenuLeavesNothingBehind(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	typedOn(w, "Add videos", fyne.KeySpace)
	if w.window.Canvas().Overlays().Top() == nil {
		t.Fatal("no menu opens")
	}
	typed(w, fyne.KeyEscape)
	if left := w.window.Canvas().Overlays().List(); len(left) != 0 {
		t.Errorf("after Esc %T is left over the window", left[0])
	}
}

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

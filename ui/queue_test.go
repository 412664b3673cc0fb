package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/storage"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
)

// rowMenu opens the menu of the row that the keyboard stands on.
func rowMenu(t *testing.T, w *Window, id uploader.UploadID) {
	t.Helper()
	w.window.Canvas().Focus(w.list.List())
	w.list.List().SetCursor(w.queue.Index(id))
	typed(w, desktop.KeyMenu)
	if w.window.Canvas().Overlays().Top() == nil {
		t.Fatal("the menu key opens nothing")
	}
}

// menuLines are the lines of the open menu from top to bottom.
func menuLines(w *Window) (lines []string) {
	eachVisible(w.window.Canvas().Overlays().Top(), func(object fyne.CanvasObject) {
		if text, is := object.(*canvas.Text); is && text.Text != "" {
			lines = append(lines, text.Text)
		}
	})
	return lines
}

// chooseLine presses a line of the open menu.
func chooseLine(t *testing.T, w *Window, words string) {
	t.Helper()
	var press func()
	eachVisible(w.window.Canvas().Overlays().Top(), func(object fyne.CanvasObject) {
		line, is := object.(fyne.Tappable)
		if !is {
			return
		}
		// The innermost piece that can be pressed is the line, the outermost the menu.
		eachVisible(object, func(inner fyne.CanvasObject) {
			if text, is := inner.(*canvas.Text); is && text.Text == words {
				press = func() { line.Tapped(&fyne.PointEvent{}) }
			}
		})
	})
	if press == nil {
		t.Fatalf("the menu has no %q, only %q", words, menuLines(w))
	}
	press()
}

func TestTheMenuOfARowOffersWhatIsPossible(t *testing.T) {
	for id, want := range map[uploader.UploadID][]string{
		"welcome": {"Open details", "Pause", "Move down", "Move to bottom", "Remove"},
		"q3":      {"Open details", "First", "Pause", "Move up", "Move down", "Move to top", "Move to bottom", "Remove"},
		"img":     {"Open details", "Fix", "Keep this title", "Move up", "Move to top", "Remove"},
		"day1":    {"Open details", "Open", "Copy link", "Replace…", "Publish", "Remove"},
	} {
		w, _ := newTestWindow(t, nil)
		uploads := uitest.AtWork()
		if id == "q3" {
			// One waits before it, so that First leads somewhere.
			before := uploads[1]
			before.ID = "before"
			uploads = slices.Insert(uploads, 1, before)
		}
		w.Apply(uitest.Whole(uploads))
		rowMenu(t, w, id)
		if got := menuLines(w); !slices.Equal(got, want) {
			t.Errorf("%s: %q\nwant %q", id, got, want)
		}
	}
}

func TestTheMenuOfTickedRowsActsOnAllOfThem(t *testing.T) {
	w, door := newTestWindow(t, nil)
	uploads := append(uitest.AtWork(), uitest.Many(2)...)
	uploads[7].Metadata.Visibility = uploader.PublishWhenDone
	w.Apply(uitest.Whole(uploads))
	for _, id := range []uploader.UploadID{"q3", "ceo", "video0000", "video0001"} {
		w.list.List().SetCursor(w.queue.Index(id))
		w.window.Canvas().Focus(w.list.List())
		typed(w, fyne.KeySpace)
	}
	for _, act := range []struct{ words, call string }{
		{"Upload 2 videos (1 goes public)", "start [video0000 video0001]"},
		{"Pause 1", "pause [q3]"},
		{"Resume 1", "resume [ceo]"},
		{"Move to top", `move [q3 ceo video0000 video0001] before "welcome"`},
		{"Move down", ""},
		{"Remove 4", "remove [q3 ceo video0000 video0001]"},
	} {
		if rowMenu(t, w, "ceo"); act.call == "" {
			// They reach to the end and come together there.
			typed(w, fyne.KeyEscape)
			continue
		}
		if chooseLine(t, w, act.words); door.Last() != act.call {
			t.Errorf("%s: %s\nwant %s", act.words, door.Last(), act.call)
		}
	}
	rowMenu(t, w, "img")
	if lines := menuLines(w); !slices.Contains(lines, "Open details") {
		t.Errorf("the menu of a row that is not ticked is about the others: %q", lines)
	}
}

func TestShiftF10OpensTheMenuOfTheRow(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	w.window.Canvas().Focus(w.list.List())
	w.list.List().KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	typed(w, fyne.KeyF10)
	if w.window.Canvas().Overlays().Top() == nil || !slices.Contains(menuLines(w), "Remove") {
		t.Error("Shift+F10 opens no menu")
	}
}

func TestAFileDroppedOnARowThatLacksItsOwnGoesThere(t *testing.T) {
	w, door := newTestWindow(t, nil)
	place := uitest.Upload("place", "Interview", "", 0, uploader.Ready, func(u *uploader.Upload) { u.Source = uploader.Source{} })
	w.Apply(uitest.Whole(append(uitest.Troubled(), place)))
	on := func(id uploader.UploadID) fyne.Position {
		w.list.List().SetCursor(w.queue.Index(id))
		row := w.list.List().Row(w.queue.Index(id))
		return w.env.Kit.PositionOf(row).AddXY(200, row.Size().Height/2)
	}
	film := storage.NewFileURI("/home/you/film.mp4")
	for _, row := range []struct {
		on    uploader.UploadID
		files []fyne.URI
		want  string
	}{
		{"lost", []fyne.URI{film}, "look at lost /home/you/film.mp4"},
		{"kind", []fyne.URI{film}, "look at kind /home/you/film.mp4"},
		{"place", []fyne.URI{film}, "file place /home/you/film.mp4"},
		{"net", []fyne.URI{film}, `add ["/home/you/film.mp4"]`},
		{"img", []fyne.URI{film}, `add ["/home/you/film.mp4"]`},
		{"lost", []fyne.URI{film, film}, `add ["/home/you/film.mp4" "/home/you/film.mp4"]`},
	} {
		w.Dropped(on(row.on), row.files)
		if door.Last() != row.want {
			t.Errorf("%d dropped on %s: %s\nwant %s", len(row.files), row.on, door.Last(), row.want)
		}
	}
	at := on("lost")
	w.ShowSettings()
	w.Dropped(at, []fyne.URI{film})
	if !strings.HasPrefix(door.Last(), "add ") {
		t.Errorf("dropped on a sheet above a row: %s", door.Last())
	}
}

func TestManyAreRemovedAfterAQuestionAndComeBackTogether(t *testing.T) {
	w, door := newTestWindow(t, nil)
	uploads := append(uitest.AtWork(), uitest.Many(8)...)
	w.Apply(uitest.Whole(uploads))
	w.list.SelectAll()
	w.window.Canvas().Focus(w.list.List())
	typed(w, fyne.KeyDelete)
	if len(door.Calls) != 0 {
		t.Fatalf("14 with some on their way are removed unasked: %s", door.Last())
	}
	if button, is := w.window.Canvas().Focused().(*widgets.Button); !is || button.Words() != "Keep" {
		t.Errorf("the safe answer does not have the keyboard but %T", w.window.Canvas().Focused())
	}
	eachVisible(w.window.Canvas().Overlays().Top(), func(object fyne.CanvasObject) {
		if button, is := object.(*widgets.Button); is && button.Words() == "Remove 14" {
			defer button.Tapped(nil)
		}
	})
	if want := fmt.Sprintf("remove %v", w.queue.Whole()); door.Last() != want {
		t.Errorf("%s\nwant %s", door.Last(), want)
	}
	if w.list.Undo(); !strings.HasPrefix(door.Last(), "restore [welcome q3") {
		t.Errorf("undo: %s", door.Last())
	}
}

func queueScenes() []scene {
	return []scene{
		{"queue-row-menu", func(t *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			rowMenu(t, w, "ceo")
		}},
		{"queue-many-menu", func(t *testing.T, w *Window) {
			uploads := append(uitest.AtWork(), uitest.Many(2)...)
			uploads[6].Metadata.Visibility = uploader.PublishWhenDone
			w.Apply(uitest.Whole(uploads))
			w.list.SelectAll()
			rowMenu(t, w, "welcome")
		}},
		{"queue-found", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			w.list.Find()
			w.window.Canvas().Focused().TypedRune('u')
			w.window.Canvas().Focused().TypedRune('p')
		}},
		{"queue-leftover", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.NamedByFile()))
			open(w, "q3")
		}},
		{"queue-sent-before", func(_ *testing.T, w *Window) { w.Apply(uitest.Whole(sentBefore())) }},
		{"queue-sheet", func(_ *testing.T, w *Window) { openedSheet(w, uitest.Sheet()) }},
		{"queue-sheet-columns", func(_ *testing.T, w *Window) {
			sheet := uitest.Sheet()
			sheet.Columns[0].Field = ""
			openedSheet(w, sheet)
		}},
		{"queue-sheet-problem", func(_ *testing.T, w *Window) {
			openedSheet(w, uploader.Sheet{Number: 1, Name: "details.xlsx", Problem: uploader.SheetWorkbook})
		}},
		{"queue-sheet-many", func(_ *testing.T, w *Window) { openedSheet(w, longSheet(120)) }},
		{"queue-sheet-applied", func(_ *testing.T, w *Window) {
			openedSheet(w, uitest.Sheet())
			w.sheet.Apply()
		}},
		{"queue-nothing-found", func(_ *testing.T, w *Window) {
			w.Apply(uitest.Whole(uitest.AtWork()))
			w.list.Find()
			for _, r := range "xyz" {
				w.window.Canvas().Focused().TypedRune(r)
			}
		}},
	}
}

// sentBefore is a list with a file of which the site has a video already.
func sentBefore() []uploader.Upload {
	again := uitest.Upload("again", "Onboarding day 1", "day1.mp4", 310_000_000, uploader.Attention, func(u *uploader.Upload) {
		u.Reason = uploader.Reason{Code: uploader.ReasonSentBefore, Subject: "Onboarding day 1", Site: "Acme Video", At: uitest.Now().AddDate(0, 0, -3)}
	})
	return append([]uploader.Upload{again}, uitest.AtWork()...)
}

func TestAFileThatWasSentBeforeOffersToSkipIt(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(sentBefore()))
	row := w.list.List().Row(0)
	if got := row.Content().Sentence; got != "This file was sent before. It has been on Acme Video as “Onboarding day 1” since 18 Nov 2026." {
		t.Errorf("it says %q", got)
	}
	actions := row.Content().Actions
	if len(actions) != 2 || actions[0].Words != "Skip" || actions[1].Words != "Upload again" {
		t.Fatalf("it offers %+v", actions)
	}
	actions[1].Do()
	if door.Last() != "again again" {
		t.Errorf("Upload again: %s", door.Last())
	}
	actions[0].Do()
	if door.Last() != "remove [again]" || stripOf(w) == nil {
		t.Errorf("Skip: %s", door.Last())
	}
}

func TestWhatIsLeftOfTheFileNameIsHintedAtUntilSomebodyTypes(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.NamedByFile()))
	open(w, "q3")
	hint := "“final v2” comes from the file name. Viewers will see it."
	if !strings.Contains(allWords(w.details.Piece()), hint) {
		t.Error("nothing is said of “final v2”")
	}
	w.details.FocusTitle()
	w.window.Canvas().Focused().TypedRune('!')
	if strings.Contains(allWords(w.details.Piece()), hint) {
		t.Error("it is still said after somebody typed a title")
	}
}

func TestWhatIsNotInTheListIsLookedForInTheHistory(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	w.list.Find()
	for _, r := range "xyz" {
		w.window.Canvas().Focused().TypedRune(r)
	}
	eachVisible(w.list.Piece(), func(object fyne.CanvasObject) {
		if button, is := object.(*widgets.Button); is && button.Words() == "Search in History" {
			defer button.Tapped(nil)
		}
	})
	if w.desk.page != historyPage || !strings.Contains(door.Last(), "xyz") {
		t.Errorf("Search in History: %s", door.Last())
	}
}

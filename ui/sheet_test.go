package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

func openedSheet(w *Window, sheet uploader.Sheet) {
	w.Apply(uitest.Whole(uitest.AtWork()))
	w.Apply(uploader.Update{Sheet: &sheet})
}

// longSheet has many lines that are about no video, and one that is.
func longSheet(lines int) uploader.Sheet {
	sheet := uitest.Sheet()
	sheet.Lines = sheet.Lines[:2]
	for i := range lines {
		sheet.Lines = append(sheet.Lines, uploader.SheetLine{Number: i + 4, File: fmt.Sprintf("video_%d.mp4", i), Miss: uploader.SheetNoVideo})
	}
	return sheet
}

// onSheet finds a button or tick of the open sheet.
func onSheet[T fyne.CanvasObject](t *testing.T, w *Window, words string, label func(T) string) (found T) {
	t.Helper()
	some := false
	eachVisible(w.window.Canvas().Overlays().Top(), func(object fyne.CanvasObject) {
		if piece, is := object.(T); is && label(piece) == words {
			found, some = piece, true
		}
	})
	if !some {
		t.Fatalf("the sheet has no %q: %s", words, allWords(w.window.Canvas().Overlays().Top()))
	}
	return found
}

func button(t *testing.T, w *Window, words string) *widgets.Button {
	t.Helper()
	return onSheet(t, w, words, (*widgets.Button).Words)
}

func TestASpreadsheetIsShownBeforeItChangesAnything(t *testing.T) {
	w, door := newTestWindow(t, nil)
	openedSheet(w, uitest.Sheet())
	if len(door.Calls) != 0 {
		t.Fatalf("opening it asks for %q", door.Calls)
	}
	said := allWords(w.window.Canvas().Overlays().Top())
	for _, text := range []string{
		"3 videos get details from this file.", "1 video has these details already.", "3 lines are left out", "Title: Results of the third quarter",
		"Your site has no category “Onboarding”.", "Line 7, “harbour.mov”: No video in the list has this file name.", "Who can see it: 4 Dec, 09:00, Copenhagen time",
	} {
		if !strings.Contains(said, text) {
			t.Errorf("it does not say %q:\n%s", text, said)
		}
	}
	button(t, w, "Apply to 3 videos (1 goes public on a date)")
	tick := onSheet(t, w, "☑ q3.mov", (*widgets.Tick).AccessibilityLabel)
	tick.Tapped(nil)
	button(t, w, "Apply to 2 videos").Tapped(nil)
	if want := []string{"leave sheet 1", "edit each [welcome ceo]"}; !slices.Equal(door.Calls, want) {
		t.Errorf("%q", door.Calls)
	}
	if w.sheet != nil || w.window.Canvas().Overlays().Top() != nil {
		t.Error("the sheet stays open")
	}
	door.Edits = nil
	eachVisible(w.content, func(object fyne.CanvasObject) {
		if undo, is := object.(*widgets.Button); is && undo.Words() == "Undo" {
			defer undo.Tapped(nil)
		}
	})
	if len(door.Edits) != 2 || door.Last() != "edit each [welcome ceo]" || *door.Edits[1].Visibility != uploader.PublishOnDate || (*door.Edits[0].Categories)[0].Title != "HR" {
		t.Errorf("undo: %s %+v", door.Last(), door.Edits)
	}
}

func TestLeavingASpreadsheetChangesNothing(t *testing.T) {
	w, door := newTestWindow(t, nil)
	openedSheet(w, uitest.Sheet())
	typed(w, fyne.KeyEscape)
	if want := []string{"leave sheet 1"}; !slices.Equal(door.Calls, want) || w.sheet != nil {
		t.Errorf("%q", door.Calls)
	}
}

func TestThePersonSaysWhatAColumnHolds(t *testing.T) {
	w, door := newTestWindow(t, nil)
	sheet := uitest.Sheet()
	sheet.Columns[0].Field = ""
	openedSheet(w, sheet)
	if said := allWords(w.window.Canvas().Overlays().Top()); !strings.Contains(said, "Choose under “Columns” which one holds the file name.") {
		t.Errorf("it says:\n%s", said)
	}
	choice := onSheet(t, w, "“File”, such as “welcome_final_v3.mp4”: Leave out", (*widgets.Select).AccessibilityLabel)
	choice.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	chooseLine(t, w, "Title")
	if want := `map sheet 1 ["title" "" "description" "" ""]`; door.Last() != want {
		t.Errorf("%s\nwant %s", door.Last(), want)
	}
	w.Apply(uploader.Update{Sheet: sheetOf(uitest.Sheet())})
	button(t, w, "Apply to 3 videos (1 goes public on a date)")
}

func TestALongSpreadsheetHasPages(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	openedSheet(w, longSheet(120))
	said := func() string { return allWords(w.window.Canvas().Overlays().Top()) }
	if !strings.Contains(said(), "Page 1 of 5") || strings.Contains(said(), "video_40.mp4") {
		t.Fatalf("the first page:\n%s", said())
	}
	button(t, w, "Next").Tapped(nil)
	if !strings.Contains(said(), "Page 2 of 5") || !strings.Contains(said(), "video_40.mp4") {
		t.Errorf("the second page:\n%s", said())
	}
}

func TestATemplateCanBeFilledInAndSaved(t *testing.T) {
	w, _ := newTestWindow(t, func(c *Config) { c.Choices.Language = words.Danish })
	uploads := uitest.AtWork()
	uploads[1].Metadata.Title = "=SUM(A1)"
	w.Apply(uitest.Whole(uploads))
	system := w.system.(*fakeSystem)
	system.paths = []string{"/home/you"}
	w.list.SaveTemplate()
	want := "\uFEFFFilnavn;Titel;Beskrivelse;Tags;Kategori;Hvem kan se den;Dato\r\n" +
		"welcome_final_v3.mp4;Welcome to Acme;What new colleagues need to know in their first week.;onboarding, first week;HR;Kladde;\r\n" +
		"q3.mov;'=SUM(A1);;;News;Udgiv efter upload;\r\n" +
		"ceo.mp4;CEO update December;;;News;Udgiv på en dato;2026-12-04 09:00\r\n" +
		"IMG_2041.MOV;IMG 2041;;;;Kladde;\r\n"
	if len(system.saved) != 1 || system.saved[0] != want {
		t.Errorf("%q\nwant %q", system.saved, want)
	}
	system.unwritable = true
	w.list.SaveTemplate()
	if !strings.Contains(allWords(w.content), "Regnearket kunne ikke gemmes") {
		t.Error("a folder that takes nothing is not told")
	}
}

func sheetOf(sheet uploader.Sheet) *uploader.Sheet { return &sheet }

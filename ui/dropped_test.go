package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// dropAt drops files on a point of the window.
func dropAt(w *Window, at fyne.Position, paths ...string) {
	var dropped []fyne.URI
	for _, path := range paths {
		dropped = append(dropped, storage.NewFileURI(path))
	}
	w.Dropped(at, dropped)
}

// nowhere is a point that no row is at.
var nowhere = fyne.NewPos(1, 1)

func TestDroppedPicturesAndSubtitlesGoToTheVideoInTheDetails(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	dropAt(w, nowhere, "/p.jpg")
	if door.Last() != "" || !strings.Contains(allWords(w.list.Piece()), "Open the details of one video") {
		t.Errorf("a picture was dropped while no details are open: %q", door.Calls)
	}
	open(w, "q3")
	dropAt(w, nowhere, "/p.jpg", "/a.srt", "/second.jpg")
	if !slices.Contains(door.Calls, "poster q3 /p.jpg") || door.Last() != `subtitles q3 ["/a.srt"]` {
		t.Errorf("%v", door.Calls)
	}
	if !w.details.Piece().Visible() || buttonOf(w.details.Piece(), w.env.T(words.ButtonChoosePicture)) == nil {
		t.Error("where the picture went is not to be seen")
	}
	dropAt(w, nowhere, "/film.mp4", "/a.srt")
	if door.Last() != `add ["/film.mp4" "/a.srt"]` {
		t.Error(door.Last())
	}
}

func TestAPictureDroppedOnARowGoesToThatVideo(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	open(w, "q3")
	dropOn(t, w, "welcome", "/p.png")
	if door.Last() != "poster welcome /p.png" || w.details.Shown() != "welcome" {
		t.Errorf("%s, and the details are about %s", door.Last(), w.details.Shown())
	}
	w.list.SelectAll()
	dropOn(t, w, "welcome", "/q.png")
	if door.Last() != "poster welcome /p.png" {
		t.Errorf("with several ticked: %s", door.Last())
	}
}

func TestADroppedPosterCanBeTakenBack(t *testing.T) {
	w, door := newTestWindow(t, nil)
	uploads := uitest.AtWork()
	w.Apply(uitest.Whole(uploads))
	open(w, "welcome")
	dropAt(w, nowhere, "/p.jpg")
	if strings.Contains(allWords(w.details.Piece()), "changed in 1 video") {
		t.Error("the picture is said to be there before it was looked at")
	}
	welcome := uploads[0]
	welcome.Metadata.Poster = lying("p.jpg", 412_000)
	w.Apply(uploader.Update{Uploads: []uploader.Upload{welcome}})
	panelSays(t, w, "changed in 1 video")
	panelSays(t, w, "p.jpg")
	pressedIn(t, w, "Undo")
	if last := door.Edits[len(door.Edits)-1]; door.Last() != "edit welcome" || last.Poster == nil || *last.Poster != (uploader.Source{}) {
		t.Errorf("%s: %+v", door.Last(), last)
	}
}

func TestADroppedSpreadsheetOpensItsCheck(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	dropAt(w, nowhere, "/titles.CSV")
	if door.Last() != "open sheet /titles.CSV" {
		t.Error(door.Last())
	}
	dropAt(w, nowhere, "/a.mp4", "/titles.csv", "/b.mp4", "/other.tsv")
	if door.Last() != `add ["/a.mp4" "/b.mp4" "/other.tsv"]` {
		t.Errorf("the videos beside a spreadsheet go first: %s", door.Last())
	}
	question := uploader.IntakeResult{Batch: 1, Asking: &uploader.FolderQuestion{Folder: "x", Count: 200}}
	w.Apply(uploader.Update{Intake: []uploader.IntakeResult{question}})
	if strings.HasPrefix(door.Last(), "open sheet") {
		t.Error("the spreadsheet opens while the person is asked about a folder")
	}
	w.Apply(uploader.Update{Intake: []uploader.IntakeResult{{Batch: 1, Added: []uploader.UploadID{"q3"}}}})
	if door.Last() != "open sheet /titles.csv" {
		t.Error(door.Last())
	}
	w.Apply(uploader.Update{Intake: []uploader.IntakeResult{{Batch: 1, Added: []uploader.UploadID{"q3"}}}})
	if opened := slices.DeleteFunc(slices.Clone(door.Calls), func(call string) bool { return call != "open sheet /titles.csv" }); len(opened) != 1 {
		t.Errorf("it opens %d times", len(opened))
	}
}

func TestASpreadsheetDroppedWithASetupFileOpensOrSaysThatItWaits(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	before := shownWords(w.window.Content())
	dropAt(w, nowhere, "/acme.ttsetup", "/titles.csv")
	if door.Last() != `add ["/acme.ttsetup"]` {
		t.Fatal(door.Last())
	}
	w.Apply(uploader.Update{Intake: []uploader.IntakeResult{{Batch: 1, Elsewhere: true}}})
	if door.Last() != "open sheet /titles.csv" || len(w.sheetAfter) != 0 {
		t.Errorf("%s, and %v wait", door.Last(), w.sheetAfter)
	}
	if after := shownWords(w.window.Content()); after != before {
		t.Errorf("the list speaks of what was not meant for it: %q", after)
	}
	offer, sheet := uitest.Offer(), uitest.Sheet()
	sheet.Name = "titles.csv"
	w.Apply(uploader.Update{Setup: &offer})
	w.Apply(uploader.Update{Sheet: &sheet})
	if asked := shownWords(w.window.Canvas().Overlays().Top()); !strings.Contains(asked, "Then drop “titles.csv” once more.") || !strings.HasPrefix(door.Last(), "leave sheet") {
		t.Errorf("%s; the question about the setup file says %q", door.Last(), asked)
	}
}

func TestWhatIsDroppedBehindASheetIsTakenAndTold(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AtWork()))
	w.ShowSettings()
	dropAt(w, nowhere, "/a.mp4", "/titles.csv")
	if door.Last() != `add ["/a.mp4"]` {
		t.Fatal(door.Last())
	}
	sheet := w.window.Canvas().Overlays().Top()
	says := func(want string) {
		t.Helper()
		if !strings.Contains(shownWords(sheet), want) {
			t.Errorf("the sheet does not say %q: %q", want, shownWords(sheet))
		}
	}
	says("Then drop “titles.csv” once more.")
	w.Apply(uploader.Update{Intake: []uploader.IntakeResult{{Batch: 1, Added: []uploader.UploadID{"q3"}}}})
	says("Added 1 video. You find them in the list.")
	w.Apply(uploader.Update{Intake: []uploader.IntakeResult{{Batch: 2, Rejected: []uploader.Rejection{{Name: "x.xlsx", Reason: uploader.Reason{Code: uploader.ReasonNotVideo}}}}}})
	if strings.Contains(shownWords(sheet), "You find them") {
		t.Error("nothing was added, and something is to be found")
	}
	if _, is := w.window.Canvas().Overlays().Top().(*widgets.Sheet); !is {
		t.Error("the sheet was closed")
	}
	_ = test.WidgetRenderer(sheet.(fyne.Widget))
}

// shownWords are the words of everything that a piece draws.
func shownWords(piece fyne.CanvasObject) string {
	said := allWords(piece)
	if drawn, is := piece.(fyne.Widget); is {
		for _, inner := range test.WidgetRenderer(drawn).Objects() {
			said += "\n" + allWords(inner)
		}
	}
	return said
}

package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// dropOn drops files on the row of a video.
func dropOn(t *testing.T, w *Window, id uploader.UploadID, paths ...string) {
	t.Helper()
	row := w.list.List().Row(w.queue.Index(id))
	if row == nil {
		t.Fatalf("%s has no row in view", id)
	}
	var dropped []fyne.URI
	for _, path := range paths {
		dropped = append(dropped, storage.NewFileURI(path))
	}
	w.Dropped(w.app.Driver().AbsolutePositionForObject(row).AddXY(200, 20), dropped)
}

// droppedOnFinished drops a file on a finished video, and gives the question that comes of it.
func droppedOnFinished(t *testing.T, w *Window) fyne.CanvasObject {
	t.Helper()
	w.Apply(uitest.Whole(uitest.AllDone()))
	dropOn(t, w, "welcome", "/videos/welcome_final_v4.mp4")
	_, file := replaceable()
	w.Apply(uploader.Update{Extras: []uploader.ExtrasNews{{Upload: "welcome", Candidate: &file}}})
	question := w.window.Canvas().Overlays().Top()
	if question == nil {
		t.Fatal("nothing asks what is to become of the file")
	}
	return question
}

func TestAFileThatIsDroppedOnAFinishedVideoIsAskedAbout(t *testing.T) {
	for said, want := range map[words.Key]string{
		words.ReplaceAsNew: `add ["/videos/welcome_final_v4.mp4"]`,
		words.ReplaceVideo: "replace welcome /videos/welcome_final_v4.mp4",
		words.ButtonCancel: "look at welcome /videos/welcome_final_v4.mp4",
	} {
		w, door := newTestWindow(t, nil)
		question := droppedOnFinished(t, w)
		if door.Last() != "look at welcome /videos/welcome_final_v4.mp4" {
			t.Fatalf("before the answer it asks for %q", door.Calls)
		}
		for _, part := range []string{"Welcome to Acme", "welcome_final_v3.mp4", "welcome_final_v4.mp4", "cannot be undone"} {
			if !strings.Contains(allWords(question), part) {
				t.Errorf("the question does not name %q: %q", part, allWords(question))
			}
		}
		test.Tap(buttonOf(question, w.env.T(said)))
		if door.Last() != want || w.window.Canvas().Overlays().Top() != nil {
			t.Errorf("%s asks for %q", w.env.T(said), door.Last())
		}
	}
}

func TestWhatIsDroppedElsewhereIsAddedAsBefore(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AllDone()))
	dropOn(t, w, "welcome", "/a.mp4", "/b.mp4")
	if door.Last() != `add ["/a.mp4" "/b.mp4"]` {
		t.Errorf("two files on a finished video: %s", door.Last())
	}
	w.Apply(uitest.Whole(uitest.Several()))
	dropOn(t, w, "week_1_it.mp4", "/a.mp4")
	if door.Last() != `add ["/a.mp4"]` {
		t.Errorf("on a video that is ready: %s", door.Last())
	}
}

func TestTheFileOfAnEntryIsReplacedOnceThePersonHasSaidSo(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.system.(*fakeSystem).paths = []string{"/videos/day1_new.mp4"}
	showPast(w, uitest.Past())
	openPastMenu(w, 1)
	chooseLine(t, w, "Replace…")
	if door.Last() != "look at day1 /videos/day1_new.mp4" {
		t.Fatal(door.Last())
	}
	file := lying("day1_new.mp4", 300_000_000)
	w.Apply(uploader.Update{Extras: []uploader.ExtrasNews{{Upload: "day1", Candidate: &file}}})
	question := w.window.Canvas().Overlays().Top()
	if question == nil || !strings.Contains(allWords(question), "Replace the file of “Onboarding day 1”?") {
		t.Fatal("nothing asks")
	}
	test.Tap(buttonOf(question, w.env.T(words.ReplaceDo)))
	if door.Last() != "replace day1 /videos/day1_new.mp4" || w.desk.page != videosPage {
		t.Errorf("%s, on page %d", door.Last(), w.desk.page)
	}
	showPast(w, uitest.Past())
	for index, offered := range map[int]bool{2: false, 4: false} { // cancelled, and no longer on its site
		openPastMenu(w, index)
		if got := strings.Contains(strings.Join(menuLines(w), "\n"), "Replace…"); got != offered {
			t.Errorf("row %d offers %q", index, menuLines(w))
		}
		typed(w, fyne.KeyEscape)
	}
}

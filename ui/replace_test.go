package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/ui/widgets"
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

// droppedOnMissing drops a file on a video whose own is not where it was, and lets it be looked at.
func droppedOnMissing(t *testing.T, w *Window, file uploader.Source) {
	t.Helper()
	w.Apply(uitest.Whole(uitest.Troubled()))
	dropOn(t, w, "lost", file.Path)
	w.Apply(uploader.Update{Extras: []uploader.ExtrasNews{{Upload: "lost", Candidate: &file}}})
}

func TestAnotherFileDroppedOnAVideoThatLacksItsOwnIsAskedAbout(t *testing.T) {
	lost := uitest.Troubled()[1]
	for _, file := range []uploader.Source{lying("bb.mp4", lost.Source.Size), lying(lost.Source.Name, 7)} {
		for said, want := range map[words.Key]string{
			words.ReplaceAsNew:   `add ["` + file.Path + `"]`,
			words.ReplaceUseHere: "file lost " + file.Path,
			words.ButtonCancel:   "look at lost " + file.Path,
		} {
			w, door := newTestWindow(t, nil)
			droppedOnMissing(t, w, file)
			question := w.window.Canvas().Overlays().Top()
			if question == nil || door.Last() != "look at lost "+file.Path {
				t.Fatalf("%s is used unasked: %q", file.Name, door.Calls)
			}
			if text := allWords(question); !strings.Contains(text, "Use "+file.Name+" for “Warehouse film”?") || !strings.Contains(text, lost.Source.Name) {
				t.Errorf("the question does not name both files: %q", text)
			}
			if button, is := w.window.Canvas().Focused().(*widgets.Button); !is || button.Words() != w.env.T(words.ReplaceAsNew) {
				t.Error("the answer that changes nothing of the video does not have the keyboard")
			}
			test.Tap(buttonOf(question, w.env.T(said)))
			if door.Last() != want || w.window.Canvas().Overlays().Top() != nil {
				t.Errorf("%s asks for %q", w.env.T(said), door.Last())
			}
		}
	}
}

func TestTheSoughtFileDroppedOnItsVideoIsTakenUnasked(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.Troubled()))
	lost, _ := w.queue.Upload("lost")
	droppedOnMissing(t, w, lying(lost.Source.Name, lost.Source.Size))
	if door.Last() != "file lost /videos/"+lost.Source.Name || w.window.Canvas().Overlays().Top() != nil {
		t.Errorf("the file that was looked for: %q", door.Calls)
	}
}

// A file whose folder is reached by a shortcut comes back with another path than it was dropped with.
func TestAFileDroppedByAShortcutIsAskedAboutAlike(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.Troubled()))
	dropOn(t, w, "lost", "/shortcut/bb.mp4")
	file := lying("bb.mp4", 7)
	w.Apply(uploader.Update{Extras: []uploader.ExtrasNews{{Upload: "lost", Candidate: &file}}})
	question := w.window.Canvas().Overlays().Top()
	if question == nil {
		t.Fatalf("nothing asks: %q", door.Calls)
	}
	test.Tap(buttonOf(question, w.env.T(words.ReplaceUseHere)))
	if door.Last() != "file lost /videos/bb.mp4" {
		t.Error(door.Last())
	}
}

func TestAFileDroppedOnAVideoThatHasGoneOnIsAdded(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.Troubled()))
	dropOn(t, w, "lost", "/videos/bb.mp4")
	found, _ := w.queue.Upload("lost")
	found.State, found.Reason = uploader.Uploading, uploader.Reason{}
	file := lying("bb.mp4", 7)
	w.Apply(uploader.Update{Uploads: []uploader.Upload{found}, Extras: []uploader.ExtrasNews{{Upload: "lost", Candidate: &file}}})
	if door.Last() != `add ["/videos/bb.mp4"]` || w.window.Canvas().Overlays().Top() != nil {
		t.Errorf("%q", door.Calls)
	}
}

// outlined are the videos in view whose row is outlined.
func outlined(w *Window) []string {
	var titles []string
	from, to := w.list.List().InView()
	for index := from; index < to; index++ {
		row := w.list.List().Row(index)
		if card := test.WidgetRenderer(row).Objects()[0].(*canvas.Rectangle); card.StrokeWidth == look.FocusThickness {
			titles = append(titles, row.Content().Title)
		}
	}
	return titles
}

func TestTheOutlineOfADropGoesWithItsVideoAndEnds(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(append(uitest.Troubled(), uitest.Many(30)...)))
	dropOn(t, w, "lost", "/folder")
	if got := outlined(w); !slices.Equal(got, []string{"Warehouse film"}) {
		t.Fatalf("after the drop %q are outlined", got)
	}
	w.list.List().SetCursor(w.queue.Len() - 1)
	if got := outlined(w); len(got) > 0 {
		t.Errorf("after scrolling away %q are outlined", got)
	}
	w.list.List().SetCursor(0)
	if got := outlined(w); !slices.Equal(got, []string{"Warehouse film"}) {
		t.Errorf("back again %q are outlined", got)
	}
	w.list.List().SetCursor(w.queue.Len() - 1)
	clock(w).pass(time.Second)
	for _, index := range []int{w.queue.Len() - 1, 0} {
		w.list.List().SetCursor(index)
		if got := outlined(w); len(got) > 0 {
			t.Errorf("after its moment %q are outlined", got)
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

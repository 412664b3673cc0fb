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

// labelledField is the text field with that label.
func labelledField(piece fyne.CanvasObject, label string) (found *widgets.Field) {
	eachVisible(piece, func(object fyne.CanvasObject) {
		if field, is := object.(*widgets.Field); is && strings.HasPrefix(field.AccessibilityLabel(), label+":") {
			found = field
		}
	})
	return found
}

// taken lets the list hold what the door was told last, as the engine would.
func taken(w *Window, door *uitest.Door) {
	var uploads []uploader.Upload
	for _, edit := range door.Each {
		upload, _ := w.queue.Upload(edit.ID)
		upload.Metadata = edit.Change.Apply(upload.Metadata)
		uploads = append(uploads, upload)
	}
	w.Apply(uploader.Update{Uploads: uploads})
}

func metadata(w *Window) (all []uploader.Metadata) {
	for _, id := range w.queue.Whole() {
		upload, _ := w.queue.Upload(id)
		all = append(all, upload.Metadata)
	}
	return all
}

func sameAsSeveral(w *Window) bool {
	return slices.EqualFunc(metadata(w), uitest.Several(), func(m uploader.Metadata, u uploader.Upload) bool { return m.Equal(u.Metadata) })
}

func TestTickingASecondVideoOpensTheDetailsOfBoth(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.Several()))
	w.selection.Toggle("week_1_it.mp4")
	w.selectionChanged()
	if w.desk.open {
		t.Fatal("one tick opens the details")
	}
	w.selection.Toggle("week_2_safety.mov")
	w.selectionChanged()
	if !w.desk.open || !strings.Contains(allWords(w.many.Piece()), "2 videos selected") {
		t.Fatal("two ticks do not open the details of both")
	}
	w.CloseDetails()
	w.selection.Toggle("week_3_product.mp4")
	w.selectionChanged()
	if w.desk.open {
		t.Error("details that were closed open again by themselves")
	}
	w.chosen(true)
	if !w.desk.open || !strings.Contains(allWords(w.many.Piece()), "3 videos selected") {
		t.Error("they do not open when asked for")
	}
	w.list.Unselect()
	open(w, "week_1_it.mp4")
	if w.many.Piece().Visible() || w.details.Shown() != "week_1_it.mp4" {
		t.Error("without ticks the details are not about one video")
	}
}

func TestWhatDiffersIsSaidAndLeftAlone(t *testing.T) {
	w, door := newTestWindow(t, nil)
	severalOpen(w)
	said := allWords(w.many.Piece())
	for _, want := range []string{"4 videos selected", "4 different titles", "Mixed: Draft (3), Publish on a date (1)", "Remove 4"} {
		if !strings.Contains(said, want) {
			t.Errorf("the panel does not say %q, only %q", want, said)
		}
	}
	for _, want := range []string{"HR", "Training (1 of 4)", "onboarding", "first week (2 of 4)", "safety (1 of 4)"} {
		if chipOf(w, want) == nil {
			t.Errorf("the panel has no %q", want)
		}
	}
	if len(door.Edits) != 0 {
		t.Errorf("looking changes %q", door.Calls)
	}
}

func TestATextThatIsTypedReplacesAllAndSaysSo(t *testing.T) {
	w, door := newTestWindow(t, nil)
	severalOpen(w)
	about := labelledField(w.many.Piece(), "Description")
	w.window.Canvas().Focus(about)
	test.Type(about, "For")
	if !strings.Contains(allWords(w.many.Piece()), "Replaces 2 different texts") {
		t.Error("nothing says what is replaced")
	}
	clock(w).pass(500 * time.Millisecond)
	if len(door.Each) != 4 {
		t.Fatalf("typing asks for %q", door.Calls)
	}
	taken(w, door)
	test.Type(about, " all")
	w.window.Canvas().Focus(w.list.List())
	taken(w, door)
	for _, m := range metadata(w) {
		if m.Description != "For all" {
			t.Fatalf("a description is %q", m.Description)
		}
	}
	if about.Text != "For all" || strings.Contains(allWords(w.many.Piece()), "Replaces") {
		t.Error("after leaving the field it still looks as if it replaced something")
	}
	w.shortcut(&fyne.ShortcutUndo{})
	taken(w, door)
	if !sameAsSeveral(w) {
		t.Errorf("one step back makes %+v", metadata(w))
	}
	press(w, fyne.KeyZ, fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift)
	taken(w, door)
	if metadata(w)[3].Description != "For all" {
		t.Error("it is not done again")
	}
}

func TestATextThatIsEmptiedAgainLeavesAllAsTheyWere(t *testing.T) {
	w, door := newTestWindow(t, nil)
	severalOpen(w)
	about := labelledField(w.many.Piece(), "Description")
	w.window.Canvas().Focus(about)
	test.Type(about, "x")
	clock(w).pass(500 * time.Millisecond)
	taken(w, door)
	about.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	w.window.Canvas().Focus(w.list.List())
	taken(w, door)
	if !sameAsSeveral(w) {
		t.Errorf("now they are %+v", metadata(w))
	}
	if w.undo.Last() != nil {
		t.Error("there is something to take back")
	}
}

func TestATagIsAddedToAllAndTakenFromAll(t *testing.T) {
	w, door := newTestWindow(t, nil)
	severalOpen(w)
	tags := labelledField(w.many.Piece(), "Add a tag to all")
	w.window.Canvas().Focus(tags)
	test.Type(tags, "first week")
	tags.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	taken(w, door)
	for i, m := range metadata(w) {
		if !slices.Contains(m.Tags, "first week") || !slices.Contains(m.Tags, "onboarding") {
			t.Errorf("video %d has the tags %v", i, m.Tags)
		}
	}
	if !slices.Contains(metadata(w)[2].Tags, "safety") {
		t.Error("a tag of one video is lost")
	}
	// What became a chip is taken back by the same keys: the empty field has nothing of its own.
	w.window.Canvas().Focused().(*widgets.Field).TypedShortcut(&fyne.ShortcutUndo{})
	taken(w, door)
	if !sameAsSeveral(w) {
		t.Errorf("taken back: %+v", metadata(w))
	}
	test.Tap(chipOf(w, "safety (1 of 4)"))
	chooseLine(t, w, "Remove from all")
	taken(w, door)
	if slices.Contains(metadata(w)[2].Tags, "safety") || len(metadata(w)[0].Tags) != 2 {
		t.Errorf("now the tags are %v and %v", metadata(w)[2].Tags, metadata(w)[0].Tags)
	}
	test.Tap(chipOf(w, "Training (1 of 4)"))
	chooseLine(t, w, "Add to all")
	taken(w, door)
	if categories := metadata(w)[0].Categories; len(categories) != 2 || categories[1].ID != "3" {
		t.Errorf("now the categories are %v", categories)
	}
}

func chipOf(w *Window, label string) (found *widgets.Chip) {
	eachVisible(w.many.Piece(), func(object fyne.CanvasObject) {
		if chip, is := object.(*widgets.Chip); is && strings.HasPrefix(chip.AccessibilityLabel(), label+",") {
			found = chip
		}
	})
	return found
}

func TestWhoCanSeeThemIsChangedForAllAtOnce(t *testing.T) {
	w, door := newTestWindow(t, nil)
	severalOpen(w)
	test.Tap(buttonOf(w.many.Piece(), "Change…"))
	draft, is := w.window.Canvas().Focused().(*widgets.Tick)
	if !is || draft.On() {
		t.Fatalf("the keyboard is on %T, or a choice is made already", w.window.Canvas().Focused())
	}
	test.Tap(draft)
	taken(w, door)
	for _, m := range metadata(w) {
		if m.Visibility != uploader.Draft {
			t.Errorf("a video is %q", m.Visibility)
		}
	}
	if strings.Contains(allWords(w.many.Piece()), "Mixed: Draft") {
		t.Error("the panel still says that they differ")
	}
}

func TestTitlesAreNumberedInTheOrderOfTheList(t *testing.T) {
	w, door := newTestWindow(t, nil)
	severalOpen(w)
	w.many.NumberTitles()
	pattern := w.window.Canvas().Focused().(*widgets.Field)
	pattern.SetText("Week")
	top := func() fyne.CanvasObject { return w.window.Canvas().Overlays().Top() }
	test.Tap(buttonOf(top(), "Number 4 videos"))
	if top() == nil || !strings.Contains(allWords(top()), "Write {number} where the number goes.") {
		t.Fatal("a pattern without a number is taken")
	}
	pattern.SetText("Week {Number}: {file name}")
	if !strings.Contains(allWords(top()), "Week 4: week 3 product") {
		t.Errorf("the preview says %q", allWords(top()))
	}
	test.Tap(buttonOf(top(), "Number 4 videos"))
	taken(w, door)
	if m := metadata(w); top() != nil || m[0].Title != "Week 1: week 1 welcome" || m[3].Title != "Week 4: week 3 product" {
		t.Errorf("the titles are %+v", m)
	}
	test.Tap(buttonOf(w.many.Piece(), "Undo last"))
	taken(w, door)
	if !sameAsSeveral(w) {
		t.Error("the numbers are not taken back")
	}
}

func TestRemovingAndMovingAreTakenBackUntilTheEnd(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.Several()))
	w.window.Canvas().Focus(w.list.List())
	former := w.queue.Whole()
	w.selection.Choose(former[3])
	press(w, fyne.KeyHome, fyne.KeyModifierAlt)
	moved := []uploader.UploadID{former[3], former[0], former[1], former[2]}
	w.Apply(uploader.Update{Order: moved})
	w.list.Remove(former[:1])
	clock(w).pass(uploader.UndoWindow)
	w.shortcut(&fyne.ShortcutUndo{})
	if door.Last() != "restore [week_1_welcome.mp4]" {
		t.Fatalf("after its ten seconds: %s", door.Last())
	}
	w.shortcut(&fyne.ShortcutUndo{})
	if want := `move [week_1_welcome.mp4 week_1_it.mp4 week_2_safety.mov week_3_product.mp4] before ""`; door.Last() != want {
		t.Errorf("%s\nwant %s", door.Last(), want)
	}
	w.Apply(uploader.Update{Order: former})
	press(w, fyne.KeyZ, fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift)
	if want := `move [week_3_product.mp4 week_1_welcome.mp4 week_1_it.mp4 week_2_safety.mov] before ""`; door.Last() != want {
		t.Errorf("%s\nwant %s", door.Last(), want)
	}
}

func TestThreeThousandVideosAreChangedInOneCall(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.Many(3000)))
	w.list.SelectAll()
	tags := labelledField(w.many.Piece(), "Add a tag to all")
	w.window.Canvas().Focus(tags)
	test.Type(tags, "archive,")
	if len(door.Calls) != 1 || len(door.Each) != 3000 {
		t.Fatalf("%d calls for %d videos", len(door.Calls), len(door.Each))
	}
	taken(w, door)
	if !strings.Contains(allWords(w.many.Piece()), "in all") {
		t.Error("the tag is not shown")
	}
}

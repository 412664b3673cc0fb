package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

func TestTheHistoryShowsWhatBecameOfEverything(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(nil))
	press(w, fyne.Key3, fyne.KeyModifierShortcutDefault)
	if door.Last() != `history "" "" from 0` || w.desk.page != historyPage {
		t.Fatalf("Ctrl+3: %s", door.Last())
	}
	w.Apply(uploader.Update{HistoryPages: []uploader.HistoryPage{uitest.PastPage(w.past.Query(), uitest.Past())}})
	for index, want := range [][]string{
		{"Product tour", "Published", "tour.mp4 · 400 MB · 3 min 10 s", "Acme Video · today 09:52"},
		{"Onboarding day 1", "Draft", "day1.mp4 · 310 MB · 2 min 05 s", "Acme Video · today 09:42"},
		{"Old teaser", "Cancelled by you", "teaser.mov · 88 MB", "Acme Video · yesterday"},
		{"CEO update December", "Scheduled: 4 Dec, 09:00", "", ""},
		{"Sales kick-off 2026, second day in the large auditorium", "No longer on the site", "", "This video is no longer on Acme Video."},
		{"Safety at sea", "Published", "", "You removed the account for Globex TV from this program."},
	} {
		content := pastRow(t, w, index).Content()
		for i, got := range []string{content.Title, content.State.Words, content.Facts, content.Sentence} {
			if got = strings.ReplaceAll(got, "\u00a0", " "); want[i] != "" && got != want[i] {
				t.Errorf("row %d says %q, not %q", index, got, want[i])
			}
		}
	}
	if !slices.Contains(w.shownTexts(), "6 videos, 9.3\u00a0GB in the last 30 days") {
		t.Errorf("the total is missing: %q", w.shownTexts())
	}
	typed(w, fyne.KeyEscape)
	if w.desk.page != videosPage {
		t.Error("Esc does not go back to the videos")
	}
}

func TestAnEntryIsPublishedAndThatIsUndone(t *testing.T) {
	w, door := newTestWindow(t, nil)
	showPast(w, uitest.Past())
	action(t, pastRow(t, w, 1), "Publish").Do()
	if door.Last() != "published [day1] true" || pastRow(t, w, 1).Content().State.Words != "Draft" {
		t.Fatalf("%s, and the row says %q before the site has", door.Last(), pastRow(t, w, 1).Content().State.Words)
	}
	w.shortcut(&fyne.ShortcutUndo{})
	if door.Last() != "published [day1] false" {
		t.Errorf("undo: %s", door.Last())
	}
	action(t, pastRow(t, w, 1), "Publish").Do()
	clock(w).pass(uploader.UndoWindow)
	if w.shortcut(&fyne.ShortcutUndo{}); door.Last() != "published [day1] true" {
		t.Errorf("after ten seconds it is still undone: %s", door.Last())
	}
	published := uitest.Past()
	published[1].Upload.State, published[1].Upload.Result.Published = uploader.DonePublic, true
	w.Apply(uploader.Update{HistoryChanged: true})
	clock(w).pass(time.Second)
	if door.Last() != `history "" "" from 0` {
		t.Fatalf("a change asks %s", door.Last())
	}
	w.Apply(uploader.Update{HistoryPages: []uploader.HistoryPage{uitest.PastPage(w.past.Query(), published)}})
	if got := pastRow(t, w, 1).Content().State.Words; got != "Published" {
		t.Errorf("the row says %q", got)
	}
}

func TestMoreThanFiveArePublishedOnlyAfterTheirNamesWereRead(t *testing.T) {
	w, door := newTestWindow(t, nil)
	showPast(w, uitest.LongPast(12))
	w.shortcut(&fyne.ShortcutSelectAll{})
	publishTicked(w)
	if strings.HasPrefix(door.Last(), "published") || !strings.Contains(sheetSays(w), "Video 8") || !strings.Contains(sheetSays(w), "and 4 more") {
		t.Fatalf("%s; the sheet says %q", door.Last(), sheetSays(w))
	}
	typed(w, fyne.KeyTab)
	typed(w, fyne.KeyEscape)
	if strings.HasPrefix(door.Last(), "published") {
		t.Fatal("Esc publishes")
	}
	publishTicked(w)
	buttonOf(w.window.Canvas().Overlays().Top(), w.env.T(words.ButtonPublishCount, words.Count("count", 12))).Tapped(nil)
	if !strings.HasPrefix(door.Last(), "published [past00000 past00001") || !strings.HasSuffix(door.Last(), " true") {
		t.Errorf("%s", door.Last())
	}
}

func TestWhatIsCopiedFromTheHistory(t *testing.T) {
	w, door := newTestWindow(t, nil)
	showPast(w, uitest.Past())
	action(t, pastRow(t, w, 0), "Copy link").Do()
	openPastMenu(w, 0)
	for range 3 {
		typed(w, fyne.KeyDown)
	}
	typed(w, fyne.KeyReturn)
	if door.Last() != "look at tour" {
		t.Fatalf("the embed code asks %s", door.Last())
	}
	w.Apply(uploader.Update{Looks: []uploader.VideoLook{{ID: "tour", EmbedURL: "https://videos.acme.com/v.ihtml/player.html?token=ab&source=embed&photo%5fid=7"}}})
	copied := w.fake().copied
	if len(copied) != 2 || copied[0] != "https://videos.acme.com/tour" || !strings.Contains(copied[1], `<iframe src="https://videos.acme.com/v.ihtml/player.html?token=ab&amp;source=embed&amp;photo%5fid=7"`) {
		t.Errorf("copied %q", copied)
	}
	action(t, pastRow(t, w, 0), "Open").Do()
	if opened := w.fake().opened; len(opened) != 1 || opened[0] != "https://videos.acme.com/tour" || door.Last() != "look at tour" {
		t.Errorf("opened %q, %s", opened, door.Last())
	}
}

func TestWhatCannotBeDoneIsGreyWithTheReason(t *testing.T) {
	w, door := newTestWindow(t, nil)
	showPast(w, uitest.Past())
	for _, action := range pastRow(t, w, 5).Content().Actions {
		if !action.Disabled {
			t.Errorf("%q can be pressed without an account", action.Words)
		}
	}
	action(t, pastRow(t, w, 2), "Add to the queue again").Do()
	if door.Last() != "add again [teaser]" || w.desk.page != videosPage {
		t.Errorf("%s", door.Last())
	}
}

func TestTheHistoryIsSearchedAndShownFurtherBack(t *testing.T) {
	w, door := newTestWindow(t, nil)
	showPast(w, uitest.Past())
	press(w, fyne.KeyF, fyne.KeyModifierShortcutDefault)
	for _, letter := range "xyz" {
		w.window.Canvas().Focused().TypedRune(letter)
	}
	if door.Last() != `history "xyz" "" from 0` {
		t.Fatalf("%s", door.Last())
	}
	page := uitest.PastPage(w.past.Query(), nil)
	page.Kept, page.Sites = 7, uitest.PastPage(w.past.Query(), uitest.Past()).Sites
	w.Apply(uploader.Update{HistoryPages: []uploader.HistoryPage{page}})
	if !slices.Contains(w.shownTexts(), "No video called “xyz” in the history.") {
		t.Errorf("%q", w.shownTexts())
	}
	typed(w, fyne.KeyEscape)
	if door.Last() != `history "" "" from 0` {
		t.Errorf("Esc: %s", door.Last())
	}
	buttonOf(w.content, "30 days").Tapped(nil)
	typed(w, fyne.KeyDown)
	typed(w, fyne.KeyDown)
	typed(w, fyne.KeyDown)
	typed(w, fyne.KeyReturn)
	if want := time.Date(2025, 11, 21, 0, 0, 0, 0, uitest.Copenhagen()); !door.Queries[len(door.Queries)-1].Since.Equal(want) {
		t.Errorf("a year begins on %v", door.Queries[len(door.Queries)-1].Since)
	}
	buttonOf(w.content, "All accounts").Tapped(nil)
	typed(w, fyne.KeyDown)
	typed(w, fyne.KeyDown)
	typed(w, fyne.KeyDown)
	typed(w, fyne.KeyReturn)
	if door.Last() != `history "" "globex" from 0` {
		t.Errorf("one account: %s", door.Last())
	}
}

func TestTheHistoryIsSavedAndCleared(t *testing.T) {
	w, door := newTestWindow(t, nil)
	showPast(w, uitest.Past())
	tapped(t, w, words.ButtonSaveSheet)
	tapped(t, w, words.ButtonSaveSheet)
	if windows := w.fake().windows; len(windows) > 0 || strings.Count(strings.Join(door.Calls, " "), "spreadsheet") != 1 {
		t.Fatalf("two presses ask for %q, %q", door.Calls, windows)
	}
	if door.Last() != `spreadsheet in en of ""` {
		t.Fatalf("%s", door.Last())
	}
	w.Apply(uploader.Update{Spreadsheet: &uploader.Spreadsheet{Text: "table"}})
	if saved := w.fake().saved; len(saved) != 1 || saved[0] != "table" || !slices.Contains(w.shownTexts(), "Saved as TwentyThree history 2026-11-21.csv.") {
		t.Errorf("saved %q, %q", saved, w.shownTexts())
	}
	if windows := w.fake().windows; len(windows) != 1 || windows[0] != "Save as spreadsheet: TwentyThree history 2026-11-21.csv" {
		t.Errorf("asked where it is to go: %q", windows)
	}
	tapped(t, w, words.ButtonClear)
	if says := sheetSays(w); !strings.Contains(says, "7 entries") || !strings.Contains(says, "stay on your sites") {
		t.Fatalf("the question is %q", says)
	}
	typed(w, fyne.KeyEscape)
	if door.Last() != `spreadsheet in en of ""` {
		t.Fatalf("Esc: %s", door.Last())
	}
	tapped(t, w, words.ButtonClear)
	tapped(t, w, words.HistoryClearDo)
	if door.Last() != "clear history" {
		t.Errorf("%s", door.Last())
	}
}

func TestTheDetailsOfAnEntryAreChangedForThirtyDays(t *testing.T) {
	w, door := newTestWindow(t, nil)
	entries := append(uitest.Past()[:2], uitest.LongPast(800)[799])
	showPast(w, entries)
	w.env.Kit.Focus(w.history.List())
	w.history.List().SetCursor(1)
	typed(w, fyne.KeyReturn)
	if w.details.Shown() != "day1" || !w.desk.panel.Visible() || !w.desk.history.Visible() {
		t.Fatalf("the details show %q", w.details.Shown())
	}
	w.window.Canvas().Focused().TypedRune('!')
	w.details.Flush()
	if door.Last() != "edit day1" {
		t.Errorf("%s", door.Last())
	}
	pressButton(w, words.ButtonUpdate)
	if door.Last() != "update [day1]" {
		t.Errorf("%s", door.Last())
	}
	w.Apply(uploader.Update{Gone: []uploader.UploadID{"day1"}, Order: []uploader.UploadID{}})
	if w.details.Shown() != "day1" {
		t.Error("the details close when the list forgets the video again")
	}
	typed(w, fyne.KeyEscape)
	typed(w, fyne.KeyEscape)
	w.env.Kit.Focus(w.history.List())
	w.history.List().SetCursor(2)
	typed(w, fyne.KeyReturn)
	if w.desk.open {
		t.Error("the details of an older video open")
	}
}

func TestALongHistoryIsFetchedAsItIsScrolled(t *testing.T) {
	w, door := newTestWindow(t, nil)
	whole := uitest.LongPast(20_000)
	w.Apply(uitest.Whole(nil))
	w.ShowHistory()
	give := func(from int) {
		page := uitest.PastPage(w.past.Query(), whole[from:min(from+uploader.HistoryPageSize, len(whole))])
		page.From, page.Count, page.Kept = from, len(whole), len(whole)
		w.Apply(uploader.Update{HistoryPages: []uploader.HistoryPage{page}})
	}
	give(0)
	w.env.Kit.Focus(w.history.List())
	typed(w, fyne.KeyEnd)
	clock(w).pass(time.Second)
	if want := fmt.Sprintf(`history "" "" from %d`, 19_900); door.Last() != want {
		t.Fatalf("%s, not %s", door.Last(), want)
	}
	give(19_900)
	if got := pastRow(t, w, 19_999).Content().Title; got != "Video 20000" {
		t.Errorf("the last row is %q", got)
	}
}

func TestAVideoOfTheListIsPublishedFromItsMenu(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AllDone()))
	index := w.queue.Index("welcome")
	menu := func(key words.Key) {
		t.Helper()
		upload, _ := w.queue.At(index)
		rowMenu(t, w, upload.ID)
		chooseLine(t, w, w.env.T(key))
	}
	menu(words.ButtonPublish)
	if door.Last() != "published [welcome] true" || pastState(w, index) != "Draft on your site" {
		t.Fatalf("%s, and the row says %q before the site has", door.Last(), pastState(w, index))
	}
	w.shortcut(&fyne.ShortcutUndo{})
	if door.Last() != "published [welcome] false" {
		t.Errorf("undo: %s", door.Last())
	}
	index = w.queue.Index("q3")
	menu(words.ButtonMakeDraft)
	if door.Last() != "published [q3] false" {
		t.Errorf("%s", door.Last())
	}
	clock(w).pass(uploader.UndoWindow)
	if w.shortcut(&fyne.ShortcutUndo{}); door.Last() != "published [q3] false" {
		t.Errorf("after ten seconds it is still undone: %s", door.Last())
	}
}

func pastState(w *Window, index int) string { return w.list.List().Row(index).Content().State.Words }

func TestARowSaysThatItsVideoIsGoneOnceItWasOpened(t *testing.T) {
	w, door := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AllDone()))
	upload, _ := w.queue.Upload("q3")
	w.list.Act(upload, words.ActionOpen)
	if door.Last() != "look at q3" {
		t.Fatalf("%s", door.Last())
	}
	upload.Result.Gone = true
	w.Apply(uploader.Update{Uploads: []uploader.Upload{upload}})
	if got := w.list.List().Row(w.queue.Index("q3")).Content().Sentence; got != "This video is no longer on Acme Video." {
		t.Errorf("the row says %q", got)
	}
}

func TestTheKeyboardGoesWhereThePageIs(t *testing.T) {
	for name, entries := range map[string][]uploader.HistoryEntry{"empty": nil, "rows": uitest.Past()} {
		w, _ := newTestWindow(t, nil)
		w.Apply(uitest.Whole(uitest.AtWork()))
		w.env.Kit.Focus(w.list.List())
		w.ShowHistory()
		if w.window.Canvas().Focused() == w.list.List() {
			t.Errorf("%s: before the answer the keyboard is still in the list of videos", name)
		}
		w.Apply(uploader.Update{HistoryPages: []uploader.HistoryPage{uitest.PastPage(w.past.Query(), entries)}})
		if focused := w.window.Canvas().Focused(); (focused == w.history.List()) != (entries != nil) || focused == w.list.List() {
			t.Errorf("%s: the keyboard is at a %T", name, focused)
		}
	}
}

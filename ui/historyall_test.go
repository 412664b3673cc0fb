package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// showLongPast opens a history of which only the first page is held.
func showLongPast(w *Window, whole []uploader.HistoryEntry) {
	page := uitest.PastPage(w.past.Query(), whole[:uploader.HistoryPageSize])
	page.Count, page.Kept = len(whole), len(whole)
	w.Apply(uploader.Update{HistoryPages: []uploader.HistoryPage{page}})
}

func picksOf(query uploader.HistoryQuery, whole []uploader.HistoryEntry) uploader.Update {
	picks := uploader.HistoryPicks{Query: query}
	for _, entry := range whole {
		picks.Picks = append(picks.Picks, entry.Pick())
	}
	return uploader.Update{HistoryPicks: &picks}
}

func TestCtrlAMeansEveryEntryThatFitsAlsoTheOnesNeverScrolledTo(t *testing.T) {
	w, door := newTestWindow(t, nil)
	whole := uitest.LongPast(1_234)
	w.Apply(uitest.Whole(nil))
	w.ShowHistory()
	showLongPast(w, whole)
	w.shortcut(&fyne.ShortcutSelectAll{})
	if door.Last() != `pick history "" ""` || w.pastTicks.Count() != 0 {
		t.Fatalf("%s, %d ticked before it is known which", door.Last(), w.pastTicks.Count())
	}
	w.Apply(picksOf(w.past.Query(), whole))
	if got := w.pastTicks.Count(); got != 1_234 {
		t.Fatalf("%d ticked", got)
	}
	if !slices.Contains(w.shownTexts(), "1,234 videos selected") {
		t.Errorf("how many there are is not said: %q", w.shownTexts())
	}
	publishTicked(w)
	if says := sheetSays(w); !strings.Contains(says, "Video 8") || !strings.Contains(says, "and 1,226 more") {
		t.Fatalf("the question is %q", says)
	}
	buttonOf(w.window.Canvas().Overlays().Top(), w.env.T(words.ButtonPublishCount, words.Count("count", 1_234))).Tapped(nil)
	if got := door.Last(); !strings.HasPrefix(got, "published [past00000 ") || !strings.Contains(got, "past01233] true") {
		t.Errorf("%.60s", got)
	}
}

func TestCtrlAAgainTakesAllTicksAway(t *testing.T) {
	w, door := newTestWindow(t, nil)
	whole := uitest.LongPast(300)
	w.Apply(uitest.Whole(nil))
	w.ShowHistory()
	showLongPast(w, whole)
	w.shortcut(&fyne.ShortcutSelectAll{})
	w.Apply(picksOf(w.past.Query(), whole))
	calls := len(door.Calls)
	w.shortcut(&fyne.ShortcutSelectAll{})
	if w.pastTicks.Count() != 0 || len(door.Calls) != calls {
		t.Errorf("%d ticked, %s", w.pastTicks.Count(), door.Last())
	}
}

func TestAnAnswerToAnEarlierSearchTicksNothing(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	whole := uitest.LongPast(300)
	w.Apply(uitest.Whole(nil))
	w.ShowHistory()
	showLongPast(w, whole)
	for name, meanwhile := range map[string]func(){
		"another search": func() { w.history.LookFor("tour") },
		"Esc":            func() { typed(w, fyne.KeyEscape) },
	} {
		w.ShowHistory()
		w.history.LookFor("")
		showLongPast(w, whole)
		before := w.past.Query()
		w.shortcut(&fyne.ShortcutSelectAll{})
		meanwhile()
		w.Apply(picksOf(before, whole))
		if got := w.pastTicks.Count(); got != 0 {
			t.Errorf("%s: %d ticked", name, got)
		}
	}
}

func TestArrowsFindTheRowsOfTheHistoryAfterAClickIntoTheEmpty(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	showPast(w, uitest.Past())
	w.window.Canvas().Unfocus()
	typed(w, fyne.KeyDown)
	if at := w.window.Canvas().Focused(); at != fyne.Focusable(w.history.List()) {
		t.Errorf("the keyboard is at %s", fmt.Sprintf("%T", at))
	}
}

package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// foundBesideTwo ticks four videos, beside two of which lie subtitles.
func foundBesideTwo(w *Window) {
	severalOpen(w)
	w.Apply(besideIt("week_1_it.mp4", uploader.Subtitle{Source: lying("week_1_it.da.srt", 9), Locale: "da_DK"}, uploader.Subtitle{Source: lying("week_1_it.en.srt", 9), Locale: "en_US"}))
	w.Apply(besideIt("week_2_safety.mov", uploader.Subtitle{Source: lying("week_2_safety.da.srt", 9), Locale: "da_DK"}))
	w.Apply(besideIt("week_3_product.mp4"))
}

func subtitlesOf(w *Window) (counts []int) {
	for _, m := range metadata(w) {
		counts = append(counts, len(m.Subtitles))
	}
	return counts
}

func TestSubtitlesThatLieBesideSeveralAreTakenForAll(t *testing.T) {
	w, door := newTestWindow(t, nil)
	foundBesideTwo(w)
	manySays(t, w, "Subtitles found beside 2 of 4 videos. Use them?", 1)
	if len(door.Edits) != 0 {
		t.Fatalf("before the answer it asks for %q", door.Calls)
	}
	test.Tap(buttonOf(w.many.Piece(), w.env.T(words.ButtonUseSubtitles)))
	taken(w, door)
	if got := subtitlesOf(w); got[0] != 0 || got[1] != 2 || got[2] != 1 || got[3] != 0 {
		t.Errorf("the videos have %v subtitles", got)
	}
	manySays(t, w, "Subtitles found", 0)
	test.Tap(buttonOf(w.many.Piece(), "Undo last"))
	taken(w, door)
	if got := subtitlesOf(w); got[1] != 0 || got[2] != 0 {
		t.Errorf("taken back, the videos have %v subtitles", got)
	}
}

func TestSubtitlesThatAreLeftForSeveralAreNotOfferedAgain(t *testing.T) {
	w, door := newTestWindow(t, nil)
	foundBesideTwo(w)
	test.Tap(buttonOf(w.many.Piece(), w.env.T(words.ButtonNoThanks)))
	w.Apply(uitest.Whole(uitest.Several()))
	manySays(t, w, "Subtitles found", 0)
	w.list.Unselect()
	open(w, "week_1_it.mp4")
	if strings.Contains(allWords(w.details.Piece()), "Use them?") || len(door.Edits) != 0 {
		t.Error("the details of one of them offer them again")
	}
}

package ui

import (
	"strings"
	"testing"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

func allDoneScenes() []scene {
	return []scene{{"all-done-told", func(_ *testing.T, w *Window) { lastUploadEnds(w) }}}
}

// lastUploadEnds shows a list whose last video arrives.
func lastUploadEnds(w *Window) {
	uploads := uitest.AllDone()[:4]
	last := uploads[0]
	last.State = uploader.Uploading
	w.Apply(uitest.Whole(append([]uploader.Upload{last}, uploads[1:]...)))
	w.Apply(uploader.Update{Uploads: uploads[:1]})
}

func toldDone(w *Window) bool {
	return strings.Contains(allWords(w.list.Piece()), "Everything is uploaded. 4 videos")
}

func TestAfterTheLastUploadTheHistoryIsOfferedOnce(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	lastUploadEnds(w)
	if !toldDone(w) {
		t.Fatalf("nothing is said: %s", allWords(w.list.Piece()))
	}
	buttonOf(w.list.Piece(), w.env.T(words.HistoryTitle)).Tapped(nil)
	if w.desk.page != historyPage {
		t.Error("History does not lead there")
	}
	w.leaveForVideos()
	w.Apply(uploader.Update{Uploads: uitest.AllDone()[:1]})
	if toldDone(w) {
		t.Error("it is said again though nothing was uploaded since")
	}
	lastUploadEnds(w)
	if !toldDone(w) {
		t.Error("the next batch is not told of")
	}
}

func TestWhatWasUploadedBeforeTheStartIsNotToldOf(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	w.Apply(uitest.Whole(uitest.AllDone()[:4]))
	if toldDone(w) {
		t.Error("a list that was done when the window opened is told of")
	}
}

func TestThatAllIsUploadedIsNotSaidBesideSomethingToDo(t *testing.T) {
	w, _ := newTestWindow(t, nil)
	lastUploadEnds(w)
	added := uitest.Upload("new", "New", "new.mp4", 7_000_000, uploader.Ready, nil)
	order := []uploader.UploadID{"welcome", "q3", "ceo", "podcast", "new"}
	w.Apply(uploader.Update{Uploads: []uploader.Upload{added}, Order: order})
	if toldDone(w) {
		t.Error("it stays beside a new video")
	}
	w.Apply(uploader.Update{Gone: []uploader.UploadID{"new"}})
	if toldDone(w) {
		t.Error("it comes back when the new video is removed")
	}
	processing := uitest.AllDone()[0]
	processing.State = uploader.Processing
	w.Apply(uploader.Update{Uploads: []uploader.Upload{processing}})
	if toldDone(w) {
		t.Error("it is said while a site still processes")
	}
}

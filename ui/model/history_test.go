package model

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
)

func answer(h *History, from, count int) uploader.HistoryPage {
	page := uploader.HistoryPage{Query: h.Query(), From: from, Count: count}
	for i := from; i < min(from+uploader.HistoryPageSize, count); i++ {
		page.Entries = append(page.Entries, uploader.HistoryEntry{Upload: uploader.Upload{ID: uploader.UploadID(fmt.Sprint(i))}})
	}
	return page
}

func TestTwentyThousandEntriesAreHeldAFewPagesAtATime(t *testing.T) {
	t.Parallel()
	var h History
	h.Look("", "", 0, uitest.Now(), uitest.Copenhagen())
	if from := h.Wanting(0, 0); !slices.Equal(from, []int{0}) || h.Known() {
		t.Fatalf("at first it asks for %v", from)
	}
	if from := h.Wanting(0, 8); len(from) > 0 {
		t.Errorf("it asks again for %v", from)
	}
	h.Take(answer(&h, 0, 20_000))
	if entry, held := h.At(99); !held || entry.Upload.ID != "99" || h.Len() != 20_000 {
		t.Errorf("row 99 is %v of %d", entry.Upload.ID, h.Len())
	}
	if _, held := h.At(100); held {
		t.Error("it holds what it never got")
	}
	for first := 95; first < 20_000; first += 95 {
		for _, from := range h.Wanting(first, first+8) {
			h.Take(answer(&h, from, 20_000))
		}
		if _, held := h.At(first + 7); !held && first+7 < 20_000 {
			t.Fatalf("row %d is not held", first+7)
		}
		if len(h.pages) > pagesKept {
			t.Fatalf("%d pages are held", len(h.pages))
		}
	}
	if from := h.Wanting(0, 8); !slices.Equal(from, []int{0}) {
		t.Errorf("back at the top it asks for %v", from)
	}
	h.Stale()
	if from := h.Wanting(10, 20); !slices.Equal(from, []int{0}) {
		t.Errorf("after a change it asks for %v", from)
	}
}

func TestAnAnswerToAnEarlierQuestionIsNotShown(t *testing.T) {
	t.Parallel()
	var h History
	h.Look("tour", "", 90, uitest.Now(), uitest.Copenhagen())
	late := answer(&h, 0, 3)
	if want := time.Date(2026, 8, 23, 0, 0, 0, 0, uitest.Copenhagen()); !h.Query().Since.Equal(want) {
		t.Errorf("90 days before 21 November is %v", h.Query().Since)
	}
	h.Look("tours", "acme", 90, uitest.Now(), uitest.Copenhagen())
	if h.Take(late) || h.Known() || h.Len() != 0 {
		t.Error("a late answer is shown")
	}
	if !h.Take(answer(&h, 0, 2)) || h.Len() != 2 || len(h.Held()) != 2 {
		t.Errorf("%d rows", h.Len())
	}
	if entry, held := h.Entry("1"); !held || entry.Upload.ID != "1" {
		t.Error("an entry is not found by its id")
	}
}

package model

import (
	"maps"
	"slices"
	"time"

	"twentythree-uploader/uploader"
)

// History is the window's copy of what is shown of the history: a few pages around the rows in view, whatever its length. The zero value
// shows nothing and asks for the last thirty days.
type History struct {
	find    string
	account uploader.AccountID
	// days is how far back it goes; 0 is thirty.
	days  int
	query uploader.HistoryQuery
	page  uploader.HistoryPage // the newest answer, for its figures
	known bool
	pages map[int][]uploader.HistoryEntry
	asked map[int]bool
	// picked are all entries that fitted when all were ticked.
	picked []uploader.HistoryPick
}

// HistoryDays are how far back the history can be shown, the shortest first.
func HistoryDays() []int { return []int{30, 90, uploader.YearOfHistory} }

// pagesKept bounds how many pages are held: those in view, and a few beside them.
const pagesKept = 6

// Days is how far back the history is shown; Find and Account are what else is looked for.
func (h *History) Days() int {
	if h.days == 0 {
		return HistoryDays()[0]
	}
	return h.days
}

// Find is what is looked for.
func (h *History) Find() string { return h.find }

// Account is the only one whose entries are shown, "" for all.
func (h *History) Account() uploader.AccountID { return h.account }

// Look says what is to be shown from now on. now decides where the days begin, zone where a day does.
func (h *History) Look(find string, account uploader.AccountID, days int, now time.Time, zone *time.Location) {
	h.find, h.account, h.days = find, account, days
	year, month, day := now.In(zone).Date()
	h.query = uploader.HistoryQuery{Find: find, Account: account, Since: time.Date(year, month, day-h.Days(), 0, 0, 0, 0, zone)}
	h.known, h.page.Count, h.picked = false, 0, nil
	h.pages, h.asked = map[int][]uploader.HistoryEntry{}, map[int]bool{}
}

// Query is what is asked for.
func (h *History) Query() uploader.HistoryQuery { return h.query }

// Stale says that what is held may have changed: it is shown until the answer comes, and asked for anew.
func (h *History) Stale() { h.asked = map[int]bool{} }

// Take brings an answer in and reports whether it is one to what is asked now.
func (h *History) Take(page uploader.HistoryPage) bool {
	if page.Query != h.query || h.pages == nil {
		return false
	}
	entries := page.Entries
	page.Entries = nil
	number := page.From / uploader.HistoryPageSize
	h.page, h.known = page, true
	h.pages[number], h.asked[number] = entries, true
	for len(h.pages) > pagesKept {
		farthest := slices.MaxFunc(slices.Collect(maps.Keys(h.pages)), func(a, b int) int { return distance(a, number) - distance(b, number) })
		delete(h.pages, farthest)
		delete(h.asked, farthest)
	}
	return true
}

func distance(a, b int) int { return max(a-b, b-a) }

// Known reports whether any answer has come.
func (h *History) Known() bool { return h.known }

// Page is the newest answer without its entries: the figures.
func (h *History) Page() uploader.HistoryPage { return h.page }

// Len is how many entries fit.
func (h *History) Len() int { return h.page.Count }

// At is the entry of a row, where it is held.
func (h *History) At(index int) (uploader.HistoryEntry, bool) {
	entries := h.pages[index/uploader.HistoryPageSize]
	if at := index % uploader.HistoryPageSize; index >= 0 && at < len(entries) {
		return entries[at], true
	}
	return uploader.HistoryEntry{}, false
}

// Entry is the entry with that id, where it is held.
func (h *History) Entry(id uploader.UploadID) (uploader.HistoryEntry, bool) {
	for _, entries := range h.pages {
		for _, entry := range entries {
			if entry.Upload.ID == id {
				return entry, true
			}
		}
	}
	return uploader.HistoryEntry{}, false
}

// Held are the ids of the entries that are held, newest first.
func (h *History) Held() []uploader.UploadID {
	var ids []uploader.UploadID
	for _, number := range slices.Sorted(maps.Keys(h.pages)) {
		for _, entry := range h.pages[number] {
			ids = append(ids, entry.Upload.ID)
		}
	}
	return ids
}

// Wanting gives the places from which on pages are to be asked for, so that the rows between can be shown, and notes that they are.
func (h *History) Wanting(first, end int) (from []int) {
	if h.asked == nil {
		return nil
	}
	for number := first / uploader.HistoryPageSize; number == first/uploader.HistoryPageSize || number*uploader.HistoryPageSize < end; number++ {
		if !h.asked[number] {
			h.asked[number] = true
			from = append(from, number*uploader.HistoryPageSize)
		}
	}
	return from
}

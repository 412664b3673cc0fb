package model

import (
	"slices"

	"twentythree-uploader/uploader"
)

// Pick notes all entries that fit, newest first, so that something can be done with those of them that are not held.
func (h *History) Pick(all []uploader.HistoryPick) { h.picked = all }

// Picks are the ticked entries, newest first: as they are held, else as they were when all were ticked.
func (h *History) Picks(ticks *Selection) []uploader.HistoryPick {
	var picks []uploader.HistoryPick
	known := make(map[uploader.UploadID]bool)
	for _, pick := range h.picked {
		if !ticks.Ticked(pick.ID) {
			continue
		}
		known[pick.ID] = true
		picks = append(picks, pick)
	}
	held := make(map[uploader.UploadID]uploader.HistoryPick)
	for _, id := range ticks.InOrder(h.Held()) {
		entry, _ := h.Entry(id)
		held[id] = entry.Pick()
		if !known[id] {
			picks = append(picks, held[id])
		}
	}
	for i, pick := range picks {
		if newer, there := held[pick.ID]; there {
			picks[i] = newer
		}
	}
	return picks
}

// Title is what an entry is called that is held or was picked, "" for another.
func (h *History) Title(id uploader.UploadID) string {
	if entry, held := h.Entry(id); held {
		return entry.Upload.DisplayTitle()
	}
	if at := slices.IndexFunc(h.picked, func(pick uploader.HistoryPick) bool { return pick.ID == id }); at >= 0 {
		return h.picked[at].Title
	}
	return ""
}

package views

import (
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// SelectAll ticks all entries that fit what is looked for, also those that were never scrolled to, or nothing when all of them are ticked.
func (h *History) SelectAll() {
	switch total := h.model.Len(); {
	case total == 0:
		return
	case h.ticks.Count() >= total:
		h.Unselect()
		return
	case len(h.model.Held()) < total:
		h.picking = true
		h.door.PickHistory(h.model.Query())
		return
	}
	h.ticks.All(h.model.Held())
	h.tellTicked()
}

// Picked ticks all entries that fit, if that is still what is wanted.
func (h *History) Picked(picks uploader.HistoryPicks) {
	if !h.picking || picks.Query != h.model.Query() {
		return
	}
	h.picking = false
	h.model.Pick(picks.Picks)
	h.ticks.Clear()
	ids := make([]uploader.UploadID, len(picks.Picks))
	for i, pick := range picks.Picks {
		ids[i] = pick.ID
	}
	h.ticks.All(ids)
	h.tellTicked()
}

// tellTicked says how many are ticked: most of them are not in view.
func (h *History) tellTicked() {
	h.rebind()
	h.Say(h.env.T(words.HistorySelected, count(h.ticks.Count())))
}

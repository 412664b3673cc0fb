package views

import (
	"slices"

	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
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
	h.ticked()
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
	h.ticked()
}

// ticked shows which entries are ticked, how many those are, and what can be done with all of them.
func (h *History) ticked() {
	h.rebind()
	h.show()
}

// showBatch offers below the rows what can be done with all that is ticked, several at least. The last of it takes the ticks away.
func (h *History) showBatch() {
	const several = 2
	some := h.ticks.Count() >= several
	widgets.Visible(h.batch, some)
	if !some {
		h.batch.Objects, h.batchWords = nil, nil
		return
	}
	items := h.menuOfMany()
	said := make([]string, len(items))
	for i, item := range items {
		said[i] = item.Words
	}
	if slices.Equal(said, h.batchWords) {
		return // the keyboard may be on one of them
	}
	h.batch.Objects, h.batchWords = nil, said
	for i, item := range items {
		kind := widgets.Plain
		if i == len(items)-1 {
			kind = widgets.Quiet
		}
		h.batch.Add(widgets.NewButton(h.env.Kit, kind, item.Words, func() { h.doWithTicked(i) }))
	}
}

// doWithTicked does what one of the buttons below the rows says: with those that are ticked now, who may say the same and be others.
func (h *History) doWithTicked(index int) {
	if items := h.menuOfMany(); index < len(items) && h.batchWords[index] == items[index].Words {
		h.env.Kit.Focus(h.list)
		items[index].Do()
	}
}

package views

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// pastRows shows the entries that are held in the list's rows, and asks for the others.
type pastRows History

func (r *pastRows) Len() int { return r.model.Len() }

func (r *pastRows) Bind(index int, row *widgets.Row) {
	h := (*History)(r)
	entry, held := h.model.At(index)
	if !held {
		row.Bind(widgets.RowContent{}, widgets.RowEvents{})
		if h.waiting == nil && h.visible {
			h.waiting = h.env.Kit.After(0, func() {
				h.waiting = nil
				h.want()
			})
		}
		return
	}
	id := entry.Upload.ID
	row.Bind(h.content(entry), widgets.RowEvents{
		Pressed: func(modifier fyne.KeyModifier) { h.pressed(index, entry, modifier) },
		Ticked:  func() { h.tick(index, id) },
		Menu:    func(at fyne.Position) { h.openMenu(entry, at) },
	})
}

func (h *History) content(entry uploader.HistoryEntry) widgets.RowContent {
	env, upload := h.env, entry.Upload
	site, when := h.siteOf(upload.Account, entry.Site), env.Words.HistoryWhen(entry.Ended)
	content := widgets.RowContent{
		Title: upload.DisplayTitle(), FileName: upload.Metadata.Title == "",
		Ticked: h.ticks.Ticked(upload.ID), Selected: h.ticks.Selected(upload.ID), Open: h.ticks.Open(upload.ID),
	}
	content.Tile, content.Glyph, content.Tag = tile(upload)
	content.State = h.face(entry)
	below := env.Words.HistorySentence(entry, env.fields(upload)...)
	switch {
	case below == "" && h.withoutAccount(entry) && !entry.Cancelled():
		below = env.T(words.HistoryNoAccount, words.Text("site", site))
	case upload.Result.Gone || upload.State == uploader.DoneWarning:
		content.Careful = true
	}
	if below == "" {
		content.Facts, content.Sentence = env.Words.HistoryFacts(entry, ""), dots(site, when)
	} else {
		content.Facts, content.Sentence = env.Words.HistoryFacts(entry, when), below
	}
	content.Spoken = strings.Join([]string{content.Title, content.State.Words, dots(site, when), below}, ", ")
	for _, act := range h.acts(entry) {
		if len(content.Actions) < 2 && act.button {
			content.Actions = append(content.Actions, widgets.Action{Words: act.words, Do: act.do, Disabled: act.disabled})
		}
	}
	return content
}

func dots(parts ...string) string {
	var shown []string
	for _, part := range parts {
		if part != "" {
			shown = append(shown, part)
		}
	}
	return strings.Join(shown, " · ")
}

func (h *History) face(entry uploader.HistoryEntry) widgets.Face {
	face := widgets.Face{Shape: "state-minus", Colour: look.ColourIdle}
	switch {
	case entry.Cancelled():
	case entry.Upload.Result.Gone:
		face.Shape = "state-cross"
	default:
		face = h.env.face(entry.Upload)
	}
	face.Words = h.env.Words.HistoryState(entry)
	return face
}

// withoutAccount reports whether the entry's account is no longer here, so that its site cannot be asked for anything.
func (h *History) withoutAccount(entry uploader.HistoryEntry) bool {
	return h.removedAccount(entry.Upload.Account)
}

func (h *History) removedAccount(id uploader.AccountID) bool {
	return id == "" || h.env.Queue.Account(id).ID != id
}

// pastAct is something that can be done with an entry. button says that it is useful enough for one of the row's own buttons.
type pastAct struct {
	words            string
	button, disabled bool
	do               func()
}

// editable is for how long the details of a video can be changed from here.
const editable = 30 * 24 * time.Hour

// acts are what can be done with an entry, the most useful first.
func (h *History) acts(entry uploader.HistoryEntry) []pastAct {
	env, upload := h.env, entry.Upload
	away := h.withoutAccount(entry)
	one := []uploader.UploadID{upload.ID}
	if entry.Cancelled() {
		return []pastAct{{words: env.T(words.ButtonAddAgain), button: true, do: func() { h.addAgain(one) }}}
	}
	var acts []pastAct
	add := func(key words.Key, button, possible bool, do func()) {
		if possible {
			acts = append(acts, pastAct{words: env.T(key), button: button, disabled: away, do: do})
		}
	}
	gone, published := upload.Result.Gone, upload.Result.Published
	add(words.ButtonOpen, true, upload.Result.Address() != "", func() { h.open(upload) })
	add(words.ButtonPublish, true, !gone && !published && h.mayPublish(upload), func() { h.setPublished(one, true) })
	add(words.ButtonCopyLink, true, !gone && upload.Result.PageURL != "", func() { h.copyLink(upload) })
	add(words.ButtonCopyEmbed, false, !gone && published, func() { h.copyEmbed(upload.ID) })
	add(words.ButtonMakeDraft, false, !gone && published, func() { h.setPublished(one, false) })
	add(words.ButtonReplace, false, replaceable(upload), func() { h.events.Replace(entry) })
	if !gone && env.Now().Sub(entry.Ended) <= editable {
		acts = append(acts, pastAct{words: env.T(words.ButtonOpenDetails), disabled: away, do: func() { h.details(entry) }})
	}
	return acts
}

// mayPublish reports whether the video can be shown to viewers: a placeholder has nothing to show, and an organisation may want drafts only.
func (h *History) mayPublish(upload uploader.Upload) bool {
	return !upload.Placeholder() && !h.env.Queue.Rules().DraftsOnly()
}

func (h *History) details(entry uploader.HistoryEntry) {
	h.ticks.Choose(entry.Upload.ID)
	h.rebind()
	h.events.Details(entry)
}

func (h *History) openMenu(entry uploader.HistoryEntry, at fyne.Position) {
	const several = 2
	if h.ticks.Count() >= several && h.ticks.Ticked(entry.Upload.ID) {
		h.env.Kit.ShowMenu(at, h.menuOfMany())
		return
	}
	var items []widgets.MenuItem
	for _, act := range h.acts(entry) {
		item := widgets.MenuItem{Words: act.words}
		if !act.disabled {
			item.Do = act.do
		}
		items = append(items, item)
	}
	if len(items) > 0 {
		h.env.Kit.ShowMenu(at, items)
	}
}

// menuOfMany offers what can be done with all that is ticked.
func (h *History) menuOfMany() []widgets.MenuItem {
	var drafts, published, cancelled []uploader.UploadID
	for _, pick := range h.model.Picks(h.ticks) {
		switch {
		case pick.Cancelled:
			cancelled = append(cancelled, pick.ID)
		case h.removedAccount(pick.Account) || pick.Gone:
		case pick.Published:
			published = append(published, pick.ID)
		case !pick.Placeholder && !h.env.Queue.Rules().DraftsOnly():
			drafts = append(drafts, pick.ID)
		}
	}
	var items []widgets.MenuItem
	add := func(words string, ids []uploader.UploadID, do func()) {
		if len(ids) > 0 {
			items = append(items, widgets.MenuItem{Words: words, Do: do})
		}
	}
	add(h.env.T(words.ButtonPublishCount, count(len(drafts))), drafts, func() { h.setPublished(drafts, true) })
	add(h.env.T(words.ButtonDraftCount, count(len(published))), published, func() { h.setPublished(published, false) })
	add(h.env.T(words.ButtonAddAgain), cancelled, func() { h.addAgain(cancelled) })
	return append(items, widgets.MenuItem{Words: h.env.T(words.ListSelectNone), Gap: true, Do: func() { h.Unselect() }})
}

// Unselect takes all ticks away and reports whether there were any.
func (h *History) Unselect() bool {
	some := h.ticks.Count() > 0
	h.picking = false
	h.ticks.Clear()
	h.rebind()
	h.show()
	return some
}

func (h *History) pressed(index int, entry uploader.HistoryEntry, modifier fyne.KeyModifier) {
	h.env.Kit.Focus(h.list)
	h.list.SetCursor(index)
	id := entry.Upload.ID
	switch {
	case modifier&fyne.KeyModifierShift != 0:
		h.ticks.Extend(id, h.model.Held())
	case modifier&fyne.KeyModifierShortcutDefault != 0:
		h.ticks.Toggle(id)
	case h.press.again(h.env.Kit, id):
		h.opened(index)
	default:
		h.ticks.Choose(id)
	}
	h.rebind()
	h.show()
}

func (h *History) tick(index int, id uploader.UploadID) {
	h.env.Kit.Focus(h.list)
	h.list.SetCursor(index)
	h.ticks.Toggle(id)
	h.rebind()
	h.show()
}

// opened opens the details where they can still be changed, else does the first thing that can be done.
func (h *History) opened(index int) {
	entry, held := h.model.At(index)
	if !held {
		return
	}
	acts := h.acts(entry)
	for _, act := range acts {
		if act.words == h.env.T(words.ButtonOpenDetails) && !act.disabled {
			act.do()
			return
		}
	}
	if len(acts) > 0 && !acts[0].disabled && !entry.Cancelled() {
		acts[0].do()
	}
}

func (h *History) keys() widgets.ListKeys {
	return widgets.ListKeys{
		Moved: func(index int, extend bool) {
			h.want()
			entry, held := h.model.At(index)
			switch {
			case !held:
				return
			case extend:
				h.ticks.Extend(entry.Upload.ID, h.model.Held())
			default:
				h.ticks.Choose(entry.Upload.ID)
			}
			h.rebind()
			h.show()
		},
		Opened: h.opened,
		Ticked: func(index int) {
			if entry, held := h.model.At(index); held {
				h.tick(index, entry.Upload.ID)
			}
		},
		Removed: func(int) {},
		Menu: func(index int, at fyne.Position) {
			if entry, held := h.model.At(index); held {
				h.openMenu(entry, at)
			}
		},
	}
}

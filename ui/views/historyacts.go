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

// open shows a video in the browser, and asks its site whether it is still there: the row says so if it is not.
func (h *History) open(upload uploader.Upload) {
	h.env.System.OpenWeb(upload.Result.Address())
	h.door.LookAtVideo(upload.ID)
}

func (h *History) copyLink(upload uploader.Upload) {
	h.env.System.CopyText(upload.Result.PageURL)
	h.Say(h.env.T(words.CopiedLink))
}

// CopyChosenLink copies the address of the chosen video.
func (h *History) CopyChosenLink() {
	entry, held := h.model.Entry(h.ticks.Current())
	if held && !entry.Cancelled() && !entry.Upload.Result.Gone && entry.Upload.Result.PageURL != "" && !h.withoutAccount(entry) {
		h.copyLink(entry.Upload)
	}
}

// copyEmbed asks the site for the embed code: it holds what opens the video, which is kept nowhere.
func (h *History) copyEmbed(id uploader.UploadID) {
	h.embed = id
	h.door.LookAtVideo(id)
}

// Looked takes in what a site said of a video.
func (h *History) Looked(look uploader.VideoLook) {
	if look.ID != h.embed {
		return
	}
	h.embed = ""
	entry, _ := h.model.Entry(look.ID)
	site := words.Text("site", h.siteOf(entry.Upload.Account, entry.Site))
	switch {
	case look.Gone:
		h.complain(h.env.T(words.HistoryGoneFrom, site))
	case !look.Reason.IsZero():
		h.complain(h.env.T(words.HistoryUnreachable, site))
	case look.EmbedURL == "":
		h.complain(h.env.T(words.HistoryNoEmbed))
	default:
		h.env.System.CopyText(embedCode(look.EmbedURL))
		h.Say(h.env.T(words.CopiedEmbed))
	}
}

// embedCode is the player in a frame that keeps its shape at every width, as the sites' own embed codes do.
func embedCode(address string) string {
	source := strings.NewReplacer("&", "&amp;", `"`, "&quot;", "<", "&lt;").Replace(address)
	return `<div style="width:100%; height:0; position:relative; padding-bottom:56.25%"><iframe src="` + source +
		`" style="width:100%; height:100%; position:absolute; top:0; left:0;" frameborder="0" border="0" scrolling="no" allowfullscreen allow="autoplay; fullscreen"></iframe></div>`
}

func (h *History) addAgain(ids []uploader.UploadID) {
	h.ticks.Clear()
	h.door.AddAgain(ids)
	h.events.Videos()
}

// setPublished asks before very many videos go public, names them, and can be taken back.
func (h *History) setPublished(ids []uploader.UploadID, published bool) {
	const many = 5
	if !published || len(ids) <= many {
		h.publish(ids, published)
		return
	}
	names := []fyne.CanvasObject{widgets.NewParagraph(h.names(ids), widgets.StyleBody)}
	widgets.ShowOffer(h.env.Kit, h.env.T(words.HistoryPublishMany, count(len(ids))), names, nil,
		widgets.SheetAction{Words: h.env.T(words.ButtonCancel), Kind: widgets.Plain},
		widgets.SheetAction{Words: h.env.T(words.ButtonPublishCount, count(len(ids))), Kind: widgets.Primary, Do: func() { h.publish(ids, true) }})
}

// names lists the titles, at most as many as a sheet has room for.
func (h *History) names(ids []uploader.UploadID) string {
	const most = 8
	var lines []string
	for _, id := range ids[:min(len(ids), most)] {
		if title := h.model.Title(id); title != "" {
			lines = append(lines, title)
		}
	}
	if more := len(ids) - most; more > 0 {
		lines = append(lines, h.env.T(words.HistoryMoreNames, count(more)))
	}
	return strings.Join(lines, "\n")
}

func (h *History) publish(ids []uploader.UploadID, published bool) {
	key, one := words.HistoryDrafting, words.HistoryDraftingOne
	if published {
		key, one = words.HistoryPublishing, words.HistoryPublishingOne
	}
	text := h.env.T(key, count(len(ids)))
	if entry, held := h.model.Entry(ids[0]); held && len(ids) == 1 {
		text = h.env.T(one, words.Text("title", entry.Upload.DisplayTitle()))
	}
	h.door.SetPublished(ids, published)
	h.ticks.Clear()
	h.endUndo()
	h.undo = func() { h.door.SetPublished(ids, !published) }
	h.say(widgets.StripContent{
		Icon: look.IconInfo, Colour: look.ColourSecondary, Words: text, Close: h.env.T(words.ButtonClose),
		Actions: []widgets.StripAction{{Words: h.env.T(words.ButtonUndo), Main: true, Do: func() { h.Undo() }}},
	}, h.holdUndo)
	h.holdUndo(false)
	h.ticked()
}

// holdUndo lets the strip stay while the pointer or the keyboard is on it.
func (h *History) holdUndo(held bool) {
	if h.undoEnds != nil {
		h.undoEnds()
		h.undoEnds = nil
	}
	if !held {
		h.undoEnds = h.env.Kit.After(uploader.UndoWindow, h.endUndo)
	}
}

func (h *History) endUndo() {
	if h.undoEnds != nil {
		h.undoEnds()
		h.undoEnds = nil
	}
	if h.undo != nil {
		h.undo = nil
		h.say(widgets.StripContent{}, nil)
	}
}

// Undo takes the newest change of who can see videos back, and reports whether there was any.
func (h *History) Undo() bool {
	if h.undo == nil {
		return false
	}
	h.undo()
	h.endUndo()
	h.env.Kit.Focus(h.list)
	return true
}

// Say confirms something for a moment.
func (h *History) Say(text string) {
	h.say(widgets.StripContent{Icon: look.IconCheck, Colour: look.ColourGood, Words: text}, nil)
	shown := h.said
	const readable = 4 * time.Second
	h.env.Kit.After(readable, func() {
		if h.said == shown {
			h.say(widgets.StripContent{}, nil)
		}
	})
}

// complain says what could not be done until it is put away.
func (h *History) complain(text string) {
	h.say(widgets.StripContent{Icon: look.IconWarning, Colour: look.ColourCareful, Words: text, Close: h.env.T(words.ButtonClose)}, nil)
}

// say shows one strip above the rows, none where it has no words.
func (h *History) say(content widgets.StripContent, held func(bool)) {
	h.strips.Objects, h.said = nil, nil
	if content.Words != "" {
		h.said = widgets.NewStrip(h.env.Kit, content, func() {
			h.undo = nil
			h.say(widgets.StripContent{}, nil)
		}, held)
		h.strips.Add(h.said)
	}
	h.show()
}

// saveSheet asks for the spreadsheet; where it is to go is asked when it is there.
func (h *History) saveSheet() {
	if !h.saving {
		h.saving = true
		h.door.MakeSpreadsheet(h.env.Words.Language(), h.model.Query())
	}
}

// Save lets the person save a spreadsheet that was asked for.
func (h *History) Save(sheet uploader.Spreadsheet) {
	if !h.saving {
		return
	}
	h.saving = false
	if sheet.Text == "" {
		h.complain(h.env.T(words.HistoryUnsaved))
		return
	}
	date := words.Text("date", h.env.Now().In(h.env.Zone).Format(time.DateOnly))
	h.env.System.SaveText(SavedText{
		Title: h.env.asTitle(words.ButtonSaveSheet), Name: h.env.T(words.HistorySheetName, date) + ".csv", Kind: h.env.T(words.SheetKinds), Text: sheet.Text,
	}, func(name string) {
		if name == "" {
			h.complain(h.env.T(words.HistoryUnsaved))
			return
		}
		h.Say(h.env.T(words.HistorySaved, words.Text("name", name)))
	})
}

func (h *History) askToClear() {
	kept := h.model.Page().Kept
	widgets.ShowSheet(h.env.Kit, h.env.T(words.HistoryClearTitle, count(kept)), h.env.T(words.HistoryClearWords), nil,
		widgets.SheetAction{Words: h.env.T(words.ButtonCancel), Kind: widgets.Primary},
		widgets.SheetAction{Words: h.env.T(words.HistoryClearDo), Kind: widgets.Plain, Do: func() {
			h.ticks.Clear()
			h.door.ClearHistory()
		}})
}

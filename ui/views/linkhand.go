package views

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// linkHand is the sheet that hands a link over. It shows what the site gave, and what has come through the link meanwhile.
type linkHand struct {
	links *Links
	env   *Env
	id    uploader.LinkID
	sheet *widgets.Sheet
	// handover is what there is to hand over; ready says that it has come.
	handover uploader.LinkHandover
	ready    bool
	language words.Language
	// written says that the message was changed by hand.
	written bool

	// page and message are nil for a link for this room, which has a code alone.
	page, code     *widgets.Button
	buttons        []*widgets.Button // every way, and what belongs to them
	message        *widgets.Field
	received, said *widgets.Paragraph
	// phone is the open sheet with the code, nil while there is none.
	phone *linkPhone
}

// HandOver opens the sheet, and asks for what it hands over.
func (l *Links) HandOver(id uploader.LinkID) {
	link, there := l.model.Link(id)
	if !there || l.hand != nil {
		return
	}
	h := &linkHand{links: l, env: l.env, id: id, language: l.env.Words.Language()}
	l.hand = h
	h.sheet = widgets.ShowPage(l.env.Kit, l.env.Words.LinkReady(link), l.env.T(words.ButtonClose), func(kit widgets.Kit) []fyne.CanvasObject { return h.fields(kit, link) },
		func() {
			l.hand = nil
			l.Focus()
		})
	l.door.HandOverLink(id)
	h.enable()
	h.shown()
}

func (h *linkHand) fields(kit widgets.Kit, link uploader.Link) []fyne.CanvasObject {
	env := h.env
	head := widgets.NewColumn(4, widgets.Insets{}, widgets.NewParagraph(dots(link.Name, h.links.siteOf(link)), widgets.StyleSecondary))
	for _, difference := range link.Differences() {
		head.Add(widgets.NewParagraph(env.Words.LinkDifference(link, difference), widgets.StyleCareful))
	}
	head.Add(widgets.NewParagraph(h.end(link), widgets.StyleSecondary))
	h.said = widgets.NewParagraph(env.T(words.LinksHandWaiting), widgets.StyleSmall)
	h.received = widgets.NewParagraph("", widgets.StyleStrong)
	look := widgets.NewButton(kit, widgets.Plain, env.T(words.LinksLookNow), func() { h.links.door.LookNow(h.id) })
	pieces := append([]fyne.CanvasObject{head}, h.ways(kit, link)...)
	return append(pieces, h.said, widgets.NewColumn(8, widgets.Insets{}, h.received, widgets.NewFlow(0, fyne.TextAlignLeading, look)))
}

// end says what the guest sees when everything is sent.
func (h *linkHand) end(link uploader.Link) string {
	switch {
	case link.Room:
		return h.env.T(words.LinksHandEndRoom)
	case link.Return != "":
		return h.env.T(words.LinksHandEndPage, words.Text("address", link.Return))
	}
	return h.env.T(words.LinksHandEnd)
}

// ways are how a link can be handed over. One for this room is of use to nobody elsewhere.
func (h *linkHand) ways(kit widgets.Kit, link uploader.Link) []fyne.CanvasObject {
	env := h.env
	h.code = widgets.NewButton(kit, widgets.Plain, env.T(words.LinksHandCode), h.showCode)
	h.buttons = []*widgets.Button{h.code}
	way := func(help words.Key, buttons ...fyne.CanvasObject) fyne.CanvasObject {
		return widgets.NewColumn(4, widgets.Insets{}, widgets.NewFlow(8, fyne.TextAlignLeading, buttons...), widgets.NewParagraph(env.T(help), widgets.StyleSmall))
	}
	if link.Room {
		return []fyne.CanvasObject{way(words.LinksHandRoom, h.code)}
	}
	h.page = widgets.NewButton(kit, widgets.Plain, env.T(words.LinksHandPage), h.savePage)
	file := widgets.NewButton(kit, widgets.Plain, env.T(words.LinksHandFile), h.saveFile)
	form := widgets.NewButton(kit, widgets.Plain, env.T(words.LinksHandForm), h.copyForm)
	address := widgets.NewButton(kit, widgets.Plain, env.T(words.LinksHandAddress), h.copyAddress)
	copying := widgets.NewButton(kit, widgets.Plain, env.T(words.LinksHandCopy), h.copyMessage)
	h.buttons = append(h.buttons, h.page, file, address, form, copying)
	formHelp := words.LinksHandFormHelp
	if link.Return == "" {
		formHelp = words.LinksHandFormAnswer
	}
	ways := widgets.NewColumn(12, widgets.Insets{}, way(words.LinksHandPageHelp, h.page), way(formHelp, form), way(words.LinksHandCodeHelp, h.code), way(words.LinksHandFileHelp, file, address))
	return []fyne.CanvasObject{
		widgets.NewLabelled(env.T(words.LinksHandHow), "", ways, nil).Container,
		widgets.NewLabelled(env.T(words.LinksHandMessage), "", widgets.NewColumn(8, widgets.Insets{}, h.messageField(kit), widgets.NewFlow(8, fyne.TextAlignLeading, copying, h.languages(kit))), nil).Container,
	}
}

func (h *linkHand) messageField(kit widgets.Kit) fyne.CanvasObject {
	rows := 2 + int(5/(look.Scale()*look.Scale()))
	h.message = widgets.NewArea(kit, h.env.T(words.LinksHandMessage), "", rows, func(string) { h.written = true })
	return h.message
}

func (h *linkHand) languages(kit widgets.Kit) fyne.CanvasObject {
	names := make([]string, 0, len(words.Languages()))
	for _, language := range words.Languages() {
		names = append(names, language.Name())
	}
	choose := widgets.NewSelect(kit, h.env.T(words.LinksHandLanguage), "", names, func(name string) {
		h.language, h.written = words.Languages()[slices.Index(names, name)], false
		h.showMessage()
	})
	choose.Fill(h.language.Name())
	const wide = 150
	return widgets.NewWide(wide, choose)
}

// Handover shows what a link is handed over with.
func (l *Links) Handover(handover uploader.LinkHandover) {
	h := l.hand
	if h == nil || h.id != handover.Link {
		return
	}
	h.handover, h.ready = handover, true
	text := ""
	if !handover.Reason.IsZero() {
		reason := l.env.Words.Reason(handover.Reason)
		text = strings.TrimSpace(reason.Headline + ". " + reason.Sentence)
	}
	h.enable()
	h.showMessage()
	h.say(text, text != "")
	switch {
	case !h.handover.Reason.IsZero() || h.phone != nil || isMessage(h):
	case h.page != nil:
		l.env.Kit.Focus(h.page)
	default:
		l.env.Kit.Focus(h.code)
		h.showCode()
	}
}

// isMessage reports whether somebody is writing the message.
func isMessage(h *linkHand) bool {
	return h.message != nil && h.env.Kit.Canvas().Focused() == fyne.Focusable(h.message)
}

// enable lets the ways be taken that there are.
func (h *linkHand) enable() {
	for _, button := range h.buttons {
		if h.ready && h.handover.Reason.IsZero() {
			button.Enable()
		} else {
			button.Disable()
		}
	}
}

func (h *linkHand) showMessage() {
	if text := h.handover.Texts[string(h.language)].Message; h.message != nil && !h.written {
		h.message.Fill(text)
	}
}

// shown says what has come through the link.
func (h *linkHand) shown() {
	link, there := h.links.model.Link(h.id)
	if !there {
		return
	}
	text := h.env.T(words.LinksHandNothing)
	if link.Received() > 0 {
		text = h.env.T(words.LinksHandReceived, words.Text("received", h.env.Words.LinkReceived(link)))
	}
	if h.received.Words() != text {
		h.received.Set(text)
		h.sheet.Relayout()
	}
	if h.phone != nil {
		h.phone.received.Set(text)
		h.phone.sheet.Relayout()
	}
}

func (h *linkHand) say(text string, careful bool) {
	style := widgets.StyleSmall
	if careful {
		style = widgets.StyleCareful
	}
	h.said.Restyle(text, style)
	widgets.Visible(h.said, text != "")
	h.sheet.Relayout()
}

func (h *linkHand) savePage() {
	h.save(words.LinksHandPage, words.LinksHandPageKind, ".html", h.handover.Page)
}

func (h *linkHand) saveFile() {
	h.save(words.LinksHandFile, words.LinksHandFileKind, uploader.LinkExtension, h.handover.File)
}

func (h *linkHand) save(title, kind words.Key, extension, text string) {
	link, there := h.links.model.Link(h.id)
	if !there {
		return
	}
	name := h.env.T(words.LinksHandPageName, words.Text("site", first(link.Site, h.links.siteOf(link))))
	h.env.System.SaveText(SavedText{
		Title: h.env.asTitle(title), Name: fileName(name) + extension, Kind: h.env.T(kind), Text: text,
	}, func(name string) {
		if h.links.hand != h {
			return
		}
		if name == "" {
			h.say(h.env.T(words.LinksHandUnsaved), true)
			return
		}
		h.say(h.env.T(words.LinksHandSaved, words.Text("name", name)), false)
	})
}

// fileName is a name without what some system does not take in the name of a file.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return ' '
		}
		return r
	}, name)
	const longest = 80
	if letters := []rune(strings.Join(strings.Fields(name), " ")); len(letters) > longest {
		return string(letters[:longest])
	}
	return strings.Trim(strings.Join(strings.Fields(name), " "), ". ")
}

func (h *linkHand) copyForm() {
	h.env.System.CopyText(h.handover.Texts[string(h.language)].Form)
	h.say(h.env.T(words.LinksHandFormDone), false)
}

func (h *linkHand) copyAddress() {
	if h.handover.Address == "" {
		h.saveFile() // what an address cannot hold, a file can
		return
	}
	h.env.System.CopyText(h.handover.Address)
	h.say(h.env.T(words.LinksCodeCopied), false)
}

func (h *linkHand) copyMessage() {
	h.env.System.CopyText(h.message.Text)
	h.say(h.env.T(words.LinksHandCopied), false)
}

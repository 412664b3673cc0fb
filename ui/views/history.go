package views

import (
	"time"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// HistoryDoor is what the history needs. Everything returns at once; what comes of it arrives as an update.
type HistoryDoor interface {
	LoadHistory(query uploader.HistoryQuery, from int)
	// PickHistory asks for all entries that fit, of which only a few pages are held here.
	PickHistory(query uploader.HistoryQuery)
	// SetPublished asks the sites to show videos to viewers, or to make them drafts.
	SetPublished(ids []uploader.UploadID, published bool)
	LookAtVideo(id uploader.UploadID)
	AddAgain(ids []uploader.UploadID)
	MakeSpreadsheet(language words.Language, query uploader.HistoryQuery)
	ClearHistory()
}

// HistoryEvents are what the history asks the window for.
type HistoryEvents struct {
	// Details opens the panel for an entry.
	Details func(entry uploader.HistoryEntry)
	// Replace lets another file be chosen for an entry's video.
	Replace func(entry uploader.HistoryEntry)
	// Videos goes to the list.
	Videos func()
}

// History shows what has come to its end on this computer, with what can still be done about it.
type History struct {
	env     *Env
	door    HistoryDoor
	events  HistoryEvents
	model   *model.History
	ticks   *model.Selection
	visible bool
	waiting func()
	// picking says that all entries that fit are to be ticked as soon as it is known which those are.
	picking bool
	// arriving says that the rows that the page was opened for have not come yet: they get the keyboard.
	arriving bool

	list          *widgets.List
	find          *widgets.Field
	account, days *widgets.Button
	tools         *fyne.Container
	strips        *fyne.Container
	nothing       *fyne.Container
	noneWords     *widgets.Paragraph
	empty         *fyne.Container
	emptyWords    *widgets.Paragraph
	leave         *widgets.Button
	filled        *fyne.Container
	total         *widgets.Text
	sheet, clear  *widgets.Button
	foot          *fyne.Container
	// batch are the buttons for all that is ticked, batchWords what they say.
	batch      *fyne.Container
	batchWords []string
	piece      *widgets.Surface
	press      press
	// undo takes the newest change of who can see videos back, nil when there is none; undoEnds ends that.
	undo     func()
	undoEnds func()
	// said is the strip that is shown, embed the video whose embed code is fetched.
	said  *widgets.Strip
	embed uploader.UploadID
	// saving says that a spreadsheet was asked for.
	saving bool
}

// NewHistory makes the page; shown keeps what is shown when the window is built anew.
func NewHistory(env *Env, door HistoryDoor, shown *model.History, ticks *model.Selection, events HistoryEvents) *History {
	h := &History{env: env, door: door, events: events, model: shown, ticks: ticks}
	h.list = widgets.NewList(env.Kit, (*pastRows)(h), h.keys(), widgets.RowText{More: env.T(words.ListMore)}, env.T(words.HistoryTitle), widgets.NewGap(8))
	h.find = widgets.NewField(env.Kit, env.T(words.ListFind), env.T(words.ListFind), h.lookFor).OnKey(h.findKey)
	h.find.Fill(shown.Find())
	h.account = widgets.NewMenuButton(env.Kit, widgets.Plain, env.T(words.HistoryAllAccounts), h.openAccounts)
	h.days = widgets.NewMenuButton(env.Kit, widgets.Plain, "", h.openDays)
	h.tools = widgets.NewLine(8, 0, h.find, h.account, h.days)
	h.strips = widgets.NewColumn(8, widgets.Insets{Right: 16, Left: 16, Bottom: 8})
	h.noneWords = widgets.NewParagraph("", widgets.StyleSecondary.Centred())
	all := widgets.NewButton(env.Kit, widgets.Plain, env.T(words.ButtonShowAll), h.showAll)
	h.nothing = widgets.NewColumn(12, widgets.Insets{Top: 48, Left: 16, Right: 16}, h.noneWords, widgets.NewFlow(0, fyne.TextAlignCenter, all))
	h.total = widgets.NewText("", widgets.StyleSmall)
	h.sheet = widgets.NewButton(env.Kit, widgets.Plain, env.T(words.ButtonSaveSheet), h.saveSheet)
	h.clear = widgets.NewButton(env.Kit, widgets.Plain, env.T(words.ButtonClear), h.askToClear)
	const total, space = 0, 1
	// Where there is too little room for all, what can be done is more important than how much there is.
	line := widgets.NewSqueezed(8, space, func(index int) bool { return index != total || h.model.Len() > 0 }, []int{total}, h.total, widgets.NewSpace(), h.sheet, h.clear)
	h.batch = widgets.NewFlow(8, fyne.TextAlignLeading)
	h.foot = widgets.NewColumn(8, widgets.Insets{Top: 8, Right: 16, Bottom: 10, Left: 16}, h.batch, line)
	top := widgets.NewColumn(0, widgets.Insets{}, widgets.NewColumn(0, widgets.Insets{Top: 12, Right: 16, Bottom: 8, Left: 16}, h.tools), h.strips)
	h.filled = widgets.NewFoot(widgets.NewFrame(top, widgets.NewStack(h.list, h.nothing)), h.foot)
	h.empty = widgets.NewMiddle(560, env.Kit, func(bool) {}, h.newEmpty())
	h.piece = widgets.NewGround(look.ColourSurface, widgets.Edges{}, widgets.NewStack(h.filled, h.empty))
	h.show()
	return h
}

func (h *History) newEmpty() fyne.CanvasObject {
	text := widgets.NewParagraph(h.env.T(words.HistoryEmpty), widgets.StyleSecondary.Centred())
	h.emptyWords, h.leave = text, widgets.NewButton(h.env.Kit, widgets.Plain, h.env.T(words.TopVideos), h.events.Videos)
	return widgets.NewColumn(14, widgets.Insets{}, widgets.NewPicture("state-clock", look.ColourIdle, 40), text, widgets.NewFlow(0, fyne.TextAlignCenter, h.leave))
}

// Piece is what is drawn.
func (h *History) Piece() fyne.CanvasObject { return h.piece }

// List is what the keyboard goes to.
func (h *History) List() *widgets.List { return h.list }

// Focus gives the page the keyboard.
func (h *History) Focus() {
	switch {
	case h.empty.Visible():
		h.env.Kit.Focus(h.leave)
	case h.nothing.Visible():
		h.env.Kit.Focus(h.find)
	case !h.list.Visible():
		// The rows are on their way; a list that is not seen cannot have the keyboard.
		h.env.Kit.Focus(h.find)
	default:
		h.env.Kit.Focus(h.list)
	}
}

// Open shows the page: what it holds is asked for anew.
func (h *History) Open() {
	h.visible, h.arriving = true, true
	h.look(h.model.Find(), h.model.Account(), h.model.Days())
}

// Leave ends what only matters while the page is seen.
func (h *History) Leave() {
	h.visible = false
	h.endUndo()
}

func (h *History) look(find string, account uploader.AccountID, days int) {
	h.model.Look(find, account, days, h.env.Now(), h.env.Zone)
	h.picking = false
	h.ticks.Clear()
	h.want()
	h.show()
}

// want asks for the rows in view that are not held.
func (h *History) want() {
	if !h.visible {
		return
	}
	first, end := h.list.InView()
	for _, from := range h.model.Wanting(first, end) {
		h.door.LoadHistory(h.model.Query(), from)
	}
}

// Take shows an answer.
func (h *History) Take(page uploader.HistoryPage) {
	before := h.model.Len()
	if !h.model.Take(page) {
		return
	}
	defer h.keepFocus()
	if h.model.Len() != before {
		h.list.Reload()
	} else {
		h.rebind()
	}
	h.show()
	h.want()
}

// keepFocus moves the keyboard on from a list that is no longer seen.
func (h *History) keepFocus() {
	if h.arriving {
		h.arriving = false
		h.Focus()
		return
	}
	if canvas := h.env.Kit.Canvas(); canvas != nil && canvas.Focused() == h.list && !h.list.Visible() {
		h.Focus()
	}
}

// Changed says that entries came, went or changed. Several changes at once are one question.
func (h *History) Changed() {
	h.model.Stale()
	if !h.visible || h.waiting != nil {
		return
	}
	const together = 250 * time.Millisecond
	h.waiting = h.env.Kit.After(together, func() {
		h.waiting = nil
		h.want()
	})
}

// Accounts shows which accounts there are now.
func (h *History) Accounts() { h.rebind() }

func (h *History) rebind() {
	from, to := h.list.InView()
	for index := from; index < to; index++ {
		if row := h.list.Row(index); row != nil {
			(*pastRows)(h).Bind(index, row)
		}
	}
}

// show brings everything but the rows up to date.
func (h *History) show() {
	page, known := h.model.Page(), h.model.Known()
	nothing := known && page.Kept == 0 && h.model.Find() == ""
	h.emptyWords.Set(h.env.T(words.HistoryEmpty))
	if h.env.Queue.Settings().HistoryDays == uploader.NoHistory {
		h.emptyWords.Set(h.env.T(words.HistoryOff))
	}
	widgets.Visible(h.empty, nothing)
	widgets.Visible(h.filled, !nothing)
	widgets.Visible(h.nothing, known && page.Count == 0)
	widgets.Visible(h.list, page.Count > 0)
	widgets.Visible(h.foot, known && page.Kept > 0)
	h.noneWords.Set(h.env.T(words.HistoryNoneThen))
	if find := h.model.Find(); find != "" {
		h.noneWords.Set(h.env.T(words.HistoryNotFound, words.Text("text", find)))
	}
	h.account.Set(h.env.T(words.HistoryAllAccounts))
	for _, site := range page.Sites {
		if site.Account == h.model.Account() {
			h.account.Set(shortened(h.siteOf(site.Account, site.Site)))
		}
	}
	widgets.Visible(h.account, len(page.Sites) > 1)
	h.days.Set(h.daysWords(h.model.Days()))
	total := h.env.Words.HistoryTotal(page, h.model.Days())
	if ticked := h.ticks.Count(); ticked > 0 {
		total = h.env.T(words.HistorySelected, count(ticked))
	}
	h.total.Set(total)
	h.showBatch()
	widgets.Relayout(h.piece)
}

func (h *History) daysWords(days int) string {
	if days >= uploader.YearOfHistory {
		return h.env.T(words.HistoryYear)
	}
	return h.env.T(words.HistoryDays, words.Text("days", h.env.Words.Number(days)))
}

// shortened keeps a name that stands in a button from taking the search's room.
func shortened(name string) string {
	const longest = 20
	if letters := []rune(name); len(letters) > longest {
		return string(letters[:longest-1]) + "…"
	}
	return name
}

func (h *History) lookFor(text string) {
	h.arriving = false
	h.look(text, h.model.Account(), h.model.Days())
}

func (h *History) showAll() {
	h.LookFor("")
	h.env.Kit.Focus(h.list)
}

// LookFor shows what is called like that, as far back as it can.
func (h *History) LookFor(find string) {
	h.find.Fill(find)
	h.look(find, "", uploader.YearOfHistory)
}

// Find puts the keyboard into the search.
func (h *History) Find() {
	h.env.Kit.Focus(h.find)
	h.find.SelectAll()
}

func (h *History) findKey(event *fyne.KeyEvent) bool {
	switch {
	case event.Name == fyne.KeyEscape && h.model.Find() != "":
		h.find.Fill("")
		h.lookFor("")
	case event.Name == fyne.KeyDown:
		h.env.Kit.Focus(h.list)
	default:
		return false
	}
	return true
}

func (h *History) openAccounts() {
	items := []widgets.MenuItem{{
		Words: h.env.T(words.HistoryAllAccounts), Checked: h.model.Account() == "",
		Do: func() { h.look(h.model.Find(), "", h.model.Days()) },
	}}
	for i, site := range h.model.Page().Sites {
		items = append(items, widgets.MenuItem{
			Words: h.siteOf(site.Account, site.Site), Checked: h.model.Account() == site.Account, Gap: i == 0,
			Do: func() { h.look(h.model.Find(), site.Account, h.model.Days()) },
		})
	}
	h.env.Kit.ShowMenuBelow(h.account, items)
}

// siteOf is what a site is called now, or was when its account was still here.
func (h *History) siteOf(id uploader.AccountID, then string) string {
	if account := h.env.Queue.Account(id); id != "" && account.ID == id {
		return h.env.site(account)
	}
	return then
}

func (h *History) openDays() {
	var items []widgets.MenuItem
	for _, days := range model.HistoryDays() {
		items = append(items, widgets.MenuItem{
			Words: h.daysWords(days), Checked: days == h.model.Days(),
			Do: func() { h.look(h.model.Find(), h.model.Account(), days) },
		})
	}
	h.env.Kit.ShowMenuBelow(h.days, items)
}

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

// LinksDoor is what upload links need. Everything but the empty forms comes as an update.
type LinksDoor interface {
	// NewLink and NewLinkLike give forms to fill in.
	NewLink() uploader.LinkDraft
	NewLinkLike(id uploader.LinkID) uploader.LinkDraft
	MakeLink(wish uploader.LinkWish)
	LookNow(id uploader.LinkID)
	// ForgetLink takes a link off the list; at its site it lasts until its end.
	ForgetLink(id uploader.LinkID)
	HandOverLink(id uploader.LinkID)
	// ShowLinkCode serves a link's page to phones in the room until HideLinkCode.
	ShowLinkCode(id uploader.LinkID, network string)
	HideLinkCode()
	LoadCatalogue(account uploader.AccountID)
}

// LinksEvents are what the page asks the window for.
type LinksEvents struct {
	// SignIn asks for an account, where there is none to make a link with.
	SignIn func(account uploader.AccountID)
	// History shows what came through a link, by the link's name.
	History func(name string)
}

// Links shows the upload links, and makes and hands over new ones.
type Links struct {
	env    *Env
	door   LinksDoor
	events LinksEvents
	model  *model.Links
	// chosen is the link that was pressed last.
	chosen uploader.LinkID
	press  press

	list      *widgets.List
	find      *widgets.Field
	add       *widgets.Button
	tools     *fyne.Container
	strips    *fyne.Container
	said      *widgets.Strip
	nothing   *fyne.Container
	noneWords *widgets.Paragraph
	empty     *fyne.Container
	begin     *widgets.Button
	filled    *fyne.Container
	piece     *widgets.Surface

	// form and hand are the open sheets, nil while there are none.
	form *linkForm
	hand *linkHand
	// forgetting is the link that is about to be forgotten; forgetEnds ends the time in which that can be undone.
	forgetting uploader.LinkID
	forgetEnds func()
	ticking    func()
}

// NewLinks makes the page; shown keeps what is shown when the window is built anew.
func NewLinks(env *Env, door LinksDoor, shown *model.Links, events LinksEvents) *Links {
	l := &Links{env: env, door: door, events: events, model: shown}
	l.list = widgets.NewList(env.Kit, (*linkRows)(l), l.keys(), widgets.RowText{More: env.T(words.ListMore)}, env.T(words.LinksTitle), widgets.NewGap(8))
	l.find = widgets.NewField(env.Kit, env.T(words.ListFind), env.T(words.ListFind), l.LookFor).OnKey(l.findKey)
	l.find.Fill(shown.Find())
	l.add = widgets.NewIconButton(env.Kit, widgets.Plain, look.IconPlus, env.T(words.LinksNew), l.New)
	l.tools = widgets.NewLine(8, 1, l.add, l.find)
	l.strips = widgets.NewColumn(8, widgets.Insets{Right: 16, Left: 16, Bottom: 8})
	l.noneWords = widgets.NewParagraph("", widgets.StyleSecondary.Centred())
	all := widgets.NewButton(env.Kit, widgets.Plain, env.T(words.ButtonShowAll), l.showAll)
	l.nothing = widgets.NewColumn(12, widgets.Insets{Top: 48, Left: 16, Right: 16}, l.noneWords, widgets.NewFlow(0, fyne.TextAlignCenter, all))
	top := widgets.NewColumn(0, widgets.Insets{}, widgets.NewColumn(0, widgets.Insets{Top: 12, Right: 16, Bottom: 8, Left: 16}, l.tools), l.strips)
	l.filled = widgets.NewFrame(top, widgets.NewStack(l.list, l.nothing))
	l.begin = widgets.NewButton(env.Kit, widgets.Primary, env.T(words.LinksMakeOne), l.New).Tall()
	l.empty = widgets.NewMiddle(560, env.Kit, func(bool) {}, widgets.NewColumn(14, widgets.Insets{},
		widgets.NewPicture(look.IconLink, look.ColourIdle, 40), widgets.NewParagraph(env.T(words.LinksEmpty), widgets.StyleSecondary.Centred()),
		widgets.NewFlow(0, fyne.TextAlignCenter, l.begin)))
	l.piece = widgets.NewGround(look.ColourSurface, widgets.Edges{}, widgets.NewStack(l.filled, l.empty))
	l.show()
	return l
}

// Piece is what is drawn.
func (l *Links) Piece() fyne.CanvasObject { return l.piece }

// List is what the keyboard goes to.
func (l *Links) List() *widgets.List { return l.list }

// Focus gives the page the keyboard.
func (l *Links) Focus() {
	switch {
	case l.empty.Visible():
		l.env.Kit.Focus(l.begin)
	case l.nothing.Visible():
		l.env.Kit.Focus(l.find)
	default:
		l.env.Kit.Focus(l.list)
	}
}

// Find puts the keyboard into the search.
func (l *Links) Find() {
	if l.filled.Visible() {
		l.env.Kit.Focus(l.find)
		l.find.SelectAll()
	}
}

// Take shows what the links are now.
func (l *Links) Take(links []uploader.Link) {
	focused := l.env.Kit.Canvas().Focused()
	had := focused != nil && (focused == fyne.Focusable(l.list) || focused == fyne.Focusable(l.begin) || focused == fyne.Focusable(l.find))
	l.model.Take(links)
	l.list.Reload()
	l.show()
	if piece, is := focused.(fyne.CanvasObject); is && had && (!l.filled.Visible() || !l.list.Visible() || !l.empty.Visible() && focused == fyne.Focusable(l.begin)) && piece != l.find {
		l.Focus()
	}
	if l.hand != nil {
		l.hand.shown()
	}
}

// Open shows the page as it is now, and goes on showing what time alone changes: what is open ends.
func (l *Links) Open() {
	l.list.Reload()
	l.show()
	l.tick()
}

// Leave ends what only matters while the page is seen.
func (l *Links) Leave() {
	l.endForget()
	if l.ticking != nil {
		l.ticking()
		l.ticking = nil
	}
}

func (l *Links) tick() {
	const each = 30 * time.Second
	if l.ticking != nil {
		l.ticking()
	}
	l.ticking = l.env.Kit.After(each, func() {
		l.rebind()
		l.tick()
	})
}

func (l *Links) rebind() {
	from, to := l.list.InView()
	for index := from; index < to; index++ {
		if row := l.list.Row(index); row != nil {
			(*linkRows)(l).Bind(index, row)
		}
	}
}

// show brings everything but the rows up to date.
func (l *Links) show() {
	some := l.model.Count() > 0
	widgets.Visible(l.empty, !some && l.said == nil)
	widgets.Visible(l.filled, some || l.said != nil)
	widgets.Visible(l.list, l.model.Len() > 0)
	widgets.Visible(l.nothing, some && l.model.Len() == 0)
	l.noneWords.Set(l.env.T(words.LinksNotFound, words.Text("text", l.model.Find())))
	widgets.Relayout(l.piece)
}

// LookFor shows what is called like that.
func (l *Links) LookFor(text string) {
	l.model.Look(text)
	l.list.Reload()
	l.show()
}

func (l *Links) showAll() {
	l.find.Fill("")
	l.LookFor("")
	l.Focus()
}

func (l *Links) findKey(event *fyne.KeyEvent) bool {
	switch {
	case event.Name == fyne.KeyEscape && l.model.Find() != "":
		l.find.Fill("")
		l.LookFor("")
	case event.Name == fyne.KeyDown && l.list.Visible():
		l.env.Kit.Focus(l.list)
	default:
		return false
	}
	return true
}

// Tell shows news of a link until it is put away.
func (l *Links) Tell(news uploader.LinkNews) {
	content := widgets.StripContent{Icon: look.IconInfo, Colour: look.ColourCareful, Words: l.env.Words.LinkNews(news), Close: l.env.T(words.ButtonClose)}
	switch news.Kind {
	case uploader.LinkReceived:
		content.Icon, content.Colour = look.IconCheck, look.ColourGood
		content.Actions = []widgets.StripAction{{Words: l.env.T(words.LinksHistory), Do: func() { l.events.History(news.Link.Name) }}}
	case uploader.LinkUnused, uploader.LinkEndedUnused:
		content.Actions = []widgets.StripAction{{Words: l.env.T(words.LinksAgain), Do: func() { l.NewLike(news.Link.ID) }}}
	}
	l.endForget()
	l.say(content, nil)
}

// Say confirms something for a moment.
func (l *Links) Say(text string) {
	l.say(widgets.StripContent{Icon: look.IconCheck, Colour: look.ColourGood, Words: text}, nil)
	shown := l.said
	const readable = 4 * time.Second
	l.env.Kit.After(readable, func() {
		if l.said == shown {
			l.say(widgets.StripContent{}, nil)
		}
	})
}

// complain says what could not be done until it is put away.
func (l *Links) complain(text string) {
	l.say(widgets.StripContent{Icon: look.IconWarning, Colour: look.ColourCareful, Words: text, Close: l.env.T(words.ButtonClose)}, nil)
}

// say shows one strip above the rows, none where it has no words.
func (l *Links) say(content widgets.StripContent, held func(bool)) {
	l.strips.Objects, l.said = nil, nil
	if content.Words != "" {
		l.said = widgets.NewStrip(l.env.Kit, content, func() {
			l.endForget()
			l.say(widgets.StripContent{}, nil)
			l.Focus()
		}, held)
		l.strips.Add(l.said)
	}
	l.show()
}

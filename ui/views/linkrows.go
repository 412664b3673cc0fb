package views

import (
	"hash/fnv"
	"strings"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// linkRows shows the links in the list's rows.
type linkRows Links

func (r *linkRows) Len() int { return r.model.Len() }

func (r *linkRows) Bind(index int, row *widgets.Row) {
	l := (*Links)(r)
	link, there := l.model.At(index)
	if !there {
		return
	}
	row.Bind(l.content(link), widgets.RowEvents{
		Pressed: func(fyne.KeyModifier) { l.pressed(index, link.ID) },
		Menu:    func(at fyne.Position) { l.openMenu(link.ID, at) },
	})
}

func (l *Links) content(link uploader.Link) widgets.RowContent {
	env := l.env
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(link.ID))
	content := widgets.RowContent{
		Title: link.Name, Untickable: true, Selected: l.chosen == link.ID, Open: l.chosen == link.ID, Tile: look.Tile(hash.Sum32()), Glyph: look.IconLink.White(),
	}
	received, ends := env.Words.LinkReceived(link), env.Words.LinkEnds(link)
	content.State = l.face(link)
	content.Facts = dots(received, ends)
	title := link.Title
	if title == link.Name {
		title = ""
	}
	content.Sentence = dots(title, l.siteOf(link))
	if !link.Trouble.IsZero() && link.State(env.Now()) == uploader.LinkNotChecked {
		content.Sentence, content.Careful = env.Words.Reason(link.Trouble).Headline, true
	}
	content.Spoken = strings.Join([]string{link.Name, content.State.Words, received, ends, content.Sentence}, ", ")
	for _, act := range l.acts(link) {
		if act.button {
			content.Actions = append(content.Actions, widgets.Action{Words: act.words, Do: act.do})
		}
	}
	return content
}

func (l *Links) face(link uploader.Link) widgets.Face {
	face := widgets.Face{Words: l.env.Words.LinkState(link)}
	switch link.State(l.env.Now()) {
	case uploader.LinkOpen:
		face.Shape, face.Colour = "state-ring", look.ColourMain
	case uploader.LinkUsedUp:
		face.Shape, face.Colour = "state-tick", look.ColourGood
	case uploader.LinkNotChecked:
		face.Shape, face.Colour = "state-clock", look.ColourCareful
	default:
		face.Shape, face.Colour = "state-minus", look.ColourIdle
	}
	return face
}

// siteOf is what a link's site is called now, or was when its account was still here.
func (l *Links) siteOf(link uploader.Link) string {
	if account := l.env.Queue.Account(link.Account); account.ID == link.Account && link.Account != "" {
		return l.env.site(account)
	}
	return link.Site
}

// linkAct is something that can be done with a link. button says that it is one of the row's own buttons.
type linkAct struct {
	words  string
	button bool
	do     func()
}

func (l *Links) acts(link uploader.Link) []linkAct {
	env, id := l.env, link.ID
	var acts []linkAct
	open := !link.Over(env.Now())
	if open {
		acts = append(acts, linkAct{env.T(words.LinksHand), true, func() { l.HandOver(id) }})
	}
	acts = append(acts, linkAct{env.T(words.LinksAgain), !open, func() { l.NewLike(id) }})
	if link.CanChange() {
		acts = append(acts, linkAct{env.T(words.LinksLookNow), false, func() { l.door.LookNow(id) }})
	}
	if link.Received() > 0 {
		acts = append(acts, linkAct{env.T(words.LinksHistory), false, func() { l.events.History(link.Name) }})
	}
	return append(acts, linkAct{env.T(words.LinksForget), false, func() { l.Forget(id) }})
}

func (l *Links) openMenu(id uploader.LinkID, at fyne.Position) {
	link, there := l.model.Link(id)
	if !there {
		return
	}
	var items []widgets.MenuItem
	acts := l.acts(link)
	for i, act := range acts {
		items = append(items, widgets.MenuItem{Words: act.words, Do: act.do, Gap: i == len(acts)-1})
	}
	l.env.Kit.ShowMenu(at, items)
}

func (l *Links) pressed(index int, id uploader.LinkID) {
	l.env.Kit.Focus(l.list)
	l.list.SetCursor(index)
	l.chosen = id
	if l.press.again(l.env.Kit, uploader.UploadID(id)) {
		l.opened(index)
	}
	l.rebind()
}

// opened does what the row's first button does.
func (l *Links) opened(index int) {
	if link, there := l.model.At(index); there {
		l.acts(link)[0].do()
	}
}

func (l *Links) keys() widgets.ListKeys {
	return widgets.ListKeys{
		Moved: func(index int, _ bool) {
			if link, there := l.model.At(index); there {
				l.chosen = link.ID
				l.rebind()
			}
		},
		Opened: l.opened,
		Ticked: func(int) {},
		Removed: func(index int) {
			if link, there := l.model.At(index); there {
				l.Forget(link.ID)
			}
		},
		Menu: func(index int, at fyne.Position) {
			if link, there := l.model.At(index); there {
				l.openMenu(link.ID, at)
			}
		},
	}
}

// Unselect chooses no link any more and reports whether one was.
func (l *Links) Unselect() bool {
	some := l.chosen != ""
	l.chosen = ""
	l.rebind()
	return some
}

// Forget takes a link off the list, which can be undone for a moment. It goes on working at its site: that is said.
func (l *Links) Forget(id uploader.LinkID) {
	link, there := l.model.Link(id)
	if !there {
		return
	}
	l.endForget()
	text := l.env.T(words.LinksForgot, words.Text("name", link.Name))
	if !link.Over(l.env.Now()) {
		text = l.env.T(words.LinksForgotOn, words.Text("name", link.Name), words.Text("when", l.env.Words.NearTime(link.Ends)))
	}
	l.forgetting = id
	l.model.PutAway(id, true)
	l.list.Reload()
	l.say(widgets.StripContent{
		Icon: look.IconInfo, Colour: look.ColourSecondary, Words: text, Close: l.env.T(words.ButtonClose),
		Actions: []widgets.StripAction{{Words: l.env.T(words.ButtonUndo), Main: true, Do: func() { l.Undo() }}},
	}, l.holdForget)
	l.holdForget(false)
}

// holdForget lets the strip stay while the pointer or the keyboard is on it.
func (l *Links) holdForget(held bool) {
	if l.forgetEnds != nil {
		l.forgetEnds()
		l.forgetEnds = nil
	}
	if !held && l.forgetting != "" {
		l.forgetEnds = l.env.Kit.After(uploader.UndoWindow, l.endForget)
	}
}

// endForget forgets for good what is about to be forgotten.
func (l *Links) endForget() {
	id := l.forgetting
	if id == "" {
		return
	}
	l.forgetting = ""
	l.holdForget(true)
	l.door.ForgetLink(id)
	l.say(widgets.StripContent{}, nil)
}

// Undo brings the link back that was taken off the list last, and reports whether there was any.
func (l *Links) Undo() bool {
	id := l.forgetting
	if id == "" {
		return false
	}
	l.forgetting = ""
	l.holdForget(true)
	l.model.PutAway(id, false)
	l.chosen = id
	l.list.Reload()
	l.list.SetCursor(max(l.model.Index(id), 0))
	l.say(widgets.StripContent{}, nil)
	l.env.Kit.Focus(l.list)
	return true
}

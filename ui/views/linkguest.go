package views

import (
	"strings"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// linkGuest is the part of the form that is about the guest: where they are, and what they see at the end.
type linkGuest struct {
	elsewhere, room *widgets.Tick
	thanks, own     *widgets.Tick
	address         *widgets.Field
	forAddress      *widgets.Labelled
	roomHelp        *fyne.Container
	// choices are what the guest may see at the end, inRoom what a phone in this room sees.
	choices, inRoom *fyne.Container
}

func (f *linkForm) guestFields() fyne.CanvasObject { return f.pair(f.whoFields(), f.afterFields()) }

func (f *linkForm) whoFields() fyne.CanvasObject {
	env, g := f.env, &f.guest
	g.elsewhere = widgets.NewRadio(f.kit, env.T(words.LinksFormElsewhere), false, func(bool) { f.setRoom(false) })
	g.room = widgets.NewRadio(f.kit, env.T(words.LinksFormRoom), false, func(bool) { f.setRoom(true) })
	g.roomHelp = widgets.NewColumn(0, widgets.Insets{Left: 28}, widgets.NewParagraph(env.T(words.LinksFormRoomHelp), widgets.StyleSmall))
	return widgets.NewLabelled(env.T(words.LinksFormWho), "", widgets.NewColumn(0, widgets.Insets{}, g.elsewhere, g.room, g.roomHelp), nil).Container
}

func (f *linkForm) afterFields() fyne.CanvasObject {
	env, g := f.env, &f.guest
	g.thanks = widgets.NewRadio(f.kit, env.T(words.LinksFormThanks), false, func(bool) { f.setOwnPage(false) })
	g.own = widgets.NewRadio(f.kit, env.T(words.LinksFormPage), false, func(bool) {
		f.setOwnPage(true)
		f.env.Kit.Focus(g.address)
	})
	g.address = widgets.NewField(f.kit, env.T(words.LinksFormAddress), "https://", nil)
	g.address.OnSubmitted = func(string) { f.task.Do(f.do) }
	g.forAddress = widgets.NewLabelled(env.T(words.LinksFormAddress), "", g.address, g.address.Careful)
	g.choices = widgets.NewColumn(0, widgets.Insets{}, g.thanks, g.own, widgets.NewColumn(0, widgets.Insets{Left: 28, Top: 4}, g.forAddress.Container))
	g.inRoom = widgets.NewColumn(0, widgets.Insets{Top: 8}, widgets.NewParagraph(env.T(words.LinksFormAfterRoom), widgets.StyleBody))
	return widgets.NewLabelled(env.T(words.LinksFormAfter), "", widgets.NewColumn(0, widgets.Insets{}, g.choices, g.inRoom), nil).Container
}

// setRoom takes who the link is for. A phone in this room is led back to the program, so that there is no choice for it.
func (f *linkForm) setRoom(room bool) {
	g := &f.guest
	f.draft.Room = room
	g.elsewhere.Set(!room)
	g.room.Set(room)
	widgets.Visible(g.roomHelp, room)
	widgets.Visible(g.choices, !room)
	widgets.Visible(g.inRoom, room)
	f.grown()
}

func (f *linkForm) setOwnPage(own bool) {
	g := &f.guest
	g.thanks.Set(!own)
	g.own.Set(own)
	widgets.Visible(g.forAddress.Container, own)
	g.forAddress.Problem("")
	f.grown()
}

// fillGuest shows what the draft says of the guest.
func (f *linkForm) fillGuest() {
	f.guest.address.Fill(f.draft.Return)
	f.setOwnPage(f.draft.Return != "")
	f.setRoom(f.draft.Room)
}

// ownPage is the address of the page that the guest is to see, "" for none.
func (f *linkForm) ownPage() string {
	if f.draft.Room || !f.guest.own.On() {
		return ""
	}
	return f.guest.address.Text
}

// noPage says what is wrong where a page is wanted and none is named.
func (f *linkForm) noPage() string {
	if f.draft.Room || !f.guest.own.On() || strings.TrimSpace(f.guest.address.Text) != "" {
		return ""
	}
	return f.env.Words.LinkProblem(uploader.LinkReturnUnreadable)
}

package views

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// audience is the choice of who can see a video: a draft, everybody once the upload is done, or everybody from a date on. The date
// is in the zone that the person's account has on the site, said in words.
type audience struct {
	env      *Env
	edit     func(change uploader.Change, now bool)
	grown    func()
	reveal   func(fyne.CanvasObject)
	draft    uploader.Metadata
	zone     *time.Location
	zoneName string

	choices  map[uploader.Visibility]*widgets.Tick
	when     *fyne.Container
	day      *widgets.Field
	clock    *widgets.Field
	zoneLine *widgets.Paragraph
	unread   *widgets.Paragraph
	past     *widgets.Tick
	calendar *fyne.Container
	month    time.Time
	piece    *fyne.Container
	// locked takes the choices' place where the organisation lets nothing be published.
	locked *widgets.Locked
	// published says that viewers see the video although it was to be a draft; toDraft asks the site once more.
	published *fyne.Container
	toDraft   *widgets.Button
}

func newAudience(env *Env, edit func(uploader.Change, bool), left func(bool), grown func(), reveal func(fyne.CanvasObject), makeDraft func()) *audience {
	a := &audience{env: env, edit: edit, grown: grown, reveal: reveal, zone: env.Zone, choices: map[uploader.Visibility]*widgets.Tick{}}
	a.toDraft = widgets.NewButton(env.Kit, widgets.Plain, env.T(words.ButtonMakeDraft), makeDraft)
	a.published = widgets.NewColumn(6, widgets.Insets{Bottom: 8},
		widgets.NewParagraph(env.T(words.SentenceShownPublished), widgets.StyleCareful), widgets.NewFlow(0, fyne.TextAlignLeading, a.toDraft))
	a.published.Hide()
	a.piece = widgets.NewColumn(0, widgets.Insets{}, a.published)
	for _, choice := range []struct {
		visibility uploader.Visibility
		words      words.Key
	}{{uploader.Draft, words.DetailsDraft}, {uploader.PublishWhenDone, words.DetailsPublishDone}, {uploader.PublishOnDate, words.DetailsPublishDate}} {
		a.choices[choice.visibility] = widgets.NewRadio(env.Kit, env.T(choice.words), false, func(bool) { a.choose(choice.visibility) })
		a.piece.Add(a.choices[choice.visibility])
	}
	widgets.Group(a.choices[uploader.Draft], a.choices[uploader.PublishWhenDone], a.choices[uploader.PublishOnDate])
	if rules := env.Queue.Rules(); rules.DraftsOnly() {
		a.locked = widgets.NewLocked("", env.T(words.ManagedDraftsOnly)+" "+env.Words.SetBy(rules.Organisation)+".")
		a.piece.Objects = []fyne.CanvasObject{a.published, a.locked}
	}
	a.day = widgets.NewField(env.Kit, env.T(words.DetailsDate), "2026-12-04", func(string) { a.typed() }).OnFocus(a.moved(left))
	a.day.ActionItem = widgets.NewIcon(env.Kit, look.IconCalendar, env.T(words.DetailsDate), a.toggleCalendar)
	a.clock = widgets.NewField(env.Kit, env.T(words.DetailsTime), "09:00", func(string) { a.typed() }).OnFocus(a.moved(left))
	a.clock.ActionItem = widgets.NewIcon(env.Kit, look.IconChevronDown, env.T(words.DetailsTime), a.openClocks)
	a.zoneLine = widgets.NewParagraph("", widgets.StyleSmall)
	a.unread = widgets.NewParagraph("", widgets.StyleCareful)
	a.unread.Hide()
	a.past = widgets.NewTick(env.Kit, "", false, func(on bool) { a.edit(uploader.Change{PastDateAccepted: &on}, true) })
	a.past.Hide()
	a.calendar = widgets.NewColumn(0, widgets.Insets{})
	a.calendar.Hide()
	a.when = widgets.NewColumn(6, widgets.Insets{Top: 4, Left: 28}, widgets.NewShares(8, []float32{3, 2}, a.day, a.clock), a.calendar, a.unread, a.zoneLine, a.past)
	if a.locked == nil {
		a.piece.Add(a.when)
	}
	return a
}

// first is where the keyboard goes, nil where there is nothing to choose.
func (a *audience) first() fyne.Focusable {
	if a.locked != nil {
		return nil
	}
	return a.choices[uploader.Draft]
}

// contradict says that the site shows the video although it was to be a draft; possible lets the button be pressed that mends it.
func (a *audience) contradict(shown, possible bool) {
	widgets.Visible(a.published, shown)
	if possible {
		a.toDraft.Enable()
	} else {
		a.toDraft.Disable()
	}
}

// arrived says whether the site has the video: nothing waits for the end of its upload then.
func (a *audience) arrived(there bool) {
	publish := words.DetailsPublishDone
	if there {
		publish = words.DetailsPublished
	}
	a.choices[uploader.PublishWhenDone].SetWords(a.env.T(publish))
}

// fill shows what the form holds. The account's zone is used; where the site tells none, this computer's.
func (a *audience) fill(draft uploader.Metadata, account uploader.Account) {
	a.draft = draft
	a.zoneName, a.zone = account.Zone, a.env.Zone
	if zone, err := time.LoadLocation(account.Zone); err == nil && account.Zone != "" {
		a.zone = zone
	}
	for visibility, choice := range a.choices {
		choice.Set(draft.Visibility == visibility)
	}
	if a.locked != nil {
		a.locked.Fill(a.env.T(map[uploader.Visibility]words.Key{
			uploader.Draft: words.DetailsDraft, uploader.PublishWhenDone: words.DetailsPublishDone, uploader.PublishOnDate: words.DetailsPublishDate,
		}[draft.Visibility]))
	}
	on := draft.Visibility == uploader.PublishOnDate
	widgets.Visible(a.when, on)
	if !on {
		a.calendar.Hide()
		return
	}
	if !draft.PublishAt.IsZero() {
		at := draft.PublishAt.In(a.zone)
		if day, ok := model.ParseDay(a.day.Text); !ok || day != model.DayOf(at) {
			a.day.Fill(model.DayOf(at).String())
		}
		if clock, ok := model.ParseClock(a.clock.Text); !ok || clock != model.ClockOf(at) {
			a.clock.Fill(clockText(model.ClockOf(at)))
		}
	}
	a.showZone()
}

func clockText(clock model.Clock) string {
	text := strconv.Itoa(clock.Minute)
	if clock.Minute < 10 {
		text = "0" + text
	}
	if clock.Hour < 10 {
		return "0" + strconv.Itoa(clock.Hour) + ":" + text
	}
	return strconv.Itoa(clock.Hour) + ":" + text
}

func (a *audience) showZone() {
	name, key := a.zoneName, words.DetailsAccountZone
	if name == "" {
		name, key = a.zone.String(), words.DetailsComputerZone
	}
	line := ""
	if zone := a.env.Words.Zone(name); zone != "" {
		line = a.env.T(key, words.Text("zone", zone))
	}
	past := false
	if at := a.draft.PublishAt; !at.IsZero() {
		if yours := a.env.Words.YourTime(at, a.zoneName); yours != "" {
			line += "\n" + yours
		}
		past = at.Before(a.env.Now())
		a.past.SetWords(a.env.Words.PastDate(a.draft))
	}
	a.zoneLine.Set(line)
	widgets.Visible(a.zoneLine, line != "" && !a.unread.Visible())
	a.past.Set(a.draft.PastDateAccepted)
	widgets.Visible(a.past, past)
}

// choose takes a visibility. A first date is proposed: tomorrow at nine, so that nothing is published by opening the choice.
func (a *audience) choose(visibility uploader.Visibility) {
	change := uploader.Change{Visibility: &visibility}
	if visibility == uploader.PublishOnDate && a.draft.PublishAt.IsZero() {
		const nine = 9
		tomorrow := model.DayOf(a.env.Now().In(a.zone).AddDate(0, 0, 1)).At(model.Clock{Hour: nine}, a.zone)
		change.PublishAt, change.PublishZone = &tomorrow, &a.zoneName
	}
	a.draft = change.Apply(a.draft)
	a.edit(change, true)
	a.refill()
	if visibility == uploader.PublishOnDate {
		// Both, and the choice itself where there is no room for both.
		a.reveal(a.when)
		a.reveal(a.choices[visibility])
	}
}

func (a *audience) refill() {
	account := uploader.Account{Zone: a.zoneName}
	a.fill(a.draft, account)
	a.grown()
}

// typed takes date and time where both can be read. A date that cannot be read is no date, so that it is asked for before
// uploading and never guessed.
func (a *audience) typed() {
	at, accepted := time.Time{}, false
	day, dayRead := model.ParseDay(a.day.Text)
	clock, clockRead := model.ParseClock(a.clock.Text)
	if dayRead && clockRead {
		at = day.At(clock, a.zone)
	}
	change := uploader.Change{PublishAt: &at, PublishZone: &a.zoneName, PastDateAccepted: &accepted}
	a.draft = change.Apply(a.draft)
	a.edit(change, false)
	if a.unread.Visible() {
		a.showUnread()
	}
	a.showZone()
	a.grown()
}

// moved says on leaving date or time what cannot be read of them.
func (a *audience) moved(left func(bool)) func(bool) {
	return func(here bool) {
		if !here {
			a.showUnread()
			a.showZone()
			a.grown()
		}
		left(here)
	}
}

// showUnread says in place of the zone, so that nothing below moves much, which text is no date or no time.
func (a *audience) showUnread() {
	text := ""
	_, dayRead := model.ParseDay(a.day.Text)
	_, clockRead := model.ParseClock(a.clock.Text)
	switch {
	case !dayRead && strings.TrimSpace(a.day.Text) != "":
		text = a.env.T(words.DetailsDateUnread, words.Text("value", a.day.Text), words.Text("example", a.day.PlaceHolder))
	case !clockRead && strings.TrimSpace(a.clock.Text) != "":
		text = a.env.T(words.DetailsTimeUnread, words.Text("value", a.clock.Text), words.Text("example", a.clock.PlaceHolder))
	}
	a.unread.Set(text)
	widgets.Visible(a.unread, text != "")
}

// forget empties date and time for another video.
func (a *audience) forget() {
	a.day.Fill("")
	a.clock.Fill("")
	a.unread.Set("")
	a.unread.Hide()
}

func (a *audience) openClocks() {
	items := make([]widgets.MenuItem, 0, 48)
	for _, clock := range model.Clocks() {
		text := clockText(clock)
		items = append(items, widgets.MenuItem{Words: text, Checked: text == a.clock.Text, Do: func() {
			a.clock.Fill(text)
			a.typed()
		}})
	}
	a.env.Kit.ShowMenuBelow(a.clock, items)
}

func (a *audience) toggleCalendar() {
	widgets.Visible(a.calendar, !a.calendar.Visible())
	a.month = a.env.Now().In(a.zone)
	if !a.draft.PublishAt.IsZero() {
		a.month = a.draft.PublishAt.In(a.zone)
	}
	a.showCalendar()
	if a.calendar.Visible() {
		a.reveal(a.calendar)
	}
}

func (a *audience) showCalendar() {
	text := a.env.calendarText()
	a.calendar.Objects = []fyne.CanvasObject{widgets.NewCalendar(a.env.Kit, text, a.month, a.draft.PublishAt.In(a.zone), func(month time.Time) {
		a.month = month
		a.showCalendar()
	}, func(day time.Time) {
		a.calendar.Hide()
		a.day.Fill(model.DayOf(day).String())
		a.typed()
		a.env.Kit.Focus(a.day)
	})}
	a.grown()
}

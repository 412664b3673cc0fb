package views

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// stripNewer tells of a newer version of the program. It stands above the rows until the person puts it away.
const stripNewer = "newer"

// ShowNewer tells of a newer version, once for each.
func (q *Queue) ShowNewer() {
	newer := q.env.Queue.Newer()
	if newer.Version == "" || newer.PutAway || !newer.On {
		q.dropStrip(stripNewer)
		return
	}
	content := widgets.StripContent{
		Icon: look.IconInfo, Colour: look.ColourMain, Words: q.env.T(words.NewerAvailable, words.Text("version", newer.Version)), Close: q.env.T(words.ButtonClose),
	}
	if newer.Packaged {
		content.Details = []string{q.env.T(words.NewerPackaged)}
	}
	if newer.News != "" {
		content.Actions = append(content.Actions, widgets.StripAction{Words: q.env.T(words.NewerNews), Main: true, Do: func() { q.env.System.OpenWeb(newer.News) }})
	}
	content.Actions = append(content.Actions, widgets.StripAction{Words: q.env.T(words.NewerPage), Do: func() { q.env.System.OpenWeb(newer.Page) }})
	q.setStrip(stripNewer, widgets.NewStrip(q.stripPane.Follow(q.env.Kit), content, func() {
		q.dropStrip(stripNewer)
		q.env.Kit.Focus(q.list)
		q.door.PutAwayNewer(newer.Version)
	}, nil))
}

// updates is the question whether to look for newer versions, with what is known of them.
func (s *Settings) updates(kit widgets.Kit) fyne.CanvasObject {
	env := s.env
	if !env.Queue.Newer().Possible {
		return question(env.T(words.SettingsUpdates), env.T(words.SettingsUpdatesNone))
	}
	known := widgets.NewParagraph("", widgets.StyleSmall)
	now := widgets.NewButton(kit, widgets.Plain, env.T(words.SettingsUpdatesNow), s.door.LookForNewer)
	page := widgets.NewButton(kit, widgets.Quiet, env.T(words.NewerPage), func() { env.System.OpenWeb(env.Queue.Newer().Page) })
	acts := widgets.NewColumn(0, widgets.Insets{Top: 6, Bottom: 4}, widgets.NewFlow(8, fyne.TextAlignLeading, now, page))
	pieces := []fyne.CanvasObject{known, acts}
	set := func(bool) {}
	if rules := env.Queue.Rules(); rules.UpdateCheck.IsLocked() {
		answer := words.SettingsUpdatesOff
		if rules.LooksForUpdates("") {
			answer = words.SettingsUpdatesLook
		}
		pieces = append([]fyne.CanvasObject{widgets.NewLocked(env.T(answer), env.Words.SetBy(rules.Organisation))}, pieces...)
	} else {
		tick := widgets.NewTick(kit, env.T(words.SettingsUpdatesLook), env.Queue.Newer().On, func(on bool) {
			wish := uploader.UpdatesUnwanted
			if on {
				wish = uploader.UpdatesWanted
			}
			s.change(func(settings *uploader.Settings) { settings.Updates = wish })
		})
		set = func(on bool) { tick.Set(on) }
		pieces = append([]fyne.CanvasObject{tick}, pieces...)
	}
	show := func() {
		newer := env.Queue.Newer()
		set(newer.On)
		known.Set(s.knownOfNewer(newer))
		widgets.Visible(known, newer.On)
		widgets.Visible(now, newer.On && !newer.Looking)
		widgets.Visible(page, newer.Version != "")
		widgets.Visible(acts, newer.On)
	}
	show()
	s.showNewer = func() {
		show()
		s.sheet.Relayout()
	}
	return question(env.T(words.SettingsUpdates), env.T(words.SettingsUpdatesHelp), pieces...)
}

// knownOfNewer says what is known of newer versions.
func (s *Settings) knownOfNewer(newer uploader.Newer) string {
	env := s.env
	switch {
	case newer.Looking:
		return env.T(words.SettingsUpdatesLooking)
	case newer.Unanswered:
		return env.T(words.SettingsUpdatesUnanswered)
	case newer.Version != "":
		return env.T(words.NewerAvailable, words.Text("version", newer.Version))
	case newer.Answered.IsZero():
		return env.T(words.SettingsUpdatesNever)
	}
	return env.T(words.SettingsUpdatesNewest, words.Text("when", env.Words.When(newer.Answered)))
}

// ShowNewer brings what the open page says of newer versions in line with what is known.
func (s *Settings) ShowNewer() { s.showNewer() }

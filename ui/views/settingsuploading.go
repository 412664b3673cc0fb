package views

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// uploadingPage is the page about how uploads run.
type uploadingPage struct {
	settings *Settings

	unlimited *widgets.Tick
	limited   *widgets.Tick
	field     *widgets.Field
	amount    *fyne.Container
	limit     *widgets.Labelled
	// lockedLimit takes the limit's place where an administrator has set it.
	lockedLimit *widgets.Locked
}

func (u *uploadingPage) pieces(kit widgets.Kit) []fyne.CanvasObject {
	s := u.settings
	env := s.env
	var numbers []answer[int]
	for number := 1; number <= uploader.MostFiles; number++ {
		numbers = append(numbers, answer[int]{number, env.T(words.SettingsFilesCount, count(number))})
	}
	files, setFiles := answers(kit, s.holds.Files, func(files int) { s.change(func(settings *uploader.Settings) { settings.Files = files }) }, numbers...)
	limit := u.limitPieces(kit)
	polite := widgets.NewTick(kit, env.T(words.SettingsPolite), s.holds.Polite, func(on bool) {
		s.change(func(settings *uploader.Settings) { settings.Polite = on })
	})
	start := widgets.NewTick(kit, env.T(words.SettingsStartAdded), s.holds.StartAdded, func(on bool) {
		s.change(func(settings *uploader.Settings) { settings.StartAdded = on })
	})
	s.refresh = func() {
		setFiles(s.holds.Files)
		polite.Set(s.holds.Polite)
		start.Set(s.holds.StartAdded)
		u.showLimit()
	}
	u.showLimit()
	if u.field != nil && s.holds.Limit > 0 {
		u.field.Fill(model.Megabits(s.holds.Limit, env.T(words.NumberDecimal)))
	}
	return []fyne.CanvasObject{
		briefly(env.T(words.SettingsFiles), env.T(words.SettingsFilesHelp), files...),
		widgets.NewColumn(4, widgets.Insets{}, limit, polite),
		question(env.T(words.SettingsPageNewVideos), env.T(words.SettingsStartAddedHelp), start),
	}
}

func (u *uploadingPage) limitPieces(kit widgets.Kit) fyne.CanvasObject {
	env := u.settings.env
	u.field, u.lockedLimit = nil, nil
	if rules := env.Queue.Rules(); rules.SpeedLimit.IsLocked() {
		u.lockedLimit = widgets.NewLocked("", env.Words.SetBy(rules.Organisation))
		return widgets.NewLabelled(env.T(words.SettingsLimit), "", u.lockedLimit, nil).Container
	}
	u.unlimited = widgets.NewRadio(kit, env.T(words.SettingsLimitNone), true, func(bool) { u.setLimited(false) })
	u.limited = widgets.NewRadio(kit, env.T(words.SettingsLimitSome), false, func(bool) { u.setLimited(true) })
	widgets.Group(u.unlimited, u.limited)
	u.field = widgets.NewField(kit, env.T(words.SettingsLimitField), "", nil).OnFocus(func(here bool) {
		if !here {
			u.takeLimit()
		}
	})
	u.field.OnSubmitted = func(string) { u.takeLimit() }
	const fieldWidth, underWords = 110, 28
	line := widgets.NewLine(8, -1, widgets.NewWide(fieldWidth, u.field), widgets.NewText(env.T(words.SettingsLimitUnit), widgets.StyleBody))
	u.amount = widgets.NewColumn(0, widgets.Insets{Left: underWords}, line)
	u.amount.Hide()
	u.limit = widgets.NewLabelled(env.T(words.SettingsLimit), "", widgets.NewColumn(2, widgets.Insets{}, u.unlimited, u.limited, u.amount), u.field.Careful)
	return u.limit.Container
}

// showLimit brings the limit in line with what holds.
func (u *uploadingPage) showLimit() {
	limit := u.settings.holds.Limit
	if u.lockedLimit != nil {
		text := u.settings.env.T(words.SettingsLimitNone)
		if limit > 0 {
			text = model.Megabits(limit, u.settings.env.T(words.NumberDecimal)) + "\u00a0" + u.settings.env.T(words.SettingsLimitUnit)
		}
		u.lockedLimit.Fill(text)
		return
	}
	// Without a limit the choice of one may still stand, waiting for its figure.
	if limit > 0 {
		u.showLimited(true)
	}
}

// setLimited chooses between no limit, which holds at once, and one, which holds as soon as there is a figure.
func (u *uploadingPage) setLimited(limited bool) {
	u.showLimited(limited)
	if limited {
		u.settings.env.Kit.Focus(u.field)
		if u.field.Text != "" {
			u.takeLimit()
		}
		return
	}
	u.settings.change(func(settings *uploader.Settings) { settings.Limit = 0 })
}

func (u *uploadingPage) showLimited(limited bool) {
	u.unlimited.Set(!limited)
	u.limited.Set(limited)
	widgets.Visible(u.amount, limited)
	if !limited {
		u.limit.Problem("")
	}
	u.relayout()
}

// relayout sets the sheet anew; while the page is being made it does not stand in one yet.
func (u *uploadingPage) relayout() {
	if sheet := u.settings.sheet; sheet != nil {
		sheet.Relayout()
	}
}

// leave reports whether the page may be left; if not, the keyboard is where something is to be mended.
func (u *uploadingPage) leave() bool {
	if u.takeLimit() {
		return true
	}
	u.settings.env.Kit.Focus(u.field)
	u.settings.sheet.Reveal(u.limit.ProblemPiece())
	return false
}

// takeLimit lets the typed limit hold, and reports whether nothing is left to be mended.
func (u *uploadingPage) takeLimit() bool {
	if u.lockedLimit != nil || !u.limited.On() {
		return true
	}
	env := u.settings.env
	decimal := env.T(words.NumberDecimal)
	limit, fits := model.ParseMegabits(u.field.Text, decimal)
	problem := ""
	if !fits {
		problem = env.T(words.SettingsLimitUnfitting, words.Text("least", model.Megabits(model.LeastLimit, decimal)),
			words.Text("most", env.Words.Number(model.MostLimit*8/1e6)), words.Text("example", env.Words.Number(exampleMegabits)))
	}
	if u.limit.Problem(problem) {
		u.relayout()
	}
	if !fits {
		u.settings.sheet.Reveal(u.limit.ProblemPiece())
	}
	if fits && limit != u.settings.holds.Limit {
		u.settings.change(func(settings *uploader.Settings) { settings.Limit = limit })
	}
	return fits
}

// exampleMegabits is the limit that is given as an example.
const exampleMegabits = 20

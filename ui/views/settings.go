package views

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/model"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// SettingsDoor is what the settings need of the engine. What holds then arrives as an update.
type SettingsDoor interface {
	SetSettings(settings uploader.Settings)
}

// Settings is the sheet that says how uploads run. Every change holds at once; a figure that is typed, when it is left.
type Settings struct {
	env   *Env
	door  SettingsDoor
	sheet *widgets.Sheet
	// accounts goes to the other page.
	accounts func()
	// holds is what the engine announced last, with what was asked for since.
	holds uploader.Settings

	files     []*widgets.Tick
	unlimited *widgets.Tick
	limited   *widgets.Tick
	field     *widgets.Field
	amount    *fyne.Container
	limit     *widgets.Labelled
	// lockedLimit takes the limit's place where an administrator has set it.
	lockedLimit *widgets.Locked
	polite      *widgets.Tick
	awake       *widgets.Tick
}

// ShowSettings opens the sheet; accounts opens the other page, closed is called when this one is gone.
func ShowSettings(env *Env, door SettingsDoor, accounts, closed func()) *Settings {
	s := &Settings{env: env, door: door}
	s.accounts = func() {
		if s.done() {
			s.sheet.Close()
			closed()
			accounts()
		}
	}
	s.sheet = widgets.ShowForm(env.Kit, env.T(words.SettingsTitle), env.T(words.ButtonClose), s.form, s.done, func() {
		s.takeLimit()
		closed()
	})
	s.Show()
	if s.holds.Limit > 0 {
		s.field.Fill(model.Megabits(s.holds.Limit, env.T(words.NumberDecimal)))
	}
	return s
}

func (s *Settings) form(kit widgets.Kit) []fyne.CanvasObject {
	env := s.env
	files := widgets.NewFlow(16, fyne.TextAlignLeading)
	for number := 1; number <= uploader.MostFiles; number++ {
		radio := widgets.NewRadio(kit, env.T(words.SettingsFilesCount, count(number)), false, func(bool) {
			s.change(func(settings *uploader.Settings) { settings.Files = number })
		})
		s.files = append(s.files, radio)
		files.Add(radio)
	}
	atOnce := widgets.NewLabelled(env.T(words.SettingsFiles), "", files, nil)
	atOnce.Help(env.T(words.SettingsFilesHelp))

	s.unlimited = widgets.NewRadio(kit, env.T(words.SettingsLimitNone), true, func(bool) { s.setLimited(false) })
	s.limited = widgets.NewRadio(kit, env.T(words.SettingsLimitSome), false, func(bool) { s.setLimited(true) })
	s.field = widgets.NewField(kit, env.T(words.SettingsLimitField), "", nil).OnFocus(func(here bool) {
		if !here {
			s.takeLimit()
		}
	})
	s.field.OnSubmitted = func(string) { s.takeLimit() }
	const fieldWidth, underWords = 110, 28
	line := widgets.NewLine(8, -1, widgets.NewWide(fieldWidth, s.field), widgets.NewText(env.T(words.SettingsLimitUnit), widgets.StyleBody))
	s.amount = widgets.NewColumn(0, widgets.Insets{Left: underWords}, line)
	s.amount.Hide()
	s.limit = widgets.NewLabelled(env.T(words.SettingsLimit), "", widgets.NewColumn(2, widgets.Insets{}, s.unlimited, s.limited, s.amount), s.field.Careful)

	s.polite = widgets.NewTick(kit, env.T(words.SettingsPolite), false, func(on bool) {
		s.change(func(settings *uploader.Settings) { settings.Polite = on })
	})
	s.awake = widgets.NewTick(kit, env.T(words.SettingsAwake), true, func(on bool) {
		s.change(func(settings *uploader.Settings) { settings.MayFallAsleep = !on })
	})
	limit := s.limit.Container
	rules := env.Queue.Rules()
	if rules.SpeedLimit.IsLocked() {
		s.lockedLimit = widgets.NewLocked("", env.Words.SetBy(rules.Organisation))
		limit = widgets.NewLabelled(env.T(words.SettingsLimit), "", s.lockedLimit, nil).Container
	}
	fields := []fyne.CanvasObject{settingsPages(kit, env, nil, s.accounts), atOnce.Container, limit, widgets.NewColumn(4, widgets.Insets{}, s.polite, s.awake)}
	if rules.Language.IsLocked() {
		locked := widgets.NewLocked(env.Words.Language().Name(), env.Words.SetBy(rules.Organisation))
		fields = append(fields, widgets.NewLabelled(env.T(words.ManagedLanguage), "", locked, nil).Container)
	}
	return fields
}

// showLockedLimit says which limit an administrator has set.
func (s *Settings) showLockedLimit() {
	text := s.env.T(words.SettingsLimitNone)
	if s.holds.Limit > 0 {
		text = model.Megabits(s.holds.Limit, s.env.T(words.NumberDecimal)) + "\u00a0" + s.env.T(words.SettingsLimitUnit)
	}
	s.lockedLimit.Fill(text)
}

// Show brings the sheet in line with what the engine announced. What is being typed stays.
func (s *Settings) Show() {
	s.holds = s.env.Queue.Settings()
	for i, radio := range s.files {
		radio.Set(s.holds.Files == i+1)
	}
	s.polite.Set(s.holds.Polite)
	s.awake.Set(!s.holds.MayFallAsleep)
	if s.lockedLimit != nil {
		s.showLockedLimit()
		return
	}
	// Without a limit the choice of one may still stand, waiting for its figure.
	if s.holds.Limit > 0 {
		s.showLimited(true)
	}
}

func (s *Settings) change(change func(*uploader.Settings)) {
	change(&s.holds)
	for i, radio := range s.files {
		radio.Set(s.holds.Files == i+1)
	}
	s.door.SetSettings(s.holds)
}

// setLimited chooses between no limit, which holds at once, and one, which holds as soon as there is a figure.
func (s *Settings) setLimited(limited bool) {
	s.showLimited(limited)
	if limited {
		s.env.Kit.Focus(s.field)
		if s.field.Text != "" {
			s.takeLimit()
		}
		return
	}
	s.change(func(settings *uploader.Settings) { settings.Limit = 0 })
}

func (s *Settings) showLimited(limited bool) {
	s.unlimited.Set(!limited)
	s.limited.Set(limited)
	widgets.Visible(s.amount, limited)
	if !limited {
		s.limit.Problem("")
	}
	s.sheet.Relayout()
}

// done reports whether the sheet may close; if not, the keyboard is where something is to be mended.
func (s *Settings) done() bool {
	if s.takeLimit() {
		return true
	}
	s.env.Kit.Focus(s.field)
	s.sheet.Reveal(s.limit.ProblemPiece())
	return false
}

// takeLimit lets the typed limit hold, and reports whether nothing is left to be mended.
func (s *Settings) takeLimit() bool {
	if !s.limited.On() || s.lockedLimit != nil {
		return true
	}
	decimal := s.env.T(words.NumberDecimal)
	limit, fits := model.ParseMegabits(s.field.Text, decimal)
	problem := ""
	if !fits {
		problem = s.env.T(words.SettingsLimitUnfitting, words.Text("least", model.Megabits(model.LeastLimit, decimal)),
			words.Text("most", s.env.Words.Number(model.MostLimit*8/1e6)), words.Text("example", s.env.Words.Number(exampleMegabits)))
	}
	if s.limit.Problem(problem) {
		s.sheet.Relayout()
	}
	if !fits {
		s.sheet.Reveal(s.limit.ProblemPiece())
	}
	if fits && limit != s.holds.Limit {
		s.change(func(settings *uploader.Settings) { settings.Limit = limit })
	}
	return fits
}

// exampleMegabits is the limit that is given as an example.
const exampleMegabits = 20

package views

import (
	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/look"
	"twentythree-uploader/ui/widgets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// general is the page about the window itself.
func (s *Settings) general(kit widgets.Kit) []fyne.CanvasObject {
	env := s.env
	looks, _ := answers(kit, s.window.Look, s.events.SetLook,
		answer[look.Mode]{look.System, env.T(words.LookSystem)}, answer[look.Mode]{look.Light, env.T(words.LookLight)},
		answer[look.Mode]{look.Dark, env.T(words.LookDark)}, answer[look.Mode]{look.HighContrast, env.T(words.LookContrast)})
	var sizes []answer[float32]
	for _, percent := range []int{100, 125, 150, 175, 200} {
		sizes = append(sizes, answer[float32]{float32(percent) / 100, env.Words.Percent(percent)})
	}
	text, _ := answers(kit, s.window.TextScale, s.events.SetText, sizes...)
	still := widgets.NewTick(kit, env.T(words.SettingsStill), s.window.Still, s.events.SetStill)
	pieces := []fyne.CanvasObject{
		s.language(kit),
		question(env.T(words.TopLook), "", looks...),
		briefly(env.T(words.SettingsTextSize), "", text...),
		question(env.T(words.SettingsMotion), env.T(words.SettingsStillHelp), still),
	}
	if env.Queue.Startup().Possible {
		pieces = append(pieces, s.startup(kit))
	}
	return append(pieces, s.updates(kit))
}

// startup is what the system says of starting with the computer.
func (s *Settings) startup(kit widgets.Kit) fyne.CanvasObject {
	tick := widgets.NewTick(kit, s.env.T(words.SettingsStartupTick), s.env.Queue.Startup().On, s.door.SetStartup)
	before := s.refresh
	s.refresh = func() {
		before()
		tick.Set(s.env.Queue.Startup().On)
	}
	return question(s.env.T(words.SettingsStartup), s.env.T(words.SettingsStartupHelp), tick)
}

func (s *Settings) language(kit widgets.Kit) fyne.CanvasObject {
	env := s.env
	if rules := env.Queue.Rules(); rules.Language.IsLocked() {
		return question(env.T(words.TopLanguage), "", widgets.NewLocked(env.Words.Language().Name(), env.Words.SetBy(rules.Organisation)))
	}
	all := []answer[words.Language]{{"", env.T(words.SettingsLanguageSystem, words.Text("language", s.window.System.Name()))}}
	for _, language := range words.Languages() {
		all = append(all, answer[words.Language]{language, language.Name()})
	}
	languages, _ := answers(kit, s.window.Language, s.events.SetLanguage, all...)
	return question(env.T(words.TopLanguage), "", languages...)
}

// background is the page about life without a window.
func (s *Settings) background(kit widgets.Kit) []fyne.CanvasObject {
	env := s.env
	closing, setClosing := answers(kit, s.holds.Closing, func(closing uploader.Closing) {
		s.change(func(settings *uploader.Settings) { settings.Closing = closing })
	},
		answer[uploader.Closing]{uploader.ClosingAsks, env.T(words.SettingsClosingAsk)}, answer[uploader.Closing]{uploader.ClosingHides, env.T(words.QuitStay)},
		answer[uploader.Closing]{uploader.ClosingQuits, env.T(words.QuitLeave)})
	help := ""
	if s.window.Minimises {
		help = env.T(words.SettingsClosingMinimised)
	}
	finished := s.tick(kit, words.SettingsNoticesFinished, func(settings *uploader.Settings) *bool { return &settings.SilentFinished })
	needed := s.tick(kit, words.SettingsNoticesNeeded, func(settings *uploader.Settings) *bool { return &settings.SilentNeeded })
	awake := s.tick(kit, words.SettingsAwake, func(settings *uploader.Settings) *bool { return &settings.MayFallAsleep })
	show := s.refresh
	s.refresh = func() {
		show()
		setClosing(s.holds.Closing)
	}
	return []fyne.CanvasObject{
		question(env.T(words.SettingsClosing), help, closing...),
		question(env.T(words.SettingsNotices), env.T(words.SettingsNoticesHelp), finished, needed),
		question(env.T(words.SettingsSleep), env.T(words.SettingsAwakeHelp, words.Text("percent", env.Words.Percent(uploader.LowBattery))), awake),
	}
}

// tick is a tick box for a setting that holds unless it is switched off; off finds where that is noted.
func (s *Settings) tick(kit widgets.Kit, name words.Key, off func(*uploader.Settings) *bool) *widgets.Tick {
	tick := widgets.NewTick(kit, s.env.T(name), !*off(&s.holds), func(on bool) {
		s.change(func(settings *uploader.Settings) { *off(settings) = !on })
	})
	before := s.refresh
	s.refresh = func() {
		before()
		tick.Set(!*off(&s.holds))
	}
	return tick
}

// newVideos is the page about what new videos start with.
func (s *Settings) newVideos(kit widgets.Kit) []fyne.CanvasObject {
	env := s.env
	fromName := s.tick(kit, words.SettingsTitleFromName, func(settings *uploader.Settings) *bool { return &settings.NoTitleFromName })
	warn := s.tick(kit, words.SettingsSentBeforeWarn, func(settings *uploader.Settings) *bool { return &settings.NoWarningSentBefore })
	var kept []answer[int]
	for _, days := range uploader.HistoryChoices() {
		name := env.T(words.SettingsHistoryNothing)
		if days != uploader.NoHistory {
			name = env.T(words.SettingsHistoryDays, count(days))
		}
		kept = append(kept, answer[int]{days, name})
	}
	history, setHistory := answers(kit, s.holds.HistoryDays, func(days int) {
		s.change(func(settings *uploader.Settings) { settings.HistoryDays = days })
	}, kept...)
	show := s.refresh
	s.refresh = func() {
		show()
		setHistory(s.holds.HistoryDays)
	}
	return append(NewVideosPage(kit, env, s.door),
		question(env.T(words.SettingsTitles), "", fromName),
		question(env.T(words.SettingsSentBefore), "", warn),
		briefly(env.T(words.SettingsHistory), env.T(words.SettingsHistoryHelp), history...),
	)
}

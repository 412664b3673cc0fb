package words

// Starting with the computer, and the first moment of the window.
const (
	SettingsStartup     Key = "settings.startup"
	SettingsStartupTick Key = "settings.startup_tick"
	SettingsStartupHelp Key = "settings.startup_help"
	QuitStartup         Key = "quit.startup"
	ListReading         Key = "list.reading"
)

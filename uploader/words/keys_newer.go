package words

// Newer versions of the program: the line above the list, the question in the settings.
const (
	NewerAvailable Key = "newer.available"
	NewerNews      Key = "newer.news"
	NewerPage      Key = "newer.page"
	NewerPackaged  Key = "newer.packaged"

	SettingsUpdates           Key = "settings.updates"
	SettingsUpdatesHelp       Key = "settings.updates_help"
	SettingsUpdatesLook       Key = "settings.updates_look"
	SettingsUpdatesLooking    Key = "settings.updates_looking"
	SettingsUpdatesNever      Key = "settings.updates_never"
	SettingsUpdatesNewest     Key = "settings.updates_newest"
	SettingsUpdatesNone       Key = "settings.updates_none"
	SettingsUpdatesNow        Key = "settings.updates_now"
	SettingsUpdatesOff        Key = "settings.updates_off"
	SettingsUpdatesUnanswered Key = "settings.updates_unanswered"
)

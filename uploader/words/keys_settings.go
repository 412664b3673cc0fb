package words

// The pages of the settings.
const (
	SettingsPageGeneral      Key = "settings.page_general"
	SettingsPageBackground   Key = "settings.page_background"
	SettingsPageNewVideos    Key = "settings.page_new_videos"
	SettingsPage             Key = "settings.page"
	SettingsLanguageSystem   Key = "settings.language_system"
	SettingsTextSize         Key = "settings.text_size"
	SettingsMotion           Key = "settings.motion"
	SettingsStill            Key = "settings.still"
	SettingsStillHelp        Key = "settings.still_help"
	SettingsClosing          Key = "settings.closing"
	SettingsClosingAsk       Key = "settings.closing_ask"
	SettingsClosingMinimised Key = "settings.closing_minimised"
	SettingsNotices          Key = "settings.notices"
	SettingsNoticesFinished  Key = "settings.notices_finished"
	SettingsNoticesNeeded    Key = "settings.notices_needed"
	SettingsNoticesHelp      Key = "settings.notices_help"
	SettingsSleep            Key = "settings.sleep"
	SettingsAwakeHelp        Key = "settings.awake_help"
	SettingsStartAdded       Key = "settings.start_added"
	SettingsStartAddedHelp   Key = "settings.start_added_help"
	SettingsTitles           Key = "settings.titles"
	SettingsTitleFromName    Key = "settings.title_from_name"
	SettingsSentBefore       Key = "settings.sent_before"
	SettingsSentBeforeWarn   Key = "settings.sent_before_warn"
	SettingsHistory          Key = "settings.history"
	SettingsHistoryDays      Key = "settings.history_days"
	SettingsHistoryNothing   Key = "settings.history_nothing"
	SettingsHistoryHelp      Key = "settings.history_help"
	SettingsData             Key = "settings.data"
	SettingsOpenFolder       Key = "settings.open_folder"
	SettingsLicences         Key = "settings.licences"
	SettingsLicenceHelp      Key = "settings.licence_help"
	SettingsLicenceOf        Key = "settings.licence_of"

	LookContrast Key = "look.contrast"
)

// Life without a window: the question at closing, the symbol beside the clock, the system's notifications.
const (
	QuitAlways    Key = "quit.always"
	QuitMinimised Key = "quit.minimised"

	BackgroundMinimised Key = "background.minimised"
	BackgroundStays     Key = "background.stays"

	TrayShow Key = "tray.show"

	NoticeUploaded        Key = "notice.uploaded"
	NoticeUploadedSeveral Key = "notice.uploaded_several"
	NoticeNeeds           Key = "notice.needs"
	NoticeNeedsTitle      Key = "notice.needs_title"
	NoticeSignIn          Key = "notice.sign_in"
)

// The list of keys and the short guide.
const (
	KeyCtrl   Key = "key.ctrl"
	KeyShift  Key = "key.shift"
	KeySpace  Key = "key.space"
	KeyEnter  Key = "key.enter"
	KeyDelete Key = "key.delete"
	KeyHome   Key = "key.home"
	KeyEnd    Key = "key.end"
	KeyMenu   Key = "key.menu"

	KeyboardAreas       Key = "keyboard.areas"
	KeyboardEnds        Key = "keyboard.ends"
	KeyboardHelp        Key = "keyboard.help"
	KeyboardHide        Key = "keyboard.hide"
	KeyboardGroupVideos Key = "keyboard.group_videos"
	KeyboardGroupList   Key = "keyboard.group_list"
	KeyboardGroupWindow Key = "keyboard.group_window"
)

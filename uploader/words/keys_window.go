package words

// The footer.
const (
	FooterReady       Key = "footer.ready"
	FooterReadyCount  Key = "footer.ready_count"
	FooterAttention   Key = "footer.attention"
	FooterFailed      Key = "footer.failed"
	FooterUploading   Key = "footer.uploading"
	FooterWaiting     Key = "footer.waiting"
	FooterPaused      Key = "footer.paused"
	FooterBoth        Key = "footer.both"
	FooterLeft        Key = "footer.left"
	FooterLeftAbout   Key = "footer.left_about"
	FooterNobody      Key = "footer.nobody"
	FooterSignedOut   Key = "footer.signed_out"
	FooterDemo        Key = "footer.demo"
	FooterConnected   Key = "footer.connected"
	FooterConnectedAs Key = "footer.connected_as"
	FooterLimit       Key = "footer.limit"
	FooterAwake       Key = "footer.awake"
)

// The settings of uploading.
const (
	SettingsTitle          Key = "settings.title"
	SettingsFiles          Key = "settings.files"
	SettingsFilesCount     Key = "settings.files_count"
	SettingsFilesHelp      Key = "settings.files_help"
	SettingsLimit          Key = "settings.limit"
	SettingsLimitNone      Key = "settings.limit_none"
	SettingsLimitSome      Key = "settings.limit_some"
	SettingsLimitUnit      Key = "settings.limit_unit"
	SettingsLimitField     Key = "settings.limit_field"
	SettingsLimitUnfitting Key = "settings.limit_unfitting"
	SettingsPolite         Key = "settings.polite"
	SettingsAwake          Key = "settings.awake"
)

// The top bar.
const (
	TopVideos      Key = "top.videos"
	TopUploadingTo Key = "top.uploading_to"
	TopHelp        Key = "top.help"
	TopSettings    Key = "top.settings"
	TopAccounts    Key = "top.accounts"
	TopAddAccount  Key = "top.add_account"
	TopSignIn      Key = "top.sign_in"
	TopDemoSite    Key = "top.demo_site"
	TopSiteBeside  Key = "top.site_beside"
	TopSignOut     Key = "top.sign_out"
	TopLanguage    Key = "top.language"
	TopLook        Key = "top.look"
	LookSystem     Key = "look.system"
	LookLight      Key = "look.light"
	LookDark       Key = "look.dark"
)

// The list and its tools.
const (
	ListFind        Key = "list.find"
	ListSelectAll   Key = "list.select_all"
	ListSelectNone  Key = "list.select_none"
	ListSelected    Key = "list.selected"
	ListDropMore    Key = "list.drop_more"
	ListDoneToday   Key = "list.done_today"
	ListMore        Key = "list.more"
	FilterAll       Key = "filter.all"
	FilterToDo      Key = "filter.to_do"
	FilterUploading Key = "filter.uploading"
	FilterNeedsYou  Key = "filter.needs_you"
	FilterDone      Key = "filter.done"
)

// Hints under the Upload button while it cannot be pressed.
const (
	HintNeedsAttention Key = "hint.needs_attention"
	HintPreparing      Key = "hint.preparing"
	HintNothingReady   Key = "hint.nothing_ready"
)

// Empty states and the drop zone.
const (
	EmptyDropHere            Key = "empty.drop_here"
	EmptyDropFrom            Key = "empty.drop_from"
	EmptyDropSignedOut       Key = "empty.drop_signed_out"
	EmptyPaste               Key = "empty.paste"
	EmptyKinds               Key = "empty.kinds"
	EmptyNothingUploaded     Key = "empty.nothing_uploaded"
	EmptyStayDrafts          Key = "empty.stay_drafts"
	EmptyNoFileYet           Key = "empty.no_file_yet"
	EmptyAllDone             Key = "empty.all_done"
	EmptyFilter              Key = "empty.filter"
	EmptyFilterOther         Key = "empty.filter_other"
	EmptyFind                Key = "empty.find"
	EmptyCategories          Key = "empty.categories"
	EmptyCategoriesSignedOut Key = "empty.categories_signed_out"
	EmptyNoCategories        Key = "empty.no_categories"
	EmptyPanel               Key = "empty.panel"
)

// The strip after adding and removing.
const (
	IntakeAdded       Key = "intake.added"
	IntakeRejected    Key = "intake.rejected"
	IntakeBoth        Key = "intake.both"
	IntakeRejectedAll Key = "intake.rejected_all"
	IntakeRejection   Key = "intake.rejection"
	IntakeNothing     Key = "intake.nothing"
	IntakeAsk         Key = "intake.ask"
	IntakeReading     Key = "intake.reading"
	IntakeTitle       Key = "intake.title"
	IntakeNotPasted   Key = "intake.not_pasted"
	IntakeBehind      Key = "intake.behind"
	IntakeSheetLater  Key = "intake.sheet_later"
	// IntakeAlongWithWhat answers a picture or subtitles that were dropped while no one video is open.
	IntakeAlongWithWhat Key = "intake.along_with_what"
	FilesAllKinds       Key = "files.all_kinds"
	FilesEverything     Key = "files.everything"
	FilesVideo          Key = "files.video"
	FilesAudio          Key = "files.audio"
	FilesChooseVideos   Key = "files.choose_videos"
	FilesChooseFolder   Key = "files.choose_folder"
	RemovedCount        Key = "removed.count"
	RemoveAsk           Key = "remove.ask"
	RemoveAskUploading  Key = "remove.ask_uploading"
	CopiedLink          Key = "copied.link"
	CopiedText          Key = "copied.text"
)

// Closing while uploads run, and a second start.
const (
	QuitTitle         Key = "quit.title"
	QuitRunning       Key = "quit.running"
	QuitRunningLeft   Key = "quit.running_left"
	QuitStay          Key = "quit.stay"
	QuitLeave         Key = "quit.leave"
	QuitKept          Key = "quit.kept"
	QuitUnsavedTitle  Key = "quit.unsaved_title"
	QuitUnsaved       Key = "quit.unsaved"
	QuitUnsavedStay   Key = "quit.unsaved_stay"
	QuitUnsavedLeave  Key = "quit.unsaved_leave"
	WindowAlreadyOpen Key = "window.already_open"
	WindowAfterSleep  Key = "window.after_sleep"
	WindowCannotShow  Key = "window.cannot_show"
)

// The demo site.
const (
	DemoHint    Key = "demo.hint"
	DemoNoVideo Key = "demo.no_video"
	DemoOpen    Key = "demo.open"
	DemoName    Key = "demo.name"
)

package words

// What the commands that leave, and the one that sets up, say on a terminal.
const (
	ConsoleUsageQuit   Key = "console.usage_quit"
	ConsoleUsageForget Key = "console.usage_forget"
	ConsoleUsageApply  Key = "console.usage_apply"

	ConsoleQuitNone   Key = "console.quit_none"
	ConsoleQuitDone   Key = "console.quit_done"
	ConsoleQuitSend   Key = "console.quit_send"
	ConsoleQuitSilent Key = "console.quit_silent"

	ConsoleForgetSecrets   Key = "console.forget_secrets"
	ConsoleForgetLocked    Key = "console.forget_locked"
	ConsoleForgetNoStore   Key = "console.forget_no_store"
	ConsoleForgetStartup   Key = "console.forget_startup"
	ConsoleForgetList      Key = "console.forget_list"
	ConsoleForgetListStays Key = "console.forget_list_stays"
	ConsoleForgetLeft      Key = "console.forget_left"
	ConsoleForgetInUse     Key = "console.forget_in_use"
	ConsoleForgetOthers    Key = "console.forget_others"
	ConsoleForgetFonts     Key = "console.forget_fonts"

	ConsoleApplyYou    Key = "console.apply_you"
	ConsoleApplyOpen   Key = "console.apply_open"
	ConsoleApplyAll    Key = "console.apply_all"
	ConsoleApplyOne    Key = "console.apply_one"
	ConsoleApplyKeys   Key = "console.apply_keys"
	ConsoleApplyLink   Key = "console.apply_link"
	ConsoleApplyRights Key = "console.apply_rights"
)

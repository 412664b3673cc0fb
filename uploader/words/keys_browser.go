package words

// Signing in in the browser: in the window, and on the page that the browser shows at the end.
const (
	SignInInBrowser      Key = "sign_in.in_browser"
	SignInInBrowserHint  Key = "sign_in.in_browser_hint"
	SignInPreparing      Key = "sign_in.preparing"
	SignInWaiting        Key = "sign_in.waiting"
	SignInNothingOpened  Key = "sign_in.nothing_opened"
	SignInCopyAddress    Key = "sign_in.copy_address"
	SignInAddressCopied  Key = "sign_in.address_copied"
	SignInUseCode        Key = "sign_in.use_code"
	SignInCodeHow        Key = "sign_in.code_how"
	SignInCode           Key = "sign_in.code"
	SignInNewCode        Key = "sign_in.new_code"
	SignInFinishing      Key = "sign_in.finishing"
	SignInAddAnother     Key = "sign_in.add_another"
	SignInHowToFix       Key = "sign_in.how_to_fix"
	SignInFixTitle       Key = "sign_in.fix_title"
	SignInFixNone        Key = "sign_in.fix_none"
	SignInFixLocked      Key = "sign_in.fix_locked"
	SignInKeptUntilQuit  Key = "sign_in.kept_until_quit"
	SignInElsewhereTitle Key = "sign_in.elsewhere_title"
	SignInElsewhere      Key = "sign_in.elsewhere"
	SignInUseOther       Key = "sign_in.use_other"
	SignInStrongTitle    Key = "sign_in.strong_title"

	BrowserPageDone     Key = "browser_page.done"
	BrowserPageClose    Key = "browser_page.close"
	BrowserPageAnswered Key = "browser_page.answered"
	BrowserPageGoOn     Key = "browser_page.go_on"
	BrowserPageDenied   Key = "browser_page.denied"
	BrowserPageAlready  Key = "browser_page.already"
)

package words

// "Check my connection". The texts of the checks and of what they find are named by the codes of package uploader.
const (
	CheckTitle       Key = "check.title"
	CheckAgain       Key = "check.again"
	CheckStop        Key = "check.stop"
	CheckRunning     Key = "check.running"
	CheckNotChecked  Key = "check.not_checked"
	CheckAddress     Key = "check.address"
	CheckAddressHelp Key = "check.address_help"
	CheckBegin       Key = "check.begin"
	CheckFor         Key = "check.site"
	CheckAllGood     Key = "check.all_good"
	CheckSomeBad     Key = "check.some_bad"
	CheckNothingKept Key = "check.nothing_kept"
	CheckLimited     Key = "check.speed.limited"
	CheckStarting    Key = "check.speed.starting"

	ConsoleUsageCheck     Key = "console.usage_check"
	ConsoleCheckNoFiles   Key = "console.check_no_files"
	ConsoleCheckNeedsSite Key = "console.check_keys_need_site"
)

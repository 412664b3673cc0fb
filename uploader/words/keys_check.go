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

	ConsoleCheckNames     Key = "console.check_names"
	ConsoleCheckResults   Key = "console.check_results"
	ConsoleUsageCheck     Key = "console.usage_check"
	ConsoleCheckNoFiles   Key = "console.check_no_files"
	ConsoleCheckNeedsSite Key = "console.check_keys_need_site"
)

// Help and the report.
const (
	CheckOtherAddress Key = "check.other_address"
	CheckStopped      Key = "check.stopped"
	CheckUnderWay     Key = "check.under_way"

	HelpKeyboard     Key = "help.keyboard"
	HelpAbout        Key = "help.about"
	HelpReport       Key = "help.report"
	HelpAboutVersion Key = "help.about_version"
	HelpAboutDoes    Key = "help.about_does"

	KeyboardFolder   Key = "keyboard.folder"
	KeyboardPaste    Key = "keyboard.paste"
	KeyboardDetails  Key = "keyboard.details"
	KeyboardMove     Key = "keyboard.move"
	KeyboardExtend   Key = "keyboard.extend"
	KeyboardTick     Key = "keyboard.tick"
	KeyboardAll      Key = "keyboard.all"
	KeyboardPause    Key = "keyboard.pause"
	KeyboardPauseAll Key = "keyboard.pause_all"
	KeyboardFind     Key = "keyboard.find"
	KeyboardNext     Key = "keyboard.next"
	KeyboardFirst    Key = "keyboard.first"
	KeyboardClose    Key = "keyboard.close"

	ReportTitle        Key = "report.title"
	ReportAbout        Key = "report.about"
	ReportNoneIncluded Key = "report.none_included"
	ReportNames        Key = "report.names"
	ReportSave         Key = "report.save"
	ReportCopied       Key = "report.copied"
	ReportSaved        Key = "report.saved"
	ReportUnsaved      Key = "report.unsaved"
	ReportText         Key = "report.text"
	ReportMaking       Key = "report.making"
)

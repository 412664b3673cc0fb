package words

// What this computer has uploaded.
const (
	HistoryTitle       Key = "history.title"
	HistoryEmpty       Key = "history.empty"
	HistoryNotFound    Key = "history.not_found"
	HistoryNoneThen    Key = "history.none_then"
	HistoryOff         Key = "history.off"
	HistoryToday       Key = "history.today"
	HistoryYesterday   Key = "history.yesterday"
	HistoryCancelled   Key = "history.cancelled"
	HistoryGone        Key = "history.gone"
	HistoryGoneFrom    Key = "history.gone_from"
	HistoryChanging    Key = "history.changing"
	HistoryNoAccount   Key = "history.no_account"
	HistoryUnreachable Key = "history.unreachable"
	HistoryAllAccounts Key = "history.all_accounts"
	HistoryDays        Key = "history.days"
	HistoryYear        Key = "history.year"
	HistoryTotalAll    Key = "history.total_all"
	HistoryTotalCount  Key = "history.total_count"
	HistoryTotalDays   Key = "history.total_days"
	HistoryTotalYear   Key = "history.total_year"
	HistorySelected    Key = "history.selected"
)

// What can be done with an entry.
const (
	ButtonCopyEmbed      Key = "button.copy_embed"
	ButtonPublish        Key = "button.publish"
	ButtonPublishCount   Key = "button.publish_count"
	ButtonDraftCount     Key = "button.draft_count"
	ButtonAddAgain       Key = "button.add_again"
	ButtonSaveSheet      Key = "button.save_sheet"
	ButtonClear          Key = "button.clear"
	CopiedEmbed          Key = "history.copied_embed"
	HistoryNoEmbed       Key = "history.no_embed"
	HistoryPublishing    Key = "history.publishing"
	HistoryPublishingOne Key = "history.publishing_one"
	HistoryDrafting      Key = "history.drafting"
	HistoryDraftingOne   Key = "history.drafting_one"
	HistoryPublishMany   Key = "history.publish_many"
	HistoryMoreNames     Key = "history.more_names"
	HistoryClearTitle    Key = "history.clear_title"
	HistoryClearWords    Key = "history.clear_words"
	HistoryClearDo       Key = "history.clear_do"
	HistorySaved         Key = "history.saved"
	HistoryUnsaved       Key = "history.unsaved"
)

// The history as a spreadsheet.
const (
	HistorySheetName       Key = "history.sheet_name"
	HistorySheetDate       Key = "history.sheet_date"
	HistorySheetTitle      Key = "history.sheet_title"
	HistorySheetFile       Key = "history.sheet_file"
	HistorySheetSize       Key = "history.sheet_size"
	HistorySheetAccount    Key = "history.sheet_account"
	HistorySheetVisibility Key = "history.sheet_visibility"
	HistorySheetLink       Key = "history.sheet_link"
	HistorySheetStarted    Key = "history.sheet_started"
	HistorySheetFinished   Key = "history.sheet_finished"
	HistorySheetResult     Key = "history.sheet_result"
)

package words

// The menu of a row, and of all ticked rows.
const (
	MenuPauseCount    Key = "menu.pause_count"
	MenuResumeCount   Key = "menu.resume_count"
	MenuTryAgainCount Key = "menu.try_again_count"
	MenuMoveFirst     Key = "menu.move_first"
	MenuMoveLast      Key = "menu.move_last"
	ButtonSkip        Key = "button.skip"
	// ButtonFindInHistory looks for the same text in what was uploaded before.
	ButtonFindInHistory Key = "button.find_in_history"
)

// DetailsTitleLeftover is said below a title that nobody has looked at yet.
const DetailsTitleLeftover Key = "details.title_leftover"

// Details from a spreadsheet. What can be wrong with the file, a line and a cell is found by its code.
const (
	SheetOpen             Key = "sheet.open"
	SheetTemplate         Key = "sheet.template"
	SheetTemplateName     Key = "sheet.template_name"
	SheetTemplateSaved    Key = "sheet.template_saved"
	SheetTemplateNotSaved Key = "sheet.template_not_saved"
	SheetKinds            Key = "sheet.kinds"
	SheetChoose           Key = "sheet.choose"
	SheetTitle            Key = "sheet.title"
	SheetNotUsable        Key = "sheet.not_usable"
	SheetFinds            Key = "sheet.finds"
	SheetFindsNone        Key = "sheet.finds_none"
	SheetNeedsName        Key = "sheet.needs_name"
	SheetSame             Key = "sheet.same"
	SheetMisses           Key = "sheet.misses"
	SheetDoubts           Key = "sheet.doubts"
	SheetColumns          Key = "sheet.columns"
	SheetColumn           Key = "sheet.column"
	SheetColumnEmpty      Key = "sheet.column_empty"
	SheetLeftOut          Key = "sheet.left_out"
	SheetValue            Key = "sheet.value"
	SheetLine             Key = "sheet.line"
	SheetLineUnnamed      Key = "sheet.line_unnamed"
	SheetApply            Key = "sheet.apply"
	SheetApplyNone        Key = "sheet.apply_none"
	SheetApplied          Key = "sheet.applied"
	SheetPage             Key = "sheet.page"
	SheetPrevious         Key = "sheet.previous"
	SheetNext             Key = "sheet.next"
)

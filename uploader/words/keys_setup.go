package words

// Setup files, and what an organisation has laid down.
const (
	SetupTitle            Key = "setup.title"
	SetupFile             Key = "setup.file"
	SetupFileFrom         Key = "setup.file_from"
	SetupSite             Key = "setup.site"
	SetupSignsIn          Key = "setup.signs_in"
	SetupInBrowser        Key = "setup.in_browser"
	SetupSignInYourself   Key = "setup.sign_in_yourself"
	SetupFields           Key = "setup.fields"
	SetupNoFields         Key = "setup.no_fields"
	SetupFieldsLocked     Key = "setup.fields_locked"
	SetupBeforeUpload     Key = "setup.before_upload"
	SetupBeforePublishing Key = "setup.before_publishing"
	SetupLocked           Key = "setup.locked"
	SetupStartsDraft      Key = "setup.starts_draft"
	SetupStartsPublished  Key = "setup.starts_published"
	SetupStartsCategories Key = "setup.starts_categories"
	SetupStartsTags       Key = "setup.starts_tags"
	SetupNotUnderstood    Key = "setup.not_understood"
	SetupUse              Key = "setup.use"
	SetupNotUsable        Key = "setup.not_usable"
	SetupAskForAnother    Key = "setup.ask_for_another"
	SetupProblemOther     Key = "setup.problem.other"
	SetupThrowAwayTitle   Key = "setup.throw_away_title"
	SetupThrowAway        Key = "setup.throw_away"
	SetupUsed             Key = "setup.used"
	SetupOpen             Key = "setup.open"
	SetupOpenHint         Key = "setup.open_hint"
	SetupKind             Key = "setup.kind"

	ManagedSetBy      Key = "managed.set_by"
	ManagedSetByYours Key = "managed.set_by_yours"
	ManagedDraftsOnly Key = "managed.drafts_only"

	DetailsRequiredPublishing Key = "details.required_publishing"
	DetailsNoChoice           Key = "details.no_choice"

	ConsoleDraftsOnly Key = "console.drafts_only"
)

package words

// The details panel.
const (
	DetailsTitle           Key = "details.title"
	DetailsRequired        Key = "details.required"
	DetailsDescription     Key = "details.description"
	DetailsDescriptionHint Key = "details.description_hint"
	DetailsCategory        Key = "details.category"
	DetailsCategoryHint    Key = "details.category_hint"
	DetailsCategoryAdd     Key = "details.category_add"
	DetailsTags            Key = "details.tags"
	DetailsTagsHint        Key = "details.tags_hint"
	DetailsRemoveChip      Key = "details.remove_chip"
	DetailsWho             Key = "details.who"
	DetailsDraft           Key = "details.draft"
	DetailsPublishDone     Key = "details.publish_done"
	DetailsPublished       Key = "details.published"
	DetailsPublishDate     Key = "details.publish_date"
	DetailsDate            Key = "details.date"
	DetailsTime            Key = "details.time"
	DetailsAccountZone     Key = "details.account_zone"
	DetailsComputerZone    Key = "details.computer_zone"
	DetailsPastDate        Key = "details.past_date"
	DetailsMore            Key = "details.more"
	DetailsWebAddress      Key = "details.web_address"
	DetailsWebAddressHint  Key = "details.web_address_hint"
	DetailsOwner           Key = "details.owner"
	DetailsCompany         Key = "details.company"
	DetailsChoose          Key = "details.choose"
	DetailsYes             Key = "details.yes"
	DetailsNo              Key = "details.no"
	DetailsSaving          Key = "details.saving"
	DetailsSaved           Key = "details.saved"
	DetailsSavedNow        Key = "details.saved_now"
	DetailsSavedAgo        Key = "details.saved_ago"
	DetailsNotSaved        Key = "details.not_saved"
	DetailsUnconfirmed     Key = "details.unconfirmed"
	DetailsTitleCounter    Key = "details.title_counter"
	DetailsTitleHint       Key = "details.title_hint"
	DetailsProblems        Key = "details.problems"
	DetailsDateUnread      Key = "details.date_unread"
	DetailsTimeUnread      Key = "details.time_unread"
	DetailsNewPlaceholder  Key = "details.new_placeholder"
)

// The details panel with several videos.
const (
	ManySelected    Key = "many.selected"
	ManySaved       Key = "many.saved"
	ManyTitles      Key = "many.titles"
	ManyMixed       Key = "many.mixed"
	ManyMixedChoice Key = "many.mixed_choice"
	ManyReplaces    Key = "many.replaces"
	ManyAddToAll    Key = "many.add_to_all"
	ManyInAll       Key = "many.in_all"
	ManyInSome      Key = "many.in_some"
	ManyPause       Key = "many.pause"
	ManyToTop       Key = "many.to_top"
)

// Problems that depend on the field.
const (
	ProblemMissingTitle    Key = "problem.missing.title"
	ProblemMissingCategory Key = "problem.missing.category"
	ProblemUnnamed         Key = "problem.unnamed"
	ProblemOther           Key = "problem.other"
)

package words

// What the service's site is called while its name is unknown.
const (
	SiteUnnamed Key = "site.unnamed"
)

// States that depend on more than the state.
const (
	StateNext      Key = "state.waiting.next"
	StateSiteHolds Key = "state.wait_site.other"
	StateUnknown   Key = "state.unknown"
)

// The line below a row.
const (
	SentencePreparing       Key = "sentence.preparing"
	SentenceAmount          Key = "sentence.amount"
	SentenceAmountLeft      Key = "sentence.amount_left"
	SentenceKept            Key = "sentence.kept"
	SentenceContinues       Key = "sentence.continues"
	SentenceTryingAgain     Key = "sentence.trying_again"
	SentenceTryingNow       Key = "sentence.trying_now"
	SentenceSignIn          Key = "sentence.sign_in"
	SentenceProcessingPlain Key = "sentence.processing_plain"
	SentenceArrival         Key = "sentence.arrival"
	SentenceArrivedAt       Key = "sentence.arrived_at"
	SentenceRemoved         Key = "sentence.removed"
	SentenceShownPublished  Key = "sentence.shown_published"
	SentenceShownDraft      Key = "sentence.shown_draft"
	SentenceShownDate       Key = "sentence.shown_date"
	SentenceShownFields     Key = "sentence.shown_fields"
	SentenceShownElse       Key = "sentence.shown_else"
	SentenceUnknownState    Key = "sentence.unknown_state"
)

// The grey line of a row and who can see the video.
const (
	FactsPlaceholder    Key = "facts.placeholder"
	VisibilityDraft     Key = "visibility.draft"
	VisibilityWhenDone  Key = "visibility.when_done"
	VisibilityOnDate    Key = "visibility.on_date"
	VisibilityPublished Key = "visibility.published"
	VisibilityAtZone    Key = "visibility.at_zone"
)

// Reasons whose sentence depends on what is known.
const (
	ReasonNoPermissionPlain   Key = "reason.no_perm.sentence.plain"
	ReasonListUnreadablePlain Key = "reason.state_unreadable.sentence.plain"
)

// Ready messages for IT and administrators.
const (
	MessageFor     Key = "message.for"
	MessageDetails Key = "message.details"
	NeedOther      Key = "need.other"
)

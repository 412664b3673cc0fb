package words

// The page that a guest opens to send a video: who asks, for what, until when, and how to begin.
const (
	GuestPageTitle             Key = "guest_page.title"
	GuestPageAsks              Key = "guest_page.asks"
	GuestPageAsksSeveral       Key = "guest_page.asks_several"
	GuestPageAsksPerson        Key = "guest_page.asks_person"
	GuestPageAsksPersonSeveral Key = "guest_page.asks_person_several"
	GuestPageUntil             Key = "guest_page.until"
	GuestPageUpTo              Key = "guest_page.up_to"
	GuestPageChoose            Key = "guest_page.choose"
	GuestPageChooseSeveral     Key = "guest_page.choose_several"
	GuestPageChooseOther       Key = "guest_page.choose_other"
	GuestPageSendMore          Key = "guest_page.send_more"
	GuestPageDrop              Key = "guest_page.drop"
	GuestPageDropSeveral       Key = "guest_page.drop_several"
	GuestPageStraight          Key = "guest_page.straight"
	GuestPageKeepOpen          Key = "guest_page.keep_open"
	GuestPageAnySize           Key = "guest_page.any_size"
	GuestPageLanguage          Key = "guest_page.language"
)

// What it says while it sends.
const (
	GuestPageLooking        Key = "guest_page.looking"
	GuestPageSending        Key = "guest_page.sending"
	GuestPageSendingSeveral Key = "guest_page.sending_several"
	GuestPageSentOf         Key = "guest_page.sent_of"
	GuestPageArrived        Key = "guest_page.arrived"
	GuestPageFinishing      Key = "guest_page.finishing"
	GuestPageGoesOn         Key = "guest_page.goes_on"
	GuestPagePaused         Key = "guest_page.paused"
	GuestPagePausedHint     Key = "guest_page.paused_hint"
	GuestPageOffline        Key = "guest_page.offline"
	GuestPageBusy           Key = "guest_page.busy"
	GuestPageByItself       Key = "guest_page.by_itself"
)

// How it ends.
const (
	GuestPageDone           Key = "guest_page.done"
	GuestPageDoneSeveral    Key = "guest_page.done_several"
	GuestPageMore           Key = "guest_page.more"
	GuestPageUnsure         Key = "guest_page.unsure"
	GuestPageUnsureHint     Key = "guest_page.unsure_hint"
	GuestPageUsed           Key = "guest_page.used"
	GuestPageUsedHint       Key = "guest_page.used_hint"
	GuestPageEnded          Key = "guest_page.ended"
	GuestPageEndedHint      Key = "guest_page.ended_hint"
	GuestPageEndedClock     Key = "guest_page.ended_clock"
	GuestPagePlainStuck     Key = "guest_page.plain_stuck"
	GuestPageEndedMidway    Key = "guest_page.ended_midway"
	GuestPageUnknown        Key = "guest_page.unknown"
	GuestPageUnknownHint    Key = "guest_page.unknown_hint"
	GuestPageUnsuitable     Key = "guest_page.unsuitable"
	GuestPageUnsuitableHint Key = "guest_page.unsuitable_hint"
	GuestPageTooLarge       Key = "guest_page.too_large"
	GuestPageTooLargeHint   Key = "guest_page.too_large_hint"
	GuestPageNotTaken       Key = "guest_page.not_taken"
	GuestPageNotTakenHint   Key = "guest_page.not_taken_hint"
	GuestPageNotVideo       Key = "guest_page.not_video"
	GuestPageEmpty          Key = "guest_page.empty"
	GuestPageUnreadable     Key = "guest_page.unreadable"
	GuestPageTooMany        Key = "guest_page.too_many"
	GuestPageTwice          Key = "guest_page.twice"
)

// The page where no script runs, the bare form for a web team, and the message that goes along.
const (
	GuestPagePlainFile    Key = "guest_page.plain_file"
	GuestPagePlainSend    Key = "guest_page.plain_send"
	GuestPagePlainHow     Key = "guest_page.plain_how"
	GuestPageBareUntil    Key = "guest_page.bare_until"
	GuestPageMessageHello Key = "guest_page.message_hello"
	GuestPageMessageHere  Key = "guest_page.message_here"
	GuestPageMessageAbout Key = "guest_page.message_about"
	GuestPageMessageUntil Key = "guest_page.message_until"
	GuestPageMessageOpen  Key = "guest_page.message_open"
)

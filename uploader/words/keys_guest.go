package words

// Sending videos with somebody else's upload link, without an account.
const (
	GuestNotUsable    Key = "guest.not_usable"
	GuestTitle        Key = "guest.title"
	GuestAsks         Key = "guest.asks"
	GuestAsksNobody   Key = "guest.asks_nobody"
	GuestAbout        Key = "guest.about"
	GuestSite         Key = "guest.site"
	GuestVideos       Key = "guest.videos"
	GuestUntil        Key = "guest.until"
	GuestDraft        Key = "guest.draft"
	GuestPublished    Key = "guest.published"
	GuestNoAccount    Key = "guest.no_account"
	GuestUse          Key = "guest.use"
	GuestUsed         Key = "guest.used"
	GuestFooter       Key = "guest.footer"
	GuestFooterEnded  Key = "guest.footer_ended"
	GuestDecides      Key = "guest.decides"
	GuestBeside       Key = "guest.beside"
	GuestAccount      Key = "guest.account"
	GuestAccountEnded Key = "guest.account_ended"
)

package words

// Upload links: how they stand, what differs from what was asked for, what is told of them.
const (
	LinksReceived   Key = "links.received"
	LinksWorksUntil Key = "links.works_until"
	LinksEnded      Key = "links.ended"
	LinksReady      Key = "links.ready"
	LinksTomorrow   Key = "links.tomorrow"
	LinksYesterday  Key = "links.yesterday"

	LinksNewsReceived    Key = "links.news.received"
	LinksNewsUnused      Key = "links.news.unused"
	LinksNewsEndedUnused Key = "links.news.ended_unused"

	NoticeLinkReceived    Key = "notice.link_received"
	NoticeLinkUnused      Key = "notice.link_unused"
	NoticeLinkEndedUnused Key = "notice.link_ended_unused"

	HistoryThroughLink Key = "history.through_link"
)

package words

import (
	"time"

	"twentythree-uploader/uploader"
)

// LinkReceived is how much has come through a link: "1 of 3 received".
func (w *Words) LinkReceived(link uploader.Link) string {
	return w.T(LinksReceived, Text("received", w.Number(link.Received())), Text("most", w.Number(link.Granted.Videos)))
}

// LinkEnds is until when a link works, or when it ended: "Works until tomorrow 17:40", "Ended yesterday 17:40".
func (w *Words) LinkEnds(link uploader.Link) string {
	when := Text("when", w.NearTime(link.Ends))
	if w.now().Before(link.Ends) {
		return w.T(LinksWorksUntil, when)
	}
	return w.T(LinksEnded, when)
}

// LinkState is what can still come of a link: "Open", "Not checked since 14:05".
func (w *Words) LinkState(link uploader.Link) string {
	state := link.State(w.now())
	if state == uploader.LinkNotChecked {
		return w.T(linkStateKey(state), Text("when", w.NearTime(link.Looked)))
	}
	return w.T(linkStateKey(state))
}

func linkStateKey(state uploader.LinkState) Key { return Key("links.state." + string(state)) }

// LinkReady says what the site gave: "The link is ready. It works until tomorrow 17:40 (24 hours), for 1 video."
func (w *Words) LinkReady(link uploader.Link) string {
	return w.T(LinksReady, Text("when", w.NearTime(link.Ends)), Text("amount", w.Amount(link.Granted.Lasts)), Count("count", link.Granted.Videos))
}

// LinkDifference says what the site gave otherwise than it was asked: "Your site allows at most 12 hours."
func (w *Words) LinkDifference(link uploader.Link, difference uploader.LinkDifference) string {
	key := Key("links.differs." + string(difference))
	switch difference {
	case uploader.LinkEndsEarlier:
		return w.T(key, Text("amount", w.Amount(link.Granted.Lasts)))
	case uploader.LinkFewerVideos:
		return w.T(key, Count("count", link.Granted.Videos))
	}
	return w.T(key)
}

// LinkProblem is what is wrong with the form of a link and what to do.
func (w *Words) LinkProblem(problem uploader.LinkProblem) string {
	most, amount := 0, time.Duration(0)
	switch problem {
	case uploader.LinkNameLong:
		most = uploader.MostLinkName
	case uploader.LinkTitleLong:
		most = uploader.MostLinkTitle
	case uploader.LinkDescriptionLong:
		most = uploader.MostLinkDescription
	case uploader.LinkTooManyVideos:
		most = uploader.MostLinkVideos
	case uploader.LinkTooShort:
		amount = uploader.ShortestLink
	case uploader.LinkTooLong:
		amount = uploader.LongestLink
	}
	return w.T(linkProblemKey(problem), Text("most", w.Number(most)), Text("amount", w.Amount(amount)))
}

func linkProblemKey(problem uploader.LinkProblem) Key { return Key("links.problem." + string(problem)) }

// LinkNews is one thing to tell of a link inside the window, where its name may be shown.
func (w *Words) LinkNews(news uploader.LinkNews) string {
	name := Text("name", news.Link.Name)
	switch news.Kind {
	case uploader.LinkReceived:
		return w.T(LinksNewsReceived, name, Text("received", w.LinkReceived(news.Link)))
	case uploader.LinkUnused:
		return w.T(LinksNewsUnused, name, Text("when", w.NearTime(news.Link.Ends)))
	}
	return w.T(LinksNewsEndedUnused, name)
}

// LinkNotice is what the system tells of links: how many, never which. "" for a kind of which there is none.
func (w *Words) LinkNotice(kind uploader.LinkNewsKind, count int) string {
	number := Count("count", count)
	switch {
	case count <= 0:
		return ""
	case kind == uploader.LinkReceived:
		return w.T(NoticeLinkReceived, number)
	case kind == uploader.LinkUnused:
		return w.T(NoticeLinkUnused, number)
	}
	return w.T(NoticeLinkEndedUnused, number)
}

// NearTime writes an instant near the present: "17:40", "tomorrow 17:40", "yesterday 17:40", otherwise day and time.
func (w *Words) NearTime(at time.Time) string {
	switch now := w.now().In(w.zone); {
	case w.sameDay(at, now.AddDate(0, 0, 1)):
		return w.T(LinksTomorrow, Text("time", w.Time(at)))
	case w.sameDay(at, now.AddDate(0, 0, -1)):
		return w.T(LinksYesterday, Text("time", w.Time(at)))
	}
	return w.When(at)
}

package link

import (
	"strings"
	"time"
	"unicode"

	"twentythree-uploader/uploader/words"
)

// facts is what the page's scripts know.
type facts struct {
	Site   string `json:"site"`
	Action string `json:"action"`
	Token  string `json:"token"`
	Nonce  string `json:"nonce,omitempty"`
	// NonceName is the parameter that carries the nonce.
	NonceName string `json:"nonceName"`
	Company   string `json:"company"`
	Person    string `json:"person,omitempty"`
	// Ends is in milliseconds since 1970, as browsers count.
	Ends   int64 `json:"ends"`
	Videos int   `json:"videos"`
	// Returns says that the site leads on to another page at the end.
	Returns   bool                                         `json:"returns"`
	Languages []words.Language                             `json:"languages"`
	Texts     map[words.Language]map[string]words.Template `json:"texts"`
}

func (p Page) facts(found places) facts {
	f := facts{
		Site: found.site.Host, Action: p.action(found.site), Token: p.Token, Nonce: p.Nonce, NonceName: NonceParameter, Company: apart(cleaned(p.Company)), Person: apart(cleaned(p.Asks)),
		Ends: p.Ends.UnixMilli(), Videos: max(p.Videos, 1), Returns: p.ReturnAddress != "", Languages: words.Languages(),
		Texts: map[words.Language]map[string]words.Template{},
	}
	for _, language := range f.Languages {
		w, texts := words.New(language, nil, nil), map[string]words.Template{}
		for _, key := range pageKeys() {
			texts[strings.TrimPrefix(string(key), "guest_page.")] = w.Template(key)
		}
		f.Texts[language] = texts
	}
	return f
}

// pageKeys are the texts that the scripts show.
func pageKeys() []words.Key {
	return []words.Key{
		words.GuestPageTitle, words.GuestPageAsks, words.GuestPageAsksSeveral, words.GuestPageAsksPerson, words.GuestPageAsksPersonSeveral,
		words.GuestPageUntil, words.GuestPageUpTo, words.GuestPageChoose, words.GuestPageChooseSeveral, words.GuestPageChooseOther,
		words.GuestPageSendMore, words.GuestPageDrop, words.GuestPageDropSeveral, words.GuestPageStraight, words.GuestPageKeepOpen,
		words.GuestPageAnySize, words.GuestPageLanguage, words.GuestPageLooking, words.GuestPageSending, words.GuestPageSendingSeveral,
		words.GuestPageSentOf, words.GuestPageArrived, words.GuestPageFinishing, words.GuestPageGoesOn, words.GuestPagePaused,
		words.GuestPagePausedHint, words.GuestPageOffline, words.GuestPageBusy, words.GuestPageByItself, words.GuestPageDone,
		words.GuestPageDoneSeveral, words.GuestPageMore, words.GuestPageUnsure, words.GuestPageUnsureHint, words.GuestPageUsed,
		words.GuestPageUsedHint, words.GuestPageEnded, words.GuestPageEndedHint, words.GuestPageEndedMidway, words.GuestPageEndedClock, words.GuestPageUnknown,
		words.GuestPageUnknownHint, words.GuestPageUnsuitable, words.GuestPageUnsuitableHint, words.GuestPageTooLarge,
		words.GuestPageTooLargeHint, words.GuestPageNotTaken, words.GuestPageNotTakenHint, words.GuestPageNotVideo, words.GuestPageEmpty,
		words.GuestPageUnreadable, words.GuestPageTooMany, words.GuestPageTwice, words.GuestPagePlainFile, words.GuestPagePlainSend,
		words.GuestPagePlainHow, words.BrowserPageClose, words.ButtonPause, words.ButtonResume, words.ButtonTryAgain,
		words.FigurePercent, words.FigureBytes, words.FigureKilobytes, words.FigureMegabytes, words.FigureGigabytes, words.FigureTerabytes,
		words.DurationLeft, words.DurationAbout, words.DurationUnderMinute, words.AmountMinutes, words.AmountHours, words.AmountHoursMinutes,
		words.AmountDays,
	}
}

// spoken is what a page without scripts says in one language.
type spoken struct {
	Code                                          words.Language
	Name                                          string
	Asks, Until, How, KeepOpen, Stuck, File, Send string
}

func (p Page) spoken(language words.Language) spoken {
	w := p.speak(language)
	company := words.Text("company", apart(cleaned(p.Company)))
	return spoken{
		Code: language, Name: language.Name(), Asks: p.asking(w), Until: w.T(words.GuestPageUntil, words.Text("when", p.end(w))),
		How: w.T(words.GuestPagePlainHow, company), KeepOpen: w.T(words.GuestPageKeepOpen), Stuck: w.T(words.GuestPagePlainStuck), File: w.T(words.GuestPagePlainFile),
		Send: w.T(words.GuestPagePlainSend),
	}
}

// asking says who asks.
func (p Page) asking(w *words.Words) string {
	company, person := words.Text("company", apart(cleaned(p.Company))), words.Text("person", apart(cleaned(p.Asks)))
	switch several, named := p.Videos > 1, cleaned(p.Asks) != ""; {
	case several && named:
		return w.T(words.GuestPageAsksPersonSeveral, person, company)
	case several:
		return w.T(words.GuestPageAsksSeveral, company)
	case named:
		return w.T(words.GuestPageAsksPerson, person, company)
	}
	return w.T(words.GuestPageAsks, company)
}

// end is when the link ends, told to somebody whose time zone is not known: with the year and the zone.
func (p Page) end(w *words.Words) string {
	zone := w.Zone(p.Zone)
	if _, err := time.LoadLocation(p.Zone); err != nil || zone == "" {
		zone = "UTC"
	}
	return w.T(words.DateDateTime, words.Text("date", w.FullDate(p.Ends)), words.Text("time", w.Time(p.Ends))) + " (" + zone + ")"
}

// cleaned is one line of what a person wrote: without control characters, and without the marks that turn the direction of what follows.
func cleaned(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), '\u202a' <= r && r <= '\u202e', '\u2066' <= r && r <= '\u2069', r == '\ufeff':
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	return strings.Join(strings.Fields(text), " ")
}

// apart sets words that are written from right to left apart from the sentence that they stand in.
func apart(text string) string {
	if strings.ContainsFunc(text, func(r rune) bool {
		return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
	}) {
		return "\u2068" + text + "\u2069"
	}
	return text
}

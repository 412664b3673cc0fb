package uploader

import (
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// LinkDraft is the form of a new upload link as a person fills it in. It may hold anything; Wish says whether it can be asked for.
type LinkDraft struct {
	// ID is the link's name from the moment its form is opened: with it, a link is made once, however often that is asked for.
	ID      LinkID
	Account AccountID
	// Name is what the link is for, seen by nobody else; an empty one becomes the title.
	Name string
	// Title, Description, Tags and Categories are what every video gets.
	Title, Description string
	Tags               []string
	Categories         []Category
	// Publish lets viewers see a video as soon as it has arrived.
	Publish bool
	// Videos is how many may be sent, Lasts for how long.
	Videos int
	Lasts  time.Duration
	// Room makes the link for a phone in this room: the program shows it a code, and its site leads the guest back to a page of the program.
	// Network is the address of this computer at which phones find it, "" for the likeliest.
	Room    bool
	Network string
	// Return is the web page to show afterwards, "" for the upload page's own thanks. A link for this room has none.
	Return string
}

// Bounds of a link. Figures and times are the service's (its documentation of photo/get-upload-token), the number of videos that of its first
// generation, which every site keeps to. It documents no length of texts: what is longer here was pasted by mistake.
const (
	MostLinkVideos      = 100
	ShortestLink        = 15 * time.Minute
	LongestLink         = 24 * time.Hour
	MostLinkName        = 200
	MostLinkTitle       = 250
	MostLinkDescription = 5000
	MostLinkReturn      = 1000 // a call back of 1500 characters and more would be made in another way
)

// LinkProblem is one thing to mend in the form of a link. words makes the sentences.
type LinkProblem string

// What can be wrong with the form of a link, in its order.
const (
	LinkNameLong          LinkProblem = "name_long"
	LinkTitleMissing      LinkProblem = "title_missing"
	LinkTitleLong         LinkProblem = "title_long"
	LinkTitleUnprintable  LinkProblem = "title_unprintable"
	LinkNoAccount         LinkProblem = "no_account"
	LinkTooFewVideos      LinkProblem = "too_few_videos"
	LinkTooManyVideos     LinkProblem = "too_many_videos"
	LinkTooShort          LinkProblem = "too_short"
	LinkTooLong           LinkProblem = "too_long"
	LinkDescriptionLong   LinkProblem = "description_long"
	LinkTagQuote          LinkProblem = "tag_quote"
	LinkReturnUnreadable  LinkProblem = "return_unreadable"  // not the whole web address of a page
	LinkReturnWithSignIn  LinkProblem = "return_with_signin" // a name and password stand in the address
	LinkReturnAddressLong LinkProblem = "return_long"
)

// LinkProblems lists every problem.
func LinkProblems() []LinkProblem {
	return []LinkProblem{
		LinkNameLong, LinkTitleMissing, LinkTitleLong, LinkTitleUnprintable, LinkNoAccount, LinkTooFewVideos, LinkTooManyVideos, LinkTooShort,
		LinkTooLong, LinkDescriptionLong, LinkTagQuote, LinkReturnUnreadable, LinkReturnWithSignIn, LinkReturnAddressLong,
	}
}

// LinkWish is a form that was found to be in order: there is no other way to one. The zero value asks for nothing.
type LinkWish struct{ draft LinkDraft }

// Draft is what was filled in, tidied.
func (w LinkWish) Draft() LinkDraft { return w.draft.Clone() }

// IsZero reports whether nothing is asked for.
func (w LinkWish) IsZero() bool { return w.draft.Title == "" }

// Minutes is for how long the link is asked for, in the service's whole minutes.
func (w LinkWish) Minutes() int { return int(w.draft.Lasts / time.Minute) }

// Wish checks the form. What is wrong is listed in the order of the form; an empty list comes with a wish that can be asked for.
func (d LinkDraft) Wish() (LinkWish, []LinkProblem) {
	d = d.tidied()
	var problems []LinkProblem
	note := func(problem LinkProblem, wrong bool) {
		if wrong {
			problems = append(problems, problem)
		}
	}
	note(LinkNameLong, utf8.RuneCountInString(d.Name) > MostLinkName && d.Name != d.Title)
	note(LinkTitleMissing, d.Title == "")
	note(LinkTitleLong, utf8.RuneCountInString(d.Title) > MostLinkTitle)
	note(LinkTitleUnprintable, strings.ContainsFunc(d.Title, unicode.IsControl) || !utf8.ValidString(d.Title))
	note(LinkNoAccount, d.Account == "")
	note(LinkTooFewVideos, d.Videos < 1)
	note(LinkTooManyVideos, d.Videos > MostLinkVideos)
	note(LinkTooShort, d.Lasts < ShortestLink)
	note(LinkTooLong, d.Lasts > LongestLink)
	note(LinkDescriptionLong, utf8.RuneCountInString(d.Description) > MostLinkDescription)
	note(LinkTagQuote, slices.ContainsFunc(d.Tags, func(tag string) bool { return strings.ContainsRune(tag, '"') }))
	if problem := returnProblem(d.Return); problem != "" {
		problems = append(problems, problem)
	}
	if len(problems) > 0 {
		return LinkWish{}, problems
	}
	return LinkWish{d}, nil
}

func returnProblem(address string) LinkProblem {
	parsed, err := url.Parse(address)
	switch {
	case address == "":
		return ""
	case len(address) > MostLinkReturn:
		return LinkReturnAddressLong
	case err != nil || !isWebAddress(address) || strings.ContainsFunc(address, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }):
		return LinkReturnUnreadable
	case parsed.User != nil:
		return LinkReturnWithSignIn
	}
	return ""
}

// tidied is the form without what nobody meant: blanks around texts, empty tags, and parts of a minute.
func (d LinkDraft) tidied() LinkDraft {
	d = d.Clone()
	d.Name, d.Title, d.Return = strings.TrimSpace(d.Name), strings.TrimSpace(d.Title), strings.TrimSpace(d.Return)
	d.Description = strings.TrimSpace(d.Description)
	if d.Room {
		d.Return = ""
	} else {
		d.Network = ""
	}
	for i, tag := range d.Tags {
		d.Tags[i] = strings.TrimSpace(tag)
	}
	d.Tags = slices.DeleteFunc(d.Tags, func(tag string) bool { return tag == "" })
	if d.Name == "" {
		d.Name = d.Title
	}
	d.Lasts = d.Lasts.Truncate(time.Minute)
	return d
}

// Clone is a deep copy.
func (d LinkDraft) Clone() LinkDraft {
	d.Tags, d.Categories = slices.Clone(d.Tags), slices.Clone(d.Categories)
	return d
}

// Metadata is what a video gets that is sent through the link.
func (w LinkWish) Metadata() Metadata {
	d := w.Draft()
	m := Metadata{Title: d.Title, TitleKept: true, Description: d.Description, Tags: d.Tags, Categories: d.Categories}
	if d.Publish {
		m.Visibility = PublishWhenDone
	}
	return m
}

// Draft is the form of another link like this one, under an ID of its own.
func (l Link) Draft(id LinkID) LinkDraft {
	l = l.Clone()
	return LinkDraft{
		ID: id, Account: l.Account, Name: l.Name, Title: l.Title, Description: l.Description, Tags: l.Tags, Categories: l.Categories,
		Publish: l.Asked.Publish, Videos: l.Asked.Videos, Lasts: l.Asked.Lasts, Room: l.Room, Return: l.Return,
	}
}

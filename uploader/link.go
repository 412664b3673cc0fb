package uploader

import (
	"slices"
	"time"
)

// LinkID names one upload link on this computer: random, 32 characters of [0-9a-f]. The service never sees it.
type LinkID string

// Link is a snapshot of one upload link: somebody without an account can send videos through it. It holds no secret, and it is never changed in
// place: a newer snapshot replaces it.
type Link struct {
	ID LinkID
	// Account made the link, and asks what arrived. Site is what its site was called then; it outlives the account.
	Account AccountID
	Site    string
	// Name is what the link is for: only the person who made it sees it.
	Name string
	// Title, Description, Tags and Categories are what every video gets that is sent through it.
	Title, Description string
	Tags               []string
	Categories         []Category
	// Asked is what was wished for, Granted what the site gave and what holds.
	Asked, Granted LinkTerms
	// Room says that the link is for a phone in this room: its site leads guests back to this computer, so that nobody elsewhere can use it well.
	Room bool
	// Return is the web page of the person's own that a guest is shown afterwards, "" for none.
	Return string
	// Made is when the site gave the link, Ends when it ends, by the site's clock.
	Made, Ends time.Time
	// Arrived are the videos that came through it, in the order in which they came.
	Arrived []LinkVideo
	// Looked is when the site last told what has arrived; Made counts, for nothing had arrived then. Trouble is why it has told nothing since, zero
	// where it has.
	Looked  time.Time
	Trouble Reason
}

// LinkTerms is how much a link allows.
type LinkTerms struct {
	// Videos is how many may be sent, Lasts for how long, from when the link is made.
	Videos int
	Lasts  time.Duration
	// Publish says that viewers see a video as soon as it has arrived; without it, it stays a draft.
	Publish bool
}

// LinkVideo is a video that arrived through a link, as its site showed it when it was first seen. What becomes of it then is not followed: the list
// of links shows how many have come, and whoever wants to know more of one opens it on its site.
type LinkVideo struct {
	// VideoID is the service's photo_id.
	VideoID string
	Title   string
	// FileName is what the file was called at the guest's; empty where the site does not tell.
	FileName string
	// At is when it arrived, by the site's word, or when it was first seen where the site does not tell.
	At time.Time
	// PageURL is the address viewers use, ManageURL the back-office page.
	PageURL, ManageURL string
	Published          bool
	// Length is how long it lasts, zero while the site does not tell.
	Length time.Duration
}

// LinkState says what can still come of a link.
type LinkState string

// The states of a link, as they stand in the list of links.
const (
	LinkOpen   LinkState = "open"
	LinkUsedUp LinkState = "used_up" // as many videos have arrived as were allowed
	LinkEnded  LinkState = "ended"   // its time is over
	// LinkNotChecked is a link of which nobody knows how much has arrived since Looked: it may be open, or used up, or have ended.
	LinkNotChecked LinkState = "not_checked"
)

// LinkStates lists every state.
func LinkStates() []LinkState { return []LinkState{LinkOpen, LinkUsedUp, LinkEnded, LinkNotChecked} }

const (
	// LinkLookEvery is how often a site is asked what has come through a link that is open.
	LinkLookEvery = time.Minute
	// linkStale is for how long the answer holds: a site that is slow for a moment makes no link unknown.
	linkStale = 4 * time.Minute
	// linkSettles is how long after the end of a link the site is asked for the last time: a file that was on its way then may still arrive.
	linkSettles = 5 * time.Minute
)

// State is the link's state at an instant. It is never kept, so that no two places can tell of two.
func (l Link) State(now time.Time) LinkState {
	switch {
	case l.usedUp():
		return LinkUsedUp
	case !l.CanChange():
		return LinkEnded
	case now.Sub(l.Looked) >= linkStale:
		return LinkNotChecked
	case now.Before(l.Ends):
		return LinkOpen
	}
	return LinkEnded
}

// Over reports whether nothing more can be sent through the link.
func (l Link) Over(now time.Time) bool { return l.usedUp() || !now.Before(l.Ends) }

// CanChange reports whether the site may still have something new to tell: the link is not used up, and was not asked about some minutes after
// its end.
func (l Link) CanChange() bool { return !l.usedUp() && l.Looked.Before(l.LastLook()) }

// LastLook is when the site is asked for the last time what has arrived, some minutes after the link's end.
func (l Link) LastLook() time.Time { return l.Ends.Add(linkSettles) }

// Received is how many videos have arrived.
func (l Link) Received() int { return len(l.Arrived) }

func (l Link) usedUp() bool { return l.Granted.Videos > 0 && len(l.Arrived) >= l.Granted.Videos }

// LinkDifference is one way in which a site gave something else than was wished for.
type LinkDifference string

// What a site may give less of.
const (
	LinkEndsEarlier LinkDifference = "ends_earlier"
	LinkFewerVideos LinkDifference = "fewer_videos"
	LinkStaysDraft  LinkDifference = "stays_draft"
)

// LinkDifferences lists every difference.
func LinkDifferences() []LinkDifference {
	return []LinkDifference{LinkEndsEarlier, LinkFewerVideos, LinkStaysDraft}
}

// linkRounding is what does not count as less time: not every site tells for how long it gave a link, and then only its end says it.
const linkRounding = 2 * time.Minute

// Differences lists what the site gave otherwise than it was asked.
func (l Link) Differences() []LinkDifference {
	var found []LinkDifference
	if l.Granted.Lasts < l.Asked.Lasts-linkRounding {
		found = append(found, LinkEndsEarlier)
	}
	if l.Granted.Videos < l.Asked.Videos {
		found = append(found, LinkFewerVideos)
	}
	if l.Asked.Publish && !l.Granted.Publish {
		found = append(found, LinkStaysDraft)
	}
	return found
}

// reminderLead is how long before the end of a link nobody used its maker is reminded.
const reminderLead = 2 * time.Hour

// RemindAt is when to remind that nobody has used the link. One that lasts hardly longer than the lead is reminded of at its end only.
func (l Link) RemindAt() time.Time {
	if at := l.Ends.Add(-reminderLead); at.Sub(l.Made) >= reminderLead/4 {
		return at
	}
	return l.Ends
}

// Clone is a deep copy.
func (l Link) Clone() Link {
	l.Tags, l.Categories, l.Arrived = slices.Clone(l.Tags), slices.Clone(l.Categories), slices.Clone(l.Arrived)
	return l
}

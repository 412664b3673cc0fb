package words

import (
	"time"

	"twentythree-uploader/uploader"
)

// Connected is the second footer line: to which site and as whom, or why not. site is what tells it from others of the same name, "" where
// its own name does.
func (w *Words) Connected(a uploader.Account, site string) string {
	if site == "" {
		site = siteName(a)
	}
	switch {
	case a.ID == "":
		return w.T(FooterNobody)
	case a.Guest():
		return w.guestOf(a)
	case !a.SignedIn:
		return w.T(FooterSignedOut, Text("site", site))
	case a.Trouble.Code == uploader.ReasonKeyringLocked:
		return fullStop(w.Reason(a.Trouble).Headline)
	case a.Demo:
		return w.T(FooterDemo)
	case a.Person == "":
		return w.T(FooterConnected, Text("site", siteName(a)), Text("host", a.Host))
	}
	return w.T(FooterConnectedAs, Text("site", siteName(a)), Text("host", a.Host), Text("person", a.Person))
}

// guestOf is for whom a link is, and how long it works.
func (w *Words) guestOf(a uploader.Account) string {
	key := GuestFooter
	if !a.Invitation.Open(w.now()) {
		key = GuestFooterEnded
	}
	return w.T(key, Text("site", siteName(a)), Text("host", a.Host), Text("when", w.When(a.Invitation.Ends)))
}

func siteName(a uploader.Account) string {
	if a.SiteName != "" {
		return a.SiteName
	}
	return a.Host
}

// SignedIn is what the last step of signing in says: who, where, and, "" where that is of no interest, where the sign-in is kept. store is
// the name of the system's password store, "" when it has none; catch is the reason that the step came with.
func (w *Words) SignedIn(a uploader.Account, store string, catch uploader.Reason) (headline, kept string) {
	headline = w.T(SignInDoneNobody, Text("site", siteName(a)))
	if a.Person != "" {
		headline = w.T(SignInDone, Text("person", a.Person), Text("site", siteName(a)))
	}
	if !a.Level.Allows(uploader.LevelWrite) {
		headline = w.T(SignInReadOnly)
	}
	switch {
	case a.Kept == uploader.KeptInKeyring && store != "":
		kept = w.T(SignInKeptIn, Text("store", store))
	case a.Kept == uploader.KeptUntilQuit && catch.Code == uploader.ReasonKeyringLocked:
		kept = w.T(SignInKeptUntilQuit)
	case a.Kept == uploader.KeptUntilQuit:
		kept = w.T(SignInNotKept)
	}
	return headline, kept
}

// Intake is what the strip says after something was added: "Added 12 videos, 2 could not be added".
func (w *Words) Intake(r uploader.IntakeResult) string {
	added, rejected := w.T(IntakeAdded, Count("count", len(r.Added))), w.T(IntakeRejected, Count("count", len(r.Rejected)))
	switch {
	case r.Asking != nil:
		return w.T(IntakeAsk, Count("count", r.Asking.Count), Text("folder", r.Asking.Folder))
	case len(r.Rejected) == 0 && len(r.Added) == 0:
		return w.T(IntakeNothing)
	case len(r.Rejected) == 0:
		return added
	case len(r.Added) == 0 && len(r.Rejected) == 1:
		return w.Rejection(r.Rejected[0])
	case len(r.Added) == 0:
		return w.T(IntakeRejectedAll, Count("count", len(r.Rejected)))
	}
	return w.T(IntakeBoth, Text("added", added), Text("rejected", rejected))
}

// Saved says since when the form is saved: "Saved 2 s ago". A zero time gives "".
func (w *Words) Saved(at time.Time) string {
	since := w.now().Sub(at)
	switch {
	case at.IsZero():
		return ""
	case since < time.Second:
		return w.T(DetailsSavedNow)
	case since < time.Minute:
		return w.T(DetailsSavedAgo, Text("amount", w.Duration(since.Truncate(time.Second))))
	case since < time.Hour:
		return w.T(DetailsSavedAgo, Text("amount", w.T(DurationMinutes, Text("minutes", w.Number(int(since.Minutes()))))))
	}
	return w.T(DetailsSaved)
}

// AllDone is the empty state after the last upload of the day.
func (w *Words) AllDone(videos int, bytes int64) string {
	return w.T(EmptyAllDone, Count("count", videos), Text("size", w.Bytes(bytes)))
}

// RemoveQuestion asks before many rows are removed, naming how many of them are on their way.
func (w *Words) RemoveQuestion(count, uploading int) string {
	return sentences(w.T(RemoveAsk, Count("count", count)), w.T(RemoveAskUploading, Count("count", uploading)))
}

// QuitQuestion says what is still running when the window is closed.
func (w *Words) QuitQuestion(o Overall) string {
	count := Count("count", o.Moving+o.Waiting+o.Offline+o.Held)
	if about := w.Left(o.Left()); about != "" {
		return w.T(QuitRunningLeft, count, Text("left", about))
	}
	return w.T(QuitRunning, count)
}

// TextFor is a ready message for IT or an administrator, in w's language and, unless that is English, in English below it:
// address, time, and what is needed.
func (w *Words) TextFor(r uploader.Reason, a uploader.Account) string {
	message := w.textFor(r, a)
	if w.language == English {
		return message
	}
	english := New(English, w.zone, w.now)
	return message + "\n\n" + english.textFor(r, a)
}

func (w *Words) textFor(r uploader.Reason, a uploader.Account) string {
	host := a.Host
	if host == "" {
		host = r.Place
	}
	if r.Site == "" {
		r.Site = siteName(a)
	}
	person := a.Person
	if person == "" {
		person = "–"
	}
	when := w.T(DateDateTime, Text("date", w.FullDate(w.now())), Text("time", w.Time(w.now())))
	message := w.T(MessageFor, Text("host", host), Text("person", person), Text("when", when),
		Text("headline", fullStop(w.Reason(r).Headline)), Text("need", w.T(w.needKey(r.Code))))
	if r.Technical != "" {
		message += "\n" + w.T(MessageDetails, Text("technical", r.Technical))
	}
	return message
}

func (w *Words) needKey(code uploader.ReasonCode) Key {
	if key := Key("need." + string(code)); w.has(key) {
		return key
	}
	return NeedOther
}

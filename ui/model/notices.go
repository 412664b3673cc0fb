package model

import (
	"time"

	"twentythree-uploader/uploader"
)

// Notice is what the system is to tell a person who looks at something else: how many, never which.
type Notice struct {
	// Uploaded is how many videos of a batch have arrived, on Site, or on several where that is empty.
	Uploaded int
	Site     uploader.AccountID
	// Needing is how many videos wait for the person; Title says that all of them lack a title only.
	Needing int
	Title   bool
	// LinkVideos are how many videos have arrived through upload links; LinksUnused and LinksEnded are links that nobody used and that end soon,
	// or have ended.
	LinkVideos, LinksUnused, LinksEnded int
	// SignIn says that nothing goes on before somebody signs in again.
	SignIn bool
}

// noticePause is how long nothing may change before something is told, so that what happens together is told together.
const noticePause = 5 * time.Second

// Notices decides what the system tells and when: at most one notice for a batch that is done, nothing while the window is in front, and
// nothing twice. A batch begins with the first upload on its way and ends with the last. The zero value is ready; the window is behind
// until Front says otherwise.
type Notices struct {
	states   map[uploader.UploadID]uploader.State
	arrived  map[uploader.UploadID]uploader.AccountID
	needing  map[uploader.UploadID]bool    // whether a title is all that is missing
	links    map[uploader.LinkNewsKind]int // that were not told
	front    bool
	signIn   bool // somebody must sign in, and has not been told
	told     bool // that somebody must sign in
	finished bool // the batch has ended and was not told
	due      time.Time
}

// Front says whether the window is in front. What is there to be seen need not be told.
func (n *Notices) Front(front bool) {
	n.front = front
	if front {
		clear(n.needing)
		clear(n.links)
		n.signIn = false
	}
}

// Take notes what changed at a time.
func (n *Notices) Take(update uploader.Update, now time.Time) {
	if n.states == nil || update.Reset {
		n.states = make(map[uploader.UploadID]uploader.State)
	}
	if n.arrived == nil {
		n.arrived, n.needing = make(map[uploader.UploadID]uploader.AccountID), make(map[uploader.UploadID]bool)
	}
	for _, upload := range update.Uploads {
		before, known := n.states[upload.ID]
		n.states[upload.ID] = upload.State
		if known && before != upload.State && !update.Reset {
			n.moved(upload, before, now)
		}
	}
	for _, id := range update.Gone {
		delete(n.states, id)
		delete(n.needing, id)
	}
	n.takeLinks(update.LinkNews, now)
	held := n.anySignIn()
	switch {
	case held && !n.told && !n.front && !update.Reset:
		n.signIn, n.told = true, true
		n.due = now.Add(noticePause)
	case held:
		n.told = true
	default:
		n.signIn, n.told = false, false
	}
}

// takeLinks counts what there is to tell of upload links.
func (n *Notices) takeLinks(news []uploader.LinkNews, now time.Time) {
	if n.front || len(news) == 0 {
		return
	}
	if n.links == nil {
		n.links = make(map[uploader.LinkNewsKind]int)
	}
	for _, one := range news {
		if one.Kind == uploader.LinkReceived {
			n.links[one.Kind] += one.New
		} else {
			n.links[one.Kind]++
		}
	}
	n.due = now.Add(noticePause)
}

// onItsWay reports whether an upload goes on by itself.
func onItsWay(state uploader.State) bool { return state.Started() && state != uploader.Paused }

func (n *Notices) moved(upload uploader.Upload, before uploader.State, now time.Time) {
	needs := upload.State == uploader.Attention || upload.State == uploader.Failed
	delete(n.needing, upload.ID)
	switch {
	case onItsWay(before) && upload.State.Arrived():
		n.arrived[upload.ID] = upload.Account
	case onItsWay(before) && needs && !n.front:
		n.needing[upload.ID] = upload.State == uploader.Attention && upload.Reason.Field == uploader.FieldTitle
	case onItsWay(upload.State) && !onItsWay(before):
		n.finished = false
		return
	case !onItsWay(before):
		return
	}
	n.due = now.Add(noticePause)
	// What a person paused is not done: the batch waits for it where the pause was the last thing that happened.
	if n.running() {
		return
	}
	n.finished = upload.State != uploader.Paused && upload.State != uploader.Removed || n.finished
}

func (n *Notices) running() bool {
	for _, state := range n.states {
		if onItsWay(state) {
			return true
		}
	}
	return false
}

func (n *Notices) anySignIn() bool {
	for _, state := range n.states {
		if state == uploader.WaitingSignIn {
			return true
		}
	}
	return false
}

// Due is when Next has something to decide, zero while it has not.
func (n *Notices) Due() time.Time {
	if !n.finished && len(n.needing) == 0 && len(n.links) == 0 && !n.signIn {
		return time.Time{}
	}
	return n.due
}

// Next gives what is to be told now, zero for nothing. What it gave is not told again.
func (n *Notices) Next(now time.Time, settings uploader.Settings) Notice {
	if due := n.Due(); due.IsZero() || now.Before(due) {
		return Notice{}
	}
	notice := Notice{SignIn: n.signIn}
	if n.finished && !n.front && !settings.SilentFinished {
		notice.Uploaded, notice.Site = len(n.arrived), n.oneSite()
	}
	if !settings.SilentNeeded {
		notice.Needing, notice.Title = len(n.needing), len(n.needing) > 0
		for _, title := range n.needing {
			notice.Title = notice.Title && title
		}
	} else {
		notice.SignIn = false
	}
	if !settings.SilentFinished {
		notice.LinkVideos = n.links[uploader.LinkReceived]
	}
	if !settings.SilentNeeded {
		notice.LinksUnused, notice.LinksEnded = n.links[uploader.LinkUnused], n.links[uploader.LinkEndedUnused]
	}
	clear(n.links)
	if n.finished {
		clear(n.arrived)
	}
	clear(n.needing)
	n.finished, n.signIn = false, false
	return notice
}

// oneSite is the account that all videos of the batch went to, "" for several.
func (n *Notices) oneSite() (site uploader.AccountID) {
	first := true
	for _, account := range n.arrived {
		if !first && account != site {
			return ""
		}
		site, first = account, false
	}
	return site
}

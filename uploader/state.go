package uploader

import "slices"

// State says where an upload is. The journal keeps its text; a state from a newer version is kept and shown, never dropped.
type State string

// The states of an upload. What a person reads for each is in the words room.
const (
	Preparing       State = "preparing"   // the file is being looked at
	Ready           State = "ready"       // waits for the person to press Upload
	Attention       State = "attention"   // something must be filled in or decided first
	Waiting         State = "waiting"     // started, others are ahead
	Uploading       State = "uploading"   // bytes move
	Paused          State = "paused"      // the person paused it
	WaitingNetwork  State = "wait_net"    // no internet
	WaitingSite     State = "wait_site"   // the site is busy
	WaitingSignIn   State = "wait_signin" // the account must sign in again
	Finishing       State = "finishing"   // every byte is written, the site's answer is out
	Checking        State = "checking"    // the answer was lost; the site is asked whether the video arrived
	Extras          State = "extras"      // poster and subtitles follow
	Processing      State = "processing"  // arrived; the site makes its versions
	DoneDraft       State = "done_draft"
	DonePublic      State = "done_public"
	DoneScheduled   State = "done_sched"
	DonePlaceholder State = "done_place"
	DoneSent        State = "done_sent" // arrived with an upload link; guests see nothing of it
	DoneWarning     State = "done_warn" // arrived, but the site shows something else than asked
	Failed          State = "failed"    // waiting cannot help
	Removed         State = "removed"   // gone from the list, can be restored for a while
)

var (
	waits    = []State{WaitingNetwork, WaitingSite, WaitingSignIn}
	arrivals = []State{Extras, Processing, DoneDraft, DonePublic, DoneScheduled, DonePlaceholder, DoneWarning}
	// ends are what bytes that move can come to: a guest's end is no step on the way of anything else.
	ends = append(slices.Clone(arrivals), DoneSent)
)

// legalMoves is the one table of moves. Removing is legal from everywhere and restoring back to everywhere, so neither is listed.
var legalMoves = map[State][]State{
	Preparing:       {Ready, Attention, Failed},
	Ready:           {Preparing, Attention, Waiting, Failed},
	Attention:       {Preparing, Ready, Waiting, Failed, Checking},
	Waiting:         slices.Concat([]State{Ready, Attention, Uploading, Paused, Finishing, Checking, Failed}, waits),
	Uploading:       slices.Concat([]State{Waiting, Paused, Finishing, Checking, Attention, Failed}, waits, ends),
	Paused:          {Waiting, Ready, Attention, Checking, Failed},
	WaitingNetwork:  slices.Concat([]State{Waiting, Uploading, Paused, Finishing, Checking, Attention, Failed, WaitingSite, WaitingSignIn}, ends),
	WaitingSite:     slices.Concat([]State{Waiting, Uploading, Paused, Finishing, Checking, Attention, Failed, WaitingNetwork, WaitingSignIn}, ends),
	WaitingSignIn:   slices.Concat([]State{Waiting, Uploading, Paused, Finishing, Checking, Attention, Failed, WaitingNetwork, WaitingSite}, ends),
	Finishing:       slices.Concat([]State{Waiting, Checking, Uploading, Attention, Failed}, waits, ends),
	Checking:        slices.Concat([]State{Waiting, Uploading, Finishing, Attention, Failed}, waits, ends),
	Extras:          slices.Concat([]State{Waiting}, arrivals[1:], waits),
	Processing:      {DoneDraft, DonePublic, DoneScheduled, DonePlaceholder, DoneWarning},
	DoneDraft:       {DonePublic, DoneScheduled, DoneWarning, Processing},
	DonePublic:      {DoneDraft, DoneScheduled, DoneWarning, Processing},
	DoneScheduled:   {DoneDraft, DonePublic, DoneWarning, Processing},
	DoneSent:        {},
	DoneWarning:     {DoneDraft, DonePublic, DoneScheduled, DonePlaceholder, Processing},
	DonePlaceholder: {DoneDraft, DonePublic, DoneScheduled, DoneWarning, Processing, Waiting},
	Failed:          {Ready, Attention, Waiting, Checking},
}

// States lists every known state, in the order of an upload's life.
func States() []State {
	return []State{
		Preparing, Ready, Attention, Waiting, Uploading, Paused, WaitingNetwork, WaitingSite, WaitingSignIn, Finishing, Checking,
		Extras, Processing, DoneDraft, DonePublic, DoneScheduled, DonePlaceholder, DoneSent, DoneWarning, Failed, Removed,
	}
}

// CanBecome reports whether the move from s to next is legal. Staying is always legal.
func (s State) CanBecome(next State) bool {
	switch {
	case s == next:
		return true
	case s == Removed || next == Removed:
		return s.Known() && next.Known()
	}
	return slices.Contains(legalMoves[s], next)
}

// Known reports whether this version knows the state.
func (s State) Known() bool { return s == Removed || legalMoves[s] != nil }

// Done reports whether the video exists and nothing more will happen by itself.
func (s State) Done() bool {
	switch s {
	case DoneDraft, DonePublic, DoneScheduled, DonePlaceholder, DoneSent, DoneWarning:
		return true
	}
	return false
}

// Settled reports whether the video exists as it was asked for, so that nothing is left to be done by anybody.
func (s State) Settled() bool {
	return s == DoneDraft || s == DonePublic || s == DoneScheduled || s == DoneSent
}

// Arrived reports whether the video exists on the site: the computer may be switched off as far as this upload is concerned.
func (s State) Arrived() bool { return s == Processing || s.Done() }

// Started reports whether Upload was pressed and the video does not exist yet.
func (s State) Started() bool {
	switch s {
	case Waiting, Uploading, Paused, WaitingNetwork, WaitingSite, WaitingSignIn, Finishing, Checking, Extras:
		return true
	}
	return false
}

// Moving reports whether the upload is at the front: bytes move, or an answer is awaited.
func (s State) Moving() bool {
	switch s {
	case Uploading, Finishing, Checking, Extras:
		return true
	}
	return false
}

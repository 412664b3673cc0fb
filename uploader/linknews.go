package uploader

// LinkStep is how far the making of a link is.
type LinkStep string

// The steps of making a link. LinkUnclear is a lost answer: nobody can tell whether the site made one, and nothing was handed out; making it
// again is harmless.
const (
	LinkBeingMade LinkStep = "being_made"
	LinkMade      LinkStep = "made"
	LinkNotMade   LinkStep = "not_made"
	LinkUnclear   LinkStep = "unclear"
)

// LinkMaking tells how the making of one link goes.
type LinkMaking struct {
	// Link is the ID of the form; Name what the link is for.
	Link LinkID
	Name string
	Step LinkStep
	// Reason says why the link was not made, or why that is not clear. Zero for the other steps.
	Reason Reason
}

// LinkNewsKind is what there is to tell of a link.
type LinkNewsKind string

// What is told of a link, each thing once.
const (
	// LinkReceived is that videos have arrived.
	LinkReceived LinkNewsKind = "received"
	// LinkUnused is that it ends in two hours and nobody has sent anything; LinkEndedUnused is that it has ended so, where nobody could be told before.
	LinkUnused      LinkNewsKind = "unused"
	LinkEndedUnused LinkNewsKind = "ended_unused"
)

// LinkNews is one thing to tell a person, once, also over a restart of the program.
type LinkNews struct {
	Kind LinkNewsKind
	// Link is as it is now: how many videos have arrived in all, and when it ends.
	Link Link
	// New is how many of them have not been told of before, for LinkReceived.
	New int
}

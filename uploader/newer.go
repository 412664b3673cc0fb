package uploader

import "time"

// Newer is what is known of newer versions of the program. The program tells, and never installs one. The zero value is a build that has
// nowhere to ask.
type Newer struct {
	// Possible says that this build can ask, On that it may: nobody has switched it off.
	Possible, On bool
	// Looking says that it is being asked right now.
	Looking bool
	// Answered is when there was an answer last, zero for never; Unanswered says that there was none since.
	Answered   time.Time
	Unanswered bool
	// Version is the newer version, as people write it, "" for none; Page is where it can be had, News what is new in it, "" for nothing.
	Version, Page, News string
	// PutAway says that the person knows of this version.
	PutAway bool
	// Packaged says that the system's package manager brought the program, and may bring the newer one.
	Packaged bool
}

// UpdateWish is whether a person wants the program to look for newer versions.
type UpdateWish string

// The wishes. Nobody has to have one.
const (
	UpdatesUndecided UpdateWish = ""
	UpdatesWanted    UpdateWish = "on"
	UpdatesUnwanted  UpdateWish = "off"
)

// LooksForUpdates reports whether to look for newer versions: the organisation's word, the person's, the organisation's default, else yes.
func (r Rules) LooksForUpdates(wish UpdateWish) bool {
	if wish == UpdatesUndecided {
		return r.UpdateCheck.Decide(nil, true)
	}
	return r.UpdateCheck.Decide(new(wish == UpdatesWanted), true)
}

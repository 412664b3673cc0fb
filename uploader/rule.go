package uploader

import "slices"

// Rule is what an administrator says of one setting of this computer; nil is not a word. The zero Rule leaves everything to the person.
type Rule[T any] struct {
	// Locked holds whatever the person wants. Default is what holds until the person wants something else.
	Locked, Default *T
}

// Decide gives what holds, the one order for all settings: the administrator's word, then the person's, nil for none, then the
// administrator's default, then what is built in.
func (r Rule[T]) Decide(person *T, builtIn T) T {
	for _, word := range []*T{r.Locked, person, r.Default} {
		if word != nil {
			return *word
		}
	}
	return builtIn
}

// IsLocked reports whether the person cannot change the setting.
func (r Rule[T]) IsLocked() bool { return r.Locked != nil }

// Rules are what an organisation has laid down for this computer. They hold no secret. The zero value lays down nothing.
type Rules struct {
	// Organisation is who laid it down, for "Set by Acme IT"; empty where it does not say.
	Organisation string
	// Addresses are the roots of the sites that may be uploaded to, with scheme, without a trailing slash.
	Addresses Rule[[]string]
	SignIn    Rule[[]SignInWay]
	Fields    Rule[[]FieldDefinition]
	// Visibility, Categories and Tags are what new videos start with.
	Visibility Rule[Visibility]
	Categories Rule[[]Category]
	Tags       Rule[[]string]
	// Publishing is false where videos must stay drafts.
	Publishing Rule[bool]
	// SpeedLimit bounds what all uploads together send, in bytes a second; 0 is no limit.
	SpeedLimit Rule[int64]
	// Language is the window's: "en", "da" or "de".
	Language Rule[string]
	// UpdateCheck is whether the program looks for newer versions; LooksForUpdates reads it.
	UpdateCheck Rule[bool]
	// GuestLinks is false where nobody makes upload links for guests; AllowsLinks reads it.
	GuestLinks Rule[bool]
}

// AllowsLinks reports whether upload links for guests may be made: where not, the window does not show them.
func (r Rules) AllowsLinks() bool { return r.GuestLinks.Decide(nil, true) }

// DraftsOnly reports whether nothing may be published.
func (r Rules) DraftsOnly() bool { return !r.Publishing.Decide(nil, true) }

// Allows reports whether a way to sign in may be used.
func (r Rules) Allows(way SignInWay) bool {
	return slices.Contains(r.SignIn.Decide(nil, SignInWays()), way)
}

// AllowsSite reports whether the site with that root may be uploaded to.
func (r Rules) AllowsSite(base string) bool {
	if !r.Addresses.IsLocked() {
		return true
	}
	return slices.Contains(*r.Addresses.Locked, base)
}

// NewVideos is what new videos start with.
type NewVideos struct {
	// Visibility is Draft or PublishWhenDone.
	Visibility Visibility `json:"visibility,omitempty"`
	// Categories may lack their ID where only the name was given, or their Title where only the ID was.
	Categories []Category `json:"categories,omitempty"`
	Tags       []string   `json:"tags,omitempty"`
	// Title is the pattern of titles, as FillTitle knows it, and Ending what descriptions end with; "" says nothing.
	Title  string `json:"title,omitempty"`
	Ending string `json:"ending,omitempty"`
}

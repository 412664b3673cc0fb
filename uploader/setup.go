package uploader

import "time"

// SetupExtension is how the name of a setup file ends, in small letters.
const SetupExtension = ".ttsetup"

// SetupOffer is a setup file that was opened and waits for a person's yes. It holds no secret.
type SetupOffer struct {
	// Number names the offer when it is taken or left.
	Number int
	// Name is the file's base name. One that was laid down has none that a person gave it.
	Name string
	// LaidDown says that nobody opened the file: it was laid down on this computer to be offered.
	LaidDown bool
	// Problem says why the file cannot be used. Nothing below is set then.
	Problem SetupProblem
	// Organisation is who made the file, empty when it does not say; Host the site's address as a person reads it.
	Organisation, Host string
	// Keys are an account's own keys, so that using the file signs in; Application is a key for signing in in the browser.
	Keys, Application bool
	// Fields replace the company fields of the site; nil leaves them as they are.
	Fields []FieldDefinition
	// NewVideos replaces what new videos of the site start with; nil leaves that as it is.
	NewVideos *NewVideos
	// Presets come to those of the site's accounts, nil when the file brings none. Replaced are those of the person that give way to one of the
	// same name, NoRoom those of the file that come too late for the MostPresets an account has.
	Presets          []Preset
	Replaced, NoRoom []string
	// Invitation is the upload link in the file, nil where there is none; Site what people call its site. All of the file is about it then.
	Invitation *Invitation
	Site       string
	// FieldsLocked says that an administrator has laid down the fields, so that the file's are not used.
	FieldsLocked bool
	// NotUnderstood are places in the file that this version of the program does not know.
	NotUnderstood []string
}

// HoldsSecrets reports whether the person is to throw the file away once it was used.
func (o SetupOffer) HoldsSecrets() bool { return !o.LaidDown && (o.Keys || o.Application) }

// SetupProblemCode says what is wrong with a setup file or with an administrator's settings.
type SetupProblemCode string

// What can be wrong with a setup file or an administrator's settings; words makes the sentences.
const (
	SetupTooLarge     SetupProblemCode = "too_large"   // more than 256 KiB
	SetupUnreadable   SetupProblemCode = "unreadable"  // the file cannot be opened
	SetupNotJSON      SetupProblemCode = "not_json"    // Line says where the text stops being JSON
	SetupCutShort     SetupProblemCode = "cut_short"   // a link's address, or a page with a link, of which something is missing
	SetupVersion      SetupProblemCode = "version"     // no version, or one that this program does not know
	SetupNoAddress    SetupProblemCode = "no_address"  // no address of a site
	SetupAddress      SetupProblemCode = "address"     // not the whole web address of a site
	SetupInsecure     SetupProblemCode = "insecure"    // an address without encryption
	SetupWrongKind    SetupProblemCode = "wrong_kind"  // a text where a number is expected, and the like
	SetupMissing      SetupProblemCode = "missing"     // a value that must be there
	SetupTwice        SetupProblemCode = "twice"       // the same name or value twice
	SetupTooLong      SetupProblemCode = "too_long"    // longer than the window has room for
	SetupTooMany      SetupProblemCode = "too_many"    // more than the window has room for
	SetupLinkEnded    SetupProblemCode = "link_ended"  // the upload link in the file has ended; Value says when
	SetupUnprintable  SetupProblemCode = "unprintable" // a character that cannot be shown
	SetupKey          SetupProblemCode = "key"         // a field's key with characters that cannot be sent
	SetupReserved     SetupProblemCode = "reserved"    // a field's key that the service uses itself
	SetupNoChoices    SetupProblemCode = "no_choices"  // a choice without choices, or choices for another kind
	SetupUnknownValue SetupProblemCode = "value"       // none of the values that may stand there
	SetupDefault      SetupProblemCode = "default"     // a default that does not fit its field, or a locked field without one
	SetupKeys         SetupProblemCode = "keys"        // neither an access key nor all four keys
	SetupSeveral      SetupProblemCode = "several"     // more than one file at once
	SetupOtherSite    SetupProblemCode = "other_site"  // a site that the organisation does not allow
	SetupNotAllowed   SetupProblemCode = "not_allowed" // the organisation allows no setup files
	SetupNotTrusted   SetupProblemCode = "not_trusted" // settings that anybody could have written
)

// SetupProblem is what is wrong with a setup file or an administrator's settings. The zero value is nothing.
type SetupProblem struct {
	Code SetupProblemCode
	// Place names the value: "fields[2].label". Value is what stands there, cut short, and never a key or a secret.
	Place, Value string
	// Line is where the text stops being JSON, from 1.
	Line int
	// At is when an upload link ended.
	At time.Time
}

// Error is for logs; words makes sentences for people.
func (p SetupProblem) Error() string {
	if p.Place != "" {
		return string(p.Code) + " at " + p.Place
	}
	return string(p.Code)
}

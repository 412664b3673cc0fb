package uploader

import "time"

// AccountID names one account on this computer. It is made of the site's address and the person's id there, so that signing in
// again to the same account finds its uploads again.
type AccountID string

// PermissionLevel is what an account may do, in the service's own words.
type PermissionLevel string

// The service's levels, each including those before it (its documentation of permission levels).
const (
	LevelNone      PermissionLevel = "none"
	LevelAnonymous PermissionLevel = "anonymous"
	LevelRead      PermissionLevel = "read"
	LevelWrite     PermissionLevel = "write"
	LevelAdmin     PermissionLevel = "admin"
	LevelSuper     PermissionLevel = "super"
)

var levelRank = map[PermissionLevel]int{LevelNone: 0, LevelAnonymous: 1, LevelRead: 2, LevelWrite: 3, LevelAdmin: 4, LevelSuper: 5}

// Allows reports whether level l includes needed. An unknown level allows nothing.
func (l PermissionLevel) Allows(needed PermissionLevel) bool {
	have, known := levelRank[l]
	want, wanted := levelRank[needed]
	return known && wanted && have >= want
}

// Account is one sign-in on one site, without its secrets.
type Account struct {
	ID AccountID
	// SiteName is what people call the site: "Acme Video". Host is its address without scheme: "videos.acme.com".
	SiteName, Host string
	// BaseURL is the root of the site, with scheme, without a trailing slash.
	BaseURL string
	// UserID and Person are who is signed in; Person is an e-mail address or a name, whatever the site tells.
	UserID, Person string
	// Level is what the sign-in allows.
	Level PermissionLevel
	// Zone is the IANA name of the time zone set for the person on the site; empty when the site does not tell.
	Zone string
	// Fields are the company's own fields, FieldsSetBy who made them: empty where nobody is named. That is found anew at each start.
	Fields      []FieldDefinition
	FieldsSetBy string
	// SignedIn is false when the secrets are gone or the site no longer accepts them.
	SignedIn bool
	// Kept says where the secrets are.
	Kept SecretStore
	// Invitation is the upload link that a guest sends videos with, nil where somebody is signed in. A guest sees nothing of the site.
	Invitation *Invitation
	// Demo marks the built-in demo site.
	Demo bool
	// Checked is when the site last accepted the sign-in.
	Checked time.Time
	// Checking says that the site is being asked whether it does; Trouble why it did not when it was last asked. Neither is kept.
	Checking bool
	Trouble  Reason
}

// Guest reports whether videos are sent with an upload link, without an account.
func (a Account) Guest() bool { return a.Invitation != nil }

// Workspace is a site that an account's login opens as well, and that is no account here yet.
type Workspace struct {
	// Login is the account that it was found with; Host its address without scheme. Together they name it.
	Login      AccountID
	Name, Host string
	// Adding says that it is being added, Reason why that stopped.
	Adding bool
	Reason Reason
}

// Workspaces are those that can be added, as far as is known. Asking says that the sites are being asked, Reason why one did not tell.
type Workspaces struct {
	Asking bool
	Found  []Workspace
	Reason Reason
}

// SecretStore is where an account's secrets are.
type SecretStore string

// Where secrets are: in the system's password store, or in memory until the program ends. Never in a file.
const (
	KeptInKeyring  SecretStore = "keyring"
	KeptUntilQuit  SecretStore = "memory"
	KeptByDemoSite SecretStore = "demo"
)

// Catalogue is what a site offers for choosing from.
type Catalogue struct {
	Account    AccountID
	Categories []Category
	Tags       []string
	// Languages are those that subtitles can be in there, nil where the site does not say.
	Languages []Language
	// Reason says why the lists could not be loaded; zero when they were.
	Reason Reason
}

package uploader

import "time"

// Update is what changed since the update before. A subscriber first gets one with Reset set, holding everything, then only what
// changed. State changes come complete and in order: the same upload may appear more than once in Uploads.
type Update struct {
	// Reset says that Uploads and Order are the whole list: what was known before is void.
	Reset bool
	// Uploads are new or changed uploads, oldest change first.
	Uploads []Upload
	// Gone are uploads that left the list for good.
	Gone []UploadID
	// Order is the whole order of the list, nil when it did not change.
	Order []UploadID
	// Progress holds the newest figures of the uploads that moved.
	Progress map[UploadID]Progress
	// Accounts is the whole list of accounts, nil when it did not change. Current is the one new videos go to.
	Accounts []Account
	Current  AccountID
	// Workspaces are the sites that can be added as further accounts, nil when that did not change.
	Workspaces *Workspaces
	// VideoStarts are what new videos of all accounts start with, and their presets, nil when they did not change.
	VideoStarts []VideoStart
	// Catalogues are newly loaded categories and tags.
	Catalogues []Catalogue
	// Intake tells how adding went, one entry for each time something was added.
	Intake []IntakeResult
	// Extras tells of files that were looked at for single uploads.
	Extras []ExtrasNews
	// SignIn is the newest step of a running sign-in, nil when nothing changed there.
	SignIn *SignIn
	// Checks is how far "Check my connection" is, nil when nothing changed there.
	Checks *Checks
	// Report is a report that was asked for, nil for none.
	Report *Report
	// Setup is a setup file that was opened, nil when nothing changed there.
	Setup *SetupOffer
	// Sheet is a spreadsheet that was opened, or the same one understood anew; nil when nothing changed there.
	Sheet *Sheet
	// Rules is what an organisation has laid down for this computer, nil when that did not change.
	Rules *Rules
	// Newer is what is known of newer versions of the program, nil when that did not change.
	Newer *Newer
	// Banner is what holds up more than a row, nil when it did not change, a zero Reason when it is over.
	Banner *Reason
	// Settings are a person's choices about the program, nil when that did not change.
	Settings *Settings
	// Awake says whether the computer is kept from falling asleep, nil when that did not change.
	Awake *bool
	// Startup says whether the system starts the program with the computer, nil when nobody looked.
	Startup *Startup
	// HistoryPages are answers to what was asked of the history.
	HistoryPages []HistoryPage
	// HistoryPicks are all entries that fit a query, where that was asked for; nil for none.
	HistoryPicks *HistoryPicks
	// HistoryChanged says that entries of the history came, went or changed: what is shown of it is to be asked for anew.
	HistoryChanged bool
	// Looks are what sites said of videos they were asked after.
	Looks []VideoLook
	// Spreadsheet is the history as a spreadsheet that was asked for, nil for none.
	Spreadsheet *Spreadsheet
	// Links are all upload links, the newest first; nil when nothing changed there.
	Links []Link
	// LinkMakings tell how the making of links goes, LinkNews what there is to tell of them, each once.
	LinkMakings []LinkMaking
	LinkNews    []LinkNews
	// LinkHandovers are what was asked for to hand links over; LinkCode is the page that is served in the local network, nil when nothing changed there.
	LinkHandovers []LinkHandover
	LinkCode      *LinkCode
	// Woke says that the computer has slept and uploads go on now.
	Woke bool
	// Messages are lasting things to tell about this computer: a list that could not be opened, a disk that is full.
	Messages []Reason
}

// IntakeResult tells what became of one drop, paste or choice of files.
type IntakeResult struct {
	// Batch is the number the adding was given.
	Batch int
	// Added lists the new uploads in the order of the file manager.
	Added []UploadID
	// Rejected lists what could not be added and why, in the same order.
	Rejected []Rejection
	// Asking is set when so many files were found in a folder that the person is asked first. Nothing of the batch was added yet.
	Asking *FolderQuestion
	// Elsewhere says that nothing was meant for the list: setup files, links and saved pages alone.
	Elsewhere bool
}

// Rejection is one file or folder that was not added.
type Rejection struct {
	// Name is the base name.
	Name   string
	Reason Reason
}

// FolderQuestion asks whether so many files are meant.
type FolderQuestion struct {
	// Folder is the folder's base name, Count how many usable files it holds.
	Folder string
	Count  int
}

// Keys are what a person pastes: either the access key alone (a bearer token) or the four. Never stored, never printed.
type Keys struct {
	AccessKey                                              string
	ConsumerKey, ConsumerSecret, AccessToken, AccessSecret string
}

// String hides the keys from logs and format verbs.
func (Keys) String() string { return "keys (hidden)" }

// GoString hides the keys from %#v.
func (Keys) GoString() string { return "keys (hidden)" }

// Four reports whether all four keys are there.
func (k Keys) Four() bool {
	return k.ConsumerKey != "" && k.ConsumerSecret != "" && k.AccessToken != "" && k.AccessSecret != ""
}

// UndoWindow is how long a removed upload can be restored.
const UndoWindow = 10 * time.Second

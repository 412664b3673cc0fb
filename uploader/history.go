package uploader

import "time"

// HistoryEntry is one upload that has come to its end: its video arrived, or the person took it off the list before.
type HistoryEntry struct {
	// Upload is as it ended: done in one way or another, or Removed where the person took it off the list.
	Upload Upload
	// Ended is when the video was confirmed, or when the upload was taken off the list.
	Ended time.Time
	// Site is what the account's site was called; it outlives the account.
	Site string
}

// Cancelled reports whether the person took the upload off the list before its video existed.
func (e HistoryEntry) Cancelled() bool { return e.Upload.State == Removed }

// HistoryQuery says which entries of the history are wanted. The zero value wants all.
type HistoryQuery struct {
	// Find is looked for in titles, file names and names of upload links, however it is capitalised.
	Find string
	// Account is the only one wanted, empty for all.
	Account AccountID
	// Since is the oldest end that is wanted, zero for all.
	Since time.Time
}

// HistoryPage is a part of the history, newest first.
type HistoryPage struct {
	Query HistoryQuery
	// From is the place of the first of Entries among all that fit the query.
	From    int
	Entries []HistoryEntry
	// Count is how many entries fit; Videos and Bytes are how many of those arrived, and their files' size together.
	Count, Videos int
	Bytes         int64
	// Kept is how many entries there are at all, whatever is asked for; Sites are the accounts that they belong to.
	Kept  int
	Sites []HistorySite
}

// HistorySite is an account that the history tells of; the account itself may be gone.
type HistorySite struct {
	Account AccountID
	Site    string
}

// HistoryPageSize is how many entries are fetched at once.
const HistoryPageSize = 100

// HistoryPicks are all entries that fit a query, newest first, for what is done with all of them at once.
type HistoryPicks struct {
	Query HistoryQuery
	Picks []HistoryPick
}

// HistoryPick is as much of an entry as is needed to act on it without showing it.
type HistoryPick struct {
	ID      UploadID
	Account AccountID
	// Title is what the entry is called.
	Title                                   string
	Cancelled, Gone, Published, Placeholder bool
}

// Pick is the entry as one among all that something is done with.
func (e HistoryEntry) Pick() HistoryPick {
	u := e.Upload
	return HistoryPick{
		ID: u.ID, Account: u.Account, Title: u.DisplayTitle(),
		Cancelled: e.Cancelled(), Gone: u.Result.Gone, Published: u.Result.Published, Placeholder: u.Placeholder(),
	}
}

// VideoLook is what the site said when it was asked after one video that has arrived.
type VideoLook struct {
	ID UploadID
	// Gone says that the site no longer has the video.
	Gone bool
	// EmbedURL is the address of the player for other pages; empty while viewers may not see the video.
	EmbedURL string
	// Reason says why the site could not be asked. Zero when it was.
	Reason Reason
}

// Spreadsheet is the history as text that a spreadsheet program opens. Text is empty where Reason says why there is none.
type Spreadsheet struct {
	Text   string
	Reason Reason
}

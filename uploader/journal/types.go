package journal

import (
	"log/slog"
	"time"

	"twentythree-uploader/uploader"
)

// Options are what a journal needs from outside. The zero value works.
type Options struct {
	// Now is the wall clock, for naming a damaged file and for the age of the good copy. Nil means time.Now.
	Now func() time.Time
	// Logger hears of copies that could not be made. Nil means silence.
	Logger *slog.Logger
	// CopyEvery is how old the good copy may get while things change. Zero means two minutes.
	CopyEvery time.Duration
}

// Report says how opening went. The zero value means that everything was as it was left.
type Report struct {
	// Recovered says that the file was damaged or gone, and a copy, or an empty list, took its place.
	Recovered bool
	// DamagedKept is the path under which the damaged file was kept; empty when there was none.
	DamagedKept string
	// CopyFrom is when the copy that took its place was made; zero when there was no good copy.
	CopyFrom time.Time
	// Asking lists the uploads that had begun and had not finished in the copy. They are in uploader.Attention with
	// uploader.ReasonMayHaveFinished now, since they may have finished after the copy was made.
	Asking []uploader.UploadID
	// Newer says that a newer version of the program wrote the file. It is read and never written.
	Newer bool
	// ReadOnly says that the file or its folder cannot be written. It is read and never written.
	ReadOnly bool
}

// Reason is the message for the person, zero when there is nothing to say.
func (r Report) Reason() uploader.Reason {
	switch {
	case r.Newer:
		return uploader.Reason{Code: uploader.ReasonListNewer}
	case r.Recovered:
		return uploader.Reason{Code: uploader.ReasonListUnreadable, At: r.CopyFrom, Technical: r.DamagedKept}
	case r.ReadOnly:
		return uploader.Reason{Code: uploader.ReasonListUnreadable, Technical: "the data folder cannot be written"}
	}
	return uploader.Reason{}
}

// Contents is everything the journal holds but the events.
type Contents struct {
	// Uploads are in the order of the list.
	Uploads []Record
	// Accounts are in the order they were saved in; Current is the one that new videos go to.
	Accounts []uploader.Account
	Current  uploader.AccountID
	// Settings holds every saved setting.
	Settings map[string]string
}

// Record is one upload and how far its file has come.
type Record struct {
	Upload   uploader.Upload
	Transfer Transfer
}

// Transfer is what is needed to carry on with a file. The zero value is a file of which nothing was sent.
type Transfer struct {
	// SealedToken is the upload token, sealed under the account's credential. It means nothing without that credential.
	SealedToken []byte
	// TokenValidUntil is when the site forgets the token and the parts sent with it.
	TokenValidUntil time.Time
	// Generation is the service's API generation that made the token and must redeem it.
	Generation int
	// Identifier is the random name under which the parts are collected.
	Identifier string
	// ChunkSize is in bytes and fixed for one identifier.
	ChunkSize int64
	// Acked holds the CRC-32C of each chunk the site confirmed, by its number from 1.
	Acked map[int]uint32
	// CompletingSince is when the first request left that could complete the file; zero while none has.
	CompletingSince time.Time
	// TokensUsed counts the tokens made for this file.
	TokensUsed int
	// Direct says that the file goes in one request without a token; DirectSince is when such a request may have left.
	Direct      bool
	DirectSince time.Time
	// UpdateDue says that the site of a video that has arrived is to be told what differs from Confirmed.
	UpdateDue bool
	// Confirmed is the metadata the site is known to hold for the token; nil when none is known.
	Confirmed *uploader.Metadata
	// Telling are the fields that left for the site without an answer yet: it may hold them as in Confirmed or otherwise.
	Telling []uploader.Field
	// Subtitle is the locale of the subtitles that left for the site without an answer yet; empty for none.
	Subtitle string
	// SubtitleSum is their CRC-32C; 0 where others of that language may be there as well.
	SubtitleSum uint32
	// Before is what the site showed of the video that gets the file before any of it left; nil while that is not known.
	Before *Before
}

// Before is what a site showed of a video whose file is replaced, to tell afterwards whether that has happened.
type Before struct {
	// Placeholder says that it had no file, Encoded that every version of its file was made.
	Placeholder, Encoded bool
	// FileName is the name of its file.
	FileName string
	// Length is how long it lasts.
	Length time.Duration
}

// Event is one thing worth telling about an upload.
type Event struct {
	At           time.Time
	Kind, Detail string
}

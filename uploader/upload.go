package uploader

import (
	"math/bits"
	"time"
)

// UploadID names one upload on this computer: random, 32 characters of [0-9a-f]. The service never sees it.
type UploadID string

// Upload is a snapshot of one video on its way. It is never changed in place: a newer snapshot replaces it.
type Upload struct {
	// ID names the upload for as long as the list knows it.
	ID UploadID
	// Account is the account the upload was added for; it never goes to another one. Empty until somebody is signed in.
	Account AccountID
	// Source is the file, or the zero value for a placeholder.
	Source Source
	// Metadata is what the person typed.
	Metadata Metadata
	// State says where the upload is.
	State State
	// Reason says why it is there, when that needs saying. Zero otherwise.
	Reason Reason
	// Progress is what the site has confirmed of the file.
	Progress Progress
	// Result is what the site made of it; zero until a video exists.
	Result Result
	// Unconfirmed lists the fields edited since the site last confirmed them, while the upload is on its way.
	Unconfirmed []Field
	// Replaces names the video that gets this file, zero where the upload makes a video of its own. Result.VideoID is empty until it has it.
	Replaces Replacement
	// Retired says that it lives in the history and is only on the list because it is being changed there: no list shows it.
	Retired bool
	// Link is what the upload link is for that the video came through, sent by somebody else; empty for what this computer uploads.
	Link string
	// Added is when the person added it; Finished when its video was confirmed, zero before.
	Added, Finished time.Time
}

// Placeholder reports whether the upload is a video without a file yet.
func (u Upload) Placeholder() bool { return u.Source == Source{} }

// Misjudged reports whether its file could not be uploaded when it was looked at, before anything of it was sent: a good one may have taken its
// place since.
func (u Upload) Misjudged() bool {
	if u.State != Failed || !u.Result.Started.IsZero() || u.Placeholder() {
		return false
	}
	switch u.Reason.Code {
	case ReasonNotVideo, ReasonEmpty, ReasonShortcut, ReasonMissing, ReasonDriveGone, ReasonLocked, ReasonUnreadable:
		return true
	}
	return false
}

// DisplayTitle is the typed title, or the file name while there is none.
func (u Upload) DisplayTitle() string {
	if u.Metadata.Title != "" {
		return u.Metadata.Title
	}
	return u.Source.Name
}

// Source identifies the file of an upload. Size, modification time and FileID together prove that it is still the same file.
type Source struct {
	// Path is where the file was when it was added: absolute, in the system's own spelling.
	Path string
	// Name is the base name that the site is told.
	Name string
	// Size is in bytes.
	Size int64
	// ModTime is the modification time as the file system gives it.
	ModTime time.Time
	// FileID is the file system's own name for the file (device and inode, volume and index); empty where it has none.
	FileID string
}

// SameFile reports whether other is the same, unchanged file. The path does not count: a file that was moved is still the same.
func (s Source) SameFile(other Source) bool {
	return s.Size == other.Size && s.ModTime.Equal(other.ModTime) && s.FileID == other.FileID
}

// Result is what the site made of an upload.
type Result struct {
	// VideoID is the service's photo_id; the upload is done when this is known and never before.
	VideoID string
	// PageURL is the address viewers use; ManageURL is the back-office page. Both absolute, or empty when unknown.
	PageURL, ManageURL string
	// Published is what the site said at the read-back, not what was asked for.
	Published bool
	// PublishAt is the site's own publishing instant, zero when it gave none.
	PublishAt time.Time
	// Gone says that the site had no such video any more when it was last asked.
	Gone bool
	// Started and Arrived bound the transfer, for "310 MB in 2 min".
	Started, Arrived time.Time
	// Length is how long the video lasts, zero while the site does not tell.
	Length time.Duration
	// Poster and Subtitles are what the site has taken of those.
	Poster    Source
	Subtitles []Subtitle
}

// Address is where the video can be opened: the page viewers use once they may see it, the back-office page before. Empty while neither
// is known.
func (r Result) Address() string {
	if r.Published && r.PageURL != "" || r.ManageURL == "" {
		return r.PageURL
	}
	return r.ManageURL
}

// Progress says how much of a file has arrived. It is merged: only the newest counts.
type Progress struct {
	// Acked counts bytes the site confirmed. It never goes back except at an announced restart.
	Acked int64
	// Written counts bytes handed to the network, at least Acked: it may be drawn lighter.
	Written int64
	// Size is the whole file in bytes; zero for a placeholder.
	Size int64
	// Rate is the confirmed rate in bytes a second, zero while unknown or stalled.
	Rate float64
	// Left is the estimated time left, zero while unknown or stalled.
	Left time.Duration
	// Processing is the share the site has processed, 0 to 1, or negative when it does not tell.
	Processing float64
}

// Percent is the confirmed share in whole percent, rounded down: 100 is left to the site's confirmation of the video.
func (p Progress) Percent() int {
	switch {
	case p.Size <= 0 || p.Acked <= 0:
		return 0
	case p.Acked >= p.Size:
		return 99
	}
	// In whole numbers: as fractions, 29 of 100 would be 28 %.
	high, low := bits.Mul64(uint64(p.Acked), 100)
	percent, _ := bits.Div64(high, low, uint64(p.Size))
	return int(percent)
}

package twentythree

import (
	"fmt"
	"io"
	"time"

	"twentythree-uploader/uploader"
)

// Site is what site/get tells about a workspace.
type Site struct {
	ID, Name, Key, Domain, Locale string
	// Level is what the caller may do there.
	Level uploader.PermissionLevel
}

// User is a person with an account on the site.
type User struct {
	ID, Username, DisplayName, Email string
	// Zone is the IANA name of the person's time zone, as the site gives it.
	Zone string
	// Level is what the caller may do; Me only.
	Level uploader.PermissionLevel
}

// WorkspaceToken is a bearer token for one workspace, made by a login token. It ends.
type WorkspaceToken struct {
	Domain, SiteName, DisplayName string
	Token                         string
	Expires                       time.Time
	// BaseURL is the root of the workspace, without a trailing slash.
	BaseURL string
}

// Format hides the token from every verb.
func (w WorkspaceToken) Format(f fmt.State, _ rune) { hide(f, "token of "+w.Domain) }

// TokenOptions are the parts of an upload token that are not about the video.
type TokenOptions struct {
	// MaxUploads is how many files may use it, zero for one. ValidMinutes is 15 to 1440, zero for 1440.
	MaxUploads, ValidMinutes int
	// ReturnURL is where a browser is sent after the upload; empty for our own uploads.
	ReturnURL string
	// BackgroundReturn makes the service call ReturnURL itself.
	BackgroundReturn bool
	// Nonce comes back to ReturnURL as the parameter ReturnNonce; empty for none.
	Nonce string
}

// ReturnNonce is the parameter that tells a call to our own return address from a forged one: the service repeats parameters that it does not
// know.
const ReturnNonce = "nonce"

// UploadToken allows somebody to upload without signing in.
type UploadToken struct {
	Token string
	// ValidUntil is when it ends; zero when the site did not tell.
	ValidUntil time.Time
	// Valid is for how long the site gave it; zero when the site did not tell.
	Valid      time.Duration
	MaxUploads int
	// Publish says that the site shows what arrives to viewers at once.
	Publish bool
	// Generation made it and redeems it.
	Generation Generation
	// Replaces is the id of the video that gets the file, empty where the file becomes a video of its own.
	Replaces string
}

// Format hides the token from every verb.
func (t UploadToken) Format(f fmt.State, _ rune) { hide(f, "upload token") }

// Chunk is one piece of a file. Number counts from 1; Count is the number of pieces.
type Chunk struct {
	Token                UploadToken
	Identifier, FileName string
	Number, Count        int
	// ChunkSize is the nominal size of a piece, TotalSize the size of the file, Length the size of this piece, all in bytes.
	ChunkSize, TotalSize, Length int64
	// Open gives a fresh reader of exactly Length bytes. A reader that is an io.Closer is closed. It may be called again.
	Open func() (io.Reader, error)
	// WithCredential adds the account's credential, for closed workspaces.
	WithCredential bool
}

// ChunkAnswer is what the service said to a chunk that it accepted.
type ChunkAnswer struct {
	// Video is set when the answer named one: the upload is done, whichever chunk it was.
	Video VideoRef
}

// VideoRef names a video. Token is the secret that opens it for strangers.
type VideoRef struct {
	VideoID, TreeID, Token string
	// Bare says that the answer was the number and nothing else: one that lost its end on the way would name another video.
	Bare bool
}

// Format shows the id and hides the token.
func (v VideoRef) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "video "+v.VideoID) }

// DirectFile is a whole file for a direct upload. Open gives a fresh reader of exactly Size bytes.
type DirectFile struct {
	FileName string
	Size     int64
	Open     func() (io.Reader, error)
}

// Filter chooses videos of photo/list. Zero fields do not filter.
type Filter struct {
	Search, OriginalFilename, UserID string
	// After and Before bound the upload time (v2 only).
	After, Before time.Time
	// Size is how many to get, at most 100; zero for 20. Newest uploads come first.
	Size int
}

// Video is a video as photo/list shows it.
type Video struct {
	VideoID, TreeID string
	Title           string
	// Description is the text, without markup.
	Description string
	Tags        []string
	CategoryIDs []string
	Published   bool
	// PublishAt is the publishing instant, zero when the site gave none; Created the upload time.
	PublishAt, Created time.Time
	// Encoded says that every version is made; Placeholder that no file is there yet.
	Encoded, Placeholder bool
	// PageURL is the address viewers use, absolute. CanonicalURL is an address elsewhere that the site names instead, empty for none.
	PageURL, CanonicalURL string
	// EmbedURL is the address of the site's player for other pages; empty while not everybody may see the video. It holds the token that opens
	// the video, which is no secret of a published one.
	EmbedURL         string
	OriginalFilename string
	UserID           string
	Duration         time.Duration
	// Fields holds every other plain value of the answer by its name: the company's own fields are among them where the site shows them.
	Fields map[string]string

	tags         []string // words of the tags, where the site sent them as one unquoted text
	descriptions []string // what the description may be read as
	allAlbums    bool     // CategoryIDs is the whole list
}

// VideoChange is what photo/update is to change; nil fields stay as they are.
type VideoChange struct {
	Title *string
	// Description is plain text.
	Description *string
	Tags        *[]string
	CategoryIDs *[]string
	// Published is set only when a person asked, so that a colleague's publishing is not undone.
	Published *bool
	// PublishAt is the instant to publish at; a zero time takes the date away. Zone is how it is written, nil for UTC. v2 only.
	PublishAt    *time.Time
	Zone         *time.Location
	CanonicalURL *string
	Fields       map[string]string
}

// IsZero reports whether nothing changes.
func (c VideoChange) IsZero() bool {
	return c.Title == nil && c.Description == nil && c.Tags == nil && c.CategoryIDs == nil && c.Published == nil &&
		c.PublishAt == nil && c.CanonicalURL == nil && len(c.Fields) == 0
}

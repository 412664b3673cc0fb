package transfer

import (
	"context"
	"errors"
	"io"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// Service is what Run needs of the site.
type Service interface {
	SendChunk(ctx context.Context, chunk twentythree.Chunk) (twentythree.ChunkAnswer, error)
}

// Ledger keeps what must survive a crash. Every call returns only once it is durable.
type Ledger interface {
	// Acked notes that the site confirmed a chunk whose bytes have that CRC-32C.
	Acked(chunk int, checksum uint32) error
	// Completing is called before a request that could complete the file leaves. An error keeps it from leaving, and nothing is noted then.
	Completing(ctx context.Context) error
	// Stale says that what Completing confirmed to the site has changed since, so that it must be called again before the request leaves.
	Stale() bool
	// NotCompleted is called when such a request ended before all of its bytes had left: it cannot have completed anything.
	NotCompleted() error
}

// Source is the file as the transfer sees it.
type Source struct {
	// File gives the bytes.
	File io.ReaderAt
	// Check is called before every chunk, and once more before the last bytes of a completing one are handed over; an error
	// (*uploader.ReasonError) says that the file is gone or no longer the same.
	Check func() error
}

// Job is one file to bring to the site.
type Job struct {
	Service    Service
	Token      twentythree.UploadToken
	Identifier string
	FileName   string
	Plan       Plan
	// Acked are the chunks the site has, with their CRC-32C. Run does not change the map.
	Acked  map[int]uint32
	Source Source
	Ledger Ledger
	Gate   *Gate
	Meter  *Meter
	// Pace decides how many chunks are under way at once.
	Pace *Pace
	// Reach asks the site for something small. It is called before a chunk leaves when the connection was down or silent.
	Reach func(context.Context) error
	// Yield, once closed, ends the transfer with ErrYielded as soon as no chunk is under way; a completing one is sent all the same.
	Yield <-chan struct{}
	// WithCredential sends the account's credential with every chunk from the start.
	WithCredential bool
	// Classify gives the reason behind an error that is not the service's own answer: what the network did.
	Classify func(error) uploader.Reason
	// Finishing is called when the last byte of the completing request was handed over.
	Finishing func()
}

// Outcome is how a transfer ended without an error.
type Outcome struct {
	// Video is the video the site named. Zero means doubt: the completing request ended without naming one, and the site must be
	// asked. Refusal is then what the site said instead, if it said something definite.
	Video   twentythree.VideoRef
	Refusal error
}

// Patience with requests.
const (
	// stallAfter is how long nothing may move before a request is given up.
	stallAfter = 30 * time.Second
	// completingPatience and its share per gigabyte are for the site to put the file together.
	completingPatience      = 5 * time.Minute
	completingPatiencePerGB = 15 * time.Second
	// firstAhead is how long only besideFirst chunks go, so that a refusal of the first one comes before gigabytes move.
	firstAhead  = 2 * time.Second
	besideFirst = 2 * startAtOnce
	// chunkTries bounds how often one chunk may be refused with the answer for unusable files.
	chunkTries = 5
	// unknownTries bounds answers nobody understands, with nothing confirmed in between.
	unknownTries = 3
	// lookEvery is how often a transfer looks whether its connections have gone silent.
	lookEvery = time.Second
	// reachPatience bounds finding out whether the site can be reached.
	reachPatience = 3 * time.Second
)

// ErrStalled is why a guard ends a request.
var ErrStalled = errors.New("nothing moved on this connection for too long")

// ErrYielded says that the transfer stopped between two chunks because another upload goes first.
var ErrYielded = errors.New("another upload goes first")

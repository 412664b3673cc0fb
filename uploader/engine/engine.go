package engine

import (
	"context"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/transfer"
	"twentythree-uploader/uploader/twentythree"
)

// Session is one account ready to be used: its client, and the seal that keeps upload tokens unreadable without the account's secret.
type Session struct {
	Account uploader.Account
	Client  *twentythree.Client
	// Given is a guest's upload token, which nothing else is asked for; nil where somebody is signed in. Its Generation may be unknown.
	Given *twentythree.UploadToken
	// Seal and Open are authenticated encryption; associated is what the sealed text belongs to.
	Seal, Open func(text, associated []byte) ([]byte, error)
	// Renew makes the client sign with something newer, because the site refused a call that began at since. Nil where nothing can be
	// renewed. An error is a *uploader.ReasonError, or says that this sign-in has nothing to renew.
	Renew func(ctx context.Context, since time.Time) error
}

// Config is what an engine is made of. Every field but Withheld, Open, Moving, DraftsOnly, Files, Chunks and ChunkSize is required.
type Config struct {
	Journal *journal.Journal
	// Contents is what the journal held when it was opened.
	Contents journal.Contents
	// Session gives a ready account. An error is a *uploader.ReasonError that says who must act.
	Session func(ctx context.Context, account uploader.AccountID) (*Session, error)
	// Withheld says what a person would be asked for before Session can answer, zero when nobody is; nil for never.
	Withheld func(account uploader.AccountID) uploader.Reason
	// Recheck looks at a file again; the error is a *uploader.ReasonError.
	Recheck func(uploader.Source) (uploader.Source, error)
	// Open opens a file that was just rechecked, nil for intake.Open. The error is a *uploader.ReasonError, or wraps intake.ErrNoHandles.
	Open func(uploader.Source) (File, error)
	// Classify gives the reason behind an error of the network on the way to host.
	Classify func(err error, host string) uploader.Reason
	Now      func() time.Time
	Random   io.Reader
	Logger   *slog.Logger
	// Moving is told when bytes begin to move and when none do any more. It must return at once. Nil for nobody.
	Moving func(bool)
	// DraftsOnly says that the organisation lets nothing be published.
	DraftsOnly bool
	// Files is how many uploads run at once, 1 when 0; Chunks bounds how many chunks are under way to one site, transfer.MostAtOnce when 0.
	Files, Chunks int
	// ChunkSize is how large chunks are to be in bytes; 0 chooses by the rate that was measured.
	ChunkSize int64
}

// Draft is a new upload: what to send and what is known about it.
type Draft struct {
	Source   uploader.Source
	Metadata uploader.Metadata
	// Asks is why the person is asked before it can be uploaded, zero when nothing needs to be.
	Asks uploader.Reason
	// Growing says that another program is still writing the file: it is not ready before Prepared is called.
	Growing bool
	// Direct sends the file in one request instead of chunks.
	Direct bool
}

// Engine brings uploads to their sites. Its methods return at once and may be called from any goroutine; answers come as updates.
type Engine struct {
	config   Config
	hub      *hub
	commands chan func()
	ctx      context.Context // of everything but the loop
	stop     context.CancelFunc
	owned    sync.WaitGroup // everything but the loop
	closing  sync.Once
	// forgetful says that nothing is put into the history.
	forgetful atomic.Bool
	last      chan struct{} // closed when nobody is left who could ask the loop for anything
	looped    chan struct{} // closed when the loop has ended
	drives    drives

	// The rest belongs to the loop.
	order   []uploader.UploadID
	entries map[uploader.UploadID]*entry
	fields  map[uploader.AccountID][]uploader.FieldDefinition
	gates   map[uploader.AccountID]*transfer.Gate
	paces   map[uploader.AccountID]*transfer.Pace
	held    map[uploader.AccountID]uploader.Reason
	unsaved map[uploader.UploadID]bool
	banner  uploader.Reason
	moving  bool
	// runs are the uploads that a worker is on; amending counts the edits on their way, signIns the sign-ins, by account.
	runs     map[uploader.UploadID]*entry
	amending map[uploader.AccountID]int
	signIns  map[uploader.AccountID]int
	// sites are the names of the sites, for sentences.
	sites      map[uploader.AccountID]string
	savedAgain time.Time
	// forgotten are the uploads that were off the list when the program ended, growing those whose file another program was still writing.
	forgotten []uploader.UploadID
	growing   []uploader.Upload
}

// New starts an engine on what the journal holds. What was started goes on by itself.
func New(config Config) *Engine {
	if config.Files == 0 {
		config.Files = 1
	}
	ctx, stop := context.WithCancel(context.Background())
	e := &Engine{
		config: config, hub: newHub(), commands: make(chan func(), 64), ctx: ctx, stop: stop,
		last: make(chan struct{}), looped: make(chan struct{}), runs: make(map[uploader.UploadID]*entry),
		amending: make(map[uploader.AccountID]int), signIns: make(map[uploader.AccountID]int),
		entries: make(map[uploader.UploadID]*entry), fields: make(map[uploader.AccountID][]uploader.FieldDefinition),
		gates: make(map[uploader.AccountID]*transfer.Gate), paces: make(map[uploader.AccountID]*transfer.Pace), held: make(map[uploader.AccountID]uploader.Reason),
		unsaved: make(map[uploader.UploadID]bool), sites: make(map[uploader.AccountID]string),
	}
	for _, account := range config.Contents.Accounts {
		e.fields[account.ID], e.sites[account.ID] = account.Fields, account.SiteName
	}
	for _, record := range config.Contents.Uploads {
		e.adopt(record)
	}
	e.hub.publish(uploader.Update{Uploads: e.snapshots(e.order), Order: slices.Clone(e.order)})
	go e.loop()
	e.owned.Go(e.forget)
	e.owned.Go(e.watch)
	e.owned.Go(e.comeBack)
	for _, upload := range e.growing {
		e.owned.Go(func() { e.settleAgain(upload) })
	}
	return e
}

// Close stops every transfer, keeps what was confirmed, and waits until nothing of the engine runs any more. What is left goes on
// at the next start. The loop ends last, so that what the workers learned on their way out is kept.
func (e *Engine) Close() {
	e.closing.Do(func() {
		e.stop()
		// Once the loop has seen this, it starts nobody any more.
		_ = e.ask(func() {})
		e.owned.Wait()
		close(e.last)
		<-e.looped
		e.hub.close()
	})
}

// Subscribe gives the whole state and then every change.
func (e *Engine) Subscribe() *Subscription { return e.hub.subscribe() }

// Announce passes an update of another room on to the subscribers: accounts, catalogues, how adding or signing in went.
func (e *Engine) Announce(update uploader.Update) { e.hub.publish(update) }

// do runs f on the loop. It reports false once the engine is closed.
func (e *Engine) do(f func()) bool {
	select {
	case <-e.looped:
		return false
	case e.commands <- f:
		return true
	}
}

// ask runs f on the loop and waits for it.
func (e *Engine) ask(f func()) error {
	done := make(chan struct{})
	if !e.do(func() { defer close(done); f() }) {
		return ErrClosed
	}
	select {
	case <-done:
		return nil
	case <-e.looped:
	}
	select {
	case <-done:
		return nil
	default:
		return ErrClosed
	}
}

func (e *Engine) loop() {
	defer close(e.looped)
	defer e.stillness()
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	for e.schedule(); ; e.schedule() {
		e.tellMoving()
		beat := ticker.C
		if e.nothingMoves() {
			beat = nil
		}
		select {
		case <-e.last:
			e.drain()
			return
		case f := <-e.commands:
			f()
		case <-beat:
			e.beat()
		}
	}
}

// drain carries out what was asked for before closing: the last word somebody typed is kept.
func (e *Engine) drain() {
	for {
		select {
		case f := <-e.commands:
			f()
		default:
			return
		}
	}
}

// tick is how often progress is told while something moves.
const tick = 100 * time.Millisecond

// newID is random enough that no two uploads ever share one.
func newID(random io.Reader) (string, error) {
	var bytes [16]byte
	if _, err := io.ReadFull(random, bytes[:]); err != nil {
		return "", err
	}
	return hex.EncodeToString(bytes[:]), nil
}

func (e *Engine) gate(account uploader.AccountID) *transfer.Gate {
	gate := e.gates[account]
	if gate == nil {
		changed := func(uploader.Reason) { e.do(func() { e.gateChanged(account) }) }
		gate = transfer.NewGate(e.config.Now, rand.New(e.seeded()), changed)
		e.gates[account] = gate
	}
	return gate
}

// seeded is a source of jitter. Without random bytes it is always the same one, which spreads tries over time none the worse.
func (e *Engine) seeded() *rand.ChaCha8 {
	var seed [32]byte
	if _, err := io.ReadFull(e.config.Random, seed[:]); err != nil {
		e.config.Logger.Warn("no random bytes", "error", err)
	}
	return rand.NewChaCha8(seed)
}

func reasonOf(err error) (uploader.Reason, bool) {
	var reason *uploader.ReasonError
	if errors.As(err, &reason) {
		return reason.Reason, true
	}
	return uploader.Reason{}, false
}

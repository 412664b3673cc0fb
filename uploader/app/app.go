package app

import (
	"context"
	"crypto/rand"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/account/setup"
	"twentythree-uploader/uploader/engine"
	"twentythree-uploader/uploader/intake"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/network"
	"twentythree-uploader/uploader/platform"
	"twentythree-uploader/uploader/twentythree"
	"twentythree-uploader/uploader/update"
)

// Options are what an App is made of. The zero value of every field but DataDir works.
type Options struct {
	// DataDir is the folder the list is kept in; it is made when it is missing.
	DataDir string
	// Secrets keeps the accounts' keys; nil for the system's password store, and for memory alone with Demo.
	Secrets *account.Vault
	// RootCAs are the certificates to trust, nil for the system's.
	RootCAs *x509.CertPool
	// AllowHTTP permits plain http to other computers.
	AllowHTTP bool
	// Demo signs in on the demo site inside the program instead.
	Demo bool
	// ApplicationKeys are the keys by which sites know the program, by host, "" for every site: without one for a site nobody can sign in
	// to it in the browser. SetApplicationKey adds to them.
	ApplicationKeys map[string]account.ApplicationKey
	// Congestion is the congestion control to ask the system for, for uploads: "bbr" where it is empty, "system" leaves the system's.
	Congestion string
	// KeepAwake keeps the computer from falling asleep until release is called; nil asks the system.
	KeepAwake func(why string) (release func(), err error)
	// Alone says that nobody looks: what only a window shows is not fetched.
	Alone bool
	// Managed is where an administrator lays down settings; nil for the system's place, and for none with Demo.
	Managed setup.Place
	// LaidSetup is where an administrator lays down a setup file for everybody; nil for the system's place, and for none with Demo.
	LaidSetup setup.Place
	// Startup is how the system starts the program with the computer; one without a program cannot be.
	Startup platform.Startup
	// Logger hears what happens, without secrets. Nil for silence.
	Logger *slog.Logger
	// Version is the program's, for reports.
	Version string
	// Feed is where to ask for newer versions of the program; the zero one asks nowhere, like Demo and Alone.
	Feed update.Feed
	// Now is the wall clock, time.Now when nil; Random gives ids and nonces, crypto/rand when nil.
	Now    func() time.Time
	Random io.Reader
}

// App is the program without a face.
type App struct {
	options Options
	journal *journal.Journal
	engine  *engine.Engine
	ctx     context.Context
	stop    context.CancelFunc
	owned   sync.WaitGroup
	// arriving counts what was added and is still looked at.
	arriving sync.WaitGroup
	// ending is closed when there is no time left to wait for that.
	ending  chan struct{}
	batch   atomic.Int64
	closing sync.Once
	closed  error

	accounts *accounts
	signing  signing
	limiter  network.Limiter
	// proxies know what a proxy asks for.
	proxies network.ProxySignIns
	// connections are ended when the computer loses the address they run from.
	connections network.Connections
	polite      atomic.Bool
	evidence    network.Evidence
	awake       *awake
	demo        *demoSite         // nil without one
	settings    map[string]string // as they were at the start
	chosen      atomic.Pointer[uploader.Settings]
	unwritten   unwritten
	checks      checking
	setups      setups
	laid        laidSetups
	starts      videoStarts
	managed     setup.Managed
	unmanaged   uploader.Reason // why what was laid down is not in use
	sheets      sheets
	starting    sync.Mutex // held while what starts with the computer is looked at or changed
	looking     sync.Mutex // held while files that could not be uploaded are looked at again
	intakes     sync.Mutex // one batch is looked at at a time, so that rows stand in the order they were dropped in
	asking      sync.Map   // batch number → the drafts that wait for an answer
	extras      extras
	links       linkDesk
	codes       linkCodes
	rooms       linkRooms
	newer       *update.Desk // nil where nobody is asked for newer versions
}

// Open opens the list in the data folder and starts the engine on it: what was started goes on by itself. What opening met is told
// as a message of the first update.
func Open(ctx context.Context, options Options) (*App, error) {
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Random == nil {
		options.Random = rand.Reader
	}
	switch {
	case options.Secrets != nil:
	case options.Demo:
		options.Secrets = account.MemoryVault()
	default:
		options.Secrets = account.NewVault(account.VaultOptions{})
	}
	if options.KeepAwake == nil {
		options.KeepAwake = new(platform.Awake).Hold
	}
	if options.Logger == nil {
		options.Logger = slog.New(slog.DiscardHandler)
	}
	if err := os.MkdirAll(options.DataDir, 0o700); err != nil {
		return nil, fmt.Errorf("the data folder cannot be made: %w", err)
	}
	list, report, err := journal.Open(ctx, filepath.Join(options.DataDir, "list.sqlite"), journal.Options{Now: options.Now, Logger: options.Logger})
	if err != nil {
		return nil, fmt.Errorf("the list cannot be opened: %w", err)
	}
	contents, err := list.Load(ctx)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("the list cannot be read: %w", err), list.Close())
	}
	a := &App{options: options, journal: list, settings: contents.Settings, awake: &awake{changed: make(chan struct{}, 1)}, ending: make(chan struct{})}
	a.signing.keys = options.ApplicationKeys
	a.readManaged()
	a.setManagedKey()
	a.setups.restore(contents.Settings)
	a.laid.restore(contents.Settings)
	a.starts.restore(contents.Settings)
	a.ctx, a.stop = context.WithCancel(context.WithoutCancel(ctx))
	proxy := a.proxies.Through(network.SystemProxy(options.Logger))
	a.recallProxySignIn()
	a.checks.proxy = proxy
	a.evidence = network.GatherEvidence(network.EvidenceOptions{Proxy: proxy, Probes: network.DefaultProbes(), Now: options.Now})
	for i, known := range contents.Accounts {
		contents.Accounts[i] = a.withFields(known)
	}
	a.accounts = newAccounts(a, contents, proxy)
	if options.Demo {
		if err := a.openDemo(ctx, contents); err != nil {
			return nil, errors.Join(err, a.demo.close(), list.Close())
		}
		contents.Accounts, contents.Current = a.accounts.known, a.accounts.current
	}
	chosen := a.savedSettings()
	a.chosen.Store(&chosen)
	a.engine = engine.New(engine.Config{
		Journal: list, Contents: contents, Session: a.accounts.session, Withheld: a.accounts.withheld, Recheck: intake.Recheck,
		Classify: a.classify, Moving: a.awake.moving, Files: chosen.Files, DraftsOnly: a.Rules().DraftsOnly(),
		Now: options.Now, Random: options.Random, Logger: options.Logger,
	})
	a.apply(chosen)
	a.openLinks(ctx)
	a.forgetOldLinks(a.engine.Uploads())
	pruned := a.retire(pruning{})
	a.owned.Go(func() { a.keepHistory(pruned) })
	a.owned.Go(a.stayAwake)
	a.owned.Go(a.watchSurroundings)
	a.owned.Go(func() { a.connections.EndLost(a.ctx, nil) })
	a.owned.Go(a.watchKeyring)
	first := a.accounts.update()
	first.Settings, first.Rules = &chosen, &a.managed.Rules
	if reason := report.Reason(); !reason.IsZero() {
		first.Messages = []uploader.Reason{reason}
	}
	if !a.unmanaged.IsZero() {
		first.Messages = append(first.Messages, a.unmanaged)
	}
	a.openNewer(&first)
	a.tellStarts(first)
	if current := a.accounts.currentID(); current != "" && !options.Alone {
		a.owned.Go(func() {
			a.loadCatalogue(current)
			a.lookForWorkspaces(a.ctx, true)
		})
	}
	return a, nil
}

// classify says what it means that no answer came.
func (a *App) classify(err error, host string) uploader.Reason {
	var known *uploader.ReasonError
	if errors.As(err, &known) {
		return known.Reason
	}
	evidence := a.evidence
	evidence.Offset = a.accounts.offset(host)
	return evidence.Classify(a.ctx, err, host, a.options.Now())
}

// explain gives the reason behind an error of a call to an account's site.
func (a *App) explain(err error, id uploader.AccountID) uploader.Reason {
	known, _ := a.accounts.find(id)
	var answer *twentythree.Error
	var reason *uploader.ReasonError
	switch {
	case errors.As(err, &reason):
		return named(reason.Reason, known.SiteName, known.Host)
	case errors.As(err, &answer):
		return answer.Reason(known.SiteName)
	}
	return named(a.classify(err, known.Host), known.SiteName, known.Host)
}

// Close stops every transfer, keeps what was confirmed and waits for all that the App started. Closing again gives the same answer.
func (a *App) Close() error {
	a.closing.Do(func() {
		a.letArrive()
		a.stop()
		a.owned.Wait()
		a.engine.Close()
		a.accounts.keeper.Close()
		a.accounts.dropIdle()
		a.closed = errors.Join(a.demo.close(), a.options.Secrets.Close(), a.journal.Close())
	})
	return a.closed
}

// arrivalPatience is how long closing waits for what was added a moment before.
const arrivalPatience = 30 * time.Second

// letArrive waits until what was added stands in the list, less long once the program is being ended: see EndWith.
func (a *App) letArrive() {
	arrived := make(chan struct{})
	a.owned.Go(func() {
		a.arriving.Wait()
		close(arrived)
	})
	select {
	case <-arrived:
	case <-a.ending:
	case <-time.After(arrivalPatience):
	}
}

// Subscribe gives the whole state and then every change.
func (a *App) Subscribe() *engine.Subscription { return a.engine.Subscribe() }

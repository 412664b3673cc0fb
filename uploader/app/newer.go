package app

import (
	"context"
	"io/fs"
	"time"

	"twentythree-uploader/assets"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/network"
	"twentythree-uploader/uploader/platform"
	"twentythree-uploader/uploader/update"
)

// newerKey is the setting that keeps what the feed of newer versions said.
const newerKey = "newer"

// BuiltInFeed is where the program was built to ask for newer versions, the zero one where it was not. The error says what is wrong with
// the file.
func BuiltInFeed() (update.Feed, error) { return readFeed(assets.Update) }

func readFeed(folder fs.FS) (update.Feed, error) {
	text, err := fs.ReadFile(folder, "update/feed.json")
	if err != nil {
		// No feed is the usual case, and what is embedded can always be read.
		return update.Feed{}, nil
	}
	return update.ReadFeed(text)
}

// openNewer begins to look for newer versions where the build can, and says in the first update what is known of them.
func (a *App) openNewer(first *uploader.Update) {
	first.Newer = new(uploader.Newer)
	running, err := update.ReadVersion(a.options.Version)
	if !a.options.Feed.Possible() || a.options.Alone || a.options.Demo || err != nil {
		return
	}
	packaged := platform.Packaged()
	a.newer = update.NewDesk(update.Options{
		Running: running, Ask: a.askForNewer, Busy: a.awake.moves.Load, Now: a.bestTime, Lot: update.Lot,
		Memory: update.ReadMemory(a.settings[newerKey]),
		Save:   func(memory update.Memory) { a.SaveSetting(newerKey, memory.Text()) },
		Tell: func(known uploader.Newer) {
			known.Packaged = packaged
			a.engine.Announce(uploader.Update{Newer: &known})
		},
		Logger: a.options.Logger,
	}, a.Rules().LooksForUpdates(a.Settings().Updates))
	known := a.newer.Known()
	known.Packaged = packaged
	first.Newer = &known
	a.owned.Go(func() { a.newer.Run(a.ctx) })
}

// allowNewer tells the desk what holds from now on.
func (a *App) allowNewer(settings uploader.Settings) {
	if a.newer != nil {
		a.newer.Allow(a.Rules().LooksForUpdates(settings.Updates))
	}
}

// LookForNewer asks at once whether there is a newer version, where that is allowed.
func (a *App) LookForNewer() {
	if a.newer != nil {
		a.newer.LookNow()
	}
}

// PutAwayNewer does not tell of a version again.
func (a *App) PutAwayNewer(version string) {
	if a.newer != nil {
		a.newer.PutAway(version)
	}
}

// askForNewer asks over a connection of its own, so that nothing ties one asking to another.
func (a *App) askForNewer(ctx context.Context) (update.Document, error) {
	transport := network.NewTransport(network.Options{
		RootCAs: a.options.RootCAs, Proxy: a.checks.proxy, AnswerTimeout: time.Minute, Connections: &a.connections,
	})
	defer transport.CloseIdleConnections()
	return update.Ask(ctx, transport, a.options.Feed)
}

// bestTime is this computer's time, corrected by what the site says that videos go to.
func (a *App) bestTime() time.Time {
	now := a.options.Now()
	if current, found := a.accounts.find(a.accounts.currentID()); found {
		now = now.Add(a.accounts.offset(current.Host))
	}
	return now
}

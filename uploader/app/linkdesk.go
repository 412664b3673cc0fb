package app

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/link"
)

// linkStore is the part of the journal that keeps links.
type linkStore interface {
	Links(ctx context.Context) ([]journal.LinkRecord, error)
	SaveLinks(ctx context.Context, records []journal.LinkRecord) error
	Receive(ctx context.Context, record journal.LinkRecord, count int, past []journal.Past) error
	ForgetLink(ctx context.Context, id uploader.LinkID) error
}

// linkSite is how sites are reached for links, each with the keys of the link's own account.
type linkSite struct {
	// ready says what keeps an account from making a link; it may ask its person to open the password store.
	ready func(ctx context.Context, account uploader.AccountID) error
	// make asks the site for a link.
	make func(ctx context.Context, wish uploader.LinkWish, back link.Return) (madeLink, error)
	// look asks what has come through a link, at most so many videos.
	look func(ctx context.Context, record journal.LinkRecord, most int) ([]linkArrival, error)
	// withheld says what keeps an account from being used without asking its person or its site, zero for nothing.
	withheld func(account uploader.AccountID) uploader.Reason
	// explain says why a site did not answer, and how long it wants to be left alone.
	explain func(err error, account uploader.AccountID) (uploader.Reason, time.Duration)
}

// linkDesk keeps the upload links: it makes them, asks once a minute what has come through those that can still change, and tells each thing once.
// Its run is the one goroutine that asks; everything else only says what it is to do.
type linkDesk struct {
	store    linkStore
	site     linkSite
	now      func() time.Time
	keepsIt  func() bool // whether the history is kept
	announce func(uploader.Update)
	logger   *slog.Logger
	wake     chan struct{} // holds one: there may be something to do before its time

	mu      sync.Mutex
	records []journal.LinkRecord            // the newest first; guarded by mu, never changed in place
	making  map[uploader.LinkID]bool        // those whose site is being asked to make them; guarded by mu
	visits  map[uploader.LinkID]linkVisit   // guarded by mu
	rests   map[uploader.AccountID]linkRest // guarded by mu
	saved   map[uploader.LinkID]time.Time   // when a look was last written down; guarded by mu
}

// linkVisit is what was and what is to be asked of one link's site.
type linkVisit struct {
	last time.Time // when it was last asked, or was to be
	// hinted says that somebody claims that something has arrived, wanted that the person asks.
	hinted, wanted bool
}

// linkRest is why a site is left alone for a while.
type linkRest struct {
	since    time.Time
	length   time.Duration
	failures int
}

const (
	// hintEvery is how often hints and presses make a site be asked, however many there are.
	hintEvery = 2 * time.Second
	// linkPace is what lies at least between two questions, so that hundreds of links are no burden.
	linkPace = 250 * time.Millisecond
	// linkPatience is how long a site may take to answer.
	linkPatience = 20 * time.Second
	// longestLinkRest is how long a site that does not answer is left alone at most, unless it wants more itself.
	longestLinkRest = 15 * time.Minute
	// linkSaveEvery is how often it is written down when a link was last asked about while nothing comes of it.
	linkSaveEvery = 10 * time.Minute
	// linkShowEvery is how often the list is shown anew while many links are asked about.
	linkShowEvery = 5 * time.Second
	// linksKept is how long after its end a link stays in the list.
	linksKept = 365 * 24 * time.Hour
)

// open reads what is kept, but for links that ended long ago. A link of which nobody knows whether its site made it is told of once and forgotten: it was handed to nobody.
func (d *linkDesk) open(ctx context.Context) error {
	records, err := d.store.Links(ctx)
	var makings []uploader.LinkMaking
	for _, record := range records {
		if !record.Intended() && record.Link.Ends.After(d.now().Add(-linksKept)) {
			d.records, d.saved[record.Link.ID] = append(d.records, record), record.Link.Looked
			continue
		}
		if forgotten := d.store.ForgetLink(ctx, record.Link.ID); forgotten != nil {
			d.logger.Warn("a link could not be forgotten", "link", record.Link.ID, "error", forgotten)
			continue
		}
		if !record.Intended() {
			continue
		}
		d.logger.Warn("the program ended before it knew whether a link was made; nothing was handed out", "link", record.Link.ID)
		makings = append(makings, unclearLink(record.Link, nil))
	}
	d.announce(uploader.Update{Links: d.list(), LinkMakings: makings})
	return err
}

// list is every link as it is shown.
func (d *linkDesk) list() []uploader.Link {
	d.mu.Lock()
	defer d.mu.Unlock()
	links := make([]uploader.Link, len(d.records))
	for i, record := range d.records {
		links[i] = record.Link.Clone()
	}
	return links
}

func (d *linkDesk) find(id uploader.LinkID) (journal.LinkRecord, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if at := d.at(id); at >= 0 {
		return d.records[at], true
	}
	return journal.LinkRecord{}, false
}

// at is the link's place, -1 when there is none. The caller holds the lock.
func (d *linkDesk) at(id uploader.LinkID) int {
	return slices.IndexFunc(d.records, func(record journal.LinkRecord) bool { return record.Link.ID == id })
}

// put replaces a link by what is known now; one that was forgotten meanwhile stays so. The caller holds the lock.
func (d *linkDesk) put(record journal.LinkRecord) {
	if at := d.at(record.Link.ID); at >= 0 {
		d.records = slices.Clone(d.records)
		d.records[at] = record
	}
}

// hint says that something may have arrived through a link. Whoever says it is not believed: the site is asked, soon and seldom.
func (d *linkDesk) hint(id uploader.LinkID) {
	d.ask(id, func(visit *linkVisit) bool {
		changed := !visit.hinted
		visit.hinted = true
		return changed
	})
}

// want says that the person wants to know what has arrived, also of a link that has ended and of a site that is left alone.
func (d *linkDesk) want(id uploader.LinkID) {
	d.ask(id, func(visit *linkVisit) bool {
		changed := !visit.wanted
		visit.wanted = true
		return changed
	})
}

func (d *linkDesk) ask(id uploader.LinkID, note func(*linkVisit) bool) {
	d.mu.Lock()
	visit, changed := d.visits[id], false
	if d.at(id) >= 0 {
		changed = note(&visit)
		d.visits[id] = visit
	}
	d.mu.Unlock()
	if changed {
		d.nudge()
	}
}

// again lets every site be asked soon: the computer is on another network, has slept, or somebody has signed in.
func (d *linkDesk) again() {
	d.mu.Lock()
	clear(d.rests)
	for _, record := range d.records {
		visit := d.visits[record.Link.ID]
		visit.hinted = true
		d.visits[record.Link.ID] = visit
	}
	d.mu.Unlock()
	d.nudge()
}

func (d *linkDesk) nudge() {
	select {
	case d.wake <- struct{}{}:
	default:
	}
}

// forget takes a link off the list. At its site it lasts until its end: nothing can withdraw it.
func (d *linkDesk) forget(ctx context.Context, id uploader.LinkID) {
	d.mu.Lock()
	at := d.at(id)
	if at < 0 {
		d.mu.Unlock()
		return
	}
	err := d.store.ForgetLink(ctx, id)
	if err == nil {
		d.records = slices.Delete(slices.Clone(d.records), at, at+1)
		delete(d.visits, id)
		delete(d.saved, id)
	}
	d.mu.Unlock()
	if err != nil {
		d.logger.Warn("a link could not be forgotten", "link", id, "error", err)
		d.announce(uploader.Update{Messages: []uploader.Reason{reasonOf(err)}})
	}
	d.announce(uploader.Update{Links: d.list()})
}

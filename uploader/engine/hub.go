package engine

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"sync"

	"twentythree-uploader/uploader"
)

// ErrClosed is what Next answers once the engine or the subscription is closed.
var ErrClosed = errors.New("the engine is closed")

// pendingLimit bounds how many changes wait for a subscriber that does not fetch them; beyond it they become one snapshot.
const pendingLimit = 50_000

// hub holds the newest of everything a view shows and hands it out: one snapshot, then what changed. A subscriber fetches at its own
// pace and can never hold up an upload.
type hub struct {
	mu            sync.Mutex
	closed        bool
	uploads       map[uploader.UploadID]uploader.Upload
	order         []uploader.UploadID
	accounts      []uploader.Account
	current       uploader.AccountID
	catalogues    map[uploader.AccountID]uploader.Catalogue
	banner        uploader.Reason
	messages      []uploader.Reason
	settings      *uploader.Settings
	awake         *bool
	startup       *uploader.Startup
	checks        *uploader.Checks
	report        *uploader.Report
	workspaces    *uploader.Workspaces
	rules         *uploader.Rules
	newer         *uploader.Newer
	videoStarts   []uploader.VideoStart
	links         []uploader.Link
	untold        uploader.Update // what is told once of links, while nobody listens
	subscriptions map[*Subscription]struct{}
}

func newHub() *hub {
	return &hub{
		uploads:       make(map[uploader.UploadID]uploader.Upload),
		catalogues:    make(map[uploader.AccountID]uploader.Catalogue),
		subscriptions: make(map[*Subscription]struct{}),
	}
}

// Subscription is one listener's place in the stream of updates.
type Subscription struct {
	hub     *hub
	pending uploader.Update // guarded by hub.mu
	waiting bool            // guarded by hub.mu: pending holds something
	wake    chan struct{}
}

func (h *hub) subscribe() *Subscription {
	h.mu.Lock()
	defer h.mu.Unlock()
	s := &Subscription{hub: h, pending: h.snapshot(), waiting: true, wake: make(chan struct{}, 1)}
	s.signal()
	if h.closed {
		return s
	}
	h.subscriptions[s] = struct{}{}
	s.pending.LinkMakings, s.pending.LinkNews, h.untold = h.untold.LinkMakings, h.untold.LinkNews, uploader.Update{}
	return s
}

// Next waits for something new and gives everything that came since the call before. The first answer holds the whole state. The error
// is the context's, or ErrClosed.
func (s *Subscription) Next(ctx context.Context) (uploader.Update, error) {
	for {
		s.hub.mu.Lock()
		if s.waiting {
			update := s.pending
			s.pending, s.waiting = uploader.Update{}, false
			s.hub.mu.Unlock()
			return update, nil
		}
		_, listening := s.hub.subscriptions[s]
		s.hub.mu.Unlock()
		if !listening {
			return uploader.Update{}, ErrClosed
		}
		select {
		case <-ctx.Done():
			return uploader.Update{}, ctx.Err()
		case <-s.wake:
		}
	}
}

// Close ends the subscription; a waiting Next returns.
func (s *Subscription) Close() {
	s.hub.mu.Lock()
	delete(s.hub.subscriptions, s)
	s.hub.mu.Unlock()
	s.signal()
}

func (s *Subscription) signal() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// snapshot is the whole state. The caller holds the lock.
func (h *hub) snapshot() uploader.Update {
	update := uploader.Update{
		Reset: true, Order: slices.Clone(h.order), Accounts: slices.Clone(h.accounts), Current: h.current, Messages: slices.Clone(h.messages),
		Uploads: make([]uploader.Upload, 0, len(h.order)),
	}
	if update.Order == nil {
		update.Order = []uploader.UploadID{}
	}
	if update.Accounts == nil {
		update.Accounts = []uploader.Account{}
	}
	for _, id := range h.order {
		update.Uploads = append(update.Uploads, h.uploads[id])
	}
	for _, account := range slices.Sorted(maps.Keys(h.catalogues)) {
		update.Catalogues = append(update.Catalogues, h.catalogues[account])
	}
	banner := h.banner
	update.Banner = &banner
	update.Settings, update.Awake, update.Workspaces, update.Rules = h.settings, h.awake, h.workspaces, h.rules
	update.Checks, update.Report, update.VideoStarts = h.checks, h.report, h.videoStarts
	update.Links, update.Newer, update.Startup = h.links, h.newer, h.startup
	return update
}

// publish takes in what changed and passes it on.
func (h *hub) publish(update uploader.Update) {
	h.mu.Lock()
	h.absorb(update)
	listeners := make([]*Subscription, 0, len(h.subscriptions))
	for s := range h.subscriptions {
		if len(s.pending.Uploads)+len(update.Uploads) > pendingLimit {
			intake, signIn := append(s.pending.Intake, update.Intake...), s.pending.SignIn
			setup, sheet := cmp.Or(update.Setup, s.pending.Setup), cmp.Or(update.Sheet, s.pending.Sheet)
			extras := append(s.pending.Extras, update.Extras...)
			makings, news := append(s.pending.LinkMakings, update.LinkMakings...), append(s.pending.LinkNews, update.LinkNews...)
			woke := s.pending.Woke || update.Woke
			pages, looks := append(s.pending.HistoryPages, update.HistoryPages...), append(s.pending.Looks, update.Looks...)
			handovers, code := append(s.pending.LinkHandovers, update.LinkHandovers...), cmp.Or(update.LinkCode, s.pending.LinkCode)
			past, picks := cmp.Or(update.Spreadsheet, s.pending.Spreadsheet), cmp.Or(update.HistoryPicks, s.pending.HistoryPicks)
			if update.SignIn != nil {
				signIn = update.SignIn
			}
			// What is told once is not in the snapshot.
			s.pending = h.snapshot()
			s.pending.Intake, s.pending.SignIn, s.pending.Woke, s.pending.Setup, s.pending.Sheet = intake, signIn, woke, setup, sheet
			s.pending.HistoryPages, s.pending.HistoryChanged, s.pending.Looks, s.pending.Spreadsheet = pages, true, looks, past
			s.pending.Extras, s.pending.LinkMakings, s.pending.LinkNews = extras, makings, news
			s.pending.HistoryPicks, s.pending.LinkHandovers, s.pending.LinkCode = picks, handovers, code
		} else {
			merge(&s.pending, update)
		}
		s.waiting = true
		listeners = append(listeners, s)
	}
	h.mu.Unlock()
	for _, s := range listeners {
		s.signal()
	}
}

func (h *hub) absorb(update uploader.Update) {
	for _, upload := range update.Uploads {
		h.uploads[upload.ID] = upload
	}
	for id, progress := range update.Progress {
		if upload, known := h.uploads[id]; known {
			upload.Progress = progress
			h.uploads[id] = upload
		}
	}
	for _, id := range update.Gone {
		delete(h.uploads, id)
	}
	if update.Order != nil {
		h.order = update.Order
	}
	if update.Accounts != nil {
		h.accounts, h.current = update.Accounts, update.Current
	}
	for _, catalogue := range update.Catalogues {
		h.catalogues[catalogue.Account] = catalogue
	}
	if update.Banner != nil {
		h.banner = *update.Banner
	}
	if update.Settings != nil {
		h.settings = update.Settings
	}
	if update.Awake != nil {
		h.awake = update.Awake
	}
	h.startup = cmp.Or(update.Startup, h.startup)
	if update.Checks != nil {
		h.checks = update.Checks
	}
	if update.Report != nil {
		h.report = update.Report
	}
	if update.Workspaces != nil {
		h.workspaces = update.Workspaces
	}
	if update.VideoStarts != nil {
		h.videoStarts = update.VideoStarts
	}
	if update.Links != nil {
		h.links = update.Links
	}
	if len(h.subscriptions) == 0 {
		h.untold.LinkMakings, h.untold.LinkNews = append(h.untold.LinkMakings, update.LinkMakings...), append(h.untold.LinkNews, update.LinkNews...)
	}
	h.rules, h.newer = cmp.Or(update.Rules, h.rules), cmp.Or(update.Newer, h.newer)
	h.messages = append(h.messages, update.Messages...)
}

// merge adds a later update to an earlier one that was not fetched yet.
func merge(pending *uploader.Update, update uploader.Update) {
	pending.Uploads = append(pending.Uploads, update.Uploads...)
	for _, upload := range update.Uploads {
		// A snapshot holds newer figures than those that wait beside it.
		delete(pending.Progress, upload.ID)
	}
	pending.Gone = append(pending.Gone, update.Gone...)
	if update.Order != nil {
		pending.Order = update.Order
	}
	if len(update.Progress) > 0 && pending.Progress == nil {
		pending.Progress = make(map[uploader.UploadID]uploader.Progress, len(update.Progress))
	}
	maps.Copy(pending.Progress, update.Progress)
	if update.Accounts != nil {
		pending.Accounts, pending.Current = update.Accounts, update.Current
	}
	pending.Catalogues = append(pending.Catalogues, update.Catalogues...)
	pending.Intake = append(pending.Intake, update.Intake...)
	pending.Extras = append(pending.Extras, update.Extras...)
	if update.SignIn != nil {
		pending.SignIn = update.SignIn
	}
	if update.Banner != nil {
		pending.Banner = update.Banner
	}
	if update.Settings != nil {
		pending.Settings = update.Settings
	}
	if update.Awake != nil {
		pending.Awake = update.Awake
	}
	pending.Startup = cmp.Or(update.Startup, pending.Startup)
	if update.Checks != nil {
		pending.Checks = update.Checks
	}
	if update.Report != nil {
		pending.Report = update.Report
	}
	if update.Workspaces != nil {
		pending.Workspaces = update.Workspaces
	}
	if update.VideoStarts != nil {
		pending.VideoStarts = update.VideoStarts
	}
	if update.Links != nil {
		pending.Links = update.Links
	}
	pending.LinkMakings, pending.LinkNews = append(pending.LinkMakings, update.LinkMakings...), append(pending.LinkNews, update.LinkNews...)
	pending.LinkHandovers, pending.LinkCode = append(pending.LinkHandovers, update.LinkHandovers...), cmp.Or(update.LinkCode, pending.LinkCode)
	pending.Woke = pending.Woke || update.Woke
	pending.HistoryPages, pending.HistoryChanged = append(pending.HistoryPages, update.HistoryPages...), pending.HistoryChanged || update.HistoryChanged
	pending.Looks, pending.Spreadsheet = append(pending.Looks, update.Looks...), cmp.Or(update.Spreadsheet, pending.Spreadsheet)
	pending.HistoryPicks = cmp.Or(update.HistoryPicks, pending.HistoryPicks)
	pending.Setup, pending.Rules = cmp.Or(update.Setup, pending.Setup), cmp.Or(update.Rules, pending.Rules)
	pending.Sheet, pending.Newer = cmp.Or(update.Sheet, pending.Sheet), cmp.Or(update.Newer, pending.Newer)
	pending.Messages = append(pending.Messages, update.Messages...)
}

func (h *hub) close() {
	h.mu.Lock()
	h.closed = true
	listeners := slices.Collect(maps.Keys(h.subscriptions))
	clear(h.subscriptions)
	h.mu.Unlock()
	for _, s := range listeners {
		s.signal()
	}
}

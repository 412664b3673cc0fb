package model

import (
	"slices"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// Queue is the window's copy of the list, the accounts and what the sites offer. The zero value is not usable: use NewQueue.
type Queue struct {
	uploads    map[uploader.UploadID]uploader.Upload
	all        []uploader.UploadID // as the engine has them
	order      []uploader.UploadID // without what was removed
	shown      []uploader.UploadID // of those, what the filter and the search let through
	filter     Filter
	find       string
	finished   map[uploader.UploadID]bool
	index      map[uploader.UploadID]int
	ahead      map[uploader.UploadID]int
	accounts   []uploader.Account
	current    uploader.AccountID
	catalogues map[uploader.AccountID]uploader.Catalogue
	banner     uploader.Reason
	messages   []uploader.Reason
	settings   uploader.Settings
	awake      bool
	startup    uploader.Startup
	checks     uploader.Checks
	loaded     bool
	workspaces uploader.Workspaces
	starts     []uploader.VideoStart
	rules      uploader.Rules
	newer      uploader.Newer
}

// Rules are what an organisation has laid down for this computer.
func (q *Queue) Rules() uploader.Rules { return q.rules }

// Newer is what is known of newer versions of the program.
func (q *Queue) Newer() uploader.Newer { return q.newer }

// NewQueue makes an empty list.
func NewQueue() *Queue {
	return &Queue{
		uploads: map[uploader.UploadID]uploader.Upload{}, index: map[uploader.UploadID]int{}, finished: map[uploader.UploadID]bool{}, ahead: map[uploader.UploadID]int{},
		catalogues: map[uploader.AccountID]uploader.Catalogue{},
	}
}

// Changed says what an update changed, so that the window draws that and nothing else.
type Changed struct {
	// Structure says that rows came, went or moved.
	Structure bool
	// Rows are to be drawn anew; Moved changed only their figures.
	Rows, Moved []uploader.UploadID
	// Rules says that what an organisation has laid down became known.
	Rules bool
	// Accounts and Catalogue say that those changed; Banner also what lasts about this computer.
	Accounts, Catalogue, Banner bool
	// Settings says that a person chose otherwise, Awake whether the computer is kept from falling asleep.
	Settings, Awake bool
	// Newer says that something became known of newer versions of the program.
	Newer bool
	// VideoStarts says that what new videos start with, or presets, did.
	VideoStarts bool
	// Workspaces says that the sites that can be added did.
	Workspaces bool
	// Checks says that "Check my connection" came further.
	Checks bool
}

// Footer reports whether what the footer counts or says changed.
func (c Changed) Footer() bool {
	return c.Structure || len(c.Rows) > 0 || len(c.Moved) > 0 || c.Accounts || c.Settings || c.Awake
}

// Apply takes an update in.
func (q *Queue) Apply(update uploader.Update) Changed {
	var changed Changed
	q.loaded = true
	if update.Reset {
		clear(q.uploads)
		q.all = nil
		changed.Structure = true
	}
	for _, upload := range update.Uploads {
		before, known := q.uploads[upload.ID]
		if !known && update.Order == nil && !slices.Contains(q.all, upload.ID) {
			q.all = append(q.all, upload.ID)
		}
		if !known || hidden(before) != hidden(upload) {
			changed.Structure = true
		}
		q.uploads[upload.ID] = upload
		changed.Rows = append(changed.Rows, upload.ID)
	}
	for _, id := range update.Gone {
		delete(q.uploads, id)
		changed.Structure = true
	}
	if update.Order != nil {
		q.all = slices.Clone(update.Order)
		changed.Structure = true
	}
	for id, progress := range update.Progress {
		if upload, known := q.uploads[id]; known {
			upload.Progress = progress
			q.uploads[id] = upload
			changed.Moved = append(changed.Moved, id)
		}
	}
	if changed.Structure || q.finishedMoved(changed.Rows) {
		changed.Structure = true
		q.arrange()
	} else if len(changed.Rows) > 0 && q.Filtered() {
		changed.Structure = q.sift()
	}
	if len(changed.Rows) > 0 || changed.Structure {
		changed.Rows = append(changed.Rows, q.recount()...)
	}
	q.applyRest(update, &changed)
	return changed
}

func (q *Queue) applyRest(update uploader.Update, changed *Changed) {
	if update.Accounts != nil {
		q.accounts = slices.Clone(update.Accounts)
		q.current = update.Current
		changed.Accounts = true
	}
	if update.Current != "" && update.Current != q.current {
		q.current = update.Current
		changed.Accounts = true
	}
	for _, catalogue := range update.Catalogues {
		q.catalogues[catalogue.Account] = catalogue
		changed.Catalogue = true
	}
	if update.Workspaces != nil {
		q.workspaces = *update.Workspaces
		changed.Workspaces = true
	}
	if update.VideoStarts != nil {
		q.starts, changed.VideoStarts = update.VideoStarts, true
	}
	if update.Banner != nil {
		q.banner = *update.Banner
		changed.Banner = true
	}
	if update.Settings != nil {
		q.settings = *update.Settings
		changed.Settings = true
	}
	if update.Startup != nil {
		q.startup, changed.Settings = *update.Startup, true
	}
	if update.Checks != nil {
		q.checks, changed.Checks = *update.Checks, true
	}
	if update.Rules != nil {
		q.rules, changed.Rules = *update.Rules, true
	}
	if update.Newer != nil {
		q.newer, changed.Newer = *update.Newer, true
	}
	if update.Awake != nil {
		changed.Awake = q.awake != *update.Awake
		q.awake = *update.Awake
	}
	if len(update.Messages) > 0 {
		for _, message := range update.Messages {
			q.messages = slices.DeleteFunc(q.messages, func(known uploader.Reason) bool { return known.Code == message.Code })
			q.messages = append(q.messages, message)
		}
		changed.Banner = true
	}
}

// arrange leaves out what was removed, which waits for its undo elsewhere, and what only the history shows. What is finished stands below
// what is not.
func (q *Queue) arrange() {
	q.order = q.order[:0]
	twice := make(map[uploader.UploadID]bool, len(q.all))
	for _, id := range q.all {
		if upload, known := q.uploads[id]; known && !twice[id] && !hidden(upload) {
			twice[id] = true
			q.order = append(q.order, id)
		}
	}
	q.finishedLast()
	q.sift()
}

// recount counts how many wait before each that waits, and gives those for which that changed.
func (q *Queue) recount() (changed []uploader.UploadID) {
	before := 0
	for _, id := range q.order {
		if q.uploads[id].State != uploader.Waiting {
			delete(q.ahead, id)
			continue
		}
		if known, counted := q.ahead[id]; !counted || known != before {
			q.ahead[id] = before
			changed = append(changed, id)
		}
		before++
	}
	return changed
}

// Loaded reports whether the first update has come.
func (q *Queue) Loaded() bool { return q.loaded }

// Len is how many rows are shown; Count how many videos there are with those that the filter hides.
func (q *Queue) Len() int { return len(q.shown) }

// Count is how many videos there are.
func (q *Queue) Count() int { return len(q.order) }

// At is the upload of a row.
func (q *Queue) At(index int) (uploader.Upload, bool) {
	if index < 0 || index >= len(q.shown) {
		return uploader.Upload{}, false
	}
	return q.uploads[q.shown[index]], true
}

// Upload is the upload with that id; false when the list does not know it or it was removed.
func (q *Queue) Upload(id uploader.UploadID) (uploader.Upload, bool) {
	upload, known := q.uploads[id]
	return upload, known && upload.State != uploader.Removed
}

// Index is the row of an upload, -1 when it has none.
func (q *Queue) Index(id uploader.UploadID) int {
	if index, known := q.index[id]; known {
		return index
	}
	return -1
}

// Order is the rows that are shown from top to bottom; Whole also those that the filter hides.
func (q *Queue) Order() []uploader.UploadID { return slices.Clone(q.shown) }

// Whole is the list without a filter.
func (q *Queue) Whole() []uploader.UploadID { return slices.Clone(q.order) }

// Ahead is how many wait before the upload.
func (q *Queue) Ahead(id uploader.UploadID) int { return q.ahead[id] }

// Account is an upload's account, or the current one while it has none.
func (q *Queue) Account(id uploader.AccountID) uploader.Account {
	if id == "" {
		id = q.current
	}
	for _, account := range q.accounts {
		if account.ID == id {
			return account
		}
	}
	return uploader.Account{}
}

// Current is the account that new videos go to; the zero value while nobody is signed in.
func (q *Queue) Current() uploader.Account {
	if q.current == "" {
		return uploader.Account{}
	}
	return q.Account(q.current)
}

// Accounts are all accounts.
func (q *Queue) Accounts() []uploader.Account { return slices.Clone(q.accounts) }

// WaitingFor is how many videos of an account have not arrived.
func (q *Queue) WaitingFor(id uploader.AccountID) (waiting int) {
	for _, upload := range q.order {
		if known := q.uploads[upload]; known.Account == id && !known.State.Arrived() {
			waiting++
		}
	}
	return waiting
}

// Workspaces are the sites that can be added as further accounts.
func (q *Queue) Workspaces() uploader.Workspaces { return q.workspaces }

// VideoStart is what new videos of an account start with, and its presets; of the current account where id is "".
func (q *Queue) VideoStart(id uploader.AccountID) uploader.VideoStart {
	if id == "" {
		id = q.current
	}
	for _, start := range q.starts {
		if start.Account == id {
			return start
		}
	}
	return uploader.VideoStart{Account: id}
}

// Catalogue is what a site offers, and whether it was ever loaded.
func (q *Queue) Catalogue(id uploader.AccountID) (uploader.Catalogue, bool) {
	if id == "" {
		id = q.current
	}
	catalogue, known := q.catalogues[id]
	return catalogue, known
}

// Banner is what holds up more than a row, zero when nothing does.
func (q *Queue) Banner() uploader.Reason { return q.banner }

// Unsaved reports whether changes wait for space on this computer: the engine keeps that banner until all is written down.
func (q *Queue) Unsaved() bool { return q.banner.Code == uploader.ReasonDiskFull }

// Settings are a person's choices about the program.
func (q *Queue) Settings() uploader.Settings { return q.settings.Within() }

// Checks is the newest run of "Check my connection".
func (q *Queue) Checks() uploader.Checks { return q.checks }

// Startup tells whether the program starts with the computer.
func (q *Queue) Startup() uploader.Startup { return q.startup }

// Awake reports whether the computer is kept from falling asleep.
func (q *Queue) Awake() bool { return q.awake }

// Messages are lasting things about this computer that nobody has put away.
func (q *Queue) Messages() []uploader.Reason { return slices.Clone(q.messages) }

// PutAway ends a message that was read.
func (q *Queue) PutAway(code uploader.ReasonCode) {
	q.messages = slices.DeleteFunc(q.messages, func(known uploader.Reason) bool { return known.Code == code })
}

// Overall counts the rows, or only those of ids where there are any.
func (q *Queue) Overall(ids ...uploader.UploadID) words.Overall {
	var overall words.Overall
	if len(ids) == 0 {
		ids = q.order
	}
	for _, id := range ids {
		if upload, known := q.Upload(id); known {
			overall.Add(upload)
		}
	}
	return overall
}

// In gives the uploads among ids, or among all where there are none, whose state fits.
func (q *Queue) In(ids []uploader.UploadID, fits func(uploader.State) bool) []uploader.UploadID {
	if len(ids) == 0 {
		ids = q.order
	}
	var found []uploader.UploadID
	for _, id := range ids {
		if upload, known := q.Upload(id); known && fits(upload.State) {
			found = append(found, id)
		}
	}
	return found
}

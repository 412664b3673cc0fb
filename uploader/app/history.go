package app

import (
	"context"
	"path/filepath"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/engine"
	"twentythree-uploader/uploader/intake"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/spreadsheet"
	"twentythree-uploader/uploader/words"
)

// LoadHistory reads a page of the history: uploader.HistoryPageSize entries from the one at from. It comes as a HistoryPage.
func (a *App) LoadHistory(query uploader.HistoryQuery, from int) {
	a.owned.Go(func() {
		page, err := a.journal.History(a.ctx, query, from, uploader.HistoryPageSize)
		if err != nil {
			if a.ctx.Err() == nil {
				a.options.Logger.Warn("the history could not be read", "error", err)
			}
			return
		}
		a.engine.Announce(uploader.Update{HistoryPages: []uploader.HistoryPage{page}})
	})
}

// PickHistory reads all entries that fit a query, at one moment. They come as HistoryPicks.
func (a *App) PickHistory(query uploader.HistoryQuery) {
	a.owned.Go(func() {
		const all = -1
		page, err := a.journal.History(a.ctx, query, 0, all)
		if err != nil {
			if a.ctx.Err() == nil {
				a.options.Logger.Warn("the history could not be read", "error", err)
			}
			return
		}
		picks := uploader.HistoryPicks{Query: query}
		for _, entry := range page.Entries {
			picks.Picks = append(picks.Picks, entry.Pick())
		}
		a.engine.Announce(uploader.Update{HistoryPicks: &picks})
	})
}

// SetPublished asks the sites to show videos that have arrived to viewers, or to make them drafts. They are shown as such once their sites
// have confirmed it.
func (a *App) SetPublished(ids []uploader.UploadID, published bool) {
	visibility := uploader.Draft
	if published {
		visibility = uploader.PublishWhenDone
	}
	a.engine.Edit(ids, uploader.Change{Visibility: &visibility})
	a.engine.Update(ids)
}

// LookAtVideo asks the site after a video that has arrived. The answer comes as a VideoLook.
func (a *App) LookAtVideo(id uploader.UploadID) { a.engine.Look(id) }

// AddAgain brings cancelled uploads back into the list: as they were where the list still knows them, else as new ones with what was typed
// about them. A file that is not there any more comes back as a rejected batch.
func (a *App) AddAgain(ids []uploader.UploadID) {
	batch := int(a.batch.Add(1))
	a.owned.Go(func() {
		a.intakes.Lock()
		defer a.intakes.Unlock()
		a.addAgain(batch, ids)
	})
}

func (a *App) addAgain(batch int, ids []uploader.UploadID) {
	known := make(map[uploader.UploadID]bool)
	for _, upload := range a.engine.Uploads() {
		known[upload.ID] = upload.State == uploader.Removed
	}
	result := uploader.IntakeResult{Batch: batch}
	var removed, fresh []uploader.UploadID
	for _, id := range ids {
		if known[id] {
			removed = append(removed, id)
		} else {
			fresh = append(fresh, id)
		}
	}
	a.engine.Restore(removed)
	result.Added = removed
	past, err := a.journal.PastOf(a.ctx, fresh)
	if err != nil {
		a.options.Logger.Warn("the history could not be read", "error", err)
		return
	}
	for _, one := range past {
		a.addPast(one, &result)
	}
	a.engine.Announce(uploader.Update{Intake: []uploader.IntakeResult{result}, HistoryChanged: true})
}

func (a *App) addPast(past journal.Past, result *uploader.IntakeResult) {
	upload := past.Entry.Upload
	if !past.Entry.Cancelled() {
		return
	}
	draft := engine.Draft{Metadata: upload.Metadata}
	if !upload.Placeholder() {
		source, err := intake.Inspect(a.ctx, upload.Source.Path, a.options.Now())
		if err != nil {
			result.Rejected = append(result.Rejected, uploader.Rejection{Name: filepath.Base(upload.Source.Path), Reason: reasonOf(err)})
			return
		}
		draft.Source = source
	}
	id := upload.Account
	if _, there := a.accounts.find(id); !there {
		id = a.accounts.currentID()
	}
	added, err := a.engine.Add(id, []engine.Draft{draft})
	if err != nil {
		return
	}
	result.Added = append(result.Added, added...)
	if err := a.journal.ForgetPast(a.ctx, []uploader.UploadID{upload.ID}); err != nil {
		a.options.Logger.Warn("an entry that is on the list again stays in the history", "error", err)
	}
}

// MakeSpreadsheet writes what fits a query as text for a spreadsheet program. It comes as a Spreadsheet.
func (a *App) MakeSpreadsheet(language words.Language, query uploader.HistoryQuery) {
	a.owned.Go(func() {
		text, err := a.spreadsheet(words.New(language, time.Local, a.options.Now), query)
		if a.ctx.Err() != nil {
			return
		}
		sheet := uploader.Spreadsheet{Text: text}
		if err != nil {
			sheet.Reason = reasonOf(err)
		}
		a.engine.Announce(uploader.Update{Spreadsheet: &sheet})
	})
}

func (a *App) spreadsheet(w *words.Words, query uploader.HistoryQuery) (string, error) {
	separator, rows := spreadsheet.Comma, [][]string{w.HistorySheetHead()}
	if w.HistorySheetComma() {
		separator = spreadsheet.Semicolon
	}
	const atOnce = 1000
	for from := 0; ; from += atOnce {
		page, err := a.journal.History(a.ctx, query, from, atOnce)
		if err != nil {
			return "", err
		}
		for _, entry := range page.Entries {
			rows = append(rows, w.HistorySheetRow(entry))
		}
		if len(page.Entries) < atOnce {
			return spreadsheet.Text(separator, rows), nil
		}
	}
}

// ClearHistory empties the history. The videos stay on their sites.
func (a *App) ClearHistory() { a.engine.ClearHistory() }

// historyEvery is how often it is looked whether another day has begun.
const historyEvery = time.Minute

// pruning is when the history was last made shorter, and to how many days.
type pruning struct {
	day  time.Time
	days int
}

// keepHistory lets the list forget what earlier days finished, and the history what is older than the person wants.
func (a *App) keepHistory(last pruning) {
	ticker := time.NewTicker(historyEvery)
	defer ticker.Stop()
	for {
		select {
		case <-a.ctx.Done():
			return
		case <-ticker.C:
		}
		last = a.retire(last)
	}
}

// retire is for a program with a window: a script's run changes only what it was told to.
func (a *App) retire(last pruning) pruning {
	if a.options.Alone {
		return last
	}
	now := a.options.Now()
	year, month, day := now.Local().Date()
	next := pruning{time.Date(year, month, day, 0, 0, 0, 0, time.Local), a.Settings().HistoryDays}
	a.engine.Retire(next.day)
	if next != last {
		a.prune(next)
	}
	return next
}

// prune drops what the history keeps no longer.
func (a *App) prune(now pruning) {
	var before time.Time
	if now.days != uploader.NoHistory {
		before = now.day.AddDate(0, 0, -now.days)
	}
	dropped, err := a.journal.ForgetPastBefore(a.ctx, before)
	if err != nil && a.ctx.Err() == nil {
		a.options.Logger.Warn("the history could not be pruned", "error", err)
	}
	if dropped > 0 {
		a.engine.Announce(uploader.Update{HistoryChanged: true})
	}
}

// relisted brings a video that was made of a file back into the list from the history, so that a run which is repeated finds it there.
func (a *App) relisted(ctx context.Context, account uploader.AccountID, source uploader.Source) (uploader.UploadID, bool) {
	past, err := a.journal.PastOfFile(ctx, account, source.Size)
	if err != nil {
		a.options.Logger.Warn("the history could not be read", "error", err)
	}
	for _, one := range past {
		if upload := one.Entry.Upload; upload.Source.Path == source.Path && upload.Source.SameFile(source) {
			a.engine.Relist([]uploader.UploadID{upload.ID})
			return upload.ID, true
		}
	}
	return "", false
}

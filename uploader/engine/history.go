package engine

import (
	"context"
	"slices"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/journal"
)

// The history is written in the same transaction as the list: what has ended is in both until it leaves the list.

// pastOf is how an upload stands in the history. One that was taken off the list once its video existed did not come to nothing.
func (e *Engine) pastOf(en *entry) journal.Past {
	upload := en.upload
	if upload.State == uploader.Removed && en.before.Arrived() {
		upload = en.listed()
	}
	upload.Retired = false
	ended := upload.Finished
	if ended.IsZero() || upload.State == uploader.Removed {
		ended = e.config.Now()
	}
	site := e.sites[upload.Account]
	if site == "" {
		site = en.site
	}
	return journal.Past{Entry: uploader.HistoryEntry{Upload: upload, Ended: ended, Site: site}, Transfer: en.transfer}
}

// saveListed writes uploads of the list down, and what that means for the history.
func (e *Engine) saveListed(uploads []uploader.Upload) error {
	var ended []journal.Past
	var taken []uploader.UploadID
	for _, upload := range uploads {
		en := e.entries[upload.ID]
		removed := upload.State == uploader.Removed
		switch {
		case !e.keepsHistory():
		case upload.State.Arrived(), removed && (!en.inHistory || en.before.Arrived()) && upload.DisplayTitle() != "":
			ended = append(ended, e.pastOf(en))
		case en.inHistory && !removed && !upload.State.Arrived():
			taken = append(taken, upload.ID)
		}
	}
	if err := e.config.Journal.SaveWithHistory(context.Background(), uploads, ended, taken); err != nil {
		return err
	}
	for _, past := range ended {
		e.entries[past.Entry.Upload.ID].inHistory = true
	}
	for _, id := range taken {
		e.entries[id].inHistory = false
	}
	if len(ended)+len(taken) > 0 {
		e.hub.publish(uploader.Update{HistoryChanged: true})
	}
	return nil
}

func (e *Engine) keepsHistory() bool { return !e.forgetful.Load() }

// KeepHistory says whether what ends is kept in the history from now on.
func (e *Engine) KeepHistory(keep bool) { e.forgetful.Store(!keep) }

// Retire lets the list forget what was finished before an instant; it lives on in the history. What needs the person stays: a placeholder
// without its file, a video that the site shows otherwise than asked, an edit that the site does not have yet. It returns once that is so.
func (e *Engine) Retire(before time.Time) {
	_ = e.ask(func() {
		var first []journal.Past
		if e.keepsHistory() {
			for _, id := range e.order {
				if en := e.entries[id]; en.upload.State.Arrived() && !en.inHistory {
					first = append(first, e.pastOf(en))
				}
			}
		}
		if len(first) > 0 {
			if err := e.config.Journal.SavePast(context.Background(), first); err != nil {
				e.config.Logger.Warn("the history could not be saved", "error", err)
				return
			}
			for _, past := range first {
				e.entries[past.Entry.Upload.ID].inHistory = true
			}
			e.hub.publish(uploader.Update{HistoryChanged: true})
		}
		e.leave(e.keepsHistory(), func(en *entry) bool {
			return en.upload.Retired || en.upload.State.Settled() && en.upload.Finished.Before(before)
		})
	})
}

// ClearHistory empties the history. What is finished leaves the list as well, but for what needs the person; videos stay on their sites.
func (e *Engine) ClearHistory() {
	e.do(func() {
		if _, err := e.config.Journal.ForgetPastBefore(context.Background(), time.Time{}); err != nil {
			e.config.Logger.Warn("the history could not be cleared", "error", err)
			e.tellUnsaved(err)
			return
		}
		for _, en := range e.entries {
			en.inHistory = false
		}
		e.leave(false, func(en *entry) bool { return en.upload.Retired || en.upload.State.Settled() })
		e.hub.publish(uploader.Update{HistoryChanged: true})
	})
}

// leave takes finished uploads off the list, into the history or for good.
func (e *Engine) leave(keep bool, leaves func(*entry) bool) {
	if len(e.unsaved) > 0 {
		return
	}
	var past []journal.Past
	var ids []uploader.UploadID
	for _, id := range e.order {
		en := e.entries[id]
		busy := en.run != nil || en.amending || en.lookAgain || len(en.upload.Unconfirmed) > 0 || e.config.Now().Sub(en.edited).Abs() < editRests
		if en.upload.State.Done() && !busy && leaves(en) {
			past, ids = append(past, e.pastOf(en)), append(ids, id)
		}
	}
	if len(past) == 0 {
		return
	}
	if err := e.config.Journal.Retire(context.Background(), past, keep); err != nil {
		e.config.Logger.Warn("finished uploads could not leave the list", "error", err)
		return
	}
	for _, id := range ids {
		delete(e.entries, id)
	}
	e.order = slices.DeleteFunc(slices.Clone(e.order), func(id uploader.UploadID) bool { return e.entries[id] == nil })
	e.hub.publish(uploader.Update{Gone: ids, Order: slices.Clone(e.order), HistoryChanged: true})
}

// editRests is how long an upload that the person has just changed is left where it is.
const editRests = time.Minute

// recalled gives the uploads with these ids, of the history those whose videos exist as well: what a person changes there goes through the
// list, which shows it to nobody, so that it survives and reaches the site like any other change.
func (e *Engine) recalled(ids []uploader.UploadID) []*entry {
	unknown := slices.DeleteFunc(slices.Clone(ids), func(id uploader.UploadID) bool { return e.entries[id] != nil })
	if len(unknown) > 0 {
		e.recall(unknown, true)
	}
	return e.find(ids)
}

func (e *Engine) recall(ids []uploader.UploadID, retired bool) {
	found, err := e.config.Journal.PastOf(context.Background(), ids)
	if err != nil {
		e.config.Logger.Warn("the history could not be read", "error", err)
		return
	}
	var uploads []uploader.Upload
	for _, past := range found {
		if past.Entry.Cancelled() {
			continue
		}
		upload := e.withdrawn(journal.Record{Upload: past.Entry.Upload, Transfer: past.Transfer})
		upload.Retired = retired
		e.entries[upload.ID] = &entry{upload: upload, transfer: past.Transfer, inHistory: true, site: past.Entry.Site}
		e.order, uploads = append(e.order, upload.ID), append(uploads, upload)
	}
	if len(uploads) == 0 {
		return
	}
	e.save(uploads)
	for _, upload := range uploads {
		e.saveTransfer(e.entries[upload.ID])
	}
	e.hub.publish(uploader.Update{Uploads: uploads, Order: slices.Clone(e.order)})
}

// Relist brings videos of the history back into the list as they ended. It returns once that is so.
func (e *Engine) Relist(ids []uploader.UploadID) {
	_ = e.ask(func() {
		unknown := slices.DeleteFunc(slices.Clone(ids), func(id uploader.UploadID) bool { return e.entries[id] != nil })
		e.recall(unknown, false)
	})
}

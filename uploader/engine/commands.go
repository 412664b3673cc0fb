package engine

import (
	"context"
	"slices"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/journal"
)

// Add puts drafts at the end of the list, for account, and answers once they are in the journal. The ids are in the order of drafts.
func (e *Engine) Add(account uploader.AccountID, drafts []Draft) ([]uploader.UploadID, error) {
	ids := make([]uploader.UploadID, len(drafts))
	for i := range drafts {
		id, err := newID(e.config.Random)
		if err != nil {
			return nil, err
		}
		ids[i] = uploader.UploadID(id)
	}
	err := e.ask(func() {
		added := make([]uploader.Upload, len(drafts))
		for i, draft := range drafts {
			added[i] = e.judged(uploader.Upload{
				ID: ids[i], Account: account, Source: draft.Source, Metadata: draft.Metadata.Clone(), State: uploader.Ready,
				Progress: uploader.Progress{Size: draft.Source.Size, Processing: -1}, Added: e.config.Now(),
			})
			if draft.Growing {
				added[i].State, added[i].Reason = uploader.Preparing, uploader.Reason{Code: uploader.ReasonGrowing}
			}
			e.entries[ids[i]] = &entry{upload: added[i], transfer: journal.Transfer{Direct: draft.Direct}}
		}
		e.order = append(e.order, ids...)
		e.save(added)
		for i, draft := range drafts {
			if draft.Direct {
				e.saveTransfer(e.entries[ids[i]])
			}
		}
		e.saveOrder()
		e.hub.publish(uploader.Update{Uploads: added, Order: slices.Clone(e.order)})
	})
	return ids, err
}

// judged sets a row that has not begun to Ready or to Attention, after what is still missing in its form.
func (e *Engine) judged(upload uploader.Upload) uploader.Upload {
	notBegun := upload.State == uploader.Ready || upload.State == uploader.Attention && upload.Reason.Code == uploader.ReasonIncomplete
	if !notBegun {
		return upload
	}
	upload.State, upload.Reason = uploader.Ready, uploader.Reason{}
	if reason := e.incomplete(upload); !reason.IsZero() {
		upload.State, upload.Reason = uploader.Attention, reason
	}
	return upload
}

// incomplete names the first thing missing in the form, zero when it is complete.
func (e *Engine) incomplete(upload uploader.Upload) uploader.Reason {
	problems := upload.Metadata.Validate(e.config.Now(), e.fields[upload.Account])
	if len(problems) == 0 {
		return uploader.Reason{}
	}
	first := problems[0]
	return uploader.Reason{Code: uploader.ReasonIncomplete, Field: first.Field, Problem: first.Code, Subject: first.Value}
}

// Prepared tells that another program has finished writing an upload's file, or why the file cannot be used after all.
func (e *Engine) Prepared(id uploader.UploadID, source uploader.Source, reason uploader.Reason) {
	e.do(func() {
		en := e.entries[id]
		if en == nil || en.upload.State != uploader.Preparing {
			return
		}
		if !reason.IsZero() {
			e.move(en, uploader.Failed, reason)
			return
		}
		upload := en.upload
		upload.Source, upload.State, upload.Reason = source, uploader.Ready, uploader.Reason{}
		upload.Progress.Size = source.Size
		e.put(e.judged(upload))
	})
}

// Edit changes what was typed about uploads. An upload on its way takes the change with it; a video that has arrived is changed on
// its site.
func (e *Engine) Edit(ids []uploader.UploadID, change uploader.Change) {
	e.do(func() {
		var changed []uploader.Upload
		for _, en := range e.find(ids) {
			if en.upload.State == uploader.Removed {
				continue
			}
			en.edited, en.refused = e.config.Now(), false
			upload := en.upload
			upload.Metadata = change.Apply(upload.Metadata)
			upload = e.judged(upload)
			upload.Unconfirmed = unconfirmed(en.transfer, upload)
			changed = append(changed, upload)
			if en.run != nil {
				select {
				case en.run.edited <- struct{}{}:
				default:
				}
			}
		}
		e.put(changed...)
	})
}

// unconfirmed lists what the site does not hold yet of an upload that has begun.
func unconfirmed(t journal.Transfer, upload uploader.Upload) []uploader.Field {
	if t.Confirmed == nil || !upload.State.Started() && !upload.State.Arrived() {
		return nil
	}
	return t.Confirmed.Differs(upload.Metadata)
}

// Start puts uploads into the queue. One that misses something stays where it is and says what.
func (e *Engine) Start(ids []uploader.UploadID) {
	e.do(func() {
		for _, en := range e.find(ids) {
			if en.upload.State != uploader.Ready && en.upload.State != uploader.Attention {
				continue
			}
			upload := e.judged(en.upload)
			if reason := e.incomplete(upload); !reason.IsZero() {
				e.move(en, uploader.Attention, reason)
				continue
			}
			if upload.State == uploader.Attention && upload.Reason.Code != uploader.ReasonMayHaveFinished {
				continue
			}
			e.move(en, uploader.Waiting, uploader.Reason{})
		}
	})
}

// Pause keeps uploads where they are. An upload whose last chunk may be out is not paused: its answer is on the way.
func (e *Engine) Pause(ids []uploader.UploadID) {
	e.do(func() {
		for _, en := range e.find(ids) {
			if !en.upload.State.CanBecome(uploader.Paused) || en.upload.State == uploader.Removed || en.finishing() {
				continue
			}
			e.dismiss(en)
			e.move(en, uploader.Paused, uploader.Reason{})
		}
	})
}

func (en *entry) finishing() bool {
	return en.run != nil && (en.run.phase == uploader.Finishing || en.run.phase == uploader.Checking)
}

// Resume lets paused uploads go on.
func (e *Engine) Resume(ids []uploader.UploadID) {
	e.do(func() {
		for _, en := range e.find(ids) {
			if en.upload.State == uploader.Paused {
				e.move(en, uploader.Waiting, uploader.Reason{})
			}
		}
	})
}

// Retry tries again at once: uploads that stopped go back into the queue, a waiting connection is tried now.
func (e *Engine) Retry(ids []uploader.UploadID) {
	e.do(func() {
		for _, en := range e.find(ids) {
			delete(e.held, en.upload.Account)
			e.gate(en.upload.Account).Knock()
			if en.run != nil {
				continue
			}
			switch en.upload.State {
			case uploader.Failed, uploader.WaitingSignIn, uploader.WaitingNetwork, uploader.WaitingSite:
				e.move(en, uploader.Waiting, uploader.Reason{})
			case uploader.Attention:
				if en.upload.Reason.Code != uploader.ReasonIncomplete && en.upload.Reason.Code != uploader.ReasonUnclearEnd {
					e.move(en, uploader.Waiting, uploader.Reason{})
				}
			}
		}
	})
}

// UploadAgain is a person's word that an upload whose end is unknown, or whose file has changed, begins anew: what was sent is dropped, and a second
// video is accepted.
func (e *Engine) UploadAgain(id uploader.UploadID) {
	e.do(func() {
		for _, en := range e.find([]uploader.UploadID{id}) {
			if en.run == nil && !en.upload.State.Arrived() {
				e.restart(en, en.upload.Source)
			}
		}
	})
}

// NewFile gives an upload another file, or the same one at another place. What was sent of an unchanged file is kept.
func (e *Engine) NewFile(id uploader.UploadID, source uploader.Source) {
	e.do(func() {
		for _, en := range e.find([]uploader.UploadID{id}) {
			if en.run != nil || en.upload.State.Arrived() {
				continue
			}
			if en.upload.Source.SameFile(source) {
				upload := en.upload
				upload.Source.Path = source.Path
				e.put(upload)
				e.resume(en)
				continue
			}
			e.restart(en, source)
		}
	})
}

// restart drops what was sent and begins with source. It goes back into the queue if it was in it.
func (e *Engine) restart(en *entry, source uploader.Source) {
	en.transfer = journal.Transfer{Direct: en.transfer.Direct}
	e.saveTransfer(en)
	upload := en.upload
	upload.Source, upload.Unconfirmed, upload.Result = source, nil, uploader.Result{}
	upload.Progress = uploader.Progress{Size: source.Size, Processing: -1}
	e.put(upload)
	e.resume(en)
}

func (e *Engine) resume(en *entry) {
	if reason := e.incomplete(en.upload); !reason.IsZero() {
		e.move(en, uploader.Attention, reason)
		return
	}
	e.move(en, uploader.Waiting, uploader.Reason{})
}

// Remove takes uploads off the list. What was sent is kept until UndoWindow is over, so that Restore can go on from there.
func (e *Engine) Remove(ids []uploader.UploadID) {
	e.do(func() {
		for _, en := range e.find(ids) {
			if en.upload.State == uploader.Removed {
				continue
			}
			en.before, en.reason, en.removedAt = en.upload.State, en.upload.Reason, e.config.Now()
			e.dismiss(en)
			e.move(en, uploader.Removed, uploader.Reason{})
		}
	})
}

// Restore brings removed uploads back as they were.
func (e *Engine) Restore(ids []uploader.UploadID) {
	e.do(func() {
		for _, en := range e.find(ids) {
			if en.upload.State != uploader.Removed {
				continue
			}
			before := en.before
			if before.Started() && before != uploader.Paused {
				before, en.reason = uploader.Waiting, uploader.Reason{}
			}
			e.move(en, before, en.reason)
		}
	})
}

// forget drops removed uploads whose time to be restored is over.
func (e *Engine) forget(now time.Time) {
	var gone []uploader.UploadID
	for _, id := range e.order {
		en := e.entries[id]
		if en.upload.State == uploader.Removed && en.run == nil && now.Sub(en.removedAt) >= uploader.UndoWindow {
			gone = append(gone, id)
		}
	}
	if len(gone) == 0 {
		return
	}
	for _, id := range gone {
		if err := e.config.Journal.Forget(context.Background(), id); err != nil {
			e.config.Logger.Error("a removed upload could not be forgotten", "upload", id, "error", err)
		}
		delete(e.entries, id)
	}
	e.order = slices.DeleteFunc(e.order, func(id uploader.UploadID) bool { return e.entries[id] == nil })
	e.saveOrder()
	e.hub.publish(uploader.Update{Gone: gone, Order: slices.Clone(e.order)})
}

// Move puts uploads, in the order given, before another one; at the end when before is empty or unknown.
func (e *Engine) Move(ids []uploader.UploadID, before uploader.UploadID) {
	e.do(func() { e.place(ids, before) })
}

// First makes an upload the next one: before every other that waits.
func (e *Engine) First(id uploader.UploadID) {
	e.do(func() {
		for _, other := range e.order {
			if en := e.entries[other]; other != id && en.run == nil && en.upload.State == uploader.Waiting {
				e.place([]uploader.UploadID{id}, other)
				return
			}
		}
	})
}

func (e *Engine) place(ids []uploader.UploadID, before uploader.UploadID) {
	moving := make(map[uploader.UploadID]bool, len(ids))
	var moved []uploader.UploadID
	for _, en := range e.find(ids) {
		if id := en.upload.ID; !moving[id] && id != before {
			moving[id] = true
			moved = append(moved, id)
		}
	}
	rest := slices.DeleteFunc(slices.Clone(e.order), func(id uploader.UploadID) bool { return moving[id] })
	at := slices.Index(rest, before)
	if at < 0 {
		at = len(rest)
	}
	e.order = slices.Insert(rest, at, moved...)
	e.saveOrder()
	e.hub.publish(uploader.Update{Order: slices.Clone(e.order)})
}

// SignedIn tells that an account can be used (again): what waited for it goes on.
func (e *Engine) SignedIn(account uploader.Account) {
	e.do(func() {
		e.fields[account.ID], e.sites[account.ID] = account.Fields, account.SiteName
		delete(e.held, account.ID)
		for _, id := range e.order {
			en := e.entries[id]
			if en.upload.Account == "" && !en.upload.State.Arrived() {
				upload := en.upload
				upload.Account = account.ID
				e.put(e.judged(upload))
			}
			if en.upload.Account == account.ID && en.upload.State == uploader.WaitingSignIn && en.run == nil {
				e.move(en, uploader.Waiting, uploader.Reason{})
			}
		}
	})
}

// SignedOut stops what runs for an account; all of it waits for a sign-in.
func (e *Engine) SignedOut(account uploader.AccountID) {
	e.do(func() {
		reason := uploader.Reason{Code: uploader.ReasonNotSignedIn, Site: e.sites[account]}
		e.held[account] = reason
		for _, id := range e.order {
			en := e.entries[id]
			if en.upload.Account == account && en.run != nil && !en.finishing() {
				e.dismiss(en)
				e.move(en, uploader.WaitingSignIn, reason)
			}
		}
	})
}

// Uploads is the list as it is now.
func (e *Engine) Uploads() []uploader.Upload {
	var uploads []uploader.Upload
	_ = e.ask(func() { uploads = e.snapshots(e.order) })
	return uploads
}

func (e *Engine) find(ids []uploader.UploadID) []*entry {
	found := make([]*entry, 0, len(ids))
	for _, id := range ids {
		if en := e.entries[id]; en != nil {
			found = append(found, en)
		}
	}
	return found
}

// dismiss ends the worker on an upload. Its slot is free once it has really ended.
func (e *Engine) dismiss(en *entry) {
	if en.run != nil {
		en.run.dismissed = true
		en.run.stop()
	}
}

func (e *Engine) saveTransfer(en *entry) {
	if err := e.config.Journal.SaveTransfer(context.Background(), en.upload.ID, en.transfer); err != nil {
		e.config.Logger.Error("how far an upload has come could not be saved", "upload", en.upload.ID, "error", err)
	}
}

package engine

import (
	"slices"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/crashpoint"
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
	for begin := 0; begin < len(drafts); begin += together {
		end := min(begin+together, len(drafts))
		if err := e.add(account, ids[begin:end], drafts[begin:end]); err != nil {
			return ids, err
		}
	}
	return ids, nil
}

// together is how many uploads are written and told at once: thousands would take the memory of the whole list several times over.
const together = 500

func (e *Engine) add(account uploader.AccountID, ids []uploader.UploadID, drafts []Draft) error {
	return e.ask(func() {
		added := make([]uploader.Upload, len(drafts))
		for i, draft := range drafts {
			added[i] = e.judged(uploader.Upload{
				ID: ids[i], Account: account, Source: draft.Source, Metadata: draft.Metadata.Clone(), State: uploader.Ready,
				Progress: uploader.Progress{Size: draft.Source.Size, Processing: -1}, Added: e.config.Now(),
			})
			if !draft.Asks.IsZero() {
				added[i].State, added[i].Reason = uploader.Attention, draft.Asks
			}
			if draft.Growing {
				added[i].State, added[i].Reason = uploader.Preparing, uploader.Reason{Code: uploader.ReasonGrowing}
			}
			e.entries[ids[i]] = &entry{upload: added[i], transfer: journal.Transfer{Direct: draft.Direct}}
		}
		e.order = append(e.order, ids...)
		crashpoint.Before("an added upload")
		e.save(added)
		crashpoint.After("an added upload")
		for i, draft := range drafts {
			if draft.Direct {
				e.saveTransfer(e.entries[ids[i]])
			}
		}
		e.saveOrder()
		e.hub.publish(uploader.Update{Uploads: added, Order: slices.Clone(e.order)})
	})
}

// judged sets a row that has not begun to Ready or to Attention, after what is still missing in its form.
func (e *Engine) judged(upload uploader.Upload) uploader.Upload {
	notBegun := upload.State == uploader.Ready || upload.State == uploader.Attention && upload.Reason.Code == uploader.ReasonIncomplete
	if !notBegun {
		return upload
	}
	upload.State, upload.Reason = uploader.Ready, uploader.Reason{}
	upload.Metadata = e.laidDown(upload.Account, upload.Metadata)
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

// Prepared tells that another program has finished writing an upload's file, or why the file cannot be used after all; also what came of looking
// again at one that could not.
func (e *Engine) Prepared(id uploader.UploadID, source uploader.Source, reason uploader.Reason) {
	e.do(func() {
		en := e.entries[id]
		if en == nil || en.listed().State != uploader.Preparing && !en.listed().Misjudged() {
			return
		}
		upload := en.listed()
		upload.State, upload.Reason = uploader.Failed, reason
		if reason.IsZero() {
			upload.Source, upload.State = source, uploader.Ready
			upload.Progress.Size = source.Size
			upload = e.judged(upload)
		}
		e.put(en.relisted(upload))
	})
}

// Edit changes what was typed about uploads. An upload on its way takes the change with it; a video that has arrived keeps it until
// Update.
func (e *Engine) Edit(ids []uploader.UploadID, change uploader.Change) {
	edits := make([]uploader.Edit, len(ids))
	for i, id := range ids {
		edits[i] = uploader.Edit{ID: id, Change: change}
	}
	e.EditEach(edits)
}

// EditEach is Edit for uploads that are not all changed in the same way. They are written down together.
func (e *Engine) EditEach(edits []uploader.Edit) {
	e.do(func() {
		ids := make([]uploader.UploadID, len(edits))
		for i, edit := range edits {
			ids[i] = edit.ID
		}
		e.recalled(ids)
		var changed []uploader.Upload
		for _, edit := range edits {
			en := e.entries[edit.ID]
			if en == nil {
				continue
			}
			en.edited, en.refused = e.config.Now(), false
			upload := en.listed()
			change := e.permitted(upload.Account, edit.Change)
			upload.Metadata = change.Apply(upload.Metadata)
			if upload.State == uploader.Attention && mendedByEditing(upload.Reason.Code) && len(upload.Metadata.Differs(en.upload.Metadata)) > 0 {
				upload.State = uploader.Ready
			}
			upload = e.judged(upload)
			if en.transfer.UpdateDue && upload.State.Arrived() && len(en.upload.Unconfirmed) == 0 && !en.amending {
				// What was typed before the video arrived has been told: from here on the person says when.
				en.transfer.UpdateDue = false
				e.saveTransfer(en)
			}
			private := change.Visibility != nil || slices.Contains(upload.Unconfirmed, uploader.FieldVisibility)
			upload.Unconfirmed = unconfirmed(en.transfer, upload)
			if private && publicUnasked(upload) && !slices.Contains(upload.Unconfirmed, uploader.FieldVisibility) {
				upload.Unconfirmed = append(upload.Unconfirmed, uploader.FieldVisibility)
			}
			if upload.State == uploader.DoneWarning && len(en.upload.Unconfirmed) > 0 && len(upload.Unconfirmed) == 0 {
				en.lookAgain, en.transfer.UpdateDue = true, true
				e.saveTransfer(en)
			}
			changed = append(changed, en.relisted(upload))
			if en.run != nil {
				select {
				case en.run.edited <- struct{}{}:
				default:
				}
			}
		}
		crashpoint.Before("an edit")
		e.put(changed...)
		crashpoint.After("an edit")
	})
}

// mendedByEditing says that the site refused what was typed: once that has changed, the person can press Upload again.
func mendedByEditing(code uploader.ReasonCode) bool {
	switch code {
	case uploader.ReasonCategoryGone, uploader.ReasonFieldRefused, uploader.ReasonDateRefused, uploader.ReasonNoPermission:
		return true
	}
	return false
}

// publicUnasked says that the site shows a video which is to be a draft.
func publicUnasked(upload uploader.Upload) bool {
	return upload.State.Arrived() && upload.Result.Published && upload.Metadata.Visibility == uploader.Draft
}

// unconfirmed lists what the site does not hold yet of an upload that has begun.
func unconfirmed(t journal.Transfer, upload uploader.Upload) []uploader.Field {
	if t.Confirmed == nil || !upload.State.Started() && !upload.State.Arrived() {
		return nil
	}
	return behind(t, upload)
}

// behind lists what the site of an upload that was told something lacks: what was typed since, and, once the video is there, what was to
// follow it.
func behind(t journal.Transfer, upload uploader.Upload) []uploader.Field {
	fields := untold(t, upload.Metadata)
	if upload.State.Arrived() {
		fields = append(fields, upload.OutstandingFields()...)
	}
	return fields
}

// untold lists what the site of a transfer is not known to hold as it was typed.
func untold(t journal.Transfer, typed uploader.Metadata) []uploader.Field {
	fields := t.Confirmed.Differs(typed)
	for _, field := range t.Telling {
		if !slices.Contains(fields, field) {
			fields = append(fields, field)
		}
	}
	return fields
}

// Start puts uploads into the queue. One that misses something stays where it is and says what.
func (e *Engine) Start(ids []uploader.UploadID) {
	e.do(func() {
		changed := moves{engine: e}
		for _, en := range e.find(ids) {
			if en.upload.State != uploader.Ready && en.upload.State != uploader.Attention {
				continue
			}
			upload := e.judged(en.upload)
			if reason := e.incomplete(upload); !reason.IsZero() {
				changed.add(en, uploader.Attention, reason)
				continue
			}
			if upload.State == uploader.Attention && upload.Reason.Code != uploader.ReasonMayHaveFinished && !mendedByEditing(upload.Reason.Code) {
				continue
			}
			en.upload.Metadata = upload.Metadata
			changed.add(en, uploader.Waiting, uploader.Reason{})
		}
		changed.put()
	})
}

// Pause keeps uploads where they are. An upload whose last chunk may be out is not paused: its answer is on the way.
func (e *Engine) Pause(ids []uploader.UploadID) {
	e.do(func() {
		changed := moves{engine: e}
		for _, en := range e.find(ids) {
			if !en.upload.State.CanBecome(uploader.Paused) || en.upload.State == uploader.Removed || en.finishing() {
				continue
			}
			e.dismiss(en)
			changed.add(en, uploader.Paused, uploader.Reason{})
		}
		changed.put()
	})
}

func (en *entry) finishing() bool {
	if en.run == nil {
		return false
	}
	switch en.run.phase {
	case uploader.Finishing, uploader.Checking, uploader.Extras:
		return true
	}
	return false
}

// Resume lets paused uploads go on.
func (e *Engine) Resume(ids []uploader.UploadID) {
	e.do(func() {
		changed := moves{engine: e}
		for _, en := range e.find(ids) {
			if en.upload.State == uploader.Paused {
				changed.add(en, uploader.Waiting, uploader.Reason{})
			}
		}
		changed.put()
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

package engine

import (
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/journal"
)

// Retry tries again at once: uploads that stopped go back into the queue, a waiting connection is tried now, an edit that was refused is
// sent again. What holds up an account is tried for all of its uploads.
func (e *Engine) Retry(ids []uploader.UploadID) {
	e.do(func() {
		changed := moves{engine: e}
		tried := make(map[uploader.AccountID]bool)
		for _, en := range e.find(ids) {
			account := en.upload.Account
			if _, held := e.held[account]; held {
				tried[account] = true
				delete(e.held, account)
			}
			e.gate(account).Knock()
			en.refused = false
			if en.run != nil || en.upload.State == uploader.WaitingSignIn && tried[account] {
				continue
			}
			e.retry(en, &changed)
		}
		e.release(tried, &changed)
		changed.put()
	})
}

func (e *Engine) retry(en *entry, changed *moves) {
	if en.upload.Misjudged() {
		return
	}
	switch en.upload.State {
	case uploader.Failed, uploader.WaitingSignIn, uploader.WaitingNetwork, uploader.WaitingSite:
		changed.add(en, uploader.Waiting, uploader.Reason{})
	case uploader.DoneWarning:
		if en.upload.Reason.Code == uploader.ReasonExtrasFailed && !en.amending {
			// The upload is under way once more, to its last step. That is no move of the table: its video is not forgotten.
			upload := en.upload
			upload.State, upload.Reason = uploader.Waiting, uploader.Reason{}
			changed.uploads = append(changed.uploads, upload)
		}
	case uploader.Attention:
		switch code := en.upload.Reason.Code; {
		case code.Unclear(), code == uploader.ReasonIncomplete, code == uploader.ReasonHasFile, code == uploader.ReasonSentBefore:
		case code == uploader.ReasonStartsAgain:
			// The site forgot what was sent, and has no video of it: this is the person's word to begin anew.
			e.restart(en, en.upload.Source)
			e.resume(en)
		default:
			changed.add(en, uploader.Waiting, uploader.Reason{})
		}
	}
}

// release lets go on what waited for a sign-in to these accounts.
func (e *Engine) release(accounts map[uploader.AccountID]bool, changed *moves) {
	for _, id := range e.order {
		if en := e.entries[id]; accounts[en.upload.Account] && en.upload.State == uploader.WaitingSignIn && en.run == nil {
			changed.add(en, uploader.Waiting, uploader.Reason{})
		}
	}
}

// UploadAgain is a person's word that an upload whose end is unknown begins anew: what was sent is dropped, and a second video is accepted.
func (e *Engine) UploadAgain(id uploader.UploadID) {
	e.do(func() {
		for _, en := range e.find([]uploader.UploadID{id}) {
			if en.upload.State == uploader.Attention && en.upload.Reason.Code == uploader.ReasonSentBefore {
				// Nothing was begun yet, so this is no word to begin: Upload is pressed for it like for the others.
				upload := en.upload
				upload.State, upload.Reason = uploader.Ready, uploader.Reason{}
				e.put(e.judged(upload))
				continue
			}
			if en.run == nil && en.upload.State != uploader.Ready && en.replaceable() {
				if en.upload.Reason.Code == uploader.ReasonVideoGone {
					en.upload.Replaces = uploader.Replacement{}
				}
				e.restart(en, en.upload.Source)
				e.resume(en)
			}
		}
	})
}

// replaceable says that there is a file to begin anew with, and no video of it yet as far as anybody knows.
func (en *entry) replaceable() bool {
	return !en.upload.State.Arrived() && en.upload.State != uploader.Removed && en.upload.State != uploader.Preparing
}

// NewFile gives an upload another file, or the same one at another place. What was sent of an unchanged file is kept. It goes back into the
// queue if it was in it and stopped. Where a video of the file before may exist, a person must look first. A placeholder gets the file as
// its own; the file of a finished video is not touched, see ReplaceFile.
func (e *Engine) NewFile(id uploader.UploadID, source uploader.Source) {
	e.do(func() {
		for _, en := range e.find([]uploader.UploadID{id}) {
			switch {
			case en.run != nil:
			case en.replaceable():
				e.newFile(en, source)
			case en.upload.State.Arrived() && en.upload.Placeholder():
				e.fill(en, source, false)
			}
		}
	})
}

func (e *Engine) newFile(en *entry, source uploader.Source) {
	// Where the file goes into a video that exists, the one before cannot have made another.
	ownVideo := en.upload.Replaces.IsZero()
	unclear := en.upload.Reason.Code.Unclear() && ownVideo
	switch {
	case en.upload.Source.SameFile(source):
		upload := en.upload
		upload.Source.Path = source.Path
		e.put(upload)
	case en.inDoubt() && ownVideo:
		unclear = true
		en.transfer.Acked = nil
		e.replace(en, source)
	default:
		e.restart(en, source)
	}
	switch {
	case unclear:
		e.move(en, uploader.Attention, uploader.Reason{
			Code: uploader.ReasonUnclearEnd, Subject: en.upload.DisplayTitle(), Site: e.sites[en.upload.Account],
		})
	case en.upload.State == uploader.Attention || en.upload.State == uploader.Failed:
		e.resume(en)
	}
}

// restart drops what was sent and begins with source.
func (e *Engine) restart(en *entry, source uploader.Source) {
	if en.upload.Replaces.IsZero() {
		en.transfer = journal.Transfer{Direct: en.transfer.Direct}
	} else {
		en.transfer = forReplacing(en.transfer)
	}
	e.replace(en, source)
}

// replace writes down that nothing is known to be sent of source. The chunks of the file before go first: they must never stand beside
// another file.
func (e *Engine) replace(en *entry, source uploader.Source) {
	e.saveTransfer(en)
	upload := en.upload
	upload.Source = source
	if upload.Replaces.IsZero() {
		upload.Unconfirmed, upload.Result = nil, uploader.Result{}
	}
	upload.Progress = uploader.Progress{Size: source.Size, Processing: -1}
	e.put(upload)
}

// resume puts an upload back into the queue, if its form is complete.
func (e *Engine) resume(en *entry) {
	if reason := e.incomplete(en.upload); !reason.IsZero() {
		e.move(en, uploader.Attention, reason)
		return
	}
	e.move(en, uploader.Waiting, uploader.Reason{})
}

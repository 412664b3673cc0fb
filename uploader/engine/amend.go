package engine

import (
	"context"
	"errors"
	"slices"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// amendAtOnce bounds how many edits are on their way to one account's site, so that a change of a thousand videos is no burden on it.
const amendAtOnce = 2

// Update brings what was edited about videos that have arrived to their site. What was typed before they arrived follows by itself. What
// holds up an account is tried again.
func (e *Engine) Update(ids []uploader.UploadID) {
	e.do(func() {
		tried := make(map[uploader.AccountID]bool)
		for _, en := range e.recalled(ids) {
			en.refused = false
			// While an edit is on its way, the site is about to hold something else than it confirmed last.
			// What was taken off the list is told once it is back.
			if en.listed().State.Arrived() && (len(en.upload.Unconfirmed) > 0 || en.amending) {
				en.transfer.UpdateDue, en.updateAgain = true, en.amending
				e.saveTransfer(en)
				tried[en.upload.Account] = true
				delete(e.held, en.upload.Account)
			}
		}
		changed := moves{engine: e}
		e.release(tried, &changed)
		changed.put()
	})
}

// amendments starts bringing edits of videos that have arrived to their site, once typing has rested.
func (e *Engine) amendments() {
	now := e.config.Now()
	for _, id := range e.order {
		en := e.entries[id]
		account := en.upload.Account
		if !e.amendable(en) || now.Sub(en.edited).Abs() < editPause || e.amending[account] >= amendAtOnce {
			continue
		}
		en.amending, en.updateAgain, en.lookAgain = true, false, false
		e.amending[account]++
		w := &worker{
			engine: e, run: &run{signIn: e.signIns[account], ended: e.ctx.Done()}, id: id, upload: en.upload, transfer: en.transfer, gate: e.gate(account),
			amends: true,
		}
		e.owned.Go(func() {
			end, told := w.amend(e.ctx)
			e.do(func() { e.amended(w, end, told) })
		})
	}
}

// amendable says that the person changed a video that has arrived, and that its site can be told of it now.
func (e *Engine) amendable(en *entry) bool {
	nothing := len(en.upload.Unconfirmed) == 0 && !en.lookAgain || en.upload.State == uploader.DoneSent
	if !en.upload.State.Arrived() || !en.transfer.UpdateDue || nothing || en.amending || en.run != nil || en.refused {
		return false
	}
	if _, held := e.held[en.upload.Account]; held {
		return false
	}
	return !e.halfTyped(en.upload)
}

// halfTyped says that what was edited is not what anybody wants to see on the site: a title that was cleared to be typed anew, a date in
// the past on the way to one in the future.
func (e *Engine) halfTyped(upload uploader.Upload) bool {
	edited := func(field uploader.Field) bool { return slices.Contains(upload.Unconfirmed, field) }
	for _, problem := range upload.Metadata.Validate(e.config.Now(), e.fields[upload.Account]) {
		if edited(problem.Field) || problem.Field == uploader.FieldPublishAt && edited(uploader.FieldVisibility) {
			return true
		}
	}
	return false
}

// amend sends what was edited and reads the video back. told is what the site was told, nil when it could not be.
func (w *worker) amend(ctx context.Context) (end ending, told *uploader.Metadata) {
	if err := w.signIn(ctx); err != nil {
		return w.failed(ctx, err), nil
	}
	wanted := w.upload.Metadata
	video, err := w.readBack(ctx)
	if err != nil {
		var answer *twentythree.Error
		w.gone = errors.As(err, &answer) && answer.Kind == twentythree.KindNotFound
		return w.failed(ctx, err), nil
	}
	now := w.engine.config.Now()
	differs := video.Differences(wanted, now)
	differs = slices.DeleteFunc(differs, func(field uploader.Field) bool { return !slices.Contains(w.upload.Unconfirmed, field) })
	if len(differs) > 0 {
		w.transfer.Telling = differs
		if err := w.keep(); err != nil && !errors.Is(err, errNotKept) {
			return stoppedEnding(), nil
		}
		err := w.ask(ctx, func(ctx context.Context) error {
			return w.session.Client.UpdateVideo(ctx, video.VideoID, twentythree.Correction(video, wanted, differs, w.zone(), now))
		})
		if err != nil {
			return w.failed(ctx, err), nil
		}
		if video, err = w.readBack(ctx); err != nil {
			return w.failed(ctx, err), nil
		}
	}
	w.transfer.Telling = nil
	end = w.conclude(video, wanted, wanted)
	reason, err := w.bring(ctx)
	switch {
	case err != nil:
		return w.failed(ctx, err), nil
	case !reason.IsZero():
		return endingAt(uploader.DoneWarning, reason), &wanted
	}
	return end, &wanted
}

// amended takes in how that went. What was refused stays marked and is tried again after the next edit, sign-in or press of Retry.
func (e *Engine) amended(w *worker, end ending, told *uploader.Metadata) {
	account := w.upload.Account
	if e.amending[account]--; e.amending[account] == 0 {
		delete(e.amending, account)
	}
	defer e.tellBanner()
	en := e.entries[w.id]
	if en == nil {
		return
	}
	en.amending = false
	switch {
	case end.stopped():
	case w.gone:
		e.lost(en)
	case told == nil && end.state == uploader.WaitingSignIn:
		if w.run.signIn == e.signIns[account] {
			e.held[account] = end.reason
			e.notTaken(en, end)
		}
	case told == nil:
		en.refused = true
		e.notTaken(en, end)
	default:
		en.transfer.Confirmed, en.transfer.Telling, en.transfer.UpdateDue = told, nil, en.updateAgain
		e.saveTransfer(en)
		upload := en.upload
		if !upload.Replaces.IsZero() {
			// Another file is on its way to the video.
			return
		}
		listed := en.listed()
		listed.Result = w.upload.Result
		upload.Result, upload.Unconfirmed = listed.Result, behind(en.transfer, listed)
		e.put(upload)
		e.arrive(en, end.state, end.reason)
	}
}

// lost notes that the site has no such video any more: nothing that was edited can be told to anybody.
func (e *Engine) lost(en *entry) {
	upload := en.upload
	if en.transfer.Confirmed != nil {
		upload.Metadata = en.transfer.Confirmed.Clone()
	}
	upload.Unconfirmed, upload.Result.Gone = nil, true
	en.transfer.UpdateDue, en.transfer.Telling = false, nil
	e.saveTransfer(en)
	e.put(upload)
}

// notTaken says that the site still shows something else than was typed.
func (e *Engine) notTaken(en *entry, end ending) {
	e.config.Logger.Warn("an edit of a video that has arrived was not taken", "id", en.upload.ID, "reason", end.reason.Code)
	if len(en.upload.Unconfirmed) == 0 {
		// It was taken back meanwhile: what the site shows is to be looked at, not warned of.
		en.lookAgain, en.transfer.UpdateDue = true, true
		e.saveTransfer(en)
		return
	}
	reason := uploader.Reason{Code: uploader.ReasonNotAsAsked, Site: e.sites[en.upload.Account], Fields: en.upload.Unconfirmed}
	e.arrive(en, uploader.DoneWarning, reason)
}

// arrive moves an upload whose video exists; one that was taken off the list stays off it and is there when it is restored.
func (e *Engine) arrive(en *entry, state uploader.State, reason uploader.Reason) {
	if !en.upload.Replaces.IsZero() {
		return
	}
	if en.upload.State == uploader.Removed {
		en.before, en.reason = state, reason
		return
	}
	e.move(en, state, reason)
}

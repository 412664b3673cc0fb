package engine

import (
	"context"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/transfer"
)

// schedule starts workers while there are free places and uploads that wait, in the order of the list. Nothing new starts while the list
// cannot be saved.
func (e *Engine) schedule() {
	if e.ctx.Err() != nil || len(e.unsaved) > 0 {
		return
	}
	e.amendments()
	for _, id := range e.order {
		if e.running >= e.config.Files {
			return
		}
		en := e.entries[id]
		if en.upload.State != uploader.Waiting || en.run != nil {
			continue
		}
		if reason, held := e.held[en.upload.Account]; held {
			e.move(en, uploader.WaitingSignIn, reason)
			continue
		}
		e.begin(en)
	}
}

// begin starts the worker on an upload.
func (e *Engine) begin(en *entry) {
	if reason := e.incomplete(en.upload); !reason.IsZero() && en.transfer.CompletingSince.IsZero() && en.upload.Result.VideoID == "" {
		e.move(en, uploader.Attention, reason)
		return
	}
	ctx, stop := context.WithCancel(e.ctx)
	acked := planOf(en.transfer, en.upload.Source).AckedBytes(en.transfer.Acked)
	r := &run{
		stop: stop, phase: uploader.Uploading, edited: make(chan struct{}, 1),
		meter: transfer.NewMeter(en.upload.Source.Size, acked),
	}
	en.run = r
	e.running++
	w := &worker{
		engine: e, run: r, id: en.upload.ID, upload: en.upload, transfer: en.transfer, gate: e.gate(en.upload.Account),
		confirming: make(chan struct{}, 1),
	}
	e.show(en)
	e.owned.Go(func() {
		defer stop()
		end := w.work(ctx)
		e.finishRun(func() { e.ended(en, r, w, end) })
	})
}

// finishRun hands a worker's last word to the loop. While closing there is nobody to hear it: the journal has all of it.
func (e *Engine) finishRun(f func()) {
	select {
	case e.commands <- f:
	case <-e.ctx.Done():
	}
}

// ended takes in what a worker leaves behind.
func (e *Engine) ended(en *entry, r *run, w *worker, end ending) {
	en.run = nil
	e.running--
	en.transfer = w.transfer
	upload := en.upload
	upload.Result, upload.Progress = w.upload.Result, r.meter.Progress(e.config.Now())
	upload.Progress.Rate, upload.Progress.Left = 0, 0
	upload.Progress.Written = upload.Progress.Acked
	if end.processing >= 0 {
		upload.Progress.Processing = end.processing
	}
	if end.state.Arrived() {
		upload.Progress.Acked, upload.Progress.Written = upload.Source.Size, upload.Source.Size
		upload.Finished = e.config.Now()
	}
	upload.Unconfirmed = nil
	if en.transfer.Confirmed != nil {
		// What was typed while the site's answer was out is still to be told.
		upload.Unconfirmed = en.transfer.Confirmed.Differs(upload.Metadata)
	}
	arrived := end.state.Arrived() && upload.State != uploader.Removed
	en.upload = upload
	switch {
	case r.dismissed && !arrived, end.stopped():
		e.hub.publish(uploader.Update{Uploads: []uploader.Upload{upload}})
	case !end.state.Arrived() && end.reason.Code.Scope() == uploader.ScopeAccount && end.state == uploader.WaitingSignIn:
		e.held[upload.Account] = end.reason
		e.move(en, end.state, end.reason)
	default:
		e.settle(en, end)
	}
}

// settle moves an upload to where its worker left it. A pause that came too late yields to the video that exists.
func (e *Engine) settle(en *entry, end ending) {
	if en.upload.State == uploader.Paused && end.state.Arrived() {
		e.move(en, uploader.Waiting, uploader.Reason{})
		e.move(en, uploader.Finishing, uploader.Reason{})
	}
	e.move(en, end.state, end.reason)
}

// show sets the state of a running upload after its phase and what holds its site up.
func (e *Engine) show(en *entry) {
	r := en.run
	if r == nil || r.dismissed {
		return
	}
	reason := e.gate(en.upload.Account).Reason()
	if r.shut && !reason.IsZero() {
		reason.Site = e.sites[en.upload.Account]
		e.move(en, waitingState(reason), reason)
		return
	}
	reason = uploader.Reason{}
	if r.phase == uploader.Checking {
		reason.Code = uploader.ReasonUnclear
	}
	e.move(en, r.phase, reason)
}

func waitingState(reason uploader.Reason) uploader.State {
	switch reason.Code {
	case uploader.ReasonBusy, uploader.ReasonBusyLong, uploader.ReasonUnknownAnswer:
		return uploader.WaitingSite
	}
	return uploader.WaitingNetwork
}

// gateChanged takes in that an account's site cannot be reached, or can again.
func (e *Engine) gateChanged(account uploader.AccountID, reason uploader.Reason) {
	for _, id := range e.order {
		if en := e.entries[id]; en.run != nil && en.upload.Account == account {
			en.run.shut = !reason.IsZero()
			e.show(en)
		}
	}
	if reason.Code.Scope() == uploader.ScopeRow {
		reason = uploader.Reason{}
	}
	if e.banner.Code != reason.Code {
		e.banner = reason
		e.hub.publish(uploader.Update{Banner: &reason})
	}
}

// nothingMoves says that nothing needs the ticker.
func (e *Engine) nothingMoves() bool {
	if e.running > 0 || len(e.unsaved) > 0 {
		return false
	}
	for _, id := range e.order {
		if en := e.entries[id]; en.upload.State == uploader.Removed || en.amendable() {
			return false
		}
	}
	return true
}

// beat tells how far the running uploads are, and does what waits for its time.
func (e *Engine) beat() {
	now := e.config.Now()
	var moved map[uploader.UploadID]uploader.Progress
	for _, id := range e.order {
		en := e.entries[id]
		if en.run == nil || en.run.dismissed {
			continue
		}
		progress := en.run.meter.Progress(now)
		if en.upload.State != uploader.Uploading {
			progress.Rate, progress.Left = 0, 0
		}
		if progress == en.upload.Progress {
			continue
		}
		en.upload.Progress = progress
		if moved == nil {
			moved = make(map[uploader.UploadID]uploader.Progress)
		}
		moved[id] = progress
	}
	if moved != nil {
		e.hub.publish(uploader.Update{Progress: moved})
	}
	if now.Sub(e.housekept) >= time.Second {
		e.housekept = now
		e.forget(now)
	}
	if now.Sub(e.savedAgain) >= saveAgainEvery {
		e.savedAgain = now
		e.saveAgain()
	}
}

// saveAgainEvery is how often a list that could not be saved is tried again.
const saveAgainEvery = 10 * time.Second

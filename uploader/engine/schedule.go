package engine

import (
	"context"
	"maps"
	"slices"
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
	running, away := e.places()
	held := moves{engine: e}
	following := e.following()
	for _, id := range e.order {
		en := e.entries[id]
		if en.upload.State != uploader.Waiting || en.run != nil || en.amending || away[en.upload.Account] {
			continue
		}
		// A video that is there already does not wait behind the files of others.
		there := en.upload.Result.VideoID != "" && following < finishingBeside
		if running >= e.config.Files && !there {
			continue
		}
		if reason, waits := e.held[en.upload.Account]; waits {
			held.add(en, uploader.WaitingSignIn, reason)
			continue
		}
		switch {
		case !e.begin(en):
		case there:
			following++
		default:
			running++
		}
	}
	held.put()
}

// finishingBeside is how many uploads that only wait for their site's answer take no place: the link is free for the next one.
const finishingBeside = 2

// following counts the uploads under way whose video is there already.
func (e *Engine) following() (count int) {
	for _, en := range e.runs {
		if en.upload.Result.VideoID != "" {
			count++
		}
	}
	return count
}

// places counts the taken ones. An upload that waits for a site of its own account that is away takes none: the other accounts' uploads
// go on, its own account's do not.
func (e *Engine) places() (running int, away map[uploader.AccountID]bool) {
	finishing := 0
	for _, en := range e.runs {
		account := en.upload.Account
		if en.finishing() && !en.run.shut && finishing < finishingBeside {
			finishing++
			continue
		}
		if e.isAway(en) {
			if away == nil {
				away = make(map[uploader.AccountID]bool)
			}
			away[account] = true
			continue
		}
		running++
	}
	return running, away
}

// isAway says that a running upload waits for a site of its own account.
func (e *Engine) isAway(en *entry) bool {
	return en.run.shut && e.gate(en.upload.Account).Reason().Code.Scope() == uploader.ScopeAccount
}

// begin starts the worker on an upload, if its form is complete.
func (e *Engine) begin(en *entry) bool {
	if reason := e.incomplete(en.upload); !reason.IsZero() && en.transfer.CompletingSince.IsZero() && en.upload.Result.VideoID == "" {
		e.move(en, uploader.Attention, reason)
		return false
	}
	ctx, stop := context.WithCancel(e.ctx)
	acked := planOf(en.transfer, en.upload.Source).AckedBytes(en.transfer.Acked)
	if en.upload.Result.VideoID != "" {
		acked = en.upload.Source.Size
	}
	r := &run{
		stop: stop, ended: ctx.Done(), phase: uploader.Uploading, edited: make(chan struct{}, 1), yield: make(chan struct{}),
		meter: transfer.NewMeter(en.upload.Source.Size, acked), signIn: e.signIns[en.upload.Account],
		shut: !e.gate(en.upload.Account).Reason().IsZero(),
	}
	if en.upload.Result.Started.IsZero() {
		en.upload.Result.Started = e.config.Now()
	}
	en.run = r
	e.runs[en.upload.ID] = en
	w := &worker{
		engine: e, run: r, id: en.upload.ID, upload: en.upload, transfer: en.transfer, gate: e.gate(en.upload.Account),
		pace: e.pace(en.upload.Account), confirming: make(chan struct{}, 1), carried: en.carried,
	}
	e.show(en)
	if len(e.unsaved) > 0 {
		stop()
		e.notBegun(en)
		return false
	}
	e.owned.Go(func() {
		defer stop()
		end := w.work(ctx)
		e.do(func() { e.ended(en, r, w, end) })
	})
	return true
}

// ended takes in what a worker leaves behind.
func (e *Engine) ended(en *entry, r *run, w *worker, end ending) {
	en.run = nil
	delete(e.runs, w.id)
	e.keepPace(w.upload.Account)
	defer e.tellBanner()
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
		upload.Unconfirmed = untold(en.transfer, upload.Metadata)
	}
	if end.state.Arrived() {
		upload.Unconfirmed = append(upload.Unconfirmed, upload.OutstandingFields()...)
	}
	arrived := end.state.Arrived() && upload.State != uploader.Removed
	en.upload = upload
	if w.unsaved {
		e.saveTransfer(en)
	}
	switch {
	case r.dismissed && !arrived, end.stopped():
		e.hub.publish(uploader.Update{Uploads: []uploader.Upload{upload}})
		if upload.State == uploader.Paused && upload.Result.VideoID != "" {
			// The pause came too late: the video exists, only reading it back is left.
			e.move(en, uploader.Waiting, uploader.Reason{})
		} else if r.yielding && !r.dismissed {
			e.move(en, uploader.Waiting, uploader.Reason{})
		}
	case end.state == uploader.WaitingSignIn && (r.signIn != e.signIns[w.upload.Account] || upload.Account != w.upload.Account):
		// Somebody has signed in meanwhile.
		e.move(en, uploader.Waiting, uploader.Reason{})
	case end.state == uploader.WaitingSignIn:
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
	}
	if en.upload.State == uploader.Waiting && end.state.Arrived() {
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
	if !r.withheld.IsZero() {
		e.move(en, uploader.WaitingSignIn, r.withheld)
		return
	}
	reason := e.gate(en.upload.Account).Reason()
	if r.shut && !reason.IsZero() {
		reason.Site = e.sites[en.upload.Account]
		e.move(en, waitingState(reason), reason)
		return
	}
	reason = uploader.Reason{}
	switch r.phase {
	case uploader.Checking:
		reason.Code = uploader.ReasonUnclear
	case uploader.Uploading:
		reason = r.remarked
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

// gateChanged takes in that an account's site cannot be reached, or can again. What holds now counts: news may overtake each other.
func (e *Engine) gateChanged(account uploader.AccountID) {
	shut := !e.gate(account).Reason().IsZero()
	for _, en := range e.runs {
		if en.upload.Account == account {
			en.run.shut = shut
			e.show(en)
		}
	}
	e.tellBanner()
}

// tellBanner says what holds up more than a row. A site that nothing is on its way to is nobody's concern.
func (e *Engine) tellBanner() {
	concerned := make(map[uploader.AccountID]bool)
	for _, en := range e.runs {
		concerned[en.upload.Account] = true
	}
	for account := range e.amending {
		concerned[account] = true
	}
	var banner uploader.Reason
	for _, account := range slices.Sorted(maps.Keys(concerned)) {
		if reason := e.gate(account).Reason(); banner.IsZero() && reason.Code.Scope() != uploader.ScopeRow {
			banner = reason
			banner.Site = e.sites[account]
		}
	}
	if e.banner.Code == banner.Code && e.banner.Site == banner.Site && e.banner.NextTry.Equal(banner.NextTry) {
		return
	}
	e.banner = banner
	if len(e.unsaved) == 0 {
		e.hub.publish(uploader.Update{Banner: &banner})
	}
}

// nothingMoves says that nothing needs the ticker.
func (e *Engine) nothingMoves() bool {
	if len(e.runs) > 0 || len(e.unsaved) > 0 {
		return false
	}
	for _, id := range e.order {
		if e.amendable(e.entries[id]) {
			return false
		}
	}
	return true
}

// beat tells how far the running uploads are, and does what waits for its time.
func (e *Engine) beat() {
	now := e.config.Now()
	var moved map[uploader.UploadID]uploader.Progress
	for id, en := range e.runs {
		if en.run.dismissed {
			continue
		}
		progress := en.run.meter.Progress(now)
		if en.upload.State != uploader.Uploading {
			progress.Rate, progress.Left = 0, 0
		} else if remark := e.remark(en, progress, now); remark.Code != en.run.remarked.Code {
			en.run.remarked = remark
			e.show(en)
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
	if now.Sub(e.savedAgain).Abs() >= saveAgainEvery {
		e.savedAgain = now
		e.saveAgain()
	}
}

// saveAgainEvery is how often a list that could not be saved is tried again.
const saveAgainEvery = 10 * time.Second

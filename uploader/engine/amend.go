package engine

import (
	"context"
	"slices"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// amendments starts bringing edits of videos that have arrived to their site, once typing has rested.
func (e *Engine) amendments() {
	now := e.config.Now()
	for _, id := range e.order {
		en := e.entries[id]
		if !en.amendable() || now.Sub(en.edited) < editPause {
			continue
		}
		if _, held := e.held[en.upload.Account]; held {
			continue
		}
		en.amending = true
		w := &worker{engine: e, run: &run{}, id: id, upload: en.upload, transfer: en.transfer, gate: e.gate(en.upload.Account)}
		e.owned.Go(func() {
			end, told := w.amend(e.ctx)
			e.finishRun(func() { e.amended(w, end, told) })
		})
	}
}

// amendable says that the person changed a video that has arrived, and that its site does not know yet.
func (en *entry) amendable() bool {
	return en.upload.State.Arrived() && len(en.upload.Unconfirmed) > 0 && !en.amending && en.run == nil && !en.refused
}

// amend sends what was edited and reads the video back. told is what the site was told, nil when it could not be.
func (w *worker) amend(ctx context.Context) (end ending, told *uploader.Metadata) {
	session, err := w.engine.config.Session(ctx, w.upload.Account)
	if err != nil {
		return w.failed(ctx, err), nil
	}
	w.session = session
	wanted := w.upload.Metadata
	video, err := w.readBack(ctx)
	if err != nil {
		return w.failed(ctx, err), nil
	}
	now := w.engine.config.Now()
	differs := video.Differences(wanted, now)
	differs = slices.DeleteFunc(differs, func(field uploader.Field) bool { return !slices.Contains(w.upload.Unconfirmed, field) })
	if len(differs) > 0 {
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
	return w.conclude(video, wanted), &wanted
}

// amended takes in how that went. What was refused stays marked and is tried again after the next edit.
func (e *Engine) amended(w *worker, end ending, told *uploader.Metadata) {
	en := e.entries[w.id]
	if en == nil {
		return
	}
	en.amending = false
	if end.stopped() {
		return
	}
	if told == nil {
		en.refused = true
		e.config.Logger.Warn("an edit of a video that has arrived was not taken", "id", w.id, "reason", end.reason.Code)
		if en.upload.State.CanBecome(uploader.DoneWarning) {
			reason := uploader.Reason{Code: uploader.ReasonNotAsAsked, Site: e.sites[en.upload.Account], Fields: en.upload.Unconfirmed}
			e.move(en, uploader.DoneWarning, reason)
		}
		return
	}
	en.transfer.Confirmed = told
	e.saveTransfer(en)
	upload := en.upload
	upload.Result = w.upload.Result
	upload.Unconfirmed = unconfirmed(en.transfer, upload)
	e.put(upload)
	e.move(en, end.state, end.reason)
}

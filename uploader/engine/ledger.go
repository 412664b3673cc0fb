package engine

import (
	"context"
	"slices"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/crashpoint"
)

// ledger is the worker as its transfer sees it: the place where what must survive is written down.
type ledger worker

// Acked implements transfer.Ledger.
func (l *ledger) Acked(chunk int, checksum uint32) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.transfer.Acked == nil {
		l.transfer.Acked = make(map[int]uint32)
	}
	l.transfer.Acked[chunk] = checksum
	crashpoint.Before("an acknowledgement")
	if err := (*worker)(l).keepAck(chunk, checksum); err != nil {
		return err
	}
	crashpoint.After("an acknowledgement")
	return nil
}

// Completing implements transfer.Ledger: pending edits are confirmed, then the journal says that the file may be complete from now on.
func (l *ledger) Completing(ctx context.Context) error {
	w := (*worker)(l)
	if err := w.confirm(ctx); err != nil && (ctx.Err() != nil || !w.guest()) {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	completing, since := l.completing, l.transfer.CompletingSince
	l.completing = true
	if since.IsZero() {
		l.transfer.CompletingSince = l.engine.config.Now()
	}
	crashpoint.Before("completing")
	err := w.keepWithin(ctx)
	crashpoint.After("completing")
	if err != nil {
		l.completing, l.transfer.CompletingSince = completing, since
	}
	return err
}

// Stale implements transfer.Ledger.
func (l *ledger) Stale() bool {
	w := (*worker)(l)
	if w.replaces() {
		return false
	}
	metadata := w.metadata()
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.transfer.Confirmed != nil && len(w.carriedUntold(metadata)) > 0
}

// NotCompleted implements transfer.Ledger.
func (l *ledger) NotCompleted() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.completing = false
	if l.checked {
		// An earlier completing request did leave: the doubt stays.
		return nil
	}
	l.transfer.CompletingSince = time.Time{}
	return (*worker)(l).keep()
}

// editPause is how long typing must rest before an edit is sent to the site.
const editPause = time.Second

// confirmEdits sends edits to the site while the file is on its way, so that the mark beside the field goes. The function it answers
// ends that and waits for it.
func (w *worker) confirmEdits(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-ctx.Done():
				return
			case <-w.run.edited:
			}
			select {
			case <-ctx.Done():
				return
			case <-time.After(editPause):
			}
			w.mu.Lock()
			completing := w.completing
			w.mu.Unlock()
			if completing {
				continue
			}
			if err := w.confirm(ctx); err != nil && ctx.Err() == nil {
				w.engine.config.Logger.Warn("an edit waits for the end of the upload", "id", w.id, "error", err)
			}
		}
	}()
	return func() { cancel(); <-done }
}

// carried are the fields a token can still be told of; the rest follows once the video exists.
var carried = []uploader.Field{
	uploader.FieldTitle, uploader.FieldDescription, uploader.FieldTags, uploader.FieldCategories, uploader.FieldVisibility,
}

// carriedUntold lists what a site that was told something is not known to hold as it was typed, and can still be told.
func (w *worker) carriedUntold(typed uploader.Metadata) []uploader.Field {
	return slices.DeleteFunc(untold(w.transfer, typed), func(field uploader.Field) bool { return !slices.Contains(w.tellable(), field) })
}

// confirm tells the site what was edited since it was last told. One at a time does so; what is known of the transfer is not locked while
// the site is asked, since acknowledgements must be written down meanwhile.
func (w *worker) confirm(ctx context.Context) error {
	if w.replaces() {
		// The video is there to be told itself, once it has its file.
		return nil
	}
	select {
	case w.confirming <- struct{}{}:
		defer func() { <-w.confirming }()
	case <-ctx.Done():
		return ctx.Err()
	}
	metadata := w.metadata()
	if reason := w.incomplete(metadata); !reason.IsZero() {
		return &uploader.ReasonError{Reason: reason}
	}
	confirmed, err := w.aboutToTell(ctx, metadata)
	if confirmed == nil || err != nil {
		return err
	}
	err = w.ask(ctx, func(ctx context.Context) error {
		return w.tellToken(ctx, metadata)
	})
	if err != nil {
		return err
	}
	told := confirmed.Clone()
	told.Title, told.Description, told.Tags = metadata.Title, metadata.Description, metadata.Tags
	told.Categories, told.Visibility = metadata.Categories, metadata.Visibility
	w.mu.Lock()
	w.transfer.Confirmed, w.transfer.Telling = &told, nil
	err = w.keep()
	w.mu.Unlock()
	if err != nil {
		return err
	}
	w.tellConfirmed(&told)
	return nil
}

// aboutToTell notes what the site is to be told, since it may hold that from now on whatever becomes of the answer. confirmed is what it was told
// before, nil when there is nothing to tell.
func (w *worker) aboutToTell(ctx context.Context, metadata uploader.Metadata) (confirmed *uploader.Metadata, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.transfer.Confirmed == nil {
		return nil, nil
	}
	fields := w.carriedUntold(metadata)
	if len(fields) == 0 {
		return nil, nil
	}
	w.transfer.Telling = fields
	return w.transfer.Confirmed, w.keepWithin(ctx)
}

// tellConfirmed lets the loop know what the site holds, so that the marks beside the fields are right.
func (w *worker) tellConfirmed(confirmed *uploader.Metadata) {
	w.engine.do(func() {
		en := w.engine.entries[w.id]
		if en == nil || en.run != w.run {
			return
		}
		en.transfer.Confirmed, en.transfer.Telling = confirmed, nil
		upload := en.upload
		upload.Unconfirmed = unconfirmed(en.transfer, upload)
		if !slices.Equal(upload.Unconfirmed, en.upload.Unconfirmed) {
			w.engine.put(upload)
		}
	})
}

func (w *worker) incomplete(metadata uploader.Metadata) (reason uploader.Reason) {
	upload := w.upload
	upload.Metadata = metadata
	_ = w.engine.ask(func() { reason = w.engine.incomplete(upload) })
	return reason
}

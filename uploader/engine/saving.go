package engine

import (
	"context"
	"errors"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/journal"
)

// save writes to the journal. When that cannot be done, the change stays in memory, the person is told once, and the loop tries again.
func (e *Engine) save(uploads []uploader.Upload) {
	var err error
	for _, upload := range uploads {
		if e.entries[upload.ID].transferUnsaved {
			// The row of another file must never stand beside the chunks of the one before.
			err = errTransferFirst
		}
	}
	if err == nil {
		err = e.saveListed(uploads)
	}
	if err == nil {
		waited := len(e.unsaved) > 0
		for _, upload := range uploads {
			delete(e.unsaved, upload.ID)
		}
		if waited && len(e.unsaved) == 0 {
			e.savedAll()
		}
		return
	}
	e.config.Logger.Warn("the list could not be saved", "error", err)
	e.tellUnsaved(err)
	for _, upload := range uploads {
		e.unsaved[upload.ID] = true
	}
}

var errTransferFirst = errors.New("how far an upload has come is to be saved first")

func (e *Engine) tellUnsaved(err error) {
	if len(e.unsaved) > 0 {
		return
	}
	reason, known := reasonOf(err)
	if !known {
		reason = uploader.Reason{Code: uploader.ReasonDiskFull, Technical: err.Error()}
	}
	e.hub.publish(uploader.Update{Banner: &reason})
}

// saveTransfer writes how far an upload has come that no worker is on.
func (e *Engine) saveTransfer(en *entry) {
	err := e.config.Journal.SaveTransfer(context.Background(), en.upload.ID, en.transfer)
	en.transferUnsaved = err != nil
	if err != nil {
		e.config.Logger.Warn("how far an upload has come could not be saved", "upload", en.upload.ID, "error", err)
		e.tellUnsaved(err)
		e.unsaved[en.upload.ID] = true
	}
}

// saveAgain writes what could not be written before.
func (e *Engine) saveAgain() {
	if len(e.unsaved) == 0 {
		return
	}
	var uploads []uploader.Upload
	var unknown []*entry
	for id := range e.unsaved {
		en := e.entries[id]
		if en == nil {
			continue
		}
		uploads = append(uploads, en.upload)
		if !en.transferUnsaved {
			continue
		}
		err := e.config.Journal.SaveTransfer(context.Background(), id, en.transfer)
		switch {
		case errors.Is(err, journal.ErrUnknownUpload):
			unknown = append(unknown, en)
		case err != nil:
			return
		default:
			en.transferUnsaved = false
		}
	}
	if err := e.saveListed(uploads); err != nil {
		return
	}
	clear(e.unsaved)
	for _, en := range unknown {
		e.saveTransfer(en)
	}
	if len(e.unsaved) == 0 {
		e.savedAll()
	}
}

// savedAll writes down the order, which nothing else remembers, and takes the word of unsaved changes back.
func (e *Engine) savedAll() {
	e.saveOrder()
	banner := e.banner
	e.hub.publish(uploader.Update{Banner: &banner})
}

func (e *Engine) saveOrder() {
	if err := e.config.Journal.SaveOrder(context.Background(), e.order); err != nil {
		e.config.Logger.Error("the order of the list could not be saved", "error", err)
	}
}

// notBegun takes back the begin of an upload: nothing new starts while the list cannot be saved.
func (e *Engine) notBegun(en *entry) {
	en.run = nil
	delete(e.runs, en.upload.ID)
	e.move(en, uploader.Waiting, uploader.Reason{})
}

// keep journals what is known of the transfer. While the journal cannot be written it waits, until the run is to end: what follows must
// not happen unrecorded.
func (w *worker) keep() error { return w.keepWithin(context.Background()) }

// keepWithin is keep for somebody who does not wait for ever.
func (w *worker) keepWithin(ctx context.Context) error {
	if w.amends {
		return w.keepAmended()
	}
	for {
		err := w.engine.config.Journal.SaveTransfer(context.Background(), w.id, w.transfer)
		w.unsaved = err != nil
		if err == nil || !spaceMends(err) {
			return err
		}
		w.tellUnsaved(err)
		select {
		case <-w.run.ended:
			return err
		case <-ctx.Done():
			return err
		case <-time.After(saveAgainEvery):
		}
	}
}

// keepAmended hands what an edit has brought about to the loop, which goes on changing the upload meanwhile: its video may be given another file.
func (w *worker) keepAmended() error {
	saved := true
	err := w.engine.ask(func() {
		if en := w.engine.entries[w.id]; en != nil {
			t := &en.transfer
			t.Confirmed, t.Telling = w.transfer.Confirmed, w.transfer.Telling
			t.Subtitle, t.SubtitleSum = w.transfer.Subtitle, w.transfer.SubtitleSum
			w.engine.saveTransfer(en)
			saved = !en.transferUnsaved
		}
	})
	if err == nil && !saved {
		err = errNotKept
	}
	return err
}

// keepAck journals a confirmed chunk. While the journal cannot be written the upload goes on: a crash would cost bytes that go again, and
// the last request still waits until all is written down.
func (w *worker) keepAck(chunk int, checksum uint32) error {
	var err error
	if w.unsaved {
		err = w.engine.config.Journal.SaveTransfer(context.Background(), w.id, w.transfer)
	} else {
		err = w.engine.config.Journal.Ack(context.Background(), w.id, chunk, checksum)
	}
	w.unsaved = err != nil
	if err != nil && spaceMends(err) {
		w.tellUnsaved(err)
		return nil
	}
	return err
}

// spaceMends says that the journal cannot be written for now, as opposed to never.
func spaceMends(err error) bool {
	reason, known := reasonOf(err)
	return known && (reason.Code == uploader.ReasonDiskFull || reason.Code == uploader.ReasonUnknown)
}

func (w *worker) tellUnsaved(err error) {
	w.engine.config.Logger.Warn("how far an upload has come could not be saved", "upload", w.id, "error", err)
	w.engine.do(func() {
		if w.engine.entries[w.id] != nil {
			w.engine.tellUnsaved(err)
			w.engine.unsaved[w.id] = true
		}
	})
}

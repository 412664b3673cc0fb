package engine

import (
	"context"
	"slices"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/transfer"
)

// entry is one upload as the loop knows it.
type entry struct {
	upload   uploader.Upload
	transfer journal.Transfer
	// before and reason are what to go back to when a removed upload is restored.
	before uploader.State
	reason uploader.Reason
	// edited is when the person last changed it; amending says that an edit of the arrived video is on its way to the site, refused that
	// the site did not take the last one.
	edited            time.Time
	amending, refused bool
	// lookAgain says that the site was said to show something else than was typed, and that what was typed since has taken that back.
	lookAgain bool
	// updateAgain says that Update was pressed again while an edit was on its way.
	updateAgain bool
	// transferUnsaved says that the journal holds an older transfer than this one.
	transferUnsaved bool
	// carried says that it was under way in an earlier start of the program, and that the site was not asked yet whether it has finished since.
	carried bool
	// inHistory says that the history holds it, site what its site was called when it was put there.
	inHistory bool
	site      string
	// run is the worker on it, nil while there is none. There is never a second one.
	run *run
}

// listed is the upload as it stands on the list, or as it will when it is restored.
func (en *entry) listed() uploader.Upload {
	upload := en.upload
	if upload.State == uploader.Removed {
		upload.State, upload.Reason = en.before, en.reason
	}
	return upload
}

// relisted is what to put of a changed listed upload: one that was taken off the list stays off it and keeps the change for later.
func (en *entry) relisted(upload uploader.Upload) uploader.Upload {
	if en.upload.State == uploader.Removed {
		en.before, en.reason = upload.State, upload.Reason
		upload.State, upload.Reason = uploader.Removed, uploader.Reason{}
	}
	return upload
}

// inDoubt says that a request may have left that made a video nobody has heard of yet.
func (en *entry) inDoubt() bool {
	return !en.transfer.CompletingSince.IsZero() || !en.transfer.DirectSince.IsZero() || en.upload.Result.VideoID != ""
}

// run is one worker's time on an upload.
type run struct {
	stop context.CancelFunc
	// ended is closed when the run is to come to its end.
	ended <-chan struct{}
	// phase is the state when nothing holds it up.
	phase uploader.State
	meter *transfer.Meter
	// edited is told when the metadata changed.
	edited chan struct{}
	// yield is closed when another upload goes first: the transfer ends between two chunks.
	yield    chan struct{}
	yielding bool
	// slowSince is since when the connection is very slow, remarked what was last said of that.
	slowSince time.Time
	remarked  uploader.Reason
	// shut says that the gate told that the site cannot be reached.
	shut bool
	// withheld is what a person is being asked for before the account can be used, zero when nobody is.
	withheld uploader.Reason
	// dismissed says that the loop has decided what becomes of the upload: what the worker still says of states is void.
	dismissed bool
	// signIn is how often the account had been signed in to when the run began.
	signIn int
}

// adopt takes in what the journal held. What was under way goes on by itself, and begins with the question whether the video exists already
// where a completing request may have left.
func (e *Engine) adopt(record journal.Record) {
	upload := e.withdrawn(record)
	switch {
	case upload.State == uploader.Removed:
		e.forgotten = append(e.forgotten, upload.ID)
		return
	case upload.State == uploader.Preparing:
		e.growing = append(e.growing, upload)
	case upload.State == uploader.Extras && upload.Result.VideoID != "":
		upload.State = uploader.Waiting
	case upload.State.Started() && (upload.State != uploader.Paused || upload.Result.VideoID != ""):
		upload.State, upload.Reason = uploader.Waiting, uploader.Reason{}
	}
	if plan := planOf(record.Transfer, upload.Source); plan.ChunkSize > 0 && !upload.State.Arrived() {
		upload.Progress = uploader.Progress{Acked: plan.AckedBytes(record.Transfer.Acked), Size: upload.Source.Size, Processing: -1}
		if upload.Result.VideoID != "" {
			upload.Progress.Acked = upload.Source.Size
		}
		upload.Progress.Written = upload.Progress.Acked
	}
	e.entries[upload.ID] = &entry{upload: upload, transfer: record.Transfer, carried: upload.State.Started()}
	e.order = append(e.order, upload.ID)
}

func planOf(t journal.Transfer, source uploader.Source) transfer.Plan {
	return transfer.Plan{Size: source.Size, ChunkSize: t.ChunkSize}
}

func (e *Engine) snapshots(ids []uploader.UploadID) []uploader.Upload {
	uploads := make([]uploader.Upload, 0, len(ids))
	for _, id := range ids {
		uploads = append(uploads, e.entries[id].upload)
	}
	return uploads
}

// put makes a snapshot the newest: journalled first, then told.
func (e *Engine) put(uploads ...uploader.Upload) {
	for _, upload := range uploads {
		e.entries[upload.ID].upload = upload
	}
	e.save(uploads)
	e.hub.publish(uploader.Update{Uploads: uploads})
}

// move changes the state if the move is legal, and says so in the log if it is not: an illegal move is a defect, never a crash.
func (e *Engine) move(en *entry, state uploader.State, reason uploader.Reason) {
	if upload, differs := e.moved(en, state, reason); differs {
		e.put(upload)
	}
}

// moved gives what move puts, for many uploads that are written down together.
func (e *Engine) moved(en *entry, state uploader.State, reason uploader.Reason) (moved uploader.Upload, differs bool) {
	if !en.upload.State.CanBecome(state) {
		e.config.Logger.Error("illegal move refused", "upload", en.upload.ID, "from", en.upload.State, "to", state)
		return en.upload, false
	}
	upload := en.upload
	upload.State, upload.Reason = state, reason
	if en.run != nil {
		upload.Progress = en.run.meter.Progress(e.config.Now())
	}
	if state != uploader.Uploading {
		upload.Progress.Rate, upload.Progress.Left = 0, 0
	}
	if en.upload.State == state && sameReason(en.upload.Reason, reason) {
		return upload, false
	}
	e.config.Logger.Info("upload", "id", upload.ID, "state", state, "reason", reason.Code)
	return upload, true
}

// moves collects what one command does to many uploads, so that it costs few writes.
type moves struct {
	engine  *Engine
	uploads []uploader.Upload
}

func (m *moves) add(en *entry, state uploader.State, reason uploader.Reason) {
	if upload, differs := m.engine.moved(en, state, reason); differs {
		if m.uploads = append(m.uploads, upload); len(m.uploads) == together {
			m.put()
		}
	}
}

func (m *moves) put() {
	if len(m.uploads) > 0 {
		m.engine.put(m.uploads...)
		m.uploads = nil
	}
}

func sameReason(a, b uploader.Reason) bool {
	return a.Code == b.Code && a.NextTry.Equal(b.NextTry) && a.Field == b.Field && a.Problem == b.Problem && slices.Equal(a.Fields, b.Fields)
}

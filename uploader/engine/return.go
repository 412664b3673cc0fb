package engine

import (
	"context"
	"path/filepath"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/intake"
)

// Uploads that stopped because of their file go on by themselves when it is back: it was moved and moved back, its drive was connected
// again, another program has let go of it, the right to open it was given back.
const (
	// returnRound is how often a file is looked for; lockedRounds, that many times this, how often one that another program holds.
	returnRound  = 5 * time.Second
	lockedRounds = 3
	// mostRounds bounds how long a file is left alone that came back in vain, such as one on a disk that cannot read all of it.
	mostRounds = 120
	// absenceKept is for how many rounds it is remembered that a file came back.
	absenceKept = 720
)

// mayReturn says that a file can come back from there without anybody choosing another.
func mayReturn(code uploader.ReasonCode) bool {
	switch code {
	case uploader.ReasonMissing, uploader.ReasonDriveGone, uploader.ReasonLocked, uploader.ReasonUnreadable:
		return true
	}
	return false
}

// absence is what is known of an upload whose file was gone. Rounds count from the start of the program.
type absence struct {
	wait, due, seen int
	acked           int64
	// back says that the file was there again when it was last looked for.
	back bool
}

// noted takes in that the upload's file is gone in this round, and reports whether it is time to look for it. A file that came back and
// was gone again before the site got more of it is left alone for longer each time.
func (a *absence) noted(upload uploader.Upload, round int) (due bool) {
	if a.seen == 0 || a.seen != round-1 || a.back {
		wait := 1
		if upload.Reason.Code == uploader.ReasonLocked {
			wait = lockedRounds
		}
		if a.seen > 0 && upload.Progress.Acked <= a.acked {
			wait = min(max(a.wait*2, wait), mostRounds)
		}
		a.wait, a.due, a.acked, a.back = wait, round+wait-1, upload.Progress.Acked, false
	}
	a.seen = round
	if round < a.due {
		return false
	}
	a.due = round + a.wait
	return true
}

// comeBack looks for the files that are gone, in every folder by itself: a drive that does not answer holds up no other.
func (e *Engine) comeBack() {
	known, busy := make(map[uploader.UploadID]*absence), make(map[string]bool)
	looked := make(chan look)
	ticker := time.NewTicker(returnRound)
	defer ticker.Stop()
	for round := 1; ; {
		select {
		case <-e.ctx.Done():
			return
		case l := <-looked:
			delete(busy, l.folder)
			for _, id := range l.back {
				if known[id] != nil {
					known[id].back = true
				}
			}
			continue
		case <-ticker.C:
		}
		for folder, gone := range e.due(known, round) {
			if busy[folder] {
				continue
			}
			busy[folder] = true
			e.owned.Go(func() {
				l := look{folder: folder}
				for _, upload := range gone {
					if e.lookAgain(e.ctx, upload) {
						l.back = append(l.back, upload.ID)
					}
				}
				select {
				case looked <- l:
				case <-e.ctx.Done():
				}
			})
		}
		round++
	}
}

// look is what came of looking for the files of a folder.
type look struct {
	folder string
	back   []uploader.UploadID
}

// due are the uploads, by folder, whose file is to be looked for in this round.
func (e *Engine) due(known map[uploader.UploadID]*absence, round int) map[string][]uploader.Upload {
	folders := make(map[string][]uploader.Upload)
	for _, upload := range e.inState(uploader.Attention) {
		if !mayReturn(upload.Reason.Code) {
			continue
		}
		if known[upload.ID] == nil {
			known[upload.ID] = &absence{}
		}
		if known[upload.ID].noted(upload, round) {
			folder := filepath.Dir(upload.Source.Path)
			folders[folder] = append(folders[folder], upload)
		}
	}
	for id, a := range known {
		if round-a.seen > absenceKept {
			delete(known, id)
		}
	}
	return folders
}

// lookAgain lets an upload go on whose file is back, and says so where it is gone for another reason now.
func (e *Engine) lookAgain(ctx context.Context, upload uploader.Upload) (back bool) {
	state, reason := uploader.Waiting, uploader.Reason{}
	if err := e.readable(ctx, upload.Source); err != nil {
		var known bool
		if reason, known = reasonOf(err); !known || !mayReturn(reason.Code) && reason.Code != uploader.ReasonChanged {
			return false
		}
		state, reason.Site = uploader.Attention, upload.Reason.Site
	}
	e.do(func() {
		en := e.entries[upload.ID]
		if en == nil || en.run != nil || en.upload.State != uploader.Attention || en.upload.Reason.Code != upload.Reason.Code ||
			en.upload.Source != upload.Source {
			return
		}
		e.move(en, state, reason)
	})
	return state == uploader.Waiting
}

// readable proves that the file can be read: that it can be seen says nothing of rights and locks.
func (e *Engine) readable(ctx context.Context, source uploader.Source) error {
	file, err := e.openSource(ctx, source)
	if err != nil {
		return err
	}
	_, err = onDrive(ctx, &e.drives, source, func() (int, error) {
		n, err := file.ReadAt(make([]byte, min(1, source.Size)), 0)
		_ = file.Close()
		return n, err
	}, func(int) {})
	return err
}

// settleAgain waits for a file that another program was still writing when the program ended. One that is gone is looked for once its
// upload begins.
func (e *Engine) settleAgain(upload uploader.Upload) {
	source, err := intake.Watch(e.ctx, upload.Source.Path, intake.Clock{Now: e.config.Now, After: time.After})
	if e.ctx.Err() != nil {
		return
	}
	reason, _ := reasonOf(err)
	if mayReturn(reason.Code) {
		source, reason = upload.Source, uploader.Reason{}
	}
	e.Prepared(upload.ID, source, reason)
}

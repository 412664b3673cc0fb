package engine

import (
	"context"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// How often a site is asked how far it is with a video, and for how long it is asked often.
const (
	watchEvery = 5 * time.Second
	watchSlow  = time.Minute
	watchOften = 10 * time.Minute
)

// watch asks after videos that arrived and are being processed. It is one goroutine for all of them, so that a long list does not
// knock on a site all the time.
func (e *Engine) watch() {
	asked := make(map[uploader.UploadID]time.Time)
	ticker := time.NewTicker(watchEvery)
	defer ticker.Stop()
	for {
		select {
		case <-e.ctx.Done():
			return
		case <-ticker.C:
		}
		e.lookForReturned()
		for _, upload := range e.inState(uploader.Processing) {
			now := e.config.Now()
			if now.Sub(upload.Finished) > watchOften && now.Sub(asked[upload.ID]) < watchSlow {
				continue
			}
			asked[upload.ID] = now
			e.askProcessing(upload)
		}
	}
}

// lookForReturned lets uploads go on whose file is back: a drive was connected again, another program has let go of it.
func (e *Engine) lookForReturned() {
	for _, upload := range e.inState(uploader.Attention) {
		switch upload.Reason.Code {
		case uploader.ReasonMissing, uploader.ReasonDriveGone, uploader.ReasonLocked, uploader.ReasonUnreadable:
		default:
			continue
		}
		current, err := e.config.Recheck(upload.Source)
		if err != nil || !current.SameFile(upload.Source) {
			continue
		}
		e.do(func() {
			if en := e.entries[upload.ID]; en != nil && en.run == nil && en.upload.State == uploader.Attention && en.upload.Reason.Code == upload.Reason.Code {
				e.move(en, uploader.Waiting, uploader.Reason{})
			}
		})
	}
}

// inState are the uploads in a state that no worker is on.
func (e *Engine) inState(state uploader.State) []uploader.Upload {
	var uploads []uploader.Upload
	_ = e.ask(func() {
		for _, id := range e.order {
			if en := e.entries[id]; en.upload.State == state && en.run == nil {
				uploads = append(uploads, en.upload)
			}
		}
	})
	return uploads
}

// askProcessing looks once after one video. What cannot be told stays as it was.
func (e *Engine) askProcessing(upload uploader.Upload) {
	ctx, cancel := context.WithTimeout(e.ctx, callTimeout)
	defer cancel()
	session, err := e.config.Session(ctx, upload.Account)
	if err != nil {
		return
	}
	video, err := session.Client.Video(ctx, upload.Result.VideoID)
	if err != nil {
		return
	}
	if !video.Encoded && !video.Placeholder {
		share, err := session.Client.TranscodingProgress(ctx, upload.Result.VideoID)
		if err != nil {
			share = -1
		}
		e.do(func() { e.processed(upload.ID, share) })
		return
	}
	e.do(func() { e.encoded(upload.ID, video) })
}

func (e *Engine) processed(id uploader.UploadID, share float64) {
	en := e.entries[id]
	if en == nil || en.upload.State != uploader.Processing {
		return
	}
	en.upload.Progress.Processing = share
	e.hub.publish(uploader.Update{Progress: map[uploader.UploadID]uploader.Progress{id: en.upload.Progress}})
}

func (e *Engine) encoded(id uploader.UploadID, video twentythree.Video) {
	en := e.entries[id]
	if en == nil || en.upload.State != uploader.Processing {
		return
	}
	en.upload.Progress.Processing = 1
	result := &en.upload.Result
	result.Published, result.PublishAt, result.PageURL = video.Published, video.PublishAt, video.PageURL
	state, reason := finalState(video, en.upload.Metadata, e.sites[en.upload.Account], e.config.Now())
	e.move(en, state, reason)
}

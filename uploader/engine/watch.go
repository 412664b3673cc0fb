package engine

import (
	"context"
	"errors"
	"slices"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// How often a site is asked how far it is with a video, and for how long it is asked often.
const (
	watchEvery = 5 * time.Second
	watchSlow  = time.Minute
	watchOften = 10 * time.Minute
	// watchAtOnce bounds how many videos are asked after in one round, so that a long list is no burden on the site.
	watchAtOnce = 10
)

// watch asks after videos that arrived and are being processed: a few at a time, those not asked after for longest first.
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
		for _, upload := range e.longestUnasked(asked) {
			asked[upload.ID] = e.config.Now()
			if !e.askProcessing(upload) {
				break
			}
		}
	}
}

// longestUnasked chooses whom to ask after in this round.
func (e *Engine) longestUnasked(asked map[uploader.UploadID]time.Time) []uploader.Upload {
	now := e.config.Now()
	uploads := slices.DeleteFunc(e.inState(uploader.Processing), func(u uploader.Upload) bool {
		return now.Sub(u.Finished) > watchOften && now.Sub(asked[u.ID]).Abs() < watchSlow
	})
	slices.SortStableFunc(uploads, func(a, b uploader.Upload) int { return asked[a.ID].Compare(asked[b.ID]) })
	return uploads[:min(len(uploads), watchAtOnce)]
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

// askProcessing looks once after one video. What cannot be told stays as it was; false says that asking on is no use now.
func (e *Engine) askProcessing(upload uploader.Upload) bool {
	ctx, cancel := context.WithTimeout(e.ctx, callTimeout)
	defer cancel()
	session, err := e.config.Session(ctx, upload.Account)
	if err != nil {
		return true
	}
	video, err := session.Client.Video(ctx, upload.Result.VideoID)
	if err != nil {
		var answer *twentythree.Error
		return errors.As(err, &answer) && answer.Kind != twentythree.KindBusy
	}
	if !video.Encoded && !video.Placeholder || video.Placeholder && !upload.Placeholder() {
		share, err := session.Client.TranscodingProgress(ctx, upload.Result.VideoID)
		if err != nil {
			share = -1
		}
		e.do(func() { e.processed(upload.ID, share) })
		return true
	}
	e.do(func() { e.encoded(upload.ID, video) })
	return true
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
	if en == nil || en.upload.State != uploader.Processing || en.amending {
		return
	}
	en.upload.Progress.Processing = 1
	result := &en.upload.Result
	result.Published, result.PublishAt, result.PageURL, result.Length = video.Published, video.PublishAt, video.PageURL, video.Duration
	wanted := en.upload.Metadata
	if en.transfer.Confirmed != nil {
		// What was edited since is marked as such and on its way: the site cannot show it yet.
		wanted = *en.transfer.Confirmed
	}
	state, reason := finalState(video, wanted, e.sites[en.upload.Account], e.config.Now())
	e.move(en, state, reason)
}

package engine

import (
	"context"
	"errors"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// Look asks the site after a video that has arrived: whether it is still there, who can see it now, and how it is shown on other pages. The
// answer comes as a VideoLook, and what it says of the video is kept.
func (e *Engine) Look(id uploader.UploadID) {
	e.do(func() {
		for _, en := range e.recalled([]uploader.UploadID{id}) {
			upload := en.upload
			if upload.Result.VideoID != "" && upload.State != uploader.DoneSent {
				e.owned.Go(func() { e.look(upload) })
			}
		}
	})
}

func (e *Engine) look(upload uploader.Upload) {
	ctx, cancel := context.WithTimeout(e.ctx, callTimeout)
	defer cancel()
	look := uploader.VideoLook{ID: upload.ID}
	session, err := e.config.Session(ctx, upload.Account)
	var video twentythree.Video
	if err == nil {
		video, err = session.Client.Video(ctx, upload.Result.VideoID)
	}
	var answer *twentythree.Error
	switch {
	case e.ctx.Err() != nil:
		return
	case err == nil:
		look.EmbedURL = video.EmbedURL
	case errors.As(err, &answer) && answer.Kind == twentythree.KindNotFound:
		look.Gone, err = true, nil
	default:
		look.Reason = e.reasonFor(err, session, upload.Account)
	}
	e.do(func() {
		if err == nil {
			e.looked(look, video)
		}
		e.hub.publish(uploader.Update{Looks: []uploader.VideoLook{look}})
	})
}

func (e *Engine) reasonFor(err error, session *Session, account uploader.AccountID) uploader.Reason {
	reason, known := reasonOf(err)
	var answer *twentythree.Error
	switch {
	case known:
	case errors.As(err, &answer):
		reason = answer.Reason(e.siteOf(session))
	case session != nil:
		reason = e.config.Classify(err, session.Account.Host)
	default:
		reason = uploader.Reason{Code: uploader.ReasonUnknown, Technical: err.Error()}
	}
	if reason.Site == "" {
		reason.Site = e.siteOf(session)
	}
	return reason
}

// looked keeps what the site says now of a video that nobody is about to change from here. A colleague may have published it, or deleted it.
func (e *Engine) looked(look uploader.VideoLook, video twentythree.Video) {
	en := e.entries[look.ID]
	if en == nil || en.run != nil || en.amending || len(en.upload.Unconfirmed) > 0 || !en.upload.State.Settled() {
		return
	}
	upload := en.upload
	result := &upload.Result
	result.Gone = look.Gone
	if !look.Gone {
		result.Published, result.PublishAt, result.PageURL = video.Published, video.PublishAt, video.PageURL
		upload.State = stateOf(upload, e.config.Now().Before(video.PublishAt))
		if upload.State != en.upload.State {
			upload.Metadata = en.upload.Metadata.Clone()
			upload.Metadata.Visibility = visibilityOf(upload.State, upload.Metadata.Visibility)
			confirmed := upload.Metadata.Clone()
			if en.transfer.Confirmed != nil {
				confirmed = en.transfer.Confirmed.Clone()
				confirmed.Visibility = upload.Metadata.Visibility
			}
			en.transfer.Confirmed = &confirmed
			e.saveTransfer(en)
		}
	}
	before := en.upload.Result
	if upload.State != en.upload.State || result.Gone != before.Gone || result.PageURL != before.PageURL || !result.PublishAt.Equal(before.PublishAt) {
		e.put(upload)
	}
}

func stateOf(upload uploader.Upload, ahead bool) uploader.State {
	switch {
	case upload.Result.Published:
		return uploader.DonePublic
	case upload.Metadata.Visibility == uploader.PublishOnDate && ahead:
		return uploader.DoneScheduled
	}
	return uploader.DoneDraft
}

func visibilityOf(state uploader.State, typed uploader.Visibility) uploader.Visibility {
	switch {
	case state == uploader.DoneDraft:
		return uploader.Draft
	case state == uploader.DonePublic && typed == uploader.Draft:
		return uploader.PublishWhenDone
	}
	return typed
}

package engine

import (
	"context"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/crashpoint"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/twentythree"
)

// A file can go into a video that exists: a placeholder gets its file later, and the file of a finished video can be replaced. The upload
// then names that video from the moment the file was chosen, and is never without one of Replaces and Result.VideoID: there is no moment
// in which it could make a second video.

// ReplaceFile gives a video that has arrived another file, also one that only the history knows: it is on the list again from then on. The
// person has agreed that the file which is there is given up: it cannot be brought back.
func (e *Engine) ReplaceFile(id uploader.UploadID, source uploader.Source) {
	e.do(func() {
		for _, en := range e.recalled([]uploader.UploadID{id}) {
			switch {
			case en.run != nil:
			case en.upload.State.Arrived():
				e.fill(en, source, true)
			case en.upload.Reason.Code == uploader.ReasonHasFile && en.replaceable():
				upload := en.upload
				upload.Replaces.Sure = true
				e.put(upload)
				e.newFile(en, source)
			}
		}
	})
}

// fill puts the file of a video that exists into the queue. That is no move of the table: the video is not forgotten, Replaces names it.
func (e *Engine) fill(en *entry, source uploader.Source, sure bool) {
	upload := en.upload
	if upload.Result.VideoID == "" {
		return
	}
	en.transfer = forReplacing(en.transfer)
	e.saveTransfer(en)
	upload.Source, upload.Replaces = source, uploader.Replacement{VideoID: upload.Result.VideoID, Sure: sure}
	upload.Result = withoutFile(upload.Result)
	upload.State, upload.Reason, upload.Retired = uploader.Waiting, uploader.Reason{}, false
	upload.Progress = uploader.Progress{Size: source.Size, Processing: -1}
	crashpoint.Before("a replacement")
	e.put(upload)
	crashpoint.After("a replacement")
}

// forReplacing is what stays known of a video while it gets another file: what the site was told of it.
func forReplacing(t journal.Transfer) journal.Transfer {
	return journal.Transfer{Confirmed: t.Confirmed, Telling: t.Telling, Subtitle: t.Subtitle, SubtitleSum: t.SubtitleSum}
}

// withoutFile is a video whose file is on its way. Its poster goes again afterwards: a site may take another from the new file.
func withoutFile(result uploader.Result) uploader.Result {
	return uploader.Result{
		PageURL: result.PageURL, ManageURL: result.ManageURL, Published: result.Published, PublishAt: result.PublishAt, Subtitles: result.Subtitles,
	}
}

// replaces says that the file goes into a video that exists.
func (w *worker) replaces() bool { return !w.upload.Replaces.IsZero() }

// replaceToken gets leave to replace the video's file, and what the site shows of the video before. A placeholder that somebody has given
// a file meanwhile is not overwritten without a person's word.
func (w *worker) replaceToken(ctx context.Context) (token twentythree.UploadToken, before *journal.Before, err error) {
	video, err := w.target(ctx)
	if err != nil {
		return token, nil, err
	}
	if !video.Placeholder && !w.upload.Replaces.Sure {
		return token, nil, w.reasonError(uploader.ReasonHasFile)
	}
	err = w.ask(ctx, func(ctx context.Context) (err error) {
		token, err = w.session.Client.RequestReplaceToken(ctx, video.VideoID, tokenMinutes)
		return err
	})
	return token, &journal.Before{
		Placeholder: video.Placeholder, Encoded: video.Encoded, FileName: video.OriginalFilename, Length: video.Duration,
	}, err
}

// target reads the video that gets the file.
func (w *worker) target(ctx context.Context) (twentythree.Video, error) {
	video, err := w.read(ctx, w.upload.Replaces.VideoID)
	if isKind(err, twentythree.KindNotFound) {
		return video, w.reasonError(uploader.ReasonVideoGone)
	}
	return video, err
}

func (w *worker) reasonError(code uploader.ReasonCode) error {
	return &uploader.ReasonError{Reason: uploader.Reason{Code: code, Subject: w.upload.DisplayTitle(), Site: w.session.Account.SiteName}}
}

// lookUp gives the id of the video that has the file, empty while the site shows none.
func (w *worker) lookUp(ctx context.Context) (videoID string, err error) {
	if w.replaces() {
		video, err := w.target(ctx)
		if err == nil && w.transfer.Before != nil && replaced(*w.transfer.Before, video, w.upload.Source.Name) {
			videoID = video.VideoID
		}
		return videoID, err
	}
	err = w.ask(ctx, func(ctx context.Context) error {
		videos, err := w.session.Client.VideosByToken(ctx, w.token)
		if len(videos) > 0 {
			videoID = videos[0].VideoID
		}
		return err
	})
	return videoID, err
}

// replaced says that a video has another file than before. The service tells of none, so it must show: it is no placeholder any more, its
// file has the name of the new one, its versions are made anew, or it lasts longer or shorter.
func replaced(before journal.Before, video twentythree.Video, fileName string) bool {
	switch {
	case before.Placeholder:
		return !video.Placeholder
	case video.OriginalFilename == fileName && before.FileName != fileName:
		return true
	}
	return before.Encoded && (!video.Encoded || video.Duration != before.Length)
}

package engine

import (
	"context"
	"slices"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// carriedBefore is how much earlier than it was added an upload's video may be dated: the site's clock is another one.
const carriedBefore = 2 * time.Minute

// unheardOf asks the site, before the first token of this start is made for an upload of an earlier one, whether its video is there already. A
// list that was put back from a backup does not know what was uploaded since, and no token of it would tell. A video of the same file by
// the same person, which no other upload of the list has made, is a reason to ask.
func (w *worker) unheardOf(ctx context.Context) error {
	if !w.carried || w.upload.Placeholder() || w.replaces() || w.guest() {
		return nil
	}
	since := w.upload.Added.Add(-carriedBefore)
	var videos []twentythree.Video
	err := w.ask(ctx, func(ctx context.Context) (err error) {
		videos, err = w.session.Client.Videos(ctx, twentythree.Filter{
			UserID: w.session.Account.UserID, OriginalFilename: w.upload.Source.Name, After: since, Size: 100,
		})
		return err
	})
	if err != nil {
		return err
	}
	w.carried = false
	_ = w.engine.ask(func() {
		if en := w.engine.entries[w.id]; en != nil {
			en.carried = false
		}
	})
	taken := w.videosOfOthers()
	there := slices.ContainsFunc(videos, func(video twentythree.Video) bool {
		return !taken[video.VideoID] && video.OriginalFilename == w.upload.Source.Name && video.Created.After(since)
	})
	if !there {
		return nil
	}
	return &uploader.ReasonError{Reason: uploader.Reason{
		Code: uploader.ReasonMayHaveFinished, Subject: w.upload.DisplayTitle(), Site: w.session.Account.SiteName,
	}}
}

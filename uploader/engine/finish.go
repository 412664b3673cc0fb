package engine

import (
	"context"
	"errors"
	"slices"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/crashpoint"
	"twentythree-uploader/uploader/transfer"
	"twentythree-uploader/uploader/twentythree"
)

// How long the site is asked whether a video arrived.
const (
	checkFirst = 5 * time.Second
	checkCap   = time.Minute
	// steadyNo, and its share per gigabyte, is how long the site must keep saying no before the chunk is sent again.
	steadyNo      = 2 * time.Minute
	steadyNoPerGB = 15 * time.Second
	// refusedNo is enough after an answer that can only mean that the site did not take the file.
	refusedNo = 10 * time.Second
	// unclearAfter is how much longer the site is asked before a person must look.
	unclearAfter = 10 * time.Minute
	// steadyGap is the longest silence between two answers that still counts as steady.
	steadyGap = 3 * time.Minute
)

// doubt is what is known when a completing request ended without a video.
type doubt struct {
	// refusal is what the site or the network said instead, nil when it said yes without naming a video.
	refusal error
	// resent says that the chunk was already sent again once.
	resent bool
}

// definite says that the answer can only mean that the file was not taken.
func (d *doubt) definite() bool {
	var answer *twentythree.Error
	if d == nil || !errors.As(d.refusal, &answer) {
		return false
	}
	switch answer.Kind {
	case twentythree.KindUnsupportedFile, twentythree.KindTooLarge, twentythree.KindInput, twentythree.KindQuota,
		twentythree.KindSignIn, twentythree.KindPermission, twentythree.KindFeature:
		return true
	}
	return false
}

// check asks the site whether the token's video exists, until it does, or until one chunk may safely be sent again (an empty id), or until
// a person must look (an error). d is nil when the doubt comes from an earlier run of the program.
func (w *worker) check(ctx context.Context, d *doubt) (videoID string, err error) {
	w.mu.Lock()
	doubted := w.checked
	w.checked = true
	w.mu.Unlock()
	if w.guest() {
		return "", w.guestDoubt(d, doubted)
	}
	w.phase(uploader.Checking)
	patience := steadyNo + steadyNoPerGB*time.Duration(w.upload.Source.Size/1_000_000_000)
	plan := planOf(w.transfer, w.upload.Source)
	single := plan.Count() == 1
	// The only chunk of a file may go again where it goes into a video that is there already.
	mayGoAgain := !single || w.replaces()
	var firstNo, lastNo time.Time
	for wait := checkFirst; ; wait = min(wait*2, checkCap) {
		if videoID, err := w.lookUp(ctx); videoID != "" || err != nil {
			return videoID, err
		}
		now := w.engine.config.Now()
		if firstNo.IsZero() || now.Sub(lastNo) > steadyGap || now.Before(lastNo) {
			firstNo = now
		}
		lastNo = now
		steady := now.Sub(firstNo)
		switch {
		case d.definite() && (single || !retryable(d.refusal)) && steady >= refusedNo:
			return "", d.refusal
		case steady >= patience && mayGoAgain && (d == nil || !d.resent && !w.isTokenEnd(d.refusal)):
			return "", nil
		case steady >= patience+unclearAfter, d != nil && d.resent && steady >= unclearAfter, d != nil && w.isTokenEnd(d.refusal) && steady >= patience:
			return "", &uploader.ReasonError{Reason: uploader.Reason{
				Code: uploader.ReasonUnclearEnd, Subject: w.upload.DisplayTitle(), Site: w.session.Account.SiteName,
			}}
		}
		if err := rest(ctx, wait); err != nil {
			return "", err
		}
	}
}

// retryable says that a refusal of the last of several chunks may be mended by sending it again: the others were taken.
func retryable(err error) bool {
	var answer *twentythree.Error
	return errors.As(err, &answer) && answer.Kind == twentythree.KindUnsupportedFile
}

func rest(ctx context.Context, wait time.Duration) error {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// found journals the video's id before anything else: from here on the upload is done, whatever happens.
func (w *worker) found(ctx context.Context, videoID string) ending {
	if w.replaces() {
		videoID, w.upload.Replaces = w.upload.Replaces.VideoID, uploader.Replacement{}
	}
	w.upload.Result.VideoID = videoID
	w.upload.Result.ManageURL = w.session.Client.ManageURL(videoID)
	w.upload.Result.Arrived = w.engine.config.Now()
	_ = w.engine.ask(func() {
		if en := w.engine.entries[w.id]; en != nil {
			upload := en.upload
			upload.Result, upload.Replaces = w.upload.Result, w.upload.Replaces
			crashpoint.Before("the video's id")
			w.engine.put(upload)
			crashpoint.After("the video's id")
		}
	})
	return w.arrived(ctx)
}

// arrived brings a video that exists to its end: it shows what was typed, and has its poster and subtitles.
func (w *worker) arrived(ctx context.Context) ending {
	if w.guest() {
		return w.sent(ctx)
	}
	end := w.asTyped(ctx)
	if !end.state.Arrived() {
		return end
	}
	return w.followed(ctx, end)
}

// asTyped reads the video back, sends once what differs, and says what the site shows.
func (w *worker) asTyped(ctx context.Context) ending {
	w.phase(uploader.Finishing)
	// What was typed before this is over, and the site is not told of here, follows by itself.
	w.transfer.UpdateDue = true
	video, err := w.readBack(ctx)
	if err != nil {
		return w.arrivedUnread(ctx, err)
	}
	wanted := w.metadata()
	if told := w.transfer.Confirmed; told != nil && !w.incomplete(wanted).IsZero() {
		// Something is half typed: what the site was told last holds until it is whole.
		wanted = told.Clone()
	}
	differs, confirmed := w.correctable(video, wanted), wanted
	if len(differs) > 0 {
		w.transfer.Telling = differs
		if err := w.keep(); err != nil {
			w.engine.config.Logger.Error("what the site is told could not be saved", "id", w.id, "error", err)
		}
		err := w.ask(ctx, func(ctx context.Context) error {
			return w.session.Client.UpdateVideo(ctx, video.VideoID, twentythree.Correction(video, wanted, differs, w.zone(), w.engine.config.Now()))
		})
		if ctx.Err() != nil {
			return stoppedEnding()
		}
		if err != nil {
			w.engine.config.Logger.Warn("a correction was refused", "id", w.id, "error", err)
			// It stays marked as not told, and is the person's to send again.
			w.transfer.UpdateDue = false
			if w.transfer.Confirmed != nil {
				confirmed = *w.transfer.Confirmed
			}
		} else if video, err = w.readBack(ctx); err != nil {
			// What the site shows now is not known: what it showed before the correction is no warning.
			return w.arrivedUnread(ctx, err)
		}
	}
	w.transfer.Telling = nil
	return w.conclude(video, wanted, confirmed)
}

// correctable lists what photo/update may mend. Who can see the video is only touched when the person changed it on the way, so that a
// colleague's publishing is not undone.
func (w *worker) correctable(video twentythree.Video, wanted uploader.Metadata) []uploader.Field {
	differs := video.Differences(wanted, w.engine.config.Now())
	told := w.transfer.Confirmed
	// A date that the token carried stays with it when the choice changes on the way.
	edited := told != nil && (told.Visibility != wanted.Visibility || !told.PublishAt.IsZero()) ||
		slices.Contains(w.transfer.Telling, uploader.FieldVisibility)
	if edited || wanted.Visibility == uploader.PublishOnDate {
		return differs
	}
	return slices.DeleteFunc(differs, func(field uploader.Field) bool { return field == uploader.FieldVisibility })
}

func (w *worker) readBack(ctx context.Context) (twentythree.Video, error) {
	return w.read(ctx, w.upload.Result.VideoID)
}

func (w *worker) read(ctx context.Context, videoID string) (video twentythree.Video, err error) {
	for try := range readBackTries {
		err = w.ask(ctx, func(ctx context.Context) (err error) {
			video, err = w.session.Client.Video(ctx, videoID)
			return err
		})
		if err == nil || ctx.Err() != nil {
			return video, err
		}
		if restErr := rest(ctx, time.Duration(try+1)*time.Second); restErr != nil {
			return video, restErr
		}
	}
	return video, err
}

// readBackTries gives a site time to show a video that it has just made.
const readBackTries = 4

// arrivedUnread ends an upload whose video exists but cannot be read back.
func (w *worker) arrivedUnread(ctx context.Context, err error) ending {
	if ctx.Err() != nil {
		return stoppedEnding()
	}
	w.engine.config.Logger.Warn("the video could not be read back", "id", w.id, "error", err)
	return endingAt(uploader.Processing, uploader.Reason{})
}

// conclude says where an upload ends after its video was read back. told is what the site has confirmed of what was wanted.
func (w *worker) conclude(video twentythree.Video, wanted, told uploader.Metadata) ending {
	result := &w.upload.Result
	result.Published, result.PublishAt, result.PageURL, result.Length = video.Published, video.PublishAt, video.PageURL, video.Duration
	confirmed := told.Clone()
	w.transfer.Confirmed = &confirmed
	if err := w.keep(); err != nil {
		w.engine.config.Logger.Error("what the site confirmed could not be saved", "id", w.id, "error", err)
	}
	state, reason := finalState(video, wanted, w.session.Account.SiteName, w.engine.config.Now())
	// A site may take a while to show that a placeholder has its file.
	hasFile := video.Encoded && !video.Placeholder
	if state == uploader.DoneWarning || w.upload.Placeholder() || hasFile {
		return endingAt(state, reason)
	}
	return endingAt(uploader.Processing, uploader.Reason{})
}

// finalState compares what the site shows with what was wanted.
func finalState(video twentythree.Video, wanted uploader.Metadata, site string, now time.Time) (uploader.State, uploader.Reason) {
	if differs := video.Differences(wanted, now); len(differs) > 0 {
		return uploader.DoneWarning, uploader.Reason{
			Code: uploader.ReasonNotAsAsked, Site: site, Fields: differs, Field: differs[0], At: video.PublishAt,
		}
	}
	switch {
	case video.Placeholder:
		return uploader.DonePlaceholder, uploader.Reason{}
	case video.Published:
		return uploader.DonePublic, uploader.Reason{}
	case wanted.Visibility == uploader.PublishOnDate && video.PublishAt.After(now):
		return uploader.DoneScheduled, uploader.Reason{}
	}
	return uploader.DoneDraft, uploader.Reason{}
}

var _ transfer.Ledger = (*ledger)(nil)

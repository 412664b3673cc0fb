package engine

import (
	"cmp"
	"context"
	"errors"
	"io"
	"sync/atomic"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/transfer"
	"twentythree-uploader/uploader/twentythree"
)

// tokensRefused says that the workspace gives no upload tokens although the account may upload, so that only one POST is left.
func (w *worker) tokensRefused(err error) bool {
	var answer *twentythree.Error
	if w.guest() {
		return false
	}
	if !errors.As(err, &answer) || len(w.transfer.Acked) > 0 || !w.transfer.CompletingSince.IsZero() {
		return false
	}
	return answer.Kind == twentythree.KindFeature ||
		answer.Kind == twentythree.KindPermission && answer.Level.Allows(uploader.LevelWrite) ||
		answer.Kind == twentythree.KindNotFound && answer.Reason("").Code == uploader.ReasonTokensRefused
}

func (w *worker) changeToDirect(ctx context.Context) ending {
	if err := w.directAllowed(ctx); err != nil {
		return w.failed(ctx, err)
	}
	w.transfer.Direct = true
	if err := w.keep(); err != nil {
		return w.failed(ctx, err)
	}
	return w.direct(ctx)
}

// direct sends a placeholder, or a whole file in one POST. There is no token to ask about afterwards, so the journal says beforehand that a
// request may have left, and doubt is resolved by looking for the same name, time and person.
func (w *worker) direct(ctx context.Context) ending {
	w.phase(uploader.Uploading)
	if err := w.directAllowed(ctx); err != nil {
		return w.failed(ctx, err)
	}
	if w.transfer.DirectSince.IsZero() {
		if err := w.unheardOf(ctx); err != nil {
			return w.failed(ctx, err)
		}
	}
	var refusal error
	for clock := 0; ; {
		if !w.transfer.DirectSince.IsZero() {
			return w.lookedUp(ctx, refusal)
		}
		began := w.engine.config.Now()
		video, whole, err := w.post(ctx)
		switch {
		case err == nil && video.VideoID != "":
			return w.found(ctx, video.VideoID)
		case err != nil && (!whole || directRefused(err)):
			w.transfer.DirectSince = time.Time{}
			if keepErr := w.keep(); keepErr != nil {
				return w.failed(ctx, keepErr)
			}
			if isKind(err, twentythree.KindClock) && clock == 0 {
				// The answer's Date has taught us the site's time: sign once more with it.
				clock++
			} else if !w.mended(ctx, err, began) && !w.mayRepeat(ctx, err) {
				return w.failed(ctx, err)
			}
		case leavesDoubt(err):
			refusal = err
		}
	}
}

// lookedUp ends an upload by what the site's list says. refusal is the site's word on the file where it was one that leaves doubt.
func (w *worker) lookedUp(ctx context.Context, refusal error) ending {
	patience := steadyNo
	if refusal != nil {
		patience = refusedNo
	}
	videoID, err := w.lookFor(ctx, patience)
	if err == nil {
		return w.found(ctx, videoID)
	}
	if reason, known := reasonOf(err); refusal == nil || !known || reason.Code != uploader.ReasonUnclearEnd {
		return w.failed(ctx, err)
	}
	w.transfer.DirectSince = time.Time{}
	if err := w.keep(); err != nil {
		return w.failed(ctx, err)
	}
	return w.failed(ctx, refusal)
}

func isKind(err error, kind twentythree.Kind) bool {
	return errors.Is(err, &twentythree.Error{Kind: kind})
}

// directAllowed finds out whether this sign-in can upload in one request: the four keys can, an access key only on a site that knows the
// call in the newer generation.
func (w *worker) directAllowed(ctx context.Context) error {
	if w.session.Client.DirectPossible() {
		return nil
	}
	possible := false
	err := w.ask(ctx, func(ctx context.Context) (err error) {
		possible, err = w.session.Client.ProbeDirect(ctx)
		return err
	})
	if err == nil && !possible {
		code := uploader.ReasonTokensRefused
		if w.upload.Placeholder() {
			code = uploader.ReasonNoPlaceholders
		}
		err = &uploader.ReasonError{Reason: uploader.Reason{Code: code, Site: w.session.Account.SiteName}}
	}
	return err
}

// directRefused says that the answer can only mean that the site has not looked at the request: it did not know who asks.
func directRefused(err error) bool {
	return isKind(err, twentythree.KindSignIn) || isKind(err, twentythree.KindClock)
}

// leavesDoubt says that the site refused the request, which it, or somebody on the way, may say of one that was carried out, too: it is asked once
// more before anything goes again.
func leavesDoubt(err error) bool {
	d := &doubt{refusal: err}
	return d.definite() || isKind(err, twentythree.KindNotFound)
}

// mayRepeat says that a request that never left whole may leave again: the network broke it off, or the site was busy before it took it.
func (w *worker) mayRepeat(ctx context.Context, err error) bool {
	var answer *twentythree.Error
	var reason *uploader.ReasonError
	if ctx.Err() != nil || errors.As(err, &reason) {
		return false
	}
	return !errors.As(err, &answer) || answer.Kind == twentythree.KindBusy || answer.Kind == twentythree.KindPortal
}

// post makes the one request. whole says whether all of it may have left.
func (w *worker) post(ctx context.Context) (video twentythree.VideoRef, whole bool, err error) {
	ticket, err := w.gate.Pass(ctx)
	if err != nil {
		return video, false, err
	}
	// Waiting for the site can take hours: what is sent is what is typed now.
	metadata := w.metadata()
	if reason := w.incomplete(metadata); !reason.IsZero() {
		ticket.Abandoned()
		return video, false, &uploader.ReasonError{Reason: reason}
	}
	parameters := twentythree.Parameters(metadata, w.zone(), w.engine.config.Now())
	parameters.Placeholder = w.upload.Placeholder()
	left := &atomic.Bool{}
	left.Store(parameters.Placeholder)
	var file *twentythree.DirectFile
	upload := func(ctx context.Context) (twentythree.VideoRef, error) {
		return w.session.Client.UploadDirect(ctx, parameters, nil)
	}
	if !parameters.Placeholder {
		source, err := w.engine.openSource(ctx, w.upload.Source)
		if err != nil {
			ticket.Abandoned()
			return video, false, err
		}
		var closeFile func()
		ctx, closeFile = source.watched(ctx)
		defer closeFile()
		upload = func(ctx context.Context) (twentythree.VideoRef, error) {
			return leaveBehind(ctx, source, func() (twentythree.VideoRef, error) { return w.session.Client.UploadDirect(ctx, parameters, file) })
		}
		file = &twentythree.DirectFile{FileName: w.upload.Source.Name, Size: w.upload.Source.Size, Open: func() (io.Reader, error) {
			return &wholeReader{ctx: ctx, file: source, size: w.upload.Source.Size, worker: w, left: left}, nil
		}}
	}
	confirmed := metadata.Clone()
	w.transfer.Confirmed, w.transfer.DirectSince = &confirmed, w.engine.config.Now()
	if err := w.keep(); err != nil {
		ticket.Abandoned()
		return video, false, err
	}
	video, err = w.guarded(ctx, left, upload)
	err = whyEnded(ctx, err)
	w.answered(ctx, ticket, err)
	return video, left.Load(), err
}

// guarded gives up a request on which nothing moves any more.
func (w *worker) guarded(
	ctx context.Context, left *atomic.Bool, request func(context.Context) (twentythree.VideoRef, error),
) (twentythree.VideoRef, error) {
	requestContext, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	guard := transfer.StartGuard(w.run.meter, w.upload.Source.Size, left.Load, cancel)
	video, err := request(requestContext)
	guard.Stop()
	if err != nil && ctx.Err() == nil && errors.Is(context.Cause(requestContext), transfer.ErrStalled) {
		err = transfer.ErrStalled
	}
	return video, err
}

// answered tells the gate how the request ended.
func (w *worker) answered(ctx context.Context, ticket transfer.Ticket, err error) {
	var answer *twentythree.Error
	var reason *uploader.ReasonError
	switch {
	case err == nil:
		ticket.Answered()
	case ctx.Err() != nil, errors.As(err, &reason):
		ticket.Abandoned()
	case errors.As(err, &answer) && answer.Kind != twentythree.KindBusy && answer.Kind != twentythree.KindPortal:
		ticket.Answered()
	case errors.As(err, &answer):
		ticket.Failed(answer.Reason(""), answer.RetryAfter)
	default:
		ticket.Failed(w.engine.config.Classify(err, w.session.Account.Host), 0)
	}
}

// recheckEvery is after how many bytes a file that goes in one request is looked at again.
const recheckEvery = 64 << 20

// wholeReader reads a file from its beginning and counts. The last bytes are handed over only if it is still the same file.
type wholeReader struct {
	ctx    context.Context // of the request
	file   io.ReaderAt
	read   int64
	size   int64
	worker *worker
	left   *atomic.Bool
}

// Read implements io.Reader.
func (r *wholeReader) Read(buffer []byte) (int, error) {
	n, err := r.file.ReadAt(buffer[:min(int64(len(buffer)), r.size-r.read)], r.read)
	before := r.read
	r.read += int64(n)
	if r.read == r.size || r.read/recheckEvery != before/recheckEvery {
		if err := r.worker.engine.recheck(r.ctx, r.worker.upload.Source); err != nil {
			return 0, err
		}
	}
	r.worker.run.meter.Wrote(int64(n))
	if r.read == r.size {
		r.left.Store(true)
		r.worker.phase(uploader.Finishing)
		return n, io.EOF
	}
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// lookFor asks for a video of the same name, made since the request may have left, by the same person. Found by all three it is this one; otherwise
// a person must look, since sending again could make a second video.
func (w *worker) lookFor(ctx context.Context, patience time.Duration) (videoID string, err error) {
	w.phase(uploader.Checking)
	since := w.transfer.DirectSince.Add(-2 * time.Minute)
	var firstNo time.Time
	for wait := checkFirst; ; wait = min(wait*2, checkCap) {
		var videos []twentythree.Video
		err := w.ask(ctx, func(ctx context.Context) (err error) {
			videos, err = w.session.Client.Videos(ctx, twentythree.Filter{UserID: w.session.Account.UserID, After: since, Size: 100})
			return err
		})
		if err != nil {
			return "", err
		}
		if videoID := w.match(videos, since); videoID != "" {
			return videoID, nil
		}
		now := w.engine.config.Now()
		if firstNo.IsZero() || now.Before(firstNo) {
			firstNo = now
		}
		if now.Sub(firstNo) >= patience {
			return "", &uploader.ReasonError{Reason: uploader.Reason{
				Code: uploader.ReasonUnclearEnd, Subject: w.upload.DisplayTitle(), Site: w.session.Account.SiteName,
			}}
		}
		if err := rest(ctx, wait); err != nil {
			return "", err
		}
	}
}

func (w *worker) match(videos []twentythree.Video, since time.Time) string {
	title := w.upload.Metadata.Title
	if w.transfer.Confirmed != nil {
		title = w.transfer.Confirmed.Title
	}
	taken := w.videosOfOthers()
	for _, video := range videos {
		if taken[video.VideoID] {
			continue
		}
		sameFile := w.upload.Placeholder() || video.OriginalFilename == "" || video.OriginalFilename == w.upload.Source.Name
		samePerson := video.UserID == "" || w.session.Account.UserID == "" || video.UserID == w.session.Account.UserID
		if video.Title == title && sameFile && samePerson && video.Created.After(since) {
			return video.VideoID
		}
	}
	return ""
}

// videosOfOthers are the videos that other uploads of the list have made: two files can have the same name and title.
func (w *worker) videosOfOthers() map[string]bool {
	taken := make(map[string]bool)
	_ = w.engine.ask(func() {
		for id, en := range w.engine.entries {
			if id != w.id {
				taken[cmp.Or(en.upload.Result.VideoID, en.upload.Replaces.VideoID)] = true
			}
		}
	})
	delete(taken, "")
	return taken
}

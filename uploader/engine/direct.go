package engine

import (
	"context"
	"errors"
	"io"
	"os"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// tokensRefused says that the workspace gives no upload tokens although the account may upload, so that only one POST is left.
func (w *worker) tokensRefused(err error) bool {
	var answer *twentythree.Error
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
	for {
		if !w.transfer.DirectSince.IsZero() {
			videoID, err := w.lookFor(ctx)
			if err != nil {
				return w.failed(ctx, err)
			}
			return w.found(ctx, videoID)
		}
		video, whole, err := w.post(ctx)
		if err == nil && video.VideoID != "" {
			return w.found(ctx, video.VideoID)
		}
		if err != nil && (!whole || directRefused(err)) {
			w.transfer.DirectSince = time.Time{}
			if keepErr := w.keep(); keepErr != nil {
				return w.failed(ctx, keepErr)
			}
			if !w.mayRepeat(ctx, err) {
				return w.failed(ctx, err)
			}
		}
	}
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
		err = &uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonTokensRefused}}
	}
	return err
}

// directRefused says that the answer can only mean that no video was made.
func directRefused(err error) bool {
	d := &doubt{refusal: err}
	var answer *twentythree.Error
	return d.definite() || errors.As(err, &answer) && (answer.Kind == twentythree.KindNotFound || answer.Kind == twentythree.KindClock)
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

// post makes the one request. whole says whether all of it left.
func (w *worker) post(ctx context.Context) (video twentythree.VideoRef, whole bool, err error) {
	metadata := w.metadata()
	parameters := twentythree.Parameters(metadata, w.zone(), w.engine.config.Now())
	parameters.Placeholder = w.upload.Placeholder()
	var file *twentythree.DirectFile
	var progress wholeReader
	if !parameters.Placeholder {
		if err := w.recheck(); err != nil {
			return video, false, err
		}
		source, err := openSource(w.upload.Source)
		if err != nil {
			return video, false, err
		}
		defer source.Close()
		file = &twentythree.DirectFile{FileName: w.upload.Source.Name, Size: w.upload.Source.Size, Open: func() (io.Reader, error) {
			progress = wholeReader{file: source, size: w.upload.Source.Size, worker: w}
			return &progress, nil
		}}
	}
	ticket, err := w.gate.Pass(ctx)
	if err != nil {
		return video, false, err
	}
	confirmed := metadata.Clone()
	w.transfer.Confirmed, w.transfer.DirectSince = &confirmed, w.engine.config.Now()
	if err := w.keep(); err != nil {
		ticket.Abandoned()
		return video, false, err
	}
	video, err = w.session.Client.UploadDirect(ctx, parameters, file)
	var answer *twentythree.Error
	switch {
	case err == nil:
		ticket.Answered()
	case ctx.Err() != nil:
		ticket.Abandoned()
	case errors.As(err, &answer) && answer.Kind != twentythree.KindBusy && answer.Kind != twentythree.KindPortal:
		ticket.Answered()
	case errors.As(err, &answer):
		ticket.Failed(answer.Reason(""), answer.RetryAfter)
	default:
		ticket.Failed(w.engine.config.Classify(err, w.session.Account.Host), 0)
	}
	return video, parameters.Placeholder || progress.read >= w.upload.Source.Size, err
}

// wholeReader reads a file from its beginning and counts.
type wholeReader struct {
	file   *os.File
	read   int64
	size   int64
	worker *worker
}

// Read implements io.Reader.
func (r *wholeReader) Read(buffer []byte) (int, error) {
	n, err := r.file.ReadAt(buffer[:min(int64(len(buffer)), r.size-r.read)], r.read)
	r.read += int64(n)
	r.worker.run.meter.Wrote(int64(n))
	if r.read == r.size {
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
func (w *worker) lookFor(ctx context.Context) (videoID string, err error) {
	w.phase(uploader.Checking)
	since := w.transfer.DirectSince.Add(-2 * time.Minute)
	begun := w.engine.config.Now()
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
		if w.engine.config.Now().Sub(begun) >= steadyNo {
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
	for _, video := range videos {
		sameFile := w.upload.Placeholder() || video.OriginalFilename == "" || video.OriginalFilename == w.upload.Source.Name
		samePerson := video.UserID == "" || w.session.Account.UserID == "" || video.UserID == w.session.Account.UserID
		if video.Title == title && sameFile && samePerson && video.Created.After(since) {
			return video.VideoID
		}
	}
	return ""
}

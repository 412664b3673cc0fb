package engine

import (
	"context"
	"errors"
	"hash/crc32"
	"io"
	"slices"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/crashpoint"
	"twentythree-uploader/uploader/twentythree"
)

// Poster and subtitles follow a video once it is there, and belong to its upload: it is not over before the site has them, or has refused
// them for good.
const (
	// extraTries bounds how often a file is offered that the site does not take; extraPause, and the double the next time, lies between.
	extraTries = 3
	extraPause = 2 * time.Second
	// extraPace is the slowest link, in bytes a second, that a request with a whole file is given time for.
	extraPace = 20_000
)

// followed ends an upload once poster and subtitles are there as well.
func (w *worker) followed(ctx context.Context, end ending) ending {
	if len(w.outstanding().OutstandingFields()) == 0 {
		return end
	}
	w.phase(uploader.Extras)
	reason, err := w.bring(ctx)
	switch {
	case err != nil:
		return w.failed(ctx, err)
	case reason.IsZero():
		return end
	}
	// Trying on is the person's word.
	w.transfer.UpdateDue = false
	if err := w.keep(); err != nil {
		return w.failed(ctx, err)
	}
	return endingAt(uploader.DoneWarning, reason)
}

// outstanding is the upload with what was typed by now.
func (w *worker) outstanding() uploader.Upload {
	upload := w.upload
	upload.Metadata = w.metadata()
	return upload
}

// bring sends what is outstanding. The reason says what the site did not take; the error is the context's, or one of signing in.
func (w *worker) bring(ctx context.Context) (reason uploader.Reason, err error) {
	poster, subtitles := w.outstanding().Outstanding()
	if poster != (uploader.Source{}) {
		if err := w.sendPoster(ctx, poster); err != nil {
			if endsFollowing(ctx, err) {
				return reason, err
			}
			reason = w.notTakenAlong(reason, uploader.FieldPoster, poster, err)
		}
	}
	// Those that may have arrived already go first: what left last is all that is remembered.
	left := func(s uploader.Subtitle) bool { return s.Locale == w.transfer.Subtitle }
	if at := slices.IndexFunc(subtitles, left); at > 0 {
		subtitles[0], subtitles[at] = subtitles[at], subtitles[0]
	}
	for _, subtitle := range subtitles {
		if err := w.sendSubtitle(ctx, subtitle); err != nil {
			if endsFollowing(ctx, err) {
				return reason, err
			}
			reason = w.notTakenAlong(reason, uploader.FieldSubtitles, subtitle.Source, err)
		}
	}
	return reason, nil
}

// endsFollowing says that nothing can be sent any more for now: the program ends, the account must sign in, or the list cannot be saved.
func endsFollowing(ctx context.Context, err error) bool {
	if ctx.Err() != nil || errors.Is(err, errNotKept) {
		return true
	}
	reason, known := reasonOf(err)
	var answer *twentythree.Error
	if errors.As(err, &answer) {
		reason, known = answer.Reason(""), true
	}
	return known && stateFor(reason.Code) == uploader.WaitingSignIn && reason.Code != uploader.ReasonReadOnly && reason.Code != uploader.ReasonSiteGone
}

// errNotKept says that what is about to happen could not be written down, so that it must not happen.
var errNotKept = errors.New("the journal cannot be written")

// notTakenAlong adds a file to the reason that names what is missing beside the video. The sentence is about the first one.
func (w *worker) notTakenAlong(reason uploader.Reason, field uploader.Field, source uploader.Source, err error) uploader.Reason {
	w.engine.config.Logger.Warn("what belongs to a video was not taken", "id", w.id, "field", field, "error", err)
	if !slices.Contains(reason.Fields, field) {
		reason.Fields = append(reason.Fields, field)
	}
	if !reason.IsZero() {
		return reason
	}
	reason.Code, reason.Subject, reason.Field = uploader.ReasonExtrasFailed, source.Name, field
	reason.Site, reason.Technical = w.engine.siteOf(w.session), err.Error()
	if _, ofTheFile := reasonOf(err); ofTheFile {
		reason.Problem = uploader.ProblemMissing
	}
	return reason
}

func (w *worker) sendPoster(ctx context.Context, poster uploader.Source) error {
	picture, err := w.readWhole(ctx, poster, uploader.MostPosterBytes)
	if err != nil {
		return err
	}
	// A picture that arrives twice is the same picture.
	err = w.offered(ctx, len(picture.Content), func(ctx context.Context) error {
		return w.session.Client.SetPoster(ctx, w.upload.Result.VideoID, picture)
	}, func(context.Context) (bool, error) { return false, nil })
	if err != nil {
		return err
	}
	w.upload.Result.Poster = poster
	return w.keepResult()
}

// sendSubtitle gives the video subtitles. The journal says beforehand which ones left; where the answer got lost, the site is asked which
// it has before any go again. It tells languages only: where others of that language may have come before, these go again.
func (w *worker) sendSubtitle(ctx context.Context, subtitle uploader.Subtitle) error {
	file, err := w.readWhole(ctx, subtitle.Source, uploader.MostSubtitleBytes)
	if err != nil {
		return err
	}
	there := func(ctx context.Context) (there bool, err error) {
		err = w.ask(ctx, func(ctx context.Context) error {
			locales, err := w.session.Client.Subtitles(ctx, w.upload.Result.VideoID)
			there = slices.Contains(locales, subtitle.Locale)
			return err
		})
		return there, err
	}
	sum, left := crc32.Checksum(file.Content, castagnoli), w.transfer.Subtitle == subtitle.Locale
	others := left && w.transfer.SubtitleSum != sum
	before := slices.ContainsFunc(w.upload.Result.Subtitles, func(s uploader.Subtitle) bool { return s.Locale == subtitle.Locale })
	if before || others {
		there = func(context.Context) (bool, error) { return false, nil }
	}
	arrived := false
	if left {
		if arrived, err = there(ctx); err != nil {
			return err
		}
	}
	if !arrived {
		if w.transfer.Subtitle, w.transfer.SubtitleSum = subtitle.Locale, sum; others {
			w.transfer.SubtitleSum = 0
		}
		crashpoint.Before("a subtitle")
		if err := w.keep(); err != nil {
			return errors.Join(errNotKept, err)
		}
		err := w.offered(ctx, len(file.Content), func(ctx context.Context) error {
			return w.session.Client.UploadSubtitle(ctx, w.upload.Result.VideoID, subtitle.Locale, file)
		}, there)
		if err != nil {
			return err
		}
	}
	w.upload.Result = w.upload.Result.Holds(subtitle)
	if err := w.keepResult(); err != nil {
		return err
	}
	crashpoint.After("a subtitle")
	w.transfer.Subtitle, w.transfer.SubtitleSum = "", 0
	return w.keep()
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// keepResult writes down what the site has taken. The picture of a video that is to get another file meanwhile goes once more afterwards.
func (w *worker) keepResult() error {
	return w.engine.ask(func() {
		if en := w.engine.entries[w.id]; en != nil {
			upload := en.upload
			upload.Result.Subtitles = w.upload.Result.Subtitles
			if upload.Replaces.IsZero() {
				upload.Result.Poster = w.upload.Result.Poster
			}
			w.engine.put(upload)
		}
	})
}

// offered makes a request with a whole file until the site has taken it, or has refused it extraTries times. there is asked after every
// request that may have been carried out although its answer did not say so.
func (w *worker) offered(ctx context.Context, size int, send func(context.Context) error, there func(context.Context) (bool, error)) error {
	for refused, clock := 0, 0; ; {
		began := w.engine.config.Now()
		err := w.once(ctx, size, send)
		var answer *twentythree.Error
		switch said := errors.As(err, &answer); {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case said && answer.Kind == twentythree.KindSignIn:
			if !w.mended(ctx, err, began) {
				return err
			}
			continue
		case said && answer.Kind == twentythree.KindClock:
			// The answer's Date has taught us the site's time: sign once more with it.
			if clock++; clock > 1 {
				return err
			}
			continue
		case said && answer.Kind != twentythree.KindBusy && answer.Kind != twentythree.KindPortal:
			if refused++; refused >= extraTries {
				return err
			}
			if restErr := rest(ctx, extraPause<<(refused-1)); restErr != nil {
				return restErr
			}
		}
		if arrived, err := there(ctx); arrived || err != nil {
			return err
		}
	}
}

// once makes one request with a whole file through the gate.
func (w *worker) once(ctx context.Context, size int, send func(context.Context) error) error {
	ticket, err := w.gate.Pass(ctx)
	if err != nil {
		return err
	}
	requestContext, cancel := context.WithTimeout(ctx, callTimeout+time.Duration(size)*time.Second/extraPace)
	defer cancel()
	err = send(requestContext)
	w.answered(ctx, ticket, err)
	return err
}

// readWhole reads a small file as it is now: what somebody has mended in it since it was chosen goes along. The error is a
// *uploader.ReasonError, or the context's.
func (w *worker) readWhole(ctx context.Context, source uploader.Source, most int64) (twentythree.Attachment, error) {
	content, err := onDrive(ctx, &w.engine.drives, source, func() ([]byte, error) {
		current, err := w.engine.config.Recheck(source)
		if reason, _ := reasonOf(err); err != nil && reason.Code != uploader.ReasonChanged {
			return nil, err
		}
		if current.Size > most {
			return nil, &uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonTooLarge, Subject: source.Name, Bytes: current.Size}}
		}
		file, err := w.engine.openFile(current)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		return io.ReadAll(io.NewSectionReader(file, 0, current.Size))
	}, func([]byte) {})
	if _, known := reasonOf(err); err != nil && !known && ctx.Err() == nil {
		err = &uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonUnreadable, Subject: source.Name}, Err: err}
	}
	return twentythree.Attachment{FileName: source.Name, Content: content}, err
}

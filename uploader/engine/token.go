package engine

import (
	"cmp"
	"context"
	"errors"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/crashpoint"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/transfer"
	"twentythree-uploader/uploader/twentythree"
)

// ensureToken opens the upload's token, or asks the site for one where nothing was acknowledged yet.
func (w *worker) ensureToken(ctx context.Context) error {
	t := &w.transfer
	if t.SealedToken != nil {
		if err := w.reopenToken(); err == nil {
			if len(t.Acked) > 0 || !t.CompletingSince.IsZero() || w.engine.config.Now().Before(t.TokenValidUntil) {
				return nil
			}
		} else if !t.CompletingSince.IsZero() {
			// Signed in anew with other keys: the token cannot be opened, so the site cannot be asked about it.
			return &uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonUnclearEnd}, Err: err}
		}
	}
	if err := w.unheardOf(ctx); err != nil {
		return err
	}
	forgotten := len(t.Acked) > 0
	if err := w.newToken(ctx); err != nil {
		return err
	}
	if forgotten {
		w.announceRestart()
	}
	return nil
}

// reopenToken makes the token of an earlier start ready.
func (w *worker) reopenToken() error {
	text, err := w.session.Open(w.transfer.SealedToken, []byte(w.id))
	if err != nil {
		return err
	}
	w.token = twentythree.UploadToken{
		Token: string(text), ValidUntil: w.transfer.TokenValidUntil, MaxUploads: 1, Generation: twentythree.Generation(w.transfer.Generation),
		Replaces: w.upload.Replaces.VideoID,
	}
	return nil
}

// newToken asks for a token for one video and journals it before it is used. Whatever was acknowledged under an older one is void.
func (w *worker) newToken(ctx context.Context) error {
	token, told, err := w.requestToken(ctx)
	if err != nil {
		return err
	}
	sealed, err := w.session.Seal([]byte(token.Token), []byte(w.id))
	if err != nil {
		return err
	}
	identifier, err := newID(w.engine.config.Random)
	if err != nil {
		return err
	}
	w.token = token
	w.transfer = journal.Transfer{
		SealedToken: sealed, TokenValidUntil: token.ValidUntil, Generation: int(token.Generation), Identifier: identifier,
		ChunkSize: w.chunkSize(token), Acked: map[int]uint32{},
		TokensUsed: w.transfer.TokensUsed + 1, Confirmed: told.confirmed, Telling: told.telling, Before: told.before,
		Subtitle: w.transfer.Subtitle, SubtitleSum: w.transfer.SubtitleSum,
	}
	if !w.replaces() {
		w.tellConfirmed(told.confirmed)
	}
	crashpoint.Before("a token")
	err = w.keep()
	crashpoint.After("a token")
	return err
}

// chunkSize is how large the pieces of the file are. The first generation documents pieces for new videos only: it would take each of them
// for the whole file of a video that exists.
func (w *worker) chunkSize(token twentythree.UploadToken) int64 {
	if token.Replaces != "" && token.Generation == twentythree.GenerationV1 {
		return max(1, w.upload.Source.Size)
	}
	return transfer.NewPlan(w.upload.Source.Size, cmp.Or(w.engine.config.ChunkSize, w.pace.ChunkSize())).ChunkSize
}

// told is what the site knows of a video when it gives a token for it.
type told struct {
	confirmed *uploader.Metadata
	telling   []uploader.Field
	before    *journal.Before
}

// requestToken asks the site for a token: for a video of its own, with what was typed, or for one that exists.
func (w *worker) requestToken(ctx context.Context) (token twentythree.UploadToken, t told, err error) {
	if w.replaces() {
		token, before, err := w.replaceToken(ctx)
		return token, told{confirmed: w.transfer.Confirmed, telling: w.transfer.Telling, before: before}, err
	}
	if w.guest() {
		return w.givenToken()
	}
	metadata, now := w.metadata(), w.engine.config.Now()
	err = w.ask(ctx, func(ctx context.Context) (err error) {
		token, err = w.session.Client.RequestUploadToken(ctx, twentythree.Parameters(metadata, w.zone(), now),
			twentythree.TokenOptions{MaxUploads: 1, ValidMinutes: tokenMinutes})
		return err
	})
	confirmed := metadata.Clone()
	return token, told{confirmed: &confirmed}, err
}

func (w *worker) zone() *time.Location { return zoneOf(w.session.Account) }

func zoneOf(account uploader.Account) *time.Location {
	if zone, err := time.LoadLocation(account.Zone); err == nil && account.Zone != "" {
		return zone
	}
	return time.UTC
}

// metadata is what the person has typed by now.
func (w *worker) metadata() uploader.Metadata {
	metadata := w.upload.Metadata
	_ = w.engine.ask(func() {
		if en := w.engine.entries[w.id]; en != nil {
			metadata = en.upload.Metadata.Clone()
		}
	})
	return metadata
}

// isTokenEnd says that the site does not accept the upload's token.
func (w *worker) isTokenEnd(err error) bool {
	var answer *twentythree.Error
	return errors.As(err, &answer) && answer.Kind == twentythree.KindToken
}

// tokenEnded decides what follows when the site no longer accepts the token. A token that is used up has made the video; otherwise the parts went
// with it, and the file begins again once, said aloud. The second time a person is asked.
func (w *worker) tokenEnded(ctx context.Context) (end ending, again bool) {
	if w.guest() {
		return w.failed(ctx, w.guestTokenEnded(w.checked)), false
	}
	videoID, err := w.lookUp(ctx)
	switch {
	case err != nil:
		return w.failed(ctx, err), false
	case videoID != "":
		return w.found(ctx, videoID), false
	case !w.transfer.CompletingSince.IsZero():
		return endingAt(uploader.Attention, uploader.Reason{Code: uploader.ReasonUnclearEnd, Site: w.session.Account.SiteName}), false
	case w.transfer.TokensUsed > 1:
		return endingAt(uploader.Attention, uploader.Reason{Code: uploader.ReasonStartsAgain, Site: w.session.Account.SiteName}), false
	}
	if err := w.newToken(ctx); err != nil {
		return w.failed(ctx, err), false
	}
	w.announceRestart()
	return ending{}, true
}

// announceRestart takes the confirmed bytes back in the open.
func (w *worker) announceRestart() {
	_ = w.engine.ask(func() {
		en := w.engine.entries[w.id]
		if en == nil || en.run != w.run {
			return
		}
		w.run.meter = transfer.NewMeter(w.upload.Source.Size, 0)
		upload := en.upload
		upload.Progress = uploader.Progress{Size: upload.Source.Size, Processing: -1}
		upload.Reason = uploader.Reason{Code: uploader.ReasonStartsAgain, Site: w.session.Account.SiteName}
		w.engine.put(upload)
	})
}

package engine

import (
	"context"
	"errors"
	"slices"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// A guest sends videos with an upload link that somebody else made. One token serves several videos, each under its own identifier. The site
// tells strangers nothing of a video: what it says when the last byte arrives is all that is ever known, and nothing is read back.

// guest reports whether the upload goes with a link instead of an account.
func (w *worker) guest() bool { return w.session != nil && w.session.Given != nil }

// givenToken is the token of the guest's link, as long as the link takes another video.
func (w *worker) givenToken() (twentythree.UploadToken, told, error) {
	link := w.session.Account.Invitation
	switch now := w.engine.config.Now(); {
	case !link.Open(now):
		return twentythree.UploadToken{}, told{}, w.linkOver(uploader.ReasonGuestEnded)
	case w.sentWithLink() >= link.Videos:
		return twentythree.UploadToken{}, told{}, w.linkOver(uploader.ReasonGuestUsedUp)
	}
	metadata := w.metadata()
	confirmed := metadata.Clone()
	confirmed.Title, confirmed.Description = link.Title, link.Description
	return *w.session.Given, told{confirmed: &confirmed}, nil
}

func (w *worker) linkOver(code uploader.ReasonCode) error {
	account := w.session.Account
	return &uploader.ReasonError{Reason: uploader.Reason{Code: code, Site: account.SiteName, At: account.Invitation.Ends, Subject: w.upload.DisplayTitle()}}
}

// sentWithLink counts the other videos of this list that have used the link up, or are about to and began earlier.
func (w *worker) sentWithLink() (count int) {
	_ = w.engine.ask(func() {
		for id, en := range w.engine.entries {
			before := en.run != nil && en.upload.Result.Started.Before(w.upload.Result.Started)
			begun := en.upload.Result.VideoID != "" || !en.transfer.CompletingSince.IsZero() || before
			if id != w.id && en.upload.Account == w.upload.Account && begun {
				count++
			}
		}
	})
	return count
}

// guestTokenEnded says why the site does not take a guest's file any more. doubted says that an answer to the last byte was lost before: then the
// video may be what used the link up.
func (w *worker) guestTokenEnded(doubted bool) error {
	link := w.session.Account.Invitation
	switch {
	case doubted:
		return w.linkOver(uploader.ReasonGuestUnclear)
	case !link.Open(w.engine.config.Now()):
		return w.linkOver(uploader.ReasonGuestEnded)
	case link.Videos > 1 && len(w.transfer.Acked) == 0 && w.sentWithLink() == 0:
		return w.linkOver(uploader.ReasonGuestRefused)
	}
	return w.linkOver(uploader.ReasonGuestUsedUp)
}

// guestDoubt decides what follows a guest's completing request that ended without a video. The last of several chunks may go again once: a
// site that has joined the file keeps it as a piece of nothing, and one that has not makes the video now. A file of one chunk would become a second video.
func (w *worker) guestDoubt(d *doubt, doubted bool) error {
	switch {
	case d.definite():
		return d.refusal
	case d != nil && w.isTokenEnd(d.refusal):
		return w.guestTokenEnded(doubted)
	case d != nil && d.resent, planOf(w.transfer, w.upload.Source).Count() == 1:
		return w.linkOver(uploader.ReasonGuestUnclear)
	}
	return nil
}

// sent ends a guest's upload: the site has named the video, and shows a guest nothing more of it.
func (w *worker) sent(ctx context.Context) ending {
	w.phase(uploader.Finishing)
	if w.token.Token == "" && w.reopenToken() != nil {
		return endingAt(uploader.DoneSent, uploader.Reason{})
	}
	if err := w.confirm(ctx); ctx.Err() != nil {
		return stoppedEnding()
	} else if err != nil {
		w.engine.config.Logger.Warn("a guest's title was not taken", "id", w.id, "error", err)
	}
	return endingAt(uploader.DoneSent, uploader.Reason{})
}

// guestFields are what a guest may say of a video: whoever made the link has decided the rest.
var guestFields = []uploader.Field{uploader.FieldTitle, uploader.FieldDescription}

// tellable lists the fields that the token can still be told of.
func (w *worker) tellable() []uploader.Field {
	if w.guest() {
		return guestFields
	}
	return carried
}

// tellToken tells the site what was typed about the token's video. A guest's file is one of several of the token, and only its words are told.
func (w *worker) tellToken(ctx context.Context, metadata uploader.Metadata) error {
	parameters := twentythree.Parameters(metadata, w.zone(), w.engine.config.Now())
	if w.guest() {
		return w.session.Client.DescribeUpload(ctx, w.token, w.transfer.Identifier, parameters.Title, parameters.Description)
	}
	return w.session.Client.UpdateUploadToken(ctx, w.token, "", parameters)
}

// strangerRefused says that the site does not take a guest's bytes without a sign-in.
func (w *worker) strangerRefused(err error) bool {
	var answer *twentythree.Error
	return w.guest() && errors.As(err, &answer) && slices.Contains([]twentythree.Kind{twentythree.KindSignIn, twentythree.KindPermission}, answer.Kind)
}

package app

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/engine"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/link"
	"twentythree-uploader/uploader/twentythree"
)

// openLinks reads the upload links and begins to ask what comes through them. A program without a window neither asks nor tells.
func (a *App) openLinks(ctx context.Context) {
	a.links = linkDesk{
		store: a.journal, now: a.options.Now, logger: a.options.Logger, announce: a.engine.Announce,
		keepsIt: func() bool { return a.Settings().HistoryDays != uploader.NoHistory },
		wake:    make(chan struct{}, 1), making: make(map[uploader.LinkID]bool), visits: make(map[uploader.LinkID]linkVisit),
		rests: make(map[uploader.AccountID]linkRest), saved: make(map[uploader.LinkID]time.Time),
		site: linkSite{ready: a.linkReady, make: a.requestLink, look: a.lookThroughLink, withheld: a.linkWithheld, explain: a.explainLink},
	}
	if a.options.Alone {
		return
	}
	if err := a.links.open(ctx); err != nil {
		a.options.Logger.Warn("the links could not be read", "error", err)
	}
	a.owned.Go(func() { a.links.run(a.ctx) })
}

func (a *App) randomID() (string, error) {
	var bytes [16]byte
	if _, err := io.ReadFull(a.options.Random, bytes[:]); err != nil {
		return "", fmt.Errorf("no random numbers: %w", err)
	}
	return hex.EncodeToString(bytes[:]), nil
}

// NewLink gives the form of a new upload link as it stands when it is opened: for the current account, one video, a draft, as long as can be.
func (a *App) NewLink() uploader.LinkDraft {
	current := a.accounts.currentID()
	start := a.newVideo(current)
	id, err := a.randomID()
	if err != nil {
		a.options.Logger.Error("a link has no ID", "error", err)
	}
	return uploader.LinkDraft{
		ID: uploader.LinkID(id), Account: current, Tags: start.Tags, Categories: start.Categories, Videos: 1, Lasts: uploader.LongestLink,
	}
}

// NewLinkLike gives the form of a link that asks for the same as an earlier one. An account that is gone gives way to the current one, without the
// categories of the other site.
func (a *App) NewLinkLike(id uploader.LinkID) uploader.LinkDraft {
	fresh := a.NewLink()
	record, known := a.links.find(id)
	if !known {
		return fresh
	}
	draft := record.Link.Draft(fresh.ID)
	if _, there := a.accounts.find(draft.Account); !there {
		draft.Account, draft.Categories = fresh.Account, fresh.Categories
	}
	return draft
}

// MakeLink asks a site for an upload link. It is made once, however often it is asked for with the same form from NewLink or NewLinkLike; after a
// failure it may be asked for again. How it goes comes as LinkMakings.
func (a *App) MakeLink(wish uploader.LinkWish) {
	draft := wish.Draft()
	if draft.ID == "" || !a.links.claim(draft.ID) {
		return
	}
	if reason := a.linkNotAllowed(draft); !reason.IsZero() {
		a.noLink(draft, reason)
		return
	}
	a.owned.Go(func() { a.makeLink(a.ctx, wish) })
}

// makeLink makes a link that was claimed. The site of one for this room is told the program's own page, which is there before it is told.
func (a *App) makeLink(ctx context.Context, wish uploader.LinkWish) {
	draft := wish.Draft()
	if !draft.Room {
		a.links.make(ctx, wish, link.Return{})
		return
	}
	server, err := a.openRoom(draft.Network)
	if err != nil {
		a.options.Logger.Warn("phones cannot be led back to this computer", "link", draft.ID, "error", err)
		a.noLink(draft, uploader.Reason{Code: uploader.ReasonNoPhones, Technical: err.Error()})
		return
	}
	if room := a.keepRoom(draft.ID, server); !a.links.make(ctx, wish, server.Return()) {
		a.dropRoom(draft.ID, room)
	}
}

func (a *App) noLink(draft uploader.LinkDraft, reason uploader.Reason) {
	a.links.release(draft.ID)
	a.links.tell(uploader.LinkMaking{Link: draft.ID, Name: draft.Name, Step: uploader.LinkNotMade, Reason: reason})
}

// linkNotAllowed says what an organisation has against a link, zero for nothing.
func (a *App) linkNotAllowed(draft uploader.LinkDraft) uploader.Reason {
	rules := a.Rules()
	switch {
	case !rules.AllowsLinks():
		return uploader.Reason{Code: uploader.ReasonLinksNotAllowed, Subject: rules.Organisation}
	case draft.Publish && rules.DraftsOnly():
		return uploader.Reason{Code: uploader.ReasonDraftsOnly, Subject: rules.Organisation}
	}
	return uploader.Reason{}
}

// LookNow asks at once what has come through a link, also through one that has ended. A locked password store may ask the person once more.
func (a *App) LookNow(id uploader.LinkID) {
	a.options.Secrets.AskAgain()
	a.links.want(id)
}

// Hint says that something may have come through a link, because somebody called its return address. The site is asked soon, and at most once in
// two seconds however many hints there are; nothing else of a call is believed.
func (a *App) Hint(id uploader.LinkID) { a.links.hint(id) }

// ForgetLink takes a link off the list. It cannot be withdrawn: at its site it works until its end.
func (a *App) ForgetLink(id uploader.LinkID) {
	a.owned.Go(func() { a.links.forget(context.WithoutCancel(a.ctx), id) })
}

// signedIn lets all go on that waits for an account.
func (a *App) signedIn(known uploader.Account) {
	a.engine.SignedIn(known)
	a.links.again()
}

func (a *App) linkReady(ctx context.Context, id uploader.AccountID) error {
	_, err := a.accounts.session(ctx, id)
	return err
}

// requestLink asks a site for an upload token and seals it: from here on it is opened only to ask what has arrived, and to be handed out.
func (a *App) requestLink(ctx context.Context, wish uploader.LinkWish, back link.Return) (made madeLink, err error) {
	draft := wish.Draft()
	options := twentythree.TokenOptions{
		MaxUploads: draft.Videos, ValidMinutes: wish.Minutes(), ReturnURL: cmp.Or(draft.Return, back.URL), Nonce: back.Nonce,
	}
	err = a.accounts.ask(ctx, draft.Account, func(session *engine.Session) error {
		token, err := session.Client.RequestUploadToken(ctx, twentythree.Parameters(wish.Metadata(), nil, a.options.Now()), options)
		if err != nil {
			return err
		}
		sealed, err := session.Seal([]byte(token.Token), sealedFor(draft.ID))
		lasts := token.Valid
		if lasts == 0 && !token.ValidUntil.IsZero() {
			lasts = token.ValidUntil.Sub(a.options.Now()).Round(time.Minute)
		}
		made = madeLink{
			siteName: session.Account.SiteName, sealed: sealed, generation: int(token.Generation), ends: token.ValidUntil.UTC(),
			granted: uploader.LinkTerms{Videos: token.MaxUploads, Lasts: lasts, Publish: token.Publish},
		}
		return err
	})
	return made, err
}

// sealedFor is what a link's token is sealed for, so that it opens nothing else.
func sealedFor(id uploader.LinkID) []byte { return []byte("link " + string(id)) }

// openLink gives a link's token.
func openLink(session *engine.Session, record journal.LinkRecord) (twentythree.UploadToken, error) {
	text, err := session.Open(record.SealedToken, sealedFor(record.Link.ID))
	return twentythree.UploadToken{
		Token: string(text), ValidUntil: record.Link.Ends, MaxUploads: record.Link.Granted.Videos, Generation: twentythree.Generation(record.Generation),
	}, err
}

func (a *App) lookThroughLink(ctx context.Context, record journal.LinkRecord, most int) (arrivals []linkArrival, err error) {
	err = a.accounts.ask(ctx, record.Link.Account, func(session *engine.Session) error {
		token, err := openLink(session, record)
		if err != nil {
			return err
		}
		videos, err := session.Client.VideosOfLink(ctx, token, most)
		arrivals = nil
		for _, video := range videos {
			arrivals = append(arrivals, arrivalOf(session.Client, record.Link, video))
		}
		return err
	})
	return arrivals, err
}

// linkWithheld says why an account cannot be asked without its person: what happens every minute must ask nobody for a password.
func (a *App) linkWithheld(id uploader.AccountID) uploader.Reason {
	known, found := a.accounts.find(id)
	if !found || !known.SignedIn {
		return uploader.Reason{Code: uploader.ReasonNotSignedIn, Site: known.SiteName}
	}
	return a.accounts.withheld(id)
}

func (a *App) explainLink(err error, id uploader.AccountID) (uploader.Reason, time.Duration) {
	known, _ := a.accounts.find(id)
	var answered *twentythree.Error
	switch {
	case errors.Is(err, account.ErrSealed):
		return uploader.Reason{Code: uploader.ReasonLinkSealed, Site: known.SiteName, Technical: err.Error()}, 0
	case errors.As(err, &answered) && answered.Kind == twentythree.KindToken:
		reason := answered.Reason(known.SiteName)
		reason.Code = uploader.ReasonUnknownAnswer
		return reason, answered.RetryAfter
	case errors.As(err, &answered):
		return answered.Reason(known.SiteName), answered.RetryAfter
	}
	return a.explain(err, id), 0
}

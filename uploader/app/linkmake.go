package app

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"slices"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/link"
	"twentythree-uploader/uploader/twentythree"
)

// madeLink is what a site gave.
type madeLink struct {
	// siteName is what people call the site; sealed is the token, which nobody else can open.
	siteName   string
	sealed     []byte
	generation int
	granted    uploader.LinkTerms
	// ends is when the link ends, zero when the site does not tell. Without it granted.Lasts is not known either.
	ends time.Time
}

// claim reports whether a link of that ID is to be made: neither is it there, nor is it being made. So a form that is sent twice makes one.
func (d *linkDesk) claim(id uploader.LinkID) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.making[id] || d.at(id) >= 0 {
		return false
	}
	d.making[id] = true
	return true
}

func (d *linkDesk) release(id uploader.LinkID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.making, id)
}

// make asks the site for a link that was claimed. It is written down before, so that a program that ends in the middle can say so; what the site
// gave is handed out only once it is written down as well. back is the program's own page for the site to call, zero for none. How it goes comes as
// LinkMakings; made says that there is a link.
func (d *linkDesk) make(ctx context.Context, wish uploader.LinkWish, back link.Return) (made bool) {
	draft := wish.Draft()
	d.tell(uploader.LinkMaking{Link: draft.ID, Name: draft.Name, Step: uploader.LinkBeingMade})
	end := d.tryToMake(ctx, wish, back)
	end.Link, end.Name = draft.ID, draft.Name
	// Free before it is told: whoever hears that there is no link may ask for it again at once.
	d.release(draft.ID)
	switch end.Step {
	case uploader.LinkMade:
		d.announce(uploader.Update{Links: d.list(), LinkMakings: []uploader.LinkMaking{end}})
		d.nudge()
	case uploader.LinkNotMade, uploader.LinkUnclear:
		d.tell(end)
	}
	return end.Step == uploader.LinkMade
}

// tryToMake gives how it ended, without a step where the program ended before.
func (d *linkDesk) tryToMake(ctx context.Context, wish uploader.LinkWish, back link.Return) uploader.LinkMaking {
	draft := wish.Draft()
	record, reason := d.intend(ctx, draft, back)
	if !reason.IsZero() {
		return uploader.LinkMaking{Step: uploader.LinkNotMade, Reason: reason}
	}
	asked := d.now()
	made, err := d.site.make(ctx, wish, back)
	switch {
	case err != nil && ctx.Err() != nil:
		return uploader.LinkMaking{}
	case err != nil:
		return d.notMade(record.Link, err)
	}
	record.Link.Made, record.Link.Looked = asked.UTC().Truncate(time.Millisecond), asked.UTC().Truncate(time.Millisecond)
	record.Link.Site, record.Link.Granted, record.Link.Ends = made.siteName, made.granted, made.ends
	if made.ends.IsZero() {
		// The site does not tell when it ends. It was asked for this, and documents that it gives it.
		record.Link.Granted.Lasts, record.Link.Ends = draft.Lasts, record.Link.Made.Add(draft.Lasts)
	}
	record.SealedToken, record.Generation = made.sealed, made.generation
	// The answer is there: it is written down though the program is about to end.
	if err := d.store.SaveLinks(context.WithoutCancel(ctx), []journal.LinkRecord{record}); err != nil {
		d.logger.Error("a link was made and could not be kept; it was handed to nobody and ends by itself", "link", draft.ID, "error", err)
		d.dropIntention(draft.ID)
		return uploader.LinkMaking{Step: uploader.LinkNotMade, Reason: reasonOf(err)}
	}
	d.mu.Lock()
	d.records = slices.Insert(slices.Clone(d.records), 0, record)
	d.visits[draft.ID], d.saved[draft.ID] = linkVisit{last: asked}, record.Link.Looked
	d.mu.Unlock()
	d.logger.Info("a link was made", "link", draft.ID, "videos", made.granted.Videos, "ends", record.Link.Ends)
	return uploader.LinkMaking{Step: uploader.LinkMade}
}

// intend writes down that a link is about to be made.
func (d *linkDesk) intend(ctx context.Context, draft uploader.LinkDraft, back link.Return) (journal.LinkRecord, uploader.Reason) {
	if err := d.site.ready(ctx, draft.Account); err != nil {
		reason, _ := d.site.explain(err, draft.Account)
		return journal.LinkRecord{}, reason
	}
	record := journal.LinkRecord{ReturnURL: back.URL, Nonce: back.Nonce, Link: uploader.Link{
		ID: draft.ID, Account: draft.Account, Name: draft.Name, Title: draft.Title, Description: draft.Description, Tags: draft.Tags,
		Categories: draft.Categories, Room: back.URL != "", Return: draft.Return, Asked: uploader.LinkTerms{Videos: draft.Videos, Lasts: draft.Lasts, Publish: draft.Publish},
	}}
	return record, reasonOf(d.store.SaveLinks(ctx, []journal.LinkRecord{record}))
}

// notMade says why there is no link, or that nobody can tell.
func (d *linkDesk) notMade(wanted uploader.Link, err error) uploader.LinkMaking {
	d.dropIntention(wanted.ID)
	reason, _ := d.site.explain(err, wanted.Account)
	if mayHaveMade(err) {
		d.logger.Warn("nobody can tell whether a link was made; nothing was handed out", "link", wanted.ID, "error", reason.Technical)
		return unclearLink(wanted, &reason)
	}
	return uploader.LinkMaking{Step: uploader.LinkNotMade, Reason: reason}
}

func (d *linkDesk) dropIntention(id uploader.LinkID) {
	if err := d.store.ForgetLink(context.Background(), id); err != nil {
		d.logger.Warn("a link that was not made could not be forgotten", "link", id, "error", err)
	}
}

func (d *linkDesk) tell(making uploader.LinkMaking) {
	d.announce(uploader.Update{LinkMakings: []uploader.LinkMaking{making}})
}

// unclearLink says that nobody can tell whether the link was made; met is what was met, nil for the program's own end.
func unclearLink(wanted uploader.Link, met *uploader.Reason) uploader.LinkMaking {
	reason := uploader.Reason{Code: uploader.ReasonLinkUnclear, Site: wanted.Site, Subject: wanted.Name}
	if met != nil {
		reason.Site, reason.Technical = met.Site, met.Technical
	}
	return uploader.LinkMaking{Link: wanted.ID, Name: wanted.Name, Step: uploader.LinkUnclear, Reason: reason}
}

// mayHaveMade reports whether the site may have made a link although there is no good answer: the question may have reached it.
func mayHaveMade(err error) bool {
	var known *uploader.ReasonError
	var answered *twentythree.Error
	switch {
	case errors.As(err, &known):
		return false
	case errors.As(err, &answered):
		return answered.Kind == twentythree.KindUnknownAnswer || answered.Kind == twentythree.KindBusy && answered.Status >= http.StatusInternalServerError &&
			answered.Status != http.StatusServiceUnavailable
	}
	var way *net.OpError
	var name *net.DNSError
	var certificate *tls.CertificateVerificationError
	neverLeft := errors.As(err, &name) || errors.As(err, &certificate) || errors.As(err, &way) && (way.Op == "dial" || way.Op == "proxyconnect")
	return !neverLeft
}

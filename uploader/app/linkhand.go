package app

import (
	"cmp"
	"context"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account/setup"
	"twentythree-uploader/uploader/journal"
	"twentythree-uploader/uploader/link"
	"twentythree-uploader/uploader/twentythree"
	"twentythree-uploader/uploader/words"
)

// HandOverLink makes ready what a link is handed over with: its page, its form and what to send along. It comes as one of LinkHandovers, and is
// kept nowhere.
func (a *App) HandOverLink(id uploader.LinkID) {
	a.options.Secrets.AskAgain()
	a.owned.Go(func() {
		handover := a.handOver(a.ctx, id)
		handover.Link = id
		if a.ctx.Err() == nil {
			a.engine.Announce(uploader.Update{LinkHandovers: []uploader.LinkHandover{handover}})
		}
	})
}

func (a *App) handOver(ctx context.Context, id uploader.LinkID) uploader.LinkHandover {
	page, reason := a.guestPage(ctx, id)
	if !reason.IsZero() {
		return uploader.LinkHandover{Reason: reason}
	}
	record, _ := a.links.find(id)
	given := setup.Link{Site: page.Company, Token: page.Token, Invitation: invitationOf(record.Link)}
	forProgram, err := setup.WriteLink(page.Site, given)
	if err != nil {
		return uploader.LinkHandover{Reason: reasonOf(err)}
	}
	if page.Program, err = setup.Carry(page.Site, given); err != nil {
		return uploader.LinkHandover{Reason: reasonOf(err)}
	}
	file, err := page.HTML()
	if err != nil {
		return uploader.LinkHandover{Reason: reasonOf(err)}
	}
	handover := uploader.LinkHandover{Page: string(file), File: string(forProgram), Address: setup.LinkAddress(page.Program), Texts: make(map[string]uploader.LinkTexts)}
	for _, language := range words.Languages() {
		speak := words.New(language, nil, a.options.Now)
		form, err := page.BareForm(speak)
		if err != nil {
			return uploader.LinkHandover{Reason: reasonOf(err)}
		}
		handover.Texts[string(language)] = uploader.LinkTexts{Form: form, Message: page.Message(speak)}
	}
	return handover
}

// invitationOf is a link as a guest is told of it.
func invitationOf(made uploader.Link) uploader.Invitation {
	return uploader.Invitation{
		From: made.Site, Title: made.Title, Description: made.Description, Videos: made.Granted.Videos, Ends: made.Ends, Publishes: made.Granted.Publish,
	}
}

// guestPage is the page of a link, with its secret; the reason says why there is none.
func (a *App) guestPage(ctx context.Context, id uploader.LinkID) (link.Page, uploader.Reason) {
	record, known := a.links.find(id)
	if !known {
		return link.Page{}, uploader.Reason{Code: uploader.ReasonLinkSealed}
	}
	if !a.Rules().AllowsLinks() {
		return link.Page{}, a.linkNotAllowed(uploader.LinkDraft{})
	}
	session, err := a.accounts.session(ctx, record.Link.Account)
	var token twentythree.UploadToken
	if err == nil {
		token, err = openLink(session, record)
	}
	if err != nil {
		reason, _ := a.explainLink(err, record.Link.Account)
		return link.Page{}, reason
	}
	return pageOf(record, session.Account, token), uploader.Reason{}
}

func pageOf(record journal.LinkRecord, account uploader.Account, token twentythree.UploadToken) link.Page {
	return link.Page{
		Site: account.BaseURL, FirstGeneration: token.Generation == twentythree.GenerationV1, Token: token.Token,
		Company: cmp.Or(record.Link.Site, account.SiteName, account.Host), Title: record.Link.Title,
		Ends: record.Link.Ends, Videos: record.Link.Granted.Videos, ReturnAddress: cmp.Or(record.Link.Return, record.ReturnURL),
		Zone: cmp.Or(account.Zone, zoneHere()),
	}
}

// zoneHere is the name of this computer's time zone, "" where only its hours are known.
func zoneHere() string {
	if name := time.Local.String(); name != "Local" {
		return name
	}
	return ""
}

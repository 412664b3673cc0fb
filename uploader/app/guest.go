package app

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/account/setup"
	"twentythree-uploader/uploader/twentythree"
)

// keptAfterEnd is how long a guest's link stays among the accounts once it has ended and no video of the list was meant for it.
const keptAfterEnd = 7 * 24 * time.Hour

// offerLink shows an upload link from a file before anything of it is kept.
func (a *App) offerLink(name string, file setup.File) uploader.SetupOffer {
	offer := uploader.SetupOffer{Name: name, Host: hostOf(file.Base)}
	if invitation := file.Link.Invitation; !invitation.Open(a.options.Now()) {
		offer.Problem = uploader.SetupProblem{Code: uploader.SetupLinkEnded, At: invitation.Ends}
		return offer
	}
	offer.Number, offer.Invitation, offer.Site = a.setups.offer(file, laidSetup{}), &file.Link.Invitation, cmp.Or(file.Link.Site, offer.Host)
	offer.Organisation, offer.NotUnderstood = file.Link.Invitation.From, file.NotUnderstood
	return offer
}

// useLink makes a link the place where new videos go. Opening it again finds its videos again.
func (a *App) useLink(file setup.File) {
	host := hostOf(file.Base)
	known := uploader.Account{
		ID: linkAccount(file.Base, file.Link.Token), SiteName: cmp.Or(file.Link.Site, host), Host: host, BaseURL: file.Base,
		SignedIn: true, Invitation: &file.Link.Invitation,
	}
	secret := account.FromUploadToken(file.Link.Token)
	kept, err := a.options.Secrets.Save(a.ctx, known.ID, secret)
	if known.Kept = kept; err != nil {
		a.options.Logger.Warn("an upload link is kept until the program ends", "reason", reasonOf(err).Code)
	}
	a.accounts.leftovers.remove(a, known.ID)
	a.accounts.noteLocked(known.ID, nil)
	if _, err := a.accounts.prepare(known, secret, true); err != nil {
		a.options.Logger.Error("an upload link could not be made ready", "error", err)
		return
	}
	if err := a.accounts.change(known, true); err != nil {
		a.options.Logger.Warn("the accounts could not be saved", "error", err)
	}
	a.engine.SignedIn(known)
}

// linkAccount names a link without telling its token.
func linkAccount(base, token string) uploader.AccountID {
	sum := sha256.Sum256([]byte(base + "\x00" + token))
	return uploader.AccountID("link:" + hex.EncodeToString(sum[:12]))
}

// given is a guest's token as the engine uses it, nil for an account.
func given(known uploader.Account, secret account.Secret) *twentythree.UploadToken {
	if !known.Guest() {
		return nil
	}
	return &twentythree.UploadToken{Token: secret.UploadToken(), ValidUntil: known.Invitation.Ends, MaxUploads: known.Invitation.Videos}
}

// guestVideo is what a guest's file starts with: what the link says of it, and nothing of what this computer's own videos start with.
func (a *App) guestVideo(known uploader.Account, file string) uploader.Metadata {
	metadata := uploader.Metadata{Visibility: uploader.Draft, Title: known.Invitation.Title, Description: known.Invitation.Description}
	if metadata.Title == "" {
		metadata.Title = uploader.TitleFromFileName(file)
	}
	if known.Invitation.Publishes {
		metadata.Visibility = uploader.PublishWhenDone
	}
	return metadata
}

// forgetOldLinks takes links off the accounts that ended a while ago and have no videos in the list.
func (a *App) forgetOldLinks(listed []uploader.Upload) {
	for _, known := range a.accounts.update().Accounts {
		old := known.Guest() && a.options.Now().Sub(known.Invitation.Ends) > keptAfterEnd
		used := slices.ContainsFunc(listed, func(upload uploader.Upload) bool { return upload.Account == known.ID })
		if old && !used {
			a.accounts.remove(known.ID)
		}
	}
}

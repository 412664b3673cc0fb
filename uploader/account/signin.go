package account

import (
	"context"
	"errors"
	"sync"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// SignedIn is an accepted sign-in.
type SignedIn struct {
	// Account lacks Kept, which Vault.Save tells.
	Account uploader.Account
	Secret  Secret
	// Catch is what the person should know all the same: uploader.ReasonReadOnly. Zero when there is none.
	Catch uploader.Reason
	// Elsewhere says that it is on another site than the one that was looked for.
	Elsewhere bool
}

// SignIn tries pasted keys at the site with that root. The error is a *uploader.ReasonError (keys_incomplete, keys_wrong, clock, no
// site, or what the network says), or the context's.
func (d Door) SignIn(ctx context.Context, base string, keys uploader.Keys) (SignedIn, error) {
	host := hostOf(base)
	secret, complete := FromKeys(keys)
	if !complete {
		return SignedIn{}, &uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonKeysIncomplete, Site: host}}
	}
	if secret.held.AccessKey != "" {
		if exchanged, err := d.exchange(ctx, base, secret); err == nil {
			secret = exchanged
		} else if ended := ctx.Err(); ended != nil {
			return SignedIn{}, ended
		}
	}
	signedIn, err := d.introduce(ctx, base, secret)
	if err != nil && secret.held.Workspace != "" && isKeysWrong(err) {
		// The token that the key was exchanged for is refused; the key itself may do.
		secret.held.Workspace, secret.held.WorkspaceUntil, secret.held.Login = "", time.Time{}, ""
		return d.introduce(ctx, base, secret)
	}
	return signedIn, err
}

// introduce asks the site who it is and whom it takes the caller for.
func (d Door) introduce(ctx context.Context, base string, secret Secret) (SignedIn, error) {
	host := hostOf(base)
	client, err := d.client(base, secret.Credential())
	if err != nil {
		return SignedIn{}, err
	}
	name := host
	me, meErr, site, err := who(ctx, client)
	if isAnswer(err, twentythree.KindClock) || isAnswer(meErr, twentythree.KindClock) {
		// The refusal has told the site's time: sign once more with it.
		me, meErr, site, err = who(ctx, client)
	}
	switch {
	case err == nil:
		name = orElse(site.Name, host)
	case isAnswer(err, twentythree.KindNotFound) && secret.held.ConsumerKey == "":
		return SignedIn{}, d.refusedAccessKey(ctx, base, err)
	case !isAnswer(err, twentythree.KindPermission):
		return SignedIn{}, d.refused(ctx, err, host)
	}
	if meErr != nil {
		return SignedIn{}, d.refused(ctx, meErr, name)
	}
	level := me.Level
	if level == "" {
		level = site.Level
	}
	if !level.Allows(uploader.LevelRead) {
		// Sites answer strangers too: an answer alone does not prove that the keys were accepted.
		return SignedIn{}, keysWrong(name, level)
	}
	signedIn := SignedIn{Secret: secret, Account: uploader.Account{
		ID: idOf(host, me), SiteName: name, Host: host, BaseURL: client.Base(), UserID: me.ID,
		Person: me.Person(), Level: level, Zone: me.Zone, SignedIn: true, Checked: d.now(),
	}}
	if !level.Allows(uploader.LevelWrite) {
		signedIn.Catch = uploader.Reason{Code: uploader.ReasonReadOnly, Site: name, Needed: uploader.LevelWrite, Have: level}
	}
	return signedIn, nil
}

func who(ctx context.Context, client *twentythree.Client) (me twentythree.User, meErr error, site twentythree.Site, err error) {
	var asking sync.WaitGroup
	asking.Go(func() { me, meErr = client.Me(ctx) })
	site, err = client.Site(ctx)
	asking.Wait()
	return me, meErr, site, err
}

// refusedAccessKey tells a site that takes no access keys, since it has only the first generation of the API, from no site at all.
func (d Door) refusedAccessKey(ctx context.Context, base string, err error) error {
	if site, siteErr := d.visit(ctx, base, 0); siteErr == nil {
		reason := uploader.Reason{Code: uploader.ReasonKeysWrong, Site: site.Name, Technical: "this site takes the four keys only: " + err.Error()}
		return &uploader.ReasonError{Reason: reason, Err: err}
	}
	return d.refused(ctx, err, hostOf(base))
}

// refused is the reason of a call made while signing in: here a refusal means that the keys do not fit.
func (d Door) refused(ctx context.Context, err error, site string) error {
	var answered *twentythree.Error
	if !errors.As(err, &answered) {
		return d.unanswered(ctx, err, site)
	}
	switch answered.Kind {
	case twentythree.KindSignIn:
		return keysWrongAs(site, answered)
	case twentythree.KindPermission:
		if !answered.Level.Allows(uploader.LevelRead) {
			return keysWrongAs(site, answered)
		}
	case twentythree.KindPortal, twentythree.KindNotFound, twentythree.KindMoved, twentythree.KindUnknownAnswer:
		return noSite(site, err)
	}
	return refusedBy(answered, site)
}

func keysWrong(site string, level uploader.PermissionLevel) error {
	return &uploader.ReasonError{Reason: uploader.Reason{
		Code: uploader.ReasonKeysWrong, Site: site, Have: level, Technical: "the site answers as to a stranger",
	}}
}

func keysWrongAs(site string, answered *twentythree.Error) error {
	reason := answered.Reason(site)
	reason.Code = uploader.ReasonKeysWrong
	return &uploader.ReasonError{Reason: reason, Err: answered}
}

func isKeysWrong(err error) bool {
	var refused *uploader.ReasonError
	return errors.As(err, &refused) && refused.Reason.Code == uploader.ReasonKeysWrong
}

func isAnswer(err error, kind twentythree.Kind) bool {
	return errors.Is(err, &twentythree.Error{Kind: kind})
}

// idOf names the account by site and person, so that signing in again finds its uploads again.
func idOf(host string, me twentythree.User) uploader.AccountID {
	return uploader.AccountID(host + "/" + orElse(me.ID, orElse(me.Username, "unnamed")))
}

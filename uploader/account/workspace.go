package account

import (
	"context"
	"errors"
	"strings"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// Workspace is a site that a login opens.
type Workspace struct {
	// Base is its root, with scheme, without a trailing slash; Host that as a person reads it.
	Base, Host string
	// Name is what people call it.
	Name string
}

var errNoWorkspace = errors.New("the login lists no workspace at this address")

// Workspaces lists the sites that the login behind an account opens, in the site's order; none when the account signs in with
// something else than a login. base is the account's own site. The error is a *uploader.ReasonError or the context's.
func (d Door) Workspaces(ctx context.Context, base string, secret Secret) ([]Workspace, error) {
	if !secret.renewable() {
		return nil, nil
	}
	at := login{orElse(secret.held.Login, base), secret.held.AccessKey}
	tokens, err := d.workspaceTokens(ctx, at)
	if err != nil {
		return nil, d.refused(ctx, err, hostOf(at.base))
	}
	var found []Workspace
	for _, token := range tokens {
		root, usable := d.rootOf(token)
		if usable {
			host := hostOf(root)
			found = append(found, Workspace{Base: root, Host: host, Name: orElse(token.SiteName, orElse(token.DisplayName, host))})
		}
	}
	return found, nil
}

// Enter signs in to a workspace of the login behind another account, whose own site is base. The errors are those of SignIn.
func (d Door) Enter(ctx context.Context, base string, secret Secret, workspace Workspace) (SignedIn, error) {
	at := login{orElse(secret.held.Login, base), secret.held.AccessKey}
	tokens, err := d.workspaceTokens(ctx, at)
	if err != nil {
		return SignedIn{}, d.refused(ctx, err, hostOf(at.base))
	}
	entered, found := Secret{secretDocument{AccessKey: at.key, Login: at.base}}.with(tokens, workspace.Host)
	if !found {
		return SignedIn{}, &uploader.ReasonError{
			Reason: uploader.Reason{Code: uploader.ReasonKeysWrong, Site: workspace.Name, Technical: errNoWorkspace.Error()}, Err: errNoWorkspace,
		}
	}
	return d.introduce(ctx, workspace.Base, entered)
}

// exchange asks a login for the token of the workspace at base. An access key that is no login is refused, which is no harm.
func (d Door) exchange(ctx context.Context, base string, secret Secret) (Secret, error) {
	tokens, err := d.workspaceTokens(ctx, login{base, secret.held.AccessKey})
	if err != nil {
		return secret, err
	}
	secret.held.Login = strings.ToLower(base)
	exchanged, found := secret.with(tokens, hostOf(base))
	if !found {
		return secret, errNoWorkspace
	}
	return exchanged, nil
}

// workspaceTokens asks at the site where the login was entered: elsewhere nobody may see it.
func (d Door) workspaceTokens(ctx context.Context, at login) ([]twentythree.WorkspaceToken, error) {
	client, err := d.client(at.base, twentythree.Bearer{Token: at.key})
	if err != nil {
		return nil, err
	}
	return client.WorkspaceTokens(ctx)
}

// with is the secret with the token of the workspace on that host, if it is among them.
func (s Secret) with(tokens []twentythree.WorkspaceToken, host string) (Secret, bool) {
	for _, token := range tokens {
		if strings.EqualFold(hostOf("https://"+token.Domain), host) || hostOf(token.BaseURL) == host {
			s.held.Workspace, s.held.WorkspaceUntil = token.Token, token.Expires.UTC()
			return s, true
		}
	}
	return s, false
}

// rootOf is where a workspace is spoken to. One that could only be reached without encryption is none.
func (d Door) rootOf(token twentythree.WorkspaceToken) (string, bool) {
	for _, candidate := range []string{token.BaseURL, "https://" + token.Domain} {
		if client, err := d.client(candidate, nil); err == nil {
			return client.Base(), true
		}
	}
	return "", false
}

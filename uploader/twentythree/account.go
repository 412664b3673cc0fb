package twentythree

import (
	"context"
	"net/http"
	"strings"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree/internal/answer"
)

func level(a answer.Answer) uploader.PermissionLevel { return uploader.PermissionLevel(a.Level) }

// Site asks the workspace who it is. Strangers may ask, too.
func (c *Client) Site(ctx context.Context) (Site, error) {
	a, _, err := c.ask(ctx, call{name: "site/get", form: form{c.fresh()}})
	if err != nil {
		return Site{}, err
	}
	site := first(a.Payload("site"), "site")
	found := Site{
		ID: site.Get("site_id").ID(), Name: site.Get("site_name").Text(), Key: site.Get("site_key").Text(),
		Domain: site.Get("domain").Text(), Locale: site.Get("locale").Text(), Level: level(a),
	}
	if found.Name == "" && found.Domain == "" && found.ID == "" {
		return Site{}, &Error{Call: "site/get", Generation: c.Generation(), Status: 200, Message: "the answer describes no site"}
	}
	return found, nil
}

// Reach asks for something small over the connections that bytes go over, and nil says that the site answered. Connections that lie idle are
// given up first: after an outage they would be silent for as long as it was.
func (c *Client) Reach(ctx context.Context) error {
	c.upload.CloseIdleConnections()
	o := outgoing{call: "site/get", generation: c.settled(), method: http.MethodGet, query: form{c.fresh()}}
	got, signedAt, err := c.send(ctx, c.upload, o, errorBound)
	if err != nil {
		return err
	}
	if _, refused := judgeCall(got, c.base, false); refused != nil {
		return c.complete(refused, o, got.header, signedAt)
	}
	return nil
}

// Me asks who is signed in. Level is what the credential allows: a site answers strangers as well.
func (c *Client) Me(ctx context.Context) (User, error) {
	a, _, err := c.ask(ctx, call{name: "user/get", form: form{c.fresh()}})
	if err != nil {
		return User{}, err
	}
	me := user(first(a.Payload("user", "users"), "user"))
	me.Level = level(a)
	return me, nil
}

// Person is how to name the user: by the e-mail address, or the name where the site tells none.
func (u User) Person() string {
	for _, name := range []string{u.Email, u.DisplayName, u.Username} {
		if name = strings.TrimSpace(name); name != "" {
			return name
		}
	}
	return ""
}

func user(v answer.Value) User {
	name := v.Get("display_name").Text()
	if name == "" {
		name = v.Get("full_name").Text()
	}
	return User{
		ID: v.Get("user_id").ID(), Username: v.Get("username").Text(), DisplayName: name, Email: v.Get("email").Text(),
		Zone: v.Get("timezone").Text(),
	}
}

// WorkspaceTokens asks a login token for the tokens of its workspaces, on the host where the login token was entered.
func (c *Client) WorkspaceTokens(ctx context.Context) ([]WorkspaceToken, error) {
	a, _, err := c.ask(ctx, call{name: "user/tokens", form: form{{"cross_sites_p", "1"}}, only: GenerationV2})
	if err != nil {
		return nil, err
	}
	var tokens []WorkspaceToken
	for _, entry := range a.Payload("sites", "tokens", "workspaces").Items("sites", "tokens", "workspaces", "site") {
		token := WorkspaceToken{
			Domain: entry.Get("domain").Text(), SiteName: entry.Get("site_name").Text(), DisplayName: entry.Get("display_name").Text(),
			Token: entry.Get("bearer_token").Text(), BaseURL: strings.TrimRight(entry.Get("api_base_url").Text(), "/"),
		}
		token.Expires, _ = entry.Get("expiration_time").Time()
		if token.Token != "" {
			tokens = append(tokens, token)
		}
	}
	return tokens, nil
}

// Echo sends parameters and gives back what the site received: a test of connection and signature.
func (c *Client) Echo(ctx context.Context, parameters map[string]string) (map[string]string, error) {
	q := call{name: "echo", text: true, only: GenerationV1}
	if c.credential != nil && !c.credential.speaksV1() {
		q.only = GenerationV2
	}
	for name, value := range parameters {
		q.form.add(name, value)
	}
	a, _, err := c.ask(ctx, q)
	if err != nil {
		return nil, err
	}
	echoed := make(map[string]string)
	payload := first(a.Payload("echo", "parameters"), "echo")
	for _, name := range payload.Names() {
		if part := payload.Get(name); !part.Structured() {
			echoed[name] = part.Text()
		}
	}
	return echoed, nil
}

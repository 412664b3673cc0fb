package demo

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"twentythree-uploader/uploader/demo/answer"
	"twentythree-uploader/uploader/demo/metadata"
)

// echo mirrors every parameter.
func (c *call) echo() reply {
	out := answer.Object{}
	for name, values := range c.values {
		if !strings.HasPrefix(name, "oauth_") {
			out = append(out, field(name, values[0]))
		}
	}
	slices.SortFunc(out, func(a, b answer.Field) int { return strings.Compare(a.Name, b.Name) })
	return reply{answer: answer.Answer{Key: "data", One: out}}
}

func (c *call) siteGet() reply {
	p := c.site.place
	out := answer.Object{
		field("site_id", p.ID), field("site_name", p.Name), field("product_key", p.Product), field("allow_signup_p", false),
		field("site_key", p.Key), field("license_id", int64(0)), field("domain", c.r.Host),
	}
	if c.version == 2 {
		out = append(out, field("company_name", p.Company), field("site_url", c.scheme()+"://"+c.r.Host), field("http_url", "http://"+c.r.Host),
			field("https_url", "https://"+c.r.Host), field("locale", p.Locale), field("environment", "production"))
	}
	if wanted, _ := metadata.Bool(c.values.Get("include_quota_p"), false); wanted && c.caller.level >= Read {
		out = append(out, field("quota", "unlimited"))
	}
	return reply{answer: answer.Answer{Key: "site", One: out}}
}

// userFields are one user; e-mail address and full name need admin on v1 and read on v2.
func (c *call) userFields(u User) answer.Object {
	out := answer.Object{field("user_id", u.ID), field("username", u.Username), field("display_name", u.Display), field("url", "/user/"+u.Username+"/")}
	private := c.caller.level >= Admin || (c.version == 2 && c.caller.level >= Read)
	if private {
		out = append(out, field("full_name", u.FullName), field("email", u.Email), field("site_admin", map[bool]string{true: "1", false: "0"}[u.Admin]))
	}
	return append(out, field("about_abstract", ""))
}

// userGet answers a user, or the caller where none is named.
func (c *call) userGet() reply {
	u := c.caller.user
	if id := c.values.Get("user_id"); id != "" && id != "me" {
		number, _ := strconv.ParseInt(id, 10, 64)
		var known bool
		if u, known = c.site.place.user(number); !known {
			return c.refuse(&refusal{http.StatusNotFound, "no_such_user", "No user with the id " + id})
		}
	}
	if u.ID == 0 {
		return c.refuse(&refusal{http.StatusNotFound, "no_such_user", "Nobody is signed in"})
	}
	out := append(c.userFields(u), field("timezone", c.site.place.Zone))
	if c.version == 2 {
		out = append(out, field("title", ""), field("has_profile_image_p", false), field("profile_image_url", ""))
	}
	return reply{answer: answer.Answer{Key: "user", One: out}}
}

func (c *call) userList() reply {
	users := slices.Clone(c.site.place.Users)
	search, id := strings.ToLower(c.values.Get("search")), c.values.Get("user_id")
	users = slices.DeleteFunc(users, func(u User) bool {
		return !strings.Contains(strings.ToLower(u.Display+"\n"+u.Username), search) || (id != "" && id != strconv.FormatInt(u.ID, 10))
	})
	slices.SortFunc(users, func(a, b User) int { return strings.Compare(a.Display, b.Display) })
	if c.values.Get("order") != "asc" && c.version == 1 {
		slices.Reverse(users)
	}
	list := make([]answer.Object, len(users))
	for i, u := range users {
		list[i] = c.userFields(u)
	}
	return c.paged("users", "user", list)
}

// userTokens gives a login token's holder a workspace token: with cross_sites_p for each workspace, otherwise for this one. It is not in
// the specification: the official command line shows what it answers.
func (c *call) userTokens() reply {
	if c.version == 1 {
		return failed(http.StatusNotFound, "no_such_object", "There is no method user/tokens")
	}
	need := Read
	if c.behaviour.UserTokensLevel == "write" {
		need = Write
	}
	// Live sites answered 403 to strangers here, whatever they answer elsewhere.
	if c.caller.level < need || !c.caller.signed {
		return failed(http.StatusForbidden, "permission_denied", "You don't have the necessary permissions to perform this action (required level: '"+need.String()+"')")
	}
	all, err := metadata.Bool(c.values.Get("cross_sites_p"), false)
	if err != nil {
		return c.refuse(invalid("cross_sites_p", err))
	}
	entries := []answer.Object{}
	for i, m := range c.memberships(all) {
		token, ends := m.site.workspaceToken(c.caller.way.Login, m.level, c.now)
		_, domain, _ := strings.Cut(m.root, "://")
		entries = append(entries, answer.Object{
			field("domain", domain), field("display_name", m.site.place.Name), field("site_name", m.site.place.Name), field("bearer_token", token),
			field("expiration_time", ends.UTC().Format(time.RFC3339)), field("api_base_url", m.root+"/"), field("canonical_user_p", i == 0), field("starred_p", false),
		})
	}
	key := cmp.Or(c.behaviour.UserTokensKey, "sites")
	var said any = answer.Object{field("status", "ok"), field("permission_level", c.caller.level.String()), field(key, entries)}
	if key == "bare" {
		said = entries
	}
	body, err := json.Marshal(said)
	if err != nil {
		return c.refuse(err)
	}
	return reply{plain: &plain{status: http.StatusOK, contentType: "application/json; charset=utf-8", text: string(body)}}
}

func (c *call) albumList() reply {
	hidden, err := metadata.Bool(c.values.Get("include_hidden_p"), false)
	if err != nil {
		return c.refuse(invalid("include_hidden_p", err))
	}
	if hidden {
		if refused, ok := c.allow(Read); !ok {
			return refused
		}
	}
	c.site.mu.Lock()
	defer c.site.mu.Unlock()
	albums, err := c.albumsWanted(hidden)
	if err != nil {
		return c.refuse(err)
	}
	list := make([]answer.Object, len(albums))
	for i, a := range albums {
		owner, _ := c.site.place.user(a.UserID)
		one := answer.Object{
			field("album_id", a.ID), field("title", a.Title), field("one", fmt.Sprintf("/channel/%d", a.ID)), field("creation_date_ansi", a.Created),
			field("user_id", a.UserID), field("username", owner.Username), field("display_name", owner.Display),
		}
		if c.caller.level >= Read {
			one = append(one, field("token", a.Token), field("hide_p", a.Hidden))
		}
		list[i] = append(one, field("content", a.Content), field("content_text", a.Content))
	}
	return c.paged("albums", "album", list)
}

// albumsWanted applies album/list's filters and order. The caller holds the lock.
func (c *call) albumsWanted(hidden bool) ([]Album, error) {
	search := strings.ToLower(c.values.Get("search"))
	of := c.site.videos[atoi(c.values.Get("photo_id"))]
	albums := slices.DeleteFunc(slices.Clone(c.site.albums), func(a Album) bool {
		return (a.Hidden && !hidden) || !strings.Contains(strings.ToLower(a.Title), search) ||
			(c.values.Get("album_id") != "" && atoi(c.values.Get("album_id")) != a.ID) ||
			(c.values.Get("user_id") != "" && atoi(c.values.Get("user_id")) != a.UserID) ||
			(c.values.Get("photo_id") != "" && (of == nil || !slices.Contains(of.AlbumIDs, a.ID)))
	})
	var compare func(a, b Album) int
	switch by := cmp.Or(c.values.Get("orderby"), "creation_date"); by {
	case "title":
		compare = func(a, b Album) int { return strings.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)) }
	case "sortkey", "creation_date", "editing_date", "live_create":
		compare = func(a, b Album) int { return cmp.Compare(a.ID, b.ID) }
	default:
		return nil, &refusal{http.StatusBadRequest, "invalid_input", "orderby cannot be " + by}
	}
	slices.SortFunc(albums, compare)
	if c.values.Get("order") != "asc" {
		slices.Reverse(albums)
	}
	return albums, nil
}

func atoi(text string) int64 {
	n, _ := strconv.ParseInt(text, 10, 64)
	return n
}

func (c *call) albumCreate() reply {
	title := metadata.Title(c.values.Get("title"))
	if title == "" {
		return c.refuse(&refusal{http.StatusBadRequest, "invalid_input", "title is missing"})
	}
	hidden, err := metadata.Bool(c.values.Get("hide_p"), false)
	if err != nil {
		return c.refuse(invalid("hide_p", err))
	}
	c.site.mu.Lock()
	defer c.site.mu.Unlock()
	made, err := c.site.addAlbum(title, metadata.Description(c.values.Get("description")), c.caller.user.ID, hidden)
	if err != nil {
		return c.refuse(err)
	}
	return reply{answer: answer.Answer{Message: "The album was successfully created", Key: "album", One: answer.Object{field("album_id", made.ID), field("token", made.Token)}}}
}

// tagList lists the workspace's tags and those of its videos, with how often they are used.
func (c *call) tagList() reply {
	c.site.mu.Lock()
	defer c.site.mu.Unlock()
	counts := map[string]int64{}
	for _, tag := range c.site.place.Tags {
		counts[tag] = 1
	}
	for _, v := range c.site.videos {
		for _, tag := range v.Tags {
			counts[tag]++
		}
	}
	search := strings.ToLower(c.values.Get("search"))
	noMachine, _ := metadata.Bool(c.values.Get("exclude_machine_tags_p"), false)
	pretty, _ := metadata.Bool(c.values.Get("reformat_tags_p"), false)
	tags := []string{}
	for tag := range counts {
		if strings.Contains(strings.ToLower(tag), search) && (!noMachine || !strings.Contains(tag, ":")) {
			tags = append(tags, tag)
		}
	}
	slices.SortFunc(tags, func(a, b string) int {
		if c.values.Get("orderby") == "count" && counts[a] != counts[b] {
			return cmp.Compare(counts[a], counts[b])
		}
		return strings.Compare(a, b)
	})
	if c.values.Get("order") == "desc" {
		slices.Reverse(tags)
	}
	list := make([]answer.Object, len(tags))
	for i, tag := range tags {
		shown := tag
		if _, rest, machine := strings.Cut(tag, ":"); machine && pretty {
			shown = strings.ReplaceAll(rest, "-", " ")
		}
		list[i] = answer.Object{field("tag", shown), field("count", strconv.FormatInt(counts[tag], 10)), field("url", "/tag/"+url.PathEscape(tag))}
	}
	return c.paged("tags", "tag", list)
}

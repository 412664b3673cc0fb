package demo

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"twentythree-uploader/uploader/demo/answer"
	"twentythree-uploader/uploader/demo/metadata"
)

// ansi writes a time in the workspace's zone, as v1 does.
func (s *Site) ansi(when time.Time) string { return when.In(s.zone).Format("2006-01-02 15:04:05") }

// paged answers one page of a list, with v1's and v2's default of 20 and limit of 100.
func (c *call) paged(key, item string, list []answer.Object) reply {
	number, err := boundedInt(c.values, "p", 1, 1, 1<<31)
	if err != nil {
		return c.refuse(err)
	}
	size, err := boundedInt(c.values, "size", 20, 1, 1<<31)
	if err != nil {
		return c.refuse(err)
	}
	size = min(size, 100)
	total := int64(len(list))
	from := min((number-1)*size, total)
	list = list[from:min(from+size, total)]
	if names := c.values.Get("fields"); names != "" && c.version == 2 {
		for i := range list {
			list[i] = list[i].Only(strings.Split(names, ","))
		}
	}
	return reply{answer: answer.Answer{Key: key, Item: item, List: list, Page: &answer.Page{Number: number, Size: size, Total: total}}}
}

// photoList lists the videos that the caller may see and wants to.
func (c *call) photoList() reply {
	unpublished, err := metadata.Bool(c.values.Get("include_unpublished_p"), false)
	if err != nil {
		return c.refuse(invalid("include_unpublished_p", err))
	}
	if unpublished {
		if refused, ok := c.allow(Read); !ok {
			return refused
		}
	}
	if c.caller.level < Anonymous && !c.values.Has("token") {
		refused, _ := c.allow(Anonymous)
		return refused
	}
	c.site.mu.Lock()
	defer c.site.mu.Unlock()
	c.site.publishDue()
	found := []*Video{}
	for _, v := range c.site.videos {
		matches, err := c.matches(v)
		if err != nil {
			return c.refuse(err)
		}
		opened := c.values.Has("photo_id") && same(c.values.Get("token"), v.Token)
		if matches && (v.Published || unpublished || opened) {
			found = append(found, v)
		}
	}
	if err := c.sort(found); err != nil {
		return c.refuse(err)
	}
	list := make([]answer.Object, len(found))
	for i, v := range found {
		list[i] = c.photoFields(v)
	}
	return c.paged("photos", "photo", list)
}

// matches applies photo/list's filters. The caller holds the lock.
func (c *call) matches(v *Video) (bool, error) {
	if token := c.values.Get("upload_token"); token != "" && v.UploadToken != fingerprint(token) {
		return false, nil
	}
	albums, err := metadata.IDs(c.values.Get("album_id"))
	if err != nil {
		return false, invalid("album_id", err)
	}
	if len(albums) > 0 && !slices.ContainsFunc(albums, func(id int64) bool { return slices.Contains(v.AlbumIDs, id) }) {
		return false, nil
	}
	photos, err := metadata.IDs(c.values.Get("photo_id"))
	if err != nil {
		return false, invalid("photo_id", err)
	}
	if len(photos) > 0 && !slices.Contains(photos, v.PhotoID) && (c.version == 2 || len(albums) == 0) {
		return false, nil
	}
	if user := c.values.Get("user_id"); user != "" {
		if user == "me" {
			user = strconv.FormatInt(c.caller.user.ID, 10)
		}
		if user != strconv.FormatInt(v.UserID, 10) {
			return false, nil
		}
	}
	for name, has := range map[string]bool{"published_p": v.Published, "video_encoded_p": c.site.transcoded(v, c.now) >= 1} {
		if wanted, err := metadata.Bool(c.values.Get(name), has); err != nil {
			return false, invalid(name, err)
		} else if wanted != has {
			return false, nil
		}
	}
	if name := c.values.Get("original_filename"); name != "" && name != v.OriginalName {
		return false, nil
	}
	return c.matchesTags(v) && c.matchesCustom(v) && matchesSearch(c.values.Get("search"), v), nil
}

func (c *call) matchesTags(v *Video) bool {
	wanted := metadata.Tags(c.values.Get("tags"), true)
	if one := c.values.Get("tag"); one != "" {
		wanted = append(wanted, one)
	}
	if len(wanted) == 0 {
		return true
	}
	has := func(tag string) bool {
		return slices.ContainsFunc(v.Tags, func(t string) bool { return strings.EqualFold(t, tag) })
	}
	if c.values.Get("tag_mode") == "any" {
		return slices.ContainsFunc(wanted, has)
	}
	return !slices.ContainsFunc(wanted, func(tag string) bool { return !has(tag) })
}

func (c *call) matchesCustom(v *Video) bool {
	mode := c.values.Get("custom_variable_mode")
	if mode == "" || mode == "none" {
		return true
	}
	hits, asked := 0, 0
	for _, key := range c.site.place.Custom {
		if c.values.Has(key) {
			asked++
			if v.Custom[key] == c.values.Get(key) {
				hits++
			}
		}
	}
	if mode == "any" || mode == "or" {
		return asked == 0 || hits > 0
	}
	return hits == asked
}

func matchesSearch(search string, v *Video) bool {
	haystack := strings.ToLower(v.Title + "\n" + v.Description + "\n" + strings.Join(v.Tags, "\n"))
	return strings.Contains(haystack, strings.ToLower(strings.TrimSpace(search)))
}

// sort orders videos, newest first unless asked otherwise.
func (c *call) sort(videos []*Video) error {
	by := c.values.Get("orderby")
	var compare func(a, b *Video) int
	switch by {
	case "", "default-published", "published":
		compare = func(a, b *Video) int { return publishedOrCreated(a).Compare(publishedOrCreated(b)) }
	case "uploaded", "created", "creation_date":
		compare = func(a, b *Video) int { return a.Created.Compare(b.Created) }
	case "title":
		compare = func(a, b *Video) int { return strings.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)) }
	default:
		return &refusal{http.StatusBadRequest, "invalid_input", "orderby cannot be " + by}
	}
	slices.SortFunc(videos, func(a, b *Video) int {
		order := cmp.Or(compare(a, b), cmp.Compare(a.PhotoID, b.PhotoID))
		if c.values.Get("order") != "asc" {
			return -order
		}
		return order
	})
	return nil
}

func publishedOrCreated(v *Video) time.Time {
	if v.PublishDate != nil {
		return *v.PublishDate
	}
	return v.Created
}

// photoFields are a video as photo/list tells it. The caller holds the lock.
func (c *call) photoFields(v *Video) answer.Object {
	user, _ := c.site.place.user(v.UserID)
	album, albumTitle, all := any(""), "", make([]string, len(v.AlbumIDs))
	for i, id := range v.AlbumIDs {
		all[i] = strconv.FormatInt(id, 10)
		if i == 0 {
			first, _ := c.site.album(id)
			album, albumTitle = id, first.Title
		}
	}
	page := fmt.Sprintf("/video/%d", v.PhotoID)
	canonical := v.AbsoluteURL
	if canonical == "" {
		canonical = c.scheme() + "://" + c.r.Host + page
	}
	encoded := c.site.transcoded(v, c.now) >= 1
	out := answer.Object{
		field("photo_id", v.PhotoID), field("tree_id", v.TreeID), field("token", v.Token), field("title", v.Title),
		field("content", v.Description), field("content_text", metadata.Text(v.Description)), field("tags", v.Tags),
		field("album_id", album), field("album_title", albumTitle), field("all_albums", strings.Join(all, " ")),
		field("one", page), field("absolute_url", canonical), field("has_external_url_p", v.AbsoluteURL != ""),
		field("published_p", v.Published), field("promoted_p", v.Promoted), field("protected_p", false), field("placeholder_p", v.Placeholder),
		field("video_p", true), field("video_encoded_p", encoded), field("audio_p", false), field("video_length", 184.5),
		field("user_id", v.UserID), field("username", v.Username), field("display_name", user.Display),
		field("original_filename", v.OriginalName), field("original_size", v.Size),
	}
	out = c.addDate(out, "creation_date", &v.Created)
	when := v.PublishDate
	if when == nil && v.Published {
		when = &v.Created
	}
	out = c.addDate(out, "publish_date", when)
	for _, key := range c.site.place.Custom {
		out = append(out, field(key, v.Custom[key]))
	}
	out = append(out, c.downloads(v, encoded)...)
	if pending, _ := metadata.Bool(c.values.Get("include_pending_transcode_tasks_p"), false); pending {
		out = append(out, field("pending_transcode_tasks", c.site.pendingTasks(v, c.now)))
	}
	return out
}

// addDate adds a date in the documentation's spellings: v1 in the workspace's zone, v2 with its offset from UTC.
func (c *call) addDate(out answer.Object, name string, when *time.Time) answer.Object {
	if when == nil {
		return append(out, field(name+"_ansi", ""), field(name+"_epoch", ""), field(name+"__date", ""), field(name+"__time", ""))
	}
	ansi := c.site.ansi(*when)
	if c.version == 2 {
		ansi = when.UTC().Format("2006-01-02 15:04:05+00")
	}
	local := when.In(c.site.zone)
	return append(out, field(name+"_ansi", ansi), field(name+"_epoch", when.Unix()),
		field(name+"__date", local.Format("January 02, 2006")), field(name+"__time", local.Format("03:04 PM")))
}

func (c *call) downloads(v *Video, encoded bool) answer.Object {
	prefix := ""
	if full, _ := metadata.Bool(c.values.Get("use_full_urls_p"), false); full {
		prefix = c.scheme() + "://" + c.r.Host
	}
	base := fmt.Sprintf("%s/%d/%d/%s/", prefix, v.TreeID, v.PhotoID, v.Token)
	out := answer.Object{field("quad100_download", base+"quad100"), field("medium_download", base+"medium"), field("large_download", base+"large")}
	if encoded && v.File != "" {
		out = append(out, field("video_medium_download", base+"video_medium/download-video.mp4"),
			field("video_hd_download", base+"video_hd/download-video.mp4"))
	}
	return out
}

func (s *Site) pendingTasks(v *Video, now time.Time) []string {
	pending := []string{}
	for _, f := range formats() {
		if s.transcoded(v, now) < f.end {
			pending = append(pending, f.name)
		}
	}
	return pending
}

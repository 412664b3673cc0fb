package twentythree

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree/internal/answer"
)

// fresh keeps a read from being answered out of a cache: the service documents the parameter time for it.
func (c *Client) fresh() parameter {
	return parameter{"time", strconv.FormatInt(c.now().UnixMilli(), 10)}
}

// VideosByToken lists every video that arrived with an upload token, unpublished ones too. Only a list that the site answered is
// given: an error is no "no".
func (c *Client) VideosByToken(ctx context.Context, token UploadToken) ([]Video, error) {
	return c.videos(ctx, call{
		name: "photo/list", form: form{{"upload_token", token.Token}, {"include_unpublished_p", "1"}, c.fresh()}, secrets: []string{token.Token},
	})
}

// VideosOfLink is VideosByToken for a token that many files may use: every page of the list, the oldest upload first, at most so many.
func (c *Client) VideosOfLink(ctx context.Context, token UploadToken, most int) ([]Video, error) {
	var all []Video
	known := make(map[string]bool)
	for page := 1; len(all) < most; page++ {
		videos, err := c.videos(ctx, call{name: "photo/list", secrets: []string{token.Token}, form: form{
			{"upload_token", token.Token},
			{"include_unpublished_p", "1"},
			{"orderby", "uploaded"},
			{"order", "asc"},
			{"p", strconv.Itoa(page)},
			{"size", strconv.Itoa(pageSize)},
			c.fresh(),
		}})
		if err != nil {
			return nil, err
		}
		before := len(all)
		for _, video := range videos {
			if !known[video.VideoID] && len(all) < most {
				known[video.VideoID] = true
				all = append(all, video)
			}
		}
		if len(videos) < pageSize || len(all) == before {
			break
		}
	}
	return all, nil
}

// Video reads one video; a video that the site does not know is an *Error of KindNotFound.
func (c *Client) Video(ctx context.Context, videoID string) (Video, error) {
	videos, err := c.videos(ctx, call{name: "photo/list", form: form{{"photo_id", videoID}, {"include_unpublished_p", "1"}, c.fresh()}})
	if err != nil {
		return Video{}, err
	}
	for _, video := range videos {
		if video.VideoID == videoID {
			return video, nil
		}
	}
	return Video{}, &Error{
		Call: "photo/list", Generation: c.Generation(), Kind: KindNotFound, Status: http.StatusOK, Code: "no_such_photo", Message: "the list does not hold the video",
	}
}

// Videos lists the newest uploads that fit the filter, unpublished ones too.
func (c *Client) Videos(ctx context.Context, filter Filter) ([]Video, error) {
	q := call{name: "photo/list", form: form{{"include_unpublished_p", "1"}, {"orderby", "uploaded"}, {"order", "desc"}, c.fresh()}}
	q.form.addUnlessEmpty("search", filter.Search)
	q.form.addUnlessEmpty("original_filename", filter.OriginalFilename)
	q.form.addUnlessEmpty("user_id", filter.UserID)
	if !filter.After.IsZero() {
		q.form.add("after_time", filter.After.UTC().Format(time.RFC3339))
	}
	if !filter.Before.IsZero() {
		q.form.add("before_time", filter.Before.UTC().Format(time.RFC3339))
	}
	if filter.Size > 0 {
		q.form.add("size", strconv.Itoa(min(filter.Size, pageSize)))
	}
	return c.videos(ctx, q)
}

func (c *Client) videos(ctx context.Context, q call) ([]Video, error) {
	a, _, err := c.ask(ctx, q)
	if err != nil {
		return nil, err
	}
	var videos []Video
	for _, item := range a.Payload("photos", "photo").Items("photos", "photo") {
		if video := c.video(item); video.VideoID != "" {
			videos = append(videos, video)
		}
	}
	if len(videos) == 0 {
		return nil, c.doubtEmpty(q, a)
	}
	return videos, nil
}

// doubtEmpty makes an error of an empty list that proves nothing: strangers, and people whose sign-in the site no longer knows,
// see no unpublished videos. Whether an upload arrived is decided by this.
func (c *Client) doubtEmpty(q call, a answer.Answer) error {
	refused := &Error{
		Call: q.name, Generation: c.Generation(), Status: http.StatusOK, Level: level(a), Stranger: c.credential == nil, SignedInBefore: c.signedInBefore.Load(),
	}
	switch {
	case a.Level != "" && !level(a).Allows(uploader.LevelRead):
		refused.Kind, refused.Message = KindSignIn, "the list is a stranger's"
		return refused
	case !a.Explicit() && !a.Payload("photos", "photo").Listed():
		refused.Message = "the answer holds no list"
		return refused
	}
	return nil
}

func (c *Client) video(v answer.Value) Video {
	video := Video{
		VideoID: numericID(v.Get("photo_id")), TreeID: v.Get("tree_id").ID(),
		Title: v.Get("title").Text(), OriginalFilename: v.Get("original_filename").Text(), UserID: v.Get("user_id").ID(),
		Published: v.Get("published_p").Truthy(), Encoded: v.Get("video_encoded_p").Truthy(), Placeholder: v.Get("placeholder_p").Truthy(),
		PublishAt: instant(v, "publish_date"), Created: instant(v, "creation_date"), Fields: make(map[string]string),
	}
	video.Description, video.descriptions = readDescription(v)
	video.Tags, video.tags = readTags(v.Get("tags"))
	video.CategoryIDs, video.allAlbums = readCategories(v)
	if seconds, ok := v.Get("video_length").Float(); ok && seconds > 0 && seconds < 1e8 {
		video.Duration = time.Duration(seconds * float64(time.Second))
	}
	video.PageURL, video.CanonicalURL = c.addresses(v)
	secret := v.Get("token").Text()
	if video.Published && !v.Get("protected_p").Truthy() {
		video.EmbedURL = c.embed(secret, video.VideoID)
	}
	for _, name := range v.Names() {
		part := v.Get(name)
		opens := secret != "" && strings.Contains(part.Text(), secret)
		if !part.Structured() && !describedFields[name] && !opens {
			video.Fields[name] = part.Text()
		}
	}
	return video
}

// describedFields are the plain values that have their own field in Video, or that are secret. Addresses that hold the video's token
// are left out as well.
var describedFields = map[string]bool{
	"photo_id": true, "tree_id": true, "title": true, "original_filename": true, "user_id": true, "published_p": true, "video_encoded_p": true,
	"placeholder_p": true, "content": true, "content_text": true, "tags": true, "album_id": true, "all_albums": true, "video_length": true,
	"one": true, "absolute_url": true, "token": true, "upload_key": true,
}

// instant reads a date of an answer: the epoch is exact, the text may lack its offset.
func instant(v answer.Value, name string) time.Time {
	for _, form := range []string{"_epoch", "_ansi", ""} {
		if at, ok := v.Get(name + form).Time(); ok {
			return at
		}
	}
	return time.Time{}
}

func readTags(v answer.Value) (tags, words []string) {
	if text := v.Text(); text != "" {
		tags = splitTags(text)
		if !strings.Contains(text, `"`) {
			words = tags
		}
		return tags, words
	}
	for _, item := range v.Items("tags", "tag") {
		tag := item.Text()
		if tag == "" {
			tag = item.Get("tag").Text()
		}
		if tag != "" {
			tags = append(tags, tag)
		}
	}
	return tags, nil
}

func readCategories(v answer.Value) (ids []string, all bool) {
	list := v.Get("all_albums")
	for _, item := range list.Items("albums", "album") {
		text := item.Text()
		if text == "" {
			text = item.Get("album_id").Text()
		}
		for _, id := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' }) {
			if id != "0" {
				ids = append(ids, id)
			}
		}
	}
	if list.Present() {
		return ids, true
	}
	if id := v.Get("album_id").ID(); id != "" {
		ids = append(ids, id)
	}
	return ids, false
}

// addresses are the page for viewers and a canonical address elsewhere.
func (c *Client) addresses(v answer.Value) (page, canonical string) {
	absolute := v.Get("absolute_url").Text()
	if one := v.Get("one").Text(); one != "" {
		page = c.absolute(one)
	}
	parsed, err := url.Parse(absolute)
	if err != nil || absolute == "" {
		return page, ""
	}
	if parsed.Host == "" || strings.EqualFold(parsed.Host, c.base.Host) {
		if page == "" || parsed.Host != "" {
			page = c.absolute(absolute)
		}
		if elsewhere := v.Get("has_external_url_p"); !elsewhere.Truthy() {
			return page, ""
		}
	}
	if page == "" {
		page = absolute
	}
	return page, absolute
}

// embed is the address that the site itself puts into its embed codes.
func (c *Client) embed(token, videoID string) string {
	if token == "" || strings.Trim(strings.ToLower(token), "0123456789abcdef") != "" || videoID == "" {
		return ""
	}
	return c.absolute("/v.ihtml/player.html?token=" + token + "&source=embed&photo%5fid=" + videoID)
}

func (c *Client) absolute(path string) string {
	at, err := c.base.Parse(path)
	if err != nil || (at.Scheme != "https" && at.Scheme != "http") {
		return ""
	}
	return at.String()
}

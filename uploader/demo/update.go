package demo

import (
	"fmt"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"twentythree-uploader/uploader/demo/answer"
	"twentythree-uploader/uploader/demo/metadata"
)

// photoUpdate changes a video; what is omitted stays, what is empty is cleared, tags and categories are replaced.
func (c *call) photoUpdate() reply {
	s := c.site
	s.mu.Lock()
	defer s.mu.Unlock()
	s.publishDue()
	v, err := c.photo()
	if err != nil {
		return c.refuse(err)
	}
	values := c.values
	if title := metadata.Title(values.Get("album_title")); title != "" {
		if values, err = c.withAlbumTitle(title); err != nil {
			return c.refuse(err)
		}
	}
	update := VideoUpdate{Time: c.now.UTC(), Method: c.method, Parameters: parameters(c.values)}
	looks, err := c.looksOf(v)
	if err != nil {
		return c.refuse(err)
	}
	if err := c.updateVideo(v, values, "published_p", update); err != nil {
		return c.refuse(err)
	}
	v.Promoted, v.SEOPolicy = looks.promoted, looks.seoPolicy
	if err := s.keepVideo(v); err != nil {
		return c.refuse(err)
	}
	return reply{answer: answer.Answer{Message: "The photo/video was updated", Key: "photo"}}
}

// looks are how a video stands on the site's pages and in search engines.
type looks struct {
	promoted  bool
	seoPolicy string
}

// looksOf reads the parameters of photo/update that v2 has in addition. Those of videos all around are checked only.
func (c *call) looksOf(v *Video) (looks, error) {
	out := looks{v.Promoted, v.SEOPolicy}
	if c.version == 1 {
		return out, nil
	}
	for _, name := range []string{"video_360_p", "thumbnail_360_p"} {
		if _, err := metadata.Bool(c.values.Get(name), false); err != nil {
			return looks{}, invalid(name, err)
		}
	}
	var err error
	if out.promoted, err = metadata.Bool(c.values.Get("promoted_p"), v.Promoted); err != nil {
		return looks{}, invalid("promoted_p", err)
	}
	if c.values.Has("seo_policy") {
		out.seoPolicy = c.values.Get("seo_policy")
	}
	if !slices.Contains([]string{"", "index", "noindex"}, out.seoPolicy) {
		return looks{}, &refusal{http.StatusBadRequest, "invalid_input", "seo_policy cannot be " + out.seoPolicy}
	}
	return out, nil
}

// photo finds the video that a call names. The caller holds the lock.
func (c *call) photo() (*Video, error) {
	id, err := strconv.ParseInt(c.values.Get("photo_id"), 10, 64)
	if err != nil {
		return nil, &refusal{http.StatusBadRequest, "invalid_input", "photo_id is no id"}
	}
	v := c.site.videos[id]
	if v == nil {
		return nil, noSuchPhoto(c.values.Get("photo_id"))
	}
	return v, nil
}

// withAlbumTitle adds the category of a title to the parameters, making it if it is missing. The caller holds the lock.
func (c *call) withAlbumTitle(title string) (url.Values, error) {
	var found Album
	for _, a := range c.site.albums {
		if a.Title == title {
			found = a
		}
	}
	if found.ID == 0 {
		var err error
		if found, err = c.site.addAlbum(title, "", c.caller.user.ID, false); err != nil {
			return nil, err
		}
	}
	values := url.Values{}
	for name, all := range c.values {
		values[name] = all
	}
	id := strconv.FormatInt(found.ID, 10)
	if given := values.Get("album_id"); given != "" {
		id = given + "," + id
	}
	values.Set("album_id", id)
	return values, nil
}

// updateVideo changes a video by parameters; publishing is called published_p here and publish with a token. The caller holds the lock.
func (c *call) updateVideo(v *Video, values url.Values, publish string, update VideoUpdate) error {
	d := details{
		Title: v.Title, Description: v.Description, Tags: v.Tags, AlbumIDs: v.AlbumIDs, AbsoluteURL: v.AbsoluteURL, Custom: v.Custom,
		Publish: v.Published, PublishDate: v.PublishDate, UserID: v.UserID,
	}.clone()
	if err := c.apply(&d, values, !c.behaviour.CustomRefusedOnUpdate); err != nil {
		return err
	}
	if values.Has(publish) || values.Has("publish_date") {
		if wanted, err := metadata.Bool(values.Get(publish), false); err == nil && wanted && !values.Has("publish_date") && publish == "published_p" {
			// Publishing now overrides a date to come that was set before.
			if d.PublishDate != nil && d.PublishDate.After(c.now) {
				now := c.now.UTC().Truncate(time.Second)
				d.PublishDate = &now
			}
		}
		if err := c.applyPublishing(&d, values, publish); err != nil {
			return err
		}
		v.setPublishing(d.Publish, d.PublishDate, c.now)
	}
	v.Title, v.Description, v.Tags, v.AlbumIDs = d.Title, d.Description, d.Tags, d.AlbumIDs
	v.AbsoluteURL, v.Custom, v.UserID = d.AbsoluteURL, d.Custom, d.UserID
	user, _ := c.site.place.user(v.UserID)
	v.Username = user.Username
	v.Updates = append(v.Updates, update)
	return c.site.keepVideo(v)
}

func (c *call) photoDelete() reply {
	c.site.mu.Lock()
	defer c.site.mu.Unlock()
	v, err := c.photo()
	if err == nil {
		err = c.removeVideo(v)
	}
	if err != nil {
		return c.refuse(err)
	}
	return reply{answer: answer.Answer{Message: "The photo/video was deleted", Key: "photo"}}
}

// formats are what a video is transcoded to, and at which part of the time each begins and ends.
func formats() []struct {
	name       string
	begin, end float64
} {
	return []struct {
		name       string
		begin, end float64
	}{{"video_original", 0, 0.1}, {"video_medium", 0, 0.5}, {"video_hd", 0.1, 0.8}, {"video_1080p", 0.3, 1}, {"audio", 0, 0.3}, {"video_frames", 0.5, 0.9}}
}

// transcoded is how far a video has come at a time, from 0 to 1.
func (s *Site) transcoded(v *Video, now time.Time) float64 {
	whole := s.options.TranscodeTime
	if whole == 0 {
		whole = 20 * time.Second
	}
	if v.Placeholder {
		return 0
	}
	since := v.Created
	if !v.FileDate.IsZero() {
		since = v.FileDate
	}
	return min(1, max(0, float64(now.Sub(since))/float64(whole)))
}

func (c *call) transcodingProgress() reply {
	c.site.mu.Lock()
	defer c.site.mu.Unlock()
	v, err := c.photo()
	if err != nil {
		return c.refuse(err)
	}
	percentage, err := metadata.Bool(c.values.Get("percentage_formated_p"), false)
	if err != nil {
		return c.refuse(invalid("percentage_formated_p", err))
	}
	say := func(fraction float64) string {
		if percentage {
			return fmt.Sprintf("%.0f%%", fraction*100)
		}
		return strconv.FormatFloat(math.Round(fraction*100)/100, 'f', -1, 64)
	}
	come := c.site.transcoded(v, c.now)
	out := answer.Object{}
	for _, f := range formats() {
		out = append(out, field(f.name, say(min(1, max(0, (come-f.begin)/(f.end-f.begin))))))
	}
	out = append(out, field("all", say(come)))
	if come < 1 {
		// Such keys were seen among the formats; a client must overlook them.
		out = append(out, field("video_mobile_high_projected_finish", c.site.ansi(c.now.Add(time.Minute))), field("analysis", "pending"))
	}
	return reply{answer: answer.Answer{Key: "progress", One: out}}
}

package demo

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"twentythree-uploader/uploader/demo/faults"
	"twentythree-uploader/uploader/demo/metadata"
)

// details is what an upload is told about its video, after the service's rules.
type details struct {
	Title       string            `json:"title"`
	Description string            `json:"description"`
	Tags        []string          `json:"tags"`
	AlbumIDs    []int64           `json:"album_ids"`
	Publish     bool              `json:"publish"`
	PublishDate *time.Time        `json:"publish_date"`
	AbsoluteURL string            `json:"absolute_url"`
	UserID      int64             `json:"user_id"`
	Custom      map[string]string `json:"custom"`
}

// refusal is a request that the service's rules forbid.
type refusal struct {
	status        int
	code, message string
}

func (r *refusal) Error() string { return r.code + ": " + r.message }

func invalid(name string, err error) error {
	return &refusal{http.StatusBadRequest, "invalid_input", name + ": " + strings.TrimPrefix(err.Error(), metadata.ErrInvalid.Error()+": ")}
}

// refuse turns an error into a reply: v2's codes differ from v1's for bad values and unknown objects.
func (c *call) refuse(err error) reply {
	var r *refusal
	if !errors.As(err, &r) {
		c.site.log.Warn("carrying out a request", "method", c.method, "error", err)
		return failed(http.StatusInternalServerError, "creation_error", "An unexpected error occurred")
	}
	code := r.code
	if c.version == 2 {
		switch {
		case code == "invalid_input":
			code = "invalid_type"
		case strings.HasPrefix(code, "no_such_"):
			code = "no_such_object"
		}
	}
	return failed(r.status, code, r.message)
}

// apply changes the details by the parameters that are given. The caller holds the site's lock.
func (c *call) apply(d *details, values url.Values, custom bool) error {
	if values.Has("title") {
		d.Title = metadata.Title(values.Get("title"))
	}
	if values.Has("description") {
		d.Description = metadata.Description(values.Get("description"))
	}
	if values.Has("tags") {
		d.Tags = metadata.Tags(values.Get("tags"), !c.behaviour.PlainTags)
	}
	if values.Has("absolute_url") {
		d.AbsoluteURL = values.Get("absolute_url")
	}
	if values.Has("album_id") {
		ids, err := metadata.IDs(values.Get("album_id"))
		if err != nil {
			return invalid("album_id", err)
		}
		for _, id := range ids {
			if _, known := c.site.album(id); !known {
				return &refusal{http.StatusNotFound, "no_such_album", fmt.Sprintf("No album with the id %d", id)}
			}
		}
		d.AlbumIDs = ids
	}
	for _, key := range c.site.place.Custom {
		if custom && values.Has(key) {
			if d.Custom == nil {
				d.Custom = map[string]string{}
			}
			d.Custom[key] = values.Get(key)
		}
	}
	return c.applyUser(d, values)
}

// applyUser gives the upload another owner, which needs super and is overlooked below.
func (c *call) applyUser(d *details, values url.Values) error {
	if c.caller.level < Super || values.Get("user_id") == "" {
		return nil
	}
	id, err := strconv.ParseInt(values.Get("user_id"), 10, 64)
	if err != nil {
		return invalid("user_id", err)
	}
	if _, known := c.site.place.user(id); !known {
		return &refusal{http.StatusNotFound, "no_such_user", fmt.Sprintf("No user with the id %d", id)}
	}
	d.UserID = id
	return nil
}

// applyPublishing reads publish and publish_date. A date to come always means not yet; the time zone is the workspace's unless given.
func (c *call) applyPublishing(d *details, values url.Values, name string) error {
	var err error
	if d.Publish, err = metadata.Bool(values.Get(name), d.Publish); err != nil {
		return invalid(name, err)
	}
	if values.Has("publish_date") {
		zone := c.site.zone
		if wanted := values.Get("timezone"); wanted != "" {
			if zone, err = time.LoadLocation(wanted); err != nil {
				return &refusal{http.StatusBadRequest, "invalid_input", "timezone: no such time zone: " + wanted}
			}
		}
		if d.PublishDate, err = metadata.PublishDate(values.Get("publish_date"), zone); err != nil {
			return invalid("publish_date", err)
		}
	}
	if d.PublishDate != nil && d.PublishDate.After(c.now) {
		d.Publish = false
	}
	return nil
}

// newDetails reads the parameters of an upload, whose publish is 1 unless given.
func (c *call) newDetails(custom bool) (details, error) {
	d := details{Publish: true, UserID: c.caller.user.ID, Tags: []string{}, AlbumIDs: []int64{}, Custom: map[string]string{}}
	if err := c.apply(&d, c.values, custom); err != nil {
		return details{}, err
	}
	if err := c.applyPublishing(&d, c.values, "publish"); err != nil {
		return details{}, err
	}
	return d, nil
}

func (d details) clone() details {
	d.Tags, d.AlbumIDs, d.Custom = slices.Clone(d.Tags), slices.Clone(d.AlbumIDs), maps.Clone(d.Custom)
	return d
}

// published is what becomes of publish in the end: one fault ignores publish=0.
func (c *call) published(d details) bool {
	_, struck := c.strike(faults.Publish, faults.Arrived, faults.Request{Method: c.r.Method, Path: c.method})
	return d.Publish || struck
}

// parameters is what is kept of a request's parameters: everything but secrets.
func parameters(values url.Values) map[string]string {
	kept := withoutSecrets(values)
	for name := range kept {
		if name == "format" || name == "raw" || name == "upload_token" || strings.HasPrefix(name, "resumable") {
			delete(kept, name)
		}
	}
	return kept
}

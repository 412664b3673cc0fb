package twentythree

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"twentythree-uploader/uploader"
)

// safeLead is how far ahead a publishing date must lie to travel with the upload. The service reads it in the workspace's time
// zone, which may be any: a nearer date, misread, could publish early.
const safeLead = 26 * time.Hour

const dateFormat = "2006-01-02 15:04:05"

// UploadParameters are the parameters of a new video, as the service's documentation of photo/upload and photo/get-upload-token
// names them. Empty fields are not sent, but publish always is: the service publishes at once where it is left out.
type UploadParameters struct {
	Title string
	// Description is HTML.
	Description string
	Tags        []string
	CategoryIDs []string
	Publish     bool
	// PublishDate is "2006-01-02 15:04:05" in the account's time zone.
	PublishDate string
	// UserID names another owner; it needs the level super.
	UserID       string
	CanonicalURL string
	// Fields are the company's own fields by key.
	Fields map[string]string
	// Placeholder makes a video without a file; direct upload only.
	Placeholder bool
}

// Parameters turns what a person typed into parameters. A publishing date travels only when it lies more than 26 hours ahead;
// zone is the account's time zone, nil for UTC. A nearer or past date is left to Correction, and the video is private until then.
func Parameters(m uploader.Metadata, zone *time.Location, now time.Time) UploadParameters {
	if zone == nil {
		zone = time.UTC
	}
	p := UploadParameters{
		Title:        strings.TrimSpace(m.Title),
		Description:  descriptionHTML(m.Description),
		Tags:         slices.Clone(m.Tags),
		CategoryIDs:  categoryIDs(m.Categories),
		Publish:      m.Visibility == uploader.PublishWhenDone,
		UserID:       m.Owner,
		CanonicalURL: m.CanonicalURL,
		Fields:       maps.Clone(m.Company),
	}
	if m.Visibility == uploader.PublishOnDate && m.PublishAt.Sub(now) > safeLead {
		p.PublishDate = m.PublishAt.In(zone).Format(dateFormat)
	}
	return p
}

func categoryIDs(categories []uploader.Category) []string {
	ids := make([]string, 0, len(categories))
	for _, category := range categories {
		ids = append(ids, category.ID)
	}
	return ids
}

var textEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// descriptionHTML is the plain text as HTML: the service drops all markup when it meets a tag that it does not allow, and takes
// what only looks like a tag for one.
func descriptionHTML(text string) string {
	return textEscaper.Replace(strings.ReplaceAll(text, "\r\n", "\n"))
}

// quotedTags joins tags as the service separates them: by spaces, quoted where they hold one. A quote mark cannot be sent.
func quotedTags(tags []string) string {
	words := make([]string, 0, len(tags))
	for _, tag := range tags {
		tag = strings.Join(strings.Fields(strings.ReplaceAll(tag, `"`, "")), " ")
		switch {
		case tag == "":
			continue
		case strings.Contains(tag, " "):
			tag = `"` + tag + `"`
		}
		words = append(words, tag)
	}
	return strings.Join(words, " ")
}

// splitTags undoes quotedTags.
func splitTags(text string) []string {
	var tags []string
	var tag strings.Builder
	quoted := false
	flush := func() {
		if tag.Len() > 0 {
			tags = append(tags, tag.String())
			tag.Reset()
		}
	}
	for _, r := range text {
		switch {
		case r == '"':
			flush()
			quoted = !quoted
		case !quoted && (r == ' ' || r == '\t' || r == '\n' || r == '\r'):
			flush()
		default:
			tag.WriteRune(r)
		}
	}
	flush()
	return tags
}

func flag(on bool) string {
	if on {
		return "1"
	}
	return "0"
}

// form gives the parameters as they are sent for a new video. A company field may not pose as one of the service's own
// parameters: it could publish what is private.
func (p UploadParameters) form() (form, error) {
	values := form{}
	values.addUnlessEmpty("title", p.Title)
	values.addUnlessEmpty("description", p.Description)
	values.addUnlessEmpty("tags", quotedTags(p.Tags))
	values.addUnlessEmpty("album_id", strings.Join(p.CategoryIDs, ","))
	values.add("publish", flag(p.Publish && p.PublishDate == ""))
	values.addUnlessEmpty("publish_date", p.PublishDate)
	values.addUnlessEmpty("user_id", p.UserID)
	values.addUnlessEmpty("absolute_url", p.CanonicalURL)
	if p.Placeholder {
		values.add("placeholder_p", "1")
	}
	return values.withCompanyFields(p.Fields)
}

// edits gives the parameters of photo/update-upload-token. All are sent, so that a cleared field is cleared there too.
func (p UploadParameters) edits() form {
	values := form{}
	values.add("title", p.Title)
	values.add("description", p.Description)
	values.add("tags", quotedTags(p.Tags))
	values.add("album_id", strings.Join(p.CategoryIDs, ","))
	values.add("publish", flag(p.Publish && p.PublishDate == ""))
	return values
}

func (f form) withCompanyFields(fields map[string]string) (form, error) {
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		if ReservedParameter(key) {
			return nil, &uploader.ReasonError{Reason: uploader.Reason{
				Code: uploader.ReasonFieldRefused, Subject: key, Field: uploader.CompanyField(key),
				Technical: "the service has a parameter of its own with the name of the company field " + strconv.Quote(key),
			}}
		}
		f.add(key, fields[key])
	}
	return f, nil
}

var reservedParameters = map[string]bool{
	"": true, "title": true, "description": true, "content": true, "content_format": true, "tags": true, "album_id": true, "album_title": true,
	"publish": true, "published_p": true, "publish_date": true, "timezone": true, "user_id": true, "absolute_url": true, "placeholder_p": true,
	"file": true, "photo_id": true, "upload_token": true, "replace_token": true, "update_token": true, "token": true, "valid_minutes": true,
	"max_uploads": true, "return_url": true, "background_return_p": true, "format": true, "raw": true, "callback": true, "varname": true,
	"fields": true, "time": true, "log": true, "p": true, "size": true, "promoted_p": true, "live_id": true, "user_group_id": true, "seo_policy": true,
}

// ReservedParameter reports whether the service has a parameter of its own of that name, in any case, so that no company field may have it.
func ReservedParameter(key string) bool {
	lower := strings.ToLower(key)
	return reservedParameters[lower] || strings.HasPrefix(lower, "oauth_") || strings.HasPrefix(lower, "resumable")
}

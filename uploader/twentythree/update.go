package twentythree

import (
	"context"
	"strings"
	"time"
)

// UpdateVideo changes a video; what the change leaves nil stays. The first generation documents no publishing date there: the
// rest is changed and an *Error of KindFeature says so.
func (c *Client) UpdateVideo(ctx context.Context, videoID string, change VideoChange) error {
	if change = c.permittedChange(change); change.IsZero() {
		return nil
	}
	parameters := form{{"photo_id", videoID}}
	if change.Title != nil {
		parameters.add("title", strings.TrimSpace(*change.Title))
	}
	if change.Description != nil {
		parameters.add("description", descriptionHTML(*change.Description))
	}
	if change.Tags != nil {
		parameters.add("tags", quotedTags(*change.Tags))
	}
	if change.CategoryIDs != nil {
		parameters.add("album_id", strings.Join(*change.CategoryIDs, ","))
	}
	if change.Published != nil {
		parameters.add("published_p", flag(*change.Published))
	}
	if change.CanonicalURL != nil {
		parameters.add("absolute_url", *change.CanonicalURL)
	}
	parameters, err := parameters.withCompanyFields(change.Fields)
	if err != nil {
		return err
	}
	return c.update(ctx, parameters, change)
}

func (c *Client) update(ctx context.Context, parameters form, change VideoChange) error {
	const name = "photo/update"
	plain := call{name: name, form: parameters, text: true}
	if change.PublishAt == nil {
		_, _, err := c.ask(ctx, plain)
		return err
	}
	dated := plain
	dated.only = GenerationV2
	dated.form = append(append(form{}, parameters...), change.date()...)
	if c.Generation() != GenerationV1 {
		_, _, err := c.ask(ctx, dated)
		if c.Generation() == GenerationV2 || !lacksMethod(err) {
			return err
		}
	}
	if len(parameters) > 1 {
		if _, _, err := c.ask(ctx, plain); err != nil {
			return err
		}
	}
	return &Error{Call: name, Generation: GenerationV1, Kind: KindFeature, Message: "this site cannot change a publishing date"}
}

// date gives the publishing date with the zone that it is written in; a zero instant takes it away.
func (v VideoChange) date() form {
	if v.PublishAt.IsZero() {
		return form{{"publish_date", ""}}
	}
	zone := v.Zone
	if zone == nil || zone == time.Local || zone.String() == "" {
		zone = time.UTC
	}
	return form{{"publish_date", v.PublishAt.In(zone).Format(dateFormat)}, {"timezone", zone.String()}}
}

// TranscodingProgress is the share of a video's versions that are made, 0 to 1.
func (c *Client) TranscodingProgress(ctx context.Context, videoID string) (float64, error) {
	a, _, err := c.ask(ctx, call{name: "photo/get-transcoding-progress", form: form{{"photo_id", videoID}, c.fresh()}})
	if err != nil {
		return 0, err
	}
	progress := first(a.Payload("progress"), "progress")
	share, ok := progress.Get("all").Float()
	if !ok {
		return 0, &Error{Call: "photo/get-transcoding-progress", Generation: c.Generation(), Status: 200, Message: "the answer gives no progress"}
	}
	return min(max(share, 0), 1), nil
}

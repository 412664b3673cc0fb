package engine

import (
	"net/http"
	"net/url"
	"slices"
	"testing"

	"twentythree-uploader/uploader"
)

// A bare number that lost its last digit names a colleague's video.
func TestANumberThatWasCutShortTouchesNobodysVideo(t *testing.T) {
	in(t, func(d *desk) {
		theirs := &fakeVideo{id: "10", form: url.Values{"title": {"Somebody else's"}}}
		d.site.videos = append(d.site.videos, theirs)
		d.site.after = func(call string, _ url.Values) (*http.Response, error) {
			if call == "photo/redeem-upload-token" && len(d.site.videos) > 1 {
				return text(200, "text/plain", d.site.videos[1].id[:2]), nil
			}
			return nil, nil
		}
		id := d.add(d.file("a.mp4", 3*megabyte), titled)
		d.engine.Start([]uploader.UploadID{id})
		done := d.until(id, uploader.DoneDraft, uploader.DoneWarning, uploader.Attention)
		if done.State != uploader.DoneDraft || done.Result.VideoID != d.site.videos[1].id {
			d.t.Errorf("ended as %s with video %q", done.State, done.Result.VideoID)
		}
		if theirs.form.Get("title") != "Somebody else's" || slices.Contains(d.site.calls, "photo/update") {
			d.t.Errorf("their video is titled %q now", theirs.form.Get("title"))
		}
	})
}

package engine

import (
	"net/http"
	"net/url"
	"testing"

	"twentythree-uploader/uploader"
)

// sentElsewhere answers bytes with a redirect within the site's own domain, so many times.
func (d *desk) sentElsewhere(times int, call string) {
	d.hook(func(asked string, _ url.Values) (*http.Response, error) {
		if asked != call && call != "" || times == 0 {
			return nil, nil
		}
		times--
		response := text(http.StatusFound, "text/plain", "")
		response.Header.Set("Location", acme.BaseURL+"/api/2/elsewhere")
		return response, nil
	}, nil)
}

func TestBytesSentElsewhereByASiteThatHasNotMovedGoAgain(t *testing.T) {
	in(t, func(d *desk) {
		d.sentElsewhere(1, "photo/redeem-upload-token")
		source := d.file("a.mp4", 9*megabyte)
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		done := d.until(id, uploader.DoneDraft, uploader.WaitingSignIn, uploader.Failed, uploader.Attention)
		if done.State != uploader.DoneDraft {
			d.t.Fatalf("%s %+v", done.State, done.Reason)
		}
		d.exactlyOne(source)
	})
}

func TestASiteThatAlwaysSendsBytesElsewhereIsSaid(t *testing.T) {
	in(t, func(d *desk) {
		d.sentElsewhere(-1, "photo/redeem-upload-token")
		id := d.add(d.file("a.mp4", 9*megabyte), titled)
		d.engine.Start([]uploader.UploadID{id})
		if got := d.until(id, uploader.DoneDraft, uploader.WaitingSignIn, uploader.Failed); got.Reason.Code != uploader.ReasonSiteGone {
			d.t.Errorf("%s %+v", got.State, got.Reason)
		}
	})
}

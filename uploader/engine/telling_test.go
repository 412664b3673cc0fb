package engine

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

// untilTold waits until the site was told something by that call. What becomes of the answer is another matter.
func (d *desk) untilTold(call string) {
	told := make(chan struct{}, 9)
	d.hook(nil, func(called string, _ url.Values) (*http.Response, error) {
		if called == call {
			told <- struct{}{}
		}
		return nil, nil
	})
	<-told
	d.hook(nil, nil)
}

func (d *desk) choose(id uploader.UploadID, visibility uploader.Visibility) {
	d.engine.Edit([]uploader.UploadID{id}, uploader.Change{Visibility: &visibility})
}

// TestWhatWasTakenBackWhileTheSiteWasToldIsToldAfterARestart: nothing stays public because the program ended between the site's doing and its answer.
func TestWhatWasTakenBackWhileTheSiteWasToldIsToldAfterARestart(t *testing.T) {
	t.Run("a video that has arrived", func(t *testing.T) {
		in(t, func(d *desk) {
			id := d.add(d.file("a.mp4", megabyte), titled)
			d.engine.Start([]uploader.UploadID{id})
			d.until(id, uploader.DoneDraft)
			d.site.latency = 2 * time.Second
			d.choose(id, uploader.PublishWhenDone)
			d.engine.Update([]uploader.UploadID{id})
			d.untilTold("photo/update")
			d.choose(id, uploader.Draft)
			d.restart()
			time.Sleep(time.Minute)
			if got := d.now(id); got.State != uploader.DoneDraft || len(got.Unconfirmed) > 0 {
				d.t.Errorf("%s, untold %v", got.State, got.Unconfirmed)
			}
			if got := d.exactlyOne(d.now(id).Source).form.Get("publish"); got != "0" {
				d.t.Errorf("the site publishes it: %q", got)
			}
		})
	})
	t.Run("a file on its way", func(t *testing.T) {
		in(t, func(d *desk) {
			d.site.latency = 2 * time.Second
			id := d.add(d.file("a.mp4", 20*megabyte), titled)
			d.engine.Start([]uploader.UploadID{id})
			d.when(id, func(u uploader.Upload) bool { return u.Progress.Acked > 0 })
			d.choose(id, uploader.PublishWhenDone)
			d.untilTold("photo/update-upload-token")
			d.choose(id, uploader.Draft)
			d.restart()
			d.until(id, uploader.DoneDraft)
			if got := d.exactlyOne(d.now(id).Source).form.Get("publish"); got != "0" {
				d.t.Errorf("the site publishes it: %q", got)
			}
		})
	})
}

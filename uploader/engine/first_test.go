package engine

import (
	"net/url"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

// films adds uploads of so many megabytes each and starts them.
func (d *desk) films(sizes ...int) (ids []uploader.UploadID) {
	for i, size := range sizes {
		ids = append(ids, d.add(d.file(string(rune('a'+i))+".mp4", size*megabyte), titled))
	}
	d.engine.Start(ids)
	return ids
}

// begins fails unless the upload is on its way within a minute.
func (d *desk) begins(id uploader.UploadID) {
	d.t.Helper()
	asked := time.Now()
	d.until(id, uploader.Uploading)
	if waited := time.Since(asked); waited > time.Minute {
		d.t.Errorf("it waited %v", waited)
	}
}

func TestFirstGoesFirstWhenMoreRunThanMayFromNowOn(t *testing.T) {
	in(t, func(d *desk) {
		d.site.latency = 5 * time.Second
		d.must(d.engine.ask(func() { d.engine.config.Files = 2 }))
		ids := d.films(60, 60, 6)
		d.until(ids[1], uploader.Uploading)
		d.engine.SetFiles(1)
		d.engine.First(ids[2])
		d.begins(ids[2])
		for _, id := range ids[:2] {
			if row := d.now(id); row.State != uploader.Waiting {
				d.t.Errorf("another one is %s beside it", row.State)
			}
		}
		for _, id := range ids {
			d.until(id, uploader.DoneDraft)
		}
	})
}

func TestFirstIsHonouredBesideAnUploadThatWasAskedTooLateToGiveWay(t *testing.T) {
	in(t, func(d *desk) {
		d.site.arriving = func(call string, form url.Values) {
			d.site.latency = 2 * time.Second
			if call == "photo/redeem-upload-token" && form.Get("resumableChunkNumber") == "2" && form.Get("filename") == "a.mp4" {
				d.site.latency = 3 * time.Minute
			}
		}
		ids := d.films(2, 200, 6)
		d.until(ids[0], uploader.Uploading)
		time.Sleep(2500 * time.Millisecond)
		d.engine.First(ids[1])
		d.until(ids[0], uploader.Finishing)
		d.until(ids[1], uploader.Uploading)
		d.engine.First(ids[2])
		d.begins(ids[2])
		for _, id := range ids {
			d.until(id, uploader.DoneDraft)
		}
	})
}

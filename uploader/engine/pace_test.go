package engine

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/transfer"
)

// known begins with what was learned of the site, and bounds how many chunks go at once.
func (d *desk) known(most int, known transfer.Learned) {
	d.t.Helper()
	d.must(d.engine.ask(func() { d.engine.paces[acme.ID] = transfer.NewPace(time.Now, most, known) }))
}

func TestTheComputerIsKeptAwakeOnlyWhileBytesMove(t *testing.T) {
	in(t, func(d *desk) {
		id := d.add(d.file("a.mp4", 9*megabyte), titled)
		if len(d.moves) != 0 {
			d.t.Fatalf("moving before Upload was pressed: %v", d.moves)
		}
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.Uploading)
		d.hook(func(string, url.Values) (*http.Response, error) { return nil, errLost }, nil)
		d.until(id, uploader.WaitingNetwork)
		d.hook(nil, nil)
		d.until(id, uploader.DoneDraft)
		d.engine.Close()
		if want := []bool{true, false, true, false}; !slices.Equal(d.moves, want) {
			d.t.Errorf("told %v, want %v", d.moves, want)
		}
	})
}

func TestAVerySlowConnectionIsSaidAndTheUploadGoesOn(t *testing.T) {
	in(t, func(d *desk) {
		d.known(1, transfer.Learned{})
		d.site.latency = 25 * time.Second
		id := d.add(d.file("a.mp4", 30*megabyte), titled)
		d.engine.Start([]uploader.UploadID{id})
		slow := d.when(id, func(u uploader.Upload) bool { return u.Reason.Code == uploader.ReasonSlow })
		if slow.State != uploader.Uploading {
			d.t.Errorf("the row is %s", slow.State)
		}
		d.site.mu.Lock()
		d.site.latency = time.Second
		d.site.mu.Unlock()
		d.when(id, func(u uploader.Upload) bool { return u.State == uploader.Uploading && u.Reason.IsZero() })
		d.until(id, uploader.DoneDraft)
	})
}

func TestAnUploadThatOutlastsTheSitesPatienceIsSaidBeforehand(t *testing.T) {
	in(t, func(d *desk) {
		d.known(1, transfer.Learned{Rate: 100})
		id := d.add(d.file("a.mp4", 30*megabyte), titled)
		d.engine.Start([]uploader.UploadID{id})
		d.when(id, func(u uploader.Upload) bool { return u.Reason.Code == uploader.ReasonLong })
	})
}

func TestWhatWasLearnedOfASiteIsKept(t *testing.T) {
	in(t, func(d *desk) {
		id := d.add(d.file("a.mp4", 9*megabyte), titled)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
		before := d.engine.paces[acme.ID].ChunkSize()
		d.restart()
		var after int64
		_ = d.engine.ask(func() { after = d.engine.pace(acme.ID).ChunkSize() })
		if before == 0 || after != before {
			d.t.Errorf("chunks of %d bytes before the start, %d after", before, after)
		}
	})
}

func TestOnAnotherNetworkWhatWaitsTriesAtOnce(t *testing.T) {
	in(t, func(d *desk) {
		d.hook(func(string, url.Values) (*http.Response, error) { return nil, errors.New("no route") }, nil)
		id := d.add(d.file("a.mp4", 2*megabyte), titled)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.WaitingNetwork)
		time.Sleep(10 * time.Minute)
		d.hook(nil, nil)
		back := time.Now()
		d.engine.NetworkChanged()
		d.until(id, uploader.Uploading)
		if waited := time.Since(back); waited > time.Second {
			d.t.Errorf("went on after %v", waited)
		}
		d.until(id, uploader.DoneDraft)
	})
}

func TestTheNextFileUsesTheLinkWhileASiteIsSlowWithItsAnswer(t *testing.T) {
	in(t, func(d *desk) {
		first := d.add(d.file("a.mp4", 3*megabyte), titled)
		second := d.add(d.file("b.mp4", 3*megabyte), titled)
		d.site.arriving = func(call string, form url.Values) {
			d.site.latency = 500 * time.Millisecond
			if call == "photo/redeem-upload-token" && form.Get("resumableChunkNumber") == "2" && form.Get("filename") == "a.mp4" {
				d.site.latency = 10 * time.Minute
			}
		}
		d.engine.Start([]uploader.UploadID{first, second})
		d.until(first, uploader.Finishing)
		begun := time.Now()
		d.until(second, uploader.DoneDraft)
		if waited := time.Since(begun); waited > time.Minute {
			d.t.Errorf("the second file waited %v", waited)
		}
	})
}

func TestSettingsGoFromOneToThreeFilesAtOnce(t *testing.T) {
	in(t, func(d *desk) {
		var ids []uploader.UploadID
		for _, name := range []string{"a.mp4", "b.mp4", "c.mp4"} {
			ids = append(ids, d.add(d.file(name, 30*megabyte), titled))
		}
		d.engine.Start(ids)
		d.until(ids[0], uploader.Uploading)
		d.engine.SetFiles(2)
		d.until(ids[1], uploader.Uploading)
		time.Sleep(time.Second)
		if third := d.now(ids[2]); third.State != uploader.Waiting {
			d.t.Errorf("the third is %s", third.State)
		}
		for _, id := range ids {
			d.until(id, uploader.DoneDraft)
		}
	})
}

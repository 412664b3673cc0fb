package engine

import (
	"math"
	"net/http"
	"net/url"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

// whicheverWay plays a test with the clock set forward and back by hours in its middle.
func whicheverWay(t *testing.T, test func(d *desk, set func())) {
	t.Helper()
	for name, shift := range map[string]time.Duration{"forward": 30 * time.Hour, "back": -30 * time.Hour} {
		t.Run(name, func(t *testing.T) {
			in(t, func(d *desk) { test(d, func() { d.shift.Store(int64(shift)) }) })
		})
	}
}

func TestAClockThatIsSetInTheMiddleOfAnUploadChangesNothing(t *testing.T) {
	whicheverWay(t, func(d *desk, set func()) {
		source, id := d.half()
		set()
		sane := func(u uploader.Upload) bool {
			if rate := u.Progress.Rate; rate < 0 || math.IsNaN(rate) || math.IsInf(rate, 0) || u.Progress.Left < 0 {
				d.t.Errorf("%+v", u.Progress)
			}
			return u.State == uploader.DoneDraft
		}
		begun := time.Now()
		d.when(id, sane)
		if took := time.Since(begun); took > time.Minute {
			d.t.Errorf("it took %v", took)
		}
		d.exactlyOne(source)
		if tokens := len(d.site.tokens); tokens != 1 {
			d.t.Errorf("%d tokens", tokens)
		}
	})
}

func TestAClockThatIsSetWhileTheProgramIsClosedRestartsNothing(t *testing.T) {
	whicheverWay(t, func(d *desk, set func()) {
		source, id := d.half()
		d.close()
		set()
		d.open()
		clear(d.last)
		d.until(id, uploader.DoneDraft)
		d.exactlyOne(source)
		if tokens := len(d.site.tokens); tokens != 1 {
			d.t.Errorf("%d tokens", tokens)
		}
	})
}

func TestAClockThatIsSetMakesNoWaitLonger(t *testing.T) {
	whicheverWay(t, func(d *desk, set func()) {
		source := d.added("a.mp4", 9*megabyte)
		d.site.before = func(string, url.Values) (*http.Response, error) { return text(503, "text/plain", ""), nil }
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.WaitingSite)
		time.Sleep(time.Minute)
		set()
		d.hook(nil, nil)
		back := time.Now()
		d.until(id, uploader.DoneDraft)
		if took := time.Since(back); took > 3*time.Minute {
			d.t.Errorf("it took %v", took)
		}
		d.exactlyOne(source)
	})
}

func TestAnEditIsToldAfterTheClockWasSet(t *testing.T) {
	whicheverWay(t, func(d *desk, set func()) {
		id := d.add(d.added("a.mp4", megabyte), titled)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
		d.edit(id, "Typed afterwards")
		set()
		time.Sleep(time.Minute)
		d.site.mu.Lock()
		defer d.site.mu.Unlock()
		if title := d.site.videos[0].form.Get("title"); title != "Typed afterwards" {
			d.t.Errorf("the site shows %q", title)
		}
	})
}

func TestAClockThatIsSetWhileTheSiteIsAskedMakesNoSecondVideo(t *testing.T) {
	whicheverWay(t, func(d *desk, set func()) {
		source := d.added("a.mp4", 9*megabyte)
		hidden := true
		d.hook(func(call string, form url.Values) (*http.Response, error) {
			if call == "photo/list" && form.Get("upload_token") != "" && hidden {
				return envelope([]any{}), nil // the site's list is late
			}
			return nil, nil
		}, func(call string, _ url.Values) (*http.Response, error) {
			if call == "photo/redeem-upload-token" && len(d.site.videos) == 1 {
				return nil, errLost
			}
			return nil, nil
		})
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.Checking)
		time.Sleep(20 * time.Second)
		set()
		time.Sleep(20 * time.Second)
		d.site.mu.Lock()
		hidden = false
		d.site.mu.Unlock()
		d.until(id, uploader.DoneDraft)
		d.exactlyOne(source)
		if tokens := len(d.site.tokens); tokens != 1 {
			d.t.Errorf("%d tokens", tokens)
		}
	})
}

package engine

import (
	"net/http"
	"net/url"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

// inOnePost runs a test on a desk whose workspace gives no tokens.
func inOnePost(t *testing.T, test func(d *desk)) {
	t.Helper()
	in(t, func(d *desk) {
		d.credential, d.site.noTokens = fourKeys, true
		test(d)
	})
}

func TestOnePostThatHangsIsGivenUp(t *testing.T) {
	inOnePost(t, func(d *desk) {
		d.site.arriving = func(call string, _ url.Values) {
			if d.site.latency = 500 * time.Millisecond; call == "photo/upload" {
				d.site.latency = 1000 * time.Hour
			}
		}
		id := d.add(d.file("a.mp4", megabyte), titled)
		begun := time.Now()
		d.engine.Start([]uploader.UploadID{id})
		stopped := d.until(id, uploader.Attention, uploader.DoneDraft)
		if took := time.Since(begun); stopped.Reason.Code != uploader.ReasonUnclearEnd || took > time.Hour {
			d.t.Errorf("%s %s after %v", stopped.State, stopped.Reason.Code, took)
		}
	})
}

func TestWhatIsTypedWhileTheSiteIsAwayGoesWithTheOnePost(t *testing.T) {
	inOnePost(t, func(d *desk) {
		var away, whole atomic.Bool
		away.Store(true)
		// The connection breaks off before the last byte has left.
		d.recheck = func(source uploader.Source) (uploader.Source, error) {
			if whole.Store(!whole.Load()); !whole.Load() && away.Load() {
				return source, &os.PathError{Op: "stat", Path: source.Name, Err: os.ErrDeadlineExceeded}
			}
			return recheck(source)
		}
		d.site.arriving = func(call string, form url.Values) {
			if call == "photo/upload" && form.Get("publish") != "0" && !away.Load() {
				d.t.Error("it goes out as public")
			}
		}
		id := d.add(d.file("a.mp4", megabyte), uploader.Metadata{Title: "Welcome to Acme", Visibility: uploader.PublishWhenDone})
		d.engine.Start([]uploader.UploadID{id})
		time.Sleep(20 * time.Second)
		draft := uploader.Draft
		d.engine.Edit([]uploader.UploadID{id}, uploader.Change{Visibility: &draft})
		d.engine.Uploads()
		away.Store(false)
		d.until(id, uploader.DoneDraft)
	})
}

func TestAFileThatChangesDuringTheOnePostMakesNoVideo(t *testing.T) {
	inOnePost(t, func(d *desk) {
		looks := 0
		d.recheck = func(source uploader.Source) (uploader.Source, error) {
			source, err := recheck(source)
			if looks++; looks > 1 {
				source.ModTime = source.ModTime.Add(time.Second)
			}
			return source, err
		}
		id := d.add(d.file("a.mp4", megabyte), titled)
		d.engine.Start([]uploader.UploadID{id})
		stopped := d.until(id, uploader.Attention, uploader.DoneDraft)
		if stopped.Reason.Code != uploader.ReasonChanged || len(d.site.videos) != 0 {
			d.t.Errorf("%s %s, %d videos", stopped.State, stopped.Reason.Code, len(d.site.videos))
		}
	})
}

func TestAnotherFileOfTheSameNameIsNotTakenForThisOne(t *testing.T) {
	inOnePost(t, func(d *desk) {
		first := d.add(d.file("a.mp4", megabyte), titled)
		d.engine.Start([]uploader.UploadID{first})
		d.until(first, uploader.DoneDraft)
		d.hook(func(call string, _ url.Values) (*http.Response, error) {
			if call == "photo/upload" {
				return nil, errLost
			}
			return nil, nil
		}, nil)
		second := d.add(d.file("a.mp4", 2*megabyte), titled)
		d.engine.Start([]uploader.UploadID{second})
		stopped := d.until(second, uploader.Attention, uploader.DoneDraft)
		if stopped.Reason.Code != uploader.ReasonUnclearEnd {
			d.t.Errorf("%s with video %s", stopped.State, stopped.Result.VideoID)
		}
	})
}

func TestAVideoThatWasMadeInSpiteOfAFailureIsFound(t *testing.T) {
	inOnePost(t, func(d *desk) {
		d.site.after = func(call string, _ url.Values) (*http.Response, error) {
			if call == "photo/upload" {
				return text(500, "text/plain", "failed"), nil
			}
			return nil, nil
		}
		source := d.file("a.mp4", megabyte)
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		if got := d.until(id, uploader.DoneDraft, uploader.Failed); got.State != uploader.DoneDraft {
			d.t.Fatalf("%s %s", got.State, got.Reason.Code)
		}
		d.exactlyOne(source)
	})
}

func TestAFileTheSiteCannotUseFailsAfterALook(t *testing.T) {
	inOnePost(t, func(d *desk) {
		d.site.before = func(call string, _ url.Values) (*http.Response, error) {
			if call == "photo/upload" {
				return text(500, "text/plain", "failed"), nil
			}
			return nil, nil
		}
		id := d.add(d.file("a.mp4", megabyte), titled)
		d.engine.Start([]uploader.UploadID{id})
		if got := d.until(id, uploader.Attention, uploader.Failed); got.Reason.Code != uploader.ReasonUnsupported {
			d.t.Fatalf("%s %s", got.State, got.Reason.Code)
		}
	})
}

func TestAPlaceholderThatWasMadeInSpiteOfARefusalIsFound(t *testing.T) {
	for _, status := range []int{400, 403, 404, 413} {
		in(t, func(d *desk) {
			d.credential = fourKeys
			refused := 0
			d.hook(nil, func(call string, _ url.Values) (*http.Response, error) {
				if call == "photo/upload" && refused == 0 {
					refused++
					return refusal(status, "", "no"), nil
				}
				return nil, nil
			})
			id := d.add(uploader.Source{}, titled)
			d.engine.Start([]uploader.UploadID{id})
			done := d.until(id, uploader.DonePlaceholder, uploader.Attention, uploader.Failed, uploader.WaitingSignIn)
			d.engine.Retry([]uploader.UploadID{id})
			time.Sleep(time.Hour)
			if made := len(d.site.videos); made != 1 || done.State != uploader.DonePlaceholder {
				d.t.Errorf("%d: %s %s, the site has %d videos", status, done.State, done.Reason.Code, made)
			}
		})
	}
}

package engine

import (
	"flag"
	"net/http"
	"net/url"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"twentythree-uploader/uploader"
)

// everyday is where the random histories begin, so that the same change gives the same verdict. -rapid.seed with another number goes
// elsewhere.
const everyday = "20261121"

func TestMain(m *testing.M) {
	flag.Parse()
	chosen := false
	flag.Visit(func(f *flag.Flag) { chosen = chosen || f.Name == "rapid.seed" })
	if !chosen {
		_ = flag.Set("rapid.seed", everyday)
	}
	goleak.VerifyTestMain(m)
}

// in runs a test in virtual time on a desk.
func in(t *testing.T, test func(d *desk)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { test(newDesk(t)) })
}

const megabyte = 1 << 20

var titled = uploader.Metadata{Title: "Welcome to Acme"}

func TestAVideoArrivesOnceAsADraftWithWhatWasTyped(t *testing.T) {
	in(t, func(d *desk) {
		source := d.file("welcome.mp4", 9*megabyte+17)
		id := d.add(source, uploader.Metadata{
			Title: "Welcome to Acme", Description: "5 < 6 & more", Tags: []string{"onboarding"}, Categories: []uploader.Category{{ID: "8"}, {ID: "9"}},
		})
		d.until(id, uploader.Ready)
		d.engine.Start([]uploader.UploadID{id})
		done := d.until(id, uploader.DoneDraft, uploader.DoneWarning, uploader.Failed)
		video := d.exactlyOne(source)
		if done.State != uploader.DoneDraft || done.Result.VideoID != video.id || done.Progress.Acked != source.Size {
			d.t.Fatalf("%+v", done)
		}
		if video.form.Get("publish") != "0" || video.form.Get("title") != "Welcome to Acme" || video.form.Get("album_id") != "8,9" {
			d.t.Errorf("the site was told %v", video.form)
		}
		want := []uploader.State{uploader.Ready, uploader.Waiting, uploader.Uploading, uploader.Finishing, uploader.DoneDraft}
		if states := slices.Compact(slices.Clone(d.seen[id])); !slices.Equal(states, want) {
			d.t.Errorf("went through %v", states)
		}
	})
}

func TestNothingIsSentBeforeUploadIsPressed(t *testing.T) {
	in(t, func(d *desk) {
		id := d.add(d.file("a.mp4", 10), titled)
		d.until(id, uploader.Ready)
		time.Sleep(time.Hour)
		synctest.Wait()
		if len(d.site.calls) != 0 {
			d.t.Errorf("calls %v", d.site.calls)
		}
	})
}

func TestACameraNameNeedsATitleBeforeItGoes(t *testing.T) {
	in(t, func(d *desk) {
		id := d.add(d.file("IMG_2041.MOV", 10), uploader.Metadata{Title: "IMG 2041"})
		stopped := d.until(id, uploader.Attention)
		if stopped.Reason.Code != uploader.ReasonIncomplete || stopped.Reason.Problem != uploader.ProblemCameraName {
			d.t.Fatalf("%+v", stopped.Reason)
		}
		d.engine.Start([]uploader.UploadID{id})
		title := "Harvest party"
		d.engine.Edit([]uploader.UploadID{id}, uploader.Change{Title: &title})
		d.until(id, uploader.Ready)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
	})
}

func TestALostAnswerNeverMakesASecondVideo(t *testing.T) {
	for name, size := range map[string]int{"one chunk": megabyte, "several chunks": 9 * megabyte} {
		t.Run(name, func(t *testing.T) {
			in(t, func(d *desk) {
				lost := false
				d.site.after = func(call string, _ url.Values) (*http.Response, error) {
					if call == "photo/redeem-upload-token" && len(d.site.videos) == 1 && !lost {
						lost = true
						return nil, errLost
					}
					return nil, nil
				}
				source := d.file("a.mp4", size)
				id := d.add(source, titled)
				d.engine.Start([]uploader.UploadID{id})
				done := d.until(id, uploader.DoneDraft, uploader.Failed, uploader.Attention)
				if done.State != uploader.DoneDraft || !lost || !slices.Contains(d.seen[id], uploader.Checking) {
					d.t.Fatalf("%v %+v", d.seen[id], done.Reason)
				}
				d.exactlyOne(source)
			})
		})
	}
}

func TestARequestThatNeverReachedTheSiteIsSentAgainOnceItIsSure(t *testing.T) {
	in(t, func(d *desk) {
		source := d.file("a.mp4", 9*megabyte)
		dropped := false
		d.site.before = func(call string, form url.Values) (*http.Response, error) {
			if call == "photo/redeem-upload-token" && len(d.site.parts) == 1 && !dropped {
				for _, parts := range d.site.parts {
					if len(parts) == 8 {
						dropped = true
						return nil, errLost
					}
				}
			}
			return nil, nil
		}
		id := d.add(source, titled)
		begun := time.Now()
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
		d.exactlyOne(source)
		if took := time.Since(begun); dropped && took < steadyNo {
			d.t.Errorf("sent again after %v", took)
		}
	})
}

func TestWhatCannotBeToldIsLeftToThePerson(t *testing.T) {
	in(t, func(d *desk) {
		d.site.before = func(call string, _ url.Values) (*http.Response, error) {
			if call == "photo/redeem-upload-token" {
				return nil, errLost
			}
			return nil, nil
		}
		id := d.add(d.file("a.mp4", megabyte), titled)
		d.engine.Start([]uploader.UploadID{id})
		stopped := d.until(id, uploader.Attention, uploader.Failed)
		if stopped.Reason.Code != uploader.ReasonUnclearEnd || d.site.sent[1] != 1 {
			d.t.Fatalf("%+v, sent %d times", stopped.Reason, d.site.sent[1])
		}
		d.engine.Retry([]uploader.UploadID{id})
		d.site.before = nil
		d.engine.UploadAgain(id)
		d.until(id, uploader.DoneDraft)
	})
}

func TestARestartInTheMiddleCarriesOn(t *testing.T) {
	in(t, func(d *desk) {
		source := d.file("a.mp4", 40*megabyte)
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		half := d.when(id, func(u uploader.Upload) bool { return u.Progress.Acked >= u.Source.Size/2 })
		d.restart()
		clear(d.last)
		again := d.when(id, func(u uploader.Upload) bool { return u.State == uploader.Uploading })
		if again.Progress.Acked < half.Progress.Acked {
			d.t.Errorf("%d bytes were confirmed, %d after the restart", half.Progress.Acked, again.Progress.Acked)
		}
		d.until(id, uploader.DoneDraft)
		d.exactlyOne(source)
		twice := 0
		for _, times := range d.site.sent {
			twice += times - 1
		}
		if twice > 4 || len(d.site.tokens) != 1 {
			d.t.Errorf("%d chunks went twice, %d tokens", twice, len(d.site.tokens))
		}
	})
}

func TestARestartWhileTheAnswerWasOutAsksFirst(t *testing.T) {
	in(t, func(d *desk) {
		source := d.file("a.mp4", 9*megabyte)
		id := d.add(source, titled)
		d.site.after = func(call string, _ url.Values) (*http.Response, error) {
			if call == "photo/redeem-upload-token" && len(d.site.videos) == 1 {
				d.site.mu.Unlock()
				time.Sleep(time.Second)
				d.site.mu.Lock()
				return nil, errLost
			}
			return nil, nil
		}
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.Finishing)
		time.Sleep(500 * time.Millisecond)
		d.restart()
		d.site.after = nil
		clear(d.last)
		d.until(id, uploader.DoneDraft)
		d.exactlyOne(source)
	})
}

func TestPauseKeepsAndResumeGoesOn(t *testing.T) {
	in(t, func(d *desk) {
		source := d.file("a.mp4", 40*megabyte)
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		d.when(id, func(u uploader.Upload) bool { return u.Progress.Acked > 8*megabyte })
		d.engine.Pause([]uploader.UploadID{id})
		paused := d.until(id, uploader.Paused)
		calls := len(d.site.calls)
		time.Sleep(time.Hour)
		if moved := len(d.site.calls) - calls; moved > 4 {
			d.t.Errorf("%d calls while paused", moved)
		}
		d.engine.Resume([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
		d.exactlyOne(source)
		if paused.Progress.Acked == 0 {
			d.t.Error("nothing was kept")
		}
	})
}

func TestRemoveCanBeUndoneAndThenIsFinal(t *testing.T) {
	in(t, func(d *desk) {
		source := d.file("a.mp4", 40*megabyte)
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		d.when(id, func(u uploader.Upload) bool { return u.Progress.Acked > 8*megabyte })
		d.engine.Remove([]uploader.UploadID{id})
		d.until(id, uploader.Removed)
		time.Sleep(5 * time.Second)
		d.engine.Restore([]uploader.UploadID{id})
		d.until(id, uploader.Uploading)
		d.engine.Remove([]uploader.UploadID{id})
		d.until(id, uploader.Removed)
		time.Sleep(uploader.UndoWindow + 2*time.Second)
		if left := d.engine.Uploads(); len(left) != 1 || left[0].State != uploader.Removed {
			d.t.Errorf("cannot be restored any more: %v", left)
		}
		d.restart()
		if left := d.engine.Uploads(); len(left) != 0 || len(d.site.videos) != 0 {
			d.t.Errorf("came back: %v", left)
		}
	})
}

func TestOfflineIsWaitedForAndTold(t *testing.T) {
	in(t, func(d *desk) {
		source := d.file("a.mp4", 60*megabyte)
		offline := false
		d.site.before = func(string, url.Values) (*http.Response, error) {
			if offline {
				return nil, errLost
			}
			return nil, nil
		}
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		d.when(id, func(u uploader.Upload) bool { return u.Progress.Acked > 4*megabyte })
		d.site.mu.Lock()
		offline = true
		d.site.mu.Unlock()
		waiting := d.until(id, uploader.WaitingNetwork)
		if waiting.Reason.Code != uploader.ReasonOffline || waiting.Progress.Acked == 0 {
			d.t.Errorf("%+v", waiting)
		}
		time.Sleep(20 * time.Minute)
		d.site.mu.Lock()
		offline = false
		d.site.mu.Unlock()
		back := time.Now()
		d.until(id, uploader.Uploading, uploader.Finishing)
		if took := time.Since(back); took > 6*time.Second {
			d.t.Errorf("went on after %v", took)
		}
		d.until(id, uploader.DoneDraft)
		d.exactlyOne(source)
	})
}

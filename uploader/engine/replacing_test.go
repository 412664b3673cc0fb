package engine

import (
	"bytes"
	"net/http"
	"net/url"
	"os"
	"slices"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

// placeholder makes a video without a file and gives its id here.
func (d *desk) placeholder(metadata uploader.Metadata) uploader.UploadID {
	d.t.Helper()
	d.credential = fourKeys
	id := d.add(uploader.Source{}, metadata)
	d.engine.Start([]uploader.UploadID{id})
	d.until(id, uploader.DonePlaceholder)
	return id
}

// holds asserts that the site has this one video, with the bytes of source, and that those came once.
func (d *desk) holds(source uploader.Source) *fakeVideo {
	d.t.Helper()
	video := d.exactlyOne(source)
	if video.replaced != 1 || video.form.Has("placeholder_p") {
		d.t.Errorf("it got a file %d times, and is a placeholder: %v", video.replaced, video.form.Has("placeholder_p"))
	}
	return video
}

func TestAPlaceholderGetsItsFileAndStaysTheSameVideo(t *testing.T) {
	for name, size := range map[string]int{"one chunk": 1000, "several chunks": 9*megabyte + 5} {
		t.Run(name, func(t *testing.T) {
			in(t, func(d *desk) {
				id := d.placeholder(titled)
				made := d.now(id).Result.VideoID
				source := d.file("later.mp4", size)
				d.engine.NewFile(id, source)
				done := d.until(id, uploader.DoneDraft, uploader.Failed, uploader.Attention)
				video := d.holds(source)
				if done.State != uploader.DoneDraft || done.Result.VideoID != made || video.id != made || !done.Replaces.IsZero() {
					d.t.Errorf("%s %+v in video %q, made was %q", done.State, done.Reason, done.Result.VideoID, made)
				}
				if slices.Contains(d.site.calls, "photo/get-upload-token") {
					d.t.Errorf("it asked to make a video: %v", d.site.calls)
				}
			})
		})
	}
}

// A site that names the video in every answer names one that was there before: it says nothing of the file.
func TestTheVideosNumberInTheMiddleIsNoEnd(t *testing.T) {
	in(t, func(d *desk) {
		id := d.placeholder(titled)
		source := d.file("later.mp4", 40*megabyte)
		d.engine.NewFile(id, source)
		d.until(id, uploader.DoneDraft)
		d.holds(source)
	})
}

func TestAPlaceholdersLostAnswerIsReadBack(t *testing.T) {
	in(t, func(d *desk) {
		id := d.placeholder(titled)
		d.hook(nil, func(call string, form url.Values) (*http.Response, error) {
			if call == "photo/replace" && !d.site.videos[0].form.Has("placeholder_p") {
				return nil, errLost
			}
			return nil, nil
		})
		source := d.file("later.mp4", 3*megabyte)
		d.engine.NewFile(id, source)
		begun := time.Now()
		done := d.until(id, uploader.DoneDraft, uploader.Failed, uploader.Attention)
		d.holds(source)
		if took := time.Since(begun); done.State != uploader.DoneDraft || took > time.Minute || !slices.Contains(d.seen[id], uploader.Checking) {
			d.t.Errorf("%s %s after %v through %v", done.State, done.Reason.Code, took, d.seen[id])
		}
	})
}

func TestAPlaceholdersFileThatNeverArrivedGoesAgainIntoTheSameVideo(t *testing.T) {
	for name, size := range map[string]int{"one chunk": 1000, "several chunks": 3 * megabyte} {
		t.Run(name, func(t *testing.T) {
			in(t, func(d *desk) {
				id := d.placeholder(titled)
				lost := 0
				d.hook(func(call string, form url.Values) (*http.Response, error) {
					last := form.Get("resumableTotalChunks") == "1" || len(d.site.parts) > 0
					if call == "photo/replace" && last && lost == 0 {
						lost++
						return nil, errLost
					}
					return nil, nil
				}, nil)
				source := d.file("later.mp4", size)
				d.engine.NewFile(id, source)
				d.until(id, uploader.DoneDraft)
				d.holds(source)
			})
		})
	}
}

func TestAPlaceholderWhoseFileIsUnderWayIsFoundAgainAfterARestart(t *testing.T) {
	for _, delay := range []time.Duration{0, 300 * time.Millisecond, 1200 * time.Millisecond, 2 * time.Second, 4 * time.Second, 8 * time.Second} {
		t.Run(delay.String(), func(t *testing.T) {
			in(t, func(d *desk) {
				id := d.placeholder(titled)
				d.site.latency, d.site.acts = 2*time.Second, true
				source := d.file("later.mp4", 9*megabyte)
				d.engine.NewFile(id, source)
				time.Sleep(delay)
				d.restart()
				done := d.until(id, uploader.DoneDraft, uploader.Failed, uploader.Attention)
				d.holds(source)
				if done.State != uploader.DoneDraft {
					d.t.Errorf("%s %+v", done.State, done.Reason)
				}
			})
		})
	}
}

func TestAPlaceholderThatGotAFileElsewhereIsNotOverwrittenUnasked(t *testing.T) {
	in(t, func(d *desk) {
		id := d.placeholder(titled)
		d.site.mu.Lock()
		d.site.videos[0].form.Del("placeholder_p")
		d.site.videos[0].content = []byte("a colleague's")
		d.site.mu.Unlock()
		source := d.file("later.mp4", megabyte)
		d.engine.NewFile(id, source)
		stopped := d.until(id, uploader.Attention, uploader.DoneDraft)
		d.engine.Retry([]uploader.UploadID{id})
		d.engine.NewFile(id, source)
		time.Sleep(time.Minute)
		if stopped.Reason.Code != uploader.ReasonHasFile || string(d.site.videos[0].content) != "a colleague's" {
			d.t.Fatalf("%s %+v, the site has %d bytes", stopped.State, stopped.Reason, len(d.site.videos[0].content))
		}
		d.until(id, uploader.Attention)
		d.engine.ReplaceFile(id, source)
		d.until(id, uploader.DoneDraft)
		d.holds(source)
	})
}

func TestTheFileOfAFinishedVideoIsReplacedOnlyWhenThePersonSaysSo(t *testing.T) {
	in(t, func(d *desk) {
		first := d.file("first.mp4", megabyte)
		id := d.add(first, titled)
		d.engine.Start([]uploader.UploadID{id})
		made := d.until(id, uploader.DoneDraft)
		second := d.file("second.mp4", 9*megabyte)
		d.engine.NewFile(id, second)
		time.Sleep(time.Minute)
		if d.exactlyOne(first); d.now(id).State != uploader.DoneDraft {
			d.t.Fatalf("it is %s", d.now(id).State)
		}
		title := "Typed meanwhile"
		d.engine.ReplaceFile(id, second)
		d.until(id, uploader.Uploading)
		d.engine.Edit([]uploader.UploadID{id}, uploader.Change{Title: &title})
		done := d.until(id, uploader.DoneDraft)
		video := d.holds(second)
		if done.Result.VideoID != made.Result.VideoID || video.form.Get("title") != title || len(done.Unconfirmed) != 0 {
			d.t.Errorf("%+v, titled %q", done.Result, video.form.Get("title"))
		}
	})
}

func TestTheFileOfAVideoInTheHistoryIsReplacedOnTheList(t *testing.T) {
	in(t, func(d *desk) {
		id := d.arrived()
		made := d.last[id].Result.VideoID
		d.engine.Retire(time.Now().Add(time.Hour))
		if left := d.engine.Uploads(); len(left) != 0 {
			d.t.Fatalf("the list still holds %+v", left)
		}
		second := d.file("second.mp4", 9*megabyte)
		d.engine.ReplaceFile(id, second)
		d.until(id, uploader.Uploading)
		done := d.until(id, uploader.DoneDraft)
		d.holds(second)
		if done.Result.VideoID != made || done.Retired {
			d.t.Errorf("%+v, in the history only: %v", done.Result, done.Retired)
		}
		if past := d.past(); len(past) != 1 || past[0].Source.Name != "second.mp4" {
			d.t.Errorf("the history holds %+v", past)
		}
	})
}

func TestALostAnswerOfAReplacedFileIsReadBackOrSentAgain(t *testing.T) {
	in(t, func(d *desk) {
		id := d.add(d.file("film.mp4", megabyte), titled)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
		d.hook(nil, func(call string, form url.Values) (*http.Response, error) {
			if call == "photo/replace" && d.site.videos[0].replaced == 1 {
				return nil, errLost
			}
			return nil, nil
		})
		second := d.file("film2.mp4", 9*megabyte)
		d.engine.ReplaceFile(id, second)
		d.until(id, uploader.Checking)
		d.until(id, uploader.DoneDraft)
		d.holds(second)
	})
}

func TestAVideoThatWasDeletedMeanwhileIsMadeAnewOnlyWhenAsked(t *testing.T) {
	in(t, func(d *desk) {
		id := d.placeholder(titled)
		d.site.mu.Lock()
		d.site.videos = nil
		d.site.mu.Unlock()
		source := d.file("later.mp4", megabyte)
		d.engine.NewFile(id, source)
		stopped := d.until(id, uploader.Attention, uploader.DoneDraft, uploader.Failed)
		if stopped.Reason.Code != uploader.ReasonVideoGone || len(d.site.videos) != 0 {
			d.t.Fatalf("%s %+v", stopped.State, stopped.Reason)
		}
		d.engine.UploadAgain(id)
		d.until(id, uploader.DoneDraft)
		d.exactlyOne(source)
	})
}

func TestARefusedFileCanBeChangedAndStillGoesIntoThePlaceholder(t *testing.T) {
	in(t, func(d *desk) {
		id := d.placeholder(titled)
		d.hook(func(call string, form url.Values) (*http.Response, error) {
			if call == "photo/replace" && form.Get("resumableFilename") == "bad.mp4" {
				return text(500, "text/plain", "The file type isn't supported"), nil
			}
			return nil, nil
		}, nil)
		d.engine.NewFile(id, d.file("bad.mp4", megabyte))
		if failed := d.until(id, uploader.Failed, uploader.DoneDraft); failed.Reason.Code != uploader.ReasonUnsupported {
			d.t.Fatalf("%+v", failed.Reason)
		}
		good := d.file("good.mp4", 2*megabyte)
		d.engine.NewFile(id, good)
		d.until(id, uploader.DoneDraft)
		d.holds(good)
	})
}

func TestAFileChosenWhileAnEditIsOnItsWayIsNotLost(t *testing.T) {
	in(t, func(d *desk) {
		id := d.placeholder(titled)
		d.site.latency = 5 * time.Second
		d.edit(id, "Typed before")
		d.engine.Update([]uploader.UploadID{id})
		time.Sleep(8 * time.Second)
		source := d.file("later.mp4", megabyte)
		d.engine.NewFile(id, source)
		d.until(id, uploader.DoneDraft)
		if video := d.holds(source); video.form.Get("title") != "Typed before" {
			d.t.Errorf("titled %q", video.form.Get("title"))
		}
	})
}

func TestWhatWasReplacedIsTheFilesOwnBytes(t *testing.T) {
	in(t, func(d *desk) {
		id := d.placeholder(titled)
		source := d.file("later.mp4", 5*megabyte)
		d.engine.NewFile(id, source)
		d.until(id, uploader.DoneDraft)
		content, _ := os.ReadFile(source.Path)
		if !bytes.Equal(d.site.videos[0].content, content) || d.site.videos[0].file != "later.mp4" {
			d.t.Error("other bytes arrived")
		}
	})
}

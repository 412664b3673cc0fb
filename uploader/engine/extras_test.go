package engine

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

// written is a file with that content.
func (d *desk) written(name, content string) uploader.Source {
	d.t.Helper()
	path := filepath.Join(d.folder, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		d.t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		d.t.Fatal(err)
	}
	return uploader.Source{Path: path, Name: name, Size: info.Size(), ModTime: info.ModTime()}
}

const spoken = "1\n00:00:01,000 --> 00:00:02,000\nGoddag\n"

// accompanied is a form with a poster and subtitles in two languages.
func (d *desk) accompanied() uploader.Metadata {
	return uploader.Metadata{
		Title: "Welcome to Acme", Poster: d.written("poster.jpg", "a picture"), Subtitles: []uploader.Subtitle{
			{Source: d.written("film.da.srt", spoken), Locale: "da_DK"}, {Source: d.written("film.en.srt", spoken), Locale: "en_US"},
		},
	}
}

// complete asserts that the site has a poster and both subtitles, each as often as given.
func (d *desk) complete(times int) {
	d.t.Helper()
	d.site.mu.Lock()
	defer d.site.mu.Unlock()
	video := d.site.videos[0]
	if string(video.poster) != "a picture" || video.subtitles["da_DK"] != spoken || video.subtitles["en_US"] != spoken || video.taken != times {
		d.t.Errorf("the site has the poster %q and subtitles %v, and took %d files", video.poster, video.subtitles, video.taken)
	}
}

func TestPosterAndSubtitlesBelongToTheUpload(t *testing.T) {
	in(t, func(d *desk) {
		source := d.file("film.mp4", 2*megabyte)
		id := d.add(source, d.accompanied())
		d.engine.Start([]uploader.UploadID{id})
		done := d.until(id, uploader.DoneDraft, uploader.DoneWarning)
		d.exactlyOne(source)
		d.complete(3)
		if !slices.Contains(d.seen[id], uploader.Extras) || done.State != uploader.DoneDraft || len(done.Unconfirmed) != 0 {
			d.t.Errorf("%v %+v %v", d.seen[id], done.Reason, done.Unconfirmed)
		}
		// Before they are there, nobody is told that the computer may be switched off.
		for i, state := range d.seen[id] {
			if state.Arrived() && slices.Contains(d.seen[id][i:], uploader.Extras) {
				d.t.Errorf("it had arrived before: %v", d.seen[id])
			}
		}
	})
}

func TestWhatIsNotTakenIsSaidAndTriedAgainWhenThePersonSaysSo(t *testing.T) {
	in(t, func(d *desk) {
		metadata := d.accompanied()
		metadata.Subtitles[0].Source = d.written("film.da.srt", "no subtitles")
		id := d.add(d.file("film.mp4", megabyte), metadata)
		d.engine.Start([]uploader.UploadID{id})
		warned := d.until(id, uploader.DoneDraft, uploader.DoneWarning)
		reason := warned.Reason
		if warned.State != uploader.DoneWarning || reason.Code != uploader.ReasonExtrasFailed || reason.Subject != "film.da.srt" ||
			!slices.Equal(reason.Fields, []uploader.Field{uploader.FieldSubtitles}) || reason.Problem != "" {
			d.t.Fatalf("%s %+v", warned.State, reason)
		}
		tries := d.calls("photo/subtitle/upload")
		time.Sleep(time.Hour)
		if d.calls("photo/subtitle/upload") != tries || tries != extraTries+1 {
			d.t.Errorf("offered %d times, then %d", tries, d.calls("photo/subtitle/upload"))
		}
		d.written("film.da.srt", spoken)
		d.engine.Retry([]uploader.UploadID{id})
		d.until(id, uploader.Extras)
		d.until(id, uploader.DoneDraft)
		d.complete(3)
	})
}

func (d *desk) calls(name string) (count int) {
	d.site.mu.Lock()
	defer d.site.mu.Unlock()
	for _, call := range d.site.calls {
		if call == name {
			count++
		}
	}
	return count
}

func TestASubtitleFileThatIsGoneIsASentence(t *testing.T) {
	in(t, func(d *desk) {
		metadata := d.accompanied()
		id := d.add(d.file("film.mp4", megabyte), metadata)
		_ = os.Remove(metadata.Poster.Path)
		d.engine.Start([]uploader.UploadID{id})
		warned := d.until(id, uploader.DoneDraft, uploader.DoneWarning)
		if warned.Reason.Problem != uploader.ProblemMissing || warned.Reason.Subject != "poster.jpg" || warned.Reason.Field != uploader.FieldPoster {
			d.t.Fatalf("%s %+v", warned.State, warned.Reason)
		}
		// Taking the poster away again is a way out, too.
		d.engine.Edit([]uploader.UploadID{id}, uploader.Change{Poster: &uploader.Source{}})
		d.until(id, uploader.DoneDraft)
	})
}

func TestALostAnswerToSubtitlesIsAskedAfterBeforeTheyGoAgain(t *testing.T) {
	in(t, func(d *desk) {
		lost := 0
		d.hook(nil, func(call string, form url.Values) (*http.Response, error) {
			if call == "photo/subtitle/upload" && form.Get("locale") == "da_DK" && lost == 0 {
				lost++
				return nil, errLost
			}
			return nil, nil
		})
		id := d.add(d.file("film.mp4", megabyte), d.accompanied())
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
		d.complete(3)
	})
}

func TestSubtitlesGoOnceWhateverMomentTheProgramEndsIn(t *testing.T) {
	for delay := 0; delay <= 16; delay++ {
		t.Run((time.Duration(delay) * time.Second).String(), func(t *testing.T) {
			in(t, func(d *desk) {
				d.site.latency, d.site.acts = 2*time.Second, true
				id := d.add(d.file("film.mp4", megabyte), d.accompanied())
				d.engine.Start([]uploader.UploadID{id})
				d.until(id, uploader.Finishing)
				time.Sleep(time.Duration(delay) * time.Second)
				d.restart()
				d.until(id, uploader.DoneDraft)
				d.site.mu.Lock()
				posters := d.site.videos[0].taken - 2
				d.site.mu.Unlock()
				if d.complete(2 + posters); posters < 1 || posters > 2 || d.calls("photo/subtitle/upload") > 3 {
					d.t.Errorf("the site took %d posters and heard of subtitles %d times", posters, d.calls("photo/subtitle/upload"))
				}
			})
		})
	}
}

func TestSubtitlesAddedAfterwardsFollowWithUpdate(t *testing.T) {
	in(t, func(d *desk) {
		id := d.add(d.file("film.mp4", megabyte), titled)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
		chosen := d.accompanied()
		d.engine.Edit([]uploader.UploadID{id}, uploader.Change{Poster: &chosen.Poster, AddSubtitles: chosen.Subtitles})
		marked := d.when(id, func(u uploader.Upload) bool { return len(u.Unconfirmed) == 2 })
		if calls := d.calls("photo/subtitle/upload"); calls != 0 || marked.State != uploader.DoneDraft {
			d.t.Errorf("%d calls in %s", calls, marked.State)
		}
		d.engine.Update([]uploader.UploadID{id})
		d.when(id, func(u uploader.Upload) bool { return u.State == uploader.DoneDraft && len(u.Unconfirmed) == 0 })
		d.complete(3)
	})
}

func TestPosterAndSubtitlesAwaitThePlaceholdersFile(t *testing.T) {
	in(t, func(d *desk) {
		id := d.placeholder(d.accompanied())
		time.Sleep(time.Minute)
		if video := d.site.videos[0]; video.taken != 0 {
			d.t.Fatalf("the placeholder was sent %d files", video.taken)
		}
		source := d.file("later.mp4", megabyte)
		d.engine.NewFile(id, source)
		d.until(id, uploader.DoneDraft)
		d.holds(source)
		d.complete(3)
	})
}

func TestSubtitlesDoNotWaitBehindTheFilesOfOthers(t *testing.T) {
	in(t, func(d *desk) {
		d.hook(func(call string, _ url.Values) (*http.Response, error) {
			if call == "photo/subtitle/upload" {
				return refusal(400, "invalid_input", "no"), nil
			}
			return nil, nil
		}, nil)
		id := d.add(d.file("film.mp4", megabyte), d.accompanied())
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.DoneWarning)
		d.hook(nil, nil)
		d.site.latency = time.Hour
		other := d.add(d.file("other.mp4", 20*megabyte), titled)
		d.engine.Start([]uploader.UploadID{other})
		d.until(other, uploader.Uploading)
		d.site.latency = time.Second
		d.engine.Retry([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
		if d.now(other).State.Arrived() {
			d.t.Error("it waited for the other one")
		}
	})
}

func TestSignedOutBeforeThePosterWentItGoesAfterSigningIn(t *testing.T) {
	in(t, func(d *desk) {
		out := true
		d.hook(func(call string, _ url.Values) (*http.Response, error) {
			if call == "photo/replace" && out {
				return refusal(401, "missing_authentication", "Sign in"), nil
			}
			return nil, nil
		}, nil)
		id := d.add(d.file("film.mp4", megabyte), d.accompanied())
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.WaitingSignIn, uploader.DoneWarning)
		d.site.mu.Lock()
		out = false
		d.site.mu.Unlock()
		d.engine.SignedIn(acme)
		d.until(id, uploader.DoneDraft)
		d.complete(3)
	})
}

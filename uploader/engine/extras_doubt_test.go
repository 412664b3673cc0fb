package engine

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/journal"
)

// doubted is a video whose Danish subtitles have left when the program ends: the site takes them, and nobody has heard so.
func (d *desk) doubted() uploader.UploadID {
	d.t.Helper()
	d.site.latency, d.site.acts = 2*time.Second, true
	danish := uploader.Subtitle{Source: d.written("film.da.srt", spoken), Locale: "da_DK"}
	id := d.add(d.file("film.mp4", megabyte), uploader.Metadata{Title: "Welcome to Acme", Subtitles: []uploader.Subtitle{danish}})
	d.engine.Start([]uploader.UploadID{id})
	d.until(id, uploader.Extras)
	time.Sleep(time.Second)
	d.restart()
	return id
}

func (d *desk) subtitled(id uploader.UploadID, subtitles ...uploader.Subtitle) {
	d.t.Helper()
	d.engine.Edit([]uploader.UploadID{id}, uploader.Change{Subtitles: &subtitles})
	d.when(id, func(u uploader.Upload) bool { return u.State == uploader.DoneDraft && len(u.Unconfirmed) == 0 })
}

const corrected = "1\n00:00:01,000 --> 00:00:02,000\nGoddag igen\n"

func TestOtherSubtitlesOfALanguageInDoubtAreTheOnesThatArrive(t *testing.T) {
	in(t, func(d *desk) {
		id := d.doubted()
		d.subtitled(id, uploader.Subtitle{Source: d.written("corrected.da.srt", corrected), Locale: "da_DK"})
		if has := d.site.videos[0].subtitles["da_DK"]; has != corrected {
			d.t.Errorf("the site has %q", has)
		}
	})
}

func TestSubtitlesInDoubtAreAskedAfterBeforeOthersGo(t *testing.T) {
	in(t, func(d *desk) {
		id := d.doubted()
		danish := d.now(id).Metadata.Subtitles[0]
		d.subtitled(id, uploader.Subtitle{Source: d.written("film.en.srt", spoken), Locale: "en_US"}, danish)
		if came := d.site.videos[0].came; len(came) != 2 {
			d.t.Errorf("the site was sent %v", came)
		}
	})
}

func TestSubtitlesInDoubtAreRememberedWhileTheVideoGetsAnotherFile(t *testing.T) {
	in(t, func(d *desk) {
		d.hook(nil, func(call string, _ url.Values) (*http.Response, error) {
			if strings.HasPrefix(call, "photo/subtitle/") {
				return refusal(400, "invalid_input", "no"), nil
			}
			return nil, nil
		})
		id := d.add(d.file("film.mp4", megabyte), d.accompanied())
		only := d.now(id).Metadata.Subtitles[:1]
		d.engine.Edit([]uploader.UploadID{id}, uploader.Change{Subtitles: &only})
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.DoneWarning)
		d.hook(nil, nil)
		before := d.calls("photo/subtitle/upload")
		d.engine.ReplaceFile(id, d.file("other.mp4", 2*megabyte))
		d.when(id, func(u uploader.Upload) bool { return u.State == uploader.DoneDraft && u.Source.Name == "other.mp4" })
		if again := d.calls("photo/subtitle/upload") - before; again > 0 {
			d.t.Errorf("the site was sent them %d times more", again)
		}
	})
}

// leaves waits until a call has left that the site has not answered yet.
func (d *desk) leaves(name string) {
	d.t.Helper()
	left := make(chan struct{}, 1)
	d.site.mu.Lock()
	d.site.arriving = func(call string, _ url.Values) {
		if call == name {
			select {
			case left <- struct{}{}:
			default:
			}
		}
	}
	d.site.mu.Unlock()
	<-left
	d.site.mu.Lock()
	d.site.arriving = nil
	d.site.mu.Unlock()
}

func TestAPictureThatArrivesWhileAnotherFileIsChosenIsThereAfterwards(t *testing.T) {
	in(t, func(d *desk) {
		id := d.add(d.file("film.mp4", megabyte), titled)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
		d.site.latency = 2 * time.Second
		picture := d.written("poster.jpg", "a picture")
		d.engine.Edit([]uploader.UploadID{id}, uploader.Change{Poster: &picture})
		d.engine.Update([]uploader.UploadID{id})
		d.leaves("photo/replace")
		d.engine.ReplaceFile(id, d.file("other.mp4", 2*megabyte))
		d.when(id, func(u uploader.Upload) bool { return u.State == uploader.DoneDraft && u.Source.Name == "other.mp4" })
		if has := string(d.site.videos[0].poster); has != "a picture" {
			d.t.Errorf("the site has the picture %q", has)
		}
	})
}

func TestAVideoThatArrivedShowsAllItsBytesAfterARestart(t *testing.T) {
	in(t, func(d *desk) {
		d.hook(nil, func(call string, _ url.Values) (*http.Response, error) {
			if call == "photo/redeem-upload-token" && len(d.site.videos) > 0 {
				return nil, errLost
			}
			return nil, nil
		})
		source := d.file("film.mp4", 9*megabyte)
		id := d.add(source, d.accompanied())
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.Extras)
		d.close()
		list, _, err := journal.Open(context.Background(), filepath.Join(d.folder, "list.sqlite"), journal.Options{})
		d.must(err)
		contents, err := list.Load(context.Background())
		d.must(errors.Join(err, list.Close()))
		e := &Engine{entries: make(map[uploader.UploadID]*entry)}
		for _, record := range contents.Uploads {
			e.adopt(record)
		}
		if shown := e.entries[id].upload.Progress; shown.Acked != source.Size || shown.Written != source.Size {
			d.t.Errorf("%d of %d bytes are shown", shown.Acked, source.Size)
		}
		d.open()
		d.until(id, uploader.DoneDraft)
	})
}

package engine

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/journal"
)

// past is what the history holds, newest first.
func (d *desk) past() []uploader.Upload {
	d.t.Helper()
	page, err := d.journal.History(context.Background(), uploader.HistoryQuery{}, 0, 100)
	if err != nil {
		d.t.Fatal(err)
	}
	var uploads []uploader.Upload
	for _, entry := range page.Entries {
		uploads = append(uploads, entry.Upload)
	}
	return uploads
}

// arrived is a draft on the site that has left the list.
func (d *desk) arrived() uploader.UploadID {
	d.t.Helper()
	id := d.add(d.file("a.mp4", megabyte), titled)
	d.engine.Start([]uploader.UploadID{id})
	d.until(id, uploader.DoneDraft)
	time.Sleep(time.Hour)
	d.engine.Retire(time.Now())
	if left := d.engine.Uploads(); len(left) > 0 {
		d.t.Fatalf("on the list: %+v", left)
	}
	return id
}

func (d *desk) publish(id uploader.UploadID, visibility uploader.Visibility) {
	d.engine.Edit([]uploader.UploadID{id}, uploader.Change{Visibility: &visibility})
	d.engine.Update([]uploader.UploadID{id})
}

func TestWhatIsFinishedLeavesTheListAndLivesInTheHistory(t *testing.T) {
	in(t, func(d *desk) {
		first := d.arrived()
		second := d.add(d.file("b.mp4", megabyte), titled)
		d.engine.Start([]uploader.UploadID{second})
		d.until(second, uploader.DoneDraft)
		d.engine.Retire(time.Now().Add(-time.Hour))
		if got := d.engine.Uploads(); len(got) != 1 || got[0].ID != second {
			d.t.Errorf("the list holds %+v", got)
		}
		d.restart()
		d.engine.Retire(time.Now().Add(-time.Hour))
		if got := d.past(); len(got) != 2 || got[0].ID != second || got[1].ID != first || got[1].State != uploader.DoneDraft {
			d.t.Errorf("the history holds %+v", got)
		}
		d.engine.Relist([]uploader.UploadID{first})
		if got := d.now(first); got.State != uploader.DoneDraft || got.Retired {
			d.t.Errorf("it came back as %+v", got)
		}
	})
}

func TestADraftIsPublishedFromTheHistoryOnceTheSiteShowsIt(t *testing.T) {
	in(t, func(d *desk) {
		id := d.arrived()
		d.publish(id, uploader.PublishWhenDone)
		if got := d.now(id); got.State != uploader.DoneDraft || !got.Retired || !slices.Contains(got.Unconfirmed, uploader.FieldVisibility) {
			d.t.Errorf("before the site has said so: %+v", got)
		}
		d.until(id, uploader.DonePublic)
		d.publish(id, uploader.Draft)
		d.until(id, uploader.DoneDraft)
		if got := d.site.videos[0].form.Get("publish"); got != "0" {
			d.t.Errorf("the site holds publish=%s", got)
		}
		d.engine.Retire(time.Now().Add(-24 * time.Hour))
		if len(d.engine.Uploads()) != 1 {
			d.t.Error("it left while somebody may still be at it")
		}
		time.Sleep(2 * editRests)
		d.engine.Retire(time.Now().Add(-24 * time.Hour))
		if got := d.past(); len(d.engine.Uploads()) != 0 || len(got) != 1 || got[0].State != uploader.DoneDraft || got[0].Retired {
			d.t.Errorf("the history holds %+v", got)
		}
	})
}

func TestPublishingFromTheHistorySurvivesTheEndOfTheProgram(t *testing.T) {
	in(t, func(d *desk) {
		id := d.arrived()
		d.hook(func(call string, _ url.Values) (*http.Response, error) {
			if call == "photo/update" {
				return nil, errLost
			}
			return nil, nil
		}, nil)
		d.publish(id, uploader.PublishWhenDone)
		time.Sleep(10 * time.Second)
		d.hook(nil, nil)
		d.restart()
		d.until(id, uploader.DonePublic)
		if got := d.past(); len(got) != 1 || got[0].State != uploader.DonePublic {
			d.t.Errorf("the history holds %+v", got)
		}
	})
}

func TestWhatIsTakenOffTheListIsCancelledUnlessItIsRestored(t *testing.T) {
	in(t, func(d *desk) {
		id := d.add(d.file("a.mp4", megabyte), titled)
		d.engine.Remove([]uploader.UploadID{id})
		d.until(id, uploader.Removed)
		if got := d.past(); len(got) != 1 || got[0].State != uploader.Removed {
			d.t.Errorf("the history holds %+v", got)
		}
		d.engine.Restore([]uploader.UploadID{id})
		d.until(id, uploader.Ready)
		if got := d.past(); len(got) != 0 {
			d.t.Errorf("the history holds %+v", got)
		}
		d.engine.Remove([]uploader.UploadID{id})
		arrived := d.add(d.file("b.mp4", megabyte), titled)
		d.engine.Start([]uploader.UploadID{arrived})
		d.until(arrived, uploader.DoneDraft)
		d.engine.Remove([]uploader.UploadID{arrived})
		d.until(arrived, uploader.Removed)
		d.restart()
		if got := d.past(); len(got) != 2 || got[0].State != uploader.DoneDraft || got[1].State != uploader.Removed {
			d.t.Errorf("the history holds %+v", got)
		}
	})
}

func TestAVideoThatTheSiteNoLongerHasIsSaid(t *testing.T) {
	in(t, func(d *desk) {
		id := d.arrived()
		d.site.mu.Lock()
		d.site.videos = nil
		d.site.mu.Unlock()
		d.publish(id, uploader.PublishWhenDone)
		gone := d.when(id, func(u uploader.Upload) bool { return u.Result.Gone })
		if gone.State != uploader.DoneDraft || len(gone.Unconfirmed) > 0 {
			d.t.Errorf("it is %+v", gone)
		}
	})
	in(t, func(d *desk) {
		id := d.arrived()
		d.site.mu.Lock()
		d.site.videos[0].form.Set("publish", "1")
		d.site.mu.Unlock()
		d.engine.Look(id)
		if looked := d.look(); looked.Gone || !looked.Reason.IsZero() {
			d.t.Errorf("the look says %+v", looked)
		}
		if got := d.now(id); got.State != uploader.DonePublic || len(got.Unconfirmed) > 0 {
			d.t.Errorf("a colleague published it: %+v", got)
		}
		d.site.mu.Lock()
		d.site.videos = nil
		d.site.mu.Unlock()
		d.engine.Look(id)
		if looked := d.look(); !looked.Gone || !d.past()[0].Result.Gone {
			d.t.Errorf("the look says %+v, the history %+v", looked, d.past()[0])
		}
	})
}

// look reads updates until a site has said something of a video.
func (d *desk) look() uploader.VideoLook {
	d.t.Helper()
	for {
		update, err := d.updates.Next(context.Background())
		if err != nil {
			d.t.Fatal(err)
		}
		for _, upload := range update.Uploads {
			d.last[upload.ID] = upload
		}
		if len(update.Looks) > 0 {
			return update.Looks[0]
		}
	}
}

func TestNoHistoryIsKeptWhereThatIsWanted(t *testing.T) {
	in(t, func(d *desk) {
		d.engine.KeepHistory(false)
		d.arrived()
		if got := d.past(); len(got) != 0 {
			d.t.Errorf("the history holds %+v", got)
		}
	})
}

func TestClearingTheHistoryLeavesWhatNeedsThePerson(t *testing.T) {
	in(t, func(d *desk) {
		d.arrived()
		var ids []uploader.UploadID
		for _, name := range []string{"b.mp4", "c.mp4"} {
			ids = append(ids, d.add(d.file(name, megabyte), titled))
		}
		d.engine.Start(ids[:1])
		d.until(ids[0], uploader.DoneDraft)
		d.engine.ClearHistory()
		synctest.Wait()
		if got := d.engine.Uploads(); len(got) != 1 || got[0].ID != ids[1] {
			d.t.Errorf("the list holds %+v", got)
		}
		d.restart()
		d.engine.Retire(time.Now())
		if got := d.past(); len(got) != 0 {
			d.t.Errorf("the history holds %+v", got)
		}
	})
}

// TestWhatIsTypedOfAVideoOffTheListSurvivesAKill looks at what is on disk at that moment, without anything being closed.
func TestWhatIsTypedOfAVideoOffTheListSurvivesAKill(t *testing.T) {
	in(t, func(d *desk) {
		id := d.add(d.file("a.mp4", megabyte), titled)
		d.until(id, uploader.Ready)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
		d.engine.Remove([]uploader.UploadID{id})
		d.engine.Uploads()
		d.edit(id, "Typed off the list")
		d.engine.Uploads()
		killed := d.t.TempDir()
		d.must(os.CopyFS(killed, os.DirFS(d.folder)))
		list, _, err := journal.Open(context.Background(), filepath.Join(killed, "list.sqlite"), journal.Options{})
		d.must(err)
		defer list.Close()
		page, err := list.History(context.Background(), uploader.HistoryQuery{}, 0, 100)
		d.must(err)
		if len(page.Entries) != 1 || page.Entries[0].Upload.Metadata.Title != "Typed off the list" {
			d.t.Errorf("the history holds %+v", page.Entries)
		}
	})
}

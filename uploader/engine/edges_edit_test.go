package engine

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"twentythree-uploader/uploader"
)

func TestHalfTypedEditsDoNotReachTheSite(t *testing.T) {
	in(t, func(d *desk) {
		id := d.add(d.file("a.mp4", megabyte), titled)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
		public, past := uploader.PublishOnDate, time.Now().Add(-time.Hour)
		d.engine.Edit([]uploader.UploadID{id}, uploader.Change{Visibility: &public, PublishAt: &past})
		d.engine.Update([]uploader.UploadID{id})
		d.edit(id, "")
		time.Sleep(time.Minute)
		if slices.Contains(d.site.calls, "photo/update") {
			d.t.Fatalf("the site was told %v", d.site.videos[0].form)
		}
		draft := uploader.Draft
		d.engine.Edit([]uploader.UploadID{id}, uploader.Change{Visibility: &draft})
		d.edit(id, "Typed anew")
		d.when(id, func(u uploader.Upload) bool {
			return u.Metadata.Title == "Typed anew" && !slices.Contains(u.Unconfirmed, uploader.FieldTitle)
		})
		if got := d.exactlyOne(d.now(id).Source).form; got.Get("title") != "Typed anew" || got.Get("publish") != "0" {
			d.t.Errorf("the site holds %v", got)
		}
	})
}

func TestATitleClearedWhileTheAnswerIsOutIsNotSent(t *testing.T) {
	in(t, func(d *desk) {
		id := d.add(d.file("a.mp4", 3*megabyte), titled)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.Finishing)
		d.edit(id, "")
		d.until(id, uploader.DoneDraft)
		if got := d.now(id); d.exactlyOne(got.Source).form.Get("title") != titled.Title || !slices.Contains(got.Unconfirmed, uploader.FieldTitle) {
			d.t.Errorf("unconfirmed %v", got.Unconfirmed)
		}
	})
}

func TestARefusedEditIsSentAgainWhenThePersonSaysSo(t *testing.T) {
	in(t, func(d *desk) {
		id := d.add(d.file("a.mp4", megabyte), titled)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
		d.hook(func(call string, _ url.Values) (*http.Response, error) {
			if call == "photo/update" {
				return refusal(403, "permission_denied", "not now"), nil
			}
			return nil, nil
		}, nil)
		d.edit(id, "Typed afterwards")
		refused := d.until(id, uploader.DoneWarning)
		if !slices.Contains(refused.Unconfirmed, uploader.FieldTitle) {
			d.t.Errorf("unconfirmed %v", refused.Unconfirmed)
		}
		d.hook(nil, nil)
		d.engine.Retry([]uploader.UploadID{id})
		d.when(id, func(u uploader.Upload) bool { return u.State == uploader.DoneDraft && len(u.Unconfirmed) == 0 })
	})
}

func TestAChangeOfManyVideosIsNoBurdenOnTheSite(t *testing.T) {
	in(t, func(d *desk) {
		d.credential = fourKeys
		var ids []uploader.UploadID
		for range 12 {
			ids = append(ids, d.add(uploader.Source{}, uploader.Metadata{Title: "Summer party"}))
		}
		d.engine.Start(ids)
		for _, id := range ids {
			d.until(id, uploader.DonePlaceholder)
		}
		most := 0
		together := 0
		d.site.mu.Lock()
		d.site.arriving = func(string, url.Values) { together++; most = max(most, together) }
		d.site.mu.Unlock()
		d.hook(nil, func(string, url.Values) (*http.Response, error) { together--; return nil, nil })
		title := "Winter party"
		d.engine.Edit(ids, uploader.Change{Title: &title})
		d.engine.Update(ids)
		for _, id := range ids {
			d.when(id, func(u uploader.Upload) bool { return u.Metadata.Title == title && len(u.Unconfirmed) == 0 })
		}
		if most > amendAtOnce {
			d.t.Errorf("%d requests at once", most)
		}
	})
}

func TestAPlaceholderThatCouldNotBeReadBackIsFoundLater(t *testing.T) {
	in(t, func(d *desk) {
		d.credential = fourKeys
		d.site.before = func(call string, form url.Values) (*http.Response, error) {
			if call == "photo/list" {
				return refusal(404, "no_such_object", "not yet"), nil
			}
			return nil, nil
		}
		id := d.add(uploader.Source{}, uploader.Metadata{Title: "Summer party"})
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.Processing)
		d.hook(nil, nil)
		d.until(id, uploader.DonePlaceholder)
	})
}

func TestATokenThatCannotBeOpenedAnyMoreBeginsAgainAloud(t *testing.T) {
	in(t, func(d *desk) {
		source := d.file("a.mp4", 40*megabyte)
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		d.when(id, func(u uploader.Upload) bool { return u.Progress.Acked > 8*megabyte })
		d.session = func(context.Context, uploader.AccountID) (*Session, error) {
			session, err := d.signedIn(context.Background(), acme.ID)
			if err == nil {
				session.Open = func([]byte, []byte) ([]byte, error) { return nil, errors.New("sealed with other keys") }
			}
			return session, err
		}
		d.restart()
		clear(d.last)
		said := false
		done := d.when(id, func(u uploader.Upload) bool {
			if u.Progress.Acked > u.Progress.Size {
				d.t.Fatalf("%d of %d bytes confirmed", u.Progress.Acked, u.Progress.Size)
			}
			said = said || u.Reason.Code == uploader.ReasonStartsAgain
			return u.State.Done()
		})
		if d.exactlyOne(source); !said || done.State != uploader.DoneDraft {
			d.t.Errorf("%s, said %v", done.State, said)
		}
	})
}

func TestAPersonsWordBeginsAnewWhatTheSiteForgotTwice(t *testing.T) {
	in(t, func(d *desk) {
		ends := 2
		d.site.before = func(call string, form url.Values) (*http.Response, error) {
			if call == "photo/redeem-upload-token" && form.Get("resumableChunkNumber") == "3" && ends > 0 {
				ends--
				d.site.tokens[form.Get("upload_token")].ended = true
			}
			return nil, nil
		}
		id := d.add(d.file("a.mp4", 20*megabyte), titled)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.Attention)
		d.engine.Retry([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
	})
}

func TestWhatTheSiteAnswersAtTheLastMomentIsKept(t *testing.T) {
	in(t, func(d *desk) {
		d.credential, d.site.noTokens = fourKeys, true
		closed := make(chan struct{})
		d.site.after = func(call string, _ url.Values) (*http.Response, error) {
			if call == "photo/upload" {
				go func() { d.engine.Close(); close(closed) }()
				time.Sleep(time.Millisecond)
			}
			return nil, nil
		}
		source := d.file("a.mp4", megabyte)
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		<-closed
		_ = d.journal.Close()
		// The list of the site does not show the video for days: only its number leads there.
		d.hook(func(call string, form url.Values) (*http.Response, error) {
			if call == "photo/list" && form.Get("photo_id") == "" {
				return envelope([]any{}), nil
			}
			return nil, nil
		}, nil)
		d.open()
		clear(d.last)
		d.until(id, uploader.DoneDraft)
		d.exactlyOne(source)
	})
}

func TestManyCommandsAtOnceAndClosingLoseNothing(t *testing.T) {
	in(t, func(d *desk) {
		id := d.add(d.file("a.mp4", megabyte), titled)
		for range 50 {
			d.edit(id, "The last word")
		}
		d.restart()
		if got := d.now(id).Metadata.Title; got != "The last word" {
			d.t.Error(got)
		}
		d.close()
		if _, err := d.engine.Add(acme.ID, []Draft{{Metadata: titled}}); !errors.Is(err, ErrClosed) {
			d.t.Error(err)
		}
		synctest.Wait()
		d.open()
	})
}

func TestWhatIsTypedAboutAVideoOffTheListIsThereWhenItComesBack(t *testing.T) {
	in(t, func(d *desk) {
		waits, done := d.add(d.file("IMG_2041.mov", megabyte), uploader.Metadata{Title: "IMG 2041"}), d.add(d.file("b.mp4", megabyte), titled)
		both := []uploader.UploadID{waits, done}
		d.engine.Start([]uploader.UploadID{done})
		d.until(done, uploader.DoneDraft)
		d.engine.Remove(both)
		for _, id := range both {
			d.edit(id, "Harvest party")
		}
		d.engine.Restore(both)
		if got := d.now(waits); got.State != uploader.Ready || got.Metadata.Title != "Harvest party" {
			d.t.Errorf("%s %q", got.State, got.Metadata.Title)
		}
		d.engine.Update(both)
		d.when(done, func(u uploader.Upload) bool {
			return u.State == uploader.DoneDraft && u.Metadata.Title == "Harvest party" && len(u.Unconfirmed) == 0
		})
		if got := d.site.videos[0].form.Get("title"); got != "Harvest party" {
			d.t.Errorf("the site holds %q", got)
		}
	})
}

func TestAnUpdatePressedWhileTheOneBeforeIsOnItsWayFollows(t *testing.T) {
	in(t, func(d *desk) {
		id := d.add(d.file("a.mp4", megabyte), titled)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
		d.edit(id, "First")
		time.Sleep(editPause + 300*time.Millisecond)
		d.edit(id, "Second")
		d.when(id, func(u uploader.Upload) bool { return u.Metadata.Title == "Second" && len(u.Unconfirmed) == 0 })
	})
}

func TestWhatTheSiteRefusedGoesOnOnceItIsTypedOtherwise(t *testing.T) {
	in(t, func(d *desk) {
		d.site.before = func(call string, form url.Values) (*http.Response, error) {
			if form.Get("album_id") == "8" {
				return refusal(404, "no_such_album", "no album 8"), nil
			}
			return nil, nil
		}
		source := d.file("a.mp4", 5*megabyte)
		id := d.add(source, uploader.Metadata{Title: "Welcome to Acme", Categories: []uploader.Category{{ID: "8"}}})
		d.engine.Start([]uploader.UploadID{id})
		if got := d.until(id, uploader.Attention); got.Reason.Code != uploader.ReasonCategoryGone {
			d.t.Fatal(got.Reason)
		}
		d.engine.Edit([]uploader.UploadID{id}, uploader.Change{Categories: &[]uploader.Category{{ID: "9"}}})
		d.until(id, uploader.Ready)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
		d.exactlyOne(source)
	})
}

func TestATokenThatEndsBeforeTheLastChunkIsSaidWithinMinutes(t *testing.T) {
	in(t, func(d *desk) {
		d.site.before = func(call string, form url.Values) (*http.Response, error) {
			if token := d.site.tokens[form.Get("upload_token")]; call == "photo/redeem-upload-token" && form.Get("resumableChunkNumber") == "4" {
				token.ended = true
			}
			return nil, nil
		}
		id := d.add(d.file("a.mp4", 5*megabyte), titled)
		begun := time.Now()
		d.engine.Start([]uploader.UploadID{id})
		stopped := d.until(id, uploader.Attention, uploader.DoneDraft)
		if took := time.Since(begun); stopped.Reason.Code != uploader.ReasonUnclearEnd || took > 5*time.Minute || d.site.sent[4] != 1 {
			d.t.Errorf("%s after %v, the last chunk went %d times", stopped.Reason.Code, took, d.site.sent[4])
		}
	})
}

func TestManyVideosAreEditedInOneStep(t *testing.T) {
	in(t, func(d *desk) {
		first := d.add(uploader.Source{}, uploader.Metadata{Title: "One", Tags: []string{"own"}})
		second := d.add(uploader.Source{}, uploader.Metadata{Title: "Two"})
		other := "Week 2"
		d.engine.EditEach([]uploader.Edit{
			{ID: first, Change: uploader.Change{AddTags: []string{"first week"}}},
			{ID: "gone", Change: uploader.Change{Title: &other}},
			{ID: second, Change: uploader.Change{Title: &other, AddTags: []string{"first week"}}},
		})
		d.restart()
		byID := map[uploader.UploadID]uploader.Metadata{}
		for _, upload := range d.engine.Uploads() {
			byID[upload.ID] = upload.Metadata
		}
		if m := byID[first]; m.Title != "One" || !slices.Equal(m.Tags, []string{"own", "first week"}) {
			d.t.Errorf("the first is %+v", m)
		}
		if m := byID[second]; m.Title != "Week 2" || !slices.Equal(m.Tags, []string{"first week"}) {
			d.t.Errorf("the second is %+v", m)
		}
	})
}

package engine

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"slices"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

func TestAnEditOnTheWayReachesTheSite(t *testing.T) {
	in(t, func(d *desk) {
		source := d.file("a.mp4", 40*megabyte)
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		d.when(id, func(u uploader.Upload) bool { return u.Progress.Acked > 4*megabyte })
		title, publish := "Welcome to all", uploader.PublishWhenDone
		d.engine.Edit([]uploader.UploadID{id}, uploader.Change{Title: &title, Visibility: &publish})
		d.when(id, func(u uploader.Upload) bool { return len(u.Unconfirmed) == 2 })
		d.until(id, uploader.DonePublic)
		video := d.exactlyOne(source)
		if video.form.Get("title") != title || video.form.Get("publish") != "1" || !slices.Contains(d.site.calls, "photo/update-upload-token") {
			d.t.Errorf("%v", video.form)
		}
	})
}

func TestAnEditAfterArrivalReachesTheSite(t *testing.T) {
	in(t, func(d *desk) {
		source := d.file("a.mp4", 3*megabyte)
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.Finishing)
		early := "Typed while the answer was out"
		d.engine.Edit([]uploader.UploadID{id}, uploader.Change{Title: &early})
		d.until(id, uploader.DoneDraft)
		told := func(want string) func(uploader.Upload) bool {
			return func(u uploader.Upload) bool {
				return u.Metadata.Title == want && len(u.Unconfirmed) == 0 && u.State.Done()
			}
		}
		d.when(id, told(early))
		if got := d.exactlyOne(source).form.Get("title"); got != early {
			d.t.Errorf("the site holds %q", got)
		}
		later, publish := "Typed afterwards", uploader.PublishWhenDone
		d.engine.Edit([]uploader.UploadID{id}, uploader.Change{Title: &later, Visibility: &publish})
		d.when(id, func(u uploader.Upload) bool { return len(u.Unconfirmed) == 2 })
		time.Sleep(time.Minute)
		if got := d.exactlyOne(source).form.Get("title"); got != early {
			d.t.Errorf("half-typed words reached the site: %q", got)
		}
		d.engine.Update([]uploader.UploadID{id})
		d.until(id, uploader.DonePublic)
		d.when(id, told(later))
		if got := d.exactlyOne(source).form; got.Get("title") != later || got.Get("publish") != "1" {
			d.t.Errorf("the site holds %v", got)
		}
	})
}

func TestASiteThatPublishesUnaskedIsToldToThePersonAndNotFought(t *testing.T) {
	in(t, func(d *desk) {
		d.site.ignoresPublish = true
		id := d.add(d.file("a.mp4", megabyte), titled)
		d.engine.Start([]uploader.UploadID{id})
		done := d.until(id, uploader.DoneWarning, uploader.DoneDraft, uploader.DonePublic)
		if done.State != uploader.DoneWarning || done.Reason.Code != uploader.ReasonNotAsAsked || !slices.Contains(done.Reason.Fields, uploader.FieldVisibility) {
			d.t.Fatalf("%s %+v", done.State, done.Reason)
		}
		d.site.mu.Lock()
		d.site.ignoresPublish = false
		d.site.videos[0].form.Set("publish", "1")
		d.site.mu.Unlock()
		draft := uploader.Draft
		d.engine.Edit([]uploader.UploadID{id}, uploader.Change{Visibility: &draft})
		d.engine.Update([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
		if got := d.site.videos[0].form.Get("publish"); got != "0" {
			d.t.Errorf("made a draft, the site holds publish=%s", got)
		}
	})
}

func TestATokenThatEndsStartsAgainOnceAndThenAsks(t *testing.T) {
	in(t, func(d *desk) {
		source := d.file("a.mp4", 20*megabyte)
		ends := 2
		d.site.before = func(call string, form url.Values) (*http.Response, error) {
			if call == "photo/redeem-upload-token" && form.Get("resumableChunkNumber") == "3" && ends > 0 {
				ends--
				d.site.tokens[form.Get("upload_token")].ended = true
			}
			return nil, nil
		}
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		d.when(id, func(u uploader.Upload) bool {
			return u.Reason.Code == uploader.ReasonStartsAgain && u.State == uploader.Uploading
		})
		asked := d.until(id, uploader.Attention)
		if asked.Reason.Code != uploader.ReasonStartsAgain || len(d.site.tokens) != 2 {
			d.t.Fatalf("%+v after %d tokens", asked.Reason, len(d.site.tokens))
		}
		d.engine.UploadAgain(id)
		d.until(id, uploader.DoneDraft)
		d.exactlyOne(source)
	})
}

func TestAChangedFileStopsAndTheNewVersionIsThePersonsChoice(t *testing.T) {
	in(t, func(d *desk) {
		source := d.file("a.mp4", 40*megabyte)
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		d.when(id, func(u uploader.Upload) bool { return u.Progress.Acked > 4*megabyte })
		changed := d.file("a.mp4", 41*megabyte)
		stopped := d.until(id, uploader.Attention)
		if stopped.Reason.Code != uploader.ReasonChanged {
			d.t.Fatalf("%+v", stopped.Reason)
		}
		d.engine.NewFile(id, changed)
		d.until(id, uploader.DoneDraft)
		d.exactlyOne(changed)
	})
}

func TestAMissingFileComesBackByItselfOrIsFound(t *testing.T) {
	for _, way := range []string{"by itself", "found elsewhere"} {
		t.Run(way, func(t *testing.T) {
			in(t, func(d *desk) {
				source := d.file("a.mp4", megabyte)
				id := d.add(source, titled)
				moved := source
				moved.Path += ".away"
				if err := os.Rename(source.Path, moved.Path); err != nil {
					d.t.Fatal(err)
				}
				d.engine.Start([]uploader.UploadID{id})
				if stopped := d.until(id, uploader.Attention); stopped.Reason.Code != uploader.ReasonMissing {
					d.t.Fatalf("%+v", stopped.Reason)
				}
				if way == "by itself" {
					if err := os.Rename(moved.Path, source.Path); err != nil {
						d.t.Fatal(err)
					}
					moved = source
				} else {
					d.engine.NewFile(id, moved)
				}
				d.until(id, uploader.DoneDraft)
				d.exactlyOne(moved)
			})
		})
	}
}

func TestWithoutASignInTheAccountsVideosWaitAndGoOnAfterwards(t *testing.T) {
	in(t, func(d *desk) {
		d.session = func(context.Context, uploader.AccountID) (*Session, error) {
			return nil, &uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonNotSignedIn}}
		}
		first, second := d.add(d.file("a.mp4", 10), titled), d.add(d.file("b.mp4", 10), titled)
		d.engine.Start([]uploader.UploadID{first, second})
		d.until(first, uploader.WaitingSignIn)
		d.until(second, uploader.WaitingSignIn)
		d.session = d.signedIn
		d.engine.SignedIn(acme)
		d.until(first, uploader.DoneDraft)
		d.until(second, uploader.DoneDraft)
	})
}

var fourKeys = twentythree.OAuth{ConsumerKey: "a", ConsumerSecret: "b", Token: "c", TokenSecret: "d"}

func TestAWorkspaceWithoutTokensGetsTheFileInOnePost(t *testing.T) {
	in(t, func(d *desk) {
		d.credential, d.site.noTokens = fourKeys, true
		source := d.file("a.mp4", 9*megabyte)
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
		d.exactlyOne(source)
	})
}

func TestALostAnswerToOnePostIsLookedUp(t *testing.T) {
	in(t, func(d *desk) {
		d.credential, d.site.noTokens = fourKeys, true
		d.site.after = func(call string, _ url.Values) (*http.Response, error) {
			if call == "photo/upload" {
				return nil, errLost
			}
			return nil, nil
		}
		source := d.file("a.mp4", 9*megabyte)
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
		d.exactlyOne(source)
	})
}

func TestAPlaceholderIsMadeWithoutAFile(t *testing.T) {
	in(t, func(d *desk) {
		d.credential = fourKeys
		id := d.add(uploader.Source{}, uploader.Metadata{Title: "Summer party"})
		d.engine.Start([]uploader.UploadID{id})
		done := d.until(id, uploader.DonePlaceholder, uploader.Failed, uploader.Attention, uploader.DoneDraft)
		d.site.mu.Lock()
		defer d.site.mu.Unlock()
		if done.State != uploader.DonePlaceholder || len(d.site.videos) != 1 || d.site.videos[0].form.Get("publish") != "0" {
			d.t.Fatalf("%s %+v", done.State, done.Reason)
		}
	})
}

func TestAPlaceholderThatTheSignInCannotMakeSaysSoAndTakesItsFile(t *testing.T) {
	in(t, func(d *desk) {
		id := d.add(uploader.Source{}, uploader.Metadata{Title: "Summer party"})
		d.engine.Start([]uploader.UploadID{id})
		refused := d.until(id, uploader.DonePlaceholder, uploader.Failed, uploader.Attention, uploader.DoneDraft)
		if refused.State != uploader.Failed || refused.Reason.Code != uploader.ReasonNoPlaceholders || refused.Reason.Site == "" {
			d.t.Fatalf("%s %+v", refused.State, refused.Reason)
		}
		d.engine.NewFile(id, d.file("party.mp4", 2*megabyte))
		if done := d.until(id, uploader.DoneDraft); done.Metadata.Title != "Summer party" {
			d.t.Fatalf("with a file: %s %+v", done.State, done.Reason)
		}
	})
}

func TestFirstIsHonouredAtOnceAndNothingGoesTwice(t *testing.T) {
	in(t, func(d *desk) {
		var ids []uploader.UploadID
		for _, name := range []string{"a.mp4", "b.mp4", "c.mp4"} {
			ids = append(ids, d.add(d.file(name, 6*megabyte), uploader.Metadata{Title: "The film " + name}))
		}
		d.engine.Start(ids)
		d.until(ids[0], uploader.Uploading)
		d.engine.First(ids[2])
		for _, id := range ids {
			d.until(id, uploader.DoneDraft)
		}
		titles := []string{}
		for _, video := range d.site.videos {
			titles = append(titles, video.form.Get("title"))
		}
		if !slices.Equal(titles, []string{"The film c.mp4", "The film a.mp4", "The film b.mp4"}) {
			d.t.Errorf("%v", titles)
		}
		for number, times := range d.site.sent {
			if times != len(ids) {
				d.t.Errorf("chunk %d went %d times for %d files", number, times, len(ids))
			}
		}
	})
}

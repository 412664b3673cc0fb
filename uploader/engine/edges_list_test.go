package engine

import (
	"context"
	"net/http"
	"net/url"
	"testing"
	"testing/synctest"
	"time"

	"twentythree-uploader/uploader"
)

func (d *desk) now(id uploader.UploadID) uploader.Upload {
	d.t.Helper()
	for _, upload := range d.engine.Uploads() {
		if upload.ID == id {
			return upload
		}
	}
	d.t.Fatal("it is not in the list")
	return uploader.Upload{}
}

func (d *desk) edit(id uploader.UploadID, title string) {
	d.engine.Edit([]uploader.UploadID{id}, uploader.Change{Title: &title})
	d.engine.Update([]uploader.UploadID{id})
}

// hook changes how the site behaves while it may be at work.
func (d *desk) hook(before, after func(call string, form url.Values) (*http.Response, error)) {
	d.site.mu.Lock()
	defer d.site.mu.Unlock()
	d.site.before, d.site.after = before, after
}

func TestAVideoTakenOffTheListStaysOffItWhileItsEditIsOnTheWay(t *testing.T) {
	in(t, func(d *desk) {
		id := d.add(d.file("a.mp4", megabyte), titled)
		one := []uploader.UploadID{id}
		d.engine.Start(one)
		d.until(id, uploader.DoneDraft)
		d.edit(id, "Typed afterwards")
		time.Sleep(editPause + 300*time.Millisecond)
		d.engine.Remove(one)
		time.Sleep(5 * time.Second)
		if got := d.now(id); got.State != uploader.Removed {
			d.t.Fatalf("it is %s again", got.State)
		}
		d.engine.Restore(one)
		if got := d.now(id); got.State != uploader.DoneDraft || len(got.Unconfirmed) != 0 {
			d.t.Errorf("%s, unconfirmed %v", got.State, got.Unconfirmed)
		}
	})
}

func TestSigningOutLeavesAloneWhatIsPausedOrOffTheList(t *testing.T) {
	for state, do := range map[uploader.State]func(*Engine, []uploader.UploadID){uploader.Removed: (*Engine).Remove, uploader.Paused: (*Engine).Pause} {
		in(t, func(d *desk) {
			id := d.add(d.file("a.mp4", 40*megabyte), titled)
			d.engine.Start([]uploader.UploadID{id})
			d.until(id, uploader.Uploading)
			do(d.engine, []uploader.UploadID{id})
			d.engine.SignedOut(acme.ID)
			if got := d.now(id).State; got != state {
				d.t.Errorf("%s, not %s", got, state)
			}
		})
	}
}

func TestAFileThatIsFinishedWhileItIsOffTheListIsReadyWhenItComesBack(t *testing.T) {
	in(t, func(d *desk) {
		source := d.file("a.mp4", megabyte)
		early := source
		early.Size = 10
		ids, err := d.engine.Add(acme.ID, []Draft{{Source: early, Metadata: titled, Growing: true}})
		if err != nil {
			d.t.Fatal(err)
		}
		d.engine.UploadAgain(ids[0])
		d.engine.NewFile(ids[0], early)
		d.engine.Remove(ids)
		d.engine.Prepared(ids[0], source, uploader.Reason{})
		d.engine.Restore(ids)
		if got := d.now(ids[0]); got.State != uploader.Ready || got.Progress.Size != source.Size {
			d.t.Fatalf("%s, %d bytes", got.State, got.Progress.Size)
		}
		d.engine.Start(ids)
		d.until(ids[0], uploader.DoneDraft)
	})
}

func TestAnotherFileStartsNothingByItself(t *testing.T) {
	in(t, func(d *desk) {
		id := d.add(d.file("a.mp4", megabyte), titled)
		other := d.file("b.mp4", 2*megabyte)
		d.engine.NewFile(id, other)
		if got := d.now(id); got.State != uploader.Ready || got.Source.Path != other.Path {
			d.t.Errorf("%s with %s", got.State, got.Source.Name)
		}
		d.engine.Remove([]uploader.UploadID{id})
		d.engine.NewFile(id, other)
		d.engine.UploadAgain(id)
		if got := d.now(id).State; got != uploader.Removed {
			d.t.Error(got)
		}
		time.Sleep(time.Minute)
		if len(d.site.calls) != 0 {
			d.t.Errorf("calls %v", d.site.calls)
		}
	})
}

func TestAnUpdateOfAVideoThatIsOffTheListFollowsOnceItIsBack(t *testing.T) {
	in(t, func(d *desk) {
		id := d.add(d.file("a.mp4", 3*megabyte), titled)
		one := []uploader.UploadID{id}
		d.engine.Start(one)
		d.until(id, uploader.DoneDraft)
		d.engine.Remove(one)
		d.edit(id, "Typed afterwards")
		d.engine.Update(one)
		time.Sleep(time.Minute)
		d.engine.Restore(one)
		d.when(id, func(u uploader.Upload) bool { return u.State == uploader.DoneDraft && len(u.Unconfirmed) == 0 })
		time.Sleep(time.Minute)
		d.site.mu.Lock()
		defer d.site.mu.Unlock()
		if title := d.site.videos[0].form.Get("title"); title != "Typed afterwards" {
			d.t.Errorf("the site shows %q", title)
		}
	})
}

func TestAnotherFileWhereAVideoMayExistIsAskedAbout(t *testing.T) {
	in(t, func(d *desk) {
		source := d.file("a.mp4", 9*megabyte)
		d.site.after = func(call string, _ url.Values) (*http.Response, error) {
			if call == "photo/redeem-upload-token" && len(d.site.videos) == 1 {
				return nil, errLost
			}
			return nil, nil
		}
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.Checking)
		d.session = func(context.Context, uploader.AccountID) (*Session, error) {
			return nil, &uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonNotSignedIn}}
		}
		d.restart()
		clear(d.last)
		d.until(id, uploader.WaitingSignIn)
		// The sign-in at the start has it tried once more.
		synctest.Wait()
		other := d.file("b.mp4", 8*megabyte)
		d.engine.NewFile(id, other)
		d.session = d.signedIn
		d.engine.SignedIn(acme)
		if asked := d.until(id, uploader.Attention, uploader.DoneDraft); asked.Reason.Code != uploader.ReasonUnclearEnd {
			d.t.Fatalf("%s %s", asked.State, asked.Reason.Code)
		}
		d.engine.NewFile(id, other)
		d.engine.Retry([]uploader.UploadID{id})
		time.Sleep(time.Hour)
		d.exactlyOne(source)
		d.hook(nil, nil)
		d.engine.UploadAgain(id)
		d.until(id, uploader.DoneDraft)
	})
}

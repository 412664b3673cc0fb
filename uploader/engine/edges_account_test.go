package engine

import (
	"context"
	"net/http"
	"net/url"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"twentythree-uploader/uploader"
)

func refusedSession(code uploader.ReasonCode) (*Session, error) {
	return nil, &uploader.ReasonError{Reason: uploader.Reason{Code: code}}
}

func TestASignInWhileTheOldKeysAreRefusedIsNotForgotten(t *testing.T) {
	in(t, func(d *desk) {
		asked := 0
		d.session = func(ctx context.Context, id uploader.AccountID) (*Session, error) {
			if asked++; asked == 1 {
				time.Sleep(2 * time.Second)
				return refusedSession(uploader.ReasonWithdrawn)
			}
			return d.signedIn(ctx, id)
		}
		id := d.add(d.file("a.mp4", megabyte), titled)
		d.engine.Start([]uploader.UploadID{id})
		time.Sleep(time.Second)
		d.engine.SignedIn(acme)
		d.until(id, uploader.DoneDraft)
	})
}

func TestTryingOneVideoOfALockedAccountTriesAllOfThem(t *testing.T) {
	in(t, func(d *desk) {
		d.session = func(context.Context, uploader.AccountID) (*Session, error) {
			return refusedSession(uploader.ReasonKeyringLocked)
		}
		first, second := d.add(d.file("a.mp4", 10), titled), d.add(d.file("b.mp4", 10), titled)
		d.engine.Start([]uploader.UploadID{first, second})
		d.until(first, uploader.WaitingSignIn)
		d.until(second, uploader.WaitingSignIn)
		d.session = d.signedIn
		d.engine.Retry([]uploader.UploadID{second})
		d.until(first, uploader.DoneDraft)
		d.until(second, uploader.DoneDraft)
	})
}

func TestNothingIsSaidToMoveWhileThePasswordStoreAsksThePerson(t *testing.T) {
	in(t, func(d *desk) {
		answered := make(chan struct{})
		d.withheld = func(uploader.AccountID) uploader.Reason { return uploader.Reason{Code: uploader.ReasonKeyringLocked} }
		d.session = func(ctx context.Context, id uploader.AccountID) (*Session, error) {
			<-answered
			return d.signedIn(ctx, id)
		}
		id := d.add(d.file("a.mp4", megabyte), titled)
		d.engine.Start([]uploader.UploadID{id})
		synctest.Wait()
		d.bannerSettles()
		if got := d.last[id]; got.State != uploader.WaitingSignIn || got.Reason.Code != uploader.ReasonKeyringLocked {
			t.Errorf("while it asks the row is %s, %+v", got.State, got.Reason)
		}
		close(answered)
		d.until(id, uploader.DoneDraft)
	})
}

func TestASignInThatNeedsTheNetworkWaitsForIt(t *testing.T) {
	in(t, func(d *desk) {
		var back atomic.Bool
		d.session = func(ctx context.Context, id uploader.AccountID) (*Session, error) {
			if !back.Load() {
				return refusedSession(uploader.ReasonOffline)
			}
			return d.signedIn(ctx, id)
		}
		id := d.add(d.file("a.mp4", megabyte), titled)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.WaitingNetwork, uploader.Failed)
		time.Sleep(time.Minute)
		back.Store(true)
		if got := d.until(id, uploader.DoneDraft, uploader.Failed); got.State != uploader.DoneDraft {
			d.t.Error(got.Reason)
		}
	})
}

// busy answers every call with a busy site that asks for an hour.
func busy(string, url.Values) (*http.Response, error) {
	response := text(503, "text/plain", "later")
	response.Header.Set("Retry-After", "3600")
	return response, nil
}

// bannerSettles takes in what was told so far.
func (d *desk) bannerSettles() {
	synctest.Wait()
	nothing, cancel := context.WithCancel(context.Background())
	cancel()
	for {
		update, err := d.updates.Next(nothing)
		if err != nil {
			return
		}
		if update.Banner != nil {
			d.banner = *update.Banner
		}
		for _, u := range update.Uploads {
			d.last[u.ID] = u
		}
	}
}

func TestARowThatBeginsWhileTheSiteIsBusySaysSo(t *testing.T) {
	in(t, func(d *desk) {
		d.site.before = busy
		first, second := d.add(d.file("a.mp4", 10), titled), d.add(d.file("b.mp4", 10), titled)
		d.engine.Start([]uploader.UploadID{first})
		d.until(first, uploader.WaitingSite)
		d.bannerSettles()
		if d.banner.Code != uploader.ReasonBusy || d.banner.Site != acme.SiteName {
			d.t.Errorf("the banner says %+v", d.banner)
		}
		d.engine.Pause([]uploader.UploadID{first})
		d.until(first, uploader.Paused)
		d.engine.Start([]uploader.UploadID{second})
		d.until(second, uploader.Uploading, uploader.WaitingSite)
		time.Sleep(10 * time.Second)
		if got := d.now(second).State; got != uploader.WaitingSite {
			d.t.Errorf("it is %s", got)
		}
		d.engine.Pause([]uploader.UploadID{second})
		d.until(second, uploader.Paused)
		time.Sleep(10 * time.Second)
		d.bannerSettles()
		if !d.banner.IsZero() {
			d.t.Errorf("nothing is on its way, yet the banner says %+v", d.banner)
		}
		d.hook(nil, nil)
		d.engine.Resume([]uploader.UploadID{first, second})
		d.engine.Retry([]uploader.UploadID{first})
		d.until(second, uploader.DoneDraft)
	})
}

func TestABusySiteHoldsUpItsOwnAccountOnly(t *testing.T) {
	in(t, func(d *desk) {
		globex, other := acme, newFakeSite()
		globex.ID, globex.SiteName = "globex", "Globex Video"
		d.session = func(ctx context.Context, id uploader.AccountID) (*Session, error) {
			if id == globex.ID {
				return d.signedInOn(other)
			}
			return d.signedIn(ctx, id)
		}
		d.engine.SignedIn(globex)
		d.site.before = busy
		waits, behind := d.add(d.file("a.mp4", 10), titled), d.add(d.file("b.mp4", 10), titled)
		ids, err := d.engine.Add(globex.ID, []Draft{{Source: d.file("c.mp4", megabyte), Metadata: titled}})
		if err != nil {
			d.t.Fatal(err)
		}
		begun := time.Now()
		d.engine.Start([]uploader.UploadID{waits, behind, ids[0]})
		d.until(ids[0], uploader.DoneDraft)
		if took := time.Since(begun); took > time.Minute {
			d.t.Errorf("it waited %v", took)
		}
		if got := d.now(behind).State; got != uploader.Waiting {
			d.t.Errorf("a second upload to the busy site is %s", got)
		}
		d.hook(nil, nil)
		d.until(behind, uploader.DoneDraft)
	})
}

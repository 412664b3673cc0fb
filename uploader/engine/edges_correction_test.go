package engine

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

func TestACorrectionThatWasRefusedCanBeSentAgain(t *testing.T) {
	in(t, func(d *desk) {
		refuses := true
		d.site.before = func(call string, _ url.Values) (*http.Response, error) {
			if call == "photo/update" && refuses {
				return refusal(400, "invalid_input", "not now"), nil
			}
			return nil, nil
		}
		source := d.file("a.mp4", 3*megabyte)
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.Finishing)
		late := "Typed while the answer was out"
		d.engine.Edit([]uploader.UploadID{id}, uploader.Change{Title: &late})
		done := d.until(id, uploader.DoneWarning)
		if !slices.Contains(done.Unconfirmed, uploader.FieldTitle) {
			d.t.Fatalf("nothing is left to be told: %+v", done)
		}
		asked := len(d.site.calls)
		time.Sleep(time.Minute)
		if again := d.site.calls[asked:]; slices.Contains(again, "photo/update") {
			d.t.Errorf("sent again unasked: %v", again)
		}
		refuses = false
		d.engine.Update([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
		if got := d.exactlyOne(source).form.Get("title"); got != late {
			d.t.Errorf("the site holds %q", got)
		}
	})
}

func TestAnEditThatIsTakenBackTakesItsWarningAlong(t *testing.T) {
	in(t, func(d *desk) {
		id := d.add(d.file("a.mp4", 3*megabyte), uploader.Metadata{Title: "Welcome to Acme", Visibility: uploader.PublishWhenDone})
		one := []uploader.UploadID{id}
		d.engine.Start(one)
		d.until(id, uploader.DonePublic)
		d.session = func(context.Context, uploader.AccountID) (*Session, error) {
			return nil, &uploader.ReasonError{Reason: uploader.Reason{Code: uploader.ReasonNotSignedIn}}
		}
		draft, public := uploader.Draft, uploader.PublishWhenDone
		d.engine.Edit(one, uploader.Change{Visibility: &draft})
		d.engine.Update(one)
		d.until(id, uploader.DoneWarning)
		d.engine.Edit(one, uploader.Change{Visibility: &public})
		time.Sleep(time.Minute)
		d.session = d.signedIn
		d.engine.SignedIn(acme)
		d.until(id, uploader.DonePublic)
	})
}

func TestARestartBetweenACorrectionAndItsReadBackLeavesNoWarning(t *testing.T) {
	in(t, func(d *desk) {
		corrected := make(chan struct{}, 1)
		d.hook(nil, func(call string, _ url.Values) (*http.Response, error) {
			if call == "photo/update" {
				corrected <- struct{}{}
			}
			return nil, nil
		})
		id := d.add(d.file("a.mp4", 3*megabyte), titled)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.Finishing)
		late := "Typed while the answer was out"
		d.engine.Edit([]uploader.UploadID{id}, uploader.Change{Title: &late})
		<-corrected
		time.Sleep(100 * time.Millisecond)
		d.restart()
		if done := d.until(id, uploader.DoneDraft, uploader.DoneWarning); done.State != uploader.DoneDraft {
			d.t.Errorf("%s %+v though the site holds what was typed", done.State, done.Reason)
		}
	})
}

func TestAnEditThatASignInHoldsUpIsSaidAndCanBeSentAgain(t *testing.T) {
	in(t, func(d *desk) {
		refuses := true
		d.site.before = func(call string, _ url.Values) (*http.Response, error) {
			if call == "photo/update" && refuses {
				return refusal(401, "missing_authentication", "unknown or revoked"), nil
			}
			return nil, nil
		}
		source := d.file("a.mp4", 3*megabyte)
		id := d.add(source, titled)
		d.engine.Start([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
		later := "Typed afterwards"
		d.engine.Edit([]uploader.UploadID{id}, uploader.Change{Title: &later})
		d.engine.Update([]uploader.UploadID{id})
		shown := d.until(id, uploader.DoneWarning)
		if !slices.Contains(shown.Reason.Fields, uploader.FieldTitle) || !slices.Contains(shown.Unconfirmed, uploader.FieldTitle) {
			d.t.Fatalf("%+v", shown)
		}
		refuses = false
		d.engine.Update([]uploader.UploadID{id})
		d.until(id, uploader.DoneDraft)
		if got := d.exactlyOne(source).form.Get("title"); got != later {
			d.t.Errorf("the site holds %q", got)
		}
	})
}

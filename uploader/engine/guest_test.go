package engine

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// inAsGuest runs a test in virtual time on a desk whose account is an upload link for so many videos, which gives each the title "Interview".
func inAsGuest(t *testing.T, videos int, test func(d *desk)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		d := newDesk(t)
		const token = "0123456789abcdef0123456789abcdef01234567"
		d.site.tokens[token] = &fakeToken{form: url.Values{"title": {"Interview"}, "tags": {"guest"}, "publish": {"0"}}, more: videos - 1}
		account := acme
		account.Level, account.Invitation = "", &uploader.Invitation{
			From: "Acme press", Title: "Interview", Videos: videos, Ends: time.Now().Add(24 * time.Hour),
		}
		d.session = func(context.Context, uploader.AccountID) (*Session, error) {
			client := &http.Client{Transport: d.site}
			service, err := twentythree.New(twentythree.Config{Base: acme.BaseURL, HTTP: client, Upload: client})
			plain := func(text, _ []byte) ([]byte, error) { return text, nil }
			given := twentythree.UploadToken{Token: token, ValidUntil: account.Invitation.Ends, MaxUploads: videos}
			return &Session{Account: account, Client: service, Given: &given, Seal: plain, Open: plain}, err
		}
		test(d)
		d.onlyGuestCalls()
	})
}

// onlyGuestCalls wants nothing to have been asked that needs a sign-in.
func (d *desk) onlyGuestCalls() {
	d.t.Helper()
	for _, call := range d.site.calls {
		if call != "photo/redeem-upload-token" && call != "photo/update-upload-token" {
			d.t.Errorf("a guest asked for %s", call)
		}
	}
}

func (d *desk) guestSends(name string, size int, title string) uploader.UploadID {
	d.t.Helper()
	id := d.add(d.file(name, size), uploader.Metadata{Title: title})
	d.until(id, uploader.Ready)
	d.engine.Start([]uploader.UploadID{id})
	return id
}

func TestAGuestsVideoArrivesOnceUnderItsOwnTitle(t *testing.T) {
	inAsGuest(t, 1, func(d *desk) {
		id := d.guestSends("interview.mp4", 9*megabyte+17, "With the mayor")
		sent := d.until(id, uploader.DoneSent, uploader.Attention, uploader.Failed)
		if sent.State != uploader.DoneSent || len(sent.Unconfirmed) > 0 || len(d.site.videos) != 1 {
			d.t.Fatalf("%+v, %d videos", sent, len(d.site.videos))
		}
		if form := d.site.videos[0].form; form.Get("title") != "With the mayor" || form.Get("tags") != "guest" || form.Get("publish") != "0" {
			d.t.Errorf("the site holds %v", form)
		}
		want := []uploader.State{uploader.Ready, uploader.Waiting, uploader.Uploading, uploader.Finishing, uploader.DoneSent}
		if states := slices.Compact(slices.Clone(d.seen[id])); !slices.Equal(states, want) {
			d.t.Errorf("went through %v", states)
		}
	})
}

func TestALinksOwnTitleIsNotSentAgain(t *testing.T) {
	inAsGuest(t, 1, func(d *desk) {
		d.until(d.guestSends("interview.mp4", megabyte, "Interview"), uploader.DoneSent)
		if slices.Contains(d.site.calls, "photo/update-upload-token") {
			d.t.Error("the link was told its own title")
		}
	})
}

func TestALinkForThreeTakesNoFourth(t *testing.T) {
	inAsGuest(t, 3, func(d *desk) {
		var ids []uploader.UploadID
		for _, name := range []string{"a.mp4", "b.mp4", "c.mp4", "d.mp4", "e.mp4"} {
			ids = append(ids, d.guestSends(name, megabyte, "Film "+name))
		}
		for i, id := range ids {
			end := d.until(id, uploader.DoneSent, uploader.Attention, uploader.Failed)
			if i < 3 && end.State != uploader.DoneSent || i >= 3 && end.Reason.Code != uploader.ReasonGuestUsedUp {
				d.t.Errorf("video %d: %s %+v", i+1, end.State, end.Reason)
			}
		}
		if len(d.site.videos) != 3 {
			d.t.Errorf("%d videos", len(d.site.videos))
		}
		for i, video := range d.site.videos {
			if want := "Film " + string(rune('a'+i)) + ".mp4"; video.form.Get("title") != want {
				d.t.Errorf("video %d is called %q", i+1, video.form.Get("title"))
			}
		}
	})
}

func TestALinkThatSomebodyElseUsedUpIsSaidToBe(t *testing.T) {
	inAsGuest(t, 1, func(d *desk) {
		for _, token := range d.site.tokens {
			token.used = true
		}
		if end := d.until(d.guestSends("a.mp4", megabyte, "A"), uploader.Attention, uploader.Failed); end.Reason.Code != uploader.ReasonGuestUsedUp {
			d.t.Errorf("%+v", end.Reason)
		}
	})
}

func TestALinkEndsWhileTheFileIsOnItsWay(t *testing.T) {
	inAsGuest(t, 1, func(d *desk) {
		d.site.before = func(_ string, form url.Values) (*http.Response, error) {
			if form.Get("resumableChunkNumber") == "2" {
				d.shift.Store(int64(25 * time.Hour))
				for _, token := range d.site.tokens {
					token.ended = true
				}
			}
			return nil, nil
		}
		end := d.until(d.guestSends("a.mp4", 20*megabyte, "A"), uploader.Attention, uploader.Failed, uploader.DoneSent)
		if end.Reason.Code != uploader.ReasonGuestEnded || len(d.site.videos) > 0 {
			d.t.Errorf("%+v, %d videos", end.Reason, len(d.site.videos))
		}
	})
}

// TestAGuestsLostAnswerNeverMakesASecondVideo loses the answer to the last byte on a link that takes more than one.
func TestAGuestsLostAnswerNeverMakesASecondVideo(t *testing.T) {
	for name, size := range map[string]int{"one chunk": megabyte, "several chunks": 9 * megabyte} {
		t.Run(name, func(t *testing.T) {
			inAsGuest(t, 5, func(d *desk) {
				lost := false
				d.site.after = func(call string, _ url.Values) (*http.Response, error) {
					if strings.HasPrefix(call, "photo/redeem") && len(d.site.videos) == 1 && !lost {
						lost = true
						return nil, errLost
					}
					return nil, nil
				}
				id := d.guestSends("a.mp4", size, "A")
				end := d.until(id, uploader.Attention, uploader.Failed, uploader.DoneSent)
				if end.Reason.Code != uploader.ReasonGuestUnclear {
					d.t.Errorf("%s %+v", end.State, end.Reason)
				}
				d.engine.Retry([]uploader.UploadID{id})
				d.restart()
				time.Sleep(time.Hour)
				synctest.Wait()
				if len(d.site.videos) != 1 {
					d.t.Errorf("%d videos", len(d.site.videos))
				}
			})
		})
	}
}

// TestAGuestGoesOnAfterEveryEndOfTheProgram stops it once at each request of an upload.
func TestAGuestGoesOnAfterEveryEndOfTheProgram(t *testing.T) {
	const chunks = 4
	for stop := 1; stop <= chunks+2; stop++ {
		inAsGuest(t, 2, func(d *desk) {
			requests, reached := 0, make(chan struct{})
			d.site.arriving = func(string, url.Values) {
				if requests++; requests == stop {
					close(reached)
				}
			}
			id := d.guestSends("a.mp4", chunks*5*megabyte, "A film of its own")
			select {
			case <-reached:
			case <-time.After(time.Hour):
			}
			synctest.Wait()
			d.restart()
			end := d.until(id, uploader.DoneSent, uploader.Attention, uploader.Failed)
			if len(d.site.videos) != 1 {
				d.t.Errorf("stopped at request %d: %d videos, %s %+v", stop, len(d.site.videos), end.State, end.Reason)
			}
		})
	}
}

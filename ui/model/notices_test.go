package model

import (
	"fmt"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

// batch plays what a list goes through and collects what is told; the clock stands at begin and goes on as told.
type batch struct {
	notices  Notices
	now      time.Time
	settings uploader.Settings
	told     []Notice
}

func newBatch(count int) *batch {
	b := &batch{now: time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)}
	update := uploader.Update{Reset: true}
	for i := range count {
		update.Uploads = append(update.Uploads, uploader.Upload{ID: number(i), State: uploader.Ready, Account: "acme"})
	}
	b.notices.Take(update, b.now)
	return b
}

func number(i int) uploader.UploadID { return uploader.UploadID(fmt.Sprint(i)) }

func (b *batch) take(state uploader.State, numbers ...int) {
	var update uploader.Update
	for _, i := range numbers {
		upload := uploader.Upload{ID: number(i), State: state, Account: "acme"}
		if state == uploader.Attention {
			upload.Reason.Field = uploader.FieldTitle
		}
		update.Uploads = append(update.Uploads, upload)
	}
	b.notices.Take(update, b.now)
}

// pass lets time go by, a second at a time, and takes what is told.
func (b *batch) pass(seconds int) {
	for range seconds {
		b.now = b.now.Add(time.Second)
		if notice := b.notices.Next(b.now, b.settings); notice != (Notice{}) {
			b.told = append(b.told, notice)
		}
	}
}

func upTo(count int) (numbers []int) {
	for i := range count {
		numbers = append(numbers, i)
	}
	return numbers
}

func (b *batch) expect(t *testing.T, want ...Notice) {
	t.Helper()
	if fmt.Sprint(b.told) != fmt.Sprint(want) {
		t.Errorf("told %+v\nwant %+v", b.told, want)
	}
}

func TestThirtySmallFilesAreOneNotice(t *testing.T) {
	t.Parallel()
	b := newBatch(30)
	b.take(uploader.Waiting, upTo(30)...)
	for i := range 30 {
		b.take(uploader.Uploading, i)
		b.pass(1)
		b.take(uploader.Processing, i)
		b.pass(1)
	}
	b.take(uploader.DoneDraft, upTo(30)...)
	b.pass(600)
	b.expect(t, Notice{Uploaded: 30, Site: "acme"})
}

func TestFilesThatFollowEachOtherCloselyAreOneNotice(t *testing.T) {
	t.Parallel()
	b := newBatch(3)
	for i := range 3 {
		b.take(uploader.Waiting, i)
		b.take(uploader.DoneDraft, i)
		b.pass(2)
	}
	b.pass(60)
	b.expect(t, Notice{Uploaded: 3, Site: "acme"})
}

func TestNothingIsToldWhileTheWindowIsInFront(t *testing.T) {
	t.Parallel()
	b := newBatch(4)
	b.notices.Front(true)
	b.take(uploader.Waiting, upTo(4)...)
	b.take(uploader.Attention, 3)
	b.take(uploader.DoneDraft, 0, 1, 2)
	b.pass(60)
	b.notices.Front(false)
	b.pass(60)
	b.expect(t)
	b.take(uploader.Waiting, 3)
	b.take(uploader.DoneDraft, 3)
	b.pass(60)
	b.expect(t, Notice{Uploaded: 1, Site: "acme"})
}

func TestWhatArrivedBeforeThePersonWentAwayCounts(t *testing.T) {
	t.Parallel()
	b := newBatch(2)
	b.notices.Front(true)
	b.take(uploader.Waiting, 0, 1)
	b.take(uploader.DoneDraft, 0)
	b.pass(60)
	b.notices.Front(false)
	b.take(uploader.DoneDraft, 1)
	b.pass(60)
	b.expect(t, Notice{Uploaded: 2, Site: "acme"})
}

func TestAVideoThatNeedsSomebodyIsToldOnce(t *testing.T) {
	t.Parallel()
	b := newBatch(3)
	b.take(uploader.Waiting, upTo(3)...)
	b.take(uploader.Attention, 0)
	b.pass(60)
	b.take(uploader.Failed, 1)
	b.pass(60)
	b.take(uploader.DoneDraft, 2)
	b.pass(60)
	b.expect(t, Notice{Needing: 1, Title: true}, Notice{Needing: 1}, Notice{Uploaded: 1, Site: "acme"})
}

func TestWhatHappensTogetherIsToldTogether(t *testing.T) {
	t.Parallel()
	b := newBatch(3)
	b.take(uploader.Waiting, upTo(3)...)
	b.take(uploader.DoneDraft, 0, 1)
	b.take(uploader.Failed, 2)
	b.pass(60)
	b.expect(t, Notice{Uploaded: 2, Site: "acme", Needing: 1})
}

func TestSigningInAgainIsAskedForOnceUntilSomebodyHas(t *testing.T) {
	t.Parallel()
	b := newBatch(2)
	for range 2 {
		b.take(uploader.Waiting, 0, 1)
		b.take(uploader.WaitingSignIn, 0)
		b.pass(10)
		b.take(uploader.WaitingSignIn, 1)
		b.pass(60)
	}
	b.expect(t, Notice{SignIn: true}, Notice{SignIn: true})
}

func TestAPauseEndsNoBatch(t *testing.T) {
	t.Parallel()
	b := newBatch(2)
	b.take(uploader.Waiting, 0, 1)
	b.take(uploader.DoneDraft, 0)
	b.take(uploader.Paused, 1)
	b.pass(600)
	b.expect(t)
	b.take(uploader.Waiting, 1)
	b.take(uploader.DoneDraft, 1)
	b.pass(60)
	b.expect(t, Notice{Uploaded: 2, Site: "acme"})
}

func TestWhatNobodyWantsToHearIsNotTold(t *testing.T) {
	t.Parallel()
	b := newBatch(2)
	b.settings = uploader.Settings{SilentFinished: true, SilentNeeded: true}
	b.take(uploader.Waiting, 0, 1)
	b.take(uploader.DoneDraft, 0)
	b.take(uploader.WaitingSignIn, 1)
	b.pass(60)
	b.take(uploader.Failed, 1)
	b.pass(60)
	b.expect(t)
}

func TestTheStartOfTheProgramTellsNothing(t *testing.T) {
	t.Parallel()
	var b batch
	b.notices.Take(uploader.Update{Reset: true, Uploads: []uploader.Upload{{ID: "0", State: uploader.WaitingSignIn}, {ID: "1", State: uploader.DoneDraft}}}, b.now)
	b.pass(60)
	b.expect(t)
}

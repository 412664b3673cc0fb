package engine

import (
	"context"
	"errors"
	"testing"

	"twentythree-uploader/uploader"
)

func TestASubscriberGetsTheWholeAndThenWhatChanged(t *testing.T) {
	h := newHub()
	h.publish(uploader.Update{Uploads: []uploader.Upload{{ID: "a"}, {ID: "b"}}, Order: []uploader.UploadID{"b", "a"}})
	s := h.subscribe()
	first, err := s.Next(t.Context())
	if err != nil || !first.Reset || len(first.Uploads) != 2 || first.Uploads[0].ID != "b" || len(first.Order) != 2 {
		t.Fatalf("%+v %v", first, err)
	}
	h.publish(uploader.Update{Uploads: []uploader.Upload{{ID: "a", State: uploader.Waiting}}})
	h.publish(uploader.Update{Uploads: []uploader.Upload{{ID: "a", State: uploader.Uploading}}})
	h.publish(uploader.Update{Progress: map[uploader.UploadID]uploader.Progress{"a": {Acked: 1}}})
	h.publish(uploader.Update{Progress: map[uploader.UploadID]uploader.Progress{"a": {Acked: 2}}})
	next, err := s.Next(t.Context())
	if err != nil || next.Reset || len(next.Uploads) != 2 || next.Uploads[1].State != uploader.Uploading || next.Progress["a"].Acked != 2 {
		t.Fatalf("%+v %v", next, err)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Next(cancelled); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	h.close()
	if _, err := s.Next(t.Context()); !errors.Is(err, ErrClosed) {
		t.Fatal(err)
	}
}

func TestASubscriberThatSleepsGetsASnapshotInsteadOfEndlessChanges(t *testing.T) {
	h := newHub()
	h.publish(uploader.Update{Uploads: []uploader.Upload{{ID: "a"}}, Order: []uploader.UploadID{"a"}})
	s := h.subscribe()
	for range 2 * pendingLimit {
		h.publish(uploader.Update{Uploads: []uploader.Upload{{ID: "a", State: uploader.Uploading}}})
	}
	update, err := s.Next(t.Context())
	if err != nil || !update.Reset || len(update.Uploads) > pendingLimit+1 || update.Uploads[0].State != uploader.Uploading {
		t.Fatalf("reset %v with %d changes, %v", update.Reset, len(update.Uploads), err)
	}
}

func TestFiguresNeverGoBackBecauseASubscriberWasSlow(t *testing.T) {
	h := newHub()
	s := h.subscribe()
	h.publish(uploader.Update{Uploads: []uploader.Upload{{ID: "a"}}, Order: []uploader.UploadID{"a"}})
	h.publish(uploader.Update{Progress: map[uploader.UploadID]uploader.Progress{"a": {Acked: 1}}})
	h.publish(uploader.Update{Uploads: []uploader.Upload{{ID: "a", Progress: uploader.Progress{Acked: 2}}}})
	update, err := s.Next(t.Context())
	if older, held := update.Progress["a"]; err != nil || held || len(update.Uploads) != 2 {
		t.Fatalf("%+v after %+v, %v", older, update.Uploads, err)
	}
}

func TestWhatIsToldOnceReachesASubscriberThatSleeps(t *testing.T) {
	h := newHub()
	s := h.subscribe()
	h.publish(uploader.Update{Intake: []uploader.IntakeResult{{Batch: 7}}})
	for range pendingLimit + 1 {
		h.publish(uploader.Update{Uploads: []uploader.Upload{{ID: "a"}}})
	}
	update, err := s.Next(t.Context())
	if err != nil || len(update.Intake) != 1 || update.Intake[0].Batch != 7 {
		t.Fatalf("%+v, %v", update.Intake, err)
	}
}

func TestNewsOfLinksWaitForTheFirstListenerAndAreToldOnce(t *testing.T) {
	h := newHub()
	h.publish(uploader.Update{Links: []uploader.Link{{ID: "a"}}, LinkNews: []uploader.LinkNews{{Kind: uploader.LinkReceived, New: 2}}})
	h.publish(uploader.Update{LinkMakings: []uploader.LinkMaking{{Step: uploader.LinkUnclear}}})
	for listener, want := range []int{1, 0} {
		s := h.subscribe()
		update, err := s.Next(t.Context())
		if err != nil || len(update.Links) != 1 || len(update.LinkNews) != want || len(update.LinkMakings) != want {
			t.Errorf("listener %d: %+v, %v", listener, update, err)
		}
		h.publish(uploader.Update{LinkNews: []uploader.LinkNews{{Kind: uploader.LinkUnused}}})
		if update, err := s.Next(t.Context()); err != nil || len(update.LinkNews) != 1 || update.Links != nil {
			t.Errorf("listener %d: %+v, %v", listener, update, err)
		}
	}
}

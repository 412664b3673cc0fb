package main

import (
	"testing"
	"time"
)

func redeeming(method, chunk string, at int64, photo int64) request {
	return request{
		Time: time.UnixMilli(at), Took: 10, Method: method, Path: "/api/2/photo/redeem-upload-token", PhotoID: photo,
		Parameters: map[string]string{"resumableChunkNumber": chunk},
	}
}

func TestAskingForAChunkIsNotSendingIt(t *testing.T) {
	t.Parallel()
	requests := []request{redeeming("GET", "1", 0, 0), redeeming("POST", "1", 1, 0), redeeming("POST", "2", 2, 0)}
	if got := sentAgain(requests); got != 0 {
		t.Errorf("%d chunks were sent twice, but none was", got)
	}
	if got := sentAgain(append(requests, redeeming("POST", "1", 3, 0))); got != 1 {
		t.Errorf("%d chunks were sent twice, but one was", got)
	}
}

func TestAFileHasArrivedWithItsVideo(t *testing.T) {
	t.Parallel()
	requests := []request{redeeming("POST", "1", 100, 0), redeeming("POST", "2", 900, 7), redeeming("GET", "1", 50, 0)}
	first, done, is := arrived(requests)
	if !is || first.UnixMilli() != 50 || done.UnixMilli() != 910 {
		t.Errorf("from %d to %d (%v), but it went from 50 to 910", first.UnixMilli(), done.UnixMilli(), is)
	}
	if _, _, is := arrived(requests[:1]); is {
		t.Error("a file without a video has arrived")
	}
}

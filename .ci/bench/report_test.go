package main

import (
	"strings"
	"testing"
)

func measured(cell, peer string, run int, mbits float64) record {
	c, _ := cellNamed(cell)
	return record{Batch: "b", Run: run, Cell: cell, Peer: peer, Kind: c.kindFor(peer), Mbits: mbits, Share: mbits / c.link.Mbits}
}

func report(t *testing.T, records ...record) string {
	t.Helper()
	var text strings.Builder
	if err := writeReport(&text, records); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

func TestTheReportComparesWithinOneRun(t *testing.T) {
	t.Parallel()
	// Over all runs the medians are 3 and 30; run by run ours is 10, 15 and 6 times as fast.
	text := report(
		t,
		measured("loss05", "curl", 1, 1), measured("loss05", "ours", 1, 10),
		measured("loss05", "curl", 2, 3), measured("loss05", "ours", 2, 45),
		measured("loss05", "curl", 3, 5), measured("loss05", "ours", 3, 30),
	)
	for _, want := range []string{"10.00 (6.00–15.00)", "must ≥ 12 × curl: MISSED, goal 25: missed", "30.00 Mbit/s", "10.00–45.00"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

func TestWhatWasThrownAwayOrFailedDoesNotCount(t *testing.T) {
	t.Parallel()
	thrown, failed := measured("clean20", "ours", 2, 1), measured("clean20", "ours", 3, 1)
	thrown.Thrown, failed.Failure = true, "no"
	text := report(t, measured("clean20", "curl", 1, 94), measured("clean20", "ours", 1, 95.5), thrown, failed)
	for _, want := range []string{
		"1 (1 failed)", "95.50–95.50", "must ≥ 0.98 × curl: reached", "must ≥ 0.92 of the link: reached, goal 0.95: reached",
		"4 measurements, 1 of them failed, 1 thrown away",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

func TestOfChunksSentTwiceAndSecondsLessIsBetter(t *testing.T) {
	t.Parallel()
	again := measured("outages", "ours", 1, 15)
	again.Resent = 1
	slow := record{Batch: "b", Run: 1, Cell: "back", Peer: "ours", Kind: back, Seconds: 4}
	text := report(t, again, slow)
	for _, want := range []string{"must ≤ 0 chunks sent twice: MISSED", "must ≤ 5 s to the first new byte (p95): reached, goal 2: missed"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

func TestAnotherPeerIsHeldAgainstOurs(t *testing.T) {
	t.Parallel()
	text := report(t, measured("loss1", "window-5x5", 1, 4), measured("loss1", "ours", 1, 12))
	if want := "must ≥ 2 × it: reached, goal 4: missed"; !strings.Contains(text, want) {
		t.Errorf("%q is not in\n%s", want, text)
	}
}

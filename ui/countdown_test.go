package ui

import (
	"strings"
	"testing"
	"time"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
)

// TestTheCountdownIsOneNumberEverywhere lets seconds pass: row, banner and panel count down together, and the list binds no row for it.
func TestTheCountdownIsOneNumberEverywhere(t *testing.T) {
	now := uitest.Now()
	w, _ := newTestWindow(t, func(c *Config) { c.Now = func() time.Time { return now } })
	busy := uploader.Reason{Code: uploader.ReasonBusy, NextTry: now.Add(40 * time.Second)}
	update := uitest.Whole(uitest.Troubled())
	update.Banner = &busy
	w.Apply(update)
	open(w, "net")
	row := w.list.List().Row(w.queue.Index("net"))
	if text := allWords(w.content); !strings.Contains(text, "Acme Video is busy") {
		t.Errorf("the banner does not name the site: %s", text)
	}
	bound := row.Content().Actions
	bound[0].Words = "as it was bound"
	for _, passed := range []struct {
		after time.Duration
		want  string
	}{{0, "Trying again in 40 seconds."}, {time.Second, "Trying again in 39 seconds."}, {2 * time.Second, "Trying again in 38 seconds."}, {40 * time.Second, "Trying again now."}} {
		if now = uitest.Now().Add(passed.after); passed.after > 0 {
			clock(w).pass(time.Second)
		}
		if got := row.Content().Sentence; !strings.HasSuffix(got, passed.want) {
			t.Errorf("after %s the row says %q", passed.after, got)
		}
		if shown := strings.Count(allWords(w.content), passed.want); shown != 3 {
			t.Errorf("after %s %q stands %d times, want in row, banner and panel", passed.after, passed.want, shown)
		}
	}
	if w.list.List().Row(w.queue.Index("net")) != row || row.Content().Actions[0].Words != "as it was bound" {
		t.Error("counting down refreshes the list")
	}
	for _, timer := range clock(w).waiting {
		if !timer.cancelled && timer.after == time.Second {
			t.Error("it goes on counting after the instant has passed")
		}
	}
}

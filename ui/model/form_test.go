package model

import (
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

func titled(title string) uploader.Change { return uploader.Change{Title: &title} }

func newForm() *Form {
	return NewForm(uploader.Upload{ID: "one", Metadata: uploader.Metadata{Title: "Old", Description: "Before"}})
}

func snapshot(title, description string) uploader.Upload {
	return uploader.Upload{ID: "one", Metadata: uploader.Metadata{Title: title, Description: description}}
}

func TestOnlyWhatWasTypedIsSaved(t *testing.T) {
	t.Parallel()
	f := newForm()
	if _, some := f.Flush(time.Now()); some {
		t.Fatal("an untouched form saves something")
	}
	f.Edit(titled("New"))
	change, some := f.Flush(time.Now())
	if !some || change.Title == nil || *change.Title != "New" || change.Description != nil {
		t.Errorf("saved %+v", change)
	}
	if f.Unsaved() {
		t.Error("after saving something is unsaved")
	}
	if f.Edit(titled("New")) {
		t.Error("typing the same again counts as a change")
	}
}

// TestTypingIsNeverOverwritten walks through what can cross on its way between the keyboard and the engine.
func TestTypingIsNeverOverwritten(t *testing.T) {
	t.Parallel()
	f := newForm()
	f.Edit(titled("New"))
	f.Take(snapshot("Old", "From elsewhere"))
	if draft := f.Draft(); draft.Title != "New" || draft.Description != "From elsewhere" {
		t.Errorf("while typing: %+v", draft)
	}
	f.Flush(time.Now())
	f.Take(snapshot("Old", "From elsewhere"))
	if draft := f.Draft(); draft.Title != "New" {
		t.Errorf("a snapshot from before the saving brought back %q", draft.Title)
	}
	f.Edit(titled("New and more"))
	f.Take(snapshot("New", "From elsewhere"))
	if draft := f.Draft(); draft.Title != "New and more" {
		t.Errorf("the echo of the first saving brought back %q", draft.Title)
	}
	f.Flush(time.Now())
	f.Take(snapshot("New and more", "From elsewhere"))
	f.Take(snapshot("Changed by somebody else", "From elsewhere"))
	if draft := f.Draft(); draft.Title != "Changed by somebody else" {
		t.Errorf("once everything is saved, a newer title is not shown: %q", draft.Title)
	}
}

func TestEveryFieldFindsItsWay(t *testing.T) {
	t.Parallel()
	text, kept, when, visibility, zone := "x", true, time.Unix(1e9, 0), uploader.PublishOnDate, "Europe/Copenhagen"
	tags, categories := []string{"a b"}, []uploader.Category{{ID: "1", Title: "HR"}}
	whole := uploader.Change{
		Title: &text, TitleKept: &kept, Description: &text, Tags: &tags, Categories: &categories, Visibility: &visibility,
		PublishAt: &when, PublishZone: &zone, PastDateAccepted: &kept, CanonicalURL: &text, Owner: &text, Company: map[string]string{"dep": "x"},
	}
	f := NewForm(uploader.Upload{})
	f.Edit(whole)
	change, _ := f.Flush(time.Now())
	if got, want := change.Apply(uploader.Metadata{}), whole.Apply(uploader.Metadata{}); !got.Equal(want) || got.TitleKept != want.TitleKept || got.PublishZone != want.PublishZone || got.PastDateAccepted != want.PastDateAccepted {
		t.Errorf("typed %+v\nsaved %+v", want, got)
	}
}

func TestDatesAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	want := Day{2026, time.December, 4}
	for _, text := range []string{"2026-12-04", "2026-12-4", "4.12.2026", "04.12.26", " 4/12/2026 ", "4 12 2026", "4-12-2026"} {
		if got, ok := ParseDay(text); !ok || got != want {
			t.Errorf("%q is %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "tomorrow", "31.2.2026", "2026-13-01", "4.12", "12/31/2026", "00.00.0000"} {
		if got, ok := ParseDay(text); ok {
			t.Errorf("%q was read as %v", text, got)
		}
	}
	for text, want := range map[string]Clock{"9": {9, 0}, "09:00": {9, 0}, "9.30": {9, 30}, "0915": {9, 15}, "23h59": {23, 59}} {
		if got, ok := ParseClock(text); !ok || got != want {
			t.Errorf("%q is %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "24:00", "9:60", "noon", "9:5"} {
		if got, ok := ParseClock(text); ok {
			t.Errorf("%q was read as %v", text, got)
		}
	}
}

func FuzzParseDay(f *testing.F) {
	f.Add("2026-12-04")
	f.Add("4.12.26")
	f.Fuzz(func(t *testing.T, text string) {
		day, ok := ParseDay(text)
		if !ok {
			return
		}
		if again, ok := ParseDay(day.String()); !ok || again != day {
			t.Errorf("%q is %v, which reads as %v", text, day, again)
		}
	})
}

func FuzzParseClock(f *testing.F) {
	f.Add("09:00")
	f.Fuzz(func(t *testing.T, text string) {
		if clock, ok := ParseClock(text); ok && (clock.Hour < 0 || clock.Hour > 23 || clock.Minute < 0 || clock.Minute > 59) {
			t.Errorf("%q is %v", text, clock)
		}
	})
}

package app

import (
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

// turned is a clock that a test sets.
type turned struct{ at atomic.Pointer[time.Time] }

func (c *turned) set(at time.Time) { c.at.Store(&at) }
func (c *turned) now() time.Time   { return *c.at.Load() }

// finishedAs are videos that came to their end at the same moment, one of each kind.
func finishedAs(t *testing.T, at time.Time, states ...uploader.State) []uploader.Upload {
	t.Helper()
	uploads := make([]uploader.Upload, len(states))
	for i, state := range states {
		upload := arrivedAt(t, uploader.UploadID(state), at)
		upload.State = state
		switch state {
		case uploader.DonePlaceholder:
			upload.Source = uploader.Source{}
		case uploader.DoneWarning:
			upload.Reason = uploader.Reason{Code: uploader.ReasonNotAsAsked, Site: "Acme Video", Fields: []uploader.Field{uploader.FieldTitle}}
		}
		uploads[i] = upload
	}
	return uploads
}

func (a *App) listed() []uploader.UploadID {
	var ids []uploader.UploadID
	for _, upload := range a.engine.Uploads() {
		ids = append(ids, upload.ID)
	}
	return ids
}

func TestOnlyWhatIsReallyFinishedLeavesTheListOverMidnight(t *testing.T) {
	for name, evening := range map[string]time.Time{
		"any day":            time.Date(2026, 11, 21, 23, 58, 0, 0, time.Local),
		"the end of a month": time.Date(2027, 2, 28, 23, 58, 0, 0, time.Local),
		"the end of a year":  time.Date(2026, 12, 31, 23, 58, 0, 0, time.Local),
		"summer time ends":   time.Date(2026, 10, 25, 23, 58, 0, 0, time.Local),
	} {
		t.Run(name, func(t *testing.T) {
			stays := []uploader.State{uploader.Processing, uploader.DonePlaceholder, uploader.DoneWarning}
			leaves := []uploader.State{uploader.DoneDraft, uploader.DonePublic, uploader.DoneScheduled}
			folder := folderWith(t, finishedAs(t, evening, slices.Concat(stays, leaves)...)...)
			var clock turned
			clock.set(evening.Add(time.Minute))
			a, _ := openApp(t, Options{DataDir: folder, Now: clock.now})
			last := a.retire(pruning{})
			if got := a.listed(); len(got) != len(stays)+len(leaves) {
				t.Errorf("a minute before midnight the list holds %v", got)
			}
			for _, at := range []time.Time{evening.Add(3 * time.Minute), evening.AddDate(0, 0, 40)} {
				clock.set(at)
				last = a.retire(last)
				got := a.listed()
				if len(got) != len(stays) {
					t.Errorf("at %v the list holds %v", at, got)
				}
				for _, state := range stays {
					if !slices.Contains(got, uploader.UploadID(state)) {
						t.Errorf("at %v %s is gone from the list", at, state)
					}
				}
			}
		})
	}
}

func TestAClockThatIsSetBackTakesNothingOffTheList(t *testing.T) {
	noon := time.Date(2026, 12, 1, 12, 0, 0, 0, time.Local)
	var clock turned
	clock.set(noon)
	a, _ := openApp(t, Options{DataDir: folderWith(t, finishedAs(t, noon.Add(-time.Hour), uploader.DoneDraft, uploader.DonePlaceholder)...), Now: clock.now})
	last := a.retire(pruning{})
	for _, back := range []time.Duration{time.Minute, 13 * time.Hour, 400 * 24 * time.Hour} {
		clock.set(noon.Add(-back))
		last = a.retire(last)
		if got := a.listed(); len(got) != 2 {
			t.Errorf("set back by %v the list holds %v", back, got)
		}
	}
	clock.set(noon.AddDate(0, 0, 1))
	a.retire(last)
	if got := a.listed(); !slices.Equal(got, []uploader.UploadID{uploader.UploadID(uploader.DonePlaceholder)}) {
		t.Errorf("on the next day the list holds %v", got)
	}
}

//go:build trial

package trial

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// What the person says about all of the evening's videos at once. hrAlbum is the category's number at the demo site.
const (
	hrCategory = "HR"
	hrAlbum    = 8754251
	oneTag     = "first week"
)

// How often Tab is pressed in the panel of several videos: from where F6 enters it to the category, from there past the chip of the
// category to the tags, from the choice of a draft to that of a date, and, once there is something to take back, from where F6 enters it to
// "Change…". In the panel of one video: from the title past both chips to the choice of a draft.
const (
	enteredToCategory = 4
	categoryToTags    = 2
	draftToDate       = 2
	enteredToChange   = 9
	titleToDraft      = 6
)

// fillsInAll gives all videos that are still here a category, a tag and a date in one go, takes the tag back and brings it again, and
// makes one of them a draft again.
func (p person) fillsInAll(t *testing.T, draft string) {
	t.Helper()
	before := unsent(list(t, p.data))
	p.selectsUnsent(t)
	p.desk.picture(t, "batch-selected")
	p.desk.keys(t, "F6")
	p.desk.keys(t, slices.Repeat([]string{"Tab"}, enteredToCategory)...)
	p.desk.types(t, hrCategory)
	p.settled(t)
	p.desk.picture(t, "batch-category")
	p.desk.keys(t, "Return")
	p.allBecome(t, "the category", row.inHR)
	p.settled(t)
	p.desk.keys(t, slices.Repeat([]string{"Tab"}, categoryToTags)...)
	p.desk.types(t, oneTag)
	p.desk.keys(t, "Return")
	p.allBecome(t, "the tag once", row.taggedOnce)
	p.settled(t)
	p.desk.picture(t, "batch-tagged")

	p.desk.keys(t, "ctrl+z")
	p.allBecome(t, "no tag after one step back, and the category", func(r row) bool { return len(r.Metadata.Tags) == 0 && r.inHR() })
	p.settled(t)
	p.desk.picture(t, "batch-taken-back")
	p.desk.keys(t, "Tab", "ctrl+shift+z") // on the choice of a draft: the chip of the tag is gone
	p.allBecome(t, "the tag once again", row.taggedOnce)
	p.settled(t)
	p.desk.keys(t, slices.Repeat([]string{"Tab"}, draftToDate)...)
	p.desk.keys(t, "space")
	p.allBecome(t, "a date", row.onDate)
	p.settled(t)
	p.desk.picture(t, "batch-dated")

	p.openNamed(t, draft)
	p.choose(t, titleToDraft)
	p.becomes(t, draft, "no date", func(r row) bool { return r.Metadata.Visibility == "" })
	p.selectsUnsent(t)
	p.desk.keys(t, "F6")
	p.desk.keys(t, slices.Repeat([]string{"Tab"}, enteredToChange)...)
	p.settled(t)
	p.desk.picture(t, "batch-mixed")
	p.desk.keys(t, "Escape", "Escape")

	after := unsent(list(t, p.data))
	if len(after) != len(before) {
		t.Fatalf("%d rows were filled in, and %d are there", len(before), len(after))
	}
	for i, r := range after {
		name := r.Source.Name
		if name != before[i].Source.Name || r.Metadata.Title != before[i].Metadata.Title || r.Metadata.Description != before[i].Metadata.Description {
			t.Errorf("filling in all changed %+v into %+v", before[i], r)
		}
		if !r.inHR() || !r.taggedOnce() || r.onDate() == (name == draft) {
			t.Errorf("%s has %+v", name, r.Metadata)
		}
	}
	if sent := list(t, p.data)[0]; sent.State != "done_draft" || len(sent.Metadata.Tags)+len(sent.Metadata.Categories) > 0 || sent.Metadata.Visibility != "" {
		t.Errorf("the video that was not chosen has %+v", sent)
	}
}

// choose presses Tab so often and then the space bar.
func (p person) choose(t *testing.T, tabs int) {
	t.Helper()
	p.desk.keys(t, slices.Repeat([]string{"Tab"}, tabs)...)
	p.desk.keys(t, "space")
}

// selectsUnsent ticks all rows but the last one, which is sent.
func (p person) selectsUnsent(t *testing.T) {
	t.Helper()
	p.desk.keys(t, "Escape", "Escape", "Home", "ctrl+a", "End", "space")
	p.sees(t, fmt.Sprintf("Remove %d", len(unsent(list(t, p.data)))))
	p.settled(t)
}

// unsent are the rows that are still to be uploaded or asked about.
func unsent(rows []row) []row {
	return slices.DeleteFunc(rows, func(r row) bool { return r.State == "done_draft" })
}

// allBecome waits until the list on disk says of each video that is still here what it should.
func (p person) allBecome(t *testing.T, what string, good func(row) bool) {
	t.Helper()
	await(t, patience, "all rows to have "+what, func() bool {
		rows := unsent(list(t, p.data))
		return len(rows) > 0 && !slices.ContainsFunc(rows, func(r row) bool { return !good(r) })
	})
}

func (r row) inHR() bool {
	return len(r.Metadata.Categories) == 1 && r.Metadata.Categories[0].Title == hrCategory
}

func (r row) taggedOnce() bool { return slices.Equal(r.Metadata.Tags, []string{oneTag}) }

func (r row) onDate() bool {
	return r.Metadata.Visibility == "date" && r.Metadata.PublishAt.After(time.Now())
}

// mustHoldBatch checks that the site has what was said about all videos, and that it shows none of them before its date.
func (s *site) mustHoldBatch(t *testing.T, rows []row, names []string, draft string) {
	t.Helper()
	for _, name := range names {
		held := s.named(t, name)
		if !slices.Equal(held.Categories, []int64{hrAlbum}) || !slices.Equal(held.Tags, []string{oneTag}) {
			t.Errorf("%s is in the categories %v with the tags %q", name, held.Categories, held.Tags)
		}
		if held.Published || held.Scheduled == (name == draft) {
			t.Errorf("%s is published %v, scheduled %v", name, held.Published, held.Scheduled)
		}
		r, _ := named(rows, name)
		if held.Scheduled && (held.PublishDate == nil || !held.PublishDate.Equal(r.Metadata.PublishAt)) {
			t.Errorf("%s becomes public at %v, and its row says %v", name, held.PublishDate, r.Metadata.PublishAt)
		}
	}
	for _, held := range s.videos(t) {
		if held.Published {
			t.Errorf("%s is public, and nobody asked for it", held.FileName)
		}
	}
}

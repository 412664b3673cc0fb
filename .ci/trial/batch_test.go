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

// fillsInAll gives all videos that are still here a category, a tag and a date in one go, takes the tag back and brings it again, makes
// one of them a draft again, and fills in what is empty with a preset.
func (p person) fillsInAll(t *testing.T, names []string, draft string) {
	t.Helper()
	before := unsent(list(t, p.data))
	p.selectsUnsent(t)
	p.desk.picture(t, "batch-selected")
	p.putsIn(t, labelCategory, hrCategory, "the category", row.inHR)
	p.desk.picture(t, "batch-category")
	p.putsIn(t, labelTags, oneTag, "the tag once", row.taggedOnce)
	p.desk.picture(t, "batch-tagged")

	p.desk.keys(t, "Tab", "ctrl+z") // out of the field, which would take the key for itself
	p.allBecome(t, "no tag after one step back, and the category", func(r row) bool { return len(r.Metadata.Tags) == 0 && r.inHR() })
	p.settled(t)
	p.desk.picture(t, "batch-taken-back")
	p.desk.keys(t, "ctrl+shift+z")
	p.allBecome(t, "the tag once again", row.taggedOnce)
	p.picksUntil(t, choiceDate, func() bool { return p.all(t, row.onDate) })
	p.settled(t)
	p.desk.picture(t, "batch-dated")

	p.openNamed(t, draft)
	p.picksUntil(t, choiceDraft, func() bool {
		r, found := named(list(t, p.data), draft)
		return found && r.Metadata.Visibility == ""
	})
	p.selectsUnsent(t)
	p.inPartOfPanel(t, fmt.Sprintf("Mixed: Publish on a date (%d), Draft (1)", len(before)-1), 1, 1)
	p.desk.picture(t, "batch-mixed")

	p.describes(t, names[withOwnWords], ownWords)
	p.usesPreset(t, draft, names[withOwnWords])
	after := unsent(list(t, p.data))
	if len(after) != len(before) {
		t.Fatalf("%d rows were filled in, and %d are there", len(before), len(after))
	}
	for i, r := range after {
		name := r.Source.Name
		if name != before[i].Source.Name || r.Metadata.Title != before[i].Metadata.Title {
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

// putsIn types something that all chosen videos get into the field below a label, and waits until they have it.
func (p person) putsIn(t *testing.T, label, text, what string, good func(row) bool) {
	t.Helper()
	p.enters(t, label)
	p.desk.types(t, text)
	p.settled(t)
	p.desk.keys(t, "Return")
	p.allBecome(t, what, good)
	p.settled(t)
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
	await(t, patience, "all rows to have "+what, func() bool { return p.all(t, good) })
}

// all reports whether the list on disk says so of each video that is still here.
func (p person) all(t *testing.T, good func(row) bool) bool {
	t.Helper()
	rows := unsent(list(t, p.data))
	return len(rows) > 0 && !slices.ContainsFunc(rows, func(r row) bool { return !good(r) })
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

package model

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

var (
	hr       = uploader.Category{ID: "1", Title: "HR"}
	training = uploader.Category{ID: "3", Title: "Training"}
)

// four videos that agree in some things and not in others.
func four() []uploader.Upload {
	uploads := make([]uploader.Upload, 4)
	for i := range uploads {
		uploads[i] = uploader.Upload{ID: uploader.UploadID(fmt.Sprint("v", i)), Account: "acme", State: uploader.Ready, Source: uploader.Source{Name: fmt.Sprintf("day_%d.mp4", i+1)}}
		uploads[i].Metadata = uploader.Metadata{
			Title: fmt.Sprint("Day ", i+1), Tags: []string{"onboarding"}, Categories: []uploader.Category{hr}, Company: map[string]string{"department": "hr"},
		}
	}
	uploads[0].Metadata.Tags, uploads[1].Metadata.Tags = []string{"onboarding", "first week"}, []string{"First week", "Onboarding"}
	uploads[2].Metadata.Categories = append(uploads[2].Metadata.Categories, training)
	uploads[3].Metadata.Company = map[string]string{"department": "sales"}
	uploads[3].Metadata.Visibility = uploader.PublishOnDate
	uploads[3].Metadata.PublishAt = time.Date(2026, 12, 4, 8, 0, 0, 0, time.UTC)
	return uploads
}

func TestSeveralVideosSayWhatTheyShare(t *testing.T) {
	t.Parallel()
	b := NewBatch(four(), []string{"department"})
	if b.Title.Different != 4 || !b.Title.Mixed() || b.Description.Mixed() || b.Company["department"].Different != 2 {
		t.Errorf("titles %+v, descriptions %+v, departments %+v", b.Title, b.Description, b.Company)
	}
	inAll, inSome := b.Split(b.Tags)
	if len(inAll) != 1 || inAll[0].Name != "onboarding" || len(inSome) != 1 || inSome[0].Count != 2 {
		t.Errorf("tags in all %v, in some %v", inAll, inSome)
	}
	inAll, inSome = b.Split(b.Categories)
	if len(inAll) != 1 || inAll[0].Category != hr || len(inSome) != 1 || inSome[0].Category != training || inSome[0].Count != 1 {
		t.Errorf("categories in all %v, in some %v", inAll, inSome)
	}
	if want := []VisibilityCount{{uploader.Draft, 3}, {uploader.PublishOnDate, 1}}; !slices.Equal(b.Visibility, want) {
		t.Errorf("visible to %v", b.Visibility)
	}
	if _, mixed := b.Audience(); !mixed {
		t.Error("different choices look like one")
	}
	common := b.Common()
	if !slices.Equal(common.Tags, []string{"onboarding"}) || len(common.Categories) != 1 || common.Visibility != nil || common.Company != nil {
		t.Errorf("they share %+v", common)
	}
}

func TestVideosOnSeveralDatesHaveNone(t *testing.T) {
	t.Parallel()
	uploads := four()[2:]
	uploads[0].Metadata.Visibility, uploads[0].Metadata.PublishAt = uploader.PublishOnDate, uploads[1].Metadata.PublishAt
	if form, mixed := NewBatch(uploads, nil).Audience(); mixed || !form.PublishAt.Equal(uploads[1].Metadata.PublishAt) {
		t.Errorf("with one date the form says %+v", form)
	}
	uploads[0].Metadata.PublishAt = uploads[0].Metadata.PublishAt.Add(time.Hour)
	if form, mixed := NewBatch(uploads, nil).Audience(); mixed || !form.PublishAt.IsZero() || form.Visibility != uploader.PublishOnDate {
		t.Errorf("with two dates the form says %+v", form)
	}
}

func TestVideosOfSeveralAccountsHaveNone(t *testing.T) {
	t.Parallel()
	uploads := four()
	uploads[1].Account = "other"
	if b := NewBatch(uploads, nil); b.OneAccount || b.Account != "" {
		t.Errorf("one account %v, %q", b.OneAccount, b.Account)
	}
}

func TestTitlesAreCountedInTheOrderOfTheList(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 12, 4, 0, 0, 0, 0, time.UTC)
	got := NewBatch(four(), nil).Numbered("Week {number}: {file name}, {date}", 9, day)
	if got[0] != "Week 9: day 1, 2026-12-04" || got[3] != "Week 12: day 4, 2026-12-04" {
		t.Errorf("%q", got)
	}
}

func applied(uploads []uploader.Upload, edits []uploader.Edit) {
	for _, edit := range edits {
		for i := range uploads {
			if uploads[i].ID == edit.ID {
				uploads[i].Metadata = edit.Change.Apply(uploads[i].Metadata)
			}
		}
	}
}

func in(uploads []uploader.Upload) func(uploader.UploadID) (uploader.Upload, bool) {
	return func(id uploader.UploadID) (uploader.Upload, bool) {
		at := slices.IndexFunc(uploads, func(u uploader.Upload) bool { return u.ID == id })
		if at < 0 {
			return uploader.Upload{}, false
		}
		return uploads[at], true
	}
}

func TestABatchIsTakenBackAndDoneAgain(t *testing.T) {
	t.Parallel()
	uploads, text, publish := four(), "For new colleagues.", uploader.PublishWhenDone
	r := NewRewrite(uploads, func(int, uploader.Upload) uploader.Change {
		return uploader.Change{Description: &text, Visibility: &publish, AddTags: []string{"first week"}, RemoveCategories: []uploader.Category{training}}
	})
	applied(uploads, r.Edits())
	if b := NewBatch(uploads, nil); b.Description.Value != text || len(b.Categories) != 1 || b.Tags[0].Count != 4 || b.Tags[1].Count != 4 {
		t.Fatalf("%+v", b)
	}
	applied(uploads, r.Back(in(uploads)))
	for i, upload := range uploads {
		if want := four()[i].Metadata; !upload.Metadata.Equal(want) {
			t.Errorf("taken back, video %d is %+v, not %+v", i, upload.Metadata, want)
		}
	}
	applied(uploads, r.Forth(in(uploads)))
	if b := NewBatch(uploads, nil); b.Description.Value != text || b.Visibility[0].Count != 4 {
		t.Errorf("done again: %+v", b)
	}
}

func TestTakingBackLeavesWhatWasTypedSince(t *testing.T) {
	t.Parallel()
	uploads, text := four(), "For all."
	r := NewRewrite(uploads, func(int, uploader.Upload) uploader.Change {
		return uploader.Change{Description: &text, AddTags: []string{"new"}}
	})
	applied(uploads, r.Edits())
	own := "Only for the first."
	uploads[0].Metadata = uploader.Change{Description: &own, AddTags: []string{"typed since"}}.Apply(uploads[0].Metadata)
	applied(uploads, r.Back(in(uploads[:3])))
	if m := uploads[0].Metadata; m.Description != own || !slices.Contains(m.Tags, "typed since") || slices.Contains(m.Tags, "new") {
		t.Errorf("the first is %+v", m)
	}
	if uploads[1].Metadata.Description != "" || uploads[3].Metadata.Description != text {
		t.Error("the others are not taken back, or one that is gone is")
	}
}

func TestTakingBackDoesNotWaitForTheEngine(t *testing.T) {
	t.Parallel()
	uploads, text := four(), "For all."
	seen := four() // as the list still shows them
	r := NewRewrite(uploads, func(int, uploader.Upload) uploader.Change {
		return uploader.Change{Description: &text, AddTags: []string{"new"}}
	})
	applied(uploads, r.Edits())
	applied(uploads, r.Back(in(seen)))
	for i, upload := range uploads {
		if !upload.Metadata.Equal(four()[i].Metadata) {
			t.Errorf("video %d is %+v", i, upload.Metadata)
		}
	}
}

func TestAChangeThatChangesNothingIsNoStep(t *testing.T) {
	t.Parallel()
	if nothing := NewRewrite(four(), func(int, uploader.Upload) uploader.Change { return uploader.Change{RemoveTags: []string{"none"}} }); nothing.Len() != 0 {
		t.Error("a change that changes nothing counts")
	}
}

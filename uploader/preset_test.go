package uploader_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

func onboarding() uploader.Filling {
	publish := uploader.PublishWhenDone
	return uploader.Filling{
		Title: "Onboarding: {file name}, {date}", Description: "For new colleagues.", Categories: []uploader.Category{{ID: "1", Title: "HR"}},
		Tags: []string{"first week"}, Visibility: &publish, Company: map[string]string{"department": "hr", "campaign": "spring"},
	}
}

func untouched() uploader.Upload {
	return uploader.Upload{Source: uploader.Source{Path: "/v/day_one.mp4", Name: "day_one.mp4"}, Metadata: uploader.Metadata{Title: "day one"}}
}

func TestAPresetFillsOnlyWhatIsEmpty(t *testing.T) {
	t.Parallel()
	upload := untouched()
	upload.Metadata.Tags, upload.Metadata.Company = []string{"own"}, map[string]string{"department": "sales"}
	way := uploader.FillWay{Day: noon}
	m := onboarding().Fill(upload, way).Apply(upload.Metadata)
	if m.Title != "Onboarding: day one, 2026-12-04" || m.Description != "For new colleagues." || len(m.Categories) != 1 {
		t.Errorf("empty fields are not filled: %+v", m)
	}
	if !slices.Equal(m.Tags, []string{"own"}) || m.Company["department"] != "sales" || m.Company["campaign"] != "spring" {
		t.Errorf("what was typed is not kept: %v %v", m.Tags, m.Company)
	}
	if m.Visibility != uploader.Draft {
		t.Error("a draft goes public although nobody asked for replacing")
	}
	upload.Metadata = m
	if again := onboarding().Fill(upload, way); !again.IsZero() {
		t.Errorf("filling a second time changes %+v", again)
	}
	upload.Metadata.Title = "My own title"
	if change := onboarding().Fill(upload, way); change.Title != nil {
		t.Errorf("a typed title becomes %q", *change.Title)
	}
	kept := untouched()
	kept.Metadata.TitleKept = true
	if change := onboarding().Fill(kept, way); change.Title != nil {
		t.Errorf("a file name that somebody wants becomes %q", *change.Title)
	}
}

func TestAPresetReplacesWhenAsked(t *testing.T) {
	t.Parallel()
	upload := untouched()
	upload.Metadata = filled()
	m := onboarding().Fill(upload, uploader.FillWay{Replace: true, Day: noon}).Apply(upload.Metadata)
	if m.Visibility != uploader.PublishWhenDone || !slices.Equal(m.Tags, []string{"first week"}) || m.Company["department"] != "hr" {
		t.Errorf("not everything is replaced: %+v", m)
	}
	if m.CanonicalURL != upload.Metadata.CanonicalURL {
		t.Error("a field that the preset does not name changes")
	}
}

func TestTheEndingOfDescriptionsStays(t *testing.T) {
	t.Parallel()
	upload := untouched()
	upload.Metadata.Description = "Questions? hr@acme.com"
	way := uploader.FillWay{Ending: "Questions? hr@acme.com", Day: noon}
	m := onboarding().Fill(upload, way).Apply(upload.Metadata)
	if m.Description != "For new colleagues.\n\nQuestions? hr@acme.com" {
		t.Errorf("the description is %q", m.Description)
	}
	upload.Metadata.Description = "My text.\n\nQuestions? hr@acme.com"
	if change := onboarding().Fill(upload, way); change.Description != nil {
		t.Errorf("a typed description becomes %q", *change.Description)
	}
}

func TestAPresetIsReadBackAsItWasWritten(t *testing.T) {
	t.Parallel()
	for _, preset := range []uploader.Preset{
		{Name: "HR onboarding", Filling: onboarding()},
		{Name: "nothing"},
		{Name: "none of both", Filling: uploader.Filling{Tags: []string{}, Categories: []uploader.Category{}}},
	} {
		text, err := json.Marshal(preset)
		if err != nil {
			t.Fatal(err)
		}
		var read uploader.Preset
		if err := json.Unmarshal(text, &read); err != nil || !reflect.DeepEqual(read, preset) {
			t.Errorf("%s is read as %+v: %v", text, read, err)
		}
	}
}

func FuzzFillTitle(f *testing.F) {
	f.Add("Week {number}", "a {date}")
	f.Add("{file name} {x} {", "day one")
	f.Fuzz(func(t *testing.T, pattern, name string) {
		title := uploader.FillTitle(pattern, uploader.TitlePlaces{FileName: name, Day: time.Date(2026, 12, 4, 0, 0, 0, 0, time.UTC), Number: 7})
		if !strings.Contains(pattern, "{") && title != strings.TrimSpace(pattern) {
			t.Errorf("%q without a place becomes %q", pattern, title)
		}
		if title != strings.TrimSpace(title) {
			t.Errorf("%q has spaces at its ends", title)
		}
	})
}

func TestATagIsAddedToWhatIsThere(t *testing.T) {
	t.Parallel()
	m := filled()
	change := uploader.Change{
		AddTags: []string{"HR", "safety"}, RemoveTags: []string{"First week"},
		AddCategories: []uploader.Category{{ID: "7", Title: "called differently"}, {ID: "9", Title: "News"}}, RemoveCategories: []uploader.Category{{ID: "8"}},
	}
	got := change.Apply(m)
	if !slices.Equal(got.Tags, []string{"hr", "safety"}) {
		t.Errorf("tags are %v", got.Tags)
	}
	if len(got.Categories) != 2 || got.Categories[0].Title != "HR" || got.Categories[1].ID != "9" {
		t.Errorf("categories are %v", got.Categories)
	}
	if len(m.Tags) != 2 || len(m.Categories) != 2 {
		t.Error("what it was applied to changed")
	}
	if change.IsZero() || !(uploader.Change{}).IsZero() {
		t.Error("an empty change is not told from one that changes something")
	}
}

func TestAChangeOfAllFieldsMakesTheSameVideo(t *testing.T) {
	t.Parallel()
	from, to := filled(), uploader.Metadata{Title: "Other", TitleKept: true}
	if got := to.Change(from.Differs(to)...).Apply(from); !got.Equal(to) || !got.TitleKept {
		t.Errorf("%+v", got)
	}
	if got := from.Change(to.Differs(from)...).Apply(to); !got.Equal(from) || got.PublishZone != from.PublishZone {
		t.Errorf("%+v", got)
	}
}

package sheet

import (
	"slices"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

func video(id uploader.UploadID, name string, state uploader.State) uploader.Upload {
	return uploader.Upload{
		ID: id, Account: "acme", Source: uploader.Source{Name: name, Size: 1}, State: state,
		Metadata: uploader.Metadata{Title: "A title", Tags: []string{"old"}},
	}
}

// sample is a list of four videos and a placeholder.
func sample() List {
	placeholder := uploader.Upload{ID: "place", Account: "acme", State: uploader.Ready, Metadata: uploader.Metadata{Title: "Interview"}}
	return List{
		Uploads: []uploader.Upload{
			video("film", "Film Å.mp4", uploader.Ready), video("same1", "same.mov", uploader.Ready), video("same2", "same.mov", uploader.Ready),
			video("sent", "sent.mp4", uploader.DoneDraft), placeholder,
		},
		Categories: func(uploader.AccountID) ([]uploader.Category, bool) {
			return []uploader.Category{{ID: "1", Title: "HR"}, {ID: "2", Title: "News, daily"}}, true
		},
		Zone:  func(uploader.AccountID) string { return "Europe/Copenhagen" },
		Local: time.UTC, Now: time.Date(2026, 11, 21, 20, 0, 0, 0, time.UTC),
	}
}

// about is what one line of cells says, in the order of the template's columns.
func about(t *testing.T, list List, cells ...string) uploader.SheetLine {
	t.Helper()
	for len(cells) < len(uploader.SheetFields()) {
		cells = append(cells, "")
	}
	table := Table{Headings: make([]string, len(cells)), Lines: []Line{{Number: 2, Cells: cells}}}
	return table.Match(uploader.SheetFields(), list)[0]
}

func TestALineFindsItsVideo(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]struct {
		id   uploader.UploadID
		miss uploader.SheetMiss
	}{
		"Film Å.mp4": {id: "film"}, "FILM å": {id: "film"}, "film A\u030a.MP4": {id: "film"}, `C:\Videos\Film Å.mp4`: {id: "film"},
		"interview": {id: "place"}, "same.mov": {miss: uploader.SheetSeveral}, "sent": {miss: uploader.SheetArrived},
		"other.mp4": {miss: uploader.SheetNoVideo}, "": {miss: uploader.SheetNoName}, "Film Å.mov": {miss: uploader.SheetNoVideo},
	} {
		if line := about(t, sample(), name); line.Upload != want.id || line.Miss != want.miss {
			t.Errorf("%q: %q, %q", name, line.Upload, line.Miss)
		}
	}
	table := Table{Headings: []string{"file"}, Lines: []Line{{2, []string{"film å"}}, {3, []string{"Film Å.mp4"}}}}
	if lines := table.Match([]uploader.Field{uploader.FieldFileName}, sample()); lines[1].Miss != uploader.SheetTwice {
		t.Errorf("the second line about a video: %+v", lines[1])
	}
}

func TestALineChangesWhatItSaysAndNothingElse(t *testing.T) {
	t.Parallel()
	line := about(t, sample(), "film å", " New\ttitle ", "One\ntwo", "first week; second, first week", "hr, Sales", "Publish on a date", "4.12.2026 09:00")
	want := []uploader.Field{
		uploader.FieldTitle, uploader.FieldDescription, uploader.FieldCategories, uploader.FieldTags, uploader.FieldVisibility, uploader.FieldPublishAt,
	}
	if !slices.Equal(line.Fields, want) {
		t.Fatalf("it changes %v", line.Fields)
	}
	after := line.Change.Apply(uploader.Metadata{})
	if after.Title != "New title" || after.Description != "One\ntwo" || !slices.Equal(after.Tags, []string{"first week", "second"}) ||
		len(after.Categories) != 1 || after.Categories[0].ID != "1" || after.PublishZone != "Europe/Copenhagen" ||
		!after.PublishAt.Equal(time.Date(2026, 12, 4, 8, 0, 0, 0, time.UTC)) {
		t.Errorf("%+v", after)
	}
	if len(line.Unread) != 1 || line.Unread[0] != (uploader.SheetCell{Field: uploader.FieldCategories, Text: "Sales", Why: uploader.SheetCellCategory}) {
		t.Errorf("not understood: %+v", line.Unread)
	}
	if same := about(t, sample(), "film å", "A title", "", "old"); len(same.Fields) != 0 || same.Change.Title != nil {
		t.Errorf("what is so already is changed: %+v", same)
	}
	if comma := about(t, sample(), "film å", "", "", "", "news, DAILY"); len(comma.Unread) != 0 || len(comma.Fields) != 1 {
		t.Errorf("a category with a comma in its name: %+v", comma)
	}
}

// TestNothingGoesPublicInDoubt asserts that a cell which is not sure leaves the video a draft.
func TestNothingGoesPublicInDoubt(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		who, when string
		why       uploader.SheetCellProblem
	}{
		{"yes", "", uploader.SheetCellVisibility},
		{"1", "2026-12-04", uploader.SheetCellVisibility},
		{"publish", "soon", uploader.SheetCellDate},
		{"", "3/4/2027", uploader.SheetCellTwoDates},
		{"Publish on a date", "", uploader.SheetCellNoDate},
		{"Entwurf", "2026-12-04", uploader.SheetCellUnused},
		{"udgiv", "2026-01-04", uploader.SheetCellPassed},
	} {
		line := about(t, sample(), "film å", "", "", "", "", row.who, row.when)
		if len(line.Fields) != 0 || len(line.Unread) != 1 || line.Unread[0].Why != row.why {
			t.Errorf("%q, %q: changes %v, not understood %+v", row.who, row.when, line.Fields, line.Unread)
		}
	}
	for who, want := range map[string]uploader.Visibility{
		"Udgiv": uploader.PublishWhenDone, "VERÖFFENTLICHEN": uploader.PublishWhenDone, "Publish when done": uploader.PublishWhenDone,
	} {
		line := about(t, sample(), "film å", "", "", "", "", who)
		if line.Change.Visibility == nil || *line.Change.Visibility != want {
			t.Errorf("%q: %+v", who, line)
		}
	}
	forbidden := sample()
	forbidden.DraftsOnly = true
	if line := about(t, forbidden, "film å", "", "", "", "", "publish"); len(line.Fields) != 0 || line.Unread[0].Why != uploader.SheetCellNotAllowed {
		t.Errorf("against the organisation's rule: %+v", line)
	}
	hurried := sample()
	hurried.Categories = func(uploader.AccountID) ([]uploader.Category, bool) { return nil, false }
	if line := about(t, hurried, "film å", "", "", "", "HR"); line.Unread[0].Why != uploader.SheetCellCategories {
		t.Errorf("before the categories are known: %+v", line)
	}
}

func TestAPublishingDateSaysAlsoThatItIsPublished(t *testing.T) {
	t.Parallel()
	list := sample()
	list.Zone = func(uploader.AccountID) string { return "" }
	line := about(t, list, "film å", "", "", "", "", "", "2026-12-04 09:00")
	if line.Change.Visibility == nil || *line.Change.Visibility != uploader.PublishOnDate || *line.Change.PublishZone != "" ||
		!line.Change.PublishAt.Equal(time.Date(2026, 12, 4, 9, 0, 0, 0, time.UTC)) {
		t.Errorf("%+v", line)
	}
}

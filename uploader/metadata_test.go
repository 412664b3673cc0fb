package uploader_test

import (
	"reflect"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

var noon = time.Date(2026, 12, 4, 12, 0, 0, 0, time.UTC)

func filled() uploader.Metadata {
	return uploader.Metadata{
		Title: "Welcome", Description: "Two\nlines", Tags: []string{"first week", "hr"},
		Categories: []uploader.Category{{ID: "7", Title: "HR"}, {ID: "8", Title: "IT"}}, Visibility: uploader.PublishOnDate,
		PublishAt: noon, PublishZone: "Europe/Copenhagen", CanonicalURL: "https://acme.com/v", Owner: "9",
		Company: map[string]string{"department": "HR"},
	}
}

func TestValidateNamesEveryProblem(t *testing.T) {
	t.Parallel()
	definitions := []uploader.FieldDefinition{
		{Key: "department", Kind: uploader.FieldChoice, Choices: []string{"HR", "IT"}, Required: uploader.RequiredBeforeUpload},
		{Key: "campaign", Kind: uploader.FieldText, Required: uploader.RequiredBeforePublishing},
		{Key: "length", Kind: uploader.FieldNumber},
		{Key: "filmed", Kind: uploader.FieldDate},
		{Key: "internal", Kind: uploader.FieldYesNo},
	}
	problem := func(field uploader.Field, code uploader.ProblemCode, value string) []uploader.Problem {
		return []uploader.Problem{{Field: field, Code: code, Value: value}}
	}
	company := uploader.CompanyField
	for name, c := range map[string]struct {
		change func(*uploader.Metadata)
		want   []uploader.Problem
	}{
		"all is well":           {func(*uploader.Metadata) {}, nil},
		"no title":              {func(m *uploader.Metadata) { m.Title = " \t" }, problem(uploader.FieldTitle, uploader.ProblemMissing, "")},
		"a camera's name":       {func(m *uploader.Metadata) { m.Title = "IMG 2041" }, problem(uploader.FieldTitle, uploader.ProblemCameraName, "IMG 2041")},
		"a camera's name, kept": {func(m *uploader.Metadata) { m.Title, m.TitleKept = "IMG 2041", true }, nil},
		"two lines in a title":  {func(m *uploader.Metadata) { m.Title = "a\nb" }, problem(uploader.FieldTitle, uploader.ProblemUnprintable, "a\nb")},
		"a quote in a tag":      {func(m *uploader.Metadata) { m.Tags = []string{"ok", `a "b"`} }, problem(uploader.FieldTags, uploader.ProblemTagQuote, `a "b"`)},
		"no date":               {func(m *uploader.Metadata) { m.PublishAt = time.Time{} }, problem(uploader.FieldPublishAt, uploader.ProblemNoDate, "")},
		"a date in the past": {
			func(m *uploader.Metadata) { m.PublishAt = noon.Add(-2 * time.Hour) }, problem(uploader.FieldPublishAt, uploader.ProblemPastDate, ""),
		},
		"a date in the past, meant": {func(m *uploader.Metadata) { m.PublishAt, m.PastDateAccepted = noon.Add(-2*time.Hour), true }, nil},
		"a date in the past that does not count": {
			func(m *uploader.Metadata) { m.PublishAt, m.Visibility = noon.Add(-2*time.Hour), uploader.Draft }, nil,
		},
		"no web address":               {func(m *uploader.Metadata) { m.CanonicalURL = "acme.com/v" }, problem(uploader.FieldCanonicalURL, uploader.ProblemWebAddress, "acme.com/v")},
		"a script":                     {func(m *uploader.Metadata) { m.CanonicalURL = "javascript:alert(1)" }, problem(uploader.FieldCanonicalURL, uploader.ProblemWebAddress, "javascript:alert(1)")},
		"a web address without a host": {func(m *uploader.Metadata) { m.CanonicalURL = "https:///v" }, problem(uploader.FieldCanonicalURL, uploader.ProblemWebAddress, "https:///v")},
		"a required field is empty":    {func(m *uploader.Metadata) { m.Company["department"] = " " }, problem(company("department"), uploader.ProblemMissing, " ")},
		"none of the choices":          {func(m *uploader.Metadata) { m.Company["department"] = "Sales" }, problem(company("department"), uploader.ProblemNotAChoice, "Sales")},
		"required for publishing":      {func(m *uploader.Metadata) { delete(m.Company, "campaign") }, problem(company("campaign"), uploader.ProblemMissing, "")},
		"not required for a draft": {
			func(m *uploader.Metadata) { delete(m.Company, "campaign"); m.Visibility = uploader.Draft }, nil,
		},
		"a number":              {func(m *uploader.Metadata) { m.Company["length"] = " -12,5 " }, nil},
		"no number":             {func(m *uploader.Metadata) { m.Company["length"] = "12 min" }, problem(company("length"), uploader.ProblemNotANumber, "12 min")},
		"a number in no form":   {func(m *uploader.Metadata) { m.Company["length"] = "NaN" }, problem(company("length"), uploader.ProblemNotANumber, "NaN")},
		"a number without end":  {func(m *uploader.Metadata) { m.Company["length"] = "infinity" }, problem(company("length"), uploader.ProblemNotANumber, "infinity")},
		"a programmer's number": {func(m *uploader.Metadata) { m.Company["length"] = "0x1p4" }, problem(company("length"), uploader.ProblemNotANumber, "0x1p4")},
		"a day":                 {func(m *uploader.Metadata) { m.Company["filmed"] = "2026-02-28" }, nil},
		"no day":                {func(m *uploader.Metadata) { m.Company["filmed"] = "2026-02-30" }, problem(company("filmed"), uploader.ProblemNotADate, "2026-02-30")},
		"yes":                   {func(m *uploader.Metadata) { m.Company["internal"] = "1" }, nil},
		"neither yes nor no":    {func(m *uploader.Metadata) { m.Company["internal"] = "perhaps" }, problem(company("internal"), uploader.ProblemNotAChoice, "perhaps")},
	} {
		m := filled()
		m.Company["campaign"] = "Spring"
		c.change(&m)
		if got := m.Validate(noon.Add(-time.Hour), definitions); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func TestProblemsComeInTheOrderOfTheForm(t *testing.T) {
	t.Parallel()
	m := uploader.Metadata{Tags: []string{`"`, `a"`}, Visibility: uploader.PublishOnDate, CanonicalURL: "x"}
	var got []uploader.Field
	for _, problem := range m.Validate(noon, []uploader.FieldDefinition{{Key: "k", Required: uploader.RequiredBeforeUpload}}) {
		got = append(got, problem.Field)
	}
	want := []uploader.Field{
		uploader.FieldTitle, uploader.FieldTags, uploader.FieldTags, uploader.FieldPublishAt, uploader.FieldCanonicalURL, uploader.CompanyField("k"),
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q", got)
	}
}

func TestDiffersNamesEveryFieldAndNoOther(t *testing.T) {
	t.Parallel()
	for field, change := range map[uploader.Field]func(*uploader.Metadata){
		uploader.FieldTitle:                 func(m *uploader.Metadata) { m.Title += "x" },
		uploader.FieldDescription:           func(m *uploader.Metadata) { m.Description = "" },
		uploader.FieldTags:                  func(m *uploader.Metadata) { m.Tags = m.Tags[:1] },
		uploader.FieldCategories:            func(m *uploader.Metadata) { m.Categories[0].ID = "9" },
		uploader.FieldVisibility:            func(m *uploader.Metadata) { m.Visibility = uploader.Draft },
		uploader.FieldPublishAt:             func(m *uploader.Metadata) { m.PublishAt = m.PublishAt.Add(1) },
		uploader.FieldCanonicalURL:          func(m *uploader.Metadata) { m.CanonicalURL = "" },
		uploader.FieldOwner:                 func(m *uploader.Metadata) { m.Owner = "" },
		uploader.CompanyField("department"): func(m *uploader.Metadata) { delete(m.Company, "department") },
		uploader.CompanyField("new"):        func(m *uploader.Metadata) { m.Company["new"] = "x" },
	} {
		changed := filled().Clone()
		change(&changed)
		for _, differing := range [][]uploader.Field{filled().Differs(changed), changed.Differs(filled())} {
			if !reflect.DeepEqual(differing, []uploader.Field{field}) {
				t.Errorf("%s: %q", field, differing)
			}
		}
		if changed.Equal(filled()) {
			t.Errorf("%s makes no difference", field)
		}
	}
	same := filled()
	same.Tags = []string{"hr", "first week", "hr"}
	same.Categories = []uploader.Category{{ID: "8", Title: "renamed"}, {ID: "7"}}
	same.PublishAt = same.PublishAt.In(time.FixedZone("elsewhere", 3600))
	same.Company["empty"] = ""
	if differing := filled().Differs(same); len(differing) != 0 {
		t.Errorf("order, names of categories, zone and empty fields make a difference: %q", differing)
	}
}

func TestACloneSharesNothing(t *testing.T) {
	t.Parallel()
	original := filled()
	clone := original.Clone()
	clone.Tags[0], clone.Categories[0].ID, clone.Company["department"] = "x", "x", "x"
	if !original.Equal(filled()) {
		t.Error("changing the clone changed the original")
	}
}

func pointer[T any](value T) *T { return &value }

func TestAChangeChangesWhatItNames(t *testing.T) {
	t.Parallel()
	danish := uploader.Subtitle{Source: uploader.Source{Path: "/a.srt", Name: "a.srt"}, Locale: "da_DK"}
	english := uploader.Subtitle{Source: uploader.Source{Path: "/b.srt", Name: "b.srt"}, Locale: "en_US"}
	tags, categories := []string{"new", "old"}, []uploader.Category{{ID: "1"}, {ID: "4"}}
	whole := uploader.Change{
		Title: pointer("Other"), TitleKept: pointer(true), Description: pointer(""), Tags: &tags, Categories: &categories,
		Visibility: pointer(uploader.PublishWhenDone), PublishAt: pointer(time.Time{}), PublishZone: pointer(""),
		PastDateAccepted: pointer(true), CanonicalURL: pointer(""), Owner: pointer(""),
		AddTags: []string{"added"}, RemoveTags: []string{"old"}, AddCategories: []uploader.Category{{ID: "3"}}, RemoveCategories: []uploader.Category{{ID: "4"}},
		Company: map[string]string{"department": "", "campaign": "Spring"}, Poster: &uploader.Source{Path: "/p.jpg", Name: "p.jpg"},
		Subtitles: &[]uploader.Subtitle{danish}, AddSubtitles: []uploader.Subtitle{english},
	}
	want := uploader.Metadata{
		Title: "Other", TitleKept: true, Tags: []string{"new", "added"}, Categories: []uploader.Category{{ID: "1"}, {ID: "3"}},
		Visibility: uploader.PublishWhenDone, PastDateAccepted: true, Company: map[string]string{"campaign": "Spring"},
		Poster: uploader.Source{Path: "/p.jpg", Name: "p.jpg"}, Subtitles: []uploader.Subtitle{danish, english},
	}
	before := filled()
	got := whole.Apply(before)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("changed to %+v", got)
	}
	tags[0], categories[0].ID = "changed later", "2"
	if got.Tags[0] != "new" || got.Categories[0].ID != "1" || !before.Equal(filled()) {
		t.Error("the change shares its lists with the result, or changed what it was applied to")
	}
	if nothing := (uploader.Change{}).Apply(filled()); !reflect.DeepEqual(nothing, filled()) {
		t.Errorf("an empty change made %+v", nothing)
	}
	if fresh := (uploader.Change{Company: map[string]string{"k": "v"}}).Apply(uploader.Metadata{}); fresh.Company["k"] != "v" {
		t.Errorf("the first company field: %+v", fresh)
	}
	// Every field of Change must be in the change above: one that Apply forgets would be lost as it is typed.
	value := reflect.ValueOf(whole)
	for i := range value.NumField() {
		if value.Field(i).IsNil() {
			t.Errorf("%s is not tried", value.Type().Field(i).Name)
		}
	}
}

func TestANewTitleHasNotBeenLookedAt(t *testing.T) {
	t.Parallel()
	kept := uploader.Metadata{Title: "IMG 1", TitleKept: true}
	if got := (uploader.Change{Title: pointer("IMG 2")}).Apply(kept); got.TitleKept {
		t.Error("the new title counts as looked at")
	}
	if got := (uploader.Change{Title: pointer("IMG 1")}).Apply(kept); !got.TitleKept {
		t.Error("the same title counts as new")
	}
}

func TestCompanyFields(t *testing.T) {
	t.Parallel()
	if key, is := uploader.CompanyField("a:b").CompanyKey(); !is || key != "a:b" {
		t.Errorf("%q, %v", key, is)
	}
	if key, is := uploader.FieldTitle.CompanyKey(); is {
		t.Errorf("the title is the company's field %q", key)
	}
}

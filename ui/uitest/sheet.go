package uitest

import (
	"time"

	"twentythree-uploader/uploader"
)

// OpenSheet notes it, like the methods below.
func (d *Door) OpenSheet(path string) { d.note("open sheet %s", path) }

// MapSheet notes what the columns hold.
func (d *Door) MapSheet(number int, fields []uploader.Field) {
	d.note("map sheet %d %q", number, fields)
}

// LeaveSheet notes it.
func (d *Door) LeaveSheet(number int) { d.note("leave sheet %d", number) }

// Sheet is a spreadsheet about some of the videos of AtWork.
func Sheet() uploader.Sheet {
	title, description := "Results of the third quarter", "What went well, and what is next.\nWith questions from all sites."
	tags, categories := []string{"results", "first week"}, []uploader.Category{{ID: "2", Title: "News"}}
	when, zone := time.Date(2026, 12, 4, 9, 0, 0, 0, Copenhagen()), "Europe/Copenhagen"
	onDate, draft := uploader.PublishOnDate, uploader.Draft
	return uploader.Sheet{
		Number: 1, Name: "details.csv",
		Columns: []uploader.SheetColumn{
			{Heading: "File", Sample: "welcome_final_v3.mp4", Field: uploader.FieldFileName},
			{Heading: "Title", Sample: title, Field: uploader.FieldTitle},
			{Heading: "Description", Sample: "What went well", Field: uploader.FieldDescription},
			{Heading: "Speaker", Sample: "Anna"},
			{Heading: "Notes"},
		},
		Lines: []uploader.SheetLine{
			{
				Number: 2, File: "welcome_final_v3.mp4", Upload: "welcome",
				Change: uploader.Change{Categories: &categories, Tags: &tags}, Fields: []uploader.Field{uploader.FieldCategories, uploader.FieldTags},
				Unread: []uploader.SheetCell{{Field: uploader.FieldCategories, Text: "Onboarding", Why: uploader.SheetCellCategory}},
			},
			{
				Number: 3, File: "q3", Upload: "q3",
				Change: uploader.Change{Title: &title, Description: &description, Visibility: &onDate, PublishAt: &when, PublishZone: &zone},
				Fields: []uploader.Field{uploader.FieldTitle, uploader.FieldDescription, uploader.FieldVisibility, uploader.FieldPublishAt},
			},
			{Number: 4, File: "ceo.mp4", Upload: "ceo", Change: uploader.Change{Visibility: &draft}, Fields: []uploader.Field{uploader.FieldVisibility}},
			{Number: 5, File: "img_2041", Upload: "img"},
			{Number: 6, File: "tour.mp4", Miss: uploader.SheetArrived},
			{Number: 7, File: "harbour.mov", Miss: uploader.SheetNoVideo},
			{Number: 8, Miss: uploader.SheetNoName},
		},
	}
}

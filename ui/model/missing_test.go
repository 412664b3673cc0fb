package model

import (
	"slices"
	"testing"
	"time"

	"twentythree-uploader/uploader"
)

func TestWhatIsMissingIsCountedByField(t *testing.T) {
	t.Parallel()
	uploads := four()
	uploads[0].Metadata.Company, uploads[2].Metadata.Company = nil, nil
	uploads[1].Metadata.Company = nil
	uploads[1].State = uploader.DoneDraft // its site has it: nothing keeps it back any more
	uploads[2].Metadata.Title = " "
	definitions := []uploader.FieldDefinition{
		{Key: "department", Required: uploader.RequiredBeforeUpload},
		{Key: "approved", Required: uploader.RequiredBeforePublishing},
		{Key: "company", Required: uploader.RequiredBeforeUpload, Locked: true},
		{Key: "campaign"},
	}
	got := NewBatch(uploads, nil).Missing(time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC), definitions)
	want := []Missing{
		{uploader.FieldTitle, []uploader.UploadID{"v2"}},
		{uploader.CompanyField("department"), []uploader.UploadID{"v0", "v2"}},
		{uploader.CompanyField("approved"), []uploader.UploadID{"v3"}}, // the only one that is to be published
	}
	if !slices.EqualFunc(got, want, func(a, b Missing) bool { return a.Field == b.Field && slices.Equal(a.IDs, b.IDs) }) {
		t.Errorf("missing are %+v", got)
	}
}

package model

import (
	"slices"
	"time"

	"twentythree-uploader/uploader"
)

// Form is what a person types about one upload, between the keyboard and the engine. What was typed is never overwritten by a
// snapshot that is older than the typing.
type Form struct {
	id       uploader.UploadID
	draft    uploader.Metadata
	snapshot uploader.Metadata
	dirty    map[uploader.Field]bool
	sent     map[uploader.Field]bool
	saved    time.Time
}

// NewForm begins with an upload as it is.
func NewForm(upload uploader.Upload) *Form {
	return &Form{
		id: upload.ID, draft: upload.Metadata.Clone(), snapshot: upload.Metadata.Clone(),
		dirty: map[uploader.Field]bool{}, sent: map[uploader.Field]bool{},
	}
}

// ID is the upload that the form is about.
func (f *Form) ID() uploader.UploadID { return f.id }

// Draft is what the form holds now.
func (f *Form) Draft() uploader.Metadata { return f.draft.Clone() }

// Edit takes a change in and reports whether it changes anything.
func (f *Form) Edit(change uploader.Change) bool {
	before := f.draft
	f.draft = change.Apply(f.draft)
	fields := before.Differs(f.draft)
	if before.TitleKept != f.draft.TitleKept {
		fields = append(fields, uploader.FieldTitle)
	}
	if before.PublishZone != f.draft.PublishZone || before.PastDateAccepted != f.draft.PastDateAccepted {
		fields = append(fields, uploader.FieldPublishAt)
	}
	for _, field := range fields {
		f.dirty[field] = true
	}
	return len(fields) > 0
}

// Unsaved reports whether something typed has not been handed on yet.
func (f *Form) Unsaved() bool { return len(f.dirty) > 0 }

// Saved is when something was last handed on, zero before.
func (f *Form) Saved() time.Time { return f.saved }

// Flush gives the change that the engine has not been told, and false when there is none.
func (f *Form) Flush(now time.Time) (uploader.Change, bool) {
	if len(f.dirty) == 0 {
		return uploader.Change{}, false
	}
	var change uploader.Change
	for field := range f.dirty {
		f.note(&change, field)
		f.sent[field] = true
	}
	clear(f.dirty)
	f.saved = now
	return change, true
}

func (f *Form) note(change *uploader.Change, field uploader.Field) {
	draft := f.draft.Clone()
	switch field {
	case uploader.FieldTitle:
		change.Title, change.TitleKept = &draft.Title, &draft.TitleKept
	case uploader.FieldDescription:
		change.Description = &draft.Description
	case uploader.FieldTags:
		change.Tags = &draft.Tags
	case uploader.FieldCategories:
		change.Categories = &draft.Categories
	case uploader.FieldVisibility:
		change.Visibility = &draft.Visibility
	case uploader.FieldPublishAt:
		change.PublishAt, change.PublishZone, change.PastDateAccepted = &draft.PublishAt, &draft.PublishZone, &draft.PastDateAccepted
	case uploader.FieldCanonicalURL:
		change.CanonicalURL = &draft.CanonicalURL
	case uploader.FieldOwner:
		change.Owner = &draft.Owner
	default:
		if key, company := field.CompanyKey(); company {
			if change.Company == nil {
				change.Company = map[string]string{}
			}
			change.Company[key] = draft.Company[key]
		}
	}
}

// Take brings in a newer snapshot. Fields that are being typed, or whose typing the snapshot does not know yet, stay.
func (f *Form) Take(upload uploader.Upload) {
	incoming := upload.Metadata.Clone()
	stale := map[uploader.Field]bool{}
	for _, field := range f.draft.Differs(incoming) {
		stale[field] = f.dirty[field] || f.sent[field]
	}
	for field := range f.sent {
		if !slices.Contains(f.draft.Differs(incoming), field) {
			delete(f.sent, field)
		}
	}
	merged := incoming.Clone()
	var ours uploader.Change
	for field, keep := range stale {
		if keep {
			f.note(&ours, field)
		}
	}
	for field := range f.dirty {
		f.note(&ours, field)
	}
	f.draft, f.snapshot = ours.Apply(merged), incoming
}

// Problems are what is to be mended before uploading.
func (f *Form) Problems(now time.Time, fields []uploader.FieldDefinition) []uploader.Problem {
	return f.draft.Validate(now, fields)
}

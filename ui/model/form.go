package model

import (
	"maps"
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
	for field := range f.dirty {
		f.sent[field] = true
	}
	change := f.draft.Change(slices.Collect(maps.Keys(f.dirty))...)
	clear(f.dirty)
	f.saved = now
	return change, true
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
	ours := slices.Collect(maps.Keys(f.dirty))
	for field, keep := range stale {
		if keep {
			ours = append(ours, field)
		}
	}
	f.draft, f.snapshot = f.draft.Change(ours...).Apply(incoming), incoming
}

// Problems are what is to be mended before uploading.
func (f *Form) Problems(now time.Time, fields []uploader.FieldDefinition) []uploader.Problem {
	return f.draft.Validate(now, fields)
}

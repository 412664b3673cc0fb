package model

import (
	"time"

	"twentythree-uploader/uploader"
)

// Missing is a field that must be filled, and the videos in which it is not, in the order of the list.
type Missing struct {
	Field uploader.Field
	IDs   []uploader.UploadID
}

// Missing lists what keeps videos from being uploaded, or published, because it was not filled in: the title, then the company's fields as
// they are defined. What has arrived is left aside, and fields that nobody can change.
func (b Batch) Missing(now time.Time, definitions []uploader.FieldDefinition) (all []Missing) {
	lacking := map[uploader.Field][]uploader.UploadID{}
	for _, upload := range b.Uploads {
		if upload.State.Arrived() {
			continue
		}
		for _, problem := range upload.Metadata.Validate(now, definitions) {
			if problem.Code == uploader.ProblemMissing {
				lacking[problem.Field] = append(lacking[problem.Field], upload.ID)
			}
		}
	}
	fields := []uploader.Field{uploader.FieldTitle}
	for _, definition := range definitions {
		if !definition.Locked {
			fields = append(fields, uploader.CompanyField(definition.Key))
		}
	}
	for _, field := range fields {
		if ids := lacking[field]; len(ids) > 0 {
			all = append(all, Missing{field, ids})
		}
	}
	return all
}

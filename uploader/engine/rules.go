package engine

import (
	"maps"
	"slices"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/journal"
)

// What an organisation has laid down holds over what anybody types: nothing is published where only drafts are allowed, and a locked company
// field keeps its value. The sites' clients are told of the first as well, so that no request can say otherwise.

// laidDown gives the form of an upload that has not begun with what the organisation has laid down.
func (e *Engine) laidDown(account uploader.AccountID, metadata uploader.Metadata) uploader.Metadata {
	var change uploader.Change
	if e.config.DraftsOnly && metadata.Visibility != uploader.Draft {
		change.Visibility, change.PublishAt = new(uploader.Draft), new(time.Time)
	}
	for _, field := range e.fields[account] {
		if field.Locked && metadata.Company[field.Key] != field.Default {
			if change.Company == nil {
				change.Company = make(map[string]string)
			}
			change.Company[field.Key] = field.Default
		}
	}
	if change.Visibility == nil && change.Company == nil {
		return metadata
	}
	return change.Apply(metadata)
}

// permitted gives a change without what nobody may change.
func (e *Engine) permitted(account uploader.AccountID, change uploader.Change) uploader.Change {
	if e.config.DraftsOnly {
		change.PublishAt, change.PublishZone, change.PastDateAccepted = nil, nil, nil
		if change.Visibility != nil && *change.Visibility != uploader.Draft {
			change.Visibility = nil
		}
	}
	for _, field := range e.fields[account] {
		if _, changed := change.Company[field.Key]; changed && field.Locked {
			change.Company = maps.Clone(change.Company)
			delete(change.Company, field.Key)
		}
	}
	return change
}

// withdrawn gives an upload of an earlier start without the publishing that was asked for then and is no longer allowed. What the site has
// published already, or was told to publish once the video had arrived, is not touched.
func (e *Engine) withdrawn(record journal.Record) uploader.Upload {
	upload, publishing := record.Upload, []uploader.Field{uploader.FieldVisibility, uploader.FieldPublishAt}
	if !e.config.DraftsOnly || upload.Metadata.Visibility == uploader.Draft {
		return upload
	}
	if upload.State.Arrived() && !slices.ContainsFunc(publishing, func(field uploader.Field) bool { return slices.Contains(upload.Unconfirmed, field) }) {
		return upload
	}
	upload.Metadata = upload.Metadata.Clone()
	upload.Metadata.Visibility, upload.Metadata.PublishAt = uploader.Draft, time.Time{}
	if confirmed := record.Transfer.Confirmed; confirmed != nil && upload.State.Arrived() {
		upload.Metadata.Visibility, upload.Metadata.PublishAt = confirmed.Visibility, confirmed.PublishAt
	}
	upload.Unconfirmed = unconfirmed(record.Transfer, upload)
	return upload
}

// FieldsChanged takes in other company fields of an account: what has not begun is judged by them at once.
func (e *Engine) FieldsChanged(account uploader.Account) {
	e.do(func() {
		e.fields[account.ID] = account.Fields
		var changed []uploader.Upload
		for _, id := range e.order {
			en := e.entries[id]
			if en.upload.Account != account.ID {
				continue
			}
			judged := e.judged(en.upload)
			if judged.State != en.upload.State || !sameReason(judged.Reason, en.upload.Reason) || !judged.Metadata.Equal(en.upload.Metadata) {
				changed = append(changed, judged)
			}
		}
		if len(changed) > 0 {
			e.put(changed...)
		}
	})
}

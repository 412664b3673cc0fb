package engine

import (
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/journal"
)

func TestWhatWasToBePublishedBeforeTheRuleCameStaysADraft(t *testing.T) {
	t.Parallel()
	e := &Engine{config: Config{DraftsOnly: true}}
	date := time.Date(2026, 12, 4, 8, 0, 0, 0, time.UTC)
	published := uploader.Metadata{Title: "T", Visibility: uploader.PublishWhenDone}
	scheduled := uploader.Metadata{Title: "T", Visibility: uploader.PublishOnDate, PublishAt: date}
	draft := uploader.Metadata{Title: "T"}
	for name, told := range map[string]struct {
		state       uploader.State
		typed       uploader.Metadata
		confirmed   *uploader.Metadata
		unconfirmed []uploader.Field
		visibility  uploader.Visibility
		left        int
	}{
		"ready":                         {uploader.Ready, published, nil, nil, uploader.Draft, 0},
		"on its way":                    {uploader.Paused, published, &published, nil, uploader.Draft, 1},
		"scheduled on its way":          {uploader.Waiting, scheduled, &scheduled, nil, uploader.Draft, 2},
		"published on the site already": {uploader.DonePublic, published, &published, nil, uploader.PublishWhenDone, 0},
		"arrived and edited since":      {uploader.DoneDraft, published, &draft, []uploader.Field{uploader.FieldVisibility}, uploader.Draft, 0},
		"a date edited since":           {uploader.DoneScheduled, uploader.Metadata{Title: "T", Visibility: uploader.PublishOnDate, PublishAt: date.AddDate(0, 0, -1)}, &scheduled, []uploader.Field{uploader.FieldPublishAt}, uploader.PublishOnDate, 0},
	} {
		record := journal.Record{
			Upload:   uploader.Upload{ID: "a", State: told.state, Metadata: told.typed, Unconfirmed: told.unconfirmed},
			Transfer: journal.Transfer{Confirmed: told.confirmed},
		}
		upload := e.withdrawn(record)
		if upload.Metadata.Visibility != told.visibility || len(upload.Unconfirmed) != told.left {
			t.Errorf("%s: %q, the site is still to be told of %v", name, upload.Metadata.Visibility, upload.Unconfirmed)
		}
		if told.visibility == uploader.PublishOnDate && !upload.Metadata.PublishAt.Equal(date) {
			t.Errorf("%s: the date is %s", name, upload.Metadata.PublishAt)
		}
	}
}

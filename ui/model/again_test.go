package model

import (
	"testing"

	"twentythree-uploader/uploader"
)

func TestOnlyWhatTheSiteRefusedAwaitsAnotherTry(t *testing.T) {
	t.Parallel()
	refused := func(change func(*uploader.Upload)) uploader.Upload {
		upload := uploader.Upload{
			State: uploader.DoneWarning, Unconfirmed: []uploader.Field{uploader.FieldSubtitles}, Source: uploader.Source{Path: "/film.mp4", Name: "film.mp4"},
			Reason: uploader.Reason{Code: uploader.ReasonExtrasFailed, Subject: "film.da.srt", Field: uploader.FieldSubtitles, Fields: []uploader.Field{uploader.FieldSubtitles}},
		}
		upload.Metadata.Subtitles = []uploader.Subtitle{{Source: uploader.Source{Path: "/film.da.srt", Name: "film.da.srt"}, Locale: "da_DK"}}
		change(&upload)
		return upload
	}
	for name, c := range map[string]struct {
		change func(*uploader.Upload)
		want   bool
	}{
		"as it was refused": {func(*uploader.Upload) {}, true},
		"another title":     {func(u *uploader.Upload) { u.Unconfirmed = append(u.Unconfirmed, uploader.FieldTitle) }, false},
		"another file":      {func(u *uploader.Upload) { u.Metadata.Subtitles[0].Source.Name = "other.srt" }, false},
		"without the file":  {func(u *uploader.Upload) { u.Metadata.Subtitles = nil }, false},
		"another warning":   {func(u *uploader.Upload) { u.Reason.Code = uploader.ReasonNotAsAsked }, false},
		"not arrived":       {func(u *uploader.Upload) { u.State = uploader.Waiting }, false},
	} {
		if got := AwaitsAgain(refused(c.change)); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

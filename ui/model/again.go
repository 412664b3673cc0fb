package model

import (
	"slices"

	"twentythree-uploader/uploader"
)

// AwaitsAgain reports whether all that the site lacks of a video is what it did not take beside it, just as it was offered: then trying again
// is what helps, and nothing has changed that could be brought to the site otherwise.
func AwaitsAgain(upload uploader.Upload) bool {
	if upload.State != uploader.DoneWarning || upload.Reason.Code != uploader.ReasonExtrasFailed {
		return false
	}
	refused := func(field uploader.Field) bool { return slices.Contains(upload.Reason.Fields, field) }
	if slices.ContainsFunc(upload.Unconfirmed, func(field uploader.Field) bool { return !refused(field) }) {
		return false
	}
	poster, subtitles := upload.Outstanding()
	return poster.Name == upload.Reason.Subject ||
		slices.ContainsFunc(subtitles, func(s uploader.Subtitle) bool { return s.Source.Name == upload.Reason.Subject })
}

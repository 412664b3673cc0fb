package twentythree

import (
	"strings"

	"twentythree-uploader/uploader"
)

// Reason is what a person is told about the answer. site is the site's name, or its host while the name is unknown. NextTry is
// left to whoever decides when to try again.
func (e *Error) Reason(site string) uploader.Reason {
	return uploader.Reason{
		Code: e.reasonCode(), Site: site, Field: e.field(), Needed: e.Needed, Have: e.Level, Offset: -e.Offset, Technical: e.Error(),
	}
}

func (e *Error) reasonCode() uploader.ReasonCode {
	switch e.Kind {
	case KindBusy:
		return uploader.ReasonBusy
	case KindSignIn:
		return e.signInReason()
	case KindPermission:
		if e.Level != "" && !e.Level.Allows(uploader.LevelWrite) {
			return uploader.ReasonReadOnly
		}
		return uploader.ReasonNoPermission
	case KindToken:
		return uploader.ReasonStartsAgain
	case KindUnsupportedFile:
		if e.Code == codeProcessing {
			return uploader.ReasonProcessingFailed
		}
		return uploader.ReasonUnsupported
	case KindTooLarge:
		return uploader.ReasonTooLarge
	case KindNotFound:
		return e.notFoundReason()
	case KindInput:
		return e.inputReason()
	case KindPortal:
		if e.Status == statusProxySignIn {
			return uploader.ReasonProxySignIn
		}
		return uploader.ReasonCaptivePortal
	case KindMoved:
		return uploader.ReasonSiteGone
	case KindQuota:
		return uploader.ReasonQuota
	case KindFeature:
		if e.Call == callRequestToken {
			return uploader.ReasonTokensRefused
		}
	case KindClock:
		return uploader.ReasonClock
	}
	return uploader.ReasonUnknownAnswer
}

func (e *Error) signInReason() uploader.ReasonCode {
	switch {
	case e.Stranger:
		return uploader.ReasonNotSignedIn
	case e.SignedInBefore:
		return uploader.ReasonWithdrawn
	}
	return uploader.ReasonKeysWrong
}

func (e *Error) notFoundReason() uploader.ReasonCode {
	switch {
	case e.Code == codeNoSuchAlbum || e.aboutAlbum():
		return uploader.ReasonCategoryGone
	case e.Code == "":
		return uploader.ReasonSiteGone
	}
	return uploader.ReasonUnknownAnswer
}

func (e *Error) inputReason() uploader.ReasonCode {
	switch {
	case e.Code == codeInvalidAlbum || e.aboutAlbum():
		return uploader.ReasonCategoryGone
	case e.field() == uploader.FieldPublishAt:
		return uploader.ReasonDateRefused
	}
	return uploader.ReasonFieldRefused
}

func (e *Error) aboutAlbum() bool { return strings.Contains(e.Message, "album_id") }

// fieldNames are the parameters that the service names in messages about bad values.
var fieldNames = []struct {
	parameter string
	field     uploader.Field
}{
	{"publish_date", uploader.FieldPublishAt},
	{"timezone", uploader.FieldPublishAt},
	{"absolute_url", uploader.FieldCanonicalURL},
	{"user_id", uploader.FieldOwner},
	{"album_id", uploader.FieldCategories},
	{"description", uploader.FieldDescription},
	{"title", uploader.FieldTitle},
	{"tags", uploader.FieldTags},
	{"publish", uploader.FieldVisibility},
}

// field is the field of the form that a refused value belongs to, as far as the message names its parameter.
func (e *Error) field() uploader.Field {
	if e.Kind != KindInput && e.Kind != KindNotFound {
		return ""
	}
	for _, name := range fieldNames {
		if strings.Contains(e.Message, name.parameter) {
			return name.field
		}
	}
	return ""
}

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
	case e.Code == codeNoSuchUser || e.field() == uploader.FieldOwner:
		return uploader.ReasonFieldRefused
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

// aboutAlbum reports whether a missing or refused object is a category: the second generation says so in its message only.
func (e *Error) aboutAlbum() bool { return e.field() == uploader.FieldCategories }

// fieldNames are the words by which the service names fields in messages about bad values and missing objects; longer ones first.
var fieldNames = []struct {
	word  string
	field uploader.Field
}{
	{"publish_date", uploader.FieldPublishAt},
	{"timezone", uploader.FieldPublishAt},
	{"absolute_url", uploader.FieldCanonicalURL},
	{"user_id", uploader.FieldOwner},
	{"album", uploader.FieldCategories},
	{"description", uploader.FieldDescription},
	{"title", uploader.FieldTitle},
	{"tags", uploader.FieldTags},
	{"publish", uploader.FieldVisibility},
	{"user", uploader.FieldOwner},
}

// field is the field of the form that a refused value belongs to, as far as the message names it.
func (e *Error) field() uploader.Field {
	if e.Kind != KindInput && e.Kind != KindNotFound {
		return ""
	}
	message := strings.ToLower(e.Message)
	for _, name := range fieldNames {
		if strings.Contains(message, name.word) {
			return name.field
		}
	}
	return ""
}

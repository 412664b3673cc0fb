package twentythree

import (
	"regexp"
	"strings"
)

// Codes of the service's documentation of error codes that matter for what a person is told.
const (
	codePermission   = "permission_denied"
	codeProcessing   = "error_processing_upload"
	codeNoSuchAlbum  = "no_such_album"
	codeNoSuchUser   = "no_such_user"
	codeInvalidAlbum = "invalid_album"
)

var knownCodes = map[string]Kind{
	codePermission:           KindPermission,
	"missing_authentication": KindSignIn,
	"invalid_signature":      KindSignIn,
	codeProcessing:           KindUnsupportedFile,
	codeNoSuchAlbum:          KindNotFound,
	"no_such_photo":          KindNotFound,
	"no_such_tag":            KindNotFound,
	codeNoSuchUser:           KindNotFound,
	"no_such_object":         KindNotFound,
	codeInvalidAlbum:         KindInput,
	"invalid_input":          KindInput,
	"invalid_type":           KindInput,
	"invalid_photo_token":    KindInput,
	"invalid_album_token":    KindInput,
	"no_file":                KindInput,
	"feature_not_available":  KindFeature,
}

// vagueCodes leave it to the message what they are about.
var vagueCodes = map[string]bool{"invalid_input": true, "invalid_type": true, "no_such_object": true}

// kindOfCode is the meaning of a code. byToken says that an upload token was the authority of the call, so that a code about a
// token is about that one and not about the sign-in.
func kindOfCode(code, message string, byToken bool) (Kind, bool) {
	code = strings.ToLower(code)
	if text := kindOfText(message); vagueCodes[code] && (text == KindQuota || (text == KindToken && byToken)) {
		return text, true
	}
	if code == codePermission && byToken && oneFileToken.MatchString(message) && kindOfText(message) == KindToken {
		// Who brings a file with a token that has ended is told that it lets nobody do so.
		return KindToken, true
	}
	if kind, known := knownCodes[code]; known {
		return kind, true
	}
	switch {
	case strings.Contains(code, "timestamp"):
		return KindClock, true
	case strings.Contains(code, "upload_token"):
		return KindToken, true
	case strings.Contains(code, "token"):
		if byToken {
			return KindToken, true
		}
		return KindSignIn, true
	case strings.Contains(code, "quota"):
		return KindQuota, true
	}
	return KindUnknownAnswer, false
}

var (
	tokenText = regexp.MustCompile(`(?i)\b(?:upload[ _-]?)?token\b|\bupload link\b`)
	badText   = regexp.MustCompile(`(?i)\b(?:invalid|expired?|expires|not valid|no longer|consumed|used|unknown|not found|(?:does not|doesn.t) exist|` +
		`no such|not recogni[sz]ed|not allowed|ended|revoked|bad|missing|exceeded|wrong)\b`)
	// oneFileToken names the tokens that let a file in, and not those that somebody signs in with.
	oneFileToken    = regexp.MustCompile(`(?i)\b(?:upload|replace)[ _-]?token\b`)
	quotaText       = regexp.MustCompile(`(?i)\bquota\b|storage (?:space|limit)|\bout of (?:storage|space)\b|not enough (?:storage|space)`)
	unsupportedText = regexp.MustCompile(`(?i)(?:file ?type|file format|format|media|video|type)\b.{0,40}\b(?:not|isn.t|un)[ -]?supported|unsupported (?:file|format|media|video|type)`)
)

// readMessage is how many bytes of a message are read: no message of the service is longer, and patterns over megabytes take minutes.
const readMessage = 4 << 10

// kindOfText is the meaning of a message in words, as far as it is plain. The service answers a bad token with a line of text
// whose wording and status it does not document.
func kindOfText(text string) Kind {
	text = text[:min(len(text), readMessage)]
	switch {
	case quotaText.MatchString(text):
		return KindQuota
	case tokenText.MatchString(text) && badText.MatchString(text):
		return KindToken
	case unsupportedText.MatchString(text):
		return KindUnsupportedFile
	}
	return KindUnknownAnswer
}

var levelText = regexp.MustCompile(`\b(anonymous|read|write|admin|super)\b`)

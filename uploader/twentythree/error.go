package twentythree

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"twentythree-uploader/uploader"
)

// Error is an answer of the service, or of something in its place, that is not a success.
type Error struct {
	// Call is the method asked, such as "photo/update", and Generation how it was asked.
	Call       string
	Generation Generation
	// Kind is what the answer means.
	Kind Kind
	// Status is the HTTP status. The first generation reports errors with 200 too.
	Status int
	// Code and Message are the service's own words; secrets are taken out of the message.
	Code, Message string
	// Level is the caller's permission level as the answer gave it, Needed the one it asks for; empty when it did not say.
	Level, Needed uploader.PermissionLevel
	// RetryAfter is how long the site asks to wait, zero when it did not say.
	RetryAfter time.Duration
	// Location is where a redirect pointed: scheme and host only.
	Location string
	// Offset is how far the site's clock was ahead of the time that was signed with.
	Offset time.Duration
	// SignedInBefore says that this credential was accepted earlier; Stranger that there was none.
	SignedInBefore, Stranger bool
}

// Error is for logs and for the Details button: English, without secrets.
func (e *Error) Error() string {
	var text strings.Builder
	fmt.Fprintf(&text, "%s (%s): %s: status %d", e.Call, e.Generation, e.Kind, e.Status)
	if e.Code != "" {
		text.WriteString(" " + e.Code)
	}
	if e.Location != "" {
		text.WriteString(" to " + e.Location)
	}
	if e.Message != "" {
		text.WriteString(": " + e.Message)
	}
	return text.String()
}

// Is makes errors.Is(err, &Error{Kind: k}) ask for the kind alone.
func (e *Error) Is(target error) bool {
	other, ok := target.(*Error)
	return ok && *other == Error{Kind: e.Kind}
}

// refusal is the service's own refusal inside err, and whether there is one.
func refusal(err error) (*Error, bool) {
	var refused *Error
	return refused, errors.As(err, &refused)
}

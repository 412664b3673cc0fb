package twentythree

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree/internal/answer"
)

// shortText bounds the unknown bodies that count as "the service has the bytes": it documents none, and none of its own is longer.
const shortText = 512

// judgeChunk decides what an answer to bytes means: a nil error is an acknowledgement, with the video when the answer named one.
// It is the whole rule: status 200, and a body that is neither a page, nor an error, nor text that says the token is bad. What
// the call and the credential add is filled in by the caller.
func judgeChunk(got received, base *url.URL) (VideoRef, *Error) { return judgeBytes(got, base, true) }

// judgeBytes is judgeChunk, and the same for a whole file that no upload token is the authority of.
func judgeBytes(got received, base *url.URL, byToken bool) (VideoRef, *Error) {
	if got.status >= 300 && got.status < 400 {
		return judgeReturn(got, base)
	}
	a := answer.Read(got.body)
	if video := namedVideo(a, got.status); video.VideoID != "" {
		return video, nil
	}
	if got.status == http.StatusOK {
		video, kind, message := judgeAccepted(a, got, byToken)
		if kind < 0 {
			return video, nil
		}
		e := describe(got, a)
		e.Kind, e.Message = kind, message
		return VideoRef{}, e
	}
	e := describe(got, a)
	e.Kind = bytesKind(e, a, byToken)
	return VideoRef{}, e
}

// accepted is the kind of no error.
const accepted Kind = -1

func judgeAccepted(a answer.Answer, got received, byToken bool) (VideoRef, Kind, string) {
	switch {
	case a.Form == answer.Page:
		return VideoRef{}, KindPortal, ""
	case a.Failed():
		kind, known := kindOfCode(a.Code, a.Message, byToken)
		if !known {
			kind = kindOfText(a.Message)
		}
		return VideoRef{}, kind, a.Message
	}
	line := a.Line
	if a.Form == answer.JSON && line == "" && !a.Root().Structured() {
		line = a.Root().Text()
	}
	line = strings.TrimSpace(line)
	if video := returnedLine(line); video.VideoID != "" {
		return video, accepted, ""
	}
	switch {
	case line != "" && (startsWithWord(line, "error") || kindOfText(line) != KindUnknownAnswer):
		return VideoRef{}, kindOfText(line), line
	case got.cut, got.packed(), a.Form == answer.Text && (len(got.body) > shortText || !isPlain(line) || isBroken(line)):
		return VideoRef{}, KindUnknownAnswer, line
	}
	return VideoRef{}, accepted, ""
}

// packed reports whether the body is packed in a way that nobody asked for, and so says nothing.
func (r received) packed() bool {
	packing := strings.TrimSpace(r.header.Get("Content-Encoding"))
	return packing != "" && !strings.EqualFold(packing, "identity")
}

// isPlain reports whether a text is one that a person could read, as the service's are.
func isPlain(line string) bool {
	return !strings.ContainsFunc(line, func(r rune) bool { return r == utf8.RuneError || unicode.IsControl(r) && !unicode.IsSpace(r) })
}

// isBroken reports whether a text is what is left of JSON: it begins with it and was not understood. Half an error must not be taken for
// a yes.
func isBroken(line string) bool {
	return strings.ContainsAny(line[:min(len(line), 1)], "{[") || strings.Contains(line, `{"`)
}

// plainStatus is the meaning of the statuses that say more than any code beside them.
func plainStatus(status int, text Kind) (Kind, bool) {
	switch status {
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		return KindBusy, true
	case http.StatusRequestEntityTooLarge:
		if text == KindQuota {
			return KindQuota, true
		}
		return KindTooLarge, true
	case http.StatusProxyAuthRequired, http.StatusNetworkAuthenticationRequired:
		return KindPortal, true
	}
	return KindUnknownAnswer, false
}

// textOf is the meaning of an answer's message; a page's words are not the service's.
func textOf(message string, a answer.Answer) Kind {
	if a.Form == answer.Page {
		return KindUnknownAnswer
	}
	return kindOfText(message)
}

// bytesKind is the meaning of a status other than 200, the service's own code first.
func bytesKind(e *Error, a answer.Answer, byToken bool) Kind {
	status, text := e.Status, textOf(e.Message, a)
	if kind, plain := plainStatus(status, text); plain {
		return kind
	}
	if kind, known := kindOfCode(e.Code, e.Message, byToken); known {
		return kind
	}
	switch {
	case text == KindToken || text == KindQuota:
		return text
	case status == http.StatusInternalServerError:
		return KindUnsupportedFile
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		return KindSignIn
	case status == http.StatusNotFound || status == http.StatusGone:
		return KindNotFound
	case status > http.StatusInternalServerError:
		return KindBusy
	}
	return KindUnknownAnswer
}

// judgeCall decides what an answer to a call means.
func judgeCall(got received, base *url.URL, byToken bool) (answer.Answer, *Error) {
	if got.status >= 300 && got.status < 400 {
		_, e := judgeReturn(got, base)
		return answer.Answer{}, e
	}
	a := answer.Read(got.start())
	understood := a.Form == answer.JSON || a.Form == answer.XML
	if got.status < 300 && understood && !a.Failed() && !got.cut {
		return a, nil
	}
	e := describe(got, a)
	e.Kind = callKind(e, a, byToken)
	return a, e
}

func callKind(e *Error, a answer.Answer, byToken bool) Kind {
	status, text := e.Status, textOf(e.Message, a)
	if kind, plain := plainStatus(status, text); plain {
		return kind
	}
	if kind, known := kindOfCode(e.Code, e.Message, byToken); known {
		return kind
	}
	if text == KindQuota || (text == KindToken && byToken) {
		return text
	}
	switch status {
	case http.StatusBadRequest:
		return KindInput
	case http.StatusUnauthorized:
		return KindSignIn
	case http.StatusForbidden:
		if a.Form == answer.JSON || a.Form == answer.XML {
			return KindPermission
		}
	case http.StatusNotFound, http.StatusGone:
		return KindNotFound
	case http.StatusPreconditionFailed:
		return KindFeature
	case http.StatusRequestTimeout:
		return KindBusy
	}
	switch {
	case status >= 500:
		return KindBusy
	case status < 300 && a.Form == answer.Page:
		return KindPortal
	}
	return KindUnknownAnswer
}

// describe holds what an answer says of itself.
func describe(got received, a answer.Answer) *Error {
	e := &Error{Status: got.status, Message: a.Message, RetryAfter: retryAfter(got.header)}
	if a.Form == answer.Text {
		e.Message = a.Line
	}
	if isWord(a.Code) {
		e.Code = a.Code
	}
	if isWord(a.Level) {
		e.Level = uploader.PermissionLevel(a.Level)
	}
	return e
}

func isWord(text string) bool {
	return len(text) <= 64 && strings.IndexFunc(text, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_' || r == '-' || r == '.')
	}) < 0
}

func startsWithWord(line, word string) bool {
	rest, found := strings.CutPrefix(strings.ToLower(line), word)
	return found && (rest == "" || strings.ContainsAny(rest[:1], " :\t,"))
}

// maxRetryAfter bounds what a site may ask for: a mistaken header must not silence a client for a year.
const maxRetryAfter = 24 * time.Hour

// retryAfter reads seconds or an HTTP date; the date is measured against the same answer's own Date.
func retryAfter(header http.Header) time.Duration {
	text := strings.TrimSpace(header.Get("Retry-After"))
	wait := time.Duration(0)
	if seconds, err := strconv.ParseInt(text, 10, 64); err == nil {
		wait = time.Duration(min(max(seconds, 0), int64(maxRetryAfter/time.Second))) * time.Second
	} else if until, err := http.ParseTime(text); err == nil {
		if date, err := http.ParseTime(header.Get("Date")); err == nil {
			wait = until.Sub(date)
		}
	}
	return min(max(wait, 0), maxRetryAfter)
}

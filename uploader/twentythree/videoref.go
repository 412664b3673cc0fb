package twentythree

import (
	"net/http"
	"net/url"
	"strings"

	"twentythree-uploader/uploader/twentythree/internal/answer"
)

// namedVideo is the video that an answer names, in any of the shapes that the service is known to use: under "data", under
// "upload", at the top, or a bare number. A bare 0 or 1 is a yes or no, not a video.
func namedVideo(a answer.Answer, status int) VideoRef {
	if a.Failed() || (a.Form != answer.JSON && a.Form != answer.XML) {
		return VideoRef{}
	}
	root := a.Root()
	if !root.Structured() {
		if id := numericID(root); status < 300 && id != "" && id != "1" {
			return VideoRef{VideoID: id, Bare: true}
		}
		return VideoRef{}
	}
	for _, part := range a.Payload("upload", "photo", "replace").Items() {
		if id := numericID(part.Get("photo_id")); id != "" {
			return VideoRef{VideoID: id, TreeID: part.Get("tree_id").ID(), Token: part.Get("token").Text()}
		}
	}
	return VideoRef{}
}

func numericID(v answer.Value) string {
	id := v.ID()
	if strings.Trim(id, "0123456789") != "" {
		return ""
	}
	return strings.TrimLeft(id, "0")
}

// returnedLine reads the line of background_return_p: "ok <domain> <tree_id> <photo_id> <token> <callback_url>".
func returnedLine(line string) VideoRef {
	words := strings.Fields(line)
	if len(words) < 5 || !strings.EqualFold(words[0], "ok") {
		return VideoRef{}
	}
	if id := words[3]; strings.Trim(id, "0123456789") == "" && strings.Trim(id, "0") != "" {
		return VideoRef{VideoID: id, TreeID: words[2], Token: words[4]}
	}
	return VideoRef{}
}

// judgeReturn reads a redirect, which is never followed: the address that a return_url names carries the result, any other says
// that the site moved or that something else answered.
func judgeReturn(got received, base *url.URL) (VideoRef, *Error) {
	e := &Error{Status: got.status, Kind: KindUnknownAnswer, RetryAfter: retryAfter(got.header)}
	location, err := base.Parse(got.header.Get("Location"))
	if err != nil || got.header.Get("Location") == "" {
		return VideoRef{}, e
	}
	query := location.Query()
	if id := query.Get("photo_id"); id != "" && strings.Trim(id, "0123456789") == "" && strings.Trim(id, "0") != "" {
		return VideoRef{VideoID: id, TreeID: query.Get("tree_id"), Token: query.Get("token")}, nil
	}
	e.Location = location.Scheme + "://" + location.Host
	if message := query.Get("error_message"); message != "" {
		e.Kind, e.Message = kindOfText(message), message
		return VideoRef{}, e
	}
	switch {
	case got.status == http.StatusNotModified || got.status == http.StatusMultipleChoices:
	case related(base.Hostname(), location.Hostname()):
		e.Kind = KindMoved
	default:
		e.Kind = KindPortal
	}
	return VideoRef{}, e
}

// vendorDomains are the hosts that workspaces have from the vendor.
var vendorDomains = []string{
	"twentythree.com", "twentythree.net", "23video.com", "video23.com", "videomarketingplatform.co", "visualplatform.net",
}

// related reports whether other belongs to the vendor or to the domain that the workspace's host is in.
func related(host, other string) bool {
	host, other = strings.ToLower(host), strings.ToLower(other)
	for _, domain := range vendorDomains {
		if within(other, domain) {
			return true
		}
	}
	if host == other {
		return true
	}
	if _, parent, ok := strings.Cut(host, "."); ok && strings.Contains(parent, ".") {
		return within(other, parent)
	}
	return within(other, host)
}

func within(host, domain string) bool { return host == domain || strings.HasSuffix(host, "."+domain) }

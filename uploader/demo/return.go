package demo

import (
	"context"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// longestGet is from how many characters on a return address may be called with POST; the two pages of the documentation disagree.
const longestGet = 1500

// foreign are the parameters that belong to nobody: they are repeated to the return address.
func (c *call) foreign(custom []string) url.Values {
	known := []string{
		"title", "description", "tags", "album_id", "publish", "publish_date", "valid_minutes", "max_uploads", "user_id", "absolute_url",
		"return_url", "background_return_p", "format", "raw", "varname", "callback", "upload_token", "replace_token", "photo_id", "timezone", "fields", "time",
		"crop_p", "crop_aspect_ratio_format",
	}
	kept := url.Values{}
	for name, values := range c.values {
		if !slices.Contains(known, name) && !slices.Contains(custom, name) && !strings.HasPrefix(name, "oauth_") && !strings.HasPrefix(name, "resumable") {
			kept[name] = values
		}
	}
	return kept
}

func withParameters(address string, more url.Values) string {
	if len(more) == 0 {
		return address
	}
	separator := "?"
	if strings.Contains(address, "?") {
		separator = "&"
	}
	return address + separator + more.Encode()
}

// returnAddress is where a token's uploads are announced: by a redirect of the uploader, or in the background by the site itself.
type returnAddress struct {
	url        string
	background bool
}

// returned calls the return address.
func (c *call) returned(to returnAddress, made *Video, failure error) reply {
	more := c.foreign(nil)
	for _, name := range []string{"upload_token", "replace_token"} {
		if c.values.Has(name) {
			more.Set(name, c.values.Get(name))
		}
	}
	more.Set("domain", c.r.Host)
	if failure != nil {
		more.Set("error_message", "The file could not be processed")
	} else {
		more.Set("photo_id", strconv.FormatInt(made.PhotoID, 10))
		more.Set("tree_id", strconv.FormatInt(made.TreeID, 10))
		more.Set("token", made.Token)
	}
	address := withParameters(to.url, more)
	switch {
	case to.background:
		c.site.callBack(address)
		if failure != nil {
			return text(http.StatusOK, "error The file could not be processed")
		}
		return text(http.StatusOK, fmt.Sprintf("ok %s %d %d %s %s", c.r.Host, made.TreeID, made.PhotoID, made.Token, address))
	case len(address) >= longestGet && c.behaviour.LongReturn == "post":
		return reply{plain: &plain{status: http.StatusOK, contentType: "text/html; charset=utf-8", text: postForm(to.url, more)}}
	}
	return reply{plain: &plain{status: http.StatusMovedPermanently, contentType: "text/html; charset=utf-8", location: address, text: "<html><body>Moved</body></html>\n"}}
}

// postForm is a page that sends a form by itself.
func postForm(address string, fields url.Values) string {
	var page strings.Builder
	fmt.Fprintf(&page, "<!doctype html><html><body onload=\"document.forms[0].submit()\"><form method=\"post\" action=\"%s\">", html.EscapeString(address))
	for name, values := range fields {
		for _, value := range values {
			fmt.Fprintf(&page, "<input type=\"hidden\" name=\"%s\" value=\"%s\">", html.EscapeString(name), html.EscapeString(value))
		}
	}
	page.WriteString("<button>Continue</button></form></body></html>\n")
	return page.String()
}

// callBack lets the site call an address, as background_return_p asks. At most a few calls run at a time, each for seconds, following no
// redirect; more are dropped. Addresses of 1500 characters and more are not called.
func (s *Site) callBack(address string) {
	parsed, err := url.Parse(address)
	if err != nil || (parsed.Scheme != "http" && parsed.Scheme != "https") || len(address) > longestGet {
		s.log.Warn("a return address is not called")
		return
	}
	select {
	case s.calling <- struct{}{}:
	default:
		s.log.Warn("a return address is not called: too many are being called")
		return
	}
	s.background.Go(func() {
		defer func() { <-s.calling }()
		ctx, cancel := context.WithTimeout(s.ending, 5*time.Second)
		defer cancel()
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			return
		}
		transport := &http.Transport{DisableKeepAlives: true}
		defer transport.CloseIdleConnections()
		answer, err := transport.RoundTrip(request)
		if err != nil {
			s.log.Warn("calling a return address", "error", err)
			return
		}
		_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, 4<<10))
		_ = answer.Body.Close()
	})
}

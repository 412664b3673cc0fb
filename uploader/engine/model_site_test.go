package engine

import (
	"cmp"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// modelSite is the site in memory with everything that can go wrong on the way to it and back.
type modelSite struct {
	*fakeSite
	m       *model
	offline bool
	armed   []*fault
	// taken counts how often the site took each chunk, by token and number; failures how often it made the program send one again.
	taken    map[string]int
	failures int
}

// fault goes wrong with the next requests it fits.
type fault struct {
	calls string // what part of the name of a call it fits
	// completing limits it to the request that completes a file.
	completing bool
	left       int
	how        string
}

// What can go wrong. "cut" breaks the connection off half-way through the request, "lost" once the site has acted, "hang" gives no answer.
var (
	faultCalls = []string{
		"redeem", "redeem", "redeem", "photo/list", "update", "get-upload-token", "photo", "photo/replace", "photo/replace", "subtitle",
		"get-replace-token", "photo/upload",
	}
	faultHows = []string{"reset", "cut", "lost", "hang", "500", "503", "429", "413", "html", "503 after", "500 after", "html after", "401"}
)

func newModelSite(m *model) *modelSite {
	s := &modelSite{fakeSite: newFakeSite(), m: m, taken: make(map[string]int)}
	s.fakeSite.arriving, s.fakeSite.before, s.fakeSite.after = s.leaving, s.goesWrong, s.answerGoesWrong
	s.fakeSite.acts, s.fakeSite.latency = true, usual
	return s
}

func (s *modelSite) set(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}

func (s *modelSite) arm(how int) {
	s.set(func() {
		s.armed = append(s.armed, &fault{
			calls: faultCalls[how%len(faultCalls)], how: faultHows[(how/len(faultCalls))%len(faultHows)], left: 1 + how%4, completing: how%3 == 0,
		})
	})
}

func (s *modelSite) endTokens() {
	s.set(func() {
		for _, token := range s.tokens {
			token.ended = true
		}
	})
}

func (s *modelSite) mend() {
	s.set(func() { s.offline, s.armed, s.latency = false, nil, usual })
}

// deaf makes the site carry out nothing that its caller gave up on.
func (s *modelSite) deaf(deaf bool) { s.set(func() { s.acts = !deaf }) }

func (s *modelSite) slowest() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.latency
}

// RoundTrip implements http.RoundTripper. A request that is cut off has handed over half of its bytes.
func (s *modelSite) RoundTrip(request *http.Request) (*http.Response, error) {
	if s.fits(callOf(request), nil, "cut") && request.Body != nil {
		_, _ = io.CopyN(io.Discard, request.Body, request.ContentLength/2)
		return nil, errLost
	}
	return s.fakeSite.RoundTrip(request)
}

// fits uses up one of the armed faults of that kind.
func (s *modelSite) fits(call string, form url.Values, hows ...string) bool {
	if form == nil {
		s.mu.Lock()
		defer s.mu.Unlock()
	}
	return s.take(call, form, hows...) != ""
}

func (s *modelSite) take(call string, form url.Values, hows ...string) string {
	for _, f := range s.armed {
		if f.left == 0 || !strings.Contains(call, f.calls) || f.completing && !s.completes(form) {
			continue
		}
		for _, how := range hows {
			if f.how == how {
				f.left--
				s.failures++
				return how
			}
		}
	}
	return ""
}

// completes says that a chunk would make its file whole.
func (s *modelSite) completes(form url.Values) bool {
	if form.Get("resumableChunkNumber") == "" {
		return false
	}
	parts := s.parts[tokenOf(form)+form.Get("resumableIdentifier")]
	number, _ := strconv.Atoi(form.Get("resumableChunkNumber"))
	count, _ := strconv.Atoi(form.Get("resumableTotalChunks"))
	return len(parts) == count-1 && parts[number] == nil
}

// tokenOf is the token that a chunk comes with.
func tokenOf(form url.Values) string {
	return cmp.Or(form.Get("upload_token"), form.Get("replace_token"))
}

// leaving sees a request when it leaves the program: one that could complete a file must not publish against the person's last word, and no
// picture may be sent to a placeholder, which could take it for its file.
func (s *modelSite) leaving(call string, form url.Values) {
	if call == "photo/replace" && form.Get("replace_token") == "" {
		for _, video := range s.videos {
			if video.id == form.Get("photo_id") && video.form.Get("placeholder_p") == "1" {
				s.m.breaks("a picture left for the placeholder %s", video.id)
			}
		}
	}
	if call != "photo/redeem-upload-token" || !s.completes(form) {
		return
	}
	token := s.tokens[form.Get("upload_token")]
	for _, f := range s.m.films {
		if f.name == form.Get("resumableFilename") && token != nil && !token.ended && token.form.Get("publish") != "0" && !f.publish {
			s.m.breaks("%s is about to be published although it was made a draft", f.name)
		}
	}
}

func (s *modelSite) goesWrong(call string, form url.Values) (*http.Response, error) {
	if s.offline {
		return nil, errLost
	}
	switch s.take(call, form, "reset", "hang", "500", "503", "429", "413", "html", "401") {
	case "reset", "hang":
		return nil, errLost
	case "500":
		return text(500, "text/plain", "no"), nil
	case "503":
		return later(503), nil
	case "429":
		return later(429), nil
	case "413":
		return text(413, "text/plain", "too large"), nil
	case "html":
		return text(200, "text/html", "<html><body>Welcome to the airport</body></html>"), nil
	case "401":
		return refusal(401, "invalid_credentials", "who are you?"), nil
	}
	return nil, nil
}

func later(status int) *http.Response {
	response := text(status, "text/plain", "later")
	response.Header.Set("Retry-After", "7")
	return response
}

func (s *modelSite) answerGoesWrong(call string, form url.Values) (*http.Response, error) {
	token := s.tokens[tokenOf(form)]
	if number := form.Get("resumableChunkNumber"); number != "" && token != nil && !token.ended {
		s.taken[tokenOf(form)+" "+number]++
	}
	switch s.take(call, form, "lost", "503 after", "500 after", "html after") {
	case "lost":
		return nil, errLost
	case "503 after":
		return later(503), nil
	case "500 after":
		return text(500, "text/plain", "no"), nil
	case "html after":
		return text(200, "text/html", "<html><body>Welcome to the airport</body></html>"), nil
	}
	return nil, nil
}

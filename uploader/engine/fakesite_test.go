package engine

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

// fakeSite is a video site in memory, for tests in virtual time: tokens for one video, chunks, list, update. How it misbehaves is
// for the test to say.
type fakeSite struct {
	mu      sync.Mutex
	tokens  map[string]*fakeToken
	videos  []*fakeVideo
	parts   map[string]map[int][]byte
	calls   []string
	sent    map[int]int
	latency time.Duration
	// arriving hears of a request when it leaves the program. before may answer instead of the site; after may replace the answer once
	// the site has acted: an answer lost on the way.
	arriving      func(call string, form url.Values)
	before, after func(call string, form url.Values) (*http.Response, error)
	// acts says that the site carries out what arrived although the program gave up waiting.
	acts bool
	// ignoresPublish shows every video as published.
	ignoresPublish bool
	noTokens       bool
}

type fakeToken struct {
	form  url.Values
	used  bool
	ended bool
	// more is how many videos it takes after the next; files are the words that single files of it were given, by identifier.
	more  int
	files map[string]url.Values
	// replaces is the video that gets the file, empty for a token that makes one.
	replaces string
}

type fakeVideo struct {
	id      string
	token   string
	file    string
	form    url.Values
	content []byte
	created time.Time
	// poster is the picture it was given; subtitles are files by locale, taken how many pictures and subtitles came.
	poster    []byte
	subtitles map[string]string
	came      []string // the locales of subtitles, in the order in which they came
	version   int      // the newest version of its film that it was seen to have
	taken     int
	replaced  int
}

func newFakeSite() *fakeSite {
	return &fakeSite{
		tokens: make(map[string]*fakeToken), parts: make(map[string]map[int][]byte), sent: make(map[int]int),
		latency: 500 * time.Millisecond,
	}
}

var errLost = errors.New("the connection was reset")

// RoundTrip implements http.RoundTripper.
func (s *fakeSite) RoundTrip(request *http.Request) (*http.Response, error) {
	form, err := readForm(request)
	if err != nil {
		return nil, err
	}
	call := callOf(request)
	latency, acts := s.arrive(call, form)
	var gaveUp error
	select {
	case <-request.Context().Done():
		if gaveUp = request.Context().Err(); !acts {
			return nil, gaveUp
		}
	case <-time.After(latency):
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, call)
	if number, err := strconv.Atoi(form.Get("resumableChunkNumber")); err == nil {
		s.sent[number]++
	}
	if s.before != nil {
		if response, err := s.before(call, form); response != nil || err != nil {
			return response, err
		}
	}
	response := s.answer(call, form)
	if s.after != nil {
		if other, err := s.after(call, form); other != nil || err != nil {
			return other, err
		}
	}
	if gaveUp != nil {
		return nil, gaveUp
	}
	return response, nil
}

func callOf(request *http.Request) string {
	return strings.TrimPrefix(strings.TrimPrefix(request.URL.Path, "/api/2/"), "/api/")
}

func (s *fakeSite) arrive(call string, form url.Values) (latency time.Duration, acts bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.arriving != nil {
		s.arriving(call, form)
	}
	return s.latency, s.acts
}

func readForm(request *http.Request) (url.Values, error) {
	form := request.URL.Query()
	if request.Body == nil {
		return form, nil
	}
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	kind, parameters, _ := mime.ParseMediaType(request.Header.Get("Content-Type"))
	if kind != "multipart/form-data" {
		return url.ParseQuery(string(body))
	}
	read, err := multipart.NewReader(bytes.NewReader(body), parameters["boundary"]).ReadForm(1 << 30)
	if err != nil {
		return nil, err
	}
	form = url.Values(read.Value)
	if files := read.File["file"]; len(files) > 0 {
		file, err := files[0].Open()
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(file)
		form.Set("file", string(content))
		form.Set("filename", files[0].Filename)
		return form, err
	}
	return form, nil
}

func (s *fakeSite) answer(call string, form url.Values) *http.Response {
	switch call {
	case "site/get":
		return envelope(map[string]any{"site_id": "1", "site_name": acme.SiteName, "domain": acme.Host})
	case "photo/get-upload-token":
		return s.giveToken(form)
	case "photo/redeem-upload-token":
		return s.redeem(form)
	case "photo/update-upload-token":
		s.describe(form)
		return envelope(map[string]any{})
	case "photo/upload":
		return s.create("", form, []byte(form.Get("file")))
	case "photo/list":
		return s.list(form)
	case "photo/update":
		for _, video := range s.videos {
			if video.id == form.Get("photo_id") {
				overlay(video.form, form)
				if published := form.Get("published_p"); published != "" {
					video.form.Set("publish", published)
				}
			}
		}
		return envelope(map[string]any{})
	case "photo/get-transcoding-progress":
		return envelope(map[string]any{"all": "1.0"})
	}
	return s.answerExtra(call, form)
}

func (s *fakeSite) describe(form url.Values) {
	token, identifier := s.tokens[form.Get("upload_token")], form.Get("resumableIdentifier")
	switch {
	case token == nil:
	case identifier == "":
		overlay(token.form, form)
	default:
		if token.files == nil {
			token.files = make(map[string]url.Values)
		}
		token.files[identifier] = form
	}
}

func overlay(target, form url.Values) {
	for name := range form {
		target.Set(name, form.Get(name))
	}
}

func (s *fakeSite) giveToken(form url.Values) *http.Response {
	if s.noTokens {
		return refusal(412, "feature_not_available", "Upload tokens are switched off")
	}
	name := fmt.Sprintf("token%035d", len(s.tokens)+1)
	s.tokens[name] = &fakeToken{form: form}
	minutes, _ := strconv.Atoi(form.Get("valid_minutes"))
	return envelope(map[string]any{
		"upload_token": name, "valid_until": time.Now().Add(time.Duration(minutes) * time.Minute).Unix(), "max_uploads": 1,
	})
}

func (s *fakeSite) redeem(form url.Values) *http.Response {
	name := form.Get("upload_token")
	token := s.tokens[name]
	if token == nil || token.used || token.ended || token.replaces != "" {
		return text(200, "text/plain", "The upload token is invalid or has been used already.")
	}
	content, whole := s.collect(name, form)
	if !whole {
		return text(200, "text/plain", "ok")
	}
	token.used = token.more == 0
	token.more = max(0, token.more-1)
	described := maps.Clone(token.form)
	overlay(described, token.files[form.Get("resumableIdentifier")])
	answer := s.create(name, described, content)
	s.videos[len(s.videos)-1].file = form.Get("resumableFilename")
	return answer
}

// collect keeps a chunk and puts the file together once all are there.
func (s *fakeSite) collect(token string, form url.Values) (content []byte, whole bool) {
	number, _ := strconv.Atoi(form.Get("resumableChunkNumber"))
	size, _ := strconv.ParseInt(form.Get("resumableTotalSize"), 10, 64)
	chunk, _ := strconv.ParseInt(form.Get("resumableChunkSize"), 10, 64)
	key := token + form.Get("resumableIdentifier")
	if s.parts[key] == nil {
		s.parts[key] = make(map[int][]byte)
	}
	s.parts[key][number] = []byte(form.Get("file"))
	count := int(max(1, size/chunk))
	if len(s.parts[key]) < count {
		return nil, false
	}
	for n := 1; n <= count; n++ {
		content = append(content, s.parts[key][n]...)
	}
	delete(s.parts, key)
	return content, true
}

func (s *fakeSite) create(token string, form url.Values, content []byte) *http.Response {
	video := &fakeVideo{id: strconv.Itoa(100 + len(s.videos)), token: token, form: form, content: content, created: time.Now()}
	s.videos = append(s.videos, video)
	return envelope(map[string]any{"photo_id": video.id, "tree_id": "1", "token": "t"})
}

func (s *fakeSite) list(form url.Values) *http.Response {
	shown := []any{}
	for _, video := range s.videos {
		if id := form.Get("photo_id"); id != "" && id != video.id {
			continue
		}
		if token := form.Get("upload_token"); token != "" && token != video.token {
			continue
		}
		published := video.form.Get("publish") != "0" || s.ignoresPublish
		item := map[string]any{
			"photo_id": video.id, "title": video.form.Get("title"), "content": video.form.Get("description"),
			"tags": strings.Fields(video.form.Get("tags")), "all_albums": strings.ReplaceAll(video.form.Get("album_id"), ",", " "),
			"published_p": published, "video_encoded_p": true, "token": "secret of " + video.id, "one": "/video/" + video.id, "original_filename": cmp.Or(video.form.Get("filename"), video.file),
			"creation_date_epoch": video.created.Unix(), "placeholder_p": video.form.Get("placeholder_p") == "1",
		}
		shown = append(shown, item)
	}
	return envelope(shown)
}

func envelope(data any) *http.Response {
	body, _ := json.Marshal(map[string]any{"status": "ok", "permission_level": "write", "data": data})
	return text(200, "application/json", string(body))
}

func refusal(status int, code, message string) *http.Response {
	body, _ := json.Marshal(map[string]any{"status": "error", "permission_level": "write", "code": code, "message": message})
	return text(status, "application/json", string(body))
}

func text(status int, kind, body string) *http.Response {
	return &http.Response{
		StatusCode: status, Header: http.Header{"Content-Type": {kind}, "Date": {time.Now().UTC().Format(http.TimeFormat)}},
		Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)),
	}
}

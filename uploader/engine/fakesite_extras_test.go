package engine

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// answerExtra is the site's part for posters, subtitles, and files that go into videos that exist.
func (s *fakeSite) answerExtra(call string, form url.Values) *http.Response {
	switch call {
	case "photo/get-replace-token":
		return s.giveReplaceToken(form)
	case "photo/replace":
		if form.Get("replace_token") != "" {
			return s.replace(form)
		}
		return s.onVideo(form, func(video *fakeVideo) *http.Response {
			video.poster = []byte(form.Get("file"))
			video.taken++
			return envelope(map[string]any{"photo_id": video.id})
		})
	case "photo/subtitle/upload":
		return s.onVideo(form, func(video *fakeVideo) *http.Response {
			if !strings.Contains(form.Get("file"), "-->") {
				return refusal(400, "invalid_input", "The subtitle file could not be read")
			}
			if video.subtitles == nil {
				video.subtitles = make(map[string]string)
			}
			video.subtitles[form.Get("locale")] = form.Get("file")
			video.came = append(video.came, form.Get("locale"))
			video.taken++
			return envelope(map[string]any{})
		})
	case "photo/subtitle/list":
		return s.onVideo(form, func(video *fakeVideo) *http.Response {
			if form.Get("token") != "secret of "+video.id {
				return refusal(400, "invalid_photo_token", "The token does not fit")
			}
			shown := []any{}
			for locale := range video.subtitles {
				shown = append(shown, map[string]any{"locale": locale, "type": "general"})
			}
			return envelope(shown)
		})
	}
	return refusal(404, "no_such_object", "no such method "+call)
}

func (s *fakeSite) onVideo(form url.Values, act func(*fakeVideo) *http.Response) *http.Response {
	for _, video := range s.videos {
		if video.id == form.Get("photo_id") {
			return act(video)
		}
	}
	return refusal(404, "no_such_photo", "There is no such video")
}

func (s *fakeSite) giveReplaceToken(form url.Values) *http.Response {
	return s.onVideo(form, func(video *fakeVideo) *http.Response {
		name := fmt.Sprintf("token%035d", len(s.tokens)+1)
		s.tokens[name] = &fakeToken{form: form, replaces: video.id}
		minutes, _ := strconv.Atoi(form.Get("valid_minutes"))
		return envelope(map[string]any{"replace_token": name, "photo_id": video.id, "valid_until": time.Now().Add(time.Duration(minutes) * time.Minute).Unix()})
	})
}

// replace takes chunks of a file that goes into a video. It names that video in every answer, as it may.
func (s *fakeSite) replace(form url.Values) *http.Response {
	name := form.Get("replace_token")
	token := s.tokens[name]
	if token == nil || token.used || token.ended || token.replaces == "" {
		return text(200, "text/plain", "The replace token is invalid or has been used already.")
	}
	content, whole := s.collect(name, form)
	if whole {
		token.used = true
		for _, video := range s.videos {
			if video.id == token.replaces {
				video.content, video.file = content, form.Get("resumableFilename")
				video.form.Del("placeholder_p")
				video.form.Set("filename", video.file)
				video.replaced++
				// A site may take another picture from the new file.
				video.poster = nil
			}
		}
	}
	return envelope(map[string]any{"photo_id": token.replaces})
}

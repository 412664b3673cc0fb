package demo

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"twentythree-uploader/uploader/demo/pages"
	"twentythree-uploader/uploader/demo/subtitle"
)

// address is where a video's files are served, without a trailing slash.
func address(v *Video) string { return fmt.Sprintf("/%d/%d/%s", v.TreeID, v.PhotoID, v.Token) }

// serveFile serves /<tree>/<photo>/<token>/<format>…: the video's own bytes, its thumbnail or a drawn one, or subtitles.
func (s *Site) serveFile(w http.ResponseWriter, r *http.Request, words []string) {
	v, found := s.shown(words[1])
	if !found || !same(words[2], v.Token) || words[0] != strconv.FormatInt(v.TreeID, 10) {
		s.notFound(w)
		return
	}
	switch {
	case strings.HasPrefix(words[3], "subtitles."):
		s.serveSubtitles(w, r, v, words[3])
	case strings.HasPrefix(words[3], "video_"):
		s.serveBytes(w, r, v.File, v.OriginalName)
	case v.Poster != nil && v.Poster.File != "":
		w.Header().Set("Content-Type", v.Poster.MediaType)
		s.serveBytes(w, r, v.Poster.File, v.Poster.OriginalName)
	default:
		w.Header().Set("Content-Type", "image/svg+xml")
		_, _ = io.WriteString(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 90"><rect width="160" height="90" fill="#dfe4ea"/><path d="M66 28l34 17-34 17z" fill="#8b95a1"/></svg>`)
	}
}

// serveBytes serves a file below the site's folder.
func (s *Site) serveBytes(w http.ResponseWriter, r *http.Request, path, name string) {
	file, err := os.Open(filepath.Join(s.options.Dir, filepath.FromSlash(path)))
	if err != nil || path == "" {
		s.notFound(w)
		return
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil {
		s.notFound(w)
		return
	}
	http.ServeContent(w, r, name, info.ModTime(), file)
}

// serveSubtitles serves subtitles.<times>.<locale>.<type>.<format>: as WebVTT where that is asked for, else as they came.
func (s *Site) serveSubtitles(w http.ResponseWriter, r *http.Request, v Video, name string) {
	words := strings.Split(name, ".")
	at := -1
	if len(words) == 5 {
		at = slices.IndexFunc(v.Subtitles, func(has Subtitle) bool { return has.Locale == words[2] && has.Type == words[3] })
	}
	if at < 0 || v.Subtitles[at].File == "" {
		s.notFound(w)
		return
	}
	if words[4] != "webvtt" {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		s.serveBytes(w, r, v.Subtitles[at].File, "")
		return
	}
	content, err := os.ReadFile(filepath.Join(s.options.Dir, filepath.FromSlash(v.Subtitles[at].File)))
	if err == nil {
		content, err = subtitle.AsWebVTT(content)
	}
	if err != nil {
		s.notFound(w)
		return
	}
	w.Header().Set("Content-Type", "text/vtt; charset=utf-8")
	_, _ = w.Write(content)
}

// posterView is a thumbnail as the pages show it. Its address changes with the picture, so that no browser shows an older one.
func posterView(v *Video) *pages.Poster {
	p := v.Poster
	if p == nil {
		return nil
	}
	out := &pages.Poster{Name: p.OriginalName, MediaType: p.MediaType, Size: p.Size, SHA256: p.SHA256}
	if p.File != "" {
		out.Source = fmt.Sprintf("%s/large?%d", address(v), p.Received.UnixNano())
	}
	if p.Second != nil {
		out.Second = strconv.FormatFloat(*p.Second, 'f', -1, 64)
	}
	return out
}

// subtitleViews are a video's subtitles as the pages show them.
func subtitleViews(v *Video) []pages.Subtitle {
	var out []pages.Subtitle
	for _, has := range v.Subtitles {
		locale, _ := subtitle.Find(has.Locale)
		kind, _ := subtitle.FindType(has.Type)
		one := pages.Subtitle{
			Language: locale.Label, Code: strings.ReplaceAll(has.Locale, "_", "-"), Type: kind.Label, Captions: has.Type == "closedcaptions",
			Name: has.OriginalName, Size: has.Size, SHA256: has.SHA256, Cues: has.Cues, Draft: has.Draft,
		}
		if has.File != "" {
			one.Source, one.Track = subtitleAddress(v, has, "websrt"), subtitleAddress(v, has, "webvtt")
		}
		out = append(out, one)
	}
	return out
}

// deletedViews are the deleted videos as the pages show them, newest first.
func (s *Site) deletedViews() []pages.Video {
	var list []pages.Video
	for _, v := range slices.Backward(s.DeletedVideos()) {
		list = append(list, s.view(v))
	}
	return list
}

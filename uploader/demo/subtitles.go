package demo

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"twentythree-uploader/uploader/demo/answer"
	"twentythree-uploader/uploader/demo/body"
	"twentythree-uploader/uploader/demo/metadata"
	"twentythree-uploader/uploader/demo/subtitle"
)

// Subtitle is one language of one type that was sent for a video.
type Subtitle struct {
	// Locale is like "en_US", Type "general", "closedcaptions" or "audiodescriptions"; a video has each pair once.
	Locale string `json:"locale"`
	Type   string `json:"type"`
	// OriginalName is the file's name as sent, Format what its bytes are ("srt" or "vtt"), Cues how many pieces of text it has.
	OriginalName string `json:"original_filename"`
	Format       string `json:"format"`
	Cues         int    `json:"cues"`
	// File is its path below the site's folder ("" where bytes are discarded), Size its bytes and SHA256 in hexadecimal.
	File   string `json:"file"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	// Draft hides the subtitles from viewers.
	Draft bool `json:"draft_p"`
	// Received is when they came last, and Times how often they came.
	Received time.Time `json:"received"`
	Times    int       `json:"times"`
}

// subtitleUpload is the call that brings a subtitle file.
const subtitleUpload = "photo/subtitle/upload"

// subtitleMethod finds the methods for subtitles; v1 documents the list alone.
func subtitleMethod(path string) (method, bool) {
	switch path {
	case subtitleUpload:
		return method{level: Write, streams: true, v2only: true, run: (*call).subtitleUpload}, true
	case "photo/subtitle/list":
		return method{level: NoLevel, getter: true, run: (*call).subtitleList}, true
	case "photo/subtitle/locales":
		return method{level: NoLevel, getter: true, v2only: true, run: (*call).subtitleLocales}, true
	case "photo/subtitle/types":
		return method{level: NoLevel, getter: true, v2only: true, run: (*call).subtitleTypes}, true
	case "photo/subtitle/remove":
		return method{level: Write, v2only: true, run: (*call).subtitleRemove}, true
	}
	return method{}, false
}

// maxSubtitle is the longest subtitle file, in bytes. It is assumed: the documentation names no figure.
const maxSubtitle = 8 << 20

// subtitleBytes keeps a subtitle file, which is looked at as a whole.
type subtitleBytes struct{ bytes.Buffer }

// errSubtitleLong ends the keeping of a file that is too long to be subtitles.
var errSubtitleLong = errors.New("the subtitle file is too large")

// Write implements io.Writer.
func (b *subtitleBytes) Write(p []byte) (int, error) {
	if b.Len()+len(p) > maxSubtitle {
		return 0, errSubtitleLong
	}
	return b.Buffer.Write(p)
}

// subtitleUpload is photo/subtitle/upload: one request with the file, never in chunks.
func (c *call) subtitleUpload() reply {
	a, content := &arriving{}, &subtitleBytes{}
	if c.stream == nil && c.beforeFile(false) {
		return reply{plain: answered()}
	}
	if c.stream != nil {
		defer c.noteChunk(a)
		err := c.walk(func(part body.Part) error {
			a.name, c.receiving = part.FileName, a
			if c.beforeFile(false) {
				return errAnswered
			}
			if refused, ok := c.withinLimits(a); !ok {
				a.refuse(refused)
				return c.receive(a, nil)
			}
			return c.receive(a, content)
		})
		if err != nil {
			return c.broken(err)
		}
	}
	if refused, ok := c.mayUpload(); !ok {
		return refused
	}
	if a.refused != nil {
		return *a.refused
	}
	if err := c.keepSubtitle(a, content.Bytes()); err != nil {
		return c.refuse(err)
	}
	return reply{answer: answer.Answer{Message: "The subtitle was uploaded"}}
}

// subtitlePair reads which subtitles a call is about.
func (c *call) subtitlePair() (locale, kind string, err error) {
	known, found := subtitle.Find(c.values.Get("locale"))
	if !found {
		return "", "", &refusal{http.StatusBadRequest, "invalid_input", "locale: no such locale: " + c.values.Get("locale")}
	}
	of, found := subtitle.FindType(c.values.Get("type"))
	if !found {
		return "", "", &refusal{http.StatusBadRequest, "invalid_input", "type: no such type: " + c.values.Get("type")}
	}
	return known.Code, of.Code, nil
}

// keepSubtitle checks a subtitle file and puts it beside the video.
func (c *call) keepSubtitle(a *arriving, content []byte) error {
	s := c.site
	s.mu.Lock()
	defer s.mu.Unlock()
	v, err := c.photo()
	if err != nil {
		return err
	}
	locale, kind, err := c.subtitlePair()
	if err != nil {
		return err
	}
	draft, err := metadata.Bool(c.values.Get("draft_p"), false)
	if err != nil {
		return invalid("draft_p", err)
	}
	if c.receiving == nil {
		return &refusal{http.StatusBadRequest, "no_file", "No file was included in the request"}
	}
	seen, err := subtitle.Look(content)
	if err != nil {
		return &refusal{http.StatusBadRequest, "invalid_input", "file: the subtitle format is not recognised"}
	}
	at := slices.IndexFunc(v.Subtitles, func(has Subtitle) bool { return has.Locale == locale && has.Type == kind })
	if at >= 0 && c.behaviour.SubtitleAgain == "refuse" {
		return &refusal{http.StatusBadRequest, "invalid_input", "The video has subtitles for this locale and type already"}
	}
	sum := sha256.Sum256(content)
	made := Subtitle{
		Locale: locale, Type: kind, OriginalName: a.name, Format: string(seen.Format), Cues: seen.Cues, Size: int64(len(content)),
		SHA256: hex.EncodeToString(sum[:]), Draft: draft, Received: c.now.UTC(), Times: 1,
	}
	if at >= 0 {
		made.Times = v.Subtitles[at].Times + 1
		s.dropSubtitleFile(v.Subtitles[at])
	}
	if err := s.writeSubtitle(v.PhotoID, &made, content); err != nil {
		return err
	}
	if at >= 0 {
		v.Subtitles[at] = made
	} else {
		v.Subtitles = append(v.Subtitles, made)
	}
	a.stored, c.accepted = true, true
	return c.subtitlesChanged(v)
}

// writeSubtitle puts a subtitle file beside the video, unless the site keeps no bytes.
func (s *Site) writeSubtitle(id int64, made *Subtitle, content []byte) error {
	if s.options.Discard {
		return nil
	}
	_, _, dir := besides(id)
	made.File = filepath.ToSlash(filepath.Join(dir, made.Locale+"."+made.Type+"."+made.Format))
	err := os.MkdirAll(filepath.Join(s.options.Dir, dir), 0o700)
	if err == nil {
		err = os.WriteFile(filepath.Join(s.options.Dir, filepath.FromSlash(made.File)), content, 0o600)
	}
	if err != nil {
		return fmt.Errorf("writing subtitles: %w", err)
	}
	return nil
}

func (s *Site) dropSubtitleFile(gone Subtitle) {
	if gone.File == "" {
		return
	}
	if err := os.Remove(filepath.Join(s.options.Dir, filepath.FromSlash(gone.File))); err != nil {
		s.log.Warn("removing subtitles", "error", err)
	}
}

// subtitlesChanged keeps a video whose subtitles changed. The caller holds the lock.
func (c *call) subtitlesChanged(v *Video) error {
	v.Updates = append(v.Updates, VideoUpdate{Time: c.now.UTC(), Method: c.method, Parameters: parameters(c.values)})
	c.line.PhotoID = v.PhotoID
	return c.site.keepVideo(v)
}

// subtitleRemove takes the subtitles of a language and type away.
func (c *call) subtitleRemove() reply {
	c.site.mu.Lock()
	defer c.site.mu.Unlock()
	v, err := c.photo()
	if err != nil {
		return c.refuse(err)
	}
	locale, kind, err := c.subtitlePair()
	if err != nil {
		return c.refuse(err)
	}
	at := slices.IndexFunc(v.Subtitles, func(has Subtitle) bool { return has.Locale == locale && has.Type == kind })
	if at < 0 {
		return c.refuse(&refusal{http.StatusNotFound, "no_such_subtitle", "The video has no subtitles for this locale and type"})
	}
	c.site.dropSubtitleFile(v.Subtitles[at])
	v.Subtitles = slices.Delete(v.Subtitles, at, at+1)
	if err := c.subtitlesChanged(v); err != nil {
		return c.refuse(err)
	}
	return reply{answer: answer.Answer{Message: "The subtitle was removed"}}
}

// subtitleList lists a video's subtitles for whoever has its token. That drafts need more than that is assumed.
func (c *call) subtitleList() reply {
	drafts, err := metadata.Bool(c.values.Get("include_drafts_p"), false)
	if err != nil {
		return c.refuse(invalid("include_drafts_p", err))
	}
	if drafts {
		if refused, ok := c.allow(Read); !ok {
			return refused
		}
	}
	format := c.values.Get("subtitle_format")
	if format == "" {
		format = "websrt"
	}
	if !slices.Contains([]string{"websrt", "json", "adobe", "subviewer", "webvtt"}, format) {
		return c.refuse(&refusal{http.StatusBadRequest, "invalid_input", "subtitle_format cannot be " + format})
	}
	if _, known := subtitle.FindType(c.values.Get("type")); !known {
		return c.refuse(&refusal{http.StatusBadRequest, "invalid_input", "type: no such type: " + c.values.Get("type")})
	}
	if c.values.Get("token") == "" {
		return c.refuse(&refusal{http.StatusBadRequest, "invalid_input", "token is missing"})
	}
	c.site.mu.Lock()
	defer c.site.mu.Unlock()
	v, err := c.photo()
	if err != nil {
		return c.refuse(err)
	}
	if !same(c.values.Get("token"), v.Token) {
		return c.refuse(&refusal{http.StatusNotFound, "no_such_photo", "The token does not fit the video"})
	}
	list := []answer.Object{}
	for _, has := range v.Subtitles {
		if (has.Draft && !drafts) || (c.values.Get("type") != "" && c.values.Get("type") != has.Type) {
			continue
		}
		list = append(list, subtitleFields(v, has, format, len(list) == 0))
	}
	return c.unpaged("subtitles", "subtitle", list)
}

// subtitleFields are subtitles as the list tells them.
func subtitleFields(v *Video, has Subtitle, format string, standard bool) answer.Object {
	locale, _ := subtitle.Find(has.Locale)
	return answer.Object{
		field("locale", has.Locale), field("href", subtitleAddress(v, has, format)), field("language", locale.Label), field("default_p", standard),
		field("direction", locale.Direction()), field("draft_p", has.Draft), field("type", has.Type), field("auto_p", false),
		field("auto_waiting_p", false), field("auto_action", ""), field("auto_error_message", ""),
	}
}

// subtitleAddress is where a subtitle file is read, in the documentation's form.
func subtitleAddress(v *Video, has Subtitle, format string) string {
	return fmt.Sprintf("/%d/%d/%s/subtitles.%d.%s.%s.%s", v.TreeID, v.PhotoID, v.Token, has.Times, has.Locale, has.Type, format)
}

// unpaged answers a list that has no pages.
func (c *call) unpaged(key, item string, list []answer.Object) reply {
	if names := c.values.Get("fields"); names != "" && c.version == 2 {
		for i := range list {
			list[i] = list[i].Only(strings.Split(names, ","))
		}
	}
	return reply{answer: answer.Answer{Key: key, Item: item, List: list}}
}

func (c *call) subtitleLocales() reply {
	list := []answer.Object{}
	for _, l := range subtitle.Locales() {
		list = append(list, answer.Object{
			field("locale", l.Code), field("label", l.Label), field("transcribe_p", l.Transcribe), field("translate_p", l.Translate),
		})
	}
	return c.unpaged("locales", "locale", list)
}

func (c *call) subtitleTypes() reply {
	list := []answer.Object{}
	for _, t := range subtitle.Types() {
		list = append(list, answer.Object{field("type", t.Code), field("label", t.Label)})
	}
	return c.unpaged("types", "type", list)
}

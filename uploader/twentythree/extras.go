package twentythree

import (
	"bytes"
	"context"
	"io"
	"net/http"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree/internal/answer"
)

const (
	callSubtitleUpload    = "photo/subtitle/upload"
	callSubtitleList      = "photo/subtitle/list"
	callSubtitleLanguages = "photo/subtitle/locales"
)

// Attachment is a small file that goes along with a video, whole in memory.
type Attachment struct {
	FileName string
	Content  []byte
}

// SetPoster makes a picture the one that stands for a video: the service takes an image for the video's thumbnail, whatever it had
// before. Doing it twice does no harm.
func (c *Client) SetPoster(ctx context.Context, videoID string, picture Attachment) error {
	return c.attach(ctx, callReplace, c.settled(), form{{"photo_id", videoID}}, picture)
}

// UploadSubtitle gives a video subtitles, readable for everybody who may see it. locale is one of Languages. Only the second generation
// of the service takes subtitles.
func (c *Client) UploadSubtitle(ctx context.Context, videoID, locale string, file Attachment) error {
	fields := form{{"photo_id", videoID}, {"locale", locale}, {"type", "general"}, {"draft_p", "0"}}
	return c.attach(ctx, callSubtitleUpload, GenerationV2, fields, file)
}

// attach sends one request with a small file.
func (c *Client) attach(ctx context.Context, name string, generation Generation, fields form, file Attachment) error {
	if generation == GenerationV1 {
		fields = append(form{{"format", "json"}, {"raw", "1"}}, fields...)
	}
	open := func() (io.Reader, error) { return bytes.NewReader(file.Content), nil }
	body, err := newStream(fields, file.FileName, int64(len(file.Content)), open)
	if err != nil {
		return err
	}
	o := outgoing{call: name, generation: generation, method: http.MethodPost, stream: body, signed: true}
	got, signedAt, err := c.send(ctx, c.upload, o, answerBound)
	if err != nil {
		return err
	}
	if _, refused := judgeCall(got, c.base, false); refused != nil && !(name == callReplace && takes(got)) {
		return c.complete(refused, o, got.header, signedAt)
	}
	return nil
}

// takes says that an answer to a file in the place of another is a yes: the service may give it as plain text, of which it documents none.
func takes(got received) bool {
	if got.status != http.StatusOK {
		return false
	}
	_, kind, _ := judgeAccepted(answer.Read(got.body), got, false)
	return kind == accepted
}

// Subtitles lists the locales that a video has subtitles of the general type in, drafts too. The list wants to know the video's own
// secret, which is asked for first and kept nowhere.
func (c *Client) Subtitles(ctx context.Context, videoID string) ([]string, error) {
	a, _, err := c.ask(ctx, call{name: "photo/list", form: form{{"photo_id", videoID}, {"include_unpublished_p", "1"}, c.fresh()}})
	if err != nil {
		return nil, err
	}
	secret := first(a.Payload("photos", "photo"), "photos", "photo").Get("token").Text()
	q := call{
		name: callSubtitleList, only: GenerationV2, secrets: []string{secret},
		form: form{{"photo_id", videoID}, {"token", secret}, {"include_drafts_p", "1"}, {"type", "general"}, c.fresh()},
	}
	a, _, err = c.ask(ctx, q)
	if err != nil {
		return nil, err
	}
	var locales []string
	for _, item := range a.Payload("subtitles", "subtitle").Items("subtitles", "subtitle") {
		kind := item.Get("type").Text()
		if locale := item.Get("locale").Text(); locale != "" && (kind == "" || kind == "general") {
			locales = append(locales, locale)
		}
	}
	return locales, nil
}

// Languages lists those that subtitles can be in on this site.
func (c *Client) Languages(ctx context.Context) ([]uploader.Language, error) {
	var languages []uploader.Language
	name := func(item answer.Value) string { return item.Get("locale").Text() }
	err := c.pages(ctx, call{name: callSubtitleLanguages, only: GenerationV2}, []string{"locales", "locale"}, name, func(item answer.Value) {
		languages = append(languages, uploader.Language{Locale: name(item), Label: plainText(item.Get("label").Text())})
	})
	return languages, err
}

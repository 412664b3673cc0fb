package twentythree

import (
	"context"
	"net/http"
	"strconv"
	"time"
)

const callRedeem = "photo/redeem-upload-token"

// SendChunk sends one piece of a file, streamed. A nil error is the site's acknowledgement that it has the bytes. A refusal is an
// *Error; a failure to read the file comes back wrapped, before anything that it did to the connection.
func (c *Client) SendChunk(ctx context.Context, chunk Chunk) (ChunkAnswer, error) {
	body, err := newStream(chunk.form(), chunk.FileName, chunk.Length, chunk.Open)
	if err != nil {
		return ChunkAnswer{}, err
	}
	generation := chunk.Token.Generation
	if generation == GenerationAuto {
		generation = max(c.Generation(), GenerationV1)
	}
	o := outgoing{
		call: callRedeem, generation: generation, method: http.MethodPost, stream: body, signed: chunk.WithCredential,
		secrets: []string{chunk.Token.Token},
	}
	video, err := c.sendStream(ctx, o)
	return ChunkAnswer{Video: video}, err
}

func (c *Client) sendStream(ctx context.Context, o outgoing) (VideoRef, error) {
	got, signedAt, err := c.send(ctx, c.upload, o, errorBound)
	if err != nil {
		return VideoRef{}, err
	}
	video, refused := judgeChunk(got, c.base)
	if refused != nil {
		return VideoRef{}, c.complete(refused, o, got.header, signedAt)
	}
	return video, nil
}

// form gives the fields of the service's chunk protocol, in the body only, before the file.
func (c Chunk) form() form {
	whole := func(n int64) string { return strconv.FormatInt(n, 10) }
	return form{
		{"upload_token", c.Token.Token},
		{"format", "json"},
		{"raw", "1"},
		{"resumableChunkNumber", whole(int64(c.Number))},
		{"resumableChunkSize", whole(c.ChunkSize)},
		{"resumableCurrentChunkSize", whole(c.Length)},
		{"resumableTotalSize", whole(c.TotalSize)},
		{"resumableIdentifier", c.Identifier},
		{"resumableFilename", c.FileName},
		{"resumableTotalChunks", whole(int64(c.Count))},
	}
}

// DirectPossible reports whether UploadDirect can work: with the four keys always, with a bearer token only where the site was
// found to know photo/upload in the second generation, which the service does not document.
func (c *Client) DirectPossible() bool {
	return c.credential != nil && (c.credential.speaksV1() || c.directKnown.Load())
}

// ProbeDirect finds out whether a bearer token can upload directly. It asks photo/upload without a file, which makes no video: a
// site that knows the method says what is missing.
func (c *Client) ProbeDirect(ctx context.Context) (bool, error) {
	if c.credential == nil || c.credential.speaksV1() {
		return c.DirectPossible(), nil
	}
	_, _, err := c.ask(ctx, call{name: callUpload, form: form{{"publish", "0"}}, text: true, only: GenerationV2})
	refused, said := refusal(err)
	if !said {
		return false, err
	}
	known := refused.Kind == KindInput || refused.Kind == KindUnsupportedFile
	c.directKnown.Store(known)
	return known, nil
}

const callUpload = "photo/upload"

// UploadDirect makes a video in one request: with its file, or without one for a placeholder. It cannot be resumed, and the site
// keeps no list of what arrived this way: after doubt, look before doing it again.
func (c *Client) UploadDirect(ctx context.Context, p UploadParameters, file *DirectFile) (VideoRef, error) {
	p.Placeholder = file == nil
	parameters, err := p.form()
	if err != nil {
		return VideoRef{}, err
	}
	generation := GenerationV1
	if c.credential != nil && !c.credential.speaksV1() {
		generation = GenerationV2
	}
	o := outgoing{call: callUpload, generation: generation, method: http.MethodPost, signed: true}
	parameters = append(form{{"format", "json"}, {"raw", "1"}}, parameters...)
	client := c.http
	if file == nil {
		o.body = parameters
	} else {
		client = c.upload
		if o.stream, err = newStream(parameters, file.FileName, file.Size, file.Open); err != nil {
			return VideoRef{}, err
		}
	}
	got, signedAt, err := c.send(ctx, client, o, errorBound)
	if err != nil {
		return VideoRef{}, err
	}
	return c.directAnswer(got, o, signedAt)
}

// directAnswer is stricter than an acknowledgement: without a video's id the upload is in doubt.
func (c *Client) directAnswer(got received, o outgoing, signedAt time.Time) (VideoRef, error) {
	video, refused := judgeChunk(got, c.base)
	switch {
	case refused != nil:
		return VideoRef{}, c.complete(refused, o, got.header, signedAt)
	case video.VideoID == "":
		return VideoRef{}, c.complete(&Error{Status: got.status, Message: "the answer names no video"}, o, got.header, signedAt)
	}
	c.directKnown.Store(true)
	return video, nil
}

package twentythree

import (
	"context"
	"net/http"
	"net/url"

	"twentythree-uploader/uploader/twentythree/internal/answer"
)

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
	if !said || !refused.ofTheSite() {
		return false, err
	}
	known := refused.Kind == KindInput || refused.Kind == KindUnsupportedFile
	c.directKnown.Store(known)
	return known, nil
}

// ofTheSite reports whether the site itself decided, as opposed to something before it or a moment in which it cannot.
func (e *Error) ofTheSite() bool {
	switch e.Kind {
	case KindBusy, KindPortal, KindMoved, KindClock:
		return false
	}
	return e.Status >= http.StatusBadRequest || e.Code != ""
}

const callUpload = "photo/upload"

// UploadDirect makes a video in one request: with its file, or without one for a placeholder. It cannot be resumed, and the site
// keeps no list of what arrived this way: after doubt, look before doing it again.
func (c *Client) UploadDirect(ctx context.Context, p UploadParameters, file *DirectFile) (VideoRef, error) {
	p = c.permitted(p)
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
	video, refused := judgeDirect(got, c.base, file == nil)
	if refused != nil {
		return VideoRef{}, c.complete(refused, o, got.header, signedAt)
	}
	c.directKnown.Store(true)
	return video, nil
}

// judgeDirect is stricter than an acknowledgement: without a video's id the upload is in doubt.
func judgeDirect(got received, base *url.URL, placeholder bool) (VideoRef, *Error) {
	var video VideoRef
	var refused *Error
	if placeholder {
		var a answer.Answer
		a, refused = judgeCall(got, base, false)
		video = namedVideo(a, got.status)
	} else {
		video, refused = judgeBytes(got, base, false)
	}
	switch {
	case refused == nil && video.VideoID == "":
		return VideoRef{}, &Error{Status: got.status, Message: "the answer names no video"}
	case refused == nil:
		return video, nil
	}
	return VideoRef{}, refused
}

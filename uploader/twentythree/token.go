package twentythree

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"twentythree-uploader/uploader/twentythree/internal/answer"
)

// longestValidity is the most minutes that the service documents for an upload token.
const longestValidity = 1440

// RequestUploadToken reserves an upload and gives the site what is known of the video. A site that would publish at once although
// publishing was not asked for gives an error: such a token must not be used.
func (c *Client) RequestUploadToken(ctx context.Context, p UploadParameters, options TokenOptions) (UploadToken, error) {
	p = c.permitted(p)
	parameters, err := p.form()
	if err != nil {
		return UploadToken{}, err
	}
	q := call{name: callRequestToken, form: append(parameters, options.form()...), text: true, getter: true, long: "description"}
	token, public, err := c.requestToken(ctx, q)
	private := !p.Publish || p.PublishDate != ""
	if err == nil && public && private {
		// The site may have overlooked what came in the body: it documents the call as a GET.
		q.text = false
		token, public, err = c.requestToken(ctx, q)
	}
	switch {
	case err != nil:
		return UploadToken{}, err
	case public && private:
		return UploadToken{}, &Error{
			Call: q.name, Generation: token.Generation, Status: http.StatusOK, Message: "the site would publish at once although this was not asked for",
		}
	case (!q.text || c.refusesPOST.Load()) && len(q.shortened(q.form)) < len(q.form):
		return token, c.UpdateUploadToken(ctx, token, "", p)
	}
	return token, nil
}

// requestToken also tells whether the site means to publish at once.
func (c *Client) requestToken(ctx context.Context, q call) (token UploadToken, public bool, err error) {
	a, generation, err := c.ask(ctx, q)
	if err != nil {
		return UploadToken{}, false, err
	}
	token = c.uploadToken(a, generation)
	if token.Token == "" {
		return token, false, &Error{Call: q.name, Generation: generation, Status: http.StatusOK, Message: "the answer holds no upload token", Level: level(a)}
	}
	return token, token.Publish, nil
}

func (o TokenOptions) form() form {
	uploads, minutes := max(o.MaxUploads, 1), o.ValidMinutes
	if minutes <= 0 {
		minutes = longestValidity
	}
	parameters := form{}
	parameters.add("max_uploads", strconv.Itoa(uploads))
	parameters.add("valid_minutes", strconv.Itoa(min(max(minutes, 15), longestValidity)))
	parameters.addUnlessEmpty("return_url", o.ReturnURL)
	if o.BackgroundReturn {
		parameters.add("background_return_p", "1")
	}
	parameters.addUnlessEmpty(ReturnNonce, o.Nonce)
	return parameters
}

func (c *Client) uploadToken(a answer.Answer, generation Generation) UploadToken {
	payload := first(a.Payload("uploadtoken", "upload_token", "uploadtokens"), "uploadtoken")
	token := UploadToken{
		Token: payload.Get("upload_token").Text(), Generation: generation, MaxUploads: 1, Publish: payload.Get("publish").Truthy(),
	}
	if uploads, ok := payload.Get("max_uploads").Int(); ok && uploads > 0 {
		token.MaxUploads = int(min(uploads, 1<<30))
	}
	if minutes, ok := payload.Get("valid_minutes").Int(); ok && minutes > 0 && minutes <= longestValidity {
		token.Valid = time.Duration(minutes) * time.Minute
		token.ValidUntil = c.now().Add(token.Valid)
	}
	if until, ok := payload.Get("valid_until").Time(); ok {
		token.ValidUntil = until
	}
	return token
}

// first is the only or first object of a payload.
func first(payload answer.Value, wrappers ...string) answer.Value {
	if items := payload.Items(wrappers...); len(items) > 0 {
		return items[0]
	}
	return payload
}

// UpdateUploadToken confirms an edit for uploads made with the token, during or after the upload; identifier limits it to one file
// of several, empty for all. Publish is always sent. It needs no credential. Date, owner, canonical address and company fields
// cannot be changed this way.
func (c *Client) UpdateUploadToken(ctx context.Context, token UploadToken, identifier string, p UploadParameters) error {
	parameters := form{{"upload_token", token.Token}}
	parameters.addUnlessEmpty("resumableIdentifier", identifier)
	parameters = append(parameters, c.permitted(p).edits()...)
	return c.withToken(ctx, "photo/update-upload-token", token, parameters)
}

// DescribeUpload gives one file of a token its own title and description, during or after its upload, and leaves all else as whoever made the token
// decided. It needs no credential.
func (c *Client) DescribeUpload(ctx context.Context, token UploadToken, identifier, title, description string) error {
	parameters := form{{"upload_token", token.Token}}
	parameters.add("resumableIdentifier", identifier)
	parameters.add("title", title)
	parameters.add("description", description)
	return c.withToken(ctx, "photo/update-upload-token", token, parameters)
}

// DeleteUploadToken deletes a video that arrived with the token. It needs no credential.
func (c *Client) DeleteUploadToken(ctx context.Context, token UploadToken, identifier, videoID string) error {
	parameters := form{{"upload_token", token.Token}, {"photo_id", videoID}}
	parameters.addUnlessEmpty("resumableIdentifier", identifier)
	return c.withToken(ctx, "photo/delete-upload-token", token, parameters)
}

// withToken asks as a stranger; a closed site that turns strangers away is asked once more with the credential.
func (c *Client) withToken(ctx context.Context, name string, token UploadToken, parameters form) error {
	q := call{name: name, form: parameters, text: true, byToken: true, only: token.Generation, secrets: []string{token.Token}}
	_, _, err := c.ask(ctx, q)
	if refused, said := refusal(err); said && refused.Kind == KindSignIn && c.credential != nil {
		q.byToken = false
		_, _, err = c.ask(ctx, q)
	}
	return err
}

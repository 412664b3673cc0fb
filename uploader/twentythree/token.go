package twentythree

import (
	"context"
	"errors"
	"strconv"
	"time"

	"twentythree-uploader/uploader/twentythree/internal/answer"
)

const (
	// longestValidity is the most minutes that the service documents for an upload token.
	longestValidity = 1440
	// longestAddress is how long a GET with text may become before the description is sent by itself.
	longestAddress = 4000
)

// RequestUploadToken reserves an upload and gives the site what is known of the video. A site that would publish at once although
// publishing was not asked for gives an error: such a token must not be used.
func (c *Client) RequestUploadToken(ctx context.Context, p UploadParameters, options TokenOptions) (UploadToken, error) {
	parameters, err := p.form()
	if err != nil {
		return UploadToken{}, err
	}
	parameters = append(parameters, options.form()...)
	q := call{name: callRequestToken, form: parameters, text: true, getter: true}
	short := c.refusesPOST.Load() && len(parameters.encode()) > longestAddress
	if short {
		q.form = parameters.without("description")
	}
	a, generation, err := c.ask(ctx, q)
	if err != nil {
		return UploadToken{}, err
	}
	token, payload := c.uploadToken(a, generation)
	if token.Token == "" {
		return UploadToken{}, &Error{Call: q.name, Generation: generation, Kind: KindUnknownAnswer, Status: 200, Message: "the answer holds no upload token", Level: level(a)}
	}
	if echoed := payload.Get("publish"); echoed.Present() && echoed.Truthy() && (!p.Publish || p.PublishDate != "") {
		return UploadToken{}, &Error{
			Call: q.name, Generation: generation, Kind: KindUnknownAnswer, Status: 200, Level: level(a),
			Message: "the site would publish at once although this was not asked for",
		}
	}
	if short {
		return token, c.UpdateUploadToken(ctx, token, "", p)
	}
	return token, nil
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
	return parameters
}

func (f form) without(name string) form {
	var rest form
	for _, pair := range f {
		if pair.Name != name {
			rest = append(rest, pair)
		}
	}
	return rest
}

func (c *Client) uploadToken(a answer.Answer, generation Generation) (UploadToken, answer.Value) {
	payload := first(a.Payload("uploadtoken", "upload_token", "uploadtokens"), "uploadtoken")
	token := UploadToken{Token: payload.Get("upload_token").Text(), Generation: generation, MaxUploads: 1}
	if uploads, ok := payload.Get("max_uploads").Int(); ok && uploads > 0 {
		token.MaxUploads = int(min(uploads, 1<<30))
	}
	if until, ok := payload.Get("valid_until").Time(); ok {
		token.ValidUntil = until
	} else if minutes, ok := payload.Get("valid_minutes").Int(); ok && minutes > 0 && minutes <= longestValidity {
		token.ValidUntil = c.now().Add(time.Duration(minutes) * time.Minute)
	}
	return token, payload
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
	parameters = append(parameters, p.edits()...)
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
	var refused *Error
	if errors.As(err, &refused) && refused.Kind == KindSignIn && c.credential != nil {
		q.byToken = false
		_, _, err = c.ask(ctx, q)
	}
	return err
}

package twentythree

import (
	"context"
	"net/http"
	"strconv"
	"time"
)

const (
	callReplaceToken  = "photo/get-replace-token"
	callReplace       = "photo/replace"
	callRedeemReplace = "photo/redeem-replace-token"
)

// RequestReplaceToken gets leave to give a video another file, once. The chunks of that file go with SendChunk like those of any other.
func (c *Client) RequestReplaceToken(ctx context.Context, videoID string, validMinutes int) (UploadToken, error) {
	minutes := min(max(validMinutes, 15), longestValidity)
	q := call{
		name: callReplaceToken, text: true, getter: true,
		form: form{{"photo_id", videoID}, {"max_uploads", "1"}, {"valid_minutes", strconv.Itoa(minutes)}},
	}
	a, generation, err := c.ask(ctx, q)
	if err != nil {
		return UploadToken{}, err
	}
	payload := first(a.Payload("replacetoken", "replace_token", "replacetokens"), "replacetoken")
	token := UploadToken{Token: payload.Get("replace_token").Text(), Generation: generation, MaxUploads: 1, Replaces: videoID}
	if token.Token == "" {
		return UploadToken{}, &Error{Call: q.name, Generation: generation, Status: http.StatusOK, Message: "the answer holds no replace token", Level: level(a)}
	}
	token.ValidUntil = c.now().Add(time.Duration(minutes) * time.Minute)
	if until, ok := payload.Get("valid_until").Time(); ok {
		token.ValidUntil = until
	}
	return token, nil
}

// redeeming gives the call that takes the chunks of a token, and the name that the token has there. The first generation has a call of
// its own for files that replace another.
func (t UploadToken) redeeming(generation Generation) (name, field string) {
	switch {
	case t.Replaces == "":
		return callRedeem, "upload_token"
	case generation == GenerationV1:
		return callRedeemReplace, "replace_token"
	}
	return callReplace, "replace_token"
}

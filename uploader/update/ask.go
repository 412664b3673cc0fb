package update

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

const (
	userAgent     = "twentythree-uploader"
	mostRedirects = 3
	patience      = time.Minute
)

// ErrNoAnswer means that nobody answered at the feed's address, or with something else than a feed to give: asking again may help.
var ErrNoAnswer = errors.New("update: no answer")

// Ask asks for the feed once, over transport, and gives what it says. Every request on the way is encrypted. The error wraps one of the
// errors of this package.
func Ask(ctx context.Context, transport http.RoundTripper, feed Feed) (Document, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := secure(feed.Address); err != nil {
		return Document{}, fmt.Errorf("%w: %w", ErrNoAnswer, err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, feed.Address, nil)
	if err != nil {
		return Document{}, fmt.Errorf("%w: %w", ErrNoAnswer, err)
	}
	request.Header.Set("User-Agent", userAgent)
	request.Header.Set("Accept", "application/json")
	// What is packed would have to be bounded twice.
	request.Header.Set("Accept-Encoding", "identity")
	response, err := (&http.Client{Transport: transport, CheckRedirect: onlyEncrypted}).Do(request)
	if err != nil {
		return Document{}, fmt.Errorf("%w: %w", ErrNoAnswer, err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return Document{}, fmt.Errorf("%w: status %d", ErrNoAnswer, response.StatusCode)
	}
	text, err := io.ReadAll(io.LimitReader(response.Body, MostBytes+1))
	if err != nil {
		return Document{}, fmt.Errorf("%w: %w", ErrNoAnswer, err)
	}
	return Open(text, feed.Keys)
}

// onlyEncrypted follows a feed that has moved, a few times, and tells the new place nothing of the old one.
func onlyEncrypted(request *http.Request, before []*http.Request) error {
	switch {
	case request.URL.Scheme != "https":
		return errors.New("the feed has moved to a place that is not encrypted")
	case len(before) > mostRedirects:
		return errors.New("the feed has moved too often")
	}
	request.Header.Del("Referer")
	return nil
}

package twentythree

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	// errorBound is how much of an answer to bytes, or of an error, is read; answerBound how much of a list.
	errorBound  = 64 << 10
	answerBound = 8 << 20

	statusProxySignIn = http.StatusProxyAuthRequired
	userAgent         = "twentythree-uploader"
)

// received is what came back: the pure functions of judgement.go decide what it means.
type received struct {
	status int
	header http.Header
	// body is at most the bound that was asked for; cut says that there was more.
	body []byte
	cut  bool
}

// start is what is worth reading: of a body that goes on beyond the bound, only what tells what it is.
func (r received) start() []byte {
	if r.cut {
		return r.body[:min(len(r.body), errorBound)]
	}
	return r.body
}

// outgoing is one request, ready but for its signature.
type outgoing struct {
	call string
	// outside says that the call is no method of the API: its name is its path from the root.
	outside    bool
	generation Generation
	method     string
	query      form // in the address, signed
	body       form // as a form, signed
	protocol   form // in the signature's own header
	stream     *stream
	signed     bool
	secrets    []string // values that may not be repeated in an error
}

func (c *Client) address(o outgoing) string {
	prefix := "/api/2/"
	switch {
	case o.outside:
		prefix = "/"
	case o.generation == GenerationV1:
		prefix = "/api/"
	}
	address := c.Base() + prefix + o.call
	if len(o.query) > 0 {
		address += "?" + o.query.encode()
	}
	return address
}

// send makes one attempt with a fresh signature. The error is of the connection, without the address, which may hold a token.
// signedAt is the time the signature was made for.
func (c *Client) send(ctx context.Context, client *http.Client, o outgoing, bound int64) (got received, signedAt time.Time, err error) {
	request, signedAt, err := c.request(ctx, o)
	if err != nil {
		return received{}, signedAt, err
	}
	response, err := client.Do(request)
	if err != nil {
		return received{}, signedAt, c.connectionError(o, err)
	}
	defer response.Body.Close()
	c.learnDate(response.Header)
	if response.StatusCode >= http.StatusMultipleChoices {
		bound = errorBound
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, bound+1))
	if err != nil {
		return received{}, signedAt, c.connectionError(o, err)
	}
	got = received{status: response.StatusCode, header: response.Header, body: body}
	if int64(len(body)) > bound {
		got.body, got.cut = body[:bound], true
	}
	return got, signedAt, nil
}

func (c *Client) request(ctx context.Context, o outgoing) (*http.Request, time.Time, error) {
	var credential Credential
	if o.signed {
		var err error
		if credential, err = c.credentialNow(ctx); err != nil {
			return nil, time.Time{}, err
		}
	}
	address := c.address(o)
	request, err := http.NewRequestWithContext(ctx, o.method, address, nil)
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("%s: the request cannot be made", o.call)
	}
	request.Header.Set("User-Agent", userAgent)
	request.Header.Set("Accept", "application/json")
	switch {
	case o.stream != nil:
		if err := o.stream.attach(request); err != nil {
			return nil, time.Time{}, fmt.Errorf("%s: %w", o.call, err)
		}
	case o.method == http.MethodPost:
		attachForm(request, o.body)
	}
	signedAt := c.now()
	if credential == nil {
		return request, signedAt, nil
	}
	nonce, err := c.nonce()
	if err != nil {
		return nil, signedAt, err
	}
	header, err := credential.sign(attempt{
		method: o.method, address: address, parameters: o.body, protocol: o.protocol, unixTime: signedAt.Unix(), nonce: nonce,
	})
	if err != nil {
		return nil, signedAt, fmt.Errorf("%s: %w", o.call, err)
	}
	request.Header.Set("Authorization", header)
	return request, signedAt, nil
}

func attachForm(request *http.Request, body form) {
	text := body.encode()
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.ContentLength = int64(len(text))
	request.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
	request.Body, _ = request.GetBody()
}

// connectionError names the call in place of the address. A failure to read the file goes before what it did to the connection.
func (c *Client) connectionError(o outgoing, err error) error {
	var addressed *url.Error
	if errors.As(err, &addressed) {
		err = addressed.Err
	}
	if o.stream != nil {
		if source := o.stream.sourceError(); source != nil {
			err = source
		}
	}
	return &brokenOff{text: fmt.Sprintf("%s (%s): %s", o.call, o.generation, redact(err.Error(), c.secretsOf(o))), err: err}
}

// brokenOff is an error of the connection. Its text holds no secret: what is no HTTP is quoted in the library's errors, and boxes on the
// way send back what they were sent.
type brokenOff struct {
	text string
	err  error
}

// Error implements error.
func (b *brokenOff) Error() string { return b.text }

// Unwrap gives what went wrong, for its kind: its text may hold a secret.
func (b *brokenOff) Unwrap() error { return b.err }

// Format gives the text alone, whatever the verb.
func (b *brokenOff) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, b.text) }

func (c *Client) learnDate(header http.Header) {
	if c.onDate == nil || !c.trusted() {
		return
	}
	if date, known := freshDate(header); known {
		c.onDate(date, false)
	}
}

// freshDate reads the Date header. An answer that was kept on the way tells the time at which it was made.
func freshDate(header http.Header) (time.Time, bool) {
	if age := strings.TrimSpace(header.Get("Age")); age != "" && age != "0" {
		return time.Time{}, false
	}
	date, err := http.ParseTime(header.Get("Date"))
	return date, err == nil
}

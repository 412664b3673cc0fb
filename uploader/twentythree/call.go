package twentythree

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree/internal/answer"
	"twentythree-uploader/uploader/twentythree/internal/oauth"
)

const callRequestToken = "photo/get-upload-token"

// call is one method of the service, asked with parameters.
type call struct {
	name string
	form form
	// text says that the parameters hold what people typed, or secrets: they go in a form body. Reads without any go in the address.
	text bool
	// getter says that the service documents the call as a GET, so that a refused POST is asked again as one. long names the
	// parameter that is then left out where the address would become too long.
	getter bool
	long   string
	// byToken says that a token among the parameters is the authority: no credential is sent.
	byToken bool
	// only is the generation that has the call; zero for both.
	only Generation
	// secrets are parameter values that no error may repeat.
	secrets []string
}

// ask makes the call in the generation that the site speaks, and finds out which that is. An answer that is not a success is an
// *Error.
func (c *Client) ask(ctx context.Context, q call) (answer.Answer, Generation, error) {
	generations := c.generations(q)
	for i, generation := range generations {
		a, err := c.askGeneration(ctx, q, generation)
		if err == nil {
			c.remember(q, generation, a)
			return a, generation, nil
		}
		if last := i == len(generations)-1; last || !lacksMethod(err) {
			return a, generation, err
		}
	}
	return answer.Answer{}, GenerationAuto, errors.New("twentythree: no generation of the service has " + q.name)
}

// generations are those to try, in order. A bearer token is sent to the second generation only: the service documents it nowhere
// for the first.
func (c *Client) generations(q call) []Generation {
	settled := c.Generation()
	switch {
	case q.only != GenerationAuto:
		return []Generation{q.only}
	case settled != GenerationAuto:
		return []Generation{settled}
	case q.byToken || c.credential == nil || c.credential.speaksV1():
		return []Generation{GenerationV2, GenerationV1}
	}
	return []Generation{GenerationV2}
}

func (c *Client) remember(q call, generation Generation, a answer.Answer) {
	if q.only == GenerationAuto {
		c.generation.CompareAndSwap(int32(GenerationAuto), int32(generation))
	}
	if !q.byToken && c.credential != nil && uploader.PermissionLevel(a.Level).Allows(uploader.LevelRead) {
		c.signedInBefore.Store(true)
	}
}

// lacksMethod reports whether the site does not know the method at all, as opposed to an object that the method was asked about.
func lacksMethod(err error) bool {
	var refused *Error
	return errors.As(err, &refused) && refused.Status == http.StatusNotFound && (refused.Code == "" || refused.aboutMethod())
}

// aboutMethod reports whether the service speaks of the method asked. It documents no code for that.
func (e *Error) aboutMethod() bool {
	words := strings.ToLower(e.Code + " " + e.Message)
	return strings.Contains(words, "method") || strings.Contains(words, "endpoint") || e.Code == "not_found"
}

func (c *Client) askGeneration(ctx context.Context, q call, generation Generation) (answer.Answer, error) {
	if !q.text || (q.getter && c.refusesPOST.Load()) {
		return c.askWith(ctx, q, generation, http.MethodGet)
	}
	a, err := c.askWith(ctx, q, generation, http.MethodPost)
	if err == nil || !q.getter || !refusesPOST(err) {
		return a, err
	}
	a, err = c.askWith(ctx, q, generation, http.MethodGet)
	if err == nil {
		c.refusesPOST.Store(true)
	}
	return a, err
}

// refusesPOST reports whether an answer refuses the way of asking rather than what was asked: the second generation documents
// some calls with text as GET. A 400 or 404 with a code of its own is about a value or an object, and stands.
func refusesPOST(err error) bool {
	var refused *Error
	if !errors.As(err, &refused) {
		return false
	}
	switch refused.Status {
	case http.StatusMethodNotAllowed, http.StatusNotImplemented:
		return true
	case http.StatusBadRequest, http.StatusNotFound:
		return refused.Code == "" || refused.aboutMethod()
	}
	return strings.Contains(refused.Code, "method")
}

func (c *Client) askWith(ctx context.Context, q call, generation Generation, method string) (answer.Answer, error) {
	o := outgoing{call: q.name, generation: generation, method: method, signed: !q.byToken, secrets: q.secrets}
	parameters := q.form
	if generation == GenerationV1 {
		parameters = append(form{{"format", "json"}, {"raw", "1"}}, parameters...)
	}
	if method == http.MethodPost {
		o.body = parameters
	} else {
		o.query = q.shortened(parameters)
	}
	got, signedAt, err := c.send(ctx, c.http, o, answerBound)
	if err != nil {
		return answer.Answer{}, err
	}
	a, refused := judgeCall(got, c.base, q.byToken)
	if refused != nil {
		return a, c.complete(refused, o, got.header, signedAt)
	}
	return a, nil
}

// longestAddress is how long the parameters of a GET may become: addresses are cut or refused from a few thousand characters on.
const longestAddress = 4000

func (q call) shortened(parameters form) form {
	if q.long == "" || len(parameters.encode()) <= longestAddress {
		return parameters
	}
	return slices.DeleteFunc(slices.Clone(parameters), func(p parameter) bool { return p.Name == q.long })
}

// clockTolerance is how far a signature's time may be off before the clock is held responsible for a refusal.
const clockTolerance = time.Minute

// complete adds to an error what the call and the credential say about it, and takes every secret out.
func (c *Client) complete(e *Error, o outgoing, header http.Header, signedAt time.Time) *Error {
	e.Call, e.Generation = o.call, o.generation
	signed := o.signed && c.credential != nil
	e.Stranger, e.SignedInBefore = !signed, signed && c.signedInBefore.Load()
	secrets := c.secretsOf(o)
	e.Message, e.Code = redact(e.Message, secrets), redact(e.Code, secrets)
	if e.Kind == KindPermission {
		c.completePermission(e, signed)
	}
	if e.Kind == KindSignIn || e.Kind == KindClock {
		c.completeSignIn(e, signed, header, signedAt)
	}
	return e
}

// secretsOf are the texts that nothing may repeat which comes of a request.
func (c *Client) secretsOf(o outgoing) []string {
	if c.credential == nil {
		return o.secrets
	}
	return slices.Concat(c.credential.secrets(), c.used.all(), o.secrets)
}

// completePermission tells too few rights from a credential that was not recognised: live sites answer strangers, too, that
// permission is denied.
func (c *Client) completePermission(e *Error, signed bool) {
	for _, word := range levelText.FindAllString(e.Message, -1) {
		if level := uploader.PermissionLevel(word); e.Level == "" || !e.Level.Allows(level) {
			e.Needed = level
			break
		}
	}
	stranger := e.Level == uploader.LevelNone || (e.Level == uploader.LevelAnonymous && e.SignedInBefore)
	if !signed || stranger {
		e.Kind = KindSignIn
	}
}

func (c *Client) completeSignIn(e *Error, signed bool, header http.Header, signedAt time.Time) {
	_, dated := c.credential.(OAuth)
	date, fresh := freshDate(header)
	if !dated || !signed || !fresh {
		return
	}
	offset := date.Sub(signedAt)
	if offset.Abs() > clockTolerance {
		e.Kind, e.Offset = KindClock, offset.Round(time.Second)
		if c.onDate != nil && c.trusted() {
			c.onDate(date, true)
		}
	}
}

// shownMessage is how many characters of the service's message are kept.
const shownMessage = 300

// redact takes secrets out of a text from the site and makes one short line of it.
func redact(text string, secrets []string) string {
	cut, longest := len(text) > readMessage, 0
	text = text[:min(len(text), readMessage)]
	for _, secret := range secrets {
		if len(secret) >= 4 {
			text = strings.ReplaceAll(text, secret, "…")
			text = strings.ReplaceAll(text, oauth.Escape(secret), "…")
			longest = max(longest, len(oauth.Escape(secret)))
		}
	}
	if cut {
		// What was cut may have been in the middle of a secret.
		text = text[:max(len(text)-longest, 0)]
	}
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "\uFFFD")), " ")
	if short := []rune(text); len(short) > shownMessage {
		text = string(short[:shownMessage]) + "…"
	}
	return text
}

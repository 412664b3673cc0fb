package demo

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"twentythree-uploader/uploader/demo/answer"
	"twentythree-uploader/uploader/demo/body"
	"twentythree-uploader/uploader/demo/faults"
	"twentythree-uploader/uploader/demo/oauth"
)

// call is one request to the interface. It belongs to the request's goroutine.
type call struct {
	site      *Site
	w         http.ResponseWriter
	r         *http.Request
	body      *faults.Body
	line      *LogLine
	behaviour Behaviour
	now       time.Time
	clock     time.Time
	version   int
	method    string

	values url.Values
	signed url.Values
	stream *body.Multipart
	filter faults.Filter

	// reset and early say how a file that a fault cuts short ends: by a reset, or by an answer.
	reset bool
	early *faults.Rule
	// afterwards is called once the log has its line.
	afterwards func()
	// spool keeps the body while it may have to be carried out again; repeated marks the second time.
	spool    *os.File
	repeated bool
	// receiving is the file that is being read; accepted says that the reply acknowledges its bytes.
	receiving *arriving
	accepted  bool

	// over is closed when the faults are replaced of which one struck last.
	over <-chan struct{}

	refuseSignIn bool
	identified   bool
	caller       caller
	made         *Video
}

// caller is who a request comes from.
type caller struct {
	level  Level
	user   User
	way    Credentials
	signed bool
}

// reply is what a call is answered: an answer in the caller's format, or a plain text, page or redirect.
type reply struct {
	answer answer.Answer
	plain  *plain
}

type plain struct {
	status      int
	contentType string
	text        string
	location    string
}

func text(status int, words string) reply {
	return reply{plain: &plain{status: status, contentType: "text/plain; charset=utf-8", text: words}}
}

func failed(status int, code, message string) reply {
	return reply{answer: answer.Failed(status, code, message)}
}

// field makes answers' fields readable where they are listed.
func field(name string, value any) answer.Field { return answer.Field{Name: name, Value: value} }

const maxForm = 4 << 20

// readParameters reads the query of a GET or the body of a POST. A multipart body is left to be streamed. A POST's query is
// overlooked, as the documentation of api/oauth and api-requests says.
func (c *call) readParameters() error {
	if c.r.Method != http.MethodPost {
		c.values = body.Form(c.r.URL.RawQuery, body.PlusIsSpace)
		c.signed = body.Form(c.r.URL.RawQuery, body.PlusIsPlus)
		return nil
	}
	c.values, c.signed = url.Values{}, url.Values{}
	mediaType, boundary := mediaType(c.r.Header.Get("Content-Type"))
	if mediaType == "multipart/form-data" {
		var err error
		c.stream, err = body.NewMultipart(c.body, boundary, &c.site.buffers)
		return err
	}
	encoded, err := io.ReadAll(io.LimitReader(c.body, maxForm+1))
	if err != nil {
		return err
	}
	if len(encoded) > maxForm {
		return body.ErrTooLong
	}
	if mediaType == "application/x-www-form-urlencoded" || mediaType == "" {
		c.values = body.Form(string(encoded), body.PlusIsSpace)
		c.signed = body.Form(string(encoded), body.PlusIsPlus)
	}
	return nil
}

// addField takes a text field of a multipart body. Only its OAuth parameters can have been signed.
func (c *call) addField(name, value string) {
	c.values.Add(name, value)
	if strings.HasPrefix(name, "oauth_") {
		c.signed.Add(name, value)
	}
}

// authenticate finds out who is calling. It must run when the fields that can carry a signature are known.
func (c *call) authenticate() (reply, bool) {
	if c.identified {
		return reply{}, true
	}
	c.identified = true
	stranger := caller{level: Anonymous}
	if c.behaviour.ClosedWorkspace {
		stranger.level = NoLevel
	}
	c.caller, c.line.Auth = stranger, "none"
	defer func() { c.line.Level = c.caller.level.String() }()
	header := c.r.Header.Get("Authorization")
	request := oauth.Request{
		Method: c.r.Method, Scheme: c.scheme(), Host: c.r.Host, Path: c.r.URL.EscapedPath(), Authorization: header, Parameters: c.signed,
	}
	scheme, bearer, _ := strings.Cut(header, " ")
	switch {
	case strings.EqualFold(scheme, "Bearer"):
		if c.version == 1 && !c.behaviour.BearerOnV1 {
			return reply{}, true
		}
		c.line.Auth = "bearer"
		way, ok := c.site.byBearer(strings.TrimSpace(bearer), c.now)
		if !ok || c.refuseSignIn {
			return failed(http.StatusUnauthorized, "missing_authentication", "The bearer token is unknown, revoked or expired"), false
		}
		c.signIn(way)
	case oauth.Carries(request):
		c.line.Auth = "oauth"
		consumer, token, err := c.site.verifier.Verify(request, c.clock)
		if err == nil && c.refuseSignIn {
			err = oauth.ErrUnknownKey
		}
		if err != nil {
			return failed(http.StatusUnauthorized, "invalid_signature", "The given signature was invalid: "+err.Error()), false
		}
		way, _ := c.site.byKeys(consumer, token)
		c.signIn(way)
	case header != "":
		return failed(http.StatusUnauthorized, "missing_authentication", "The Authorization header is neither OAuth nor Bearer"), false
	}
	return reply{}, true
}

func (c *call) signIn(way Credentials) {
	user, _ := c.site.place.userByEmail(way.Login)
	c.caller = caller{level: way.Level, user: user, way: way, signed: true}
}

func (c *call) scheme() string {
	if c.r.TLS != nil {
		return "https"
	}
	return "http"
}

// allow refuses callers below a level.
func (c *call) allow(level Level) (reply, bool) {
	if c.caller.level >= level {
		return reply{}, true
	}
	message := "You don't have the necessary permissions to perform this action (required level: '" + level.String() + "')"
	if c.caller.signed {
		return failed(http.StatusForbidden, "permission_denied", message), false
	}
	switch status := c.behaviour.UnauthenticatedStatus; status {
	case 0, http.StatusForbidden:
		return failed(http.StatusForbidden, "permission_denied", message), false
	default:
		return failed(status, "missing_authentication", "The request is not authenticated"), false
	}
}

// format is how the caller wants to be answered.
func (c *call) format() answer.Format {
	return answer.Format{
		Version: c.version, JSON: c.values.Get("format") == "json", Raw: c.values.Has("raw"), Variable: c.values.Get("varname"),
		Callback: c.values.Get("callback"), AlwaysOK: !c.behaviour.V1Statuses,
	}
}

// send writes a reply.
func (c *call) send(out reply) {
	if out.plain != nil && out.plain.status == 0 {
		return
	}
	if out.plain != nil {
		header := c.w.Header()
		header.Set("Content-Type", out.plain.contentType)
		if out.plain.location != "" {
			header.Set("Location", out.plain.location)
		}
		c.w.WriteHeader(out.plain.status)
		_, _ = io.WriteString(c.w, out.plain.text)
		return
	}
	said := out.answer
	said.Level = c.caller.level.String()
	said.Site = answer.Object{
		field("domain", c.r.Host), field("product_key", c.site.place.Product), field("site_id", c.site.place.ID), field("site_name", c.site.place.Name),
	}
	said.Endpoint = c.r.URL.Path
	if said.CacheTime == 0 {
		said.CacheTime = c.now.Unix()
	}
	if c.version == 2 && c.behaviour.LooseTypes {
		said.One = loosely(said.One)
		loose := slices.Clone(said.List)
		for i := range loose {
			loose[i] = loosely(loose[i])
		}
		said.List = loose
	}
	if err := answer.Write(c.w, said, c.format()); err != nil {
		c.site.log.Debug("answering", "error", err)
	}
}

// loosely writes numbers as strings and booleans as "t" and "f", as some of the specification's examples do.
func loosely(o answer.Object) answer.Object {
	out := make(answer.Object, 0, len(o))
	for _, f := range o {
		switch value := f.Value.(type) {
		case bool:
			f.Value = map[bool]string{true: "t", false: "f"}[value]
		case int64, float64:
			f.Value = answer.Text(value)
		}
		out = append(out, f)
	}
	return out
}

// drain reads what is left of the body, so that the caller has sent everything before it is answered.
func (c *call) drain() error {
	if a := c.receiving; a != nil && !a.begun {
		a.begun = true
		n, err := c.stream.CopyTo(io.Discard)
		if a.bytes += n; err != nil {
			return err
		}
	}
	_, err := io.Copy(io.Discard, c.body)
	return err
}

// broken answers a body that could not be read. Nobody is left to answer where the connection went.
func (c *call) broken(err error) reply {
	if errors.Is(err, faults.ErrCut) {
		c.cut()
		return reply{plain: answered()}
	}
	if errors.Is(err, errAnswered) {
		return reply{plain: answered()}
	}
	if errors.Is(err, body.ErrTooLong) {
		return failed(http.StatusRequestEntityTooLarge, "invalid_input", "The parameters are too long")
	}
	if errors.Is(err, body.ErrMalformed) {
		return failed(http.StatusBadRequest, "invalid_input", "The multipart body cannot be read")
	}
	c.site.log.Debug("reading a body", "error", err)
	panic(http.ErrAbortHandler)
}

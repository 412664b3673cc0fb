package demo

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dghubble/oauth1"
	"go.uber.org/goleak"

	"twentythree-uploader/uploader/demo/faults"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// clock is the site's time, which tests move.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// world is a site with a server before it.
type world struct {
	*testing.T
	*Site
	clock  *clock
	server *httptest.Server
	client *http.Client
	// close ends the site and those who talk to it; again, nothing.
	close func()
}

func start(t *testing.T, options Options) *world {
	t.Helper()
	if options.Dir == "" {
		options.Dir = t.TempDir()
	}
	// The oracle that signs requests reads the real clock.
	c := &clock{now: time.Now().Truncate(time.Second)}
	if options.Now == nil {
		options.Now = c.Now
	}
	site, err := Open(options)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{T: t, Site: site, clock: c, server: httptest.NewServer(site.Handler())}
	transport := &http.Transport{}
	w.client = &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	w.close = sync.OnceFunc(func() {
		transport.CloseIdleConnections()
		w.server.Close()
		if err := site.Close(); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() {
		w.close()
		w.knowsItsFiles()
	})
	return w
}

// said is an answer as a test sees it.
type said struct {
	status int
	header http.Header
	body   string
	err    error
}

func (s said) json(t *testing.T) map[string]any {
	t.Helper()
	var out map[string]any
	if err := json.Unmarshal([]byte(s.body), &out); err != nil {
		t.Fatalf("no JSON: %s", s.body)
	}
	return out
}

func (s said) data(t *testing.T) map[string]any {
	t.Helper()
	data, ok := s.json(t)["data"].(map[string]any)
	if !ok {
		t.Fatalf("no data: %s", s.body)
	}
	return data
}

func (s said) list(t *testing.T) []map[string]any {
	t.Helper()
	var out struct{ Data []map[string]any }
	if err := json.Unmarshal([]byte(s.body), &out); err != nil {
		t.Fatalf("no list: %s", s.body)
	}
	return out.Data
}

func (w *world) do(client *http.Client, request *http.Request) said {
	response, err := client.Do(request)
	if err != nil {
		return said{err: err}
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	return said{response.StatusCode, response.Header, string(text), err}
}

// bearer is a way to sign in: an Authorization header, or "".
type bearer string

func (w *world) level(level Level) bearer { return bearer("Bearer " + w.CredentialsFor(level).Bearer) }

func (w *world) request(method, path string, as bearer, body io.Reader, contentType string) *http.Request {
	w.Helper()
	request, err := http.NewRequest(method, w.server.URL+path, body)
	if err != nil {
		w.Fatal(err)
	}
	if as != "" {
		request.Header.Set("Authorization", string(as))
	}
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	return request
}

// get and post call v2 unless the path says otherwise.
func (w *world) get(path string, as bearer, values url.Values) said {
	w.Helper()
	if !strings.HasPrefix(path, "/") {
		path = "/api/2/" + path
	}
	if len(values) > 0 {
		path += "?" + strings.ReplaceAll(values.Encode(), "+", "%20")
	}
	return w.do(w.client, w.request("GET", path, as, nil, ""))
}

func (w *world) post(path string, as bearer, values url.Values) said {
	w.Helper()
	if !strings.HasPrefix(path, "/") {
		path = "/api/2/" + path
	}
	return w.do(w.client, w.request("POST", path, as, strings.NewReader(values.Encode()), "application/x-www-form-urlencoded"))
}

// signed is a client that signs as an independent library does.
func (w *world) signed(level Level) *http.Client {
	c := w.CredentialsFor(level)
	ctx := context.WithValue(context.Background(), oauth1.HTTPClient, w.client)
	client := oauth1.NewConfig(c.ConsumerKey, c.ConsumerSecret).Client(ctx, oauth1.NewToken(c.AccessToken, c.AccessTokenSecret))
	client.CheckRedirect = w.client.CheckRedirect
	return client
}

type part struct{ name, fileName, content string }

func form(parts ...part) (io.Reader, string) {
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	for _, p := range parts {
		create := func() (io.Writer, error) { return w.CreateFormField(p.name) }
		if p.fileName != "" {
			create = func() (io.Writer, error) { return w.CreateFormFile(p.name, p.fileName) }
		}
		into, err := create()
		if err == nil {
			_, err = io.WriteString(into, p.content)
		}
		if err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return &out, w.FormDataContentType()
}

func (w *world) send(path string, as bearer, parts ...part) said {
	w.Helper()
	if !strings.HasPrefix(path, "/") {
		path = "/api/2/" + path
	}
	body, contentType := form(parts...)
	return w.do(w.client, w.request("POST", path, as, body, contentType))
}

// token asks for an upload token with these parameters, given as name, value, name, value.
func (w *world) token(parameters ...string) string {
	w.Helper()
	out := w.post("photo/get-upload-token", w.level(Write), pairsOf(parameters...))
	if out.status != 200 {
		w.Fatalf("no token: %d %s", out.status, out.body)
	}
	token, _ := out.data(w.T)["upload_token"].(string)
	if len(token) < 40 {
		w.Fatalf("token %q", token)
	}
	return token
}

func pairsOf(words ...string) url.Values {
	values := url.Values{}
	for i := 0; i+1 < len(words); i += 2 {
		values.Add(words[i], words[i+1])
	}
	return values
}

// film is a file in chunks.
type film struct {
	token, identifier, name string
	content                 string
	chunkSize               int
}

func newFilm(token string) film {
	return film{token, "film1", "film.mp4", strings.Repeat("0123456789", 25), 100}
}

func (f film) count() int { return max(1, len(f.content)/f.chunkSize) }

func (f film) sha() string {
	sum := sha256.Sum256([]byte(f.content))
	return hex.EncodeToString(sum[:])
}

func (f film) fields(number int) []part {
	return []part{
		{"upload_token", "", f.token},
		{"resumableChunkNumber", "", strconv.Itoa(number)},
		{"resumableChunkSize", "", strconv.Itoa(f.chunkSize)},
		{"resumableTotalSize", "", strconv.Itoa(len(f.content))},
		{"resumableIdentifier", "", f.identifier},
		{"resumableFilename", "", f.name},
	}
}

func (f film) chunk(number int) string {
	end := number * f.chunkSize
	if number == f.count() {
		end = len(f.content)
	}
	return f.content[(number-1)*f.chunkSize : end]
}

func (w *world) chunk(f film, number int) said {
	w.Helper()
	return w.send("photo/redeem-upload-token", "", append(f.fields(number), part{"file", "blob", f.chunk(number)})...)
}

// all sends every chunk and answers the last answer.
func (w *world) all(f film) said {
	w.Helper()
	var last said
	for number := 1; number <= f.count(); number++ {
		last = w.chunk(f, number)
	}
	return last
}

func (w *world) one() Video {
	w.Helper()
	videos := w.Videos()
	if len(videos) != 1 {
		w.Fatalf("%d videos, want one", len(videos))
	}
	return videos[0]
}

// logged reads requests.jsonl.
func (w *world) logged() []LogLine {
	w.Helper()
	text, err := os.ReadFile(filepath.Join(w.options.Dir, "requests.jsonl"))
	if err != nil {
		w.Fatal(err)
	}
	var lines []LogLine
	for line := range strings.Lines(string(text)) {
		var one LogLine
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			w.Fatalf("line %q: %v", line, err)
		}
		lines = append(lines, one)
	}
	return lines
}

func (w *world) fault(rules ...faults.Rule) {
	w.Helper()
	if err := w.SetFaults(faults.Document{Faults: rules}); err != nil {
		w.Fatal(err)
	}
}

func (w *world) behave(change func(*Behaviour)) {
	w.Helper()
	b := w.Behaviour()
	change(&b)
	if err := w.SetBehaviour(b); err != nil {
		w.Fatal(err)
	}
}

func (w *world) want(what string, got, want any) {
	w.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		w.Errorf("%s: got %v, want %v", what, got, want)
	}
}

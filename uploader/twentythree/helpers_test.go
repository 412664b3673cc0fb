package twentythree

import (
	"context"
	"io"
	"mime"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// request is what a test's server saw.
type request struct {
	method, path, authorization, contentType, expect string
	query, form                                      map[string]string
	body                                             string
	length                                           int64
	encodings                                        []string
}

// fakeSite answers from a table and remembers what it was asked.
type fakeSite struct {
	url string

	gate sync.Mutex
	seen []request // guarded by gate
}

// reply answers one request.
type reply func(r request, w http.ResponseWriter)

func says(status int, body string) reply {
	return func(_ request, w http.ResponseWriter) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// newSite starts a server whose replies are found by "METHOD path" or "path"; anything else is a page with 404.
func newSite(t *testing.T, replies map[string]reply) *fakeSite {
	t.Helper()
	site := &fakeSite{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got := read(r)
		site.gate.Lock()
		site.seen = append(site.seen, got)
		site.gate.Unlock()
		answerTo, found := replies[r.Method+" "+r.URL.Path]
		if !found {
			answerTo, found = replies[r.URL.Path]
		}
		if !found {
			answerTo = says(http.StatusNotFound, "<html><body>Page not found</body></html>")
		}
		answerTo(got, w)
	}))
	t.Cleanup(func() {
		http.DefaultClient.CloseIdleConnections()
		server.Close()
	})
	site.url = server.URL
	return site
}

func read(r *http.Request) request {
	got := request{
		method: r.Method, path: r.URL.Path, authorization: r.Header.Get("Authorization"), contentType: r.Header.Get("Content-Type"),
		expect: r.Header.Get("Expect"), length: r.ContentLength, encodings: r.TransferEncoding, query: map[string]string{}, form: map[string]string{},
	}
	for name := range r.URL.Query() {
		got.query[name] = r.URL.Query().Get(name)
	}
	if media, _, _ := mime.ParseMediaType(got.contentType); media == "multipart/form-data" {
		if err := r.ParseMultipartForm(1 << 20); err != nil {
			got.body = err.Error()
			return got
		}
		for name, values := range r.MultipartForm.Value {
			got.form[name] = values[0]
		}
		if files := r.MultipartForm.File["file"]; len(files) == 1 {
			file, _ := files[0].Open()
			content, _ := io.ReadAll(file)
			got.form["file"], got.form["file name"] = string(content), files[0].Filename
		}
		return got
	}
	body, _ := io.ReadAll(r.Body)
	got.body = string(body)
	for name := range parseForm(got.body) {
		got.form[name] = parseForm(got.body).Get(name)
	}
	return got
}

func (s *fakeSite) requests() []request {
	s.gate.Lock()
	defer s.gate.Unlock()
	return append([]request(nil), s.seen...)
}

func (s *fakeSite) last(t *testing.T) request {
	t.Helper()
	seen := s.requests()
	if len(seen) == 0 {
		t.Fatal("the site was not asked")
	}
	return seen[len(seen)-1]
}

var (
	testKeys = OAuth{ConsumerKey: "consumer-key-1", ConsumerSecret: "consumer-secret-2", Token: "access-token-3", TokenSecret: "token-secret-4"}
	testTime = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
)

func (s *fakeSite) client(t *testing.T, change func(*Config)) *Client {
	t.Helper()
	config := Config{Base: s.url, Credential: Bearer{Token: "bearer-secret-5"}, Now: func() time.Time { return testTime }}
	if change != nil {
		change(&config)
	}
	client, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func withOAuth(c *Config) { c.Credential = testKeys }

func kindOf(t *testing.T, err error) Kind {
	t.Helper()
	refused, said := refusal(err)
	if !said {
		t.Fatalf("no refusal: %v", err)
	}
	return refused.Kind
}

func chunkOf(token UploadToken, content string) Chunk {
	return Chunk{
		Token: token, Identifier: "abc123", FileName: "Å \"b\".mp4", Number: 2, Count: 3, ChunkSize: 4, TotalSize: 14, Length: int64(len(content)),
		Open: func() (io.Reader, error) { return strings.NewReader(content), nil },
	}
}

var background = context.Background()

package demo

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"
)

// LogLine is one line of requests.jsonl. It holds no secret: tokens are shown by the beginning of their SHA-256.
type LogLine struct {
	// Time is when the request arrived, Took how long it lasted in milliseconds.
	Time time.Time `json:"time"`
	Took int64     `json:"took_ms"`
	// Method, Host and Path are the request's; Version is the interface's generation, 0 for pages.
	Method  string `json:"method"`
	Host    string `json:"host"`
	Path    string `json:"path"`
	Version int    `json:"version,omitempty"`
	// Auth is how the caller signed in: "none", "oauth" or "bearer"; Level what that allowed.
	Auth  string `json:"auth,omitempty"`
	Level string `json:"permission_level,omitempty"`
	// Parameters are those of the query or the body, without secrets.
	Parameters map[string]string `json:"parameters,omitempty"`
	// Status is the HTTP status that was sent; 0 means that no answer was.
	Status int `json:"status"`
	// Bytes is how much of the body was read, in bytes.
	Bytes int64 `json:"bytes"`
	// PhotoID is the video that the request made, gave another file, thumbnail or subtitles, or deleted; Replaced is what of it was replaced:
	// "video" or "thumbnail". Differs is a chunk that came again with other bytes.
	PhotoID  int64  `json:"photo_id,omitempty"`
	Replaced string `json:"replaced,omitempty"`
	Differs  bool   `json:"differs,omitempty"`
	// Chunk is what became of a file's bytes, where the request carried any.
	Chunk *ChunkLine `json:"chunk,omitempty"`
	// Fault names the faults that struck.
	Fault []string `json:"fault,omitempty"`
}

// ChunkLine is one piece of a file that a request brought. A file that comes in one piece is its own first chunk.
type ChunkLine struct {
	// Upload tells one file's way to the site from all others, by its token and identifier. Name is the file's.
	Upload string `json:"upload"`
	Name   string `json:"name"`
	// Number is the chunk's, from 1, of Count; Length what the chunk has and Size what the file has, in bytes, 0 where nobody said.
	Number int64 `json:"number"`
	Count  int64 `json:"count"`
	Length int64 `json:"length,omitempty"`
	Size   int64 `json:"size,omitempty"`
	// Received is how many of the file's bytes the request brought.
	Received int64 `json:"received"`
	// Stored says that the site has kept them, now or before.
	Stored bool `json:"stored,omitempty"`
	// Acknowledged is when an answer was written that says so, and that no fault spoilt.
	Acknowledged time.Time `json:"acknowledged,omitzero"`
}

type requestLog struct {
	mu   sync.Mutex
	file *os.File
}

func openRequestLog(path string) (*requestLog, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return nil, fmt.Errorf("opening the log of requests: %w", err)
	}
	return &requestLog{file: file}, nil
}

func (l *requestLog) write(line LogLine) error {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(line); err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	_, err := l.file.Write(text.Bytes())
	return err
}

func (l *requestLog) close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.file.Close()
}

// withoutSecrets is what of the parameters may be written down.
func withoutSecrets(values url.Values) map[string]string {
	plain := map[string]string{}
	for name, all := range values {
		switch {
		case strings.HasPrefix(name, "oauth_"):
		case strings.Contains(name, "token") && name != "token_upload_id", strings.Contains(name, "secret"), name == "bearer":
			plain[name] = fingerprint(all[0])
		default:
			plain[name] = strings.Join(all, ", ")
		}
	}
	if len(plain) == 0 {
		return nil
	}
	return plain
}

// fingerprint tells two secrets apart without giving one away.
func fingerprint(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return "sha256:" + hex.EncodeToString(sum[:6])
}

// recorder notes the status that is sent.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 && status >= http.StatusOK {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(p []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return r.ResponseWriter.Write(p)
}

// ReadFrom keeps the fast path for files on the videos' pages.
func (r *recorder) ReadFrom(source io.Reader) (int64, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return io.Copy(r.ResponseWriter, source)
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

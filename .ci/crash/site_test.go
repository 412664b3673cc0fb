//go:build crash && crashpoints && linux

package crash

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/demo/faults"
)

// bytesPerSecond is how fast the site reads, so that moments fall inside an upload.
const bytesPerSecond = 32 << 20

// place is the demo site with an eye on what arrives: it can strike at a byte or at an answer.
type place struct {
	site   *demo.Site
	server *httptest.Server
	folder string

	mu      sync.Mutex
	seen    int64
	answers int
	strike  strike
}

// strike ends the child when so many bytes of files have arrived since it was set, or when so many chunks were taken of which the child has not heard
// yet.
type strike struct {
	bytes   int64
	answers int
	end     func()
}

func openPlace(t *testing.T) *place {
	t.Helper()
	p := &place{folder: t.TempDir()}
	var err error
	p.site, err = demo.Open(demo.Options{
		Dir: p.folder, TranscodeTime: time.Millisecond, Behaviour: demo.Behaviour{UploadOnV2: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.site.Close() })
	slow := faults.Rule{Kind: faults.Slow, BytesPerSecond: bytesPerSecond, Per: "site", Path: "photo/re*"}
	if err := p.site.SetFaults(faults.Document{Faults: []faults.Rule{slow}}); err != nil {
		t.Fatal(err)
	}
	p.server = httptest.NewServer(p)
	t.Cleanup(p.server.Close)
	return p
}

func (p *place) set(s strike) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen, p.answers, p.strike = 0, 0, s
}

// ServeHTTP implements http.Handler.
func (p *place) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !strings.HasSuffix(r.URL.Path, "redeem-upload-token") && !strings.HasSuffix(r.URL.Path, "photo/replace") {
		p.site.ServeHTTP(w, r)
		return
	}
	r.Body = &counted{ReadCloser: r.Body, place: p}
	p.site.ServeHTTP(w, r)
	p.mu.Lock()
	p.answers++
	struck := p.strike.answers > 0 && p.answers == p.strike.answers
	end := p.strike.end
	p.mu.Unlock()
	if struck {
		end()
	}
}

func (p *place) arrived(n int) {
	p.mu.Lock()
	before := p.seen
	p.seen += int64(n)
	struck := p.strike.bytes > 0 && before < p.strike.bytes && p.seen >= p.strike.bytes
	end := p.strike.end
	p.mu.Unlock()
	if struck {
		end()
	}
}

type counted struct {
	io.ReadCloser
	place *place
}

func (c *counted) Read(buffer []byte) (int, error) {
	n, err := c.ReadCloser.Read(buffer)
	c.place.arrived(n)
	return n, err
}

// sent is one request that brought a chunk, or a part of one.
type sent struct {
	file, identifier string
	chunk            int
	chunkSize, bytes int64
	begun, ended     time.Time
	taken            bool
}

// chunks reads from the site's log what arrived of the files, in the order in which it ended.
func (p *place) chunks(t *testing.T) []sent {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(p.folder, "requests.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var all []sent
	for line := range bytes.Lines(text) {
		var l demo.LogLine
		if err := json.Unmarshal(line, &l); err != nil {
			t.Fatal(err)
		}
		chunk, err := strconv.Atoi(l.Parameters["resumableChunkNumber"])
		if err != nil {
			continue
		}
		size, _ := strconv.ParseInt(l.Parameters["resumableChunkSize"], 10, 64)
		all = append(all, sent{
			file: l.Parameters["resumableFilename"], identifier: l.Parameters["resumableIdentifier"], chunk: chunk, chunkSize: size,
			bytes: l.Bytes, begun: l.Time, ended: l.Time.Add(time.Duration(l.Took) * time.Millisecond), taken: l.Status == http.StatusOK,
		})
	}
	return all
}

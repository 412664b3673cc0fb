//go:build trial

package trial

import (
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// site is the demo site in a process of its own, as a workspace on the network would be.
type site struct {
	// URL and Bearer are what a person needs to sign in.
	URL    string `json:"url"`
	Bearer string `json:"bearer"`
	// ApplicationKey and ApplicationSecret are what a program needs to be let in from the browser.
	ApplicationKey    string `json:"application_key"`
	ApplicationSecret string `json:"application_secret"`

	// CA is the file of the authority that has signed the site's certificate, where it speaks TLS.
	CA string `json:"ca"`

	folder string
	client *http.Client
}

// startSite starts the demo site on a free port of this computer.
func (d *desk) startSite(t *testing.T) *site {
	t.Helper()
	return d.startSiteAt(t, "-listen", "127.0.0.1:0")
}

// startSiteAt starts it where the arguments say.
func (d *desk) startSiteAt(t *testing.T, arguments ...string) *site {
	t.Helper()
	s := &site{folder: t.TempDir(), client: http.DefaultClient}
	process := d.start(t, "site", nil, program, append([]string{"site", "-dir", s.folder, "-transcode", "2s"}, arguments...)...)
	await(t, patience, "the demo site's address", func() bool {
		for line := range strings.Lines(process.said(t)) {
			if json.Unmarshal([]byte(line), s) == nil && s.URL != "" {
				return true
			}
		}
		return false
	})
	if s.CA != "" {
		s.client = trusting(t, s.CA)
	}
	return s
}

// trusting is a client that trusts one authority.
func trusting(t *testing.T, authority string) *http.Client {
	t.Helper()
	text, err := os.ReadFile(authority)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(text) {
		t.Fatalf("%s holds no certificate", authority)
	}
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}
}

// faults switches what goes wrong at the site; none heals everything.
func (s *site) faults(t *testing.T, rules ...map[string]any) {
	t.Helper()
	document, err := json.Marshal(map[string]any{"faults": rules})
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPut, s.URL+"/_demo/faults", strings.NewReader(string(document)))
	if err != nil {
		t.Fatal(err)
	}
	response, err := s.client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if said, _ := io.ReadAll(response.Body); response.StatusCode/100 != 2 {
		t.Fatalf("the site refuses the faults: %s %s", response.Status, said)
	}
}

// received is one finished video: what the site's record says, and the bytes that it really keeps.
type received struct {
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Tags        []string   `json:"tags"`
	Categories  []int64    `json:"album_ids"`
	Published   bool       `json:"published_p"`
	Scheduled   bool       `json:"scheduled_p"`
	PublishDate *time.Time `json:"publish_date"`
	FileName    string     `json:"original_filename"`
	Recorded    string     `json:"sha256"`
	// sum and size are measured here.
	sum  string
	size int64
}

// videos reads what the site has received and finished.
func (s *site) videos(t *testing.T) []received {
	t.Helper()
	records, err := filepath.Glob(filepath.Join(s.folder, "videos", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all []received
	for _, record := range records {
		text, err := os.ReadFile(record)
		if err != nil {
			t.Fatal(err)
		}
		var r received
		if err := json.Unmarshal(text, &r); err != nil {
			t.Fatalf("%s: %v", record, err)
		}
		r.readBytes(t, strings.TrimSuffix(record, ".json"))
		all = append(all, r)
	}
	return all
}

func (r *received) readBytes(t *testing.T, folder string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 1 {
		t.Fatalf("%s should hold one file: %v %v", folder, entries, err)
	}
	file, err := os.Open(filepath.Join(folder, entries[0].Name()))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	sum := sha256.New()
	if r.size, err = io.Copy(sum, file); err != nil {
		t.Fatal(err)
	}
	r.sum = hex.EncodeToString(sum.Sum(nil))
}

// count is how many videos are finished, without reading them.
func (s *site) count() int {
	records, _ := filepath.Glob(filepath.Join(s.folder, "videos", "*.json")) // the pattern is well formed
	return len(records)
}

// request is one line of what the site was asked.
type request struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	Status int    `json:"status"`
	Bytes  int64  `json:"bytes"`
	// Parameters are what was asked, without secrets.
	Parameters map[string]string `json:"parameters"`
	Chunk      struct {
		Name string `json:"name"`
	} `json:"chunk"`
}

// requests reads what the site was asked so far.
func (s *site) requests(t *testing.T) []request {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(s.folder, "requests.jsonl"))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	var all []request
	for line := range strings.Lines(string(text)) {
		var r request
		if json.Unmarshal([]byte(line), &r) == nil {
			all = append(all, r)
		}
	}
	return all
}

// chunkBytes is how many bytes of files the site has accepted.
func (s *site) chunkBytes(t *testing.T) int64 {
	t.Helper()
	var sum int64
	for _, r := range s.requests(t) {
		if strings.HasSuffix(r.Path, "redeem-upload-token") && r.Status == http.StatusOK {
			sum += r.Bytes
		}
	}
	return sum
}

// slowLink makes half of a big file last long enough to stop at.
var slowLink = map[string]any{"kind": "slow", "bytes_per_second": 20 << 20, "per": "site"}

// awaitHalf waits until the site has accepted half of the file, and gives how much that was.
func (s *site) awaitHalf(t *testing.T, film video, sender *process) int64 {
	t.Helper()
	var sent int64
	await(t, 2*time.Minute, "half of the file at the site", func() bool {
		if !sender.running() {
			t.Fatalf("%s ended early:\n%s", sender.name, sender.said(t))
		}
		sent = s.chunkBytes(t)
		return sent >= film.size/2
	})
	if s.count() != 0 {
		t.Fatal("the file was complete before half of it was to be there")
	}
	return sent
}

// mustHoldOnce checks that the site has exactly one video, with the file's bytes, that one upload token was asked for, and that
// what had arrived before the interruption did not travel again.
func (s *site) mustHoldOnce(t *testing.T, film video, before int64) {
	t.Helper()
	await(t, 2*time.Minute, "the video at the site", func() bool { return s.count() > 0 })
	held := s.videos(t)
	if len(held) != 1 {
		t.Fatalf("the site holds %d videos, want exactly one", len(held))
	}
	if held[0].sum != film.sum || held[0].size != film.size {
		t.Errorf("the site's copy has %d bytes and %s, the file %d and %s", held[0].size, held[0].sum, film.size, film.sum)
	}
	tokens := 0
	for _, r := range s.requests(t) {
		if strings.HasSuffix(r.Path, "get-upload-token") && r.Status == http.StatusOK {
			tokens++
		}
	}
	if tokens != 1 {
		t.Errorf("%d upload tokens were made, so a second video was possible", tokens)
	}
	// What was on its way at the kill, at most 4 chunks of 16 MiB, may travel twice, with the envelopes of the requests.
	const again = 4*16<<20 + 1<<20
	if all := s.chunkBytes(t); all > film.size+again {
		t.Errorf("%d bytes travelled for a file of %d, %d of them before the kill: it began again", all, film.size, before)
	}
}

//go:build outsiders

package outsiders

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"twentythree-uploader/.ci/chromium"
	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/demo/faults"
)

// film is a file of noise.
type film struct {
	path, name, sum string
	size            int64
}

func makeFilm(t *testing.T, folder, name string, size int64) film {
	t.Helper()
	made := film{path: filepath.Join(folder, name), name: name, size: size}
	file := must(os.Create(made.path))(t)
	sum := sha256.New()
	if _, err := io.CopyN(io.MultiWriter(file, sum), rand.NewChaCha8(sha256.Sum256([]byte(name))), size); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	made.sum = hex.EncodeToString(sum.Sum(nil))
	return made
}

// place is a demo site that has a page with the service's own library beside its own pages.
type place struct {
	site   *demo.Site
	server *httptest.Server
	dir    string
}

func openPlace(t *testing.T) *place {
	t.Helper()
	need(t, "node", "npm", "chromium")
	library := filepath.Join(must(packages())(t), "resumablejs", "resumable.js")
	p := &place{dir: t.TempDir()}
	p.site = must(demo.Open(demo.Options{Dir: p.dir}))(t)
	pages := http.NewServeMux()
	pages.HandleFunc("/outsiders/resumable.js", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, library) })
	pages.HandleFunc("/outsiders/", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, "page.html") })
	pages.Handle("/", p.site.Handler())
	p.server = httptest.NewServer(pages)
	t.Cleanup(func() {
		p.server.Close()
		if err := p.site.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// ask calls the demo site's second generation with the access key of its own.
func (p *place) ask(t *testing.T, method string, values url.Values, into any) {
	t.Helper()
	request := must(http.NewRequestWithContext(t.Context(), "GET", p.server.URL+"/api/2/"+method+"?"+values.Encode(), nil))(t)
	request.Header.Set("Authorization", "Bearer "+p.site.Credentials().Bearer)
	response := must(http.DefaultClient.Do(request))(t)
	defer response.Body.Close()
	answer := struct{ Data any }{into}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s %v", method, response.Status, err)
	}
}

// token asks for an upload token with metadata.
func (p *place) token(t *testing.T, files int) string {
	t.Helper()
	var answer struct {
		Token string `json:"upload_token"`
	}
	p.ask(t, "photo/get-upload-token", url.Values{
		"title": {"Årsmøde 🎬 & \"more\""}, "description": {"Said <b>loud</b>"}, "tags": {`"annual report" HR`}, "album_id": {"8754251"},
		"publish": {"0"}, "max_uploads": {fmt.Sprint(files)}, "valid_minutes": {"60"},
	}, &answer)
	return answer.Token
}

// page opens the page with the library.
func (p *place) page(t *testing.T, token string, files int, test bool) *chromium.Tab {
	t.Helper()
	what := url.Values{"token": {token}, "files": {fmt.Sprint(files)}}
	if test {
		what.Set("test", "1")
	}
	return chromium.Start(t).Open(t, p.server.URL+"/outsiders/page.html?"+what.Encode())
}

// finish waits until the library says that all is done, and answers what it was told for each file.
func finish(t *testing.T, page *chromium.Tab) []string {
	t.Helper()
	var told struct {
		Answers []string
		Retries int
	}
	page.Evaluate(t, "finished", &told)
	if told.Retries != 0 {
		t.Errorf("the library had to send %d chunks again", told.Retries)
	}
	return told.Answers
}

// mustHold checks that the site has exactly these files, byte by byte, with the token's metadata.
func (p *place) mustHold(t *testing.T, films ...film) {
	t.Helper()
	videos := p.site.Videos()
	if len(videos) != len(films) {
		t.Fatalf("%d videos, want %d", len(videos), len(films))
	}
	for _, want := range films {
		at := slices.IndexFunc(videos, func(v demo.Video) bool { return v.OriginalName == want.name })
		if at < 0 {
			t.Errorf("no video of %s", want.name)
			continue
		}
		got := videos[at]
		kept := must(os.ReadFile(filepath.Join(p.dir, filepath.FromSlash(got.File))))(t)
		if sum := sha256.Sum256(kept); hex.EncodeToString(sum[:]) != want.sum || got.Size != want.size || got.SHA256 != want.sum {
			t.Errorf("%s arrived with %d bytes, want %d, or with others", want.name, got.Size, want.size)
		}
		if got.Title != "Årsmøde 🎬 & \"more\"" || got.Description != "Said <b>loud</b>" || !slices.Equal(got.Tags, []string{"annual report", "HR"}) ||
			!slices.Equal(got.AlbumIDs, []int64{8754251}) || got.Published {
			t.Errorf("%s has other metadata: %+v", want.name, got)
		}
	}
}

// posted counts the chunks that were sent, and tested those that were asked for.
func (p *place) posted(t *testing.T) (posted, tested int, bytes int64) {
	t.Helper()
	text := must(os.ReadFile(filepath.Join(p.dir, "requests.jsonl")))(t)
	for line := range strings.Lines(string(text)) {
		var one demo.LogLine
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			t.Fatal(err)
		}
		switch {
		case one.Chunk != nil:
			posted++
			bytes += one.Chunk.Received
		case one.Method == "GET" && strings.HasSuffix(one.Path, "redeem-upload-token"):
			tested++
		}
	}
	return posted, tested, bytes
}

const (
	filmSize = 60_000_000
	// chunks is how the library cuts such a file at its default of 1 MiB.
	chunks = filmSize / (1 << 20)
)

func TestTheLibraryUploadsToTheDemoSite(t *testing.T) {
	t.Parallel()
	for _, test := range []bool{false, true} {
		t.Run(fmt.Sprintf("testChunks=%v", test), func(t *testing.T) {
			p := openPlace(t)
			made := makeFilm(t, t.TempDir(), "Sommerfest på Ærø.mp4", filmSize)
			page := p.page(t, p.token(t, 1), 1, test)
			page.Choose(t, made.path)
			answers := finish(t, page)
			p.mustHold(t, made)
			if len(answers) != 1 || !strings.Contains(answers[0], fmt.Sprint(p.site.Videos()[0].PhotoID)) {
				t.Errorf("the library was told %q", answers)
			}
			posted, tested, _ := p.posted(t)
			if posted != chunks || (tested != 0) != test {
				t.Errorf("%d chunks sent, %d asked for; want %d sent", posted, tested, chunks)
			}
		})
	}
}

func TestTheLibraryGoesOnAfterAReload(t *testing.T) {
	t.Parallel()
	p := openPlace(t)
	made := makeFilm(t, t.TempDir(), "half way.mp4", filmSize)
	page := p.page(t, p.token(t, 1), 1, true)
	slow := faults.Document{Faults: []faults.Rule{{Kind: faults.Slow, BytesPerSecond: 20_000_000, Per: "site"}}}
	if err := p.site.SetFaults(slow); err != nil {
		t.Fatal(err)
	}
	page.Choose(t, made.path)
	page.Evaluate(t, "half", nil)
	page.Reload(t)
	if err := p.site.SetFaults(faults.Document{}); err != nil {
		t.Fatal(err)
	}
	if count := len(p.site.Videos()); count != 0 {
		t.Fatalf("the file was complete before the reload: %d videos", count)
	}
	page.Choose(t, made.path)
	finish(t, page)
	p.mustHold(t, made)
	// Three chunks may have been on their way at the reload, and the last can never be asked for: it is longer than the others.
	if _, _, bytes := p.posted(t); bytes > filmSize+4*(1<<20) {
		t.Errorf("%d bytes for a file of %d: it began again", bytes, filmSize)
	}
}

func TestTheLibraryUploadsThreeFilesAtOnce(t *testing.T) {
	t.Parallel()
	p := openPlace(t)
	folder := t.TempDir()
	films := []film{makeFilm(t, folder, "a.mp4", filmSize), makeFilm(t, folder, "b.mov", 1<<20), makeFilm(t, folder, "c (1) 100% #2.mkv", 7_654_321)}
	page := p.page(t, p.token(t, 3), 3, true)
	page.Choose(t, films[0].path, films[1].path, films[2].path)
	finish(t, page)
	p.mustHold(t, films...)
}

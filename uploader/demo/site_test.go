package demo

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"twentythree-uploader/uploader/demo/faults"
)

// reopen closes a world's site and opens another on the same folder, behind the same server address for the client.
func (w *world) reopen(options Options) *world {
	w.Helper()
	w.close() // two sites in one folder would both take its chunks for theirs
	options.Dir, options.Now = w.options.Dir, w.clock.Now
	again := start(w.T, options)
	again.clock = w.clock
	return again
}

func TestARestartKeepsEverything(t *testing.T) {
	t.Parallel()
	for _, discard := range []bool{false, true} {
		options := Options{Dir: t.TempDir(), Discard: discard}
		w := start(t, options)
		w.all(newFilm(w.token("title", "before", "publish", "0")))
		w.post("album/create", w.level(Write), pairsOf("title", "Made here"))
		f := newFilm(w.token("title", "half"))
		f.chunkSize = 60
		w.chunk(f, 1)
		w.chunk(f, 3)
		keys := w.Credentials()
		again := w.reopen(options)
		w.want("credentials", again.Credentials(), keys)
		w.want("videos", again.one().Title, "before")
		w.want("categories", len(again.get("album/list", "", pairsOf("search", "made here")).list(t)), 1)
		again.chunk(f, 2)
		if out := again.chunk(f, 4); !strings.Contains(out.body, "photo_id") {
			t.Fatalf("discard %v: %s", discard, out.body)
		}
		v := again.Videos()[1]
		w.want("title", v.Title, "half")
		w.want("SHA-256", v.SHA256, f.sha())
		if v.PhotoID == again.Videos()[0].PhotoID {
			t.Error("an id was given twice")
		}
	}
}

func TestCredentialsFromASecretAreNotKept(t *testing.T) {
	t.Parallel()
	w := start(t, Options{Secret: []byte("for this test")})
	if _, err := os.Stat(w.stateDir("secret")); !os.IsNotExist(err) {
		t.Errorf("a secret is kept: %v", err)
	}
}

func TestTheFoldersTextHoldsNoSecret(t *testing.T) {
	t.Parallel()
	w := start(t, Options{Secret: []byte("for this test")})
	f := newFilm(w.token("title", "x"))
	w.all(f)
	w.post("photo/update-upload-token", "", pairsOf("upload_token", f.token, "title", "y"))
	w.get("photo/list", w.level(Write), pairsOf("upload_token", f.token))
	w.do(w.signed(Write), w.request("GET", "/api/2/user/get", "", nil, ""))
	w.get("user/get", "", pairsOf("oauth_consumer_key", w.Credentials().ConsumerKey, "oauth_token", w.Credentials().AccessToken))
	secrets := []string{f.token}
	for _, c := range w.Site.all() {
		secrets = append(secrets, c.Bearer, c.ConsumerKey, c.ConsumerSecret, c.AccessToken, c.AccessTokenSecret)
	}
	err := filepath.WalkDir(w.options.Dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		for _, secret := range secrets {
			if strings.Contains(string(text), secret) {
				t.Errorf("%s holds a secret", path)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestOneLineForEachRequest(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token())
	w.chunk(f, 1)
	w.get("/manage", "", nil)
	w.get("user/get", "Bearer wrong", nil)
	lines := w.logged()
	if len(lines) != 4 {
		t.Fatalf("%d lines", len(lines))
	}
	w.want("method and path", lines[1].Method+" "+lines[1].Path, "POST /api/2/photo/redeem-upload-token")
	w.want("chunk", lines[1].Parameters["resumableChunkNumber"], "1")
	w.want("signed in by", lines[0].Auth, "bearer")
	w.want("level", lines[0].Level, "write")
	if lines[1].Bytes < 600 || lines[1].Bytes > 2000 {
		t.Errorf("%d bytes", lines[1].Bytes)
	}
	w.want("the page", lines[2].Status, 200)
	w.want("the refusal", lines[3].Status, 401)
}

func TestVideoJSONHasAllMetadata(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	w.all(newFilm(w.token("title", "<b>x</b>", "tags", "a b", "publish", "0", "publish_date", "2030-01-02 10:00:00")))
	text, err := os.ReadFile(w.videoFile(w.one().PhotoID))
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]any{
		"photo_id": float64(7667553), "title": "x", "description": "", "tags": []any{"a", "b"}, "album_ids": []any{}, "published_p": false, "scheduled_p": true,
		"publish_date": "2030-01-02T09:00:00Z", "size": float64(250), "sha256": newFilm("").sha(), "username": "you", "original_filename": "film.mp4",
	} {
		w.want(name, got[name], want)
	}
	parameters, _ := got["parameters"].(map[string]any)
	w.want("the raw title", parameters["title"], "<b>x</b>")
	for _, absent := range []string{"oauth_token", "format"} {
		if _, there := parameters[absent]; there {
			t.Errorf("%s is kept", absent)
		}
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	w.all(newFilm(w.token("title", "Public & proud", "description", "<p>Hi</p> & <3", "tags", "news", "album_id", "8754252", "department", "<HR>")))
	w.all(newFilm(w.token("title", "Secret plan", "publish", "0")))
	public, draft := w.Videos()[0], w.Videos()[1]
	home := w.get("/", "", nil)
	if !strings.Contains(home.body, "Public &amp; proud") || strings.Contains(home.body, "Secret plan") {
		t.Error("the home page shows the wrong videos")
	}
	page := w.get("/video/7667553", "", nil)
	if page.status != 200 || !strings.Contains(page.body, "<p>Hi</p> &amp; &lt;3") || !strings.Contains(page.body, "<video controls") || !strings.Contains(page.body, "News") {
		t.Error(page.body)
	}
	w.want("a draft is not public", w.get("/video/7667554", "", nil).status, 404)
	w.want("a draft with its token", w.get("/video/7667554?token="+draft.Token, "", nil).status, 200)
	manage := w.get("/manage/video/7667554", "", nil)
	if manage.status != 200 || !strings.Contains(manage.body, "Secret plan") || !strings.Contains(manage.body, draft.SHA256) {
		t.Error(manage.body)
	}
	if all := w.get("/manage", "", nil); !strings.Contains(all.body, "Secret plan") || !strings.Contains(all.body, "Public &amp; proud") {
		t.Error(all.body)
	}
	source := "/7340/7667553/" + public.Token + "/video_medium/download-video.mp4"
	if !strings.Contains(page.body, source) {
		t.Error("the page has no player")
	}
	w.want("the file", w.get(source, "", nil).body, newFilm("").content)
	ranged := w.request("GET", source, "", nil, "")
	ranged.Header.Set("Range", "bytes=10-19")
	w.want("a part of the file", w.do(w.client, ranged).body, "0123456789")
	w.want("with a wrong token", w.get("/7340/7667553/x/video_medium/download-video.mp4", "", nil).status, 404)
	w.want("a poster", w.get("/7340/7667553/"+public.Token+"/medium", "", nil).header.Get("Content-Type"), "image/svg+xml")
	for _, missing := range []string{"/video/1", "/manage/video/x", "/nothing", "/video/../../etc/passwd"} {
		w.want(missing, w.get(missing, "", nil).status, 404)
	}
	w.want("POST to a page", w.post("/", "", nil).status, 405)
	head := w.do(w.client, w.request("HEAD", "/", "", nil, ""))
	w.want("HEAD", head.status, 200)
}

func TestHostileTextIsEscaped(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token("title", `"><img src=x onerror=alert(1)`, "description", `<a href="https://x" onclick="alert(1)">y</a>`, "absolute_url", `javascript:alert(1)`, "tags", `<script>alert(1)</script>`))
	f.name = `<img src=x onerror=alert(1)>.mp4`
	w.all(f)
	for _, path := range []string{"/", "/manage", "/video/7667553", "/manage/video/7667553"} {
		body := w.get(path, "", nil).body
		for _, bad := range []string{"<img", "<script", "onclick=\"", `href="javascript`} {
			if strings.Contains(body, bad) {
				t.Errorf("%s holds %s", path, bad)
			}
		}
	}
}

func TestTwoChunksThatCompleteAtOnce(t *testing.T) {
	t.Parallel()
	for _, racy := range []bool{false, true} {
		w := start(t, Options{Racy: racy})
		f := newFilm(w.token())
		f.chunkSize = 80
		w.chunk(f, 1)
		// Neither request ends before the site has begun to store both chunks.
		var group sync.WaitGroup
		open := make(chan struct{})
		for number := 2; number <= 3; number++ {
			group.Go(func() { w.held(f, number, open) })
		}
		w.awaitUnderway(f, 2)
		close(open)
		group.Wait()
		want := 1
		if racy {
			want = 2
		}
		w.want("videos", len(w.Videos()), want)
		for _, v := range w.Videos() {
			w.want("SHA-256", v.SHA256, f.sha())
		}
	}
}

// held sends a chunk whose last bytes stay back until the channel is closed.
func (w *world) held(f film, number int, open chan struct{}) said {
	body, contentType := form(append(f.fields(number), part{"file", "blob", f.chunk(number)})...)
	text, err := io.ReadAll(body)
	if err != nil {
		w.Error(err)
	}
	most := len(text) - 10
	request := w.request("POST", "/api/2/photo/redeem-upload-token", "", io.MultiReader(bytes.NewReader(text[:most]), waitFor(open), bytes.NewReader(text[most:])), contentType)
	request.ContentLength = int64(len(text))
	return w.do(w.client, request)
}

// awaitUnderway waits until the site has begun to store so many chunks of a file.
func (w *world) awaitUnderway(f film, count int) {
	w.Helper()
	for deadline := time.Now().Add(10 * time.Second); w.parts.Underway(w.key(f)) < count; runtime.Gosched() {
		if time.Now().After(deadline) {
			w.Fatal("the chunks do not arrive")
		}
	}
}

func TestATokenServesNoMoreFilesThanItSays(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token())
	g := f
	g.identifier = "film2"
	w.chunk(f, 1)
	w.chunk(g, 1)
	open, answer := make(chan struct{}), make(chan said)
	go func() { answer <- w.held(g, 2, open) }()
	w.awaitUnderway(g, 1)
	w.chunk(f, 2)
	close(open)
	if out := <-answer; !strings.Contains(out.body, "consumed") {
		t.Error(out.body)
	}
	w.want("videos", len(w.Videos()), 1)
}

func (w *world) key(f film) string { return fingerprint(f.token) + "/" + f.identifier }

// waitFor is a reader that holds its caller back until the channel is closed.
type waitFor chan struct{}

func (c waitFor) Read([]byte) (int, error) {
	<-c
	return 0, io.EOF
}

func TestBackgroundReturn(t *testing.T) {
	t.Parallel()
	called := make(chan string, 1)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	receiver := &http.Server{Handler: http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { called <- r.URL.RawQuery })}
	go func() { _ = receiver.Serve(listener) }()
	t.Cleanup(func() { _ = receiver.Close() })
	w := start(t, Options{})
	out := w.all(newFilm(w.token("return_url", "http://"+listener.Addr().String()+"/done", "background_return_p", "1")))
	words := strings.Fields(out.body)
	v := w.one()
	if out.status != 200 || len(words) != 6 || words[0] != "ok" || words[3] != "7667553" || words[4] != v.Token {
		t.Errorf("%d %s", out.status, out.body)
	}
	select {
	case query := <-called:
		if !strings.Contains(query, "photo_id=7667553") {
			t.Error(query)
		}
	case <-time.After(10 * time.Second):
		t.Error("nobody called")
	}
}

func TestServeOverTLS(t *testing.T) {
	t.Parallel()
	site, err := Open(Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	server, err := site.Serve("127.0.0.1:0", true)
	if err != nil {
		t.Fatal(err)
	}
	pem, err := os.ReadFile(server.CA)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(pem) {
		t.Fatal("no certificate in the PEM file")
	}
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, ForceAttemptHTTP2: true}
	defer transport.CloseIdleConnections()
	for _, address := range []string{server.URL, strings.Replace(server.URL, "127.0.0.1", "localhost", 1)} {
		answer, err := (&http.Client{Transport: transport}).Get(address + "/api/2/site/get")
		if err != nil {
			t.Fatal(err)
		}
		if answer.StatusCode != 200 {
			t.Error(answer.Status)
		}
		_ = answer.Body.Close()
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := server.Wait(ctx); err != nil {
		t.Error(err)
	}
	if err := server.Close(); err != nil {
		t.Error(err)
	}
	if err := server.Wait(context.Background()); err != nil {
		t.Error(err)
	}
	first, err := os.ReadFile(server.CA)
	if err == nil {
		server, err = site.Serve("127.0.0.1:0", true)
	}
	if err != nil {
		t.Fatal(err)
	}
	if second, err := os.ReadFile(server.CA); err != nil || string(second) != string(first) {
		t.Error("the authority changed over a restart")
	}
	if err := server.Close(); err != nil {
		t.Error(err)
	}
	if err := site.Close(); err != nil {
		t.Error(err)
	}
}

func TestOpenRefusesWhatCannotWork(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, options := range map[string]Options{
		"a file for a folder": {Dir: file},
		"an unknown zone":     {Dir: t.TempDir(), Workspace: Workspace{Name: "x", Zone: "Mars/Olympus"}},
		"a wrong switch":      {Dir: t.TempDir(), Behaviour: Behaviour{RedeemAnswer: "song"}},
	} {
		if _, err := Open(options); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
	w := start(t, Options{})
	if err := w.SetFaults(faults.Document{Faults: []faults.Rule{{Kind: "meteor"}}}); err == nil {
		t.Error("a wrong fault was accepted")
	}
}

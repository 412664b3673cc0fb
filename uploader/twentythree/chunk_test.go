package twentythree

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestAChunkOnTheWire(t *testing.T) {
	t.Parallel()
	site := newSite(t, map[string]reply{
		"/api/2/photo/redeem-upload-token": says(200, "ok"), "/api/photo/redeem-upload-token": says(200, `{"upload":{"photo_id":60433}}`),
	})
	client := site.client(t, withOAuth)
	token := UploadToken{Token: "secret-token", Generation: GenerationV2}
	got, err := client.SendChunk(background, chunkOf(token, "some bytes"))
	if err != nil || got.Video.VideoID != "" {
		t.Fatalf("%v %v", got, err)
	}
	r := site.last(t)
	want := map[string]string{
		"upload_token": "secret-token", "resumableChunkNumber": "2", "resumableChunkSize": "4", "resumableCurrentChunkSize": "10", "resumableTotalSize": "14",
		"resumableIdentifier": "abc123", "resumableFilename": `Å "b".mp4`, "resumableTotalChunks": "3", "format": "json", "raw": "1", "file": "some bytes",
		"file name": `Å "b".mp4`,
	}
	for name, value := range want {
		if r.form[name] != value {
			t.Errorf("%s is %q, want %q", name, r.form[name], value)
		}
	}
	if len(r.form) != len(want) || len(r.query) != 0 || r.authorization != "" || r.expect != "" || len(r.encodings) != 0 || r.length <= 10 {
		t.Errorf("%+v", r)
	}
	token.Generation = GenerationV1
	chunk := chunkOf(token, "x")
	chunk.WithCredential = true
	if got, err = client.SendChunk(background, chunk); err != nil || got.Video.VideoID != "60433" {
		t.Errorf("%v %v", got, err)
	}
	if r = site.last(t); r.path != "/api/photo/redeem-upload-token" || !strings.HasPrefix(r.authorization, "OAuth ") {
		t.Errorf("%s %q", r.path, r.authorization)
	}
}

// zeros is a file of any size that costs nothing.
type zeros struct{}

func (zeros) Read(buffer []byte) (int, error) {
	clear(buffer)
	return len(buffer), nil
}

func TestNothingIsBufferedWhole(t *testing.T) {
	const size = 128 << 20
	received := int64(0)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		received, _ = io.Copy(io.Discard, r.Body)
		if received != r.ContentLength {
			w.WriteHeader(http.StatusBadRequest)
		}
	}))
	defer server.Close()
	defer http.DefaultClient.CloseIdleConnections()
	client, err := New(Config{Base: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	chunk := chunkOf(UploadToken{Token: "t", Generation: GenerationV2}, "")
	chunk.Length, chunk.Open = size, func() (io.Reader, error) { return zeros{}, nil }
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := client.SendChunk(background, chunk); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if received <= size {
		t.Errorf("%d bytes arrived", received)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 8<<20 {
		t.Errorf("sending %d bytes allocated %d", size, used)
	}
}

func TestABodyCanBeSentAgain(t *testing.T) {
	t.Parallel()
	opened := 0
	body, err := newStream(form{{"a", "b"}}, "x.mp4", 4, func() (io.Reader, error) {
		opened++
		return strings.NewReader("data and more"), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(background, http.MethodPost, "http://127.0.0.1/", nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := body.attach(request); err != nil {
		t.Fatal(err)
	}
	first, _ := io.ReadAll(request.Body)
	again, err := request.GetBody()
	if err != nil {
		t.Fatal(err)
	}
	second, _ := io.ReadAll(again)
	if string(first) != string(second) || int64(len(first)) != request.ContentLength || opened != 2 {
		t.Errorf("first %d bytes, second %d, announced %d, opened %d times", len(first), len(second), request.ContentLength, opened)
	}
	if !strings.Contains(string(first), "data\r\n") || strings.Contains(string(first), "and more") {
		t.Error("the file part is not exactly the announced bytes")
	}
}

func TestAFileThatCannotBeReadIsToldAsSuch(t *testing.T) {
	t.Parallel()
	site := newSite(t, map[string]reply{"/api/2/photo/redeem-upload-token": says(200, "ok")})
	client := site.client(t, nil)
	broken := errors.New("the disk is gone")
	for name, example := range map[string]struct {
		open func() (io.Reader, error)
		want error
	}{
		"cannot be opened": {func() (io.Reader, error) { return nil, broken }, broken},
		"breaks":           {func() (io.Reader, error) { return io.MultiReader(strings.NewReader("ab"), failing{broken}), nil }, broken},
		"ends early":       {func() (io.Reader, error) { return strings.NewReader("ab"), nil }, io.ErrUnexpectedEOF},
	} {
		chunk := chunkOf(UploadToken{Token: "secret-token", Generation: GenerationV2}, "")
		chunk.Length, chunk.Open = 1<<20, example.open
		_, err := client.SendChunk(background, chunk)
		if _, said := refusal(err); said || !errors.Is(err, example.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAClosedFileIsNotAFault(t *testing.T) {
	t.Parallel()
	file := slow{closed: make(chan struct{})}
	body, err := newStream(nil, "x.mp4", 1<<20, func() (io.Reader, error) { return file, nil })
	if err != nil {
		t.Fatal(err)
	}
	reader, err := body.body()
	if err != nil {
		t.Fatal(err)
	}
	if err := reader.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(reader); err == nil || body.sourceError() != nil {
		t.Errorf("reading after the end: %v, held against the file: %v", err, body.sourceError())
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// slow is a file that is read forever and notes when it is closed.
type slow struct {
	closed chan struct{}
}

func (s slow) Read(buffer []byte) (int, error) {
	select {
	case <-s.closed:
		return 0, errors.New("closed")
	default:
		clear(buffer)
		return len(buffer), nil
	}
}

func (s slow) Close() error {
	close(s.closed)
	return nil
}

func TestGivingUpIsNotTheFilesFault(t *testing.T) {
	t.Parallel()
	arrived := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(arrived)
		_, _ = io.Copy(io.Discard, r.Body)
	}))
	defer server.Close()
	client, err := New(Config{Base: server.URL, Upload: &http.Client{Transport: &http.Transport{}}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(background)
	go func() {
		<-arrived
		cancel()
	}()
	file := slow{closed: make(chan struct{})}
	chunk := chunkOf(UploadToken{Token: "t", Generation: GenerationV2}, "")
	chunk.Length, chunk.Open = 1<<40, func() (io.Reader, error) { return file, nil }
	if _, err := client.SendChunk(ctx, chunk); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	select {
	case <-file.closed:
	case <-time.After(10 * time.Second):
		t.Error("the file was not closed")
	}
}

func TestAnAnswerIsReadUpToABound(t *testing.T) {
	t.Parallel()
	endless := func(_ request, w http.ResponseWriter) {
		w.WriteHeader(http.StatusBadGateway)
		for range 1000 {
			if _, err := io.WriteString(w, strings.Repeat("x", 64<<10)); err != nil {
				return
			}
		}
	}
	site := newSite(t, map[string]reply{"/api/2/photo/redeem-upload-token": endless, "/api/2/user/get": endless})
	client := site.client(t, nil)
	if _, err := client.SendChunk(background, chunkOf(UploadToken{Token: "t", Generation: GenerationV2}, "x")); kindOf(t, err) != KindBusy || len(err.Error()) > 2*shownMessage {
		t.Errorf("%.500v", err)
	}
	if _, err := client.Me(background); kindOf(t, err) != KindBusy {
		t.Errorf("%.500v", err)
	}
}

func TestDirectWithABearerToken(t *testing.T) {
	t.Parallel()
	without := newSite(t, nil).client(t, nil)
	if known, err := without.ProbeDirect(background); known || err != nil || without.DirectPossible() {
		t.Errorf("a site without photo/upload: %v %v", known, err)
	}
	site := newSite(t, map[string]reply{"/api/2/photo/upload": says(400, `{"status":"error","code":"no_file"}`)})
	client := site.client(t, nil)
	if client.DirectPossible() {
		t.Error("possible before it was found out")
	}
	if known, err := client.ProbeDirect(background); !known || err != nil || !client.DirectPossible() {
		t.Errorf("a site with photo/upload: %v %v", known, err)
	}
	if r := site.last(t); r.form["publish"] != "0" || r.form["placeholder_p"] != "" {
		t.Errorf("the probe asked %v", r.form)
	}
	if !site.client(t, withOAuth).DirectPossible() || site.client(t, func(c *Config) { c.Credential = nil }).DirectPossible() {
		t.Error("four keys can always, a stranger never")
	}
}

func TestADirectUploadWithoutAnAnswerIsInDoubt(t *testing.T) {
	t.Parallel()
	site := newSite(t, map[string]reply{"/api/photo/upload": says(200, "ok")})
	_, err := site.client(t, withOAuth).UploadDirect(background, UploadParameters{}, &DirectFile{FileName: "a", Size: 1, Open: func() (io.Reader, error) { return strings.NewReader("a"), nil }})
	if kindOf(t, err) != KindUnknownAnswer {
		t.Error(err)
	}
}

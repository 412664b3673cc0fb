package twentythree

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// middlebox stands in the site's place and answers every request with bytes of its own, whatever was asked.
type middlebox struct {
	answers func(w io.Writer, asked []byte)
	url     string
}

func newMiddlebox(t *testing.T, answers func(w io.Writer, asked []byte)) *middlebox {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	box := &middlebox{answers: answers, url: "http://" + listener.Addr().String()}
	var open sync.WaitGroup
	open.Go(func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			open.Go(func() { box.serve(connection) })
		}
	})
	t.Cleanup(func() {
		_ = listener.Close()
		open.Wait()
	})
	return box
}

func (b *middlebox) serve(connection net.Conn) {
	defer connection.Close()
	_ = connection.SetDeadline(time.Now().Add(20 * time.Second))
	var asked bytes.Buffer
	request, err := http.ReadRequest(bufio.NewReader(io.TeeReader(connection, &asked)))
	if err != nil {
		return
	}
	_, _ = io.Copy(io.Discard, request.Body)
	b.answers(connection, asked.Bytes())
}

// carrier is how the program reaches a site: its bounds are those of the real one.
func (b *middlebox) carrier() *http.Client {
	return &http.Client{Transport: &http.Transport{MaxResponseHeaderBytes: 256 << 10, DisableKeepAlives: true}}
}

// answersWith sends a fixed answer.
func answersWith(text string) func(io.Writer, []byte) {
	return func(w io.Writer, _ []byte) { _, _ = io.WriteString(w, text) }
}

// whole is an answer with its right length.
func whole(status, kind, body string, headers ...string) func(io.Writer, []byte) {
	head := "HTTP/1.1 " + status + "\r\nContent-Type: " + kind + "\r\n"
	for _, header := range headers {
		head += header + "\r\n"
	}
	return answersWith(fmt.Sprintf("%sContent-Length: %d\r\nConnection: close\r\n\r\n%s", head, len(body), body))
}

func endless(start, again string) func(io.Writer, []byte) {
	return func(w io.Writer, _ []byte) {
		_, err := io.WriteString(w, start)
		for block := strings.Repeat(again, 1+(32<<10)/len(again)); err == nil; {
			_, err = io.WriteString(w, block)
		}
	}
}

func zipped(text string) string {
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	_, _ = io.WriteString(writer, text)
	_ = writer.Close()
	return packed.String()
}

const (
	portalPage = "<!DOCTYPE html><html><head><title>Welcome</title></head><body>Sign in to the Wi-Fi</body></html>"
	// connection stands for an error that is no answer at all.
	connection = Kind(-3)
	anyKind    = Kind(-4)
)

// brokenAnswers are what a box between the program and the site can say, with what it means.
var brokenAnswers = map[string]struct {
	says func(io.Writer, []byte)
	kind Kind
}{
	"a page":                        {whole("200 OK", "text/html", portalPage), KindPortal},
	"a page as JSON":                {whole("200 OK", "application/json", portalPage), KindPortal},
	"a page in UTF-16":              {whole("200 OK", "text/html", "\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00"), anyKind},
	"half a page":                   {whole("200 OK", "text/html", portalPage[:30]), KindPortal},
	"a page, zipped unasked":        {whole("200 OK", "text/html", zipped(portalPage), "Content-Encoding: gzip"), anyKind},
	"a page in another packing":     {whole("200 OK", "text/html", "\x1b\x2e\x00\xf8\x8d\x94\x6e", "Content-Encoding: br"), KindUnknownAnswer},
	"zipped, and not said so":       {whole("200 OK", "text/html", zipped(portalPage)), KindUnknownAnswer},
	"a broken zip":                  {whole("200 OK", "text/html", zipped(portalPage)[:20], "Content-Encoding: gzip"), anyKind},
	"a zip bomb":                    {whole("200 OK", "text/plain", zipped(strings.Repeat("0", 20<<20)), "Content-Encoding: gzip"), anyKind},
	"half of the JSON":              {whole("200 OK", "application/json", `{"status":"ok","data":{"phot`), KindUnknownAnswer},
	"half of an error":              {whole("200 OK", "application/json", `{"status":"error","mes`), KindUnknownAnswer},
	"half of a script":              {whole("200 OK", "text/javascript", `var visual = {"status":"er`), KindUnknownAnswer},
	"an error with something after": {whole("200 OK", "application/json", `{"status":"error","message":"sorry"} {}`), KindUnknownAnswer},
	"shorter than announced":        {answersWith("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nok"), connection},
	"nothing of what was announced": {answersWith("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"), connection},
	"chunks that are cut":           {answersWith("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n"), connection},
	"chunks that lie":               {answersWith("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nok\r\n0\r\n\r\n"), connection},
	"two lengths":                   {answersWith("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok."), connection},
	"a length below nothing":        {answersWith("HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok"), connection},
	"no HTTP":                       {answersWith("220 mail.example.com ESMTP\r\n"), connection},
	"nothing":                       {answersWith(""), connection},
	"what was asked":                {func(w io.Writer, asked []byte) { _, _ = w.Write(asked) }, connection},
	"what was asked, as the status": {func(w io.Writer, asked []byte) { _, _ = fmt.Fprintf(w, "HTTP/1.1 abc %s", asked) }, connection},
	"what was asked, as a header":   {func(w io.Writer, asked []byte) { _, _ = fmt.Fprintf(w, "HTTP/1.1 200 OK\r\n%q\r\n\r\n", asked) }, connection},
	"what was asked, as a length": {func(w io.Writer, asked []byte) {
		_, _ = fmt.Fprintf(w, "HTTP/1.1 200 OK\r\nContent-Length: %q\r\n\r\n", asked)
	}, connection},
	"what was asked, as an error": {func(w io.Writer, asked []byte) { whole("403 No", "text/plain", string(asked))(w, nil) }, anyKind},
	"what was asked, as a redirect": {func(w io.Writer, asked []byte) {
		whole("302 Found", "text/plain", "", fmt.Sprintf("Location: /?error_message=%x %q", "x", asked))(w, nil)
	}, anyKind},
	"notes without end":              {endless("", "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n"), connection},
	"headers without end":            {endless("HTTP/1.1 200 OK\r\n", "X-Filler: abcdefghijklmnopqrstuvwxyz\r\n"), connection},
	"one header without end":         {endless("HTTP/1.1 200 OK\r\nX-Filler: ", "abcdefghijklmnopqrstuvwxyz"), connection},
	"a text without end":             {endless("HTTP/1.1 200 OK\r\n\r\n", "ok and so on "), anyKind},
	"JSON without end":               {endless("HTTP/1.1 200 OK\r\n\r\n[", `{"photo_id":1},`), anyKind},
	"brackets without end":           {endless("HTTP/1.1 200 OK\r\n\r\n", "["), anyKind},
	"space without end":              {endless("HTTP/1.1 200 OK\r\n\r\n", " "), anyKind},
	"a redirect to a sign-in":        {whole("302 Found", "text/html", "", "Location: https://portal.example.net/login"), KindPortal},
	"a redirect to another scheme":   {whole("302 Found", "text/html", "", "Location: javascript:alert(1)"), anyKind},
	"a redirect within the host":     {whole("302 Found", "text/html", "", "Location: /login?next=%2Fapi"), KindMoved},
	"a redirect to itself":           {whole("307 Temporary Redirect", "text/html", "", "Location: ."), KindMoved},
	"a redirect to nowhere":          {whole("302 Found", "text/html", "", "Location: http://[::1"), connection},
	"a redirect without address":     {whole("302 Found", "text/html", ""), KindUnknownAnswer},
	"not modified":                   {whole("304 Not Modified", "text/html", ""), KindUnknownAnswer},
	"a proxy's sign-in":              {whole("407 Proxy Authentication Required", "text/html", portalPage), KindPortal},
	"a network's sign-in":            {whole("511 Network Authentication Required", "text/html", portalPage), KindPortal},
	"a bad gateway":                  {whole("502 Bad Gateway", "text/html", portalPage), KindBusy},
	"a status of its own":            {whole("999 Request denied", "text/html", ""), KindBusy},
	"XML with entities":              {whole("200 OK", "text/xml", `<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><response status="ok"><photo_id>&c;</photo_id></response>`), KindPortal},
	"XML that reads files":           {whole("200 OK", "text/xml", `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><response>&b;</response>`), KindPortal},
	"XML that ends early":            {whole("200 OK", "text/xml", `<response status="ok"><photo_id>7`), KindPortal},
	"bytes":                          {whole("200 OK", "application/octet-stream", "\x00\x01\x02\x80\xff"), KindUnknownAnswer},
	"a protocol that nobody knows":   {answersWith("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"), anyKind},
	"an error in words, in the body": {whole("200 OK", "text/plain", "Error: the proxy is out of memory"), KindUnknownAnswer},
}

// methods are all that can be asked of a site. sent says that a nil error is an acknowledgement of bytes, or a video.
func methods() map[string]func(ctx context.Context, c *Client) error {
	token := UploadToken{Token: "upload-token-secret", Generation: GenerationV2}
	file := func() *DirectFile {
		return &DirectFile{FileName: "a.mp4", Size: 5, Open: func() (io.Reader, error) { return strings.NewReader("bytes"), nil }}
	}
	title, at := "t", testTime
	return map[string]func(ctx context.Context, c *Client) error{
		"Site": func(ctx context.Context, c *Client) error { _, err := c.Site(ctx); return err },
		"Me":   func(ctx context.Context, c *Client) error { _, err := c.Me(ctx); return err },
		"RequestToken": func(ctx context.Context, c *Client) error {
			_, err := c.RequestToken(ctx, "http://127.0.0.1:4000/return-secret-6")
			return err
		},
		"AccessToken": func(ctx context.Context, c *Client) error {
			_, err := c.AccessToken(ctx, "verifier-secret-7")
			return err
		},
		"WorkspaceTokens": func(ctx context.Context, c *Client) error { _, err := c.WorkspaceTokens(ctx); return err },
		"Echo": func(ctx context.Context, c *Client) error {
			_, err := c.Echo(ctx, map[string]string{"a": "b"})
			return err
		},
		"Categories": func(ctx context.Context, c *Client) error { _, err := c.Categories(ctx); return err },
		"Tags":       func(ctx context.Context, c *Client) error { _, err := c.Tags(ctx, "a"); return err },
		"Users":      func(ctx context.Context, c *Client) error { _, err := c.Users(ctx, "a"); return err },
		"RequestUploadToken": func(ctx context.Context, c *Client) error {
			_, err := c.RequestUploadToken(ctx, UploadParameters{}, TokenOptions{})
			return err
		},
		"UpdateUploadToken": func(ctx context.Context, c *Client) error {
			return c.UpdateUploadToken(ctx, token, "", UploadParameters{})
		},
		"DeleteUploadToken": func(ctx context.Context, c *Client) error { return c.DeleteUploadToken(ctx, token, "", "7") },
		"UpdateVideo":       func(ctx context.Context, c *Client) error { return c.UpdateVideo(ctx, "7", VideoChange{Title: &title}) },
		"UpdateVideo, dated": func(ctx context.Context, c *Client) error {
			return c.UpdateVideo(ctx, "7", VideoChange{PublishAt: &at})
		},
		"Progress":      func(ctx context.Context, c *Client) error { _, err := c.TranscodingProgress(ctx, "7"); return err },
		"VideosByToken": func(ctx context.Context, c *Client) error { _, err := c.VideosByToken(ctx, token); return err },
		"VideosOfLink":  func(ctx context.Context, c *Client) error { _, err := c.VideosOfLink(ctx, token, 3); return err },
		"Video":         func(ctx context.Context, c *Client) error { _, err := c.Video(ctx, "7"); return err },
		"Videos":        func(ctx context.Context, c *Client) error { _, err := c.Videos(ctx, Filter{Search: "a"}); return err },
		"ProbeDirect": func(ctx context.Context, c *Client) error {
			known, err := c.ProbeDirect(ctx)
			if err == nil && !known {
				return &Error{Kind: anyKind}
			}
			return err
		},
		"SendChunk": func(ctx context.Context, c *Client) error {
			_, err := c.SendChunk(ctx, chunkOf(token, "bytes"))
			return err
		},
		"SendChunk, signed": func(ctx context.Context, c *Client) error {
			chunk := chunkOf(token, "bytes")
			chunk.WithCredential = true
			_, err := c.SendChunk(ctx, chunk)
			return err
		},
		"UploadDirect": func(ctx context.Context, c *Client) error {
			_, err := c.UploadDirect(ctx, UploadParameters{}, file())
			return err
		},
		"UploadDirect, placeholder": func(ctx context.Context, c *Client) error {
			_, err := c.UploadDirect(ctx, UploadParameters{}, nil)
			return err
		},
	}
}

func TestNoAnswerOfAMiddleboxIsASuccess(t *testing.T) {
	t.Parallel()
	for said, answer := range brokenAnswers {
		t.Run(said, func(t *testing.T) {
			t.Parallel()
			box := newMiddlebox(t, answer.says)
			for name, ask := range methods() {
				for _, credential := range []Credential{testKeys, Bearer{Token: "bearer-secret-5"}} {
					client, err := New(Config{Base: box.url, Credential: credential, HTTP: box.carrier(), Upload: box.carrier(), Now: func() time.Time { return testTime }})
					if err != nil {
						t.Fatal(err)
					}
					if _, four := credential.(OAuth); four && name == "ProbeDirect" {
						continue // knows the answer without asking
					} else if four && strings.Contains(said, "without end") {
						continue // the same, for megabytes
					}
					ctx, cancel := context.WithTimeout(t.Context(), 15*time.Second)
					err = ask(ctx, client)
					if err == nil {
						t.Errorf("%s takes it for a success", name)
						cancel()
						continue
					}
					if ctx.Err() != nil {
						t.Errorf("%s does not end by itself: %v", name, err)
					}
					cancel()
					mustHide(t, err.Error())
					mustHide(t, fmt.Sprintf("%+v", err))
					refused, answered := refusal(err)
					got := connection
					if answered {
						got = refused.Kind
						mustHide(t, fmt.Sprint(refused.Reason("Acme")))
					}
					if answer.kind != anyKind && got != answer.kind && got != anyKind {
						t.Errorf("%s takes it for %v (%v), not %v", name, got, err, answer.kind)
					}
				}
			}
		})
	}
}

func TestAnAnswerThatDripsEndsWithTheContext(t *testing.T) {
	t.Parallel()
	for name, ask := range methods() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(t.Context())
			box := newMiddlebox(t, func(w io.Writer, _ []byte) {
				_, err := io.WriteString(w, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{")
				for cancel(); err == nil; {
					_, err = io.WriteString(w, " ")
					runtime.Gosched()
				}
			})
			client, err := New(Config{Base: box.url, Credential: Bearer{Token: "bearer-secret-5"}, HTTP: box.carrier(), Upload: box.carrier()})
			if err != nil {
				t.Fatal(err)
			}
			if err := ask(ctx, client); err == nil {
				t.Error("half an answer was enough")
			}
		})
	}
}

// TestAnAnswerWithoutEndCostsLittleMemory counts what every method allocates in all: the bounds of an answer and what reading it takes.
func TestAnAnswerWithoutEndCostsLittleMemory(t *testing.T) {
	for said, most := range map[string]uint64{"a text without end": 120 << 20, "JSON without end": 300 << 20, "headers without end": 32 << 20, "notes without end": 32 << 20} {
		box := newMiddlebox(t, brokenAnswers[said].says)
		for name, ask := range methods() {
			client, err := New(Config{Base: box.url, Credential: Bearer{Token: "bearer-secret-5"}, HTTP: box.carrier(), Upload: box.carrier()})
			if err != nil {
				t.Fatal(err)
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_ = ask(t.Context(), client)
			runtime.ReadMemStats(&after)
			if took := after.TotalAlloc - before.TotalAlloc; took > most {
				t.Errorf("%s, %s: %d MB", said, name, took>>20)
			}
		}
	}
}

func TestAListThatNeverEndsIsGivenUp(t *testing.T) {
	t.Parallel()
	next := 0
	site := newSite(t, map[string]reply{"/api/2/album/list": func(_ request, w http.ResponseWriter) {
		var items []string
		for range 20_000 {
			next++
			items = append(items, fmt.Sprintf(`{"album_id":%d,"title":"x"}`, next))
		}
		_, _ = fmt.Fprintf(w, `{"status":"ok","data":[%s]}`, strings.Join(items, ","))
	}})
	categories, err := site.client(t, nil).Categories(background)
	if err != nil || len(categories) > maxPages*pageSize || len(site.requests()) > 10 {
		t.Errorf("%d categories of %d pages, %v", len(categories), len(site.requests()), err)
	}
}

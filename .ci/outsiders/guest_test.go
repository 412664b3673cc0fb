//go:build outsiders

package outsiders

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/.ci/chromium"
	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/demo/faults"
	"twentythree-uploader/uploader/link"
)

// guestPlace is a demo site that a guest's page sends to, and somewhere else that gives the page out.
type guestPlace struct {
	place
	serving *demo.Server
	// elsewhere gives out pages from another address than the site's, as a computer in the same network does.
	elsewhere *httptest.Server
	pages     map[string][]byte
}

func openGuestPlace(t *testing.T) *guestPlace {
	t.Helper()
	need(t, "chromium")
	g := &guestPlace{place: place{dir: t.TempDir()}, pages: map[string][]byte{}}
	g.site = must(demo.Open(demo.Options{Dir: g.dir}))(t)
	g.serving = must(g.site.Serve("127.0.0.1:0", false))(t)
	g.server = &httptest.Server{URL: g.serving.URL}
	g.elsewhere = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(g.pages[r.URL.Path])
	}))
	t.Cleanup(func() {
		g.elsewhere.Close()
		_ = g.serving.Close()
		if err := g.site.Close(); err != nil {
			t.Error(err)
		}
	})
	return g
}

// leave takes the site off the network; comeBack puts it at the same address again.
func (g *guestPlace) leave(t *testing.T) {
	t.Helper()
	if err := g.serving.Close(); err != nil {
		t.Fatal(err)
	}
}

func (g *guestPlace) comeBack(t *testing.T) {
	t.Helper()
	g.serving = must(g.site.Serve(strings.TrimPrefix(g.server.URL, "http://"), false))(t)
}

// link makes a link for so many videos. What else get-upload-token is told stands in more.
func (g *guestPlace) link(t *testing.T, videos int, more ...string) link.Page {
	t.Helper()
	values := url.Values{
		"title": {"Årsmøde 🎬 & \"more\""}, "description": {"Said <b>loud</b>"}, "tags": {`"annual report" HR`}, "album_id": {"8754251"},
		"publish": {"0"}, "max_uploads": {strconv.Itoa(videos)}, "valid_minutes": {"60"},
	}
	for i := 0; i < len(more); i += 2 {
		values.Set(more[i], more[i+1])
	}
	var answer struct {
		Token string `json:"upload_token"`
		Until int64  `json:"valid_until"`
	}
	g.ask(t, "photo/get-upload-token", values, &answer)
	return link.Page{
		Site: g.server.URL, Token: answer.Token, Company: "Acme Video", Asks: "Anna Krøyer", Title: "Interview, guest", Ends: time.Unix(answer.Until, 0),
		Videos: videos, ReturnAddress: values.Get("return_url"), Nonce: values.Get("nonce"), Zone: "Europe/Copenhagen",
	}
}

// saved is a page as a file's address.
func saved(t *testing.T, page link.Page) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "Upload page.html")
	if err := os.WriteFile(path, must(page.HTML())(t), 0o600); err != nil {
		t.Fatal(err)
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// given is a page at an address in the network.
func (g *guestPlace) given(t *testing.T, page link.Page) string {
	t.Helper()
	path := fmt.Sprintf("/%d", len(g.pages))
	g.pages[path] = must(page.HTML())(t)
	return g.elsewhere.URL + path
}

// slow lets the site take so many bytes a second in all; 0 is as fast as it can.
func (g *guestPlace) slow(t *testing.T, bytes int64) {
	t.Helper()
	document := faults.Document{}
	if bytes > 0 {
		document.Faults = []faults.Rule{{Kind: faults.Slow, BytesPerSecond: bytes, Per: "site"}}
	}
	if err := g.site.SetFaults(document); err != nil {
		t.Fatal(err)
	}
}

// behave changes how the site behaves where the documentation leaves it open.
func (g *guestPlace) behave(t *testing.T, name, value string) {
	t.Helper()
	if err := g.site.SetBehaviour(must(g.site.Behaviour().With(name, value))(t)); err != nil {
		t.Fatal(err)
	}
}

// mustKeepTo checks that the browser asked nobody but the site and the page's own place, and complained of nothing. A part that is not
// there yet is a 404 of the protocol, and other is what else may be.
func (g *guestPlace) mustKeepTo(t *testing.T, page *chromium.Tab, address string, other ...string) {
	t.Helper()
	for _, request := range page.Requests() {
		_, to, _ := strings.Cut(request, " ")
		if to != address && !strings.HasPrefix(to, g.server.URL+"/") && !strings.HasPrefix(to, "data:") && !slices.ContainsFunc(other, func(o string) bool { return strings.HasPrefix(to, o) }) {
			t.Errorf("the page asked for %s", request)
		}
	}
	for _, complaint := range page.Complaints() {
		part := strings.HasPrefix(complaint, "network: ") && strings.Contains(complaint, "404") && strings.Contains(complaint, "resumableChunkNumber")
		if !part && !slices.ContainsFunc(other, func(o string) bool { return strings.Contains(complaint, o) }) {
			t.Errorf("the browser complains: %s", complaint)
		}
	}
}

var (
	desktop = chromium.Guest{Languages: "en-GB,en", Zone: "Europe/Copenhagen"}
	phone   = chromium.Guest{Languages: "en-GB,en", Zone: "Europe/Copenhagen", Width: 390, Height: 844, Phone: true}
)

func speaking(g chromium.Guest, languages string) chromium.Guest {
	g.Languages = languages
	return g
}

func withoutScripts(g chromium.Guest) chromium.Guest {
	g.NoScripts = true
	return g
}

// guestFilm is how large a guest's video is: OUTSIDERS_GUEST_MB megabytes.
func guestFilm(t *testing.T) int64 {
	t.Helper()
	megabytes := must(strconv.ParseInt(cmp.Or(os.Getenv("OUTSIDERS_GUEST_MB"), "60"), 10, 64))(t)
	return megabytes*1_000_000 + 12_345
}

// over waits until the page says how it ended, and answers that.
func over(t *testing.T, page *chromium.Tab) string {
	t.Helper()
	page.Until(t, `document.body.dataset.view === "over"`)
	var said string
	page.Evaluate(t, `document.querySelector("#verdict").innerText`, &said)
	return said
}

// received answers how many bytes of the link's files the site has taken in.
func (g *guestPlace) received(t *testing.T) int64 {
	t.Helper()
	_, _, bytes := g.posted(t)
	return bytes
}

// mustHoldFilm is mustHold for a file that is too large to be read at once.
func (g *guestPlace) mustHoldFilm(t *testing.T, want film) {
	t.Helper()
	videos := g.site.Videos()
	if len(videos) != 1 {
		t.Fatalf("%d videos, want one", len(videos))
	}
	got := videos[0]
	kept := must(os.ReadFile(filepath.Join(g.dir, filepath.FromSlash(got.File))))(t)
	if sum := sha256.Sum256(kept); hex.EncodeToString(sum[:]) != want.sum || got.OriginalName != want.name || got.Published {
		t.Errorf("%q arrived with %d bytes, want %q with %d; published: %v", got.OriginalName, len(kept), want.name, want.size, got.Published)
	}
}

func TestAGuestSendsAVideo(t *testing.T) {
	t.Parallel()
	made := makeFilm(t, t.TempDir(), "Sommerfest på Ærø 🎬 (1).mp4", guestFilm(t))
	thanks := map[string]string{"en": "Thank you, your video has arrived", "da": "Tak, din video er nået frem", "de": "Danke, Ihr Video ist angekommen"}
	for name, c := range map[string]struct {
		guest    chromium.Guest
		language string
		saved    bool
	}{
		"desktop, English, saved page":    {desktop, "en", true},
		"phone, Danish, in the network":   {speaking(phone, "da-DK,da,en"), "da", false},
		"desktop, German, in the network": {speaking(desktop, "fr,de-AT"), "de", false},
		"phone, German, saved page":       {speaking(phone, "de"), "de", true},
	} {
		t.Run(name, func(t *testing.T) {
			g := openGuestPlace(t)
			address := g.given(t, g.link(t, 1))
			if c.saved {
				address = saved(t, g.link(t, 1))
			}
			page := chromium.Start(t).OpenAs(t, address, c.guest)
			page.Choose(t, made.path)
			if said := over(t, page); said != thanks[c.language] {
				t.Errorf("it says %q", said)
			}
			g.mustHold(t, made)
			if bytes := g.received(t); bytes != made.size {
				t.Errorf("%d bytes were sent for a file of %d", bytes, made.size)
			}
			g.mustKeepTo(t, page, address)
		})
	}
}

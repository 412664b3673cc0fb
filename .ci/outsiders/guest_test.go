//go:build outsiders

package outsiders

import (
	"cmp"
	"encoding/json"
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
	return savedText(t, must(page.HTML())(t))
}

func savedText(t *testing.T, page []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "Upload page.html")
	if err := os.WriteFile(path, page, 0o600); err != nil {
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

// mustNotRepeat checks that no part was sent again after the site had stored and acknowledged it.
func (g *guestPlace) mustNotRepeat(t *testing.T) {
	t.Helper()
	stored := map[int64]bool{}
	for line := range strings.Lines(string(must(os.ReadFile(filepath.Join(g.dir, "requests.jsonl")))(t))) {
		var one demo.LogLine
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			t.Fatal(err)
		}
		if one.Chunk == nil || one.Method != http.MethodPost {
			continue
		}
		if stored[one.Chunk.Number] {
			t.Errorf("part %d had arrived and was sent again", one.Chunk.Number)
		}
		stored[one.Chunk.Number] = stored[one.Chunk.Number] || !one.Chunk.Acknowledged.IsZero()
	}
}

// guests are who sends a video: at both kinds of device, in every language, by a page from a disk and by one from the network.
var guests = map[string]struct {
	chromium.Guest
	language string
	saved    bool
	large    bool
}{
	"desktop, English, saved page":    {desktop, "en", true, true},
	"desktop, Danish, in the network": {speaking(desktop, "nb,da-DK,en"), "da", false, false},
	"desktop, German, saved page":     {speaking(desktop, "fr,de-AT"), "de", true, false},
	"phone, English, in the network":  {speaking(phone, "en-US"), "en", false, false},
	"phone, Danish, in the network":   {speaking(phone, "da"), "da", false, true},
	"phone, German, saved page":       {speaking(phone, "de-DE,de,en"), "de", true, false},
}

// eachGuest lets every guest open the page of a link for one video.
func eachGuest(t *testing.T, scripts bool, act func(t *testing.T, g *guestPlace, page *chromium.Tab, made film, language string)) {
	t.Helper()
	need(t, "chromium")
	films := t.TempDir()
	large, small := makeFilm(t, films, "Sommerfest på Ærø 🎬 (1).mp4", guestFilm(t)), makeFilm(t, films, "kort 100% #2.mov", 13_000_000)
	browser := chromium.Start(t)
	for name, who := range guests {
		t.Run(name, func(t *testing.T) {
			g, made := openGuestPlace(t), small
			if who.large {
				made = large
			}
			address := g.given(t, g.link(t, 1))
			if who.saved {
				address = saved(t, g.link(t, 1))
			}
			who.NoScripts = !scripts
			page := browser.OpenAs(t, address, who.Guest)
			act(t, g, page, made, who.language)
			g.mustHold(t, made)
			// The site's own answer has no icon.
			g.mustKeepTo(t, page, address, g.server.URL+"/favicon.ico")
		})
	}
}

func TestAGuestSendsAVideo(t *testing.T) {
	t.Parallel()
	thanks := map[string]string{"en": "Thank you, your video has arrived", "da": "Tak, din video er nået frem", "de": "Danke, Ihr Video ist angekommen"}
	eachGuest(t, true, func(t *testing.T, g *guestPlace, page *chromium.Tab, made film, language string) {
		page.Choose(t, made.path)
		if said := over(t, page); said != thanks[language] {
			t.Errorf("it says %q", said)
		}
		if _, _, bytes := g.posted(t); bytes != made.size {
			t.Errorf("%d bytes were sent for a file of %d", bytes, made.size)
		}
	})
}

// TestAGuestWithoutScriptsSendsAVideo sends the plain form, and then another file by a link that is used up.
func TestAGuestWithoutScriptsSendsAVideo(t *testing.T) {
	t.Parallel()
	another := makeFilm(t, t.TempDir(), "second.mp4", 1000)
	eachGuest(t, false, func(t *testing.T, g *guestPlace, page *chromium.Tab, made film, _ string) {
		address := page.Address(t)
		page.MustSay(t, "Interview, guest", "Anna Krøyer from Acme Video asks you for a video", "Anna Krøyer fra Acme Video beder dig om en video",
			"Anna Krøyer von Acme Video bittet Sie um ein Video")
		sendPlain(t, page, made, "The file was successfully uploaded")
		page.Go(t, address)
		sendPlain(t, page, another, "The upload token has been consumed")
	})
}

// sendPlain sends a file by the plain form, and reads the site's answer.
func sendPlain(t *testing.T, page *chromium.Tab, file film, answer string) {
	t.Helper()
	page.Choose(t, file.path)
	page.Press(t, "Send the video · Send videoen · Video senden")
	page.MustSay(t, answer)
}

// TestAGuestGoesOnAfterTheSiteWasGone takes the site off the network in the middle, and reloads the page in the middle.
func TestAGuestGoesOnAfterTheSiteWasGone(t *testing.T) {
	t.Parallel()
	need(t, "chromium")
	made := makeFilm(t, t.TempDir(), "half way.mp4", guestFilm(t))
	const half = `parseInt(document.querySelector("#percent").innerText) >= 50`
	browser := chromium.Start(t)
	for name, c := range map[string]struct {
		guest     chromium.Guest
		interrupt func(t *testing.T, g *guestPlace, page *chromium.Tab)
	}{
		"the site goes": {desktop, func(t *testing.T, g *guestPlace, page *chromium.Tab) {
			g.leave(t)
			page.Until(t, `document.querySelector("#status").innerText === "Acme Video does not answer just now"`)
			g.comeBack(t)
		}},
		"the network goes": {phone, func(t *testing.T, g *guestPlace, page *chromium.Tab) {
			page.Offline(t, true)
			page.Until(t, `document.querySelector("#status").innerText === "Waiting for the internet"`)
			page.Offline(t, false)
		}},
		"the page is reloaded": {phone, func(t *testing.T, g *guestPlace, page *chromium.Tab) {
			page.Reload(t)
			page.Choose(t, made.path)
			page.Until(t, `document.querySelector("#status-hint").innerText === "It goes on where it stopped." || document.body.dataset.view === "over"`)
		}},
		"a pause": {desktop, func(t *testing.T, g *guestPlace, page *chromium.Tab) {
			page.Click(t, "Pause")
			page.Until(t, `document.querySelector("#status").innerText === "Paused"`)
			before := len(page.Requests())
			page.Evaluate(t, `new Promise(done => setTimeout(done, 1500))`, nil)
			if after := len(page.Requests()); after != before {
				t.Errorf("%d requests were made in a pause", after-before)
			}
			page.Reload(t)
			if asked := page.Questions(); len(asked) != 1 || !strings.HasPrefix(asked[0], "beforeunload") {
				t.Errorf("leaving in the middle asked %q", asked)
			}
			page.Choose(t, made.path)
		}},
		"busy for a while": {phone, func(t *testing.T, g *guestPlace, page *chromium.Tab) {
			busy := faults.Document{Faults: []faults.Rule{{Kind: faults.Answer, Path: "photo/redeem-upload-token", Status: 503, Count: 5}}}
			if err := g.site.SetFaults(busy); err != nil {
				t.Fatal(err)
			}
		}},
		"connections die without a word": {phone, func(t *testing.T, g *guestPlace, page *chromium.Tab) {
			hole := faults.Document{Faults: []faults.Rule{{Kind: faults.BlackHole, Path: "photo/redeem-upload-token", Method: "POST", Count: 3}}}
			if err := g.site.SetFaults(hole); err != nil {
				t.Fatal(err)
			}
			for g.site.Faults().Faults[0].Applied < 3 {
				page.Evaluate(t, `new Promise(done => setTimeout(done, 50))`, nil)
			}
			page.Evaluate(t, `new Promise(done => setTimeout(() => { const now = Date.now; Date.now = () => now() + 70000; done(); }, 1500))`, nil)
			over(t, page)
			g.mustNotRepeat(t)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			g := openGuestPlace(t)
			g.slow(t, 15_000_000)
			page := browser.OpenAs(t, g.given(t, g.link(t, 1)), c.guest)
			page.Choose(t, made.path)
			page.Until(t, half)
			if videos := len(g.site.Videos()); videos != 0 {
				t.Fatalf("the file was complete before the interruption: %d videos", videos)
			}
			c.interrupt(t, g, page)
			g.slow(t, 0)
			if said := over(t, page); said != "Thank you, your video has arrived" {
				t.Errorf("it says %q", said)
			}
			g.mustHold(t, made)
			// Once nothing is held up any more, the site takes in what the dead connections had still brought.
			if name != "connections die without a word" {
				g.mustNotRepeat(t)
			}
		})
	}
}

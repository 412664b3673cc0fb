//go:build outsiders

package outsiders

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"twentythree-uploader/.ci/chromium"
	"twentythree-uploader/uploader/demo/faults"
	"twentythree-uploader/uploader/link"
)

// TestAGuestIsToldWhyNot tries the ways in which the site or the page says no.
func TestAGuestIsToldWhyNot(t *testing.T) {
	t.Parallel()
	need(t, "chromium")
	browser := chromium.Start(t)
	films := t.TempDir()
	fine := makeFilm(t, films, "fine.mp4", 20_000_000)
	document := filepath.Join(films, "a document.mp4")
	if err := os.WriteFile(document, []byte("%PDF-1.7"+strings.Repeat(" ", 9_000_000)), 0o600); err != nil {
		t.Fatal(err)
	}
	sheet := makeFilm(t, films, "budget.xlsx", 1000)
	nothing := makeFilm(t, films, "nothing.mp4", 0)
	for name, c := range map[string]struct {
		before func(t *testing.T, g *guestPlace, token string)
		choose string
		want   []string
		// stays says that the page goes on asking for a video.
		stays bool
	}{
		"used up": {func(t *testing.T, g *guestPlace, token string) {
			other := g.link(t, 1)
			other.Token = token
			first := browser.OpenAs(t, g.given(t, other), phone)
			first.Choose(t, makeFilm(t, t.TempDir(), "first.mp4", 1000).path)
			over(t, first)
		}, fine.path, []string{"This link has been used", "Ask Acme Video for a new one if you want to send more."}, false},
		"ended before the page's own end": {
			func(t *testing.T, g *guestPlace, _ string) { g.site.EndTokens() }, fine.path,
			[]string{"This link has ended", "Ask Acme Video for a new one."},
			false,
		},
		"a file that the site cannot use": {nil, document, []string{"Acme Video cannot use this file", "Save the video as MP4, then choose it again.", "Choose another video"}, false},
		"too large": {
			func(t *testing.T, g *guestPlace, _ string) { g.behave(t, "max_file_bytes", "15000000") }, fine.path,
			[]string{"This video is too large for Acme Video", "Save it smaller or shorter"},
			false,
		},
		"no video": {nil, sheet.path, []string{"“budget.xlsx” is not a video or a sound recording.", "Choose your video"}, true},
		"empty":    {nil, nothing.path, []string{"“nothing.mp4” is empty. Choose another file.", "Choose your video"}, true},
		"not let in": {func(t *testing.T, g *guestPlace, _ string) {
			g.behave(t, "closed_workspace", "true")
			g.behave(t, "unsigned_redeem_refused", "true")
		}, fine.path, []string{"Acme Video did not take the video", "Try again later, or ask Acme Video."}, false},
	} {
		t.Run(name, func(t *testing.T) {
			g := openGuestPlace(t)
			made := g.link(t, 1)
			if c.before != nil {
				c.before(t, g, made.Token)
			}
			page := browser.OpenAs(t, saved(t, made), desktop)
			videos := len(g.site.Videos())
			page.Choose(t, c.choose)
			if c.stays {
				page.Until(t, `!document.querySelector("#problem").hidden`)
			} else {
				over(t, page)
			}
			page.MustSay(t, c.want...)
			if made := len(g.site.Videos()) - videos; made != 0 {
				t.Errorf("%d videos were made", made)
			}
		})
	}
}

// TestAFileThatChangesOnTheWay must not become a video of two halves.
func TestAFileThatChangesOnTheWay(t *testing.T) {
	t.Parallel()
	g := openGuestPlace(t)
	g.slow(t, 4_000_000)
	made := makeFilm(t, t.TempDir(), "film.mp4", 60_000_000)
	page := chromium.Start(t).OpenAs(t, saved(t, g.link(t, 1)), desktop)
	page.Choose(t, made.path)
	page.Until(t, `parseInt(document.querySelector("#percent").innerText) >= 10`)
	if err := os.WriteFile(made.path, []byte("another film"), 0o600); err != nil {
		t.Fatal(err)
	}
	g.slow(t, 0)
	if said := over(t, page); said != "“film.mp4” cannot be read. Choose it again." || len(g.site.Videos()) != 0 {
		t.Errorf("it says %q, and %d videos arrived", said, len(g.site.Videos()))
	}
}

func TestThePageEndsByItself(t *testing.T) {
	t.Parallel()
	g := openGuestPlace(t)
	browser := chromium.Start(t)
	past := g.link(t, 1)
	past.Ends = time.Now().Add(-time.Minute)
	address := saved(t, past)
	page := browser.OpenAs(t, address, desktop)
	page.MustSay(t, "This link has ended", "Ask Acme Video for a new one.", "The clock here says ")
	g.mustKeepTo(t, page, address)
	open := browser.OpenAs(t, saved(t, g.link(t, 1)), phone)
	open.MustSay(t, "Choose your video")
	open.Evaluate(t, `void (Date.now = (now => () => now() + 2 * 60 * 60 * 1000)(Date.now))`, nil)
	if said := over(t, open); said != "This link has ended" {
		t.Errorf("left open over its end the page says %q", said)
	}
	if requests := len(page.Requests()) + len(open.Requests()); requests != 2 {
		t.Errorf("after their end the pages asked %q %q", page.Requests(), open.Requests())
	}
}

// TestTwoTabsSendOneVideoOnce has links that would take both, or one alone.
func TestTwoTabsSendOneVideoOnce(t *testing.T) {
	t.Parallel()
	need(t, "chromium")
	browser := chromium.Start(t)
	made := makeFilm(t, t.TempDir(), "film.mp4", 40_000_000)
	for _, videos := range []int{1, 3} {
		g := openGuestPlace(t)
		g.slow(t, 2_000_000)
		address := g.given(t, g.link(t, videos))
		one, other := browser.OpenAs(t, address, desktop), browser.OpenAs(t, address, desktop)
		one.Choose(t, made.path)
		other.Choose(t, made.path)
		g.slow(t, 0)
		for _, tab := range []*chromium.Tab{one, other} {
			tab.Until(t, `document.querySelector("#verdict").innerText === "Thank you, your video has arrived"`)
		}
		g.mustHold(t, made)
	}
}

func TestAGuestSendsSeveralVideos(t *testing.T) {
	t.Parallel()
	g := openGuestPlace(t)
	films := t.TempDir()
	made := []film{makeFilm(t, films, "a.mp4", 20_000_000), makeFilm(t, films, "b.mov", 1000), makeFilm(t, films, "ø (2).mkv", 9_000_000), makeFilm(t, films, "d.mp4", 500)}
	address := saved(t, g.link(t, 3))
	page := chromium.Start(t).OpenAs(t, address, desktop)
	page.Choose(t, made[0].path, made[1].path, made[2].path, made[3].path)
	page.Until(t, `!document.querySelector("#problem").hidden`)
	page.MustSay(t, "Those are too many videos at once. You can send 3 more videos.")
	// The same video under another name is the same video.
	twin := filepath.Join(films, "copy of a.mp4")
	if err := os.Link(made[0].path, twin); err != nil {
		t.Fatal(err)
	}
	page.Choose(t, made[0].path, twin, made[1].path)
	if said := over(t, page); said != "Thank you, 2 videos have arrived" {
		t.Errorf("it says %q", said)
	}
	page.MustSay(t, "You can send 1 more video.", "You have already sent “copy of a.mp4”.")
	g.mustHold(t, made[:2]...)
	page.Reload(t)
	page.Choose(t, made[0].path)
	page.Until(t, `!document.querySelector("#problem").hidden`)
	page.MustSay(t, "You have already sent “a.mp4”.")
	page.Choose(t, made[2].path)
	over(t, page)
	g.mustHold(t, made[:3]...)
	g.mustKeepTo(t, page, address)
}

// TestSitesThatAnswerOtherwise tries what the documentation leaves open.
func TestSitesThatAnswerOtherwise(t *testing.T) {
	t.Parallel()
	need(t, "chromium")
	browser := chromium.Start(t)
	made := makeFilm(t, t.TempDir(), "film.mp4", 20_000_000)
	const thanks, unsure = "Thank you, your video has arrived", "Everything was sent"
	swallowed := faults.Document{Faults: []faults.Rule{{Kind: faults.Swallow, Completing: true, Count: 1}}}
	for name, c := range map[string]struct {
		switches []string
		faults   faults.Document
		want     string
		// quarrels is what the browser complains of where it may not ask first.
		quarrels []string
	}{
		"a number":                        {[]string{"redeem_answer", "number"}, faults.Document{}, thanks, nil},
		"an object":                       {[]string{"redeem_answer", "object"}, faults.Document{}, thanks, nil},
		"a sentence":                      {[]string{"redeem_answer", "message"}, faults.Document{}, thanks, nil},
		"only ok":                         {[]string{"redeem_answer", "ok"}, faults.Document{}, unsure, nil},
		"nothing":                         {[]string{"redeem_answer", "empty"}, faults.Document{}, unsure, nil},
		"parts answered with an envelope": {[]string{"chunk_answer", "envelope"}, faults.Document{}, thanks, nil},
		"no asking for parts":             {[]string{"test_get", "refused"}, faults.Document{}, thanks, []string{"405"}},
		"no asking first":                 {[]string{"cross_origin", "unasked"}, faults.Document{}, thanks, []string{"CORS", "ERR_FAILED"}},
		"the last answer is lost":         {nil, swallowed, unsure, []string{"ERR_EMPTY_RESPONSE", "ERR_CONNECTION"}},
	} {
		t.Run(name, func(t *testing.T) {
			g := openGuestPlace(t)
			for i := 0; i < len(c.switches); i += 2 {
				g.behave(t, c.switches[i], c.switches[i+1])
			}
			if err := g.site.SetFaults(c.faults); err != nil {
				t.Fatal(err)
			}
			address := g.given(t, g.link(t, 1))
			page := browser.OpenAs(t, address, phone)
			page.Choose(t, made.path)
			if said := over(t, page); said != c.want {
				t.Errorf("it says %q, want %q", said, c.want)
			}
			g.mustHold(t, made)
			g.mustKeepTo(t, page, address, c.quarrels...)
		})
	}
}

// TestASiteThatLetsNobodyRead falls back to the plain form, in the reader's language and with the file that was chosen.
func TestASiteThatLetsNobodyRead(t *testing.T) {
	t.Parallel()
	g := openGuestPlace(t)
	g.behave(t, "cross_origin", "refuse")
	made := makeFilm(t, t.TempDir(), "film.mp4", 20_000_000)
	page := chromium.Start(t).OpenAs(t, saved(t, g.link(t, 1)), speaking(desktop, "de"))
	page.Choose(t, made.path)
	page.Until(t, `document.body.dataset.view === "form"`)
	page.Press(t, "Video senden")
	page.MustSay(t, "The file was successfully uploaded")
	g.mustHold(t, made)
}

// TestTheSiteLeadsOn lets the site send the guest to a return address with the result, with scripts and without, as GET and as POST.
func TestTheSiteLeadsOn(t *testing.T) {
	t.Parallel()
	need(t, "chromium")
	browser := chromium.Start(t)
	films := t.TempDir()
	large, small := makeFilm(t, films, "film.mp4", 20_000_000), makeFilm(t, films, "short.mp4", 5_000_000)
	for name, c := range map[string]struct {
		guest chromium.Guest
		film  film
		long  bool
	}{
		"scripts, GET": {phone, large, false}, "scripts, one part, GET": {desktop, small, false}, "scripts, POST": {desktop, large, true},
		"no scripts, GET": {withoutScripts(desktop), large, false},
	} {
		t.Run(name, func(t *testing.T) {
			g := openGuestPlace(t)
			var mu sync.Mutex
			var called []string
			back := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if err := r.ParseForm(); err == nil && r.URL.Path == "/back" {
					mu.Lock()
					called = append(called, r.Method+" "+r.Form.Get(link.NonceParameter)+" "+r.Form.Get("upload_token")+" "+r.Form.Get("domain")+" "+r.Form.Get("photo_id"))
					mu.Unlock()
				}
				w.Header().Set("Content-Type", "text/html")
				_, _ = w.Write([]byte("<title>Thanks</title>Welcome back"))
			}))
			t.Cleanup(back.Close)
			address, method := back.URL+"/back", "GET"
			if c.long {
				g.behave(t, "long_return", "post")
				address, method = address+"?more="+strings.Repeat("x", 1600), "POST"
			}
			// The page repeats the nonce itself: the parameters of get-upload-token are the caller's affair.
			page := g.link(t, 1, "return_url", address)
			page.Nonce = "n0nce-" + url.QueryEscape(name)
			tab := browser.OpenAs(t, saved(t, page), c.guest)
			tab.Choose(t, c.film.path)
			if c.guest.NoScripts {
				tab.Press(t, "Send the video · Send videoen · Video senden")
			} else {
				tab.Arrive(t, "Welcome back")
			}
			tab.MustSay(t, "Welcome back")
			g.mustHold(t, c.film)
			want := method + " " + page.Nonce + " " + page.Token + " " + strings.TrimPrefix(g.server.URL, "http://")
			mu.Lock()
			defer mu.Unlock()
			if len(called) != 1 || !strings.HasPrefix(called[0], want+" ") || strings.HasSuffix(called[0], " ") {
				t.Errorf("called %q, want %q", called, want)
			}
			if questions := tab.Questions(); len(questions) != 0 {
				t.Errorf("leaving at the end asked %q", questions)
			}
		})
	}
}

//go:build trial

package trial

import (
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"twentythree-uploader/.ci/chromium"
)

// What the window says on the way from a new link to the video that came through it.
const (
	saysMakeLink   = "Make an upload link"
	asksWhatFor    = "What is it for?"
	asksHow        = "How do you want to hand it over?"
	savesPage      = "Save upload page"
	looksNow       = "Look now"
	saysReceived   = "1 of 1 received"
	asksWhether    = "Send videos with this link?"
	linkName       = "Interview with the mayor"
	sentFile       = "mayor on Ærø.mp4"
	throughTheLink = sentFile + " · through “" + linkName + "”"
)

var (
	tokenInPage = regexp.MustCompile(`name="upload_token" value="([^"]+)"`)
	linkInPage  = regexp.MustCompile(`name="twentythree-upload" content="([^"]+)"`)
)

// TestAVideoFromSomebodyWithoutAnAccount makes a link at the window and saves its page. A browser opens the page and sends a video, which the window
// then tells of, and the history keeps under the link's name.
func TestAVideoFromSomebodyWithoutAnAccount(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.startPortal(t)
	film := makeBigVideo(t, filepath.Join(t.TempDir(), sentFile), 9<<20)
	s := d.startSite(t)
	p, running := d.sitDown(t, s)

	d.keys(t, "ctrl+2")
	p.presses(t, saysMakeLink)
	p.sees(t, asksWhatFor)
	p.settled(t)
	d.types(t, linkName) // the first field has the keyboard, and the title follows it
	d.picture(t, "new-link")
	d.keys(t, "Return")
	p.sees(t, asksHow)
	d.picture(t, "ready")
	p.presses(t, savesPage)
	page := filepath.Join(t.TempDir(), "page.html")
	p.savesAs(t, page)
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}

	guest := chromium.Start(t).OpenAs(t, (&url.URL{Scheme: "file", Path: page}).String(), chromium.Guest{Languages: "en-GB,en"})
	guest.Choose(t, film.path)
	guest.Until(t, `document.body.dataset.view === "over"`)
	guest.MustSay(t, "Thank you, your video has arrived")
	d.wheel(t, middle(p.sees(t, asksHow)), downwards, aWholePanel) // the button lies below the edge
	p.presses(t, looksNow)
	p.sees(t, saysReceived)
	d.picture(t, "received")
	d.keys(t, "Escape")
	p.sees(t, "Used up")
	d.keys(t, "ctrl+3")
	p.sees(t, throughTheLink)
	p.settled(t)
	d.picture(t, "history")

	if held := s.videos(t); len(held) != 1 || held[0].sum != film.sum || held[0].Title != linkName || held[0].Published {
		t.Errorf("the site holds %+v", held)
	}
	token, carried := tokenInPage.FindSubmatch(text), linkInPage.FindSubmatch(text)
	if token == nil || carried == nil {
		t.Fatal("the saved page holds no token, or no link for the program")
	}
	// As a desktop does with an address in a message: the program is started once more, and the window that is open asks.
	again := d.start(t, "address", nil, program, "-data", p.data, "twentythree-upload:"+string(carried[1]))
	p.sees(t, asksWhether)
	d.picture(t, "asks")
	<-again.ended
	d.keys(t, "Escape")
	p.settled(t)
	running.close(t)
	d.mustNotHold(t, string(token[1]), p.data)
}

// savesAs types a path into the desktop's window that asks where to save.
func (p person) savesAs(t *testing.T, path string) {
	t.Helper()
	asking := p.desk.awaitWindow(t, "--class", "xdg-desktop-portal-gtk")
	asking.focus(t)
	p.settledIn(t, asking.box(t))
	p.replaces(t, path)
	asking.awaitOpenButton(t)
	p.desk.picture(t, "save-window")
	p.desk.keys(t, "Return")
	await(t, patience, "the saved file", func() bool { info, err := os.Stat(path); return err == nil && info.Size() > 0 })
	p.window.focus(t)
}

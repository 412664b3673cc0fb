//go:build outsiders

package outsiders

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"twentythree-uploader/.ci/chromium"
)

// walk is npm's oauth on its way through the three legs of a demo site.
type walk struct {
	in  io.WriteCloser
	out *bufio.Scanner
}

// walked is what a line of it says.
type walked struct {
	Authorize, Confirmed               string
	Access, AccessSecret, Domain, User string
	Own, Problem, Twice, Error         string
	Who                                struct{ Data struct{ Username string } }
	Made                               struct{ Status string }
}

func startWalk(t *testing.T, p *place, method, callback string) *walk {
	t.Helper()
	command := node(t.Context(), t, "legs.js")
	in := must(command.StdinPipe())(t)
	out := must(command.StdoutPipe())(t)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = in.Close(), command.Wait() })
	application := p.site.Application()
	task := must(json.Marshal(map[string]string{
		"site": p.server.URL, "key": application.Key, "secret": application.Secret, "method": method, "callback": callback,
	}))(t)
	w := &walk{in: in, out: bufio.NewScanner(out)}
	w.tell(t, string(task))
	return w
}

func (w *walk) tell(t *testing.T, line string) {
	t.Helper()
	if _, err := io.WriteString(w.in, line+"\n"); err != nil {
		t.Fatal(err)
	}
}

func (w *walk) next(t *testing.T) walked {
	t.Helper()
	var said walked
	if !w.out.Scan() {
		t.Fatal("npm's oauth said nothing")
	}
	if err := json.Unmarshal(w.out.Bytes(), &said); err != nil || said.Error != "" {
		t.Fatalf("npm's oauth: %s %v", w.out.Text(), err)
	}
	return said
}

// mustBeIn checks what npm's oauth came home with.
func (w walked) mustBeIn(t *testing.T, p *place) {
	t.Helper()
	if w.Access == "" || w.AccessSecret == "" || "http://"+w.Domain != p.server.URL || w.User != "17488" {
		t.Errorf("the third leg gave %+v", w)
	}
	if w.Who.Data.Username != "you" || w.Made.Status != "ok" || w.Twice != "no" {
		t.Errorf("signed in, it is %+v", w)
	}
}

func TestNpmsOAuthWalksTheThreeLegs(t *testing.T) {
	t.Parallel()
	need(t, "chromium")
	browser := chromium.Start(t)
	for _, method := range []string{"GET", "POST"} {
		t.Run(method, func(t *testing.T) {
			p := openPlace(t)
			w := startWalk(t, p, method, "loopback")
			asked := w.next(t)
			page := browser.Open(t, asked.Authorize)
			page.MustSay(t, "Allow TwentyThree Uploader to use Acme Video?", "You (you@acme.com)", "Upload videos, change and delete them")
			page.Press(t, "Allow")
			page.MustSay(t, "You can close this page.")
			done := w.next(t)
			done.mustBeIn(t, p)
			if asked.Confirmed != "true" || done.Own != "a b" {
				t.Errorf("callback confirmed %q, its own parameter %q", asked.Confirmed, done.Own)
			}
			if list := p.site.SignIns(); len(list) != 1 || list[0].Level != "write" {
				t.Errorf("%+v", list)
			}
		})
	}
	t.Run("a code", func(t *testing.T) {
		p := openPlace(t)
		w := startWalk(t, p, "POST", "oob")
		page := browser.Open(t, w.next(t).Authorize)
		page.Press(t, "Allow")
		page.MustSay(t, "Type this code into TwentyThree Uploader")
		w.tell(t, regexp.MustCompile(`(?m)^[A-Z2-9]{4}$`).FindString(page.Text(t)))
		w.next(t).mustBeIn(t, p)
	})
	t.Run("deny", func(t *testing.T) {
		p := openPlace(t)
		w := startWalk(t, p, "POST", "loopback")
		page := browser.Open(t, w.next(t).Authorize)
		page.Press(t, "Deny")
		page.MustSay(t, "You can close this page.")
		if said := w.next(t); said.Problem != "user_refused" || said.Own != "a b" {
			t.Errorf("%+v", said)
		}
	})
	t.Run("a page that asks again", func(t *testing.T) {
		p := openPlace(t)
		w := startWalk(t, p, "GET", "oob")
		address := w.next(t).Authorize
		browser.Open(t, address).Press(t, "Deny")
		browser.Open(t, address).MustSay(t, "This request is over")
	})
}

// TestThePageSaysWhatIsAllowed looks at the page for every level that an application may have.
func TestThePageSaysWhatIsAllowed(t *testing.T) {
	t.Parallel()
	need(t, "chromium")
	p := openPlace(t)
	browser := chromium.Start(t)
	for level, want := range map[string]int{"read": 1, "write": 2, "admin": 3} {
		behaviour := p.site.Behaviour()
		behaviour.SignInLevel = level
		if err := p.site.SetBehaviour(behaviour); err != nil {
			t.Fatal(err)
		}
		page := browser.Open(t, startWalk(t, p, "POST", "oob").next(t).Authorize)
		var items int
		page.Evaluate(t, `document.querySelectorAll("main li").length`, &items)
		if items != want {
			t.Errorf("%s: %d sentences, want %d: %s", level, items, want, page.Text(t))
		}
		keepPicture(t, page, "allow-"+level)
	}
}

// keepPicture keeps what the page shows, where a folder for results is named.
func keepPicture(t *testing.T, page *chromium.Tab, name string) {
	t.Helper()
	folder := os.Getenv("OUTSIDERS_RESULTS")
	if folder == "" {
		return
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	page.Picture(t, filepath.Join(folder, name+".png"))
}

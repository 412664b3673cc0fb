// Package chromium drives a real browser without a window, as a person does at one, for the tests that need one. It needs Debian's
// chromium.
package chromium

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience is how long the browser may take for one thing.
const patience = 90 * time.Second

// Browser is a browser without a window, spoken to over its debugging pipe: JSON, each message ended by a zero byte. It is used by one
// goroutine at a time.
type Browser struct {
	to, from *os.File
	reader   *bufio.Reader
	id       int
	tabs     map[string]*Tab
	// events are those that were told while an answer was awaited.
	events []event
}

type event struct {
	Method  string          `json:"method"`
	Session string          `json:"sessionId"`
	Params  json.RawMessage `json:"params"`
}

// Start starts a browser with a profile of its own; it ends with the test.
func Start(t *testing.T) *Browser {
	t.Helper()
	return StartIn(t, "")
}

// StartIn starts a browser in a network namespace, like Start; "" is this one. There it takes every certificate, as somebody does who has
// let the browser know the site's.
func StartIn(t *testing.T, namespace string) *Browser {
	t.Helper()
	words := []string{"chromium"}
	if namespace != "" {
		words = []string{"ip", "netns", "exec", namespace, "chromium", "--ignore-certificate-errors"}
	}
	// Not the test's own folder: its name may be too long for the browser's socket.
	home, err := os.MkdirTemp("", "chromium-")
	if err != nil {
		t.Fatal(err)
	}
	theirIn, to, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	from, theirOut, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(words[0], append(
		words[1:], "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
		"--disable-sync", "--disable-breakpad", "--disable-dev-shm-usage", "--disable-background-timer-throttling", "--disable-renderer-backgrounding",
		// A mouse: without a desktop there is none, and pages would take the browser for a device without one.
		"--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4",
		"--remote-debugging-pipe", "--user-data-dir="+filepath.Join(home, "profile"), "about:blank",
	)...)
	command.Env = []string{"HOME=" + home, "XDG_RUNTIME_DIR=" + home, "TMPDIR=" + home, "PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8"}
	var complaints strings.Builder
	command.Stdout, command.Stderr = &complaints, &complaints
	command.WaitDelay = 5 * time.Second
	command.ExtraFiles = []*os.File{theirIn, theirOut}
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	_, _ = theirIn.Close(), theirOut.Close()
	t.Cleanup(func() {
		_ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL)
		_ = command.Wait()
		if t.Failed() {
			t.Logf("what the browser said:\n%s", withoutNoise(complaints.String()))
		}
		_, _ = to.Close(), from.Close()
		_ = os.RemoveAll(home)
	})
	return &Browser{to: to, from: from, reader: bufio.NewReader(from), tabs: map[string]*Tab{}}
}

// withoutNoise leaves out what a browser complains of wherever there is no desktop.
func withoutNoise(text string) string {
	var rest strings.Builder
	for line := range strings.Lines(text) {
		if !strings.Contains(line, "ERROR:dbus") {
			rest.WriteString(line)
		}
	}
	return rest.String()
}

// read takes one message. Those with an id are answers.
func (c *Browser) read(t *testing.T, waitingFor string) (id int, told event, text []byte) {
	t.Helper()
	if err := c.from.SetReadDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	text, err := c.reader.ReadBytes(0)
	if err != nil {
		t.Fatalf("the browser, asked for %s: %v", waitingFor, err)
	}
	text = text[:len(text)-1]
	var head struct {
		ID int `json:"id"`
		event
	}
	if err := json.Unmarshal(text, &head); err != nil {
		t.Fatal(err)
	}
	if tab := c.tabs[head.Session]; tab != nil && head.ID == 0 {
		tab.note(t, head.event)
	}
	return head.ID, head.event, text
}

// write sends one command.
func (c *Browser) write(t *testing.T, id int, session, method string, parameters map[string]any) {
	t.Helper()
	message := map[string]any{"id": id, "method": method}
	if parameters != nil {
		message["params"] = parameters
	}
	if session != "" {
		message["sessionId"] = session
	}
	text, err := json.Marshal(message)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.to.Write(append(text, 0)); err != nil {
		t.Fatal(err)
	}
}

// call sends one command and waits for its answer.
func (c *Browser) call(t *testing.T, session, method string, parameters map[string]any, into any) {
	t.Helper()
	c.id++
	c.write(t, c.id, session, method, parameters)
	for {
		id, told, text := c.read(t, method)
		if id == 0 {
			c.events = append(c.events, told)
			continue
		}
		if id != c.id {
			continue
		}
		var answer struct {
			Result json.RawMessage
			Error  struct{ Message string }
		}
		err := json.Unmarshal(text, &answer)
		if err == nil && answer.Error.Message != "" {
			err = fmt.Errorf("%s: %s", method, answer.Error.Message)
		}
		if err == nil && into != nil {
			err = json.Unmarshal(answer.Result, into)
		}
		if err != nil {
			t.Fatal(err)
		}
		return
	}
}

// Tab is one page of the browser.
type Tab struct {
	browser *Browser
	session string
	// loader names the page that is shown, so that its events are told from those of the next.
	loader string

	// requests, complaints and questions are what was asked for, what the browser complained of, and what it asked the person.
	requests, complaints, questions []string
}

// Open opens an address in a new tab and waits until it is loaded.
func (c *Browser) Open(t *testing.T, address string) *Tab {
	t.Helper()
	page := c.blank(t)
	page.Go(t, address)
	return page
}

// blank opens an empty tab.
func (c *Browser) blank(t *testing.T) *Tab {
	t.Helper()
	var target struct {
		ID string `json:"targetId"`
	}
	c.call(t, "", "Target.createTarget", map[string]any{"url": "about:blank"}, &target)
	var attached struct {
		Session string `json:"sessionId"`
	}
	c.call(t, "", "Target.attachToTarget", map[string]any{"targetId": target.ID, "flatten": true}, &attached)
	page := &Tab{browser: c, session: attached.Session}
	c.tabs[page.session] = page
	c.call(t, page.session, "Page.enable", nil, nil)
	c.call(t, page.session, "Page.setLifecycleEventsEnabled", map[string]any{"enabled": true}, nil)
	return page
}

// Go opens an address in the tab and waits until it is loaded.
func (p *Tab) Go(t *testing.T, address string) {
	t.Helper()
	var begun struct {
		Loader string `json:"loaderId"`
		Wrong  string `json:"errorText"`
	}
	p.browser.events = nil
	p.browser.call(t, p.session, "Page.navigate", map[string]any{"url": address}, &begun)
	if begun.Wrong != "" {
		t.Fatalf("opening %s: %s", address, begun.Wrong)
	}
	p.awaitLoad(t, func(loader string) bool { return loader == begun.Loader })
}

// loads does something that makes the tab load another page, and waits until that is there.
func (p *Tab) loads(t *testing.T, act func()) {
	t.Helper()
	p.browser.events = nil
	act()
	p.awaitLoad(t, func(loader string) bool { return loader != p.loader })
}

func (p *Tab) awaitLoad(t *testing.T, wanted func(loader string) bool) {
	t.Helper()
	for c := p.browser; ; {
		for _, told := range c.events {
			var life struct {
				Loader string `json:"loaderId"`
				Name   string `json:"name"`
			}
			if told.Session != p.session || told.Method != "Page.lifecycleEvent" || json.Unmarshal(told.Params, &life) != nil {
				continue
			}
			if life.Name == "load" && wanted(life.Loader) {
				p.loader = life.Loader
				return
			}
		}
		c.events = nil
		if id, told, _ := c.read(t, "another page"); id == 0 {
			c.events = append(c.events, told)
		}
	}
}

// Reload loads the page again, as its button in the browser does.
func (p *Tab) Reload(t *testing.T) {
	t.Helper()
	p.loads(t, func() { p.browser.call(t, p.session, "Page.reload", nil, nil) })
}

// Follow waits for the page that the present one leads on to by itself.
func (p *Tab) Follow(t *testing.T) {
	t.Helper()
	p.awaitLoad(t, func(loader string) bool { return loader != p.loader })
}

// Evaluate answers what an expression of the page's language gives, once a promise is kept.
func (p *Tab) Evaluate(t *testing.T, expression string, into any) {
	t.Helper()
	var answer struct {
		Result    struct{ Value json.RawMessage }
		Exception struct {
			Text      string
			Exception struct{ Description string }
		} `json:"exceptionDetails"`
	}
	p.browser.call(t, p.session, "Runtime.evaluate", map[string]any{"expression": expression, "awaitPromise": true, "returnByValue": true}, &answer)
	if answer.Exception.Text != "" {
		t.Fatalf("%s: %s %s", expression, answer.Exception.Text, answer.Exception.Exception.Description)
	}
	if into == nil {
		return
	}
	if err := json.Unmarshal(answer.Result.Value, into); err != nil {
		t.Fatalf("%s gave %s: %v", expression, answer.Result.Value, err)
	}
}

// Text is what a person reads on the page.
func (p *Tab) Text(t *testing.T) string {
	t.Helper()
	var words string
	p.Evaluate(t, `document.body?.innerText ?? ""`, &words)
	return words
}

// Address is where the page is.
func (p *Tab) Address(t *testing.T) string {
	t.Helper()
	var address string
	p.Evaluate(t, "location.href", &address)
	return address
}

// Press clicks on the button with those words, as a mouse does, and waits for the page that comes then.
func (p *Tab) Press(t *testing.T, words string) {
	t.Helper()
	p.loads(t, func() { p.Click(t, words) })
}

// Click clicks on the button with those words, as a mouse does.
func (p *Tab) Click(t *testing.T, words string) {
	t.Helper()
	var at struct{ X, Y float64 }
	p.Evaluate(t, fmt.Sprintf(`(() => {
		const button = [...document.querySelectorAll("button")].find(b => b.innerText === %q);
		if (!button) throw new Error("no such button on: " + document.body.innerText);
		button.scrollIntoView({block: "nearest"});
		const box = button.getBoundingClientRect();
		return {x: box.x + box.width / 2, y: box.y + box.height / 2};
	})()`, words), &at)
	for _, kind := range []string{"mousePressed", "mouseReleased"} {
		p.browser.call(t, p.session, "Input.dispatchMouseEvent", map[string]any{"type": kind, "x": at.X, "y": at.Y, "button": "left", "clickCount": 1}, nil)
	}
}

// Choose puts files into the page's only file field, as somebody does who picks them.
func (p *Tab) Choose(t *testing.T, paths ...string) {
	t.Helper()
	var document struct{ Root struct{ NodeID int } }
	p.browser.call(t, p.session, "DOM.getDocument", nil, &document)
	var field struct{ NodeID int }
	p.browser.call(t, p.session, "DOM.querySelector", map[string]any{"nodeId": document.Root.NodeID, "selector": "input[type=file]"}, &field)
	p.browser.call(t, p.session, "DOM.setFileInputFiles", map[string]any{"nodeId": field.NodeID, "files": paths}, nil)
}

// MustSay checks that the page shows all those words.
func (p *Tab) MustSay(t *testing.T, words ...string) {
	t.Helper()
	text := p.Text(t)
	for _, want := range words {
		if !strings.Contains(text, want) {
			t.Errorf("the page at %s does not say %q but: %s", p.Address(t), want, text)
		}
	}
}

// Picture keeps what the page shows in a file with that path.
func (p *Tab) Picture(t *testing.T, path string) {
	t.Helper()
	var shot struct{ Data []byte }
	p.browser.call(t, p.session, "Page.captureScreenshot", nil, &shot)
	if err := os.WriteFile(path, shot.Data, 0o644); err != nil {
		t.Error(err)
	}
}

package chromium

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// Guest is who sits at the browser, and at which device. The zero value is somebody at a desktop who reads English.
type Guest struct {
	// Languages are what the browser is set to, like "da-DK,da,en".
	Languages string
	// Zone is the device's time zone by its IANA name.
	Zone string
	// Width and Height are the window's, in its own pixels; 0 is 1280 × 900.
	Width, Height int
	// Phone has a screen to touch, Dark a dark look, NoScripts runs no script. Zoom enlarges as the browser's own zoom does; 0 is 1.
	Phone, Dark, NoScripts bool
	Zoom                   float64
}

// OpenAs opens an address in a new tab as a guest sees it, and notes everything that the page asks for and complains of.
func (c *Browser) OpenAs(t *testing.T, address string, guest Guest) *Tab {
	t.Helper()
	p := c.blank(t)
	for _, domain := range []string{"Network", "Log", "Runtime"} {
		c.call(t, p.session, domain+".enable", nil, nil)
	}
	p.Become(t, guest)
	p.Go(t, address)
	return p
}

// Become changes who sits at the browser. Languages and scripts count from the next page on.
func (p *Tab) Become(t *testing.T, guest Guest) {
	t.Helper()
	width, height, zoom := guest.Width, guest.Height, guest.Zoom
	if width == 0 {
		width, height = 1280, 900
	}
	if zoom == 0 {
		zoom = 1
	}
	scale := map[bool]float64{false: 1, true: 2}[guest.Phone]
	set := func(method string, parameters map[string]any) { p.browser.call(t, p.session, method, parameters, nil) }
	// The browser's own zoom leaves fewer of the page's pixels in the window, each of them larger.
	set("Emulation.setDeviceMetricsOverride", map[string]any{
		"width": int(float64(width) / zoom), "height": int(float64(height) / zoom), "deviceScaleFactor": scale * zoom, "mobile": guest.Phone,
	})
	// Pictures of whole pages are as wide as the page without its scroll bar.
	set("Emulation.setScrollbarsHidden", map[string]any{"hidden": true})
	set("Emulation.setTouchEmulationEnabled", map[string]any{"enabled": guest.Phone})
	look := map[bool]string{false: "light", true: "dark"}[guest.Dark]
	set("Emulation.setEmulatedMedia", map[string]any{"features": []map[string]any{{"name": "prefers-color-scheme", "value": look}}})
	set("Emulation.setScriptExecutionDisabled", map[string]any{"value": guest.NoScripts})
	if guest.Zone != "" {
		set("Emulation.setTimezoneOverride", map[string]any{"timezoneId": guest.Zone})
	}
	if guest.Languages != "" {
		var version struct {
			Agent string `json:"userAgent"`
		}
		p.browser.call(t, "", "Browser.getVersion", nil, &version)
		set("Emulation.setUserAgentOverride", map[string]any{"userAgent": version.Agent, "acceptLanguage": guest.Languages})
	}
}

// ownID numbers commands whose answers nobody waits for.
const ownID = 1 << 30

// note keeps what the browser tells of the tab on its own.
func (p *Tab) note(t *testing.T, told event) {
	t.Helper()
	var said struct {
		Request   struct{ Method, URL string }
		Entry     struct{ Level, Source, Text, URL string }
		Exception struct {
			Text      string
			Exception struct{ Description string }
		} `json:"exceptionDetails"`
		Type, Message string
	}
	if json.Unmarshal(told.Params, &said) != nil {
		return
	}
	switch told.Method {
	case "Network.requestWillBeSent":
		p.requests = append(p.requests, said.Request.Method+" "+said.Request.URL)
	case "Log.entryAdded":
		if said.Entry.Level == "error" || said.Entry.Level == "warning" {
			p.complaints = append(p.complaints, fmt.Sprintf("%s: %s (%s)", said.Entry.Source, said.Entry.Text, said.Entry.URL))
		}
	case "Runtime.exceptionThrown":
		p.complaints = append(p.complaints, "exception: "+said.Exception.Text+" "+said.Exception.Exception.Description)
	case "Runtime.consoleAPICalled":
		if said.Type == "error" || said.Type == "warning" || said.Type == "assert" {
			p.complaints = append(p.complaints, "console: "+string(told.Params))
		}
	case "Page.javascriptDialogOpening":
		p.questions = append(p.questions, said.Type+": "+said.Message)
		p.browser.write(t, ownID+len(p.questions), p.session, "Page.handleJavaScriptDialog", map[string]any{"accept": true})
	}
}

// Requests are what the tab has asked for so far, like "GET https://videos.acme.com/".
func (p *Tab) Requests() []string { return p.requests }

// Complaints are what the browser has written into its console so far that is more than a remark, with where it came from: "network",
// "security", "exception".
func (p *Tab) Complaints() []string { return p.complaints }

// Questions are what the browser has asked the person so far, like "beforeunload: ". Each was answered with yes.
func (p *Tab) Questions() []string { return p.questions }

// Until waits until an expression of the page's language is true.
func (p *Tab) Until(t *testing.T, expression string) {
	t.Helper()
	p.Evaluate(t, fmt.Sprintf(`new Promise((done, failed) => {
		const late = setTimeout(() => failed(new Error("never, but: " + document.body.innerText)), 80000);
		const look = setInterval(() => { if (%s) { clearInterval(look); clearTimeout(late); done(true); } }, 20);
	})`, expression), nil)
}

// Offline takes the tab's network away, or gives it back.
func (p *Tab) Offline(t *testing.T, offline bool) {
	t.Helper()
	p.browser.call(t, p.session, "Network.emulateNetworkConditions", map[string]any{
		"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
	}, nil)
}

// WholePicture keeps the whole page, also what lies below the window's edge, in a file with that path.
func (p *Tab) WholePicture(t *testing.T, path string) {
	t.Helper()
	var shot struct{ Data []byte }
	p.browser.call(t, p.session, "Page.captureScreenshot", map[string]any{"captureBeyondViewport": true}, &shot)
	if err := os.WriteFile(path, shot.Data, 0o644); err != nil {
		t.Error(err)
	}
}

// Arrive waits until the tab is at a page with those words, however many pages lie between.
func (p *Tab) Arrive(t *testing.T, words string) {
	t.Helper()
	var text string
	for begun := time.Now(); !strings.Contains(text, words); {
		if time.Since(begun) > patience {
			t.Fatalf("never %q, but at %s: %s", words, p.Address(t), text)
		}
		p.browser.events = nil
		if id, _, _ := p.browser.read(t, words); id == 0 {
			text = p.Text(t)
		}
	}
}

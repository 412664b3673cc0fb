//go:build outsiders

package outsiders

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/.ci/chromium"
	"twentythree-uploader/uploader/demo/faults"
	"twentythree-uploader/uploader/link"
)

// guestScene is one state of the guest's page: how it is reached.
type guestScene struct {
	name  string
	page  func(t *testing.T, g *guestPlace) link.Page
	guest chromium.Guest
	act   func(t *testing.T, g *guestPlace, page *chromium.Tab, films string)
}

func one(t *testing.T, g *guestPlace) link.Page { return g.link(t, 1) }

func three(t *testing.T, g *guestPlace) link.Page { return g.link(t, 3) }

// long is a page with more words than anybody should write.
func long(t *testing.T, g *guestPlace) link.Page {
	p := g.link(t, 1)
	p.Company = "Kommunernes Videnscenter for Arbejdsmiljø og Donaudampfschifffahrtsgesellschaftskapitänsausbildung"
	p.Asks = "Karl-Theodor von und zu Sachsen-Coburg-Altenburg"
	p.Title = "A few words about last year's summer festival, the rebuilding of the harbour, and averyveryverylongwordwithoutanyspacesatallinit, <b>please</b> 🎬"
	return p
}

func chooses(size int64, name string) func(t *testing.T, g *guestPlace, page *chromium.Tab, films string) {
	return func(t *testing.T, g *guestPlace, page *chromium.Tab, films string) {
		page.Choose(t, makeFilm(t, films, name, size).path)
	}
}

// sending is on its way so slowly that there is time to look.
func sending(t *testing.T, g *guestPlace, page *chromium.Tab, films string) {
	g.slow(t, 5_000_000)
	page.Choose(t, makeFilm(t, films, "Sommerfest på Ærø.mp4", 150_000_000).path)
	page.Until(t, `document.querySelector("#left").innerText !== ""`)
}

func guestScenes() []guestScene {
	return []guestScene{
		{"choose", one, desktop, nil},
		{"choose-several", three, desktop, nil},
		{"choose-long", long, desktop, nil},
		{"problem", one, desktop, func(t *testing.T, g *guestPlace, page *chromium.Tab, films string) {
			chooses(2000, "budget.xlsx")(t, g, page, films)
			page.Until(t, `!document.querySelector("#problem").hidden`)
		}},
		{"sending", one, desktop, sending},
		{"sending-several", three, desktop, func(t *testing.T, g *guestPlace, page *chromium.Tab, films string) {
			g.slow(t, 5_000_000)
			page.Choose(t, makeFilm(t, films, "a.mp4", 130_000_000).path, makeFilm(t, films, "Et interview med en meget lang og næsten uendelig titel som ingen kan huske.mov", 20_000_000).path)
			page.Until(t, `document.querySelector("#left").innerText !== ""`)
		}},
		{"paused", one, desktop, func(t *testing.T, g *guestPlace, page *chromium.Tab, films string) {
			sending(t, g, page, films)
			page.Click(t, "Pause")
		}},
		{"offline", one, desktop, func(t *testing.T, g *guestPlace, page *chromium.Tab, films string) {
			sending(t, g, page, films)
			page.Offline(t, true)
			page.Until(t, `document.querySelector("#status").innerText === "Waiting for the internet"`)
		}},
		{"busy", one, desktop, func(t *testing.T, g *guestPlace, page *chromium.Tab, films string) {
			busy := faults.Document{Faults: []faults.Rule{{Kind: faults.Answer, Path: "photo/redeem-upload-token", Method: "POST", Status: 503}}}
			if err := g.site.SetFaults(busy); err != nil {
				t.Fatal(err)
			}
			chooses(30_000_000, "a.mp4")(t, g, page, films)
			page.Until(t, `document.querySelector("#status").innerText.includes("does not answer")`)
		}},
		{"done", one, desktop, func(t *testing.T, g *guestPlace, page *chromium.Tab, films string) {
			chooses(1_000_000, "Sommerfest på Ærø.mp4")(t, g, page, films)
			over(t, page)
		}},
		{"done-more", three, desktop, func(t *testing.T, g *guestPlace, page *chromium.Tab, films string) {
			page.Choose(t, makeFilm(t, films, "a.mp4", 1_000_000).path, makeFilm(t, films, "b.mp4", 1_200_000).path)
			over(t, page)
		}},
		{"unsuitable", one, desktop, func(t *testing.T, g *guestPlace, page *chromium.Tab, films string) {
			path := filepath.Join(films, "really a document.mp4")
			if err := os.WriteFile(path, []byte("%PDF-1.7 "+strings.Repeat("x", 5000)), 0o600); err != nil {
				t.Fatal(err)
			}
			page.Choose(t, path)
			over(t, page)
		}},
		{"ended", func(t *testing.T, g *guestPlace) link.Page {
			p := g.link(t, 1)
			p.Ends = time.Date(2026, 1, 23, 16, 40, 0, 0, time.UTC)
			return p
		}, desktop, nil},
		{"form", one, desktop, func(t *testing.T, g *guestPlace, page *chromium.Tab, films string) {
			g.behave(t, "cross_origin", "refuse")
			chooses(3_000_000, "a.mp4")(t, g, page, films)
			page.Until(t, `document.body.dataset.view === "form"`)
		}},
		{"plain", one, withoutScripts(desktop), nil},
		{"plain-long", long, withoutScripts(desktop), nil},
	}
}

// looks are the devices on which every state must fit, and those of which only pictures are made: what fits the others fits them.
var looks = map[string]struct {
	chromium.Guest
	onlyPicture bool
}{
	"narrow-light": {chromium.Guest{Width: 320, Height: 568, Phone: true}, false}, "desktop-dark-200": {chromium.Guest{Width: 1280, Height: 900, Dark: true, Zoom: 2}, false},
	"desktop-light": {chromium.Guest{}, true}, "phone-dark": {chromium.Guest{Width: 390, Height: 844, Phone: true, Dark: true}, true},
	"phone-light": {chromium.Guest{Width: 390, Height: 844, Phone: true}, true},
}

// TestTheGuestsPageFitsEverywhere walks through every state, in every language, and finds what sticks out, what is too small to be pressed
// and what cannot be read. OUTSIDERS_PICTURES names a folder for pictures of all of it.
func TestTheGuestsPageFitsEverywhere(t *testing.T) {
	t.Parallel()
	need(t, "chromium")
	browser := chromium.Start(t)
	folder := os.Getenv("OUTSIDERS_PICTURES")
	for _, scene := range guestScenes() {
		t.Run(scene.name, func(t *testing.T) {
			g := openGuestPlace(t)
			page := browser.OpenAs(t, g.given(t, scene.page(t, g)), scene.guest)
			if scene.act != nil {
				scene.act(t, g, page, t.TempDir())
			}
			for name, look := range looks {
				if look.onlyPicture && folder == "" {
					continue
				}
				look.NoScripts, look.Zone = scene.guest.NoScripts, scene.guest.Zone
				page.Become(t, look.Guest)
				for _, language := range []string{"en", "da", "de"} {
					if scene.guest.NoScripts && language != "en" {
						continue
					}
					page.Evaluate(t, fmt.Sprintf(`document.querySelector("[data-language=%s]").click()`, language), nil)
					mustFit(t, page, name+" "+language)
					if folder != "" {
						page.WholePicture(t, filepath.Join(folder, scene.name+"-"+name+"-"+language+".png"))
					}
				}
			}
		})
	}
}

// mustFit measures what is shown.
func mustFit(t *testing.T, page *chromium.Tab, what string) {
	t.Helper()
	var wrong []string
	page.Evaluate(t, `(() => {
		const wrong = [];
		if (document.documentElement.scrollWidth > innerWidth) wrong.push("wider than the window: " + document.documentElement.scrollWidth + " of " + innerWidth);
		const channel = text => (text.match(/[\d.]+/g) || []).map(Number);
		const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
			.reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
		const behind = element => {
			for (let e = element; e; e = e.parentElement) {
				const colour = channel(getComputedStyle(e).backgroundColor);
				if (colour.length === 3 || colour[3] > 0) return colour;
			}
			return [255, 255, 255];
		};
		for (const element of document.querySelectorAll("body *:not(script)")) {
			const box = element.getBoundingClientRect();
			if (!box.width || !box.height || getComputedStyle(element).clipPath !== "none") continue;
			const words = [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.data.trim()).join("");
			if (words && (box.left < -1 || box.right > innerWidth + 1)) wrong.push("sticks out: " + words);
			if (words && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== "inline") wrong.push("is cut: " + words);
			if (words) {
				const [one, other] = [light(channel(getComputedStyle(element).color)), light(behind(element))].sort((a, b) => b - a);
				if ((one + 0.05) / (other + 0.05) < 4.5) wrong.push("cannot be read well: " + words);
			}
			if (element.matches("button, label#choose") && (box.height < 24 || box.width < 24)) wrong.push("is too small to be pressed: " + element.innerText);
		}
		return wrong;
	})()`, &wrong)
	for _, one := range wrong {
		t.Errorf("%s: %s", what, one)
	}
}

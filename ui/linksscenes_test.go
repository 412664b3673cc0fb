package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"twentythree-uploader/ui/uitest"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/words"
)

// withLinks shows the page of upload links.
func withLinks(w *Window, links []uploader.Link) {
	w.Apply(uitest.Whole(uitest.AtWork()))
	w.Apply(uploader.Update{Links: links})
	w.ShowLinks()
}

// pressOver presses a button of the sheet that lies over the window.
func pressOver(w *Window, key words.Key) {
	buttonOf(w.window.Canvas().Overlays().Top(), w.env.T(key)).Tapped(nil)
}

// typeOver types into what has the keyboard.
func typeOver(w *Window, text string) {
	for _, r := range text {
		w.window.Canvas().Focused().TypedRune(r)
	}
}

// handedOver opens the sheet of the first link, with all there is to hand over.
func handedOver(w *Window, links []uploader.Link) {
	withLinks(w, links)
	w.links.HandOver(links[0].ID)
	w.Apply(uploader.Update{LinkHandovers: []uploader.LinkHandover{uitest.Handover(links[0].ID)}})
}

func linksScenes() []scene {
	served := func(w *Window, change func(*uploader.LinkCode)) {
		handedOver(w, uitest.Links())
		pressOver(w, words.LinksHandCode)
		code := uitest.Code("fresh")
		change(&code)
		w.Apply(uploader.Update{LinkCode: &code})
	}
	return []scene{
		{"links-empty", func(_ *testing.T, w *Window) { withLinks(w, []uploader.Link{}) }},
		{"links", func(_ *testing.T, w *Window) { withLinks(w, uitest.Links()) }},
		{"links-not-found", func(_ *testing.T, w *Window) {
			withLinks(w, uitest.Links())
			w.links.LookFor("xyz")
		}},
		{"links-told", func(_ *testing.T, w *Window) {
			withLinks(w, uitest.Links())
			w.Apply(uploader.Update{LinkNews: []uploader.LinkNews{{Kind: uploader.LinkUnused, Link: uitest.Links()[0]}}})
		}},
		{"links-received", func(_ *testing.T, w *Window) {
			withLinks(w, uitest.Links())
			w.Apply(uploader.Update{LinkNews: []uploader.LinkNews{{Kind: uploader.LinkReceived, Link: uitest.Links()[2], New: 1}}})
		}},
		{"links-forgotten", func(_ *testing.T, w *Window) {
			withLinks(w, uitest.Links())
			w.links.Forget("less")
		}},
		{"links-new", func(_ *testing.T, w *Window) {
			withLinks(w, uitest.Links())
			w.links.New()
		}},
		{"links-new-wrong", func(_ *testing.T, w *Window) {
			withLinks(w, uitest.Links())
			w.links.New()
			pressOver(w, words.LinksFormDo)
		}},
		{"links-new-not-made", func(_ *testing.T, w *Window) {
			withLinks(w, uitest.Links())
			w.links.New()
			typeOver(w, "Interview, guest")
			pressOver(w, words.LinksFormDo)
			w.Apply(uploader.Update{LinkMakings: []uploader.LinkMaking{{
				Link: "link1", Name: "Interview, guest", Step: uploader.LinkUnclear, Reason: uploader.Reason{Code: uploader.ReasonLinkUnclear, Site: "Acme Video"},
			}}})
		}},
		{"links-hand", func(_ *testing.T, w *Window) { handedOver(w, uitest.Links()) }},
		{"links-hand-less", func(_ *testing.T, w *Window) { handedOver(w, uitest.Links()[1:]) }},
		{"links-code", func(_ *testing.T, w *Window) { served(w, func(*uploader.LinkCode) {}) }},
		{"links-code-one", func(_ *testing.T, w *Window) {
			served(w, func(code *uploader.LinkCode) { code.Networks = code.Networks[:1] })
		}},
		{"links-code-no-network", func(_ *testing.T, w *Window) {
			served(w, func(code *uploader.LinkCode) {
				*code = uploader.LinkCode{Link: "fresh", Trouble: uploader.LinkNoNetwork}
			})
		}},
		{"links-code-gone", func(_ *testing.T, w *Window) { served(w, func(code *uploader.LinkCode) { code.Gone = true }) }},
		{"links-new-room", func(t *testing.T, w *Window) {
			withLinks(w, uitest.Links())
			w.links.New()
			typeOver(w, "Interview, guest")
			tapSaid(t, w, w.env.T(words.LinksFormRoom))
		}},
		{"links-new-page", func(t *testing.T, w *Window) {
			withLinks(w, uitest.Links())
			w.links.New()
			typeOver(w, "Interview, guest")
			tapSaid(t, w, w.env.T(words.LinksFormPage))
			pressOver(w, words.LinksFormDo)
		}},
		{"links-new-no-phones", func(t *testing.T, w *Window) {
			withLinks(w, uitest.Links())
			w.links.New()
			typeOver(w, "Interview, guest")
			tapSaid(t, w, w.env.T(words.LinksFormRoom))
			pressOver(w, words.LinksFormDo)
			w.Apply(uploader.Update{LinkMakings: []uploader.LinkMaking{{
				Link: "link1", Name: "Interview, guest", Step: uploader.LinkNotMade, Reason: uploader.Reason{Code: uploader.ReasonNoPhones},
			}}})
		}},
		{"links-hand-page", func(_ *testing.T, w *Window) {
			links := uitest.Links()
			links[0].Return = "https://www.acme.com/thanks-for-your-video"
			handedOver(w, links)
		}},
		{"links-hand-room", func(_ *testing.T, w *Window) {
			handedOver(w, inThisRoom())
			typed(w, fyne.KeyEscape)
		}},
		{"links-code-room", func(_ *testing.T, w *Window) {
			handedOver(w, inThisRoom())
			code := uitest.Code("fresh")
			w.Apply(uploader.Update{LinkCode: &code})
		}},
		{"links-code-elsewhere", func(_ *testing.T, w *Window) {
			handedOver(w, inThisRoom())
			w.Apply(uploader.Update{LinkCode: &uploader.LinkCode{Link: "fresh", Trouble: uploader.LinkElsewhere, Network: "10.0.0.7"}})
		}},
	}
}

// inThisRoom are links of which the first is for a phone in this room.
func inThisRoom() []uploader.Link {
	links := uitest.Links()
	links[0].Room = true
	return links
}

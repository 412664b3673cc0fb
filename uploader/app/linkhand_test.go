package app

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/link"
	"twentythree-uploader/uploader/words"
)

func TestALinkIsHandedOverWithItsSecretAndKeptNowhereElse(t *testing.T) {
	t.Parallel()
	site, address := startSite(t, demo.Options{})
	a, updates := openApp(t, Options{})
	signIn(t, a, site, address)
	wish := wishOf(t, a.NewLink(), nil)
	a.MakeLink(wish)
	ends(t, updates)
	id := wish.Draft().ID
	token := tokenOf(t, a, id)
	a.HandOverLink(id)
	handover := await(t, updates, func(u uploader.Update) bool { return len(u.LinkHandovers) > 0 }).LinkHandovers[0]
	if !handover.Reason.IsZero() || handover.Link != id || !strings.Contains(handover.Page, token) || !strings.Contains(handover.Page, address) {
		t.Fatalf("%v, page of %d bytes", handover.Reason, len(handover.Page))
	}
	for _, language := range words.Languages() {
		texts := handover.Texts[string(language)]
		if !strings.Contains(texts.Form, token) || !strings.Contains(texts.Message, "Acme Video") || strings.Contains(texts.Message, token) {
			t.Errorf("%s: %+v", language, texts)
		}
	}
	guest, offers := openApp(t, Options{})
	for _, opened := range []string{setupFile(t, "interview.ttlink", handover.File), handover.Address, setupFile(t, "Send a video.html", handover.Page)} {
		guest.AddPaths([]string{opened})
		offer := *await(t, offers, offered).Setup
		if offer.Invitation == nil || offer.Site != "Acme Video" || offer.Invitation.Title != wish.Draft().Title || offer.Invitation.Publishes || strings.Contains(offer.Name, token) {
			t.Errorf("of %.40s the guest is offered %+v", opened, offer)
		}
	}
	guest.AddPaths([]string{handover.Address[:60]})
	if offer := *await(t, offers, offered).Setup; offer.Problem.Code != uploader.SetupCutShort || strings.Contains(offer.Name, handover.Address[20:40]) {
		t.Errorf("of an address that was cut off the guest is offered %+v", offer)
	}
	a.ForgetLink(id)
	await(t, updates, func(u uploader.Update) bool { return u.Links != nil && len(u.Links) == 0 })
	a.HandOverLink(id)
	handover = await(t, updates, func(u uploader.Update) bool { return len(u.LinkHandovers) > 0 }).LinkHandovers[0]
	if handover.Reason.IsZero() || handover.Page != "" {
		t.Error("a link that was forgotten is handed over")
	}
}

func TestALinksPageIsServedUntilItsCodeIsPutAway(t *testing.T) {
	t.Parallel()
	if _, err := link.LocalAddresses(); err != nil {
		t.Skip("this computer is not on a local network: ", err)
	}
	site, address := startSite(t, demo.Options{})
	a, updates := openApp(t, Options{})
	signIn(t, a, site, address)
	wish := wishOf(t, a.NewLink(), nil)
	a.MakeLink(wish)
	ends(t, updates)
	id := wish.Draft().ID
	shown := func() uploader.LinkCode {
		return *await(t, updates, func(u uploader.Update) bool { return u.LinkCode != nil }).LinkCode
	}
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	a.ShowLinkCode(id, "")
	first := shown()
	if first.Trouble != "" || first.Link != id || len(first.Modules) < 21 || len(first.Networks) == 0 {
		t.Fatalf("%+v", first)
	}
	answer, err := client.Get(first.Address)
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(answer.Body)
	_ = answer.Body.Close()
	if err != nil || !strings.Contains(string(page), tokenOf(t, a, id)) {
		t.Fatalf("the phone gets %d bytes, %v", len(page), err)
	}
	a.ShowLinkCode(id, first.Network)
	second := shown()
	if answer, err := client.Get(first.Address); err == nil {
		_ = answer.Body.Close()
		t.Error("the code before still leads somewhere")
	}
	a.HideLinkCode()
	<-a.codes.done
	if answer, err := client.Get(second.Address); err == nil {
		_ = answer.Body.Close()
		t.Error("the page is served although its code was put away")
	}
}

package app

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/demo/faults"
	"twentythree-uploader/uploader/engine"
	"twentythree-uploader/uploader/link"
	"twentythree-uploader/uploader/twentythree"
)

// onANetwork skips a test where no phone could find this computer.
func onANetwork(t *testing.T) {
	t.Helper()
	if _, err := link.LocalAddresses(); err != nil {
		t.Skip("this computer is not on a local network: ", err)
	}
}

func forThisRoom(d *uploader.LinkDraft) {
	d.Room, d.Videos, d.Return = true, 3, "https://acme.com/is-not-asked"
}

// browse opens an address as a phone does; 0 says that nobody answers.
func browse(t *testing.T, address string) (status int, text string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(request)
	if err != nil {
		return 0, ""
	}
	defer answer.Body.Close()
	read, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(read)
}

func codeShown(t *testing.T, updates *engine.Subscription) uploader.LinkCode {
	t.Helper()
	return *await(t, updates, func(u uploader.Update) bool { return u.LinkCode != nil }).LinkCode
}

// TestAPhoneInThisRoomIsLedBackToTheProgram sends three videos by one link: while its code is shown, once it was put away, and when it is shown again.
func TestAPhoneInThisRoomIsLedBackToTheProgram(t *testing.T) {
	t.Parallel()
	onANetwork(t)
	if twentythree.ReturnNonce != link.NonceParameter {
		t.Fatal("the site repeats another parameter than is listened for")
	}
	site, address := startSite(t, demo.Options{})
	folder, secrets := t.TempDir(), account.MemoryVault()
	a, updates := openApp(t, Options{DataDir: folder, Secrets: secrets})
	signIn(t, a, site, address)
	made := stepIn(t, a, updates, forThisRoom)
	if !made.Room || made.Return != "" {
		t.Fatalf("made %+v", made)
	}
	token := tokenOf(t, a, made.ID)
	a.ShowLinkCode(made.ID, "")
	code := codeShown(t, updates)
	record, _ := a.links.find(made.ID)
	if status, page := browse(t, code.Address); status != http.StatusOK || !strings.Contains(page, token) || strings.Contains(page, record.Nonce) {
		t.Fatalf("the phone is answered %d with %d bytes, or told what only the site may know", status, len(page))
	}
	thanked := func(name string) (back string) {
		t.Helper()
		back = guest(t, address, token, name)
		if status, text := browse(t, back); status != http.StatusOK || !strings.Contains(text, "Thank you") {
			t.Fatalf("%s: the phone is led to %s, which says %d %s", name, back, status, text)
		}
		if told := linkNews(t, updates); told.New != 1 || told.Link.ID != made.ID {
			t.Errorf("%s: told %+v", name, told)
		}
		return back
	}
	thanked("first.mp4")
	a.HideLinkCode()
	<-a.codes.done
	if status, _ := browse(t, code.Address); status != http.StatusNotFound {
		t.Errorf("the page is served although its code was put away: %d", status)
	}
	back := thanked("second.mp4")
	a.ShowLinkCode(made.ID, "")
	if again := codeShown(t, updates); again.Address != code.Address {
		t.Errorf("a phone that has the page finds it at %s, not at %s", again.Address, code.Address)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if status, text := browse(t, back); status != 0 {
		t.Errorf("somebody answers after the program's end: %d %s", status, text)
	}

	a, updates = openApp(t, Options{DataDir: folder, Secrets: secrets})
	a.ShowLinkCode(made.ID, "")
	if code := codeShown(t, updates); code.Trouble != "" {
		t.Fatalf("after a new start: %+v", code)
	}
	thanked("third.mp4")
}

func TestALinkForAnotherNetworkIsNotShown(t *testing.T) {
	t.Parallel()
	onANetwork(t)
	site, address := startSite(t, demo.Options{})
	a, updates := openApp(t, Options{})
	signIn(t, a, site, address)
	made := stepIn(t, a, updates, forThisRoom)
	record, _ := a.links.find(made.ID)
	record.ReturnURL = "http://192.0.2.7:4000/x" // as if the computer had been carried to another room
	a.links.mu.Lock()
	a.links.put(record)
	a.links.mu.Unlock()
	server := a.rooms.take(made.ID)
	if err := server.Close(); err != nil {
		t.Fatal(err)
	}
	a.ShowLinkCode(made.ID, "")
	if code := codeShown(t, updates); code.Trouble != uploader.LinkElsewhere || code.Address != "" || len(code.Networks) == 0 {
		t.Errorf("shown %+v", code)
	}
	if draft := a.NewLinkLike(made.ID); !draft.Room {
		t.Errorf("the new one is %+v", draft)
	}
}

func TestARoomWithoutALinkIsLeft(t *testing.T) {
	t.Parallel()
	onANetwork(t)
	site, address := startSite(t, demo.Options{})
	a, updates := openApp(t, Options{})
	signIn(t, a, site, address)
	if err := site.SetFaults(faults.Document{Faults: []faults.Rule{{Kind: faults.Answer, Path: "photo/get-upload-token", Status: 403}}}); err != nil {
		t.Fatal(err)
	}
	wish := wishOf(t, a.NewLink(), forThisRoom)
	a.MakeLink(wish)
	if end, _ := ends(t, updates); end.Step != uploader.LinkNotMade {
		t.Fatalf("%+v", end)
	}
	if err := site.SetFaults(faults.Document{}); err != nil {
		t.Fatal(err)
	}
	a.MakeLink(wish)
	if end, _ := ends(t, updates); end.Step != uploader.LinkMade {
		t.Fatalf("again: %+v", end)
	}
	if server := a.rooms.take(wish.Draft().ID); server == nil {
		t.Error("the second try has no return address")
	} else if err := server.Close(); err != nil {
		t.Error(err)
	}
}

//go:build outsiders

package outsiders

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"twentythree-uploader/.ci/chromium"
	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/app"
	"twentythree-uploader/uploader/engine"
)

// roleDoor is the program without its window, as the window drives it.
const roleDoor = "door"

// doorLine is what the program tells: where the page is, and how many videos have come through the link.
type doorLine struct {
	Address  string
	Received int
}

// person is who makes a link with the program, and what the program tells them.
type person struct {
	program *app.App
	told    *engine.Subscription
}

func sitDown(ctx context.Context, folder, site, bearer string, roots *x509.CertPool) (person, error) {
	program, err := app.Open(ctx, app.Options{DataDir: folder, Secrets: account.MemoryVault(), RootCAs: roots})
	if err != nil {
		return person{}, err
	}
	p := person{program, program.Subscribe()}
	if _, reason := program.SignInNow(ctx, site, uploader.Keys{AccessKey: bearer}); !reason.IsZero() {
		return person{}, errors.Join(fmt.Errorf("not signed in: %+v", reason), program.Close())
	}
	return p, nil
}

// await gives the first update with what is wanted.
func (p person) await(ctx context.Context, wanted func(uploader.Update) bool) (uploader.Update, error) {
	for {
		update, err := p.told.Next(ctx)
		if err != nil || wanted(update) {
			return update, err
		}
	}
}

// makeLink fills in the form of a new link and waits for the link.
func (p person) makeLink(ctx context.Context, change func(*uploader.LinkDraft)) (uploader.LinkID, error) {
	draft := p.program.NewLink()
	draft.Title = linkTitle
	change(&draft)
	wish, problems := draft.Wish()
	if len(problems) > 0 {
		return "", fmt.Errorf("no link can be asked for: %v", problems)
	}
	p.program.MakeLink(wish)
	var end uploader.LinkMaking
	_, err := p.await(ctx, func(u uploader.Update) bool {
		for _, making := range u.LinkMakings {
			end = making
		}
		return end.Step != "" && end.Step != uploader.LinkBeingMade
	})
	if err == nil && end.Step != uploader.LinkMade {
		err = fmt.Errorf("no link: %+v", end.Reason)
	}
	return draft.ID, err
}

// beDoor makes a link for a phone in this room and shows its code, until it is told to put the code away. It ends with its input.
func beDoor(ctx context.Context) error {
	var task appTask
	input, err := hearTask(&task)
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "outsiders-door-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	p, err := sitDown(ctx, folder, task.Site, task.Bearer, task.authorities())
	if err != nil {
		return err
	}
	ctx, end := context.WithCancel(ctx)
	go func() {
		defer end()
		for input.Scan() {
			p.program.HideLinkCode()
		}
	}()
	id, err := p.makeLink(ctx, func(d *uploader.LinkDraft) { d.Room = true })
	if err == nil {
		p.program.ShowLinkCode(id, "")
		err = p.tellAll(ctx, json.NewEncoder(os.Stdout))
	}
	if ctx.Err() != nil {
		err = nil
	}
	return errors.Join(err, p.program.Close())
}

func (p person) tellAll(ctx context.Context, out *json.Encoder) error {
	for {
		update, err := p.await(ctx, func(u uploader.Update) bool { return u.LinkCode != nil || len(u.LinkNews) > 0 })
		if err != nil {
			return err
		}
		if update.LinkCode != nil {
			if err := out.Encode(doorLine{Address: update.LinkCode.Address}); err != nil {
				return err
			}
		}
		for _, news := range update.LinkNews {
			if err := out.Encode(doorLine{Received: news.Link.Received()}); err != nil {
				return err
			}
		}
	}
}

// TestAPhoneIsLedBackToTheProgramAlsoOnceItsCodeIsPutAway puts the code away while the phone has the page open, and lets it send by the page and by
// the form alone.
func TestAPhoneIsLedBackToTheProgramAlsoOnceItsCodeIsPutAway(t *testing.T) {
	t.Parallel()
	for name, send := range map[string]func(*testing.T, *visit){
		"script": func(t *testing.T, v *visit) {
			v.send(t)
			v.page.MustSay(t, "Thank you", "The site of Acme Video says that your video has arrived.")
		},
		"form": func(t *testing.T, v *visit) {
			v.post(t, "Send the video · Send videoen · Video senden")
			v.page.MustSay(t, "Thank you", "The site of Acme Video says that your video has arrived.")
		},
	} {
		t.Run(name, func(t *testing.T) {
			v := &visit{house: buildHouse(t, "door"+name), folder: t.TempDir()}
			v.play(t, v.house.site, roleSite, append(secure, "-dir", v.folder)...).hear(t, &v.site)
			door := v.play(t, v.computer, roleDoor)
			door.tell(t, appTask{Site: v.site.URL, Bearer: v.site.Bearer, CA: v.site.CA})
			var said doorLine
			door.hear(t, &said)
			if want := "http://" + computerAddress + ":"; !strings.HasPrefix(said.Address, want) {
				t.Fatalf("the page is at %q, want %s…", said.Address, want)
			}
			v.shown.Address = said.Address
			v.film = makeFilm(t, t.TempDir(), "Sommerfest på Ærø.mp4", roomFilm)
			guest := phone
			guest.NoScripts = name == "form"
			v.open(t, guest)
			door.tell(t, "put it away")
			send(t, v)
			door.hear(t, &said)
			if said.Received != 1 {
				t.Errorf("the program says %+v", said)
			}
			v.mustHold(t)
			v.mustBeCalm(t)
		})
	}
}

// TestAGuestIsLedToThePersonsOwnPage makes the link and saves its page as the window does.
func TestAGuestIsLedToThePersonsOwnPage(t *testing.T) {
	t.Parallel()
	need(t, "chromium")
	browser := chromium.Start(t)
	for name, who := range map[string]chromium.Guest{"scripts": phone, "none": withoutScripts(desktop)} {
		t.Run(name, func(t *testing.T) {
			g := openGuestPlace(t)
			p := must(sitDown(t.Context(), t.TempDir(), g.server.URL, g.site.Credentials().Bearer, nil))(t)
			t.Cleanup(func() { _ = p.program.Close() })
			g.pages["/thanks"] = []byte("<!DOCTYPE html><title>Thanks</title><link rel=icon href=data:,>Acme thanks you on a page of its own")
			id := must(p.makeLink(t.Context(), func(d *uploader.LinkDraft) { d.Return = g.elsewhere.URL + "/thanks?campaign=7" }))(t)
			p.program.HandOverLink(id)
			update := must(p.await(t.Context(), func(u uploader.Update) bool { return len(u.LinkHandovers) > 0 }))(t)
			address := savedText(t, []byte(update.LinkHandovers[0].Page))
			page := browser.OpenAs(t, address, who)
			made := makeFilm(t, t.TempDir(), "film.mp4", 9_000_000)
			page.Choose(t, made.path)
			if who.NoScripts {
				page.Press(t, "Send the video · Send videoen · Video senden")
			} else {
				page.Follow(t)
			}
			page.MustSay(t, "Acme thanks you on a page of its own")
			if at := page.Address(t); !strings.HasPrefix(at, g.elsewhere.URL+"/thanks?campaign=7&") || !strings.Contains(at, "photo_id=") {
				t.Errorf("the guest ends at %s", at)
			}
			if videos := len(g.site.Videos()); videos != 1 {
				t.Errorf("%d videos", videos)
			}
			g.mustKeepTo(t, page, address, g.elsewhere.URL+"/thanks")
		})
	}
}

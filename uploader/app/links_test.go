package app

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/demo"
	"twentythree-uploader/uploader/demo/faults"
	"twentythree-uploader/uploader/engine"
)

// guest is somebody with a link: sends a small film by the plain form that a browser has, and is sent on to an address, "" for nowhere.
func guest(t *testing.T, address, token, name string) (sentTo string) {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	_ = form.WriteField("upload_token", token)
	file, err := form.CreateFormFile("file", name)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = file.Write(append([]byte("\x00\x00\x00\x20ftypisom"), bytes.Repeat([]byte(name), 300)...))
	_ = form.Close()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address+"/api/2/photo/redeem-upload-token", &body)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", form.FormDataContentType())
	answer, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode >= 400 {
		t.Fatalf("the guest was answered %d %s, %v", answer.StatusCode, text, err)
	}
	return answer.Header.Get("Location")
}

// tokenOf is what the person hands out.
func tokenOf(t *testing.T, a *App, id uploader.LinkID) string {
	t.Helper()
	record, known := a.links.find(id)
	if !known {
		t.Fatalf("there is no link %s", id)
	}
	session, err := a.accounts.session(t.Context(), record.Link.Account)
	if err != nil {
		t.Fatal(err)
	}
	token, err := openLink(session, record)
	if err != nil {
		t.Fatal(err)
	}
	return token.Token
}

func wishOf(t *testing.T, draft uploader.LinkDraft, change func(*uploader.LinkDraft)) uploader.LinkWish {
	t.Helper()
	draft.Name, draft.Title = "Interview, guest", "Interview"
	if change != nil {
		change(&draft)
	}
	wish, problems := draft.Wish()
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return wish
}

func signIn(t *testing.T, a *App, site *demo.Site, address string) uploader.Account {
	t.Helper()
	known, reason := a.SignInNow(t.Context(), address, uploader.Keys{AccessKey: site.Credentials().Bearer})
	if !reason.IsZero() {
		t.Fatalf("%+v", reason)
	}
	return known
}

// ends waits for the end of making a link.
func ends(t *testing.T, updates *engine.Subscription) (uploader.LinkMaking, []uploader.Link) {
	t.Helper()
	var end uploader.LinkMaking
	update := await(t, updates, func(u uploader.Update) bool {
		for _, making := range u.LinkMakings {
			if making.Step != uploader.LinkBeingMade {
				end = making
			}
		}
		return end.Step != ""
	})
	return end, update.Links
}

// linkNews waits for something to tell of links.
func linkNews(t *testing.T, updates *engine.Subscription) uploader.LinkNews {
	t.Helper()
	return await(t, updates, func(u uploader.Update) bool { return len(u.LinkNews) > 0 }).LinkNews[0]
}

func TestAGuestsVideoIsReceivedToldOnceAndKeptInTheHistory(t *testing.T) {
	t.Parallel()
	site, address := startSite(t, demo.Options{})
	a, updates := openApp(t, Options{})
	known := signIn(t, a, site, address)
	wish := wishOf(t, a.NewLink(), func(d *uploader.LinkDraft) {
		d.Tags, d.Description, d.Videos = []string{"two words"}, "5 < 6 & more", 2
	})
	a.MakeLink(wish)
	end, links := ends(t, updates)
	if end.Step != uploader.LinkMade || len(links) != 1 || links[0].ID != wish.Draft().ID || links[0].Account != known.ID || links[0].Site != "Acme Video" {
		t.Fatalf("%+v, %+v", end, links)
	}
	made := links[0]
	if made.Granted.Videos != 2 || made.Granted.Publish || made.Granted.Lasts != 24*time.Hour || len(made.Differences()) > 0 || made.State(time.Now()) != uploader.LinkOpen {
		t.Errorf("%+v", made)
	}
	guest(t, address, tokenOf(t, a, made.ID), "gæst.mp4")
	a.Hint(made.ID)
	told := linkNews(t, updates)
	if told.Kind != uploader.LinkReceived || told.New != 1 || told.Link.Received() != 1 || told.Link.Arrived[0].FileName != "gæst.mp4" {
		t.Fatalf("%+v", told)
	}
	if videos := site.Videos(); len(videos) != 1 || videos[0].Published || videos[0].Title != "Interview" || strings.Join(videos[0].Tags, ",") != "two words" {
		t.Fatalf("the site has %+v", videos)
	}
	a.LoadHistory(uploader.HistoryQuery{Find: "interview, GUEST"}, 0)
	page := await(t, updates, pages).HistoryPages[0]
	if page.Count != 1 || page.Entries[0].Upload.Link != "Interview, guest" || page.Entries[0].Upload.State != uploader.DoneDraft || page.Entries[0].Site != "Acme Video" ||
		page.Entries[0].Upload.Result.ManageURL == "" || page.Entries[0].Upload.Placeholder() {
		t.Fatalf("the history has %+v", page)
	}
	guest(t, address, tokenOf(t, a, made.ID), "zwei.mp4")
	a.LookNow(made.ID)
	if told := linkNews(t, updates); told.New != 1 || told.Link.State(time.Now()) != uploader.LinkUsedUp {
		t.Errorf("%+v", told)
	}
	// From the history it is published like a video of our own, and keeps its link.
	id := page.Entries[0].Upload.ID
	a.SetPublished([]uploader.UploadID{id}, true)
	await(t, updates, func(u uploader.Update) bool {
		for _, upload := range u.Uploads {
			if upload.ID == id && upload.State == uploader.DonePublic && upload.Link == "Interview, guest" {
				return true
			}
		}
		return false
	})
	a.retire(pruning{})
	a.LoadHistory(uploader.HistoryQuery{Find: "interview, guest"}, 0)
	page = await(t, updates, pages).HistoryPages[0]
	if page.Count != 2 || page.Entries[0].Upload.Link != "Interview, guest" || page.Entries[1].Upload.Link != "Interview, guest" {
		t.Errorf("the history has %+v", page)
	}
}

func TestAFormThatIsSentTwiceMakesOneLink(t *testing.T) {
	t.Parallel()
	site, address := startSite(t, demo.Options{})
	a, updates := openApp(t, Options{})
	signIn(t, a, site, address)
	if err := site.SetFaults(faults.Document{Faults: []faults.Rule{{Kind: faults.Delay, Path: "photo/get-upload-token", Seconds: 0.05}}}); err != nil {
		t.Fatal(err)
	}
	wish := wishOf(t, a.NewLink(), nil)
	var presses sync.WaitGroup
	for range 50 {
		presses.Go(func() { a.MakeLink(wish) })
	}
	presses.Wait()
	ends(t, updates)
	a.MakeLink(wish)
	a.links.mu.Lock()
	if len(a.links.records) != 1 || len(a.links.making) != 0 {
		t.Errorf("%+v, being made %v", a.links.records, a.links.making)
	}
	a.links.mu.Unlock()
	if asked := site.Faults().Faults[0].Applied; asked != 1 {
		t.Errorf("the site was asked %d times", asked)
	}
	a.MakeLink(uploader.LinkWish{})
	like := a.NewLinkLike(wish.Draft().ID)
	if like.ID == wish.Draft().ID || like.Title != "Interview" || like.Lasts != uploader.LongestLink {
		t.Errorf("%+v", like)
	}
}

func TestWhatTheSiteGivesIsShown(t *testing.T) {
	t.Parallel()
	site, address := startSite(t, demo.Options{Behaviour: demo.Behaviour{MostTokenMinutes: 720, MostTokenUploads: 5}})
	a, updates := openApp(t, Options{})
	signIn(t, a, site, address)
	a.MakeLink(wishOf(t, a.NewLink(), func(d *uploader.LinkDraft) { d.Videos = 20 }))
	_, links := ends(t, updates)
	if got := links[0]; got.Granted.Videos != 5 || got.Granted.Lasts != 12*time.Hour || len(got.Differences()) != 2 || got.Asked.Videos != 20 {
		t.Errorf("%+v", got)
	}
}

func TestALinkThatIsNotMadeSaysWhy(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		behaviour demo.Behaviour
		faults    []faults.Rule
		step      uploader.LinkStep
		code      uploader.ReasonCode
	}{
		"tokens are refused": {demo.Behaviour{TokensRefused: true}, nil, uploader.LinkNotMade, uploader.ReasonTokensRefused},
		"busy":               {demo.Behaviour{}, []faults.Rule{{Kind: faults.Answer, Path: "photo/get-upload-token", Status: 503, RetryAfter: "60"}}, uploader.LinkNotMade, uploader.ReasonBusy},
		"sign-in withdrawn":  {demo.Behaviour{}, []faults.Rule{{Kind: faults.RefuseSignIn}}, uploader.LinkNotMade, uploader.ReasonWithdrawn},
		"the answer is lost": {demo.Behaviour{}, []faults.Rule{{Kind: faults.Swallow, Path: "photo/get-upload-token"}}, uploader.LinkUnclear, uploader.ReasonLinkUnclear},
		"a gateway gave up":  {demo.Behaviour{}, []faults.Rule{{Kind: faults.Answer, Path: "photo/get-upload-token", Status: 504, Handled: true}}, uploader.LinkUnclear, uploader.ReasonLinkUnclear},
		"half an answer":     {demo.Behaviour{}, []faults.Rule{{Kind: faults.Truncate, Path: "photo/get-upload-token"}}, uploader.LinkUnclear, uploader.ReasonLinkUnclear},
		"a hotel's page":     {demo.Behaviour{}, []faults.Rule{{Kind: faults.Portal, Path: "photo/get-upload-token"}}, uploader.LinkNotMade, uploader.ReasonCaptivePortal},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			site, address := startSite(t, demo.Options{Behaviour: c.behaviour})
			a, updates := openApp(t, Options{})
			signIn(t, a, site, address)
			if err := site.SetFaults(faults.Document{Faults: c.faults}); err != nil {
				t.Fatal(err)
			}
			wish := wishOf(t, a.NewLink(), nil)
			a.MakeLink(wish)
			end, _ := ends(t, updates)
			if end.Step != c.step || end.Reason.Code != c.code || end.Link != wish.Draft().ID {
				t.Fatalf("%+v", end)
			}
			if records, err := a.journal.Links(t.Context()); err != nil || len(records) != 0 {
				t.Errorf("kept %+v, %v", records, err)
			}
			if c.behaviour.TokensRefused {
				return
			}
			if err := site.SetFaults(faults.Document{}); err != nil {
				t.Fatal(err)
			}
			a.MakeLink(wish)
			if end, links := ends(t, updates); end.Step != uploader.LinkMade || len(links) != 1 {
				t.Errorf("again: %+v, %d links", end, len(links))
			}
		})
	}
}

func TestTheSiteCallsThePersonsPageOrNone(t *testing.T) {
	t.Parallel()
	site, address := startSite(t, demo.Options{})
	a, updates := openApp(t, Options{})
	signIn(t, a, site, address)
	for page, want := range map[string]string{"": "", "https://acme.com/thanks?a=1": "https://acme.com/thanks?a=1&"} {
		a.MakeLink(wishOf(t, a.NewLink(), func(d *uploader.LinkDraft) { d.Return = page }))
		_, links := ends(t, updates)
		if got := guest(t, address, tokenOf(t, a, links[0].ID), "film.mp4"); !strings.HasPrefix(got, want) || got != "" && want == "" || links[0].Room {
			t.Errorf("the guest is sent to %q, want %q", got, want)
		}
	}
}

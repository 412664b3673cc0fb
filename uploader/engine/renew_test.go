package engine

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/account"
	"twentythree-uploader/uploader/twentythree"
)

// gatekeeper stands before the sites of two workspaces of one login, and lets pass whose token is alive: it ends after two hours.
type gatekeeper struct {
	mu      sync.Mutex
	sites   map[string]*fakeSite
	login   string        // the access key that is accepted, "" for none
	away    bool          // nobody answers
	latency time.Duration // of user/tokens
	revoked time.Time     // tokens made before are refused
	renewed []time.Time
	signed  int
	dead    []string // calls that came with a token that had ended
	refused int      // calls with a token that was taken back
}

const tokenLife = 2 * time.Hour

func (g *gatekeeper) RoundTrip(request *http.Request) (*http.Response, error) {
	g.mu.Lock()
	latency := g.latency
	g.mu.Unlock()
	if callOf(request) == "user/tokens" {
		time.Sleep(latency)
	}
	if response, err := g.judge(request); response != nil || err != nil {
		return response, err
	}
	return g.sites[request.URL.Host].RoundTrip(request)
}

func (g *gatekeeper) judge(request *http.Request) (*http.Response, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.away {
		return nil, errLost
	}
	bearer := strings.TrimPrefix(request.Header.Get("Authorization"), "Bearer ")
	switch call := callOf(request); {
	case call == "user/tokens" && (bearer != g.login || request.URL.Host != "videos.acme.com"):
		return refusal(401, "missing_authentication", "no"), nil
	case call == "user/tokens":
		g.renewed = append(g.renewed, time.Now())
		var entries []any
		for host := range g.sites {
			entries = append(entries, map[string]any{
				"domain": host, "site_name": host, "bearer_token": "workspace " + host + " " + time.Now().Format(time.RFC3339Nano),
				"expiration_time": time.Now().Add(tokenLife).UTC().Format(time.RFC3339Nano), "api_base_url": "https://" + host + "/",
			})
		}
		return envelope(entries), nil
	case bearer == "":
		return nil, nil
	}
	g.signed++
	host, made, _ := strings.Cut(strings.TrimPrefix(bearer, "workspace "), " ")
	at, err := time.Parse(time.RFC3339Nano, made)
	switch {
	case err != nil || host != request.URL.Host:
		return nil, fmt.Errorf("%s came with a token of %q", request.URL.Host, host)
	case time.Since(at) >= tokenLife:
		g.dead = append(g.dead, callOf(request)+" at "+time.Now().String())
		return refusal(401, "missing_authentication", "ended"), nil
	case at.Before(g.revoked):
		g.refused++
		return refusal(401, "missing_authentication", "taken back"), nil
	case callOf(request) == "user/get":
		return envelope(map[string]any{"user_id": "7", "username": "you"}), nil
	}
	return nil, nil
}

// last is when the tokens were last renewed, or the moment where they ended long ago.
func (g *gatekeeper) last() time.Time {
	g.mu.Lock()
	defer g.mu.Unlock()
	last := g.renewed[len(g.renewed)-1]
	if time.Since(last) > tokenLife {
		return time.Now().Add(-tokenLife)
	}
	return last
}

func (g *gatekeeper) set(change func(*gatekeeper)) {
	g.mu.Lock()
	defer g.mu.Unlock()
	change(g)
}

// office is an engine that uploads to two workspaces of one login.
type office struct {
	*desk
	gate   *gatekeeper
	door   account.Door
	keeper *account.Keeper
	ids    map[uploader.AccountID][]uploader.UploadID
}

func newOffice(d *desk) *office {
	slow := newFakeSite()
	d.site.latency, slow.latency = 3*time.Second, 3*time.Second
	g := &gatekeeper{sites: map[string]*fakeSite{"videos.acme.com": d.site, "video.globex.com": slow}, login: "login", latency: 2 * time.Second}
	o := &office{desk: d, gate: g, door: account.Door{HTTP: &http.Client{Transport: g}}, ids: make(map[uploader.AccountID][]uploader.UploadID)}
	o.keeper = account.NewKeeper(o.door, func(uploader.AccountID, account.Secret) {})
	o.enter()
	d.session = o.session
	return o
}

// enter signs in with the login that is accepted now, to both workspaces.
func (o *office) enter() {
	first, err := o.door.SignIn(o.t.Context(), "https://videos.acme.com", uploader.Keys{AccessKey: o.gate.login})
	if err != nil {
		o.t.Fatal(err)
	}
	second, err := o.door.Enter(o.t.Context(), first.Account.BaseURL, first.Secret, account.Workspace{Base: "https://video.globex.com", Host: "video.globex.com"})
	if err != nil {
		o.t.Fatal(err)
	}
	first.Account.ID, second.Account.ID = "acme", "globex"
	for _, entered := range []account.SignedIn{first, second} {
		o.keeper.Hold(entered.Account, entered.Secret)
		o.engine.SignedIn(entered.Account)
	}
}

func (o *office) session(_ context.Context, id uploader.AccountID) (*Session, error) {
	base := map[uploader.AccountID]string{"acme": "https://videos.acme.com", "globex": "https://video.globex.com"}[id]
	client := &http.Client{Transport: o.gate}
	service, err := twentythree.New(twentythree.Config{
		Base: base, HTTP: client, Upload: client, Generation: twentythree.GenerationV2, Credential: twentythree.Bearer{Token: "never sent"},
		Current: func(ctx context.Context) (twentythree.Credential, error) { return o.keeper.Credential(ctx, id) },
	})
	plain := func(text, _ []byte) ([]byte, error) { return text, nil }
	return &Session{
		Account: uploader.Account{ID: id, SiteName: string(id), Host: strings.TrimPrefix(base, "https://")}, Client: service, Seal: plain, Open: plain,
		Renew: func(ctx context.Context, since time.Time) error { return o.keeper.Renew(ctx, id, since) },
	}, err
}

// upload adds a video for each workspace and starts both.
func (o *office) upload(number int) {
	for _, id := range []uploader.AccountID{"acme", "globex"} {
		source := o.file(fmt.Sprintf("%s-%d.mp4", id, number), 2*megabyte+number)
		added, err := o.engine.Add(id, []Draft{{Source: source, Metadata: titled}})
		if err != nil {
			o.t.Fatal(err)
		}
		o.ids[id] = append(o.ids[id], added...)
		o.engine.Start(added)
	}
}

// TestEveryCallOfAWeekCarriesALivingToken uploads in two workspaces of one login whose tokens end every two hours. The network is away now
// and then, the sites take all tokens back once, and at the end the login itself is refused until somebody signs in anew.
func TestEveryCallOfAWeekCarriesALivingToken(t *testing.T) {
	in(t, func(d *desk) {
		o := newOffice(d)
		defer o.keeper.Close()
		number := 0
		begun := time.Now()
		for ; time.Since(begun) < 7*24*time.Hour; number++ {
			if number%2 == 1 {
				// This one begins shortly before its token ends.
				time.Sleep(time.Until(o.gate.last().Add(tokenLife - 10*time.Second)))
			}
			o.upload(number)
			time.Sleep(8 * time.Second)
			switch number {
			case 6, 15, 22:
				o.gate.set(func(g *gatekeeper) { g.away = true })
				time.Sleep(map[int]time.Duration{6: 10 * time.Minute, 15: time.Hour, 22: 3 * time.Hour}[number])
				o.gate.set(func(g *gatekeeper) { g.away = false })
			case 11:
				o.gate.set(func(g *gatekeeper) { g.revoked = time.Now() })
			}
			for _, uploads := range o.ids {
				o.until(uploads[number], uploader.DoneDraft)
			}
			time.Sleep(6 * time.Hour)
		}
		for id, uploads := range o.ids {
			if len(uploads) != number {
				t.Fatalf("%s has %d uploads", id, len(uploads))
			}
			if videos := len(o.gate.sites[map[uploader.AccountID]string{"acme": "videos.acme.com", "globex": "video.globex.com"}[id]].videos); videos != number {
				t.Errorf("%s has %d videos of %d", id, videos, number)
			}
		}
		o.gate.set(func(g *gatekeeper) {
			if len(g.dead) > 0 || g.refused == 0 || g.refused > 4 || g.signed < 4*number {
				t.Errorf("of %d signed calls %d came with a dead token (%v), %d with one that was taken back", g.signed, len(g.dead), g.dead, g.refused)
			}
			if most := 2*number + 8; len(g.renewed) > most {
				t.Errorf("%d renewals for %d times two videos", len(g.renewed), number)
			}
			t.Logf("%d videos, %d signed calls, %d renewals", 2*number, g.signed, len(g.renewed))
			g.login = "another login"
		})
		o.loginRefused(number)
	})
}

// loginRefused has the login withdrawn: what can still go does, the rest waits, and nothing is lost.
func (o *office) loginRefused(number int) {
	time.Sleep(tokenLife)
	o.upload(number)
	for _, uploads := range o.ids {
		if got := o.until(uploads[number], uploader.WaitingSignIn, uploader.DoneDraft); got.State != uploader.WaitingSignIn || got.Reason.Code != uploader.ReasonWithdrawn {
			o.t.Errorf("with a login that is refused it is %s: %+v", got.State, got.Reason)
		}
	}
	o.enter()
	for id, uploads := range o.ids {
		o.until(uploads[number], uploader.DoneDraft)
		for _, video := range o.gate.sites["video.globex.com"].videos {
			if id == "acme" && strings.HasPrefix(video.file, "acme") {
				o.t.Errorf("%s went to the other workspace", video.file)
			}
		}
	}
	o.gate.set(func(g *gatekeeper) {
		if len(g.dead) > 0 {
			o.t.Errorf("dead tokens: %v", g.dead)
		}
	})
}

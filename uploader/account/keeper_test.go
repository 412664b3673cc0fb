package account

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/twentythree"
)

// loginSite answers user/tokens as a login's site does, in memory, so that time can stand still and pass.
type loginSite struct {
	gate   sync.Mutex
	calls  []time.Time
	takes  time.Duration // how long an answer takes
	life   time.Duration
	status int // 0 answers well
	hosts  []string
}

func (s *loginSite) RoundTrip(r *http.Request) (*http.Response, error) {
	s.gate.Lock()
	s.calls = append(s.calls, time.Now())
	takes, status, life, hosts := s.takes, s.status, s.life, s.hosts
	s.gate.Unlock()
	select {
	case <-time.After(takes):
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	if status < 0 {
		return nil, errors.New("connection refused")
	}
	var body strings.Builder
	switch {
	case status != 0:
		body.WriteString(`{"status":"error","code":"missing_authentication","message":"no"}`)
	case r.Header.Get("Authorization") != "Bearer login" || r.URL.Host != "login.acme.com":
		status = http.StatusForbidden
		body.WriteString(`{"status":"error","code":"permission_denied","permission_level":"none"}`)
	default:
		status = http.StatusOK
		sites := []map[string]string{}
		for _, host := range hosts {
			until := time.Now().Add(life).UTC().Format(time.RFC3339)
			sites = append(sites, map[string]string{
				"domain": host, "site_name": host, "bearer_token": host + " " + until, "expiration_time": until, "api_base_url": "https://" + host + "/",
			})
		}
		_ = json.NewEncoder(&body).Encode(map[string]any{"status": "ok", "permission_level": "write", "sites": sites})
	}
	return &http.Response{
		StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}, "Date": {time.Now().UTC().Format(http.TimeFormat)}},
		Body: noClose{strings.NewReader(body.String())}, Request: r,
	}, nil
}

type noClose struct{ *strings.Reader }

func (noClose) Close() error { return nil }

func (s *loginSite) set(change func(*loginSite)) {
	s.gate.Lock()
	defer s.gate.Unlock()
	change(s)
}

func (s *loginSite) count() int {
	s.gate.Lock()
	defer s.gate.Unlock()
	return len(s.calls)
}

var (
	keptAcme   = uploader.Account{ID: "acme", SiteName: "Acme Video", BaseURL: "https://videos.acme.com"}
	keptGlobex = uploader.Account{ID: "globex", SiteName: "Globex", BaseURL: "https://video.globex.com"}
)

// keeping runs a test with a keeper of two workspaces of one login, in virtual time. Their tokens live for three hours.
func keeping(t *testing.T, test func(*testing.T, *loginSite, *Keeper)) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		site := &loginSite{life: 3 * time.Hour, takes: 100 * time.Millisecond, hosts: []string{"videos.acme.com", "Video.Globex.com"}}
		keeper := NewKeeper(Door{HTTP: &http.Client{Transport: site}}, func(uploader.AccountID, Secret) {})
		defer keeper.Close()
		for _, account := range []uploader.Account{keptAcme, keptGlobex} {
			keeper.Hold(account, Secret{secretDocument{AccessKey: "login", Login: "https://login.acme.com", WorkspaceUntil: time.Now()}})
		}
		test(t, site, keeper)
	})
}

// until reads when the token of a credential ends, as the site wrote into it.
func until(t *testing.T, credential twentythree.Credential) time.Time {
	t.Helper()
	bearer, is := credential.(twentythree.Bearer)
	host, end, found := strings.Cut(bearer.Token, " ")
	at, err := time.Parse(time.RFC3339, end)
	if !is || !found || err != nil || host == "" {
		t.Fatalf("that is no workspace token: %v", err)
	}
	return at
}

func TestManyThatAskTogetherCauseOneCall(t *testing.T) {
	keeping(t, func(t *testing.T, site *loginSite, keeper *Keeper) {
		var asking sync.WaitGroup
		for range 50 {
			for _, id := range []uploader.AccountID{"acme", "globex"} {
				asking.Go(func() {
					credential, err := keeper.Credential(t.Context(), id)
					if err != nil || !until(t, credential).After(time.Now()) {
						t.Errorf("%s: %v", id, err)
					}
				})
			}
		}
		asking.Wait()
		if site.count() != 1 {
			t.Errorf("a hundred that asked caused %d calls", site.count())
		}
	})
}

func TestNobodyWaitsForARenewalWhileTheTokenIsGood(t *testing.T) {
	keeping(t, func(t *testing.T, site *loginSite, keeper *Keeper) {
		first, err := keeper.Credential(t.Context(), "acme")
		if err != nil {
			t.Fatal(err)
		}
		site.set(func(s *loginSite) { s.takes = 20 * time.Second })
		time.Sleep(3*time.Hour - 4*time.Minute)
		begun := time.Now()
		if again, err := keeper.Credential(t.Context(), "acme"); err != nil || again != first || time.Since(begun) != 0 {
			t.Errorf("it waited %v, %v", time.Since(begun), err)
		}
		time.Sleep(21 * time.Second)
		if renewed, err := keeper.Credential(t.Context(), "acme"); err != nil || renewed == first {
			t.Errorf("it was not renewed in the meantime: %v", err)
		}
		if site.count() != 2 {
			t.Errorf("%d calls", site.count())
		}
	})
}

func TestAFailingRenewalHarmsNothingBeforeTheTokenEnds(t *testing.T) {
	for name, c := range map[string]struct {
		status int
		want   uploader.ReasonCode
	}{"no answer": {-1, uploader.ReasonBlocked}, "busy": {503, uploader.ReasonBusy}, "refused": {401, uploader.ReasonWithdrawn}} {
		t.Run(name, func(t *testing.T) {
			keeping(t, func(t *testing.T, site *loginSite, keeper *Keeper) {
				if _, err := keeper.Credential(t.Context(), "acme"); err != nil {
					t.Fatal(err)
				}
				site.set(func(s *loginSite) { s.status = c.status })
				end := time.Now().Add(3 * time.Hour).Truncate(time.Second)
				for time.Now().Before(end) {
					if credential, err := keeper.Credential(t.Context(), "acme"); err != nil || !until(t, credential).After(time.Now()) {
						t.Fatalf("%v before its end: %v", time.Until(end), err)
					}
					time.Sleep(time.Second)
				}
				if calls := site.count(); calls < 5 || calls > 15 {
					t.Errorf("five minutes of trying took %d calls", calls)
				}
				if _, err := keeper.Credential(t.Context(), "acme"); reasonOf(err) != c.want {
					t.Errorf("after its end: %v", err)
				}
				site.set(func(s *loginSite) { s.status = 0 })
				if credential, err := keeper.Credential(t.Context(), "acme"); err != nil || !until(t, credential).After(time.Now()) {
					t.Errorf("once the site answers again: %v", err)
				}
			})
		})
	}
}

func TestAWorkspaceThatTheLoginLostNeedsASignIn(t *testing.T) {
	keeping(t, func(t *testing.T, site *loginSite, keeper *Keeper) {
		site.set(func(s *loginSite) { s.hosts = s.hosts[:1] })
		_, err := keeper.Credential(t.Context(), "globex")
		var refused *uploader.ReasonError
		if !errors.As(err, &refused) || refused.Reason.Code != uploader.ReasonWithdrawn || refused.Reason.Site != "Globex" {
			t.Errorf("%v", err)
		}
		if _, err := keeper.Credential(t.Context(), "acme"); err != nil {
			t.Errorf("the other workspace: %v", err)
		}
	})
}

func TestARefusedTokenIsRenewedOnceForAllWhoWereRefused(t *testing.T) {
	keeping(t, func(t *testing.T, site *loginSite, keeper *Keeper) {
		if _, err := keeper.Credential(t.Context(), "acme"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		since := time.Now()
		var asking sync.WaitGroup
		for range 10 {
			asking.Go(func() {
				if err := keeper.Renew(t.Context(), "acme", since); err != nil {
					t.Error(err)
				}
			})
		}
		asking.Wait()
		if err := keeper.Renew(t.Context(), "globex", since); err != nil {
			t.Error(err)
		}
		if site.count() != 2 {
			t.Errorf("%d calls", site.count())
		}
		keeper.Hold(keptAcme, secretOf(t, fourKeys()))
		if err := keeper.Renew(t.Context(), "acme", time.Now()); !errors.Is(err, ErrLasting) {
			t.Errorf("four keys: %v", err)
		}
		keeper.Drop("acme")
		if _, err := keeper.Credential(t.Context(), "acme"); reasonOf(err) != uploader.ReasonNotSignedIn {
			t.Errorf("signed out: %v", err)
		}
	})
}

func TestWhoGivesUpWaitingHoldsNobodyElseUp(t *testing.T) {
	keeping(t, func(t *testing.T, site *loginSite, keeper *Keeper) {
		site.set(func(s *loginSite) { s.takes = 10 * time.Second })
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		var asking sync.WaitGroup
		asking.Go(func() {
			if _, err := keeper.Credential(t.Context(), "acme"); err != nil {
				t.Error(err)
			}
		})
		if _, err := keeper.Credential(ctx, "acme"); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		asking.Wait()
		if site.count() != 1 {
			t.Errorf("%d calls", site.count())
		}
	})
}

// TestAClockThatIsWrongEndsNoToken has a site whose clock is a day ahead of this computer's.
func TestAClockThatIsWrongEndsNoToken(t *testing.T) {
	keeping(t, func(t *testing.T, site *loginSite, _ *Keeper) {
		site.set(func(s *loginSite) { s.life = time.Hour })
		slow := func() time.Time { return time.Now().Add(26 * time.Hour) }
		keeper := NewKeeper(Door{HTTP: &http.Client{Transport: site}, Now: slow, Clocks: clocksAt(slow)}, func(uploader.AccountID, Secret) {})
		defer keeper.Close()
		keeper.Hold(keptAcme, Secret{secretDocument{AccessKey: "login", Login: "https://login.acme.com", WorkspaceUntil: time.Now()}})
		for range 10 {
			if _, err := keeper.Credential(t.Context(), "acme"); err != nil {
				t.Fatal(err)
			}
		}
		if site.count() != 1 {
			t.Errorf("ten calls caused %d renewals", site.count())
		}
	})
}

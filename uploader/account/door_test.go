package account

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader"
	"twentythree-uploader/uploader/demo"
)

// site opens the demo site and gives the address it listens on.
func site(t *testing.T, options demo.Options) (*demo.Site, string) {
	t.Helper()
	options.Dir = t.TempDir()
	s, err := demo.Open(options)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	t.Cleanup(func() {
		server.Close()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s, server.URL
}

// door goes to addresses as they are, with connections of its own.
func door(t *testing.T) Door {
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	return Door{HTTP: &http.Client{Transport: transport}}
}

func bearer(c demo.Credentials) uploader.Keys { return uploader.Keys{AccessKey: c.Bearer} }

func four(c demo.Credentials) uploader.Keys {
	return uploader.Keys{
		ConsumerKey: c.ConsumerKey, ConsumerSecret: c.ConsumerSecret, AccessToken: c.AccessToken, AccessSecret: c.AccessTokenSecret,
	}
}

func TestTheSiteIsFoundByWhatPeopleType(t *testing.T) {
	t.Parallel()
	_, address := site(t, demo.Options{})
	host := strings.TrimPrefix(address, "http://")
	for _, typed := range []string{address, address + "/", " " + strings.ToUpper(address) + "/manage/videos?x=1 ", host} {
		found, err := door(t).Probe(t.Context(), typed)
		if err != nil || found != (Site{Base: address, Host: host, Name: "Acme Video"}) {
			t.Errorf("%q: %+v, %v", typed, found, err)
		}
	}
}

func TestAClosedSiteIsFoundToo(t *testing.T) {
	t.Parallel()
	_, address := site(t, demo.Options{Behaviour: demo.Behaviour{ClosedWorkspace: true}})
	if found, err := door(t).Probe(t.Context(), address); err != nil || found.Base != address || found.Name == "" {
		t.Errorf("%+v, %v", found, err)
	}
}

func TestWhatIsNoSiteSaysSo(t *testing.T) {
	t.Parallel()
	blog := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, "<!DOCTYPE html><title>My blog</title>")
	}))
	defer blog.Close()
	nothing := httptest.NewServer(http.NotFoundHandler())
	defer nothing.Close()
	empty := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	defer empty.Close()
	busy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) }))
	defer busy.Close()
	for typed, want := range map[string]uploader.ReasonCode{
		blog.URL: uploader.ReasonNoSiteThere, nothing.URL: uploader.ReasonNoSiteThere, empty.URL: uploader.ReasonNoSiteThere,
		busy.URL: uploader.ReasonBusy, "http://127.0.0.1:1": uploader.ReasonNothingAnswers, "localhost:1": uploader.ReasonNothingAnswers,
		"": uploader.ReasonAddressUnreadable, "not an address": uploader.ReasonAddressUnreadable,
		"http://videos.example.com": uploader.ReasonInsecureAddress,
	} {
		if _, err := door(t).Probe(t.Context(), typed); reasonOf(err) != want {
			t.Errorf("%q: %v, want %s", typed, err, want)
		}
	}
}

func TestAnAddressOnThisComputerIsTriedEncryptedFirst(t *testing.T) {
	t.Parallel()
	demoSite, err := demo.Open(demo.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewTLSServer(demoSite)
	t.Cleanup(func() {
		server.Close()
		_ = demoSite.Close()
	})
	typed := strings.TrimPrefix(server.URL, "https://")
	found, err := Door{HTTP: server.Client()}.Probe(t.Context(), typed)
	if err != nil || found.Base != server.URL {
		t.Errorf("%+v, %v", found, err)
	}
	if _, err := door(t).Probe(t.Context(), typed); reasonOf(err) != uploader.ReasonUnsafe && reasonOf(err) != uploader.ReasonUnknownAuthority {
		t.Errorf("of a certificate that is not trusted it says %v", err)
	}
}

// names answers for host names that do not exist, so that the vendor's usual hosts can be tried.
type names map[string]http.Handler

func (n names) RoundTrip(r *http.Request) (*http.Response, error) {
	handler, found := n[r.URL.Host]
	if !found {
		handler = http.NotFoundHandler()
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, r)
	response := recorder.Result()
	response.Request = r
	return response, nil
}

func TestASingleWordIsTriedAsTheVendorsUsualHosts(t *testing.T) {
	t.Parallel()
	acme, _ := site(t, demo.Options{})
	d := Door{HTTP: &http.Client{Transport: names{"acme.video23.com": acme}}}
	want := Site{Base: "https://acme.video23.com", Host: "acme.video23.com", Name: "Acme Video", Guessed: true}
	if found, err := d.Probe(t.Context(), "Acme"); err != nil || found != want {
		t.Errorf("%+v, %v", found, err)
	}
	if _, err := d.Probe(t.Context(), "nobody"); reasonOf(err) != uploader.ReasonNoSiteThere {
		t.Errorf("nobody's word: %v", err)
	}
}

func TestAMovedSiteIsFollowedAndShownForConfirmation(t *testing.T) {
	t.Parallel()
	acme, _ := site(t, demo.Options{})
	round := func(to string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, to+r.URL.Path, http.StatusMovedPermanently)
		})
	}
	d := Door{HTTP: &http.Client{Transport: names{
		"acme.com": round("https://www.acme.com"), "www.acme.com": round("https://videos.acme.com"), "videos.acme.com": acme,
		"here.com": round("https://there.com"), "there.com": round("https://here.com"), "down.com": round("http://videos.acme.com"),
	}}}
	if found, err := d.Probe(t.Context(), "acme.com"); err != nil || found.Host != "videos.acme.com" || !found.Guessed {
		t.Errorf("%+v, %v", found, err)
	}
	for _, typed := range []string{"here.com", "down.com"} {
		if found, err := d.Probe(t.Context(), typed); err == nil {
			t.Errorf("%s: followed to %+v", typed, found)
		}
	}
}

func TestSigningInWithEitherKindOfKeys(t *testing.T) {
	t.Parallel()
	s, address := site(t, demo.Options{})
	host := strings.TrimPrefix(address, "http://")
	now := time.Now()
	d := door(t)
	d.Now = func() time.Time { return now }
	var ids []uploader.AccountID
	for name, keys := range map[string]uploader.Keys{"access key": bearer(s.Credentials()), "four keys": four(s.Credentials())} {
		got, err := d.SignIn(t.Context(), address, keys)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		a := got.Account
		if a.SiteName != "Acme Video" || a.Host != host || a.BaseURL != address || a.UserID == "" || a.Level != uploader.LevelWrite ||
			a.Zone != "Europe/Copenhagen" || a.Person == "" || !a.SignedIn || !a.Checked.Equal(now) || !got.Catch.IsZero() {
			t.Errorf("%s: %+v, catch %+v", name, a, got.Catch)
		}
		if !strings.HasPrefix(string(a.ID), host+"/") {
			t.Errorf("%s: account %q", name, a.ID)
		}
		ids = append(ids, a.ID)
	}
	if len(ids) == 2 && ids[0] != ids[1] {
		t.Errorf("the same person is two accounts: %q", ids)
	}
}

func TestKeysThatDoNotFitAreRefused(t *testing.T) {
	t.Parallel()
	for name, behaviour := range map[string]demo.Behaviour{
		"open": {}, "closed": {ClosedWorkspace: true}, "first generation": {NoV2: true}, "401": {UnauthenticatedStatus: 401},
		"first generation with statuses": {NoV2: true, V1Statuses: true},
	} {
		s, address := site(t, demo.Options{Behaviour: behaviour})
		cut := four(s.Credentials())
		cut.AccessSecret = cut.AccessSecret[:10]
		for kind, keys := range map[string]uploader.Keys{"access key": {AccessKey: "login-of-somebody-else"}, "four keys": cut} {
			_, err := door(t).SignIn(t.Context(), address, keys)
			if reasonOf(err) != uploader.ReasonKeysWrong {
				t.Errorf("%s, %s: %v", name, kind, err)
			}
			if err != nil && (strings.Contains(err.Error(), keys.AccessKey) && keys.AccessKey != "" || strings.Contains(err.Error(), cut.AccessSecret)) {
				t.Errorf("%s, %s: the error shows the key: %v", name, kind, err)
			}
		}
		if got, err := door(t).SignIn(t.Context(), address, four(s.Credentials())); err != nil {
			t.Errorf("%s: the right keys: %+v, %v", name, got.Account, err)
		}
	}
}

func TestReadOnlyKeysSignInWithACatch(t *testing.T) {
	t.Parallel()
	s, address := site(t, demo.Options{})
	got, err := door(t).SignIn(t.Context(), address, four(s.CredentialsFor(demo.Read)))
	want := uploader.Reason{Code: uploader.ReasonReadOnly, Site: "Acme Video", Needed: uploader.LevelWrite, Have: uploader.LevelRead}
	if err != nil || got.Catch.Code != want.Code || got.Catch.Have != want.Have || got.Catch.Needed != want.Needed || got.Catch.Site != want.Site {
		t.Errorf("catch %+v, %v", got.Catch, err)
	}
}

func TestIncompleteKeysAreNotTried(t *testing.T) {
	t.Parallel()
	for _, keys := range []uploader.Keys{{}, {ConsumerKey: "only one"}} {
		if _, err := (Door{}).SignIn(t.Context(), "https://videos.acme.com", keys); reasonOf(err) != uploader.ReasonKeysIncomplete {
			t.Errorf("%v", err)
		}
	}
}

func TestSigningInWhereThereIsNoAnswer(t *testing.T) {
	t.Parallel()
	if _, err := door(t).SignIn(t.Context(), "http://127.0.0.1:1", fourKeys()); reasonOf(err) != uploader.ReasonBusy {
		t.Errorf("%v", err)
	}
	classified := Door{HTTP: door(t).HTTP, Classify: func(error, string) uploader.Reason { return uploader.Reason{Code: uploader.ReasonOffline} }}
	if _, err := classified.SignIn(t.Context(), "http://127.0.0.1:1", fourKeys()); reasonOf(err) != uploader.ReasonOffline {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, keys := range []uploader.Keys{fourKeys(), {AccessKey: "key"}} {
		if _, err := door(t).SignIn(ctx, "http://127.0.0.1:1", keys); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %v", err)
		}
	}
}

func TestEveryShapeOfTheLoginsListIsUnderstood(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"sites", "tokens", "data", "workspaces", "bare"} {
		s, address := site(t, demo.Options{Behaviour: demo.Behaviour{UserTokensKey: key}})
		got, err := door(t).SignIn(t.Context(), address, bearer(s.Credentials()))
		if err != nil || !got.Secret.renewable() {
			t.Errorf("%s: %v", key, err)
		}
	}
}

// TestAnAnswerAsToAStrangerIsNoSignIn has a site that overlooks the keys and answers all the same.
func TestAnAnswerAsToAStrangerIsNoSignIn(t *testing.T) {
	t.Parallel()
	overlooking := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"status":"ok","permission_level":"anonymous","data":{"site_id":1,"site_name":"Acme","user_id":2,"username":"x"}}`)
	}))
	defer overlooking.Close()
	for _, keys := range []uploader.Keys{fourKeys(), {AccessKey: "key"}} {
		if got, err := door(t).SignIn(t.Context(), overlooking.URL, keys); reasonOf(err) != uploader.ReasonKeysWrong {
			t.Errorf("%+v, %v", got.Account, err)
		}
	}
}

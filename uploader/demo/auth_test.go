package demo

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader/demo/faults"
)

// permission is the level that an answer names.
func (s said) permission(t *testing.T) string {
	t.Helper()
	level, _ := s.json(t)["permission_level"].(string)
	return level
}

func TestLevelsOfEachWayIn(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	w.want("a stranger", w.get("photo/list", "", nil).permission(t), "anonymous")
	for _, level := range []Level{Read, Write, Admin, Super} {
		w.want("bearer", w.get("photo/list", w.level(level), nil).permission(t), level)
		request := w.request("GET", "/api/2/photo/list?size=1&search=%C3%A6%20%2B", "", nil, "")
		w.want("signature", w.do(w.signed(level), request).permission(t), level)
	}
	w.want("the main way in", w.Credentials().Level, Write)
	w.behave(func(b *Behaviour) { b.ClosedWorkspace = true })
	w.want("a stranger on a closed workspace", w.get("site/get", "", nil).permission(t), "none")
	w.want("its list", w.get("photo/list", "", nil).status, 403)
}

func TestWhoMayAskForATokenWhoMayNot(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	for as, want := range map[bearer]int{"": 403, w.level(Read): 403, w.level(Write): 200, w.level(Super): 200, "Bearer nonsense": 401, "Basic eDp5": 401} {
		if out := w.get("photo/get-upload-token", as, nil); out.status != want {
			t.Errorf("%.12s: %d %s", as, out.status, out.body)
		}
	}
	if out := w.get("/api/photo/get-upload-token", w.level(Write), pairsOf("format", "json", "raw", "")); out.status != 200 || out.json(t)["code"] != "permission_denied" {
		t.Errorf("v1 knows no bearer: %d %s", out.status, out.body)
	}
	w.behave(func(b *Behaviour) { b.BearerOnV1, b.UnauthenticatedStatus = true, 401 })
	if out := w.get("/api/photo/get-upload-token", w.level(Write), pairsOf("format", "json", "raw", "")); out.json(t)["uploadtoken"] == nil {
		t.Errorf("v1 knows bearer: %s", out.body)
	}
	if out := w.get("photo/get-upload-token", "", nil); out.status != 401 || out.json(t)["code"] != "missing_authentication" {
		t.Errorf("%d %s", out.status, out.body)
	}
}

func TestSignaturesOfForms(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	client := w.signed(Write)
	values := url.Values{"title": {"å !'()* & = 100%"}, "publish": {"0"}, "format": {"json"}, "raw": {"1"}}
	encoded := strings.ReplaceAll(values.Encode(), "+", "%20")
	send := func(path, body string) said {
		return w.do(client, w.request("POST", path, "", strings.NewReader(body), "application/x-www-form-urlencoded"))
	}
	for _, path := range []string{"/api/photo/get-upload-token", "/api/2/photo/get-upload-token"} {
		if out := send(path, encoded); out.json(t)["status"] != "ok" || !strings.Contains(out.body, "å !'()*") {
			t.Errorf("%s: %s", path, out.body)
		}
	}
	if out := send("/api/2/photo/get-upload-token", "title=a+b"); out.status != 401 || out.json(t)["code"] != "invalid_signature" {
		t.Errorf("a plus for a space: %d %s", out.status, out.body)
	}
	if out := send("/api/photo/get-upload-token?format=json&raw=1", "title=ab"); out.status != 200 || !strings.Contains(out.body, "invalid_signature") {
		t.Errorf("a POST with a query: %d %s", out.status, out.body)
	}
}

func TestAReplayedRequestIsRefused(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	var header string
	under := w.client.Transport
	w.client.Transport = roundTripper(func(r *http.Request) (*http.Response, error) {
		header = r.Header.Get("Authorization")
		return under.RoundTrip(r)
	})
	client := w.signed(Write)
	w.client.Transport = under
	w.want("once", w.do(client, w.request("GET", "/api/2/user/get", "", nil, "")).status, 200)
	out := w.get("user/get", bearer(header), nil)
	if out.status != 401 || !strings.Contains(out.body, "nonce") {
		t.Errorf("twice: %d %s", out.status, out.body)
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestWorkspaceTokensEnd(t *testing.T) {
	t.Parallel()
	w := start(t, Options{BearerLife: time.Hour})
	out := w.get("user/tokens", bearer("Bearer "+w.Credentials().Bearer), pairsOf("cross_sites_p", "1"))
	sites, _ := out.json(t)["sites"].([]any)
	if len(sites) != 1 {
		t.Fatal(out.body)
	}
	entry := sites[0].(map[string]any)
	w.want("api_base_url", entry["api_base_url"], w.server.URL+"/")
	ends, err := time.Parse(time.RFC3339, entry["expiration_time"].(string))
	if err != nil || !ends.Equal(w.clock.Now().Add(time.Hour)) {
		t.Errorf("ends %v %v", ends, err)
	}
	token := bearer("Bearer " + entry["bearer_token"].(string))
	w.want("with a workspace token", w.get("user/get", token, nil).data(t)["username"], "you")
	w.want("its level", w.get("user/get", token, nil).permission(t), "write")
	w.clock.pass(time.Hour)
	w.want("after its end", w.get("user/get", token, nil).status, 401)
	w.want("the login token", w.get("user/get", bearer("Bearer "+w.Credentials().Bearer), nil).status, 200)
	w.want("a changed token", w.get("user/get", token+"x", nil).status, 401)
}

func TestUserTokensShapesAndRefusals(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	w.want("a stranger", w.get("user/tokens", "", nil).status, 403)
	for _, key := range []string{"tokens", "data", "workspaces"} {
		w.behave(func(b *Behaviour) { b.UserTokensKey = key })
		if list, _ := w.get("user/tokens", w.level(Read), nil).json(t)[key].([]any); len(list) != 1 {
			t.Errorf("%s: no list", key)
		}
	}
	w.behave(func(b *Behaviour) { b.UserTokensKey, b.UserTokensLevel = "bare", "write" })
	w.want("needs write", w.get("user/tokens", w.level(Read), nil).status, 403)
	if out := w.get("user/tokens", w.level(Write), nil); !strings.HasPrefix(out.body, "[{") {
		t.Error(out.body)
	}
}

func TestRefusedSignInHealsItself(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	w.fault(faults.Rule{Kind: faults.RefuseSignIn, Count: 2})
	w.want("bearer", w.get("user/get", w.level(Write), nil).status, 401)
	w.want("signature", w.do(w.signed(Write), w.request("GET", "/api/2/user/get", "", nil, "")).status, 401)
	w.want("healed", w.get("user/get", w.level(Write), nil).status, 200)
}

func TestAWrongClockIsSeenInTheSignature(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	w.fault(faults.Rule{Kind: faults.Date, Seconds: 3600, Clock: true})
	out := w.do(w.signed(Write), w.request("GET", "/api/2/user/get", "", nil, ""))
	if out.status != 401 || !strings.Contains(out.body, "timestamp") {
		t.Errorf("%d %s", out.status, out.body)
	}
	date, err := http.ParseTime(out.header.Get("Date"))
	if err != nil || !date.Equal(w.clock.Now().Add(time.Hour).Truncate(time.Second).UTC()) {
		t.Errorf("Date %v %v", date, err)
	}
}

func TestPermissionOption(t *testing.T) {
	t.Parallel()
	w := start(t, Options{Permission: Super})
	c := w.Credentials()
	w.want("level", w.get("user/get", bearer("Bearer "+c.Bearer), nil).permission(t), "super")
	w.want("user", w.get("user/get", bearer("Bearer "+c.Bearer), nil).data(t)["email"], "you@acme.com")
	if level, err := ParseLevel("admin"); err != nil || level != Admin {
		t.Error(level, err)
	}
	if _, err := ParseLevel("root"); err == nil {
		t.Error("accepted")
	}
}

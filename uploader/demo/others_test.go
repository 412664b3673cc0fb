package demo

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/dghubble/oauth1"
)

func TestOneLoginOpensSeveralWorkspaces(t *testing.T) {
	t.Parallel()
	w := start(t, Options{Others: []Other{{Workspace: Named("Beta Films")}, {Workspace: Named("Gamma"), Permission: Read}}})
	entries := func() []map[string]any {
		out := w.get("user/tokens", bearer("Bearer "+w.Credentials().Bearer), pairsOf("cross_sites_p", "1")).json(t)
		var list []map[string]any
		for _, entry := range out["sites"].([]any) {
			list = append(list, entry.(map[string]any))
		}
		return list
	}
	w.want("while they are not served", len(entries()), 1)
	server, err := w.Serve("127.0.0.1:0", false)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	}()
	list := entries()
	if len(list) != 3 {
		t.Fatalf("%v", list)
	}
	for i, want := range []struct{ name, level string }{{"Acme Video", "write"}, {"Beta Films", "write"}, {"Gamma", "read"}} {
		entry := list[i]
		w.want("name", entry["display_name"], want.name)
		w.want("canonical", entry["canonical_user_p"], i == 0)
		root := entry["api_base_url"].(string)
		request := w.request("GET", "/api/2/site/get", bearer("Bearer "+entry["bearer_token"].(string)), nil, "")
		request.URL, err = url.Parse(root + "api/2/site/get")
		if err != nil || !strings.HasSuffix(root, "/") {
			t.Fatal(root, err)
		}
		request.Host = request.URL.Host
		w.want("domain", entry["domain"], request.URL.Host)
		said := w.do(w.client, request)
		w.want("level at "+want.name, said.permission(t), want.level)
		w.want("name at "+want.name, said.data(t)["site_name"], want.name)
		if i > 0 {
			w.want("its token at home", w.get("site/get", bearer("Bearer "+entry["bearer_token"].(string)), nil).status, 401)
		}
	}
	w.want("without cross_sites_p", len(w.get("user/tokens", w.level(Write), nil).json(t)["sites"].([]any)), 1)
	if w.Others()[0].Credentials() == w.Credentials() || w.Others()[0].Application() == w.Application() {
		t.Error("two workspaces have the same keys")
	}
}

func TestWhoSignsInChoosesTheWorkspace(t *testing.T) {
	t.Parallel()
	w := start(t, Options{Others: []Other{{Workspace: Named("Beta Films"), Permission: Read}}})
	server, err := w.Serve("127.0.0.1:0", false)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	}()
	other := w.Others()[0]
	for number, want := range map[string]struct {
		site        *Site
		root, level string
	}{"": {w.Site, w.server.URL, "write"}, "0": {w.Site, w.server.URL, "write"}, "1": {other, server.Others[0].URL, "read"}} {
		config, visitor := w.application("http://127.0.0.1:7/back"), w.visitor()
		token, secret, err := config.RequestToken()
		if err != nil {
			t.Fatal(err)
		}
		page := w.do(visitor, w.request("GET", "/oauth/authorize?oauth_token="+token, "", nil, ""))
		if !strings.Contains(page.body, "Beta Films") {
			t.Fatalf("%s", page.body)
		}
		values := page.form()
		values.Set("answer", "allow")
		values.Set("workspace", number)
		told := w.answer(visitor, values).told(t)
		before := len(want.site.SignIns())
		access, accessSecret, err := config.AccessToken(token, secret, told.Get("oauth_verifier"))
		if err != nil {
			t.Fatal(err)
		}
		if list := want.site.SignIns(); len(list) != before+1 || list[before].Level != want.level {
			t.Errorf("%q: %+v", number, list)
		}
		client := config.Client(context.WithValue(context.Background(), oauth1.HTTPClient, w.client), oauth1.NewToken(access, accessSecret))
		request, err := http.NewRequest("GET", want.root+"/api/2/site/get", nil)
		if err != nil {
			t.Fatal(err)
		}
		said := w.do(client, request)
		w.want("level", said.permission(t), want.level)
		w.want("workspace", said.data(t)["site_name"], want.site.Name())
	}
}

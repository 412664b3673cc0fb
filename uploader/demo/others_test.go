package demo

import (
	"net/url"
	"strings"
	"testing"
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

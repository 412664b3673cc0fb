package demo

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader/demo/faults"
)

func answerFault(status int) faults.Rule {
	return faults.Rule{Kind: faults.Answer, Status: status, Count: 1}
}

func unquote(t *testing.T, value string) string {
	t.Helper()
	text, err := url.PathUnescape(strings.Trim(value, `"`))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestAnAnswerForOneChunk(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token())
	w.fault(faults.Rule{Kind: faults.Answer, Path: "photo/redeem-upload-token", Chunk: 2, Count: 1, Status: 503, RetryAfter: "7"})
	w.want("another chunk", w.chunk(f, 1).status, 200)
	out := w.chunk(f, 2)
	w.want("the chunk", out.status, 503)
	w.want("Retry-After", out.header.Get("Retry-After"), "7")
	if !strings.Contains(out.header.Get("Content-Type"), "text/html") {
		t.Error(out.header)
	}
	w.want("nothing was stored", len(w.Videos()), 0)
	w.want("healed", w.chunk(f, 2).status, 200)
	w.want("videos", len(w.Videos()), 1)
	w.want("the log", strings.Join(w.logged()[2].Fault, ""), "answer")
}

func TestTheLastAnswerIsSwallowed(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token("publish", "0"))
	w.fault(faults.Rule{Kind: faults.Swallow, Count: 1})
	w.want("not the last", w.chunk(f, 1).body, "ok")
	if out := w.chunk(f, 2); out.err == nil {
		t.Errorf("an answer came: %d %s", out.status, out.body)
	}
	list := w.get("photo/list", w.level(Write), pairsOf("upload_token", f.token, "include_unpublished_p", "1", "time", "1")).list(t)
	w.want("the list knows", len(list), 1)
	lines := w.logged()
	w.want("the log's status", lines[2].Status, 0)
	w.want("the log's video", lines[2].PhotoID, w.one().PhotoID)
}

func TestACompletingAnswerIsReplaced(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	for _, handled := range []bool{false, true} {
		f := newFilm(w.token())
		w.fault(faults.Rule{Kind: faults.Answer, Completing: true, Handled: handled, Status: 500, Body: "oops", Count: 1})
		before := len(w.Videos())
		w.chunk(f, 1)
		out := w.chunk(f, 2)
		w.want("status", out.status, 500)
		w.want("body", out.body, "oops")
		w.want("made all the same", len(w.Videos()) > before, handled)
	}
}

func TestAChunkIsCut(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token())
	f.content, f.chunkSize = strings.Repeat("0123456789", 300_000), 1_000_000
	w.fault(faults.Rule{Kind: faults.Close, AfterBytes: 600_000, Chunk: 2, Count: 1})
	w.want("another chunk", w.chunk(f, 1).body, "ok")
	if out := w.chunk(f, 2); out.err == nil {
		t.Errorf("an answer came: %d", out.status)
	}
	w.want("the cut chunk is missing", w.parts.Begun("x"), false)
	w.want("again", w.chunk(f, 2).body, "ok")
	w.chunk(f, 3)
	w.want("SHA-256", w.one().SHA256, f.sha())
	w.fault(faults.Rule{Kind: faults.Close, Path: "photo/list"})
	if out := w.get("photo/list", "", nil); out.err == nil {
		t.Error("an answer came")
	}
}

func TestTokensEndOnRequest(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token())
	w.chunk(f, 1)
	w.fault(faults.Rule{Kind: faults.EndTokens, Path: "photo/redeem-upload-token", Count: 1})
	if out := w.chunk(f, 2); !strings.Contains(out.body, "expired") {
		t.Error(out.body)
	}
	g := newFilm(w.token())
	w.all(g)
	w.want("a new token works", len(w.Videos()), 1)
}

func TestPartsAreForgottenOnRequest(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token())
	w.chunk(f, 1)
	w.fault(faults.Rule{Kind: faults.DropParts, Chunk: 2, Count: 1})
	w.want("the second chunk alone", w.chunk(f, 2).body, "ok")
	w.want("the first again", strings.Contains(w.chunk(f, 1).body, "photo_id"), true)
}

func TestPublishZeroIsIgnored(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	w.fault(faults.Rule{Kind: faults.Publish, Count: 1})
	w.fault(faults.Rule{Kind: faults.Publish})
	w.all(newFilm(w.token("publish", "0")))
	w.want("published", w.one().Published, true)
}

func TestPortal(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	w.fault(faults.Rule{Kind: faults.Portal, Count: 1}, faults.Rule{Kind: faults.Portal, Location: "http://portal.example/login"})
	out := w.get("site/get", "", nil)
	if out.status != 200 || !strings.Contains(out.body, "<html>") {
		t.Errorf("%d %s", out.status, out.body)
	}
	out = w.get("/", "", nil)
	if out.status != 302 || out.header.Get("Location") != "http://portal.example/login" {
		t.Errorf("%d %v", out.status, out.header)
	}
}

func TestSlowSites(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token())
	f.content, f.chunkSize = strings.Repeat("0123456789", 5_000), 50_000
	w.fault(faults.Rule{Kind: faults.Slow, BytesPerSecond: 200_000, Path: "photo/redeem-upload-token"})
	began := time.Now()
	w.chunk(f, 1)
	if took := time.Since(began); took < 240*time.Millisecond {
		t.Errorf("50 000 bytes at 200 000 a second took %v", took)
	}
	w.want("SHA-256", w.one().SHA256, f.sha())
}

func TestFaultsOverHTTP(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	put := func(path, document string) said {
		return w.do(w.client, w.request("PUT", path, "", strings.NewReader(document), "application/json"))
	}
	out := put("/_demo/faults", `{"faults":[{"kind":"answer","status":413,"path":"site/get","count":1}]}`)
	if out.status != 200 || !strings.Contains(out.body, `"status": 413`) {
		t.Errorf("%d %s", out.status, out.body)
	}
	w.want("struck", w.get("site/get", "", nil).status, 413)
	if shown := w.get("/_demo/faults", "", nil); !strings.Contains(shown.body, `"applied": 1`) {
		t.Error(shown.body)
	}
	if bad := put("/_demo/faults", `{"faults":[{"kind":"meteor"}]}`); bad.status != 400 || !strings.Contains(bad.body, "meteor") {
		t.Errorf("%d %s", bad.status, bad.body)
	}
	w.want("healed by an empty document", put("/_demo/faults", `{}`).status, 200)
	w.want("a switch", put("/_demo/behaviour", `{"redeem_answer":"number"}`).status, 200)
	w.want("the switch is set", w.Behaviour().RedeemAnswer, "number")
	w.want("a wrong switch", put("/_demo/behaviour", `{"redeem_answer":"song"}`).status, 400)
	w.want("videos", strings.TrimSpace(w.get("/_demo/videos", "", nil).body), "[]")
	w.want("nothing else", w.get("/_demo/other", "", nil).status, 404)
	w.want("no POST", w.post("/_demo/faults", "", nil).status, 405)
}

func TestAnEarlyAnswer(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	w.fault(faults.Rule{Kind: faults.Answer, Status: http.StatusRequestEntityTooLarge, Early: true, Chunk: 1})
	w.want("status", w.chunk(newFilm(w.token()), 1).status, 413)
}

func TestBehaviourByName(t *testing.T) {
	t.Parallel()
	b, err := Behaviour{}.With("token_check", "start")
	if err == nil {
		b, err = b.With("bad_token_status", "404")
	}
	if err == nil {
		b, err = b.With("no_v2", "true")
	}
	if err != nil || b.TokenCheck != "start" || b.BadTokenStatus != 404 || !b.NoV2 {
		t.Errorf("%+v %v", b, err)
	}
	for name, value := range map[string]string{"token_check": "never", "bad_token_status": "9", "nonsense": "1", "no_v2": "perhaps"} {
		if _, err := (Behaviour{}).With(name, value); err == nil {
			t.Errorf("%s=%s was accepted", name, value)
		}
	}
}

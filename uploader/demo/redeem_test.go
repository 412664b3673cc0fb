package demo

import (
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestAChunkedUploadBecomesOneVideo(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token("title", "Hello", "publish", "0"))
	w.want("the first chunk", w.chunk(f, 2).body, "ok")
	last := w.chunk(f, 1)
	data := last.data(t)
	v := w.one()
	w.want("photo_id", int64(data["photo_id"].(float64)), v.PhotoID)
	w.want("tree_id", int64(data["tree_id"].(float64)), v.TreeID)
	w.want("token", data["token"], v.Token)
	w.want("SHA-256", v.SHA256, f.sha())
	w.want("size", v.Size, 250)
	w.want("chunks", v.Chunks, 2)
	kept, err := os.ReadFile(filepath.Join(w.options.Dir, filepath.FromSlash(v.File)))
	if err != nil || string(kept) != f.content {
		t.Errorf("the file: %v", err)
	}
	w.want("the path", v.File, "videos/"+strconv.FormatInt(v.PhotoID, 10)+"/film.mp4")
	if _, err := os.Stat(w.videoFile(v.PhotoID)); err != nil {
		t.Error(err)
	}
	left, err := os.ReadDir(w.stateDir("parts"))
	if err != nil || len(left) != 0 {
		t.Errorf("parts are left: %v %v", left, err)
	}
}

func TestAnyChunkMayCompleteTheSet(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	for i, order := range [][]int{{1, 2, 3}, {3, 2, 1}, {2, 3, 1}, {3, 1, 2}} {
		f := newFilm(w.token())
		f.chunkSize = 80
		for n, number := range order {
			out := w.chunk(f, number)
			if done := strings.Contains(out.body, "photo_id"); done != (n == 2) {
				t.Errorf("order %v, answer %d: %s", order, n+1, out.body)
			}
		}
		w.want("videos", len(w.Videos()), i+1)
		w.want("SHA-256", w.Videos()[i].SHA256, f.sha())
	}
}

func TestTheFloorLayoutIsEnforced(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token())
	wrong := func(number int, content string) said {
		fields := f.fields(number)
		return w.send("photo/redeem-upload-token", "", append(fields, part{"file", "blob", content})...)
	}
	for name, out := range map[string]said{
		"the third chunk of a rounded-up count": wrong(3, f.content[200:]),
		"a short first chunk":                   wrong(1, f.content[:99]),
		"a long first chunk":                    wrong(1, f.content[:101]),
		"a last chunk without the rest":         wrong(2, f.content[100:200]),
		"an empty chunk":                        wrong(1, ""),
		"a negative number":                     wrong(-1, f.content[:100]),
	} {
		if out.status != 500 {
			t.Errorf("%s: %d %s", name, out.status, out.body)
		}
	}
	w.want("a good chunk afterwards", w.chunk(f, 1).body, "ok")
}

func TestAFileBelowOneChunkIsOneChunk(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token())
	f.content, f.chunkSize = "short", 1000
	if out := w.chunk(f, 1); out.data(t)["photo_id"] == nil {
		t.Error(out.body)
	}
	w.want("SHA-256", w.one().SHA256, f.sha())
}

func TestSendingAChunkAfterJoining(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token("max_uploads", "2"))
	w.all(f)
	w.want("a chunk sent again", w.chunk(f, 1).body, "ok")
	w.want("videos", len(w.Videos()), 1)
	w.chunk(f, 2)
	w.want("videos after the second round", len(w.Videos()), 2)
	if out := w.chunk(f, 1); out.status != 200 || !strings.Contains(out.body, "consumed") || strings.Contains(out.body, "<") {
		t.Errorf("the used token: %d %s", out.status, out.body)
	}
}

func TestAWholeFileInOneRequest(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	out := w.send("photo/redeem-upload-token", "", part{"upload_token", "", w.token()}, part{"file", "my film.mov", "content"})
	v := w.one()
	w.want("photo_id", int64(out.data(t)["photo_id"].(float64)), v.PhotoID)
	w.want("name", v.OriginalName, "my film.mov")
	w.want("chunks", v.Chunks, 0)
}

func TestFieldsMayFollowTheFile(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token())
	for number := 1; number <= 2; number++ {
		w.send("photo/redeem-upload-token", "", append([]part{{"file", "blob", f.chunk(number)}}, f.fields(number)...)...)
	}
	w.want("SHA-256", w.one().SHA256, f.sha())
	w.send("photo/redeem-upload-token", "", part{"file", "x.mp4", "whole"}, part{"upload_token", "", w.token()})
	w.want("videos", len(w.Videos()), 2)
	if out := w.send("photo/redeem-upload-token", "", part{"file", "x.mp4", "whole"}, part{"upload_token", "", "wrong"}); !strings.Contains(out.body, "invalid") {
		t.Error(out.body)
	}
}

func TestAnEmptyIdentifierIsNoChunk(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token())
	f.identifier = "æøå .!"
	if out := w.chunk(f, 1); out.data(t)["photo_id"] == nil {
		t.Error(out.body)
	}
	w.want("size", w.one().Size, 100)
}

func TestIdentifiersThatDifferInOtherSignsCollide(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token())
	f.identifier = "my film.mp4"
	w.chunk(f, 1)
	f.identifier = "myfilmmp4"
	if out := w.chunk(f, 2); !strings.Contains(out.body, "photo_id") {
		t.Error(out.body)
	}
}

func TestUnsupportedFilesAreRefused(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token())
	f.name = "notes.txt"
	w.want("a text by its name", w.chunk(f, 1).status, 500)
	f.name, f.content = "film.mp4", "%PDF-1.7"+strings.Repeat(" ", 200)
	w.want("a PDF by its bytes", w.chunk(f, 1).status, 500)
	w.want("an empty file", w.send("photo/redeem-upload-token", "", part{"upload_token", "", f.token}, part{"file", "x.mp4", ""}).status, 500)
	w.want("videos", len(w.Videos()), 0)
	if out := w.send("photo/redeem-upload-token", "", part{"upload_token", "", f.token}); !strings.Contains(out.body, "no_file") {
		t.Error(out.body)
	}
}

func TestTheTestForAChunk(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token())
	query := func(number int) url.Values {
		values := url.Values{}
		for _, p := range f.fields(number) {
			values.Set(p.name, p.content)
		}
		return values
	}
	w.want("before", w.get("photo/redeem-upload-token", "", query(1)).status, 404)
	w.chunk(f, 1)
	w.want("the first chunk", w.get("photo/redeem-upload-token", "", query(1)).status, 200)
	f3 := f
	f3.identifier = "other"
	w.chunk(f3, 2)
	f = f3
	w.want("a longer last chunk reads as missing", w.get("photo/redeem-upload-token", "", query(2)).status, 404)
	w.behave(func(b *Behaviour) { b.TestGet = "exact" })
	w.want("exactly", w.get("photo/redeem-upload-token", "", query(2)).status, 200)
	w.behave(func(b *Behaviour) { b.TestGet = "refused" })
	w.want("refused", w.get("photo/redeem-upload-token", "", query(2)).status, 405)
}

func TestTokensEndAndWearOut(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token("valid_minutes", "15"))
	w.chunk(f, 1)
	w.clock.pass(15 * time.Minute)
	if out := w.chunk(f, 2); out.status != 200 || !strings.Contains(out.body, "expired") {
		t.Errorf("after its end: %d %s", out.status, out.body)
	}
	w.want("videos", len(w.Videos()), 0)
	w.behave(func(b *Behaviour) { b.TokenCheck = "start" })
	if out := w.chunk(f, 2); !strings.Contains(out.body, "photo_id") {
		t.Errorf("checked at the start only: %s", out.body)
	}
	unknown := newFilm("0000")
	w.behave(func(b *Behaviour) { b.BadTokenStatus = 403 })
	if out := w.chunk(unknown, 1); out.status != 403 || !strings.Contains(out.body, "invalid") || !strings.HasPrefix(out.header.Get("Content-Type"), "text/plain") {
		t.Errorf("unknown: %d %s", out.status, out.body)
	}
}

func TestTheListKnowsATokenAfterItsEnd(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token("publish", "0"))
	w.all(f)
	w.clock.pass(48 * time.Hour)
	list := w.get("photo/list", w.level(Read), pairsOf("upload_token", f.token, "include_unpublished_p", "1")).list(t)
	if len(list) != 1 || int64(list[0]["photo_id"].(float64)) != w.one().PhotoID {
		t.Errorf("got %v", list)
	}
	other := w.get("photo/list", w.level(Read), pairsOf("upload_token", "other", "include_unpublished_p", "1")).list(t)
	w.want("another token's videos", len(other), 0)
}

func TestAnswerShapes(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	for shape, check := range map[string]func(string) bool{
		"envelope": func(s string) bool { return strings.Contains(s, `"data":{"photo_id":`) },
		"number":   func(s string) bool { _, err := strconv.ParseInt(s, 10, 64); return err == nil },
		"object":   func(s string) bool { return strings.HasPrefix(s, `{"photo_id":`) },
		"ok":       func(s string) bool { return s == "ok" },
		"message":  func(s string) bool { return s == "The file was successfully uploaded\n" },
		"empty":    func(s string) bool { return s == "" },
	} {
		w.behave(func(b *Behaviour) { b.RedeemAnswer = shape })
		if out := w.all(newFilm(w.token())); out.status != 200 || !check(out.body) {
			t.Errorf("%s: %d %q", shape, out.status, out.body)
		}
	}
	w.behave(func(b *Behaviour) { b.ChunkAnswer = "empty" })
	w.want("an empty chunk answer", w.chunk(newFilm(w.token()), 1).body, "")
	w.behave(func(b *Behaviour) { b.ChunkAnswer = "envelope" })
	w.want("an envelope", w.chunk(newFilm(w.token()), 1).json(t)["status"], "ok")
}

func TestVersionOneRedeems(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	send := func(more ...part) said {
		return w.send("/api/photo/redeem-upload-token", "", append(more, part{"upload_token", "", w.token()}, part{"file", "a.mp4", "content"})...)
	}
	if out := send(); !strings.Contains(out.body, "<photo_id>") {
		t.Error(out.body)
	}
	if out := send(part{"format", "", "json"}, part{"raw", "", "1"}); !strings.Contains(out.body, `"upload":{"photo_id":"`) {
		t.Error(out.body)
	}
	if out := send(part{"format", "", "json"}); !strings.HasPrefix(out.body, "var visual = {") {
		t.Error(out.body)
	}
}

func TestOverSizeIsRefused(t *testing.T) {
	t.Parallel()
	w := start(t, Options{Behaviour: Behaviour{MaxFileBytes: 200}})
	w.want("too large a file", w.chunk(newFilm(w.token()), 1).status, 413)
	w.behave(func(b *Behaviour) { b.MaxFileBytes, b.MaxChunkBytes = 0, 500 })
	w.want("too large a chunk", w.chunk(newFilm(w.token()), 1).status, 413)
}

func TestReturnAddresses(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token("return_url", "http://example.com/done?theme=green", "colour", "blue"))
	out := w.all(f)
	w.want("status", out.status, 301)
	back, err := url.Parse(out.header.Get("Location"))
	if err != nil {
		t.Fatal(err)
	}
	q := back.Query()
	v := w.one()
	for name, want := range map[string]string{
		"theme": "green", "colour": "blue", "upload_token": f.token, "photo_id": strconv.FormatInt(v.PhotoID, 10), "tree_id": strconv.FormatInt(v.TreeID, 10), "token": v.Token,
		"domain": strings.TrimPrefix(w.server.URL, "http://"),
	} {
		w.want(name, q.Get(name), want)
	}
	w.behave(func(b *Behaviour) { b.LongReturn = "post" })
	long := w.all(newFilm(w.token("return_url", "http://example.com/?x="+strings.Repeat("y", 1500))))
	if long.status != 200 || !strings.Contains(long.body, `method="post"`) || !strings.Contains(long.body, `name="photo_id"`) {
		t.Errorf("%d %.200s", long.status, long.body)
	}
}

func TestADiscardingSiteKeepsNoBytes(t *testing.T) {
	t.Parallel()
	w := start(t, Options{Discard: true})
	f := newFilm(w.token())
	w.chunk(f, 2)
	w.chunk(f, 1)
	v := w.one()
	w.want("SHA-256", v.SHA256, f.sha())
	w.want("file", v.File, "")
	w.want("size", v.Size, 250)
	w.send("photo/redeem-upload-token", "", part{"upload_token", "", w.token()}, part{"file", "a.mp4", f.content})
	w.want("SHA-256 of a whole file", w.Videos()[1].SHA256, f.sha())
	left, err := filepath.Glob(filepath.Join(w.videosDir(), "*", "*"))
	if err != nil || len(left) != 0 {
		t.Errorf("kept %v %v", left, err)
	}
}

func TestNamesAreMadeSafe(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	for _, name := range []string{"../../evil.mp4", "æøå #%+' 🎬.mp4", strings.Repeat("å", 200) + ".mkv"} {
		f := newFilm(w.token())
		f.name = name
		w.all(f)
	}
	for _, v := range w.Videos() {
		path := filepath.Join(w.options.Dir, filepath.FromSlash(v.File))
		if _, err := os.Stat(path); err != nil || filepath.Dir(filepath.Dir(path)) != w.videosDir() {
			t.Errorf("%q is kept as %q: %v", v.OriginalName, v.File, err)
		}
	}
	w.want("the name as sent", w.Videos()[1].OriginalName, "æøå #%+' 🎬.mp4")
}

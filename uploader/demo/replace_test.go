package demo

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"twentythree-uploader/uploader/demo/faults"
)

const (
	jpeg = "\xff\xd8\xff\xe0 a picture"
	png  = "\x89PNG\r\n\x1a\n a picture"
)

func sumOf(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}

// video uploads a film and answers its id.
func (w *world) video() string {
	w.Helper()
	w.all(newFilm(w.token("title", "Film", "publish", "0")))
	videos := w.Videos()
	return strconv.FormatInt(videos[len(videos)-1].PhotoID, 10)
}

func (w *world) replaceToken(id string, more ...string) string {
	w.Helper()
	out := w.get("photo/get-replace-token", w.level(Write), pairsOf(append([]string{"photo_id", id}, more...)...))
	if out.status != 200 {
		w.Fatalf("no replace token: %d %s", out.status, out.body)
	}
	token, _ := out.data(w.T)["replace_token"].(string)
	return token
}

func (w *world) kept(name string) string {
	w.Helper()
	content, err := os.ReadFile(filepath.Join(w.options.Dir, filepath.FromSlash(name)))
	if name == "" || err != nil {
		w.Fatalf("reading %q: %v", name, err)
	}
	return string(content)
}

func TestAReplaceTokenSaysWhatItIs(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	id := w.video()
	data := w.get("photo/get-replace-token", w.level(Write), pairsOf("photo_id", id)).data(t)
	w.want("valid_minutes", data["valid_minutes"], 180)
	w.want("valid_until", int64(data["valid_until"].(float64)), w.clock.Now().Add(3*time.Hour).Unix())
	w.want("max_uploads", data["max_uploads"], 1)
	w.want("photo_id", strconv.FormatFloat(data["photo_id"].(float64), 'f', -1, 64), id)
	v1 := w.do(w.signed(Write), w.request("GET", "/api/photo/get-replace-token?format=json&raw&photo_id="+id, "", nil, ""))
	one, _ := v1.json(t)["replacetoken"].(map[string]any)
	if text, _ := one["replace_token"].(string); len(text) < 40 {
		t.Error(v1.body)
	}
	w.want("a reader", w.get("photo/get-replace-token", w.level(Read), pairsOf("photo_id", id)).status, 403)
	w.want("no such video", w.get("photo/get-replace-token", w.level(Write), pairsOf("photo_id", "1")).status, 404)
	w.want("too short", w.get("photo/get-replace-token", w.level(Write), pairsOf("photo_id", id, "valid_minutes", "14")).status, 400)
	w.want("too many", w.get("photo/get-replace-token", w.level(Write), pairsOf("photo_id", id, "max_uploads", "1001")).status, 400)
}

func TestAnImageReplacesTheThumbnail(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	id := w.video()
	out := w.send("photo/replace", w.level(Write), part{"photo_id", "", id}, part{"file", "still.jpg", jpeg})
	if out.status != 200 || out.data(t)["token"] != w.one().Token || out.data(t)["tree_id"] == nil {
		t.Fatalf("%d %s", out.status, out.body)
	}
	v := w.one()
	if v.Poster == nil {
		t.Fatal("no thumbnail")
	}
	w.want("the video's file", v.SHA256, newFilm("").sha())
	w.want("times the file was replaced", v.FileReplaced, 0)
	w.want("SHA-256", v.Poster.SHA256, sumOf(jpeg))
	w.want("size", v.Poster.Size, len(jpeg))
	w.want("type", v.Poster.MediaType, "image/jpeg")
	w.want("the bytes", w.kept(v.Poster.File), jpeg)
	first := v.Poster.File
	w.send("photo/replace", "", part{"replace_token", "", w.replaceToken(id)}, part{"file", "other.png", png})
	v = w.one()
	w.want("the second one's bytes", w.kept(v.Poster.File), png)
	w.want("the second one's type", v.Poster.MediaType, "image/png")
	if _, err := os.Stat(filepath.Join(w.options.Dir, first)); err == nil {
		t.Error("the first thumbnail is still there")
	}
	lines := w.logged()
	w.want("the log", lines[len(lines)-1].Replaced, "thumbnail")
	served := w.get("/"+strconv.FormatInt(v.TreeID, 10)+"/"+id+"/"+v.Token+"/large", "", nil)
	w.want("what visitors get", served.body, png)
	w.want("its type", served.header.Get("Content-Type"), "image/png")
}

func TestAVideoReplacesTheVideo(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	id := w.video()
	before := w.one()
	w.clock.pass(time.Hour)
	encoded := func() any {
		return w.get("photo/list", w.level(Read), pairsOf("photo_id", id, "include_unpublished_p", "1")).list(t)[0]["video_encoded_p"]
	}
	w.want("encoded before", encoded(), true)
	out := w.send("photo/replace", w.level(Write), part{"photo_id", "", id}, part{"file", "new.mp4", "another film"})
	w.want("status", out.status, 200)
	v := w.one()
	w.want("SHA-256", v.SHA256, sumOf("another film"))
	w.want("size", v.Size, len("another film"))
	w.want("name", v.OriginalName, "new.mp4")
	w.want("bytes", w.kept(v.File), "another film")
	w.want("times", v.FileReplaced, 1)
	w.want("title", v.Title, "Film")
	w.want("token", v.Token, before.Token)
	w.want("created", v.Created, before.Created)
	if _, err := os.Stat(filepath.Join(w.options.Dir, before.File)); err == nil {
		t.Error("the first file is still there")
	}
	w.want("encoded after", encoded(), false)
	w.clock.pass(time.Minute)
	w.want("encoded later", encoded(), true)
	w.want("the thumbnail", v.Poster == nil, true)
}

func TestChunksReplaceAVideo(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	id := w.video()
	token := w.replaceToken(id)
	f := newFilm("")
	f.content = strings.Repeat("abcdefghij", 35)
	chunk := func(number int) said {
		fields := append(f.fields(number)[1:], part{"replace_token", "", token}, part{"file", "blob", f.chunk(number)})
		return w.send("photo/replace", "", fields...)
	}
	w.want("a chunk", chunk(2).body, "ok")
	w.want("a chunk", chunk(3).body, "ok")
	w.want("not yet", w.one().FileReplaced, 0)
	wrong := append(f.fields(1)[1:], part{"replace_token", "", token}, part{"file", "blob", "short"})
	w.want("a chunk of a wrong length", w.send("photo/replace", "", wrong...).status, 500)
	out := chunk(1)
	w.want("the last answer", strconv.FormatFloat(out.data(t)["photo_id"].(float64), 'f', -1, 64), id)
	v := w.one()
	w.want("SHA-256", v.SHA256, sumOf(f.content))
	w.want("chunks", v.Chunks, 3)
	again := chunk(1)
	w.want("a used-up token", again.status, 403)
	w.want("its code", again.json(t)["code"], "permission_denied")
	w.want("still", w.one().SHA256, sumOf(f.content))
}

func TestAPictureInChunks(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	id := w.video()
	f := newFilm("")
	f.name, f.content = "large.jpg", jpeg+strings.Repeat("x", 300)
	for number := 1; number <= f.count(); number++ {
		w.send("photo/replace", w.level(Write), append(f.fields(number)[1:], part{"photo_id", "", id}, part{"file", "blob", f.chunk(number)})...)
	}
	w.want("SHA-256", w.one().Poster.SHA256, sumOf(f.content))
}

func TestAPlaceholderGetsItsFile(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	w.direct(Write, part{"title", "", "Coming"}, part{"placeholder_p", "", "1"})
	id := strconv.FormatInt(w.one().PhotoID, 10)
	w.want("a picture out of nothing", w.post("photo/replace", w.level(Write), pairsOf("photo_id", id, "time", "3")).json(t)["code"], "feature_not_available")
	w.send("photo/replace", w.level(Write), part{"photo_id", "", id}, part{"file", "still.png", png})
	w.want("still a placeholder", w.one().Placeholder, true)
	w.send("photo/replace", w.level(Write), part{"photo_id", "", id}, part{"file", "film.mp4", "content"})
	v := w.one()
	w.want("no placeholder any more", v.Placeholder, false)
	w.want("bytes", w.kept(v.File), "content")
	w.want("all", w.get("photo/get-transcoding-progress", w.level(Read), pairsOf("photo_id", id)).data(t)["all"], "0")
	w.clock.pass(time.Minute)
	w.want("all later", w.get("photo/get-transcoding-progress", w.level(Read), pairsOf("photo_id", id)).data(t)["all"], "1")
}

func TestWhatCannotReplace(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	id := w.video()
	photo, file := part{"photo_id", "", id}, part{"file", "a.jpg", jpeg}
	for name, check := range map[string]struct {
		out    said
		status int
	}{
		"a stranger":              {w.send("photo/replace", "", photo, file), 403},
		"a reader":                {w.send("photo/replace", w.level(Read), photo, file), 403},
		"an unknown token":        {w.send("photo/replace", "", part{"replace_token", "", "nonsense"}, file), 403},
		"an unknown upload token": {w.send("photo/replace", "", part{"upload_token", "", "nonsense"}, file), 403},
		"an unknown video":        {w.send("photo/replace", w.level(Write), part{"photo_id", "", "5"}, file), 404},
		"no video":                {w.send("photo/replace", w.level(Write), file), 400},
		"no file":                 {w.send("photo/replace", w.level(Write), photo), 400},
		"a GIF":                   {w.send("photo/replace", w.level(Write), photo, part{"file", "a.gif", "GIF89a..."}), 500},
		"a WebP":                  {w.send("photo/replace", w.level(Write), photo, part{"file", "a.jpg", "RIFF....WEBPVP8 "}), 500},
		"a broken JPEG":           {w.send("photo/replace", w.level(Write), photo, part{"file", "a.jpg", "text"}), 500},
		"a text":                  {w.send("photo/replace", w.level(Write), photo, part{"file", "a.txt", "text"}), 500},
		"nothing":                 {w.send("photo/replace", w.level(Write), photo, part{"file", "a.jpg", ""}), 500},
		"a file and a time":       {w.send("photo/replace", w.level(Write), photo, part{"time", "", "3"}, file), 400},
		"a strange shape":         {w.send("photo/replace", w.level(Write), photo, part{"crop_aspect_ratio_format", "", "round"}, file), 400},
		"a time that is none":     {w.post("photo/replace", w.level(Write), pairsOf("photo_id", id, "time", "soon")), 400},
	} {
		if check.out.status != check.status {
			t.Errorf("%s: %d %s", name, check.out.status, check.out.body)
		}
	}
	v := w.one()
	w.want("the thumbnail", v.Poster == nil, true)
	w.want("the file", v.FileReplaced, 0)
	left, err := filepath.Glob(filepath.Join(w.stateDir("parts"), "*"))
	if err != nil || len(left) != 0 {
		t.Errorf("left over: %v %v", left, err)
	}
}

func TestFieldsAfterTheFile(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	id := w.video()
	w.want("status", w.send("photo/replace", "", part{"file", "a.jpg", jpeg}, part{"replace_token", "", w.replaceToken(id)}).status, 200)
	w.want("SHA-256", w.one().Poster.SHA256, sumOf(jpeg))
	w.want("no authority at all", w.send("photo/replace", "", part{"file", "a.jpg", png}).status, 403)
	w.want("still", w.one().Poster.SHA256, sumOf(jpeg))
}

func TestAnUploadTokenOpensItsVideo(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	token := w.token()
	w.all(newFilm(token))
	w.want("status", w.send("photo/replace", "", part{"upload_token", "", token}, part{"file", "a.jpg", jpeg}).status, 200)
	w.want("SHA-256", w.one().Poster.SHA256, sumOf(jpeg))
	w.clock.pass(24 * time.Hour)
	w.want("after its end", w.send("photo/replace", "", part{"upload_token", "", token}, part{"file", "a.png", png}).status, 403)
}

func TestAPictureOutOfTheVideo(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	id := w.video()
	w.send("photo/replace", w.level(Write), part{"photo_id", "", id}, part{"file", "a.jpg", jpeg})
	w.want("status", w.post("photo/replace", w.level(Write), pairsOf("photo_id", id, "time", "12.5")).status, 200)
	poster := w.one().Poster
	if poster == nil || poster.Second == nil || *poster.Second != 12.5 || poster.File != "" {
		t.Errorf("got %+v", poster)
	}
}

func TestVersionOneReplaces(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	id := w.video()
	out := w.send("/api/photo/redeem-replace-token", "", part{"replace_token", "", w.replaceToken(id)}, part{"file", "a.jpg", jpeg}, part{"format", "", "json"}, part{"raw", "", ""})
	upload, _ := out.json(t)["upload"].(map[string]any)
	w.want("photo_id", upload["photo_id"], id)
	w.want("SHA-256", w.one().Poster.SHA256, sumOf(jpeg))
	bad := w.send("/api/photo/redeem-replace-token", "", part{"replace_token", "", "nonsense"}, part{"file", "a.jpg", jpeg})
	if bad.status != 200 || !strings.HasPrefix(bad.header.Get("Content-Type"), "text/plain") || !strings.Contains(bad.body, "invalid") {
		t.Errorf("%d %s", bad.status, bad.body)
	}
	w.want("v2 has no such method", w.send("photo/redeem-replace-token", "", part{"replace_token", "", w.replaceToken(id)}, part{"file", "a.jpg", jpeg}).status, 404)
	body, contentType := form(part{"photo_id", "", id}, part{"file", "b.png", png})
	v1 := w.do(w.signed(Write), w.request("POST", "/api/photo/replace", "", body, contentType))
	if !strings.Contains(v1.body, "<photo_id>"+id+"</photo_id>") {
		t.Error(v1.body)
	}
	w.want("SHA-256", w.one().Poster.SHA256, sumOf(png))
	body, contentType = form(part{"photo_id", "", id}, part{"file", "b.png", png})
	if v1 = w.do(w.signed(Read), w.request("POST", "/api/photo/replace", "", body, contentType)); !strings.Contains(v1.body, `code="permission_denied"`) {
		t.Error(v1.body)
	}
}

func TestReplaceTokensEndAndSurvive(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w := start(t, Options{Dir: dir})
	id := w.video()
	token := w.replaceToken(id, "max_uploads", "2", "valid_minutes", "15")
	again := start(t, Options{Dir: dir, Now: w.clock.Now})
	send := func(more ...part) said {
		return again.send("photo/replace", "", append(more, part{"replace_token", "", token}, part{"file", "a.jpg", jpeg})...)
	}
	w.want("after a restart", send().status, 200)
	again.behave(func(b *Behaviour) { b.ReplaceAnswer = "text" })
	if out := send(); !strings.HasPrefix(out.body, "ok ") || !strings.Contains(out.body, " "+id+" ") {
		t.Errorf("the second use: %s", out.body)
	}
	w.want("a third use", send().status, 403)
	token = again.replaceToken(id, "valid_minutes", "15")
	w.clock.pass(15 * time.Minute)
	w.want("after its end", send().status, 403)
	again.behave(func(b *Behaviour) { b.BadTokenStatus = 410 })
	if out := send(); out.status != 410 || !strings.Contains(out.body, "expired") {
		t.Errorf("as text: %d %s", out.status, out.body)
	}
	token = again.replaceToken(id)
	again.EndTokens()
	w.want("ended for everybody", send().status, 410)
}

func TestAReplacementIsAnnounced(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	id := w.video()
	token := w.replaceToken(id, "return_url", "http://example.com/done", "colour", "blue")
	out := w.send("photo/replace", "", part{"replace_token", "", token}, part{"file", "a.jpg", jpeg})
	back, err := url.Parse(out.header.Get("Location"))
	if err != nil || out.status != 301 {
		t.Fatalf("%d %v", out.status, err)
	}
	w.want("photo_id", back.Query().Get("photo_id"), id)
	w.want("replace_token", back.Query().Get("replace_token"), token)
	w.want("colour", back.Query().Get("colour"), "blue")
}

func TestFaultsOfReplacements(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	id := w.video()
	send := func() said {
		return w.send("photo/replace", w.level(Write), part{"photo_id", "", id}, part{"file", "new.mp4", "another film"})
	}
	w.fault(faults.Rule{Kind: faults.Answer, Path: "photo/replace", Status: 503, Count: 1})
	w.want("instead", send().status, 503)
	w.want("untouched", w.one().FileReplaced, 0)
	w.fault(faults.Rule{Kind: faults.Swallow, Count: 1})
	if out := send(); out.err == nil {
		t.Errorf("an answer came: %d", out.status)
	}
	w.want("carried out", w.one().FileReplaced, 1)
	w.fault(faults.Rule{Kind: faults.Close, Path: "photo/replace", AfterBytes: 5, Count: 1})
	if out := send(); out.err == nil {
		t.Errorf("an answer came: %d", out.status)
	}
	w.want("cut short", w.one().FileReplaced, 1)
	w.fault(faults.Rule{Kind: faults.Duplicate, Path: "photo/replace", Count: 1})
	w.want("twice", send().status, 200)
	w.want("carried out twice", w.one().FileReplaced, 3)
	w.want("bytes", w.kept(w.one().File), "another film")
}

func TestADiscardingSiteReplaces(t *testing.T) {
	t.Parallel()
	w := start(t, Options{Discard: true})
	id := w.video()
	w.send("photo/replace", w.level(Write), part{"photo_id", "", id}, part{"file", "a.jpg", jpeg})
	w.send("photo/replace", w.level(Write), part{"photo_id", "", id}, part{"file", "b.mp4", "film"})
	v := w.one()
	w.want("the thumbnail's SHA-256", v.Poster.SHA256, sumOf(jpeg))
	w.want("the thumbnail's file", v.Poster.File, "")
	w.want("the file's SHA-256", v.SHA256, sumOf("film"))
	w.want("the file", v.File, "")
}

package demo

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"twentythree-uploader/uploader/demo/faults"
)

const srt = "1\n00:00:01,000 --> 00:00:03,500\nHej\n\n2\n00:00:04,000 --> 00:00:06,000\nVelkommen\n"

func (w *world) subtitle(id, locale, name, content string, more ...part) said {
	w.Helper()
	fields := append([]part{{"photo_id", "", id}, {"locale", "", locale}}, more...)
	return w.send("photo/subtitle/upload", w.level(Write), append(fields, part{"file", name, content})...)
}

func (w *world) subtitles(id string, more ...string) []map[string]any {
	w.Helper()
	values := append([]string{"photo_id", id, "token", w.one().Token}, more...)
	return w.get("photo/subtitle/list", w.level(Write), pairsOf(values...)).list(w.T)
}

func TestSubtitlesAreKept(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	id := w.video()
	out := w.subtitle(id, "da_DK", "dansk.srt", srt)
	w.want("status", out.status, 200)
	w.want("data", len(out.data(t)), 0)
	w.subtitle(id, "en_US", "english.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n", part{"type", "", "closedcaptions"}, part{"draft_p", "", "1"})
	kept := w.one().Subtitles
	if len(kept) != 2 {
		t.Fatalf("got %+v", kept)
	}
	w.want("locale", kept[0].Locale, "da_DK")
	w.want("type by default", kept[0].Type, "general")
	w.want("name", kept[0].OriginalName, "dansk.srt")
	w.want("format", kept[0].Format, "srt")
	w.want("cues", kept[0].Cues, 2)
	w.want("SHA-256", kept[0].SHA256, sumOf(srt))
	w.want("bytes", w.kept(kept[0].File), srt)
	w.want("type", kept[1].Type, "closedcaptions")
	w.want("draft", kept[1].Draft, true)
	w.want("format", kept[1].Format, "vtt")
	list := w.subtitles(id)
	w.want("listed", len(list), 1)
	w.want("locale", list[0]["locale"], "da_DK")
	w.want("language", list[0]["language"], "Danish (DK)")
	w.want("default_p", list[0]["default_p"], true)
	w.want("direction", list[0]["direction"], "ltr")
	href, _ := list[0]["href"].(string)
	w.want("the file behind the list", w.get(href, "", nil).body, srt)
	w.want("with drafts", len(w.subtitles(id, "include_drafts_p", "1")), 2)
	w.want("of a type", len(w.subtitles(id, "include_drafts_p", "1", "type", "closedcaptions")), 1)
	web, _ := w.subtitles(id, "subtitle_format", "webvtt")[0]["href"].(string)
	if shown := w.get(web, "", nil); !strings.HasPrefix(shown.body, "WEBVTT\n") || !strings.HasPrefix(shown.header.Get("Content-Type"), "text/vtt") {
		t.Errorf("%s: %q", web, shown.body)
	}
	w.want("without the video's token", w.get(strings.Replace(href, w.one().Token, "wrong", 1), "", nil).status, 404)
	lines := w.logged()
	w.want("the log", strconv.FormatInt(lines[4].PhotoID, 10)+" "+lines[4].Chunk.Name, id+" english.vtt")
}

func TestSubtitlesComeAgain(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	id := w.video()
	w.subtitle(id, "da_DK", "a.srt", srt)
	first := w.one().Subtitles[0].File
	w.want("status", w.subtitle(id, "da_DK", "b.vtt", "WEBVTT\n").status, 200)
	kept := w.one().Subtitles
	w.want("one language", len(kept), 1)
	w.want("times", kept[0].Times, 2)
	w.want("bytes", w.kept(kept[0].File), "WEBVTT\n")
	if _, err := os.Stat(filepath.Join(w.options.Dir, first)); err == nil {
		t.Error("the first file is still there")
	}
	w.behave(func(b *Behaviour) { b.SubtitleAgain = "refuse" })
	w.want("refused", w.subtitle(id, "da_DK", "c.srt", srt).status, 400)
	w.want("another type", w.subtitle(id, "da_DK", "c.srt", srt, part{"type", "", "audiodescriptions"}).status, 200)
}

func TestWhatAreNoSubtitles(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	id := w.video()
	for name, check := range map[string]struct {
		out    said
		status int
		code   string
	}{
		"a text":            {w.subtitle(id, "da_DK", "a.srt", "Hello"), 400, "invalid_type"},
		"nothing":           {w.subtitle(id, "da_DK", "a.srt", ""), 400, "invalid_type"},
		"an unknown locale": {w.subtitle(id, "da", "a.srt", srt), 400, "invalid_type"},
		"no locale":         {w.subtitle(id, "", "a.srt", srt), 400, "invalid_type"},
		"an unknown type":   {w.subtitle(id, "da_DK", "a.srt", srt, part{"type", "", "karaoke"}), 400, "invalid_type"},
		"a strange draft_p": {w.subtitle(id, "da_DK", "a.srt", srt, part{"draft_p", "", "perhaps"}), 400, "invalid_type"},
		"an unknown video":  {w.subtitle("5", "da_DK", "a.srt", srt), 404, "no_such_object"},
		"no file":           {w.send("photo/subtitle/upload", w.level(Write), part{"photo_id", "", id}, part{"locale", "", "da_DK"}), 400, "no_file"},
		"a form":            {w.post("photo/subtitle/upload", w.level(Write), pairsOf("photo_id", id, "locale", "da_DK")), 400, "no_file"},
		"a reader":          {w.send("photo/subtitle/upload", w.level(Read), part{"photo_id", "", id}, part{"locale", "", "da_DK"}, part{"file", "a.srt", srt}), 403, "permission_denied"},
		"a stranger":        {w.send("photo/subtitle/upload", "", part{"photo_id", "", id}, part{"locale", "", "da_DK"}, part{"file", "a.srt", srt}), 403, "permission_denied"},
		"too much":          {w.subtitle(id, "da_DK", "a.srt", srt+strings.Repeat("x", 9<<20)), 413, "invalid_input"},
	} {
		if check.out.status != check.status || check.out.json(t)["code"] != check.code {
			t.Errorf("%s: %d %s", name, check.out.status, check.out.body)
		}
	}
	w.want("nothing was kept", len(w.one().Subtitles), 0)
	w.want("v1 has no such method", w.send("/api/photo/subtitle/upload", "", part{"photo_id", "", id}).status, 200)
}

func TestTheListOfSubtitlesNeedsTheVideosToken(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	id := w.video()
	w.subtitle(id, "da_DK", "a.srt", srt)
	token := w.one().Token
	w.want("a stranger who has it", len(w.get("photo/subtitle/list", "", pairsOf("photo_id", id, "token", token)).list(t)), 1)
	w.want("without", w.get("photo/subtitle/list", w.level(Write), pairsOf("photo_id", id)).status, 400)
	w.want("a wrong one", w.get("photo/subtitle/list", w.level(Write), pairsOf("photo_id", id, "token", "x")).status, 404)
	w.want("another video", w.get("photo/subtitle/list", w.level(Write), pairsOf("photo_id", "5", "token", token)).status, 404)
	w.want("a strange format", w.get("photo/subtitle/list", "", pairsOf("photo_id", id, "token", token, "subtitle_format", "x")).status, 400)
	w.want("a stranger's drafts", w.get("photo/subtitle/list", "", pairsOf("photo_id", id, "token", token, "include_drafts_p", "1")).status, 403)
	w.want("some fields", len(w.subtitles(id, "fields", "locale,type")[0]), 2)
	v1 := w.get("/api/photo/subtitle/list", "", pairsOf("photo_id", id, "token", token, "format", "json", "raw", "1"))
	list, _ := v1.json(t)["subtitles"].([]any)
	w.want("v1's list", len(list), 1)
}

func TestSubtitlesAreRemoved(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	id := w.video()
	w.subtitle(id, "da_DK", "a.srt", srt)
	w.subtitle(id, "en_US", "b.srt", srt)
	gone := w.one().Subtitles[0].File
	w.want("a reader", w.post("photo/subtitle/remove", w.level(Read), pairsOf("photo_id", id, "locale", "da_DK")).status, 403)
	w.want("another type", w.post("photo/subtitle/remove", w.level(Write), pairsOf("photo_id", id, "locale", "da_DK", "type", "closedcaptions")).status, 404)
	w.want("status", w.post("photo/subtitle/remove", w.level(Write), pairsOf("photo_id", id, "locale", "da_DK")).status, 200)
	w.want("again", w.post("photo/subtitle/remove", w.level(Write), pairsOf("photo_id", id, "locale", "da_DK")).status, 404)
	list := w.subtitles(id)
	w.want("left", len(list), 1)
	w.want("which", list[0]["locale"], "en_US")
	if _, err := os.Stat(filepath.Join(w.options.Dir, gone)); err == nil {
		t.Error("the file is still there")
	}
}

func TestLocalesAndTypesAreListed(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	locales := w.get("photo/subtitle/locales", "", nil).list(t)
	found := map[any]map[string]any{}
	for _, l := range locales {
		found[l["locale"]] = l
	}
	w.want("the documentation's example", found["ar_EG"]["label"], "Arabic (EG)")
	w.want("transcribe_p", found["ar_EG"]["transcribe_p"], false)
	w.want("translate_p", found["ar_EG"]["translate_p"], true)
	types := w.get("photo/subtitle/types", "", nil).list(t)
	w.want("types", len(types), 3)
	w.want("the first", types[0]["type"], "general")
	w.want("its label", types[0]["label"], "Subtitles")
}

func TestFaultsOfSubtitles(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	id := w.video()
	w.fault(faults.Rule{Kind: faults.Answer, Path: "photo/subtitle/upload", Status: 500, Body: "oops", Count: 1})
	w.want("instead", w.subtitle(id, "da_DK", "a.srt", srt).body, "oops")
	w.fault(faults.Rule{Kind: faults.Close, Path: "photo/subtitle/upload", AfterBytes: 10, Count: 1})
	if out := w.subtitle(id, "da_DK", "a.srt", srt); out.err == nil {
		t.Errorf("an answer came: %d", out.status)
	}
	w.want("nothing was kept", len(w.one().Subtitles), 0)
	w.fault(faults.Rule{Kind: faults.Swallow, Path: "photo/subtitle/*", Count: 1})
	if out := w.subtitle(id, "da_DK", "a.srt", srt); out.err == nil {
		t.Errorf("an answer came: %d", out.status)
	}
	w.want("carried out", len(w.one().Subtitles), 1)
	w.fault(faults.Rule{Kind: faults.RefuseSignIn, Path: "photo/subtitle/upload", Count: 1})
	w.want("a revoked login", w.subtitle(id, "da_DK", "a.srt", srt).status, 401)
}

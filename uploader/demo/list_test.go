package demo

import (
	"encoding/xml"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestListFiltersAndOrder(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	for i, parameters := range [][]string{
		{"title", "Beta", "tags", "news hr", "album_id", "8754251", "publish", "1", "department", "Sales"},
		{"title", "alpha", "tags", "news", "album_id", "8754252,8754251", "publish", "1"},
		{"title", "Gamma", "publish", "0"},
	} {
		f := newFilm(w.token(parameters...))
		f.name = "film" + strconv.Itoa(i) + ".mp4"
		w.all(f)
		w.clock.pass(time.Minute)
	}
	titles := func(as bearer, words ...string) string {
		var found []string
		for _, item := range w.get("photo/list", as, pairsOf(words...)).list(t) {
			found = append(found, item["title"].(string))
		}
		return strings.Join(found, " ")
	}
	read := w.level(Read)
	for want, words := range map[string][]string{
		"alpha Beta":       {},
		"Gamma alpha Beta": {"include_unpublished_p", "1"},
		"alpha Beta Gamma": {"include_unpublished_p", "1", "orderby", "title", "order", "asc"},
		"Gamma":            {"include_unpublished_p", "1", "published_p", "0"},
		"Beta":             {"tags", "news hr"},
		"alpha":            {"photo_id", "7667554"},
		"Beta alpha":       {"album_id", "8754251", "order", "asc"},
	} {
		w.want(strings.Join(words, " "), titles(read, words...), want)
	}
	w.want("search", titles("", "search", "ALPH"), "alpha")
	w.want("name", titles("", "original_filename", "film0.mp4"), "Beta")
	w.want("field", titles("", "custom_variable_mode", "and", "department", "Sales"), "Beta")
	w.want("mine", titles(w.level(Write), "user_id", "me", "size", "1"), "alpha")
	w.want("the draft with its token", titles("", "photo_id", "7667555", "token", w.Videos()[2].Token), "Gamma")
	w.want("unpublished needs read", w.get("photo/list", "", pairsOf("include_unpublished_p", "1")).status, 403)
	w.want("encoded", titles("", "video_encoded_p", "0"), "")
	w.want("bad order", w.get("photo/list", "", pairsOf("orderby", "weight")).status, 400)
}

func TestPaging(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	for range 23 {
		w.all(newFilm(w.token()))
	}
	for page, want := range map[string]int{"1": 20, "2": 3, "3": 0} {
		out := w.get("photo/list", "", pairsOf("p", page))
		w.want("page "+page, len(out.list(t)), want)
		w.want("total_count", out.json(t)["total_count"], 23)
	}
	fields := w.get("photo/list", "", pairsOf("size", "2", "fields", "photo_id,title")).list(t)
	w.want("fields", len(fields[0]), 2)
	w.want("size", len(fields), 2)
	w.want("the largest page", w.get("photo/list", "", pairsOf("size", "1000")).json(t)["size"], 100)
	w.want("page 0", w.get("photo/list", "", pairsOf("p", "0")).status, 400)
}

func TestVersionOnesList(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	w.all(newFilm(w.token("title", `"Quoted" & <3`, "description", "<p>One</p>", "tags", `a "b c"`)))
	var got struct {
		Total int `xml:"total_count,attr"`
		Photo []struct {
			ID        int64  `xml:"photo_id,attr"`
			Title     string `xml:"title,attr"`
			Published string `xml:"published_p,attr"`
			One       string `xml:"one,attr"`
			Tags      string `xml:"tags,attr"`
			Content   string `xml:"content"`
		} `xml:"photo"`
	}
	if err := xml.Unmarshal([]byte(w.get("/api/photo/list", "", nil).body), &got); err != nil {
		t.Fatal(err)
	}
	p := got.Photo[0]
	if got.Total != 1 || p.ID != 7667553 || p.Title != `"Quoted" & <3` || p.Published != "1" || p.One != "/video/7667553" || p.Tags != `a "b c"` || p.Content != "<p>One</p>" {
		t.Errorf("%+v", got)
	}
	json := w.get("/api/photo/list", "", pairsOf("format", "json", "raw", "1")).json(t)
	photo := json["photos"].([]any)[0].(map[string]any)
	w.want("photo_id", photo["photo_id"], "7667553")
	w.want("published_p", photo["published_p"], 1)
	w.want("total_count", json["total_count"], "1")
	if out := w.get("/api/photo/list", "", pairsOf("format", "json", "callback", "f")); !strings.HasPrefix(out.body, "f({") {
		t.Error(out.body)
	}
}

func TestCachedReads(t *testing.T) {
	t.Parallel()
	w := start(t, Options{Behaviour: Behaviour{CachedSeconds: 60}})
	count := func(words ...string) int { return len(w.get("photo/list", "", pairsOf(words...)).list(t)) }
	w.want("before", count(), 0)
	w.all(newFilm(w.token()))
	w.want("from the cache", count(), 0)
	w.want("cached", w.get("photo/list", "", nil).json(t)["cached"], true)
	w.want("with time", count("time", "1"), 1)
	w.clock.pass(time.Minute)
	w.want("later", count(), 1)
}

func TestLooseTypes(t *testing.T) {
	t.Parallel()
	w := start(t, Options{Behaviour: Behaviour{LooseTypes: true}})
	w.all(newFilm(w.token()))
	item := w.get("photo/list", "", nil).list(t)[0]
	w.want("photo_id", item["photo_id"], "7667553")
	w.want("published_p", item["published_p"], "t")
}

func TestPickers(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	names := func(path, key string, as bearer, words ...string) string {
		var found []string
		for _, item := range w.get(path, as, pairsOf(words...)).list(t) {
			found = append(found, item[key].(string))
		}
		return strings.Join(found, "|")
	}
	w.want("categories", names("album/list", "title", "", "orderby", "title", "order", "asc"), "HR|News|Products|Training|Årsmøde & events")
	w.want("a search", names("album/list", "title", "", "search", "års"), "Årsmøde & events")
	w.want("hidden too", strings.Contains(names("album/list", "title", w.level(Read), "include_hidden_p", "1"), "Archive 2019"), true)
	w.want("hidden needs read", w.get("album/list", "", pairsOf("include_hidden_p", "1")).status, 403)
	w.want("people", names("user/list", "display_name", ""), "Anna Holm|Ben Fischer|Camilla Sørensen|Video Service|You")
	w.want("no address for strangers", w.get("user/list", "", nil).list(t)[0]["email"], nil)
	w.want("an address with read", w.get("user/list", w.level(Read), nil).list(t)[0]["email"], "anna.holm@acme.com")
	w.all(newFilm(w.token("tags", "news fresh", "album_id", "8754254")))
	w.want("tags", names("tag/list", "tag", "", "search", "e", "exclude_machine_tags_p", "1"), "annual report|fresh|interview|news|safety")
	w.want("counts", w.get("tag/list", "", pairsOf("search", "news")).list(t)[0]["count"], "2")
	w.want("pretty", names("tag/list", "tag", "", "search", "product:", "reformat_tags_p", "1"), "1234")
	w.want("a video's categories", names("album/list", "title", "", "photo_id", "7667553"), "Products")
	w.want("create", w.post("album/create", w.level(Write), pairsOf("title", "<b>New</b>")).data(t)["album_id"], float64(8754300))
	w.want("created", names("album/list", "title", "", "search", "new", "orderby", "title"), "News|New")
	w.want("no title", w.post("album/create", w.level(Write), nil).status, 400)
}

func TestSiteUserAndEcho(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	site := w.get("site/get", "", nil).data(t)
	w.want("site_name", site["site_name"], "Acme Video")
	w.want("domain", site["domain"], strings.TrimPrefix(w.server.URL, "http://"))
	w.want("product_key", site["product_key"], "tube")
	me := w.get("user/get", w.level(Admin), nil).data(t)
	w.want("full_name", me["full_name"], "Anna Holm")
	w.want("timezone", me["timezone"], "Europe/Copenhagen")
	w.want("somebody", w.get("user/get", "", pairsOf("user_id", "17485")).data(t)["username"], "ben.fischer")
	w.want("nobody", w.get("user/get", "", nil).status, 404)
	echo := w.get("/api/echo", "", pairsOf("apples", "oranges", "foo", "bär & <x>")).body
	if !strings.Contains(echo, "<apples>oranges</apples>") || !strings.Contains(echo, "<foo>bär &amp; &lt;x&gt;</foo>") {
		t.Error(echo)
	}
	w.want("v2 has no echo", w.get("echo", "", nil).status, 404)
	w.want("no such method", w.get("photo/fly", "", nil).status, 404)
	w.behave(func(b *Behaviour) { b.NoV2 = true })
	if out := w.get("site/get", "", nil); out.status != 404 || !strings.Contains(out.body, "<html>") {
		t.Errorf("%d %s", out.status, out.body)
	}
	w.want("v1 stays", w.get("/api/site/get", "", nil).status, 200)
}

func TestTranscodingAdvances(t *testing.T) {
	t.Parallel()
	w := start(t, Options{TranscodeTime: 100 * time.Second})
	w.all(newFilm(w.token()))
	progress := func(more ...string) map[string]any {
		return w.get("photo/get-transcoding-progress", w.level(Read), pairsOf(append(more, "photo_id", "7667553")...)).data(t)
	}
	w.want("at once", progress()["all"], "0")
	w.clock.pass(50 * time.Second)
	half := progress()
	w.want("half way", half["all"], "0.5")
	w.want("the small format", half["video_medium"], "1")
	if _, odd := half["video_mobile_high_projected_finish"]; !odd {
		t.Error("the odd keys are missing")
	}
	w.want("percent", progress("percentage_formated_p", "1")["all"], "50%")
	item := func() map[string]any {
		return w.get("photo/list", w.level(Read), pairsOf("include_pending_transcode_tasks_p", "1")).list(t)[0]
	}
	w.want("pending", item()["pending_transcode_tasks"], []any{"video_hd", "video_1080p", "video_frames"})
	w.clock.pass(50 * time.Second)
	w.want("at the end", progress()["all"], "1")
	w.want("encoded", item()["video_encoded_p"], true)
	w.want("strangers", w.get("photo/get-transcoding-progress", "", pairsOf("photo_id", "7667553")).status, 403)
	w.want("unknown", w.get("photo/get-transcoding-progress", w.level(Read), pairsOf("photo_id", "1")).status, 404)
}

func TestUpdate(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	w.all(newFilm(w.token("title", "one", "tags", "a b", "album_id", "8754251", "publish", "0", "description", "keep")))
	update := func(words ...string) said {
		return w.post("photo/update", w.level(Write), pairsOf(append(words, "photo_id", "7667553")...))
	}
	w.want("read is too little", w.post("photo/update", w.level(Read), pairsOf("photo_id", "7667553", "title", "x")).status, 403)
	w.want("update", update("title", "two", "tags", `"c d"`, "album_id", "8754252", "department", "HR").status, 200)
	v := w.one()
	w.want("title", v.Title, "two")
	w.want("tags are replaced", strings.Join(v.Tags, "|"), "c d")
	w.want("categories are replaced", v.AlbumIDs, []int64{8754252})
	w.want("the rest stays", v.Description+v.Custom["department"], "keepHR")
	w.want("still a draft", v.Published, false)
	update("description", "", "album_title", "Brand new")
	w.want("empty clears", w.one().Description, "")
	w.want("a category by title", w.one().AlbumIDs, []int64{8754300})
	update("publish_date", "2030-07-01 09:00:00", "timezone", "Europe/London")
	w.want("the instant", w.one().PublishDate.UTC().Format(time.RFC3339), "2030-07-01T08:00:00Z")
	w.want("scheduled", w.one().Scheduled, true)
	update("publish_date", "")
	w.want("unscheduled", w.one().Scheduled, false)
	update("published_p", "1")
	w.want("published", w.one().Published, true)
	w.want("no id", update("photo_id", "x").status, 400)
	w.want("unknown video", w.post("photo/update", w.level(Write), pairsOf("photo_id", "1")).status, 404)
	w.want("delete", w.post("photo/delete", w.level(Write), pairsOf("photo_id", "7667553")).status, 200)
	w.want("videos", len(w.Videos()), 0)
}

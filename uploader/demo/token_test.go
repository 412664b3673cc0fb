package demo

import (
	"strings"
	"testing"
	"time"
)

func TestATokenSaysWhatItIs(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	data := w.get("photo/get-upload-token", w.level(Write), nil).data(t)
	w.want("valid_minutes on v2", data["valid_minutes"], 360)
	w.want("valid_until", int64(data["valid_until"].(float64)), w.clock.Now().Add(6*time.Hour).Unix())
	w.want("publish by default", data["publish"], "t")
	w.want("max_uploads", data["max_uploads"], 1)
	out := w.do(w.signed(Write), w.request("GET", "/api/photo/get-upload-token?format=json&raw", "", nil, ""))
	one, _ := out.json(t)["uploadtoken"].(map[string]any)
	w.want("valid_minutes on v1", one["valid_minutes"], "180")
	w.want("publish on v1", one["publish"], 1)
	xml := w.do(w.signed(Write), w.request("GET", "/api/photo/get-upload-token", "", nil, "")).body
	if !strings.Contains(xml, "<upload_token>") || !strings.Contains(xml, "<publish>1</publish>") {
		t.Error(xml)
	}
}

func TestTokenParametersHaveBounds(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	for _, bad := range [][]string{
		{"valid_minutes", "14"},
		{"valid_minutes", "1441"},
		{"valid_minutes", "x"},
		{"max_uploads", "0"},
		{"max_uploads", "1001"},
		{"publish", "maybe"},
		{"publish_date", "tomorrow"},
		{"album_id", "x"},
		{"timezone", "Mars/Olympus", "publish_date", "2030-01-01 00:00:00"},
	} {
		if out := w.post("photo/get-upload-token", w.level(Write), pairsOf(bad...)); out.status != 400 || out.json(t)["code"] != "invalid_type" {
			t.Errorf("%v: %d %s", bad, out.status, out.body)
		}
	}
	if out := w.post("photo/get-upload-token", w.level(Write), pairsOf("album_id", "1")); out.status != 404 || out.json(t)["code"] != "no_such_object" {
		t.Errorf("an unknown category: %s", out.body)
	}
	v1 := w.do(w.signed(Write), w.request("GET", "/api/photo/get-upload-token?max_uploads=101&format=json&raw=1", "", nil, ""))
	if v1.status != 200 || v1.json(t)["code"] != "invalid_input" {
		t.Errorf("v1's limit: %d %s", v1.status, v1.body)
	}
}

func TestMetadataFollowsTheServicesRules(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	w.all(newFilm(w.token(
		"title", " <b>Bold</b> & <i>plain</i> 🎬", "description", "<p>fine</p><script>x</script>", "tags", `news "year end" news`,
		"album_id", "8754252,8754251", "absolute_url", "https://example.com/x", "department", "Sales", "project_number", "7", "unknown", "y",
	)))
	v := w.one()
	w.want("title", v.Title, "Bold & plain 🎬")
	w.want("description", v.Description, "finex")
	w.want("tags", strings.Join(v.Tags, "|"), "news|year end")
	w.want("categories", v.AlbumIDs, []int64{8754252, 8754251})
	w.want("canonical address", v.AbsoluteURL, "https://example.com/x")
	w.want("fields", v.Custom, map[string]string{"department": "Sales", "project_number": "7"})
	w.want("published by default", v.Published, true)
	w.want("the raw title", v.Parameters["title"], " <b>Bold</b> & <i>plain</i> 🎬")
	w.want("an unknown parameter", v.Parameters["unknown"], "y")
	w.want("owner", v.Username, "you")
}

func TestSwitchesOfMetadata(t *testing.T) {
	t.Parallel()
	w := start(t, Options{Behaviour: Behaviour{PlainTags: true, CustomRefusedOnToken: true}})
	w.all(newFilm(w.token("tags", `"year end"`, "department", "Sales")))
	w.want("tags", strings.Join(w.one().Tags, "|"), `"year|end"`)
	w.want("fields", len(w.one().Custom), 0)
}

func TestDatesToComePublishByThemselves(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	copenhagen, err := time.LoadLocation("Europe/Copenhagen")
	if err != nil {
		t.Fatal(err)
	}
	when := w.clock.Now().Add(48 * time.Hour).Truncate(time.Second)
	w.all(newFilm(w.token("publish", "1", "publish_date", when.In(copenhagen).Format("2006-01-02 15:04:05"))))
	v := w.one()
	w.want("published", v.Published, false)
	w.want("scheduled", v.Scheduled, true)
	w.want("the instant", v.PublishDate.Unix(), when.Unix())
	w.want("public list", len(w.get("photo/list", "", nil).list(t)), 0)
	item := w.get("photo/list", w.level(Read), pairsOf("include_unpublished_p", "1")).list(t)[0]
	w.want("publish_date_ansi", item["publish_date_ansi"], when.UTC().Format("2006-01-02 15:04:05+00"))
	w.want("publish_date_epoch", int64(item["publish_date_epoch"].(float64)), when.Unix())
	w.clock.pass(48 * time.Hour)
	w.want("public list later", len(w.get("photo/list", "", nil).list(t)), 1)
	w.want("published later", w.one().Published, true)
}

func TestPastDatesAndZones(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	w.all(newFilm(w.token("publish_date", "2020-07-04 09:00:00")))
	w.want("published", w.one().Published, true)
	w.want("Copenhagen in summer", w.one().PublishDate.UTC().Format(time.RFC3339), "2020-07-04T07:00:00Z")
	w.all(newFilm(w.token("publish_date", "2020-07-04 09:00:00", "timezone", "America/New_York")))
	w.want("New York", w.Videos()[1].PublishDate.UTC().Format(time.RFC3339), "2020-07-04T13:00:00Z")
}

func TestAnotherOwnerNeedsSuper(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	w.all(newFilm(w.token("user_id", "17485")))
	w.want("overlooked below super", w.one().Username, "you")
	out := w.post("photo/get-upload-token", w.level(Super), pairsOf("user_id", "17485"))
	w.all(newFilm(out.data(t)["upload_token"].(string)))
	w.want("with super", w.Videos()[1].Username, "ben.fischer")
	if out := w.post("photo/get-upload-token", w.level(Super), pairsOf("user_id", "1")); out.status != 404 {
		t.Error(out.body)
	}
}

func TestATokenIsUpdatedBeforeDuringAndAfter(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token("title", "one", "publish", "0", "tags", "a"))
	change := func(words ...string) said {
		return w.post("photo/update-upload-token", "", pairsOf(append(words, "upload_token", f.token)...))
	}
	w.want("without credentials", change("title", "two").status, 200)
	w.chunk(f, 1)
	change("description", "during")
	w.chunk(f, 2)
	v := w.one()
	w.want("title", v.Title, "two")
	w.want("description", v.Description, "during")
	change("title", "<b>three</b>", "tags", "b c", "album_id", "8754253", "publish", "1")
	v = w.one()
	w.want("title after", v.Title, "three")
	w.want("tags after", strings.Join(v.Tags, "|"), "b|c")
	w.want("published after", v.Published, true)
	w.want("updates", len(v.Updates), 1)
	w.want("the description stays", v.Description, "during")
	if out := w.post("photo/update-upload-token", "", pairsOf("upload_token", "x", "title", "y")); !strings.Contains(out.body, "invalid") {
		t.Error(out.body)
	}
}

func TestOneFileOfATokenIsUpdated(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token("title", "both", "max_uploads", "2"))
	g := f
	g.identifier = "film2"
	w.all(f)
	w.post("photo/update-upload-token", "", pairsOf("upload_token", f.token, "resumableIdentifier", "film1", "title", "first"))
	w.post("photo/update-upload-token", "", pairsOf("upload_token", f.token, "resumableIdentifier", "film2", "title", "second"))
	w.all(g)
	w.want("titles", w.Videos()[0].Title+", "+w.Videos()[1].Title, "first, second")
}

func TestDeletingByToken(t *testing.T) {
	t.Parallel()
	w := start(t, Options{})
	f := newFilm(w.token())
	w.all(f)
	id := w.get("photo/list", "", nil).list(t)[0]["photo_id"]
	w.want("with another token", w.post("photo/delete-upload-token", "", pairsOf("upload_token", w.token(), "photo_id", "7667553")).status, 404)
	w.want("with its token", w.post("photo/delete-upload-token", "", pairsOf("upload_token", f.token, "photo_id", "7667553")).status, 200)
	w.want("videos", len(w.Videos()), 0)
	w.all(newFilm(w.token()))
	if again := w.get("photo/list", "", nil).list(t)[0]["photo_id"]; again == id {
		t.Error("an id was given twice")
	}
}

func TestRefusedTokensAndGetters(t *testing.T) {
	t.Parallel()
	w := start(t, Options{Behaviour: Behaviour{TokensRefused: true}})
	if out := w.get("photo/get-upload-token", w.level(Write), nil); out.status != 412 || out.json(t)["code"] != "feature_not_available" {
		t.Errorf("%d %s", out.status, out.body)
	}
	w.behave(func(b *Behaviour) { b.TokensRefused, b.PostRefused = false, true })
	w.want("POST", w.post("photo/get-upload-token", w.level(Write), nil).status, 405)
	w.want("GET", w.get("photo/get-upload-token", w.level(Write), nil).status, 200)
}

func TestClosedWorkspaces(t *testing.T) {
	t.Parallel()
	w := start(t, Options{Behaviour: Behaviour{ClosedWorkspace: true}})
	f := newFilm(w.token())
	w.want("an unsigned chunk", w.chunk(f, 1).status, 200)
	w.behave(func(b *Behaviour) { b.UnsignedRedeemRefused = true })
	w.want("an unsigned chunk refused", w.chunk(f, 2).status, 403)
	out := w.send("photo/redeem-upload-token", w.level(Write), append(f.fields(2), part{"file", "blob", f.chunk(2)})...)
	w.want("a signed chunk", strings.Contains(out.body, "photo_id"), true)
}
